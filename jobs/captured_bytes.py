"""What do captured bytes say once their content coding is undone? The same code as the crawler's, within the same bound."""

from collections.abc import Sequence

from crawler.failures import FetchFailed
from crawler.options import CrawlOptions
from crawler.unpacking import unpack

_MOST_BYTES = CrawlOptions().max_body


def unpacked(body: bytes, codings: Sequence[str]) -> bytes:
    """The bytes; ``codings`` are the values of the Content-Encoding fields. A coding that is not known stays.

    Raises:
        ValueError: they are not what their header says, or unpack to too much.
    """
    try:
        found, _ = unpack(body, codings, _MOST_BYTES)
    except FetchFailed as failure:
        raise ValueError(failure.detail) from failure
    return found
