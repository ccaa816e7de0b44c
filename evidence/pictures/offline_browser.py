"""How does a captured page look? A Chromium that runs no scripts and is answered from the capture alone.

Three things keep it from the network, each enough by itself: every request is answered or refused here, the context is
offline, and what should ever get past them (Chromium's own requests, a preconnect) finds a proxy that nobody listens on
and names that resolve to nothing.
"""

import logging
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Self

from playwright.sync_api import Browser, Page, Playwright, Request, Route, sync_playwright
from playwright.sync_api import Error as PlaywrightError

from domain.charset import decode
from evidence.captures.errors import CaptureError
from evidence.pictures.captured_pages import Resource
from evidence.pictures.excerpts import LEAST_WIDTH

_LOG = logging.getLogger("mingcha.evidence")
_SWITCHES = (
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-sync",
    "--no-first-run",
    "--dns-prefetch-disable",
    "--webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--force-webrtc-ip-handling-policy",
    # What is drawn is to be the same on every run.
    "--force-color-profile=srgb",
    "--font-render-hinting=none",
    "--disable-lcd-text",
    "--disable-gpu",
    "--lang=zh-CN",
)
_NOBODY = {"server": "http://127.0.0.1:9", "bypass": "<-loopback>"}
_NOT_STARTED = "出具证据包的计算机未能启动浏览器（Chromium），未能制作画面"
_VIEWPORT_HEIGHT = 900
_SECONDS = 30.0
_STILL = """() => {
  for (const marquee of document.querySelectorAll("marquee")) {
    marquee.setAttribute("scrollamount", "0");
    marquee.replaceWith(marquee.cloneNode(true));
  }
}"""
"""Text that runs (marquee) stands at its beginning: no switch of a browser stops it, and each picture would be another."""
_MOST_REQUESTS = 500
"""Requests of one page that are looked up; a page that asks for more gets no answer to the rest."""

Answer = Callable[[str], Resource | None]
"""What was captured of an address, None where nothing was."""


class PictureError(Exception):
    """A picture can't be made; the message says why, in Chinese."""


@dataclass(slots=True, kw_only=True)
class Shown:
    """A page while it is shown. ``missing`` are style sheets and frames that were asked for and not captured, in order.

    ``earlier`` are the moments of style sheets that were taken from an earlier visit.
    """

    page: Page
    missing: dict[str, str] = field(default_factory=dict)
    earlier: set[str] = field(default_factory=set)

    def evaluate(self, script: str, argument: object) -> Any:
        """What a script of ours returns that is run in the page (whose own never run)."""
        return self.page.evaluate(script, argument)

    def in_frames(self, script: str, argument: object) -> Iterator[tuple[str, Any]]:
        """The same of each frame in the page, with the frame's address."""
        for frame in self.page.frames[1:]:
            yield frame.url, frame.evaluate(script, argument)

    def screenshot(self, left: int, top: int, width: int, height: int) -> bytes:
        """A part of the page as a PNG, one pixel a CSS pixel."""
        return self.page.screenshot(
            full_page=True,
            clip={"x": left, "y": top, "width": width, "height": height},
            animations="disabled",
            caret="hide",
            scale="css",
            timeout=_SECONDS * 1000,
        )

    def whole(self) -> bytes:
        """The whole page as a PNG."""
        return self.page.screenshot(
            full_page=True, animations="disabled", caret="hide", scale="css", timeout=_SECONDS * 1000
        )


class OfflineBrowser:
    """One browser for many pictures, started when it is first needed. ``executable`` is the Chromium to be used."""

    def __init__(self, executable: str | None) -> None:
        self._executable = executable
        self._playwright: Playwright | None = None
        self._browser: Browser | None = None
        self._can_start = True

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the browser, if it was started."""
        self._stop()
        playwright, self._playwright = self._playwright, None
        if playwright is not None:
            playwright.stop()

    @contextmanager
    def showing(self, url: str, text: str, answer: Answer, *, width: int = LEAST_WIDTH) -> Iterator[Shown]:
        """A page, from its text, under its address; what it asks for is had of ``answer``, or refused.

        Raises:
            PictureError: there is no browser, or it can't show the page.
            CaptureError: what the page asks for is kept, and can't be read.
        """
        try:
            with self._context(width) as page:
                shown = Shown(page=page)
                desk = _Desk(url, text, answer, shown)
                page.context.route("**/*", desk.answer)
                page.goto(url, wait_until="load", timeout=_SECONDS * 1000)
                if desk.error is not None:
                    raise desk.error
                for frame in page.frames:
                    frame.evaluate(_STILL)
                yield shown
        except PlaywrightError as error:
            # A page that the browser could not cope with must not harm the next one.
            self._stop()
            raise PictureError(f"浏览器未能呈现该页面（{str(error).partition(chr(10))[0][:200]}）") from error

    @contextmanager
    def _context(self, width: int) -> Iterator[Page]:
        context = self._started().new_context(
            java_script_enabled=False,
            offline=True,
            viewport={"width": width, "height": _VIEWPORT_HEIGHT},
            device_scale_factor=1,
            locale="zh-CN",
            timezone_id="Asia/Shanghai",
            color_scheme="light",
            reduced_motion="reduce",
            service_workers="block",
            accept_downloads=False,
        )
        try:
            yield context.new_page()
        finally:
            if self._browser is not None and self._browser.is_connected():
                context.close()

    def _started(self) -> Browser:
        if not self._can_start:
            raise PictureError(_NOT_STARTED)
        if self._browser is None or not self._browser.is_connected():
            try:
                if self._playwright is None:
                    self._playwright = sync_playwright().start()
                self._browser = self._playwright.chromium.launch(
                    executable_path=self._executable,
                    args=_SWITCHES,
                    proxy=_NOBODY,  # type: ignore[arg-type]
                    chromium_sandbox=os.geteuid() != 0,
                    # Characters that China and Japan write differently are drawn as in China, though a page names no language.
                    env={**os.environ, "LANG": "zh_CN.UTF-8", "LC_ALL": "zh_CN.UTF-8", "LANGUAGE": "zh_CN"},
                )
            except PlaywrightError as error:
                # What is wrong on this machine is for its log, and not for those who are handed the package.
                _LOG.warning("Chromium could not be started: %s", str(error).partition("\n")[0][:200])
                self._can_start = self._browser is not None
                raise PictureError(_NOT_STARTED) from error
        return self._browser

    def _stop(self) -> None:
        browser, self._browser = self._browser, None
        if browser is not None and browser.is_connected():
            browser.close()


class _Desk:
    """Answers the requests of one page."""

    def __init__(self, url: str, text: str, answer: Answer, shown: Shown) -> None:
        self._url = url
        self._text = text
        self._answer = answer
        self._shown = shown
        self._asked = 0
        self.error: CaptureError | None = None

    def answer(self, route: Route) -> None:
        request = route.request
        self._asked += 1
        if _is_main(request):
            self._main(route, request)
            return
        found = self._look_up(request)
        if found is None:
            if request.resource_type in {"stylesheet", "document"}:
                self._shown.missing.setdefault(request.url, request.resource_type)
            # An empty answer leaves a frame blank; a refusal would put the browser's own error page in it.
            if request.is_navigation_request():
                route.fulfill(status=204)
            else:
                route.abort()
            return
        content_type, body = _as_utf8(found, request.resource_type)
        route.fulfill(status=200, content_type=content_type, body=body)

    def _main(self, route: Route, request: Request) -> None:
        if self._asked == 1 and request.url == self._url:
            route.fulfill(status=200, content_type="text/html; charset=utf-8", body=self._text)
        else:  # a refresh, or whatever else would lead away from the page
            route.fulfill(status=204)

    def _look_up(self, request: Request) -> Resource | None:
        if request.method != "GET" or self._asked > _MOST_REQUESTS or self.error is not None:
            return None
        try:
            found = self._answer(request.url)
        except CaptureError as error:
            self.error = error
            return None
        if found is not None and found.at is not None:
            self._shown.earlier.add(found.at.date().isoformat())
        return found


def _is_main(request: Request) -> bool:
    return request.is_navigation_request() and request.frame.parent_frame is None


def _as_utf8(found: Resource, kind: str) -> tuple[str, bytes]:
    """Text is decoded as the page was, and handed over in one encoding: declarations are often wrong."""
    if kind == "document":
        return "text/html; charset=utf-8", decode(found.body).text.encode("utf-8", "replace")
    if kind == "stylesheet":
        return "text/css; charset=utf-8", decode(found.body).text.encode("utf-8", "replace")
    return found.content_type or "application/octet-stream", found.body
