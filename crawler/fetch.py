"""How is a page had? Guarded, allowed by robots.txt, paced, redirects followed and recorded, failures retried.

Every request goes through Scrapy's downloader (``engine.download_async``): its slots pace the hosts, its handler
is ``crawler.transport``. Redirects and retries are done here and not by Scrapy's middlewares, because each hop
must be checked, recorded and counted, and what is retried depends on the kind of failure.
"""

import asyncio
import time
from email.utils import parsedate_to_datetime
from urllib.parse import urldefrag, urlencode, urljoin, urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK

from crawler.address_guard import AddressRefused
from crawler.answers import Fetched
from crawler.failures import CHALLENGE_STATUSES, FetchFailed, failure_of_status, tries_left
from crawler.options import CrawlOptions
from crawler.pace import Paces
from crawler.robots import MAX_ROBOTS_BYTES, Robots
from crawler.transport import transport_of
from domain.pages import PageRequest
from domain.reach import FailureKind

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_KEEPS_METHOD = frozenset({307, 308})


class Fetcher:
    """Fetches pages for all portals of a crawl."""

    def __init__(self, crawler: Crawler, options: CrawlOptions) -> None:
        self._crawler = crawler
        self._options = options
        self._transport = transport_of(crawler)
        self._paces = Paces(crawler.engine.downloader, options)
        token = options.user_agent.partition("/")[0].strip() or "Mingcha"
        self._robots = Robots(token, self._robots_txt, self._paces.ask)

    async def fetch(
        self, wanted: PageRequest, *, referer: str | None = None, retries: int | None = None
    ) -> Fetched:
        """Fetch a page, trying again where that may help (at most ``retries`` times, by default as configured).

        An answer with an error status is raised too; where its page may say who refused (a firewall's page, a
        challenge), ``FetchFailed.answer`` of the raised failure holds it.

        Raises:
            FetchFailed: the page could not be had.
        """
        tried = 0
        retries = self._options.retries if retries is None else retries
        while True:
            try:
                return await self._follow(wanted, referer)
            except FetchFailed as failure:
                host = urlsplit(wanted.url).hostname or ""
                pause = self._options.backoff * 2**tried
                if failure.kind is FailureKind.RATE_LIMITED or failure.http_status == 503:
                    pause = max(pause, self._paces.slow_down(host, failure.retry_after))
                    if (failure.retry_after or 0) > self._options.max_delay:
                        raise
                if not tries_left(failure.kind, tried, retries):
                    raise
            tried += 1
            await asyncio.sleep(pause)

    async def render(self, url: str, *, context: str) -> Fetched:
        """Load a page in the browser; ``context`` keeps one portal's pages apart from another's.

        Raises:
            FetchFailed: the page could not be loaded.
        """
        if not self._options.render:
            raise FetchFailed(FailureKind.RENDER_FAILED, "rendering is switched off")
        self._check_address(url)
        if self._options.obey_robots:
            await self._robots.check(url)
        request = self._request(PageRequest(url=url), None)
        request.meta.update(playwright=True, playwright_context=context)
        response = await self._send(request)
        return _fetched(url, [], response, request, rendered=True)

    async def forget(self, context: str) -> None:
        """Close what the browser holds for a portal."""
        await self._transport.browser.forget(context)

    async def _follow(self, wanted: PageRequest, referer: str | None) -> Fetched:
        asked: list[str] = []
        hop = wanted
        while True:
            self._check_address(hop.url)
            if self._options.obey_robots:
                await self._robots.check(hop.url)
            request = self._request(hop, referer)
            response = await self._send(request)
            target = _redirect_target(response)
            if target is None:
                break
            asked.append(hop.url)
            if len(asked) > self._options.max_redirects or target in asked:
                raise FetchFailed(FailureKind.REDIRECT_LOOP, target, http_status=response.status)
            keep = response.status in _KEEPS_METHOD
            hop = (
                PageRequest(url=target, method=hop.method, form=hop.form) if keep else PageRequest(url=target)
            )
        fetched = _fetched(wanted.url, asked, response, request)
        _raise_for_status(fetched)
        return fetched

    def _check_address(self, url: str) -> None:
        try:
            self._transport.guard.check_url(url)
        except AddressRefused as refusal:
            raise FetchFailed(FailureKind.ADDRESS_REFUSED, str(refusal)) from None

    async def _robots_txt(self, url: str) -> bytes:
        asked: list[str] = []
        hop = url
        while True:
            request = self._request(PageRequest(url=hop), None)
            request.meta["max_body"] = 2 * MAX_ROBOTS_BYTES
            response = await self._send_twice(request)
            target = _redirect_target(response)
            if target is None:
                break
            asked.append(hop)
            if len(asked) > self._options.max_redirects:
                raise FetchFailed(FailureKind.REDIRECT_LOOP, target)
            hop = target
        _raise_for_status(_fetched(url, asked, response, request))
        body: bytes = response.body
        return body

    async def _send_twice(self, request: Request) -> Response:
        """Send a request, and once more after a server error; what has no connection is the caller's to try again."""
        response = await self._send(request)
        if response.status < 500 or response.status in CHALLENGE_STATUSES:
            return response
        await asyncio.sleep(self._options.backoff)
        return await self._send(request.replace())

    def _request(self, wanted: PageRequest, referer: str | None) -> Request:
        headers = {
            "User-Agent": self._options.user_agent,
            "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
            "Accept-Language": "zh-CN,zh;q=0.9,en;q=0.5",
            **({"Referer": referer.partition("#")[0]} if referer else {}),
            **dict(wanted.headers),
        }
        body = b""
        if wanted.method != "GET":
            body = urlencode(wanted.form).encode()
            headers.setdefault("Content-Type", "application/x-www-form-urlencoded")
        try:
            return Request(wanted.url, method=wanted.method, headers=headers, body=body, callback=NO_CALLBACK)
        except ValueError as error:
            raise FetchFailed(FailureKind.ADDRESS_REFUSED, str(error)) from None

    async def _send(self, request: Request) -> Response:
        try:
            return await self._crawler.engine.download_async(request)
        except IgnoreRequest as error:  # the compression middleware's limit on unpacked size
            raise FetchFailed(FailureKind.TOO_LARGE, str(error)) from None
        except FetchFailed:
            raise
        except (OSError, EOFError, ValueError) as error:
            raise FetchFailed(FailureKind.GARBAGE, str(error)) from error


def _redirect_target(response: Response) -> str | None:
    """Where an answer redirects to; non-ASCII addresses are read as UTF-8, else GB18030.

    The fragment that was asked for goes on where the answer names none (RFC 9110, 10.2.2).
    """
    location = response.headers.get(b"Location")
    if response.status not in _REDIRECTS or not location:
        return None
    try:
        text = location.decode("utf-8")
    except UnicodeDecodeError:
        text = location.decode("gb18030", "replace")
    target, fragment = urljoin(response.url, text.strip()), urldefrag(response.url).fragment
    return target if "#" in target or not fragment else f"{target}#{fragment}"


def _fetched(
    url: str, asked: list[str], response: Response, request: Request, *, rendered: bool = False
) -> Fetched:
    headers = {
        name.decode("latin-1").lower(): values[-1].decode("latin-1")
        for name, values in response.headers.items()
        if values
    }
    return Fetched(
        url=url,
        final_url=response.url,
        status=response.status,
        body=response.body,
        headers=headers,
        redirects=tuple(asked),
        seconds=float(request.meta.get("seconds", 0.0)),
        size=int(request.meta.get("wire_size", len(response.body))),
        rendered=rendered,
    )


def _raise_for_status(fetched: Fetched) -> None:
    kind = failure_of_status(fetched.status)
    if kind is None:
        return
    retry_after = _retry_after(fetched.headers.get("retry-after"))
    if fetched.status == 503 and retry_after is not None:
        kind = FailureKind.RATE_LIMITED
    failure = FetchFailed(kind, f"HTTP {fetched.status}", http_status=fetched.status, retry_after=retry_after)
    failure.answer = fetched
    raise failure


def _retry_after(value: str | None) -> float | None:
    """Seconds that a Retry-After header asks for, from a number or a date."""
    if not value:
        return None
    if value.strip().isdigit():
        return float(value)
    try:
        return max(0.0, parsedate_to_datetime(value).timestamp() - time.time())
    except ValueError:
        return None
