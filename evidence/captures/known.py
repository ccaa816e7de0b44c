"""What of a portal is known from its last visit, so that only what is new has to be written?"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from evidence.captures.kept import Kept, KeptBody, KeptExchange, KeptRendering, KeptRequest
from evidence.captures.visit import Origin, Told, Visit

MOST_BASES = 12
"""So many earlier visits does a journal refer to rows of; what only older ones tell is told anew, without its bytes."""


@dataclass(frozen=True, slots=True)
class _ExchangeKey:
    method: str
    url: str
    request: str | None
    body: str | None


class Known:
    """The events and bytes of the last visit of a unit; empty where there is none."""

    def __init__(self, last: Visit | None) -> None:
        self.last = last
        self.bodies: dict[str, KeptBody] = {}
        self.requests: dict[str, KeptRequest] = {}
        self._exchanges: dict[_ExchangeKey, tuple[Origin, KeptExchange]] = {}
        self._renderings: dict[KeptRendering, Origin] = {}
        self._pictures: dict[str, tuple[KeptBody, str]] = {}
        if last is not None:
            recent = _most_used(last.told)
            for told in last.told:
                self._learn(told.kept)
                if told.origin.visit in recent:
                    self._learn_row(told.origin, told.full)

    def add(self, kept: Kept) -> None:
        """Learn of an event of the visit that is being kept."""
        self._learn(kept)

    def exchange(self, kept: KeptExchange) -> tuple[Origin, KeptExchange] | None:
        """The full row of an earlier visit that tells the same exchange, times and head aside."""
        found = self._exchanges.get(_key(kept))
        if found is None or (found[1].head is None) != (kept.head is None):
            return None
        same = _end_of(found[1]) == _end_of(kept)
        return found if same else None

    def rendering(self, kept: KeptRendering) -> Origin | None:
        """The full row of an earlier visit that tells the same rendered page, times aside."""
        return self._renderings.get(_timeless(kept))

    def picture_of(self, dom: str) -> tuple[KeptBody, str] | None:
        """The screenshot, with its media type, that was taken of a tree of this digest."""
        return self._pictures.get(dom)

    def _learn(self, kept: Kept) -> None:
        for body in _bodies(kept):
            self.bodies.setdefault(body.digest, body)
        if isinstance(kept, KeptExchange):
            if kept.request:
                self.requests.setdefault(kept.request.digest, kept.request)
        elif kept.dom and kept.screenshot:
            self._pictures.setdefault(kept.dom.digest, (kept.screenshot, kept.screenshot_type))

    def _learn_row(self, origin: Origin, kept: Kept) -> None:
        if isinstance(kept, KeptExchange):
            self._exchanges.setdefault(_key(kept), (origin, kept))
        else:
            self._renderings.setdefault(_timeless(kept), origin)


def _most_used(every: tuple[Told, ...]) -> set[str]:
    """The visits that tell most of the events, at most ``MOST_BASES`` of them."""
    counts: dict[str, int] = {}
    for told in every:
        counts[told.origin.visit] = counts.get(told.origin.visit, 0) + 1
    return set(sorted(counts, key=lambda visit: (-counts[visit], visit))[:MOST_BASES])


def _end_of(kept: KeptExchange) -> tuple[object, ...]:
    return (kept.truncated, kept.failure, kept.detail, kept.http_status)


def _key(kept: KeptExchange) -> _ExchangeKey:
    return _ExchangeKey(
        kept.method,
        kept.url,
        kept.request.digest if kept.request else None,
        kept.body.digest if kept.body else None,
    )


def _bodies(kept: Kept) -> Iterator[KeptBody]:
    if isinstance(kept, KeptExchange):
        if kept.body:
            yield kept.body
        return
    for body in (kept.dom, kept.screenshot, *(each.body for each in kept.seen)):
        if body:
            yield body


def _timeless(kept: KeptRendering) -> KeptRendering:
    return replace(kept, began=0, ended=0, microseconds=0, took=0)
