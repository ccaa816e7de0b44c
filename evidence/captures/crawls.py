"""Which crawls were captured, each with its visits? What an audit is gone through again from."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from domain.capture_ref import CaptureRef
from domain.captures import Event, VisitBegun, VisitEnded
from evidence.captures.store import CaptureStore


class CapturedVisit(Protocol):
    """A visit as it was captured, wherever it is kept."""

    @property
    def ref(self) -> CaptureRef:
        """What names it."""

    @property
    def begun(self) -> VisitBegun:
        """What it was to do."""

    @property
    def ended(self) -> VisitEnded:
        """How it ended."""

    @property
    def events(self) -> Sequence[Event]:
        """What went over the wire."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CapturedCrawl:
    """The visits of one crawl, by unit; ``began`` is when the crawl did."""

    began: datetime
    visits: tuple[CapturedVisit, ...]


def captured_crawls(store: CaptureStore, unit_ids: Iterable[str] | None = None) -> Iterator[CapturedCrawl]:
    """The crawls of a store, oldest first; ``unit_ids``: only their visits.

    Raises:
        CaptureError: a journal can't be read.
    """
    wanted = None if unit_ids is None else set(unit_ids)
    names: dict[datetime, list[str]] = defaultdict(list)
    for name in store.visits():
        begun = store.visit(name).begun
        if wanted is None or begun.target.unit.id in wanted:
            names[begun.crawl_began].append(name)
    for began in sorted(names):
        yield CapturedCrawl(began=began, visits=tuple(store.visit(name) for name in names[began]))
