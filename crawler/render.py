"""What does a page say once its scripts have run? One browser per crawl, started when first needed.

The browser is scrapy-playwright's. Its handler, registered for http and https, would start a driver and a browser
for each scheme; here one instance serves both, made lazily by the shared transport. A portal gets a context of
its own; pictures, fonts and media aren't loaded; every connection goes through ``BrowserGate``.
"""

import asyncio
import contextlib
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Page
from playwright.async_api import Request as BrowserRequest
from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy_playwright.handler import ScrapyPlaywrightDownloadHandler
from scrapy_playwright.page import PageMethod

from crawler.address_guard import AddressGuard, AddressRefused
from crawler.browser_capture import BrowserCapture
from crawler.browser_gate import BrowserGate
from crawler.failures import FetchFailed
from crawler.options import CrawlOptions
from domain.reach import FailureKind

_CHROMIUM_NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
_UNREAD_TYPES = frozenset({"image", "media", "font", "texttrack", "manifest"})
_QUIET_MILLISECONDS = 5000
_SWITCHES = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-sync",
    "--no-first-run",
    "--webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--force-webrtc-ip-handling-policy",
]


def find_chromium(path: str | None) -> str | None:
    """The Chromium to use: ``path``, ``MINGCHA_CHROMIUM``, or one of the system's; None = Playwright's own."""
    for name in (path, os.environ.get("MINGCHA_CHROMIUM"), *_CHROMIUM_NAMES):
        found = shutil.which(name) if name else None
        if found:
            return found
    return None


class _SharedHandler(ScrapyPlaywrightDownloadHandler):
    """scrapy-playwright's handler, made by hand, with launch options that are known only when it starts."""

    async def start(self, launch_options: dict[str, Any], abort: Callable[[BrowserRequest], bool]) -> None:
        self.config.launch_options = launch_options
        self.config.max_pages_per_context = 4
        self.process_request_headers = None
        self.abort_request = abort
        await self._launch()

    def _make_close_page_callback(self, context_name: str) -> Callable[[], None]:
        """Release a page's place once: a crashed tab reports both its crash and its end."""
        release = super()._make_close_page_callback(context_name)
        released = False

        def once() -> None:
            nonlocal released
            if not released:
                released = True
                release()

        return once

    async def close_context(self, name: str) -> None:
        wrapper = self.context_wrappers.get(name)
        if wrapper is not None:
            with contextlib.suppress(PlaywrightError):
                await wrapper.context.close()


class Browser:
    """The browser of one crawl. Nothing is started before the first page asks for it."""

    def __init__(self, crawler: Crawler, options: CrawlOptions, guard: AddressGuard) -> None:
        self._crawler = crawler
        self._options = options
        self._guard = guard
        self._gate = BrowserGate(guard)
        self._handler: _SharedHandler | None = None
        self._starting = asyncio.Lock()
        self._unavailable: str | None = None

    async def get(self, request: Request) -> Response:
        """Load a page, let its scripts run until the network falls quiet, and return the tree as HTML.

        ``request.meta["playwright_context"]`` names the portal's context; a ``capture`` in it keeps what the page showed.
        The body is the serialised tree, never the bytes of the wire.

        Raises:
            FetchFailed: ``render_failed`` when there is no browser, or the page couldn't be loaded.
        """
        handler = await self._started()
        capture: BrowserCapture | None = request.meta.get("capture")
        if capture is not None:
            request.meta.update(
                playwright_include_page=True, playwright_page_event_handlers={"response": capture.saw}
            )
        request.meta.update(
            playwright_context_kwargs={
                "user_agent": self._options.user_agent,
                "locale": "zh-CN",
                "timezone_id": "Asia/Shanghai",
                "ignore_https_errors": True,
                "service_workers": "block",
                "accept_downloads": False,
            },
            playwright_page_goto_kwargs={
                "wait_until": "domcontentloaded",
                "timeout": self._options.render_timeout * 1000,
            },
            playwright_page_methods=[PageMethod(_settle)],
        )
        try:
            async with asyncio.timeout(self._options.render_timeout + 2 * _QUIET_MILLISECONDS / 1000):
                response: Response = await handler.download_request(request)
        except (PlaywrightError, TimeoutError, RuntimeError, OSError) as error:
            await self.forget(request.meta["playwright_context"])
            raise FetchFailed(FailureKind.RENDER_FAILED, str(error).partition("\n")[0]) from error
        if capture is not None:
            page: Page = request.meta["playwright_page"]
            await capture.take(page, response.body)
            with contextlib.suppress(PlaywrightError):
                await page.close()
        if len(response.body) > self._options.max_body:
            raise FetchFailed(FailureKind.TOO_LARGE, "rendered page", http_status=response.status)
        return response

    async def forget(self, context: str) -> None:
        """Close a portal's context and all its pages."""
        if self._handler is not None:
            await self._handler.close_context(context)

    async def close(self) -> None:
        """Close the browser, if one was started."""
        handler, self._handler = self._handler, None
        if handler is not None:
            with contextlib.suppress(PlaywrightError):
                await handler.close()
        await self._gate.close()

    async def _started(self) -> _SharedHandler:
        async with self._starting:
            if self._unavailable is not None:
                raise FetchFailed(FailureKind.RENDER_FAILED, self._unavailable)
            if self._handler is None:
                try:
                    self._handler = await self._start()
                except (PlaywrightError, OSError) as error:
                    self._unavailable = str(error).partition("\n")[0]
                    raise FetchFailed(FailureKind.RENDER_FAILED, self._unavailable) from error
            return self._handler

    async def _start(self) -> _SharedHandler:
        if self._options.proxy is not None:
            proxy = {"server": self._options.proxy}
        else:
            proxy = {"server": await self._gate.start(), "bypass": "<-loopback>"}
        launch: dict[str, Any] = {
            "headless": True,
            "args": _SWITCHES,
            "proxy": proxy,
            "chromium_sandbox": os.geteuid() != 0,
        }
        chromium = find_chromium(self._options.chromium)
        if chromium is not None:
            launch["executable_path"] = str(Path(chromium))
        handler = _SharedHandler(self._crawler)
        try:
            await handler.start(launch, self._unwanted)
            await handler._maybe_launch_browser()
        except PlaywrightError:
            await handler.close()
            raise
        return handler

    def _unwanted(self, request: BrowserRequest) -> bool:
        """Whether a request of the browser's isn't worth making, or may not be made."""
        if request.resource_type in _UNREAD_TYPES:
            return True
        try:
            self._guard.check_url(request.url)
        except AddressRefused:
            return True
        return False


async def _settle(page: Page) -> None:
    """Wait until the page has been quiet for a moment; a page that never is gets read as it stands."""
    with contextlib.suppress(PlaywrightError):
        await page.wait_for_load_state("networkidle", timeout=_QUIET_MILLISECONDS)
