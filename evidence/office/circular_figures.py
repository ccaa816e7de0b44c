"""What is told in a circular of all units: counts, and the problems worth naming?"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from domain.findings import Finding
from domain.reach_words import reach_group
from evidence.office.audit_report import AuditReport, ReportedUnit, UnitFindings
from evidence.office.statuses import PROBLEMS, Status, changed_by_review, status_of, told_finding
from evidence.office.tallies import Counts, Tallies

TYPICAL, LATE = 12, 6
"""Problems, and late publications, that a circular names; the rest are counted."""

_EACH_TASK = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """A problem of a unit: a finding that is failed or late."""

    unit: ReportedUnit
    finding: Finding
    weight: float


@dataclass(slots=True)
class Figures:
    """What is counted of an audit.

    ``clean`` are the units, well measured, of which no problem was found in the first place: who was cleared by a review is not
    accused, nor praised for it. ``reach`` counts units, and ``open_by_reach`` open matters, by
    ``REACH_GROUPS``. ``reopened`` are the matters that a review left open.
    """

    tallies: Tallies = field(default_factory=Tallies)
    failed: list[Problem] = field(default_factory=list)
    late: list[Problem] = field(default_factory=list)
    reach: Counter[str] = field(default_factory=Counter)
    open_by_reach: Counter[str] = field(default_factory=Counter)
    reopened: int = 0
    clean: list[ReportedUnit] = field(default_factory=list)
    warnings: int = 0

    @property
    def whole(self) -> Counts:
        """The counts of all findings."""
        return self.tallies.whole


def figures_of(report: AuditReport, found: Iterable[UnitFindings]) -> Figures:
    """Count what was found, and gather the problems."""
    figures = Figures()
    for each in found:
        figures.tallies.add(each)
        reached = reach_group(each.unit.reach.status, each.unit.reach.failure)
        if each.findings:
            figures.reach[reached] += 1
        own = figures.tallies.units[each.unit.id]
        unharmed = not any(own[status] for status in PROBLEMS) and not figures.tallies.reviewed[each.unit.id]
        if own[Status.DONE] and each.unit.standing.place and unharmed:
            figures.clean.append(each.unit)
        for reported in each.findings:
            deduction = reported.deduction
            figures.warnings += reported.finding.warning
            status = status_of(reported)
            if status is Status.OPEN:
                if changed_by_review(reported):
                    figures.reopened += 1
                else:
                    figures.open_by_reach[reached] += 1
            if status in PROBLEMS:
                finding = told_finding(reported)
                weight = deduction.points if deduction else finding.points.possible
                problem = Problem(unit=each.unit, finding=finding, weight=weight)
                (figures.failed if status is Status.FAILED else figures.late).append(problem)
    order = {task.number: place for place, task in enumerate(report.plan.tasks)}
    figures.failed.sort(key=lambda each: (-each.weight, order.get(each.finding.task, 0)))
    figures.late.sort(key=lambda each: (-max(each.finding.late_by, default=0), -each.weight))
    return figures


def typical(problems: Iterable[Problem], limit: int) -> list[Problem]:
    """Problems to be named: the weightiest first, of each unit one, of each task two; more of them while there is room."""
    every = list(problems)
    chosen: list[Problem] = []
    units: set[str] = set()
    tasks: Counter[int | str] = Counter()
    for each in every:
        if len(chosen) == limit:
            break
        if each.unit.id not in units and tasks[each.finding.task] < _EACH_TASK:
            chosen.append(each)
            units.add(each.unit.id)
            tasks[each.finding.task] += 1
    named = {id(each) for each in chosen}
    rest = (each for each in every if id(each) not in named)
    return chosen + [each for each, _ in zip(rest, range(limit - len(chosen)), strict=False)]
