"""How do duties, units, tasks and audits stand, as pages and documents of the console list them?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from domain.duty_standing import DutyStatus, QueueReason
from domain.findings import Outcome, Timeliness
from domain.reach import FailureKind, ReachStatus
from domain.units import UnitKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """One duty of one unit by its newest finding; ``id`` stays the same from audit to audit.

    ``subject`` is None for a check without one; ``nth`` tells apart those alike in task, check and subject. Points are those
    after reviews. ``unit_name`` is empty where only one unit's are listed. See ``db.tables.duties.DutyRow`` for the rest.
    """

    id: int
    unit_id: str
    unit_name: str
    task: str
    check_id: str
    subject: str | None
    nth: int
    finding_id: int
    audit_id: str
    outcome: Outcome
    timeliness: Timeliness
    code: str
    status: DutyStatus
    advice: bool
    warning: bool
    due_last: date | None
    due_next: date | None
    done_on: date | None
    late_days: int | None
    earned: float
    possible: float
    unmeasured: float
    basis: str | None
    since_audit: str
    since_day: date
    before_outcome: Outcome | None
    before_timeliness: Timeliness | None
    before_code: str | None
    review_id: int | None
    proposal_id: int | None
    returned: bool
    disputed: bool
    queue_reason: QueueReason | None
    queue_weight: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitStanding:
    """One unit by its newest audit; ``counts`` are its duties by status. See ``db.tables.standings.UnitStandingRow``."""

    unit_id: str
    name: str
    kind: UnitKind | None
    region: str | None
    parent: str | None
    audit_id: str
    as_of: date
    position: int
    listed: bool
    judged_percent: float | None
    judged_coverage: float
    earned: float
    possible: float
    unmeasured: float
    percent: float | None
    coverage: float
    ranked: bool
    place: int | None
    tied: int | None
    grade: str | None
    warnings: int
    queued: int
    changed: int
    reach_status: ReachStatus
    reach_failure: FailureKind | None
    pages: int
    audit_before: str | None
    percent_before: float | None
    place_before: int | None
    counts: Mapping[DutyStatus, int]

    @property
    def percent_change(self) -> float | None:
        """By how much the percent rose since the audit before, both as judged: what a review cleared is no change of the unit."""
        if self.judged_percent is None or self.percent_before is None:
            return None
        return round(self.judged_percent - self.percent_before, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitMark:
    """One unit in one audit, as it was judged; ``place`` only in audits of the whole registry."""

    audit_id: str
    as_of: date
    percent: float | None
    coverage: float
    ranked: bool
    place: int | None
    warnings: int
    changed: int
    reach_status: ReachStatus
    counts: Mapping[DutyStatus, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskStanding:
    """How one check of a task stands over the listed units that owe it, after reviews."""

    task: str
    check_id: str
    subject: str | None
    nth: int
    units: int
    counts: Mapping[DutyStatus, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskDay:
    """How many duties of a task have a due day: ``coming`` on it, or past it ``failed`` or done ``late``, after reviews."""

    task: str
    day: date
    coming: int
    failed: int
    late: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditTotal:
    """One audit in figures, as it was judged. See ``db.tables.standings.AuditTotalRow``."""

    audit_id: str
    plan_id: str
    as_of: date
    finished_at: datetime
    whole: bool
    ahead: bool
    units: int
    reached: int
    partial: int
    blocked: int
    unreachable: int
    not_crawled: int
    ranked: int
    findings: int
    warnings: int
    changed: int
    histogram: tuple[int, ...]
    mean_percent: float | None
    mean_coverage: float | None
    counts: Mapping[DutyStatus, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class VerdictStep:
    """A duty's verdict from a day on; ``outcome`` is None where it was not owed. ``finding_id`` is a finding that says so.

    ``causes`` are those of ``domain.changes`` by which it became so, empty where they were not told.
    """

    day: date
    audit_id: str | None
    outcome: Outcome | None
    timeliness: Timeliness | None
    code: str | None
    finding_id: int | None
    causes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyChange:
    """A verdict that an audit made another. ``outcome`` None: owed no more; ``before_outcome`` None: not owed before."""

    id: int
    unit_id: str
    unit_name: str
    task: str
    check_id: str
    subject: str | None
    nth: int
    audit_id: str
    as_of: date
    outcome: Outcome | None
    timeliness: Timeliness | None
    code: str | None
    advice: bool
    finding_id: int | None
    before_outcome: Outcome | None
    before_timeliness: Timeliness | None
    before_code: str | None
    before_day: date | None
    before_finding_id: int | None
    causes: tuple[str, ...]
