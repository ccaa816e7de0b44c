"""How does a visit reach the network? Through Scrapy's downloader, at the pace of each host, one wire a visit.

Every request goes through ``engine.download_async``: the downloader's slots pace the hosts, its handler is
``crawler.transport``. Beginnings and ends are counted where the visit itself begins to wait and goes on: gone through again
in this order, the visit takes the same way.
"""

import asyncio
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK

from crawler.address_guard import AddressRefused
from crawler.failures import FetchFailed
from crawler.options import CrawlOptions
from crawler.pace import Paces
from crawler.recording import Recording
from crawler.timing import Timing, to_the_millisecond
from crawler.transport import transport_of
from crawler.unpacking import unpack
from crawler.visit_log import VisitLog
from crawler.wire import WireAnswer, WireRequest
from domain.capture_ref import CaptureRef
from domain.crawl import CrawlTarget
from domain.reach import FailureKind

Keep = Callable[[Request, Response | None, FetchFailed | None, Timing], None]


class Network:
    """What the visits of one crawl share: the downloader, the transport, the pace of each host."""

    def __init__(self, crawler: Crawler, options: CrawlOptions) -> None:
        self.options = options
        self.transport = transport_of(crawler)
        self.paces = Paces(crawler.engine.downloader, options)
        self._crawler = crawler

    def resolved(self, host: str) -> tuple[str, ...]:
        """The addresses that a host's name was last answered with, those that may not be visited among them."""
        resolver = self.transport.resolver
        return resolver.answers.get(host, ()) if resolver else ()

    async def send(self, request: Request) -> Response:
        """Send a request when its host's turn has come.

        Raises:
            FetchFailed: there is no whole answer.
        """
        try:
            return await self._crawler.engine.download_async(request)
        except (OSError, EOFError, ValueError) as error:
            raise FetchFailed(FailureKind.GARBAGE, str(error)) from error


class LiveWire:
    """One visit's way to its pages; see ``crawler.wire.Wire``. Where the crawl is recorded, so is the visit."""

    def __init__(
        self,
        network: Network,
        target: CrawlTarget,
        *,
        recording: Recording | None = None,
        crawl_began: datetime | None = None,
    ) -> None:
        """Begin the visit of a unit's portal, whose pages share a browser context.

        Raises:
            CaptureFailed: it can't be kept.
        """
        self._network = network
        self._unit_id = target.unit.id
        self._ends = time.monotonic() + network.options.portal_seconds
        self._now = to_the_millisecond(datetime.now(UTC))
        self._moments = 0
        self._out_of_time_at: int | None = None
        self._facts_end_at: int | None = None
        self._log: VisitLog | None = None
        if recording is not None:
            self._log = VisitLog(
                recording,
                target,
                crawl_began=crawl_began or self._now,
                options=network.options,
                resolved=network.resolved,
            )
            self._now = self._log.began

    async def exchange(self, request: WireRequest) -> WireAnswer:
        """Send a request; see ``Wire.exchange``."""
        limit = request.max_body or self._network.options.max_body
        try:
            sent = Request(
                request.url,
                method=request.method,
                headers=dict(request.headers),
                body=request.body,
                callback=NO_CALLBACK,
                meta={"max_body": limit},
            )
        except ValueError as error:
            raise FetchFailed(FailureKind.ADDRESS_REFUSED, str(error)) from None
        log = self._log
        if log is not None:
            sent.meta["tape"] = log.tape(limit)
        response, timing = await self._send(sent, log.exchanged if log else None)
        headers = _headers_of(response)
        codings = [each.decode("latin-1") for each in response.headers.getlist(b"Content-Encoding")]
        body, unknown = unpack(response.body, codings, self._network.options.max_body)
        if codings and unknown is None:
            del headers["content-encoding"]
        return _answer(response, headers, body, timing)

    async def render(self, url: str) -> WireAnswer:
        """Load a page in the browser; see ``Wire.render``."""
        meta = {"playwright": True, "playwright_context": self._unit_id}
        sent = Request(url, callback=NO_CALLBACK, meta=meta)
        log = self._log
        if log is not None:
            sent.meta["capture"] = log.capture()
        response, timing = await self._send(sent, log.rendered if log else None)
        return _answer(response, _headers_of(response), response.body, timing)

    async def _send(self, sent: Request, keep: Keep | None) -> tuple[Response, Timing]:
        began = self._moment()
        try:
            response = await self._network.send(sent)
        except FetchFailed as failure:
            timing = self._end(sent, began)
            if keep is not None:
                keep(sent, None, failure, timing)
            raise
        timing = self._end(sent, began)
        if keep is not None:
            keep(sent, response, None, timing)
        return response, timing

    def check_address(self, url: str) -> None:
        """Let an address pass that may be visited; see ``Wire.check_address``."""
        try:
            self._network.transport.guard.check_url(url)
        except AddressRefused as refusal:
            raise FetchFailed(FailureKind.ADDRESS_REFUSED, str(refusal)) from None

    def ask_pause(self, host: str, seconds: float) -> None:
        """Keep at least so long between requests to a host, whichever visit they are of."""
        self._network.paces.ask(host, seconds)

    def slow_down(self, host: str, retry_after: float | None) -> float:
        """Slow down for a host; see ``Wire.slow_down``."""
        return self._network.paces.slow_down(host, retry_after)

    async def pause(self, seconds: float) -> None:
        """Wait."""
        await asyncio.sleep(seconds)

    def now(self) -> datetime:
        """When the last exchange or rendering ended."""
        return self._now

    def out_of_time(self) -> bool:
        """Whether the budget of time is spent; from when on is remembered."""
        if self._out_of_time_at is None and time.monotonic() > self._ends:
            self._out_of_time_at = self._moments
        return self._out_of_time_at is not None

    def facts_end(self) -> None:
        """Take note that nothing that is fetched from now on makes facts."""
        self._facts_end_at = self._moments

    def seal(self, other_hosts: tuple[str, ...]) -> CaptureRef | None:
        """End the visit where it is kept: when this returns, all of it is on the disk. None where nothing is kept.

        Raises:
            CaptureFailed: it can't be kept.
        """
        if self._log is None:
            return None
        return self._log.seal(
            other_hosts, out_of_time_at=self._out_of_time_at, facts_end_at=self._facts_end_at
        )

    async def close(self) -> None:
        """Close what the browser holds for the portal, and forget what was kept of a visit that was not sealed."""
        if self._log is not None:
            self._log.discard()
        await self._network.transport.browser.forget(self._unit_id)

    def _moment(self) -> int:
        """The next place among all beginnings and ends of the visit."""
        self._moments += 1
        return self._moments - 1

    def _end(self, sent: Request, began: int) -> Timing:
        at = to_the_millisecond(sent.meta.get("at") or datetime.now(UTC))
        seconds = round(time.monotonic() - sent.meta["started"], 3) if "started" in sent.meta else 0.0
        self._now = at + timedelta(seconds=seconds)
        return Timing(began=began, ended=self._moment(), at=at, seconds=seconds)


def _answer(response: Response, headers: dict[str, str], body: bytes, timing: Timing) -> WireAnswer:
    return WireAnswer(
        url=response.url,
        status=response.status,
        headers=headers,
        body=body,
        at=timing.at + timedelta(seconds=timing.seconds),
        seconds=timing.seconds,
        size=len(response.body),
    )


def _headers_of(response: Response) -> dict[str, str]:
    return {
        name.decode("latin-1").lower(): values[-1].decode("latin-1")
        for name, values in response.headers.items()
        if values
    }
