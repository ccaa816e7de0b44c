"""How does the cover become a PDF that holds its typefaces and pictures, the same bytes every time?"""

import hashlib
import logging
from collections.abc import Mapping

from weasyprint import HTML
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

PICTURES = "package:pictures/"
"""What pictures are asked for by; nothing else is there."""

# What of a page's styles a PDF has no use for is no news to who exports.
logging.getLogger("weasyprint").setLevel(logging.ERROR)


def pdf_of(html: str, pictures: Mapping[str, bytes]) -> bytes:
    """The page as a PDF.

    Args:
        html: the page, whose pictures are named by ``PICTURES`` and their names.
        pictures: PNGs by name.
    """
    identifier = hashlib.sha256(html.encode()).hexdigest()[:32].encode()
    document = HTML(string=html, url_fetcher=_Pictures(pictures))
    return bytes(document.write_pdf(pdf_identifier=identifier))


class _Pictures(URLFetcher):  # type: ignore[misc]  # the library has no types
    """Gives pictures of the package, and reaches nothing else."""

    def __init__(self, pictures: Mapping[str, bytes]) -> None:
        super().__init__(allowed_protocols=())
        self._pictures = pictures

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:  # noqa: ARG002 - the library's signature
        """A picture by its address."""
        found = self._pictures.get(url.removeprefix(PICTURES))
        if found is None:
            raise FatalURLFetchingError(f"the cover asks for {url}, which is not in the package")
        return URLFetcherResponse(url, found, {"Content-Type": "image/png"})
