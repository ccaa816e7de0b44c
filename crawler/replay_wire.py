"""How is a visit gone through again without the network? Its captured events answer, in the order in which they did.

The way through a portal depends on which answer came first. All beginnings and ends of the captured visit are therefore
gone through one after the other: an answer is given when everything that had begun before it has begun again.
"""

import asyncio
import re
from collections import defaultdict, deque
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from crawler.address_guard import AddressGuard, AddressRefused
from crawler.failures import FetchFailed
from crawler.options import CrawlOptions
from crawler.unpacking import unpack
from crawler.wire import WireAnswer, WireRequest
from domain.captures import Event, Exchange, Rendering, VisitEnded
from domain.reach import FailureKind

_QUIET_TURNS = 25
"""So many turns of the loop without a request: whatever the visit had to do after an answer is done."""
_FIELD = re.compile(rb"\r?\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class Divergence:
    """Where a visit went another way than the captured one: addresses that it asked for in vain, and never asked for."""

    not_captured: tuple[str, ...] = ()
    not_asked: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Whether there is any."""
        return bool(self.not_captured or self.not_asked)


class ReplayWire:
    """A captured visit as a way to its pages; see ``crawler.wire.Wire``. To be used within one event loop."""

    def __init__(
        self, events: Sequence[Event], *, began: datetime, ended: VisitEnded, options: CrawlOptions
    ) -> None:
        """Take the events, when the visit began, how it ended, and the bounds within which it went."""
        self._options = options
        self._guard = AddressGuard(options.allow_networks)
        self._out_of_time_at = ended.out_of_time_at
        self._now = began
        self._moments = 0
        self._waiting: dict[int, asyncio.Event] = {}
        self._asked: set[int] = set()
        self._not_captured: list[str] = []
        # What was fetched when the facts were known is for who looks at the pages; the visit itself never asks for it.
        facts_end = ended.facts_end_at
        self._events = {
            index: event for index, event in enumerate(events) if facts_end is None or event.began < facts_end
        }
        self._exchanges: dict[tuple[str, str], deque[int]] = defaultdict(deque)
        self._renderings: dict[str, deque[int]] = defaultdict(deque)
        for index, event in sorted(self._events.items(), key=lambda each: each[1].began):
            if isinstance(event, Rendering):
                self._renderings[event.url].append(index)
            else:
                self._exchanges[event.method, event.url].append(index)
        ends = [(event.began, index, False) for index, event in self._events.items()]
        ends += [(event.ended, index, True) for index, event in self._events.items()]
        self._schedule = deque((index, is_end) for _, index, is_end in sorted(ends))
        self._turning: asyncio.Task[None] | None = None

    async def exchange(self, request: WireRequest) -> WireAnswer:
        """The captured answer to a request; see ``Wire.exchange``."""
        found = self._exchanges[request.method, request.url]
        if not found:
            raise self._missing(request.url)
        event = await self._turn_of(found.popleft())
        assert isinstance(event, Exchange)
        if event.response is None or event.failure is not None:
            raise _failure_of(event)
        status, fields = _head(event.response.head)
        headers = {name.lower(): value for name, value in fields}
        codings = [value for name, value in fields if name.lower() == "content-encoding"]
        payload = event.response.payload.read()
        body, unknown = unpack(payload, codings, self._options.max_body)
        if codings and unknown is None:
            del headers["content-encoding"]
        return WireAnswer(
            url=event.url,
            status=status,
            headers=headers,
            body=body,
            at=_end_of(event),
            seconds=event.seconds,
            size=len(payload),
        )

    async def render(self, url: str) -> WireAnswer:
        """The captured tree of a page; see ``Wire.render``."""
        found = self._renderings[url]
        if not found:
            raise self._missing(url)
        event = await self._turn_of(found.popleft())
        assert isinstance(event, Rendering)
        if event.dom is None or event.failure is not None:
            raise _failure_of(event)
        body = event.dom.read()
        return WireAnswer(
            url=event.final_url,
            status=event.status,
            headers={name.lower(): value for name, value in event.headers},
            body=body,
            at=_end_of(event),
            seconds=event.seconds,
            size=len(body),
        )

    def check_address(self, url: str) -> None:
        """Let an address pass that might be visited then; see ``Wire.check_address``."""
        try:
            self._guard.check_url(url)
        except AddressRefused as refusal:
            raise FetchFailed(FailureKind.ADDRESS_REFUSED, str(refusal)) from None

    def ask_pause(self, host: str, seconds: float) -> None:
        """Nobody is asked, so nobody is spared."""

    def slow_down(self, host: str, retry_after: float | None) -> float:  # noqa: ARG002 - the seam's
        """Nobody is asked, so nobody is spared."""
        return 0.0

    async def pause(self, seconds: float) -> None:
        """Not wait."""

    def now(self) -> datetime:
        """When the last event ended that was given; see ``Wire.now``."""
        return self._now

    def out_of_time(self) -> bool:
        """Whether the captured visit had spent its time by now."""
        return self._out_of_time_at is not None and self._moments >= self._out_of_time_at

    async def close(self) -> None:
        """End what waits."""
        if self._turning is not None:
            self._turning.cancel()
            await asyncio.gather(self._turning, return_exceptions=True)

    def divergence(self) -> Divergence:
        """How the visit differed from the captured one; to be asked when it has ended."""
        every = sorted(self._events.items(), key=lambda each: each[1].began)
        return Divergence(
            not_captured=tuple(self._not_captured),
            not_asked=tuple(event.url for index, event in every if index not in self._asked),
        )

    def _missing(self, url: str) -> FetchFailed:
        self._not_captured.append(url)
        return FetchFailed(FailureKind.INTERRUPTED, f"not captured: {url}")

    async def _turn_of(self, index: int) -> Event:
        """Begin an event, and wait until it has its turn to end."""
        self._asked.add(index)
        self._moments += 1
        turn = self._waiting[index] = asyncio.Event()
        if self._turning is None or self._turning.done():
            self._turning = asyncio.create_task(self._go_through())
        await turn.wait()
        event = self._events[index]
        self._moments += 1
        self._now = _end_of(event)
        return event

    async def _go_through(self) -> None:
        """Let events end in their order, as long as one waits."""
        while self._waiting:
            index, is_end = self._schedule[0] if self._schedule else (min(self._waiting), True)
            if index not in self._asked and not await self._is_asked_yet(index):
                # The visit goes another way: what it doesn't ask for must not hold up the rest.
                self._schedule.popleft()
                continue
            if is_end and index in self._waiting:
                self._waiting.pop(index).set()
                await self._turns()
            if self._schedule:
                self._schedule.popleft()

    async def _is_asked_yet(self, index: int) -> bool:
        """Whether the visit asks for an event once it has done all it can do."""
        await self._turns()
        return index in self._asked

    async def _turns(self) -> None:
        for _ in range(_QUIET_TURNS):
            await asyncio.sleep(0)


def _end_of(event: Event) -> datetime:
    return event.at + timedelta(seconds=event.seconds)


def _failure_of(event: Event) -> FetchFailed:
    kind = event.failure or FailureKind.GARBAGE
    status = event.http_status if isinstance(event, Exchange) else event.status or None
    return FetchFailed(kind, event.detail, http_status=status)


def _head(head: bytes) -> tuple[int, list[tuple[str, str]]]:
    """The status of an answer's head and its fields, in order."""
    first, *lines = _FIELD.split(head)
    words = first.split(None, 2)
    if len(words) < 2 or not words[1].isdigit():
        raise FetchFailed(FailureKind.GARBAGE, "no status line")
    fields: list[tuple[str, str]] = []
    for line in lines:
        name, colon, value = line.partition(b":")
        if colon:
            fields.append((name.decode("latin-1").strip(), value.decode("latin-1").strip(" \t")))
    return int(words[1]), fields
