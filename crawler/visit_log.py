"""How does what a visit did become events that are kept: numbered, timed to the millisecond, with the bytes of the wire?"""

from collections.abc import Callable
from dataclasses import asdict, replace
from datetime import datetime
from typing import TypeVar
from urllib.parse import urlsplit, urlunsplit

from scrapy import Request
from scrapy.http import Response as Answer
from yarl import URL

from crawler.browser_capture import PICTURE_TYPE, BrowserCapture
from crawler.clock_state import clock_state
from crawler.failures import FetchFailed
from crawler.options import CrawlOptions
from crawler.recording import CaptureFailed, Recording
from crawler.tape import Tape
from crawler.timing import Timing
from domain.capture_ref import CaptureRef
from domain.captures import Connection, Exchange, Rendering, Truncation, VisitBegun, VisitEnded
from domain.crawl import CrawlTarget
from domain.reach import FailureKind

T = TypeVar("T")

_TRUNCATIONS = {
    FailureKind.TOO_LARGE: Truncation.LENGTH,
    FailureKind.TIMEOUT: Truncation.TIME,
    FailureKind.CONNECT: Truncation.DISCONNECT,
}


class VisitLog:
    """Hands the events of one visit to whoever keeps them. Its methods raise ``CaptureFailed`` where that fails."""

    def __init__(
        self,
        recording: Recording,
        target: CrawlTarget,
        *,
        crawl_began: datetime,
        options: CrawlOptions,
        resolved: Callable[[str], tuple[str, ...]],
    ) -> None:
        """Begin to keep a visit; ``resolved`` tells what a host's name was answered with."""
        clock = clock_state()
        self.began = clock.at
        self._proxy = without_secrets(options.proxy) if options.proxy else None
        self._resolved = resolved
        begun = VisitBegun(
            target=target,
            crawl_began=crawl_began,
            options=asdict(replace(options, proxy=self._proxy)),
            software=options.user_agent.partition(" ")[0],
            clock=clock,
        )
        self._recorder = _kept(lambda: recording.begin(begun))

    def tape(self, max_body: int) -> Tape:
        """A tape for an exchange that is about to begin."""
        return Tape(max_body)

    def capture(self) -> BrowserCapture:
        """What keeps a page that is about to be rendered."""
        return BrowserCapture(self._recorder.picture_of)

    def exchanged(
        self, sent: Request, answer: Answer | None, failure: FetchFailed | None, timing: Timing
    ) -> None:
        """Keep an exchange that ended with an answer or a failure."""
        tape: Tape = sent.meta["tape"]
        truncated = _TRUNCATIONS.get(failure.kind, Truncation.UNSPECIFIED) if failure else None
        exchange = Exchange(
            began=timing.began,
            ended=timing.ended,
            method=sent.method,
            url=sent.url,
            at=timing.at,
            seconds=timing.seconds,
            request=tape.request,
            response=tape.response(answer.body if answer else None, truncated),
            failure=failure.kind if failure else None,
            detail=failure.detail if failure else "",
            http_status=failure.http_status if failure else None,
            connection=self._connection(sent.url, tape.connection),
        )
        tape.stop()
        _kept(lambda: self._recorder.exchanged(exchange))

    def rendered(
        self, sent: Request, answer: Answer | None, failure: FetchFailed | None, timing: Timing
    ) -> None:
        """Keep a page that was rendered, or failed to be."""
        capture: BrowserCapture = sent.meta["capture"]
        headers = answer.headers.items() if answer else ()
        rendering = Rendering(
            began=timing.began,
            ended=timing.ended,
            url=sent.url,
            at=timing.at,
            seconds=timing.seconds,
            final_url=answer.url if answer else "",
            status=answer.status if answer else (failure.http_status or 0 if failure else 0),
            headers=tuple(
                (name.decode("latin-1"), value.decode("latin-1"))
                for name, values in headers
                for value in values
            ),
            dom=capture.dom,
            screenshot=capture.screenshot,
            screenshot_type=PICTURE_TYPE if capture.screenshot else "",
            seen=capture.seen,
            failure=failure.kind if failure else None,
            detail=failure.detail if failure else "",
        )
        _kept(lambda: self._recorder.rendered(rendering))

    def seal(
        self, other_hosts: tuple[str, ...], *, out_of_time_at: int | None, facts_end_at: int | None
    ) -> CaptureRef:
        """End the visit; when this returns, all of it is on the disk."""
        ended = VisitEnded(
            clock=clock_state(),
            other_hosts=other_hosts,
            out_of_time_at=out_of_time_at,
            facts_end_at=facts_end_at,
        )
        return _kept(lambda: self._recorder.seal(ended))

    def discard(self) -> None:
        """Forget a visit that was cut short; harmless when it is sealed."""
        self._recorder.discard()

    def _connection(self, url: str, spoken_to: Connection | None) -> Connection:
        address = URL(url, encoded=True)
        host = address.raw_host or ""
        return replace(
            spoken_to or Connection(host="", port=0),
            host=host,
            port=address.port or 0,
            resolved=self._resolved(host),
            proxy=self._proxy,
        )


def without_secrets(proxy: str) -> str:
    """A proxy's address without the name and password by which it is used."""
    parts = urlsplit(proxy)
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))


def _kept(keep: Callable[[], T]) -> T:
    try:
        return keep()
    except OSError as error:
        raise CaptureFailed(error.strerror or str(error)) from error
