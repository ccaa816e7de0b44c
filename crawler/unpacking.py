"""What does an answer's body say once its content coding (gzip, deflate, br, zstd) is undone, within a bound?"""

from collections.abc import Sequence

# Not public, and pinned with Scrapy by the lock file: these bound what a small body may unpack to, piece by piece.
from scrapy.utils._compression import _DecompressionMaxSizeExceeded, _inflate, _unbrotli, _unzstd
from scrapy.utils.gz import gunzip

from crawler.failures import FetchFailed
from domain.reach import FailureKind

ACCEPTED = "gzip, deflate, br, zstd"
_UNPACKERS = {"gzip": gunzip, "x-gzip": gunzip, "deflate": _inflate, "br": _unbrotli, "zstd": _unzstd}


def unpack(body: bytes, codings: Sequence[str], limit: int) -> tuple[bytes, str | None]:
    """The body, and the codings that are not known and stay, None when all were undone.

    ``codings`` are the values of all Content-Encoding headers, in order; ``limit`` bounds the result in bytes.

    Raises:
        FetchFailed: ``too_large`` when it unpacks to more, ``garbage`` when it is not what its header says.
    """
    left = [each.strip().lower() for value in codings for each in value.split(",")]
    try:
        while left and left[-1] in _UNPACKERS:
            body = _UNPACKERS[left[-1]](body, max_size=limit)
            left.pop()
    except _DecompressionMaxSizeExceeded:
        raise FetchFailed(FailureKind.TOO_LARGE, f"over {limit} bytes when unpacked") from None
    except Exception as error:  # each of the libraries has errors of its own, and all mean the same
        raise FetchFailed(FailureKind.GARBAGE, str(error)) from error
    return body, ",".join(left) or None
