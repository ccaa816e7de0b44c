"""How does one request become one answer? A Scrapy download handler over aiohttp, with bounds, a guard and bytes.

Scrapy's own handlers build a ``TextResponse`` and guess its encoding (wrong for 71 of 72 real pages, and a third
of the time of a page); here every answer is a plain ``Response`` whose bytes the page reader decodes. Bytes are
handed on as they came over the wire and unpacked in ``crawler.live_wire``, so that what keeps them sees the original. Pages
that need a browser go to ``crawler.render``.
"""

import asyncio
import time
from datetime import UTC, datetime

import aiohttp
from scrapy import Request
from scrapy.core.downloader.handlers.base import BaseDownloadHandler
from scrapy.crawler import Crawler
from scrapy.http import Headers, Response
from yarl import URL

from crawler.address_guard import AddressGuard, AddressRefused
from crawler.connector import GuardedResolver, open_session, refusal_behind
from crawler.failures import FetchFailed
from crawler.options import CrawlOptions
from crawler.render import Browser
from crawler.tape import Tape, tape_in_place
from domain.reach import FailureKind

OPTIONS_SETTING = "MINGCHA_OPTIONS"
TAPED_SETTING = "MINGCHA_TAPED"


class Transport:
    """What the handlers of both schemes share: one session, one browser, one limit of requests in flight."""

    def __init__(self, crawler: Crawler, options: CrawlOptions, *, taped: bool) -> None:
        self.options = options
        self.guard = AddressGuard(options.allow_networks)
        self.browser = Browser(crawler, options, self.guard)
        self._in_flight = asyncio.Semaphore(options.concurrency)
        # Through a proxy the names are the proxy's to resolve, so the guard on connections would only see the proxy.
        self.resolver = GuardedResolver(self.guard) if options.proxy is None else None
        # Opened now: the first request must not pay for it after its turn has come, and so crowd the second.
        self._session = open_session(options, self.resolver, taped=taped)

    async def get(self, request: Request) -> Response:
        """Send a request and read its whole answer; its ``meta`` then holds when it was sent (``at``, ``started``).

        A ``tape`` in its ``meta`` hears what goes over the wire.

        Raises:
            FetchFailed: with the kind of failure.
        """
        try:
            self.guard.check_url(request.url)
        except AddressRefused as refusal:
            raise FetchFailed(FailureKind.ADDRESS_REFUSED, str(refusal)) from None
        async with self._in_flight:
            request.meta.update(at=datetime.now(UTC), started=time.monotonic())
            if request.meta.get("playwright"):
                return await self.browser.get(request)
            try:
                return await self._exchange(request)
            except (aiohttp.ClientError, TimeoutError, OSError, ValueError) as error:
                raise failure_of(error) from error

    async def _exchange(self, request: Request) -> Response:
        tape: Tape | None = request.meta.get("tape")
        tape_in_place.set(tape)
        async with self._session.request(
            request.method,
            URL(request.url, encoded=True),
            data=request.body or None,
            headers=request.headers.to_tuple_list(),
            allow_redirects=False,
            proxy=self.options.proxy,
        ) as answer:
            limit: int = request.meta.get("max_body", self.options.max_body)
            length = answer.content_length
            if length is not None and length > limit:
                raise FetchFailed(FailureKind.TOO_LARGE, f"{length} bytes", http_status=answer.status)
            parts: list[bytes] = []
            size = 0
            async for part in answer.content.iter_any():
                size += len(part)
                if size > limit or (tape and tape.overrun):
                    raise FetchFailed(FailureKind.TOO_LARGE, f"over {limit} bytes", http_status=answer.status)
                parts.append(part)
            return Response(
                url=request.url,
                status=answer.status,
                headers=Headers(answer.raw_headers),
                body=b"".join(parts),
                request=request,
            )

    async def close(self) -> None:
        """Close the session and the browser; harmless when done twice."""
        await self._session.close()
        await self.browser.close()


_shared: dict[int, Transport] = {}


def transport_of(crawler: Crawler) -> Transport:
    """The one transport of a crawl, made when first asked for, in the running event loop."""
    transport = _shared.get(id(crawler))
    if transport is None:
        options: CrawlOptions = crawler.settings[OPTIONS_SETTING]
        transport = Transport(crawler, options, taped=crawler.settings[TAPED_SETTING])
        _shared[id(crawler)] = transport
    return transport


class PortalDownloadHandler(BaseDownloadHandler):
    """The handler that Scrapy makes once for each scheme; both lead to the one transport of the crawl."""

    lazy = True

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._transport = transport_of(crawler)

    async def download_request(self, request: Request) -> Response:
        """Fetch one request; see ``Transport.get``."""
        return await self._transport.get(request)

    async def close(self) -> None:
        """Close what the crawl shares."""
        await self._transport.close()
        _shared.pop(id(self.crawler), None)


def failure_of(error: BaseException) -> FetchFailed:
    """The failure that a client's error means."""
    refusal = refusal_behind(error)
    if refusal is not None:
        return FetchFailed(FailureKind.ADDRESS_REFUSED, str(refusal))
    kinds: tuple[tuple[tuple[type[BaseException], ...], FailureKind], ...] = (
        ((aiohttp.ClientConnectorDNSError,), FailureKind.DNS),
        ((aiohttp.ClientSSLError,), FailureKind.TLS),
        ((TimeoutError,), FailureKind.TIMEOUT),
        ((aiohttp.ClientPayloadError, aiohttp.ClientConnectionError), FailureKind.CONNECT),
        ((aiohttp.InvalidURL,), FailureKind.ADDRESS_REFUSED),
        ((aiohttp.ClientError, ValueError), FailureKind.GARBAGE),
        ((OSError,), FailureKind.CONNECT),
    )
    kind = next(kind for types, kind in kinds if isinstance(error, types))
    return FetchFailed(kind, str(error) or type(error).__name__)
