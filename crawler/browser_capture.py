"""What of a rendered page is kept: the answers that the browser saw, and a picture of the page?

Both are had before the page is closed, and only where a visit is kept. The picture is small enough to cost little (a tenth of a
full PNG's time) and large enough to read; none is taken of a tree that is pictured already.
"""

import asyncio
import base64
from collections.abc import Callable
from contextlib import suppress

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Page
from playwright.async_api import Response as PageResponse

from domain.captures import Body, BrowserResponse

PICTURE_TYPE = "image/jpeg"
_SECONDS = 15.0
_QUALITY = 50
_SCALE = 0.75
_HIGHEST = 3000  # CSS pixels: four screens, twice the height of most pages; more would cost as much as loading the page
_MOST_ANSWERS = 60
_MOST_BYTES = 2 * 1024 * 1024  # of one answer
_MOST_TOGETHER = 16 * 1024 * 1024


class BrowserCapture:
    """What one rendered page showed. ``pictured`` tells whether a tree of a digest needs no picture."""

    def __init__(self, pictured: Callable[[str], bool]) -> None:
        self.dom: Body | None = None
        self.screenshot: Body | None = None
        self.seen: tuple[BrowserResponse, ...] = ()
        self._pictured = pictured
        self._answers: list[PageResponse] = []

    def saw(self, answer: PageResponse) -> None:
        """Note an answer that the browser got."""
        if len(self._answers) < _MOST_ANSWERS:
            self._answers.append(answer)

    async def take(self, page: Page, dom: bytes) -> None:
        """Keep what can be had of a page that still stands; ``dom`` is its tree as it is read."""
        self.dom = Body.of(dom)
        with suppress(PlaywrightError, TimeoutError):
            async with asyncio.timeout(_SECONDS):
                await self._bodies()
                if not self._pictured(self.dom.digest):
                    self.screenshot = Body.of(await _picture(page))

    async def _bodies(self) -> None:
        seen: list[BrowserResponse] = []
        room = _MOST_TOGETHER
        for answer in self._answers:
            try:
                body = await answer.body()
            except PlaywrightError:
                continue  # a redirect has none, and the browser forgets large ones
            if len(body) > min(room, _MOST_BYTES):
                continue
            room -= len(body)
            seen.append(
                BrowserResponse(
                    url=answer.url,
                    method=answer.request.method,
                    status=answer.status,
                    headers=tuple(sorted(answer.headers.items())),
                    body=Body.of(body),
                )
            )
        self.seen = tuple(seen)


async def _picture(page: Page) -> bytes:
    """The page from its top on as a JPEG."""
    session = await page.context.new_cdp_session(page)
    try:
        size = (await session.send("Page.getLayoutMetrics"))["cssContentSize"]
        clip = {
            "x": 0,
            "y": 0,
            "width": size["width"],
            "height": min(size["height"], _HIGHEST),
            "scale": _SCALE,
        }
        shot = await session.send(
            "Page.captureScreenshot",
            {
                "format": "jpeg",
                "quality": _QUALITY,
                "optimizeForSpeed": True,
                "captureBeyondViewport": True,
                "clip": clip,
            },
        )
    finally:
        with suppress(PlaywrightError):
            await session.detach()
    return base64.b64decode(shot["data"])
