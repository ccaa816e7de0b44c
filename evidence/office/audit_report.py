"""What is an office document made of? One stored audit with its plan, as values; the use case fills them in."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from domain.cited_pages import CitedPage
from domain.findings import Digests, Finding, Score, SectionScore, Standing
from domain.inspections import Deduction, Inspection
from domain.plans import Plan, Scoring, Task
from domain.reach import Reach
from domain.reviews import Review


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportedUnit:
    """One unit of an audit: its score, place and reach. Score and place are those after reviews.

    ``score_before`` is the score as it was judged and sealed, where reviews made another of it; else None.
    """

    id: str
    name: str
    score: Score
    reach: Reach
    standing: Standing
    score_before: Score | None = None

    @property
    def judged_score(self) -> Score:
        """The score as it was judged, before any review."""
        return self.score_before or self.score


@dataclass(frozen=True, slots=True, kw_only=True)
class Reported:
    """A finding as it was judged, the review of it that holds, if any, and what it takes off under an inspection table.

    ``after`` is the finding as it stands after the review, with its outcome, points and days; None where nobody reviewed it.
    ``deduction`` is that of the finding as it stands.
    """

    finding: Finding
    review: Review | None = None
    deduction: Deduction | None = None
    after: Finding | None = None

    @property
    def stands(self) -> Finding:
        """The finding as it stands: after the review, else as it was judged."""
        return self.after or self.finding


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitFindings:
    """What was found of one unit.

    ``pages`` are those that its findings cite, by citation; ``sections`` its score taken apart; ``inspection`` what an
    inspection table makes of the site: both after reviews. ``judged_inspection`` is the same as it was judged, before them.
    """

    unit: ReportedUnit
    findings: tuple[Reported, ...]
    pages: Mapping[str, CitedPage] = field(default_factory=dict)
    sections: tuple[SectionScore, ...] = ()
    inspection: Inspection | None = None
    judged_inspection: Inspection | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditReport:
    """An audit's head: everything but the findings, which come unit by unit (``UnitFindings``).

    ``units`` are those reported on, in the order of the registry; ``ranked`` is how many of the whole audit have a place.
    ``judged_at`` is when the audit was finished, in Chinese time: the only moment a document may show. ``subjects`` are the
    names of the vocabulary's subjects by id.
    """

    plan: Plan
    audit_id: str
    as_of: date
    judged_at: datetime
    digests: Digests
    version: str
    units: tuple[ReportedUnit, ...]
    ranked: int
    subjects: Mapping[str, str] = field(default_factory=dict)

    @property
    def by_standing(self) -> tuple[ReportedUnit, ...]:
        """The units as ranked; those without a place last, in the order of the registry."""
        last = len(self.units) + 1
        return tuple(sorted(self.units, key=lambda unit: unit.standing.place or last))

    @property
    def tasks(self) -> Mapping[int | str, Task]:
        """The plan's tasks by number."""
        return {task.number: task for task in self.plan.tasks}

    @property
    def is_inspection(self) -> bool:
        """Whether points are taken off by an inspection table (检查指标), and units have neither score nor place."""
        return self.plan.scoring is Scoring.DEDUCTIONS
