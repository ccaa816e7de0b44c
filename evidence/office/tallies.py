"""How often does each status occur: of a unit, a task, a section, in all?"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from evidence.office.audit_report import UnitFindings
from evidence.office.standings import rescored_count
from evidence.office.statuses import Status, changed_by_review, status_of

Counts = Counter[Status]


@dataclass(slots=True)
class Tallies:
    """Counts of statuses that grow unit by unit.

    ``rescored`` says of how many findings that its score counts a unit's reviews changed the status, and ``reviewed`` of how
    many of all; units without any are not in them.
    """

    whole: Counts = field(default_factory=Counter)
    units: dict[str, Counts] = field(default_factory=dict)
    tasks: dict[int | str, Counts] = field(default_factory=dict)
    rescored: Counter[str] = field(default_factory=Counter)
    reviewed: Counter[str] = field(default_factory=Counter)

    def add(self, found: UnitFindings) -> None:
        """Count the findings of one unit."""
        own: Counts = Counter()
        for reported in found.findings:
            status = status_of(reported)
            own[status] += 1
            if changed_by_review(reported):
                self.reviewed[found.unit.id] += 1
            self.tasks.setdefault(reported.finding.task, Counter())[status] += 1
        if count := rescored_count(found):
            self.rescored[found.unit.id] = count
        self.units[found.unit.id] = own
        self.whole += own

    def of_tasks(self, numbers: Iterable[int | str]) -> Counts:
        """The counts of these tasks together."""
        together: Counts = Counter()
        for number in numbers:
            together += self.tasks.get(number, Counter())
        return together
