"""Which part of the work queue is asked for, and how is it kept from page to page?"""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode

from db.queue_reading import QueueFilter
from domain.duty_standing import QueueReason
from domain.units import UnitKind
from web.reading.plan_words import PlanWords

NAMES = ("plan", "reason", "kind", "region", "section", "task", "unit")


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueAsked:
    """The filters, as they were written; empty for any."""

    plan: str = ""
    reason: str = ""
    kind: str = ""
    region: str = ""
    section: str = ""
    task: str = ""
    unit: str = ""

    @property
    def kept(self) -> str:
        """The filters as a part of an address, without those that are empty."""
        pairs = ((name, str(getattr(self, name)).strip()) for name in NAMES)
        return urlencode([(name, value) for name, value in pairs if value])

    @property
    def is_part(self) -> bool:
        """Whether less than the whole queue of a plan is asked for."""
        return any(getattr(self, name) for name in NAMES if name != "plan")

    def address(self, **more: object) -> str:
        """The page of this part of the queue; ``more`` are further parameters."""
        query = "&".join(each for each in (self.kept, urlencode(more)) if each)
        return f"/queue?{query}" if query else "/queue"

    def wanted(self, words: PlanWords) -> QueueFilter:
        """What the store is asked for; what is no reason and no kind is passed over."""
        tasks: Iterable[str] | None = None
        if self.section:
            tasks = [number for number, task in words.tasks.items() if task.section == self.section]
        if self.task:
            tasks = [self.task] if tasks is None or self.task in tasks else []
        return QueueFilter(
            reason=QueueReason(self.reason) if self.reason in set(QueueReason) else None,
            kind=UnitKind(self.kind) if self.kind in set(UnitKind) else None,
            region=self.region or None,
            unit_id=self.unit or None,
            tasks=None if tasks is None else tuple(tasks),
        )


def asked_of(kept: str) -> QueueAsked:
    """The filters out of a part of an address; whatever is none is left out."""
    found = {name: value[:200] for name, value in parse_qsl(kept[:2_000]) if name in NAMES}
    return QueueAsked(**found)
