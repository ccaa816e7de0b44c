"""How do units, tasks and audits stand, in figures? Follows from audits and what people decided only, as ``db.tables.duties``."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Double, Index, SmallInteger, String, false
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, CleanText, UtcDateTime, Word
from domain.reach import FailureKind, ReachStatus
from domain.units import UnitKind


class _Counts:
    """How many duties have each status (``domain.duty_standing.DutyStatus``)."""

    failed: Mapped[int]
    late: Mapped[int]
    done: Mapped[int]
    open: Mapped[int]
    manual: Mapped[int]
    not_due: Mapped[int]
    not_applicable: Mapped[int]
    advice: Mapped[int]
    cleared: Mapped[int]


class UnitStandingRow(_Counts, Base):
    """One unit by its newest audit under a plan. ``listed``: it is in the newest whole audit, so still in the registry.

    ``judged_percent`` and ``judged_coverage`` are as judged; the score, the place, the grade and the counts are after reviews.
    ``place``, ``tied`` and ``grade`` are NULL for a unit that is not ranked. ``…_before`` is from the whole audit
    before the unit's newest. ``changed`` counts its verdicts that its newest audit made others.
    """

    __tablename__ = "unit_standings"
    __table_args__ = (Index("ix_unit_standings_place", "plan_id", "listed", "place"),)

    plan_id: Mapped[str] = mapped_column(CleanText, primary_key=True)
    unit_id: Mapped[str] = mapped_column(CleanText, primary_key=True)
    audit_id: Mapped[str] = mapped_column(String(64))
    as_of: Mapped[date]
    name: Mapped[str] = mapped_column(CleanText)
    kind: Mapped[UnitKind | None] = mapped_column(Word(UnitKind))
    region: Mapped[str | None] = mapped_column(CleanText)
    parent: Mapped[str | None] = mapped_column(CleanText)
    position: Mapped[int]
    listed: Mapped[bool] = mapped_column(server_default=false())
    judged_percent: Mapped[float | None] = mapped_column(Double)
    judged_coverage: Mapped[float] = mapped_column(Double)
    earned: Mapped[float] = mapped_column(Double)
    possible: Mapped[float] = mapped_column(Double)
    unmeasured: Mapped[float] = mapped_column(Double)
    percent: Mapped[float | None] = mapped_column(Double)
    coverage: Mapped[float] = mapped_column(Double)
    ranked: Mapped[bool]
    place: Mapped[int | None]
    tied: Mapped[int | None]
    grade: Mapped[str | None] = mapped_column(CleanText)
    warnings: Mapped[int]
    queued: Mapped[int]
    changed: Mapped[int]
    reach_status: Mapped[ReachStatus] = mapped_column(Word(ReachStatus))
    reach_failure: Mapped[FailureKind | None] = mapped_column(Word(FailureKind))
    pages: Mapped[int]
    audit_before: Mapped[str | None] = mapped_column(String(64))
    percent_before: Mapped[float | None] = mapped_column(Double)
    place_before: Mapped[int | None]


class UnitHistoryRow(_Counts, Base):
    """One unit in one audit, as it was judged; ``place`` only in whole audits. Trends and places before are read here."""

    __tablename__ = "unit_history"
    __table_args__ = (Index("ix_unit_history_audit_id", "audit_id", "ranked", "percent"),)

    plan_id: Mapped[str] = mapped_column(CleanText, primary_key=True)
    unit_id: Mapped[str] = mapped_column(CleanText, primary_key=True)
    audit_id: Mapped[str] = mapped_column(String(64), primary_key=True)
    as_of: Mapped[date]
    earned: Mapped[float] = mapped_column(Double)
    possible: Mapped[float] = mapped_column(Double)
    unmeasured: Mapped[float] = mapped_column(Double)
    percent: Mapped[float | None] = mapped_column(Double)
    coverage: Mapped[float] = mapped_column(Double)
    ranked: Mapped[bool]
    place: Mapped[int | None]
    warnings: Mapped[int]
    changed: Mapped[int]
    reach_status: Mapped[ReachStatus] = mapped_column(Word(ReachStatus))


class TaskStandingRow(_Counts, Base):
    """How one check of a task stands over the listed units, after reviews."""

    __tablename__ = "task_standings"

    plan_id: Mapped[str] = mapped_column(CleanText, primary_key=True)
    task: Mapped[str] = mapped_column(CleanText, primary_key=True)
    check_id: Mapped[str] = mapped_column(CleanText, primary_key=True)
    subject: Mapped[str] = mapped_column(CleanText, primary_key=True)
    nth: Mapped[int] = mapped_column(SmallInteger, primary_key=True)
    units: Mapped[int]


class TaskDayRow(Base):
    """How many duties of a task, over the listed units, have a due day: still to come, or past with a problem, after reviews."""

    __tablename__ = "task_days"

    plan_id: Mapped[str] = mapped_column(CleanText, primary_key=True)
    task: Mapped[str] = mapped_column(CleanText, primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    coming: Mapped[int]
    failed: Mapped[int]
    late: Mapped[int]


class AuditTotalRow(_Counts, Base):
    """One audit in figures, as it was judged. A row says that the audit was worked in (``worked_in_at``: wholly).

    ``whole``: it covers the registry, not just units looked at again. ``ahead``: it is of a day that had not come when it was
    judged; it counts for nothing. ``histogram`` counts ranked units by ten steps of percent, 100 in the last.
    ``grading`` is by what its places and grades were given.
    """

    __tablename__ = "audit_totals"
    __table_args__ = (Index("ix_audit_totals_plan_id_as_of", "plan_id", "as_of", "finished_at"),)

    audit_id: Mapped[str] = mapped_column(String(64), primary_key=True)
    plan_id: Mapped[str] = mapped_column(CleanText)
    as_of: Mapped[date]
    finished_at: Mapped[datetime] = mapped_column(UtcDateTime)
    worked_in_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    whole: Mapped[bool]
    ahead: Mapped[bool]
    grading: Mapped[dict[str, Any]] = mapped_column(JSON)
    units: Mapped[int]
    reached: Mapped[int]
    partial: Mapped[int]
    blocked: Mapped[int]
    unreachable: Mapped[int]
    not_crawled: Mapped[int]
    ranked: Mapped[int]
    findings: Mapped[int]
    warnings: Mapped[int]
    changed: Mapped[int]
    histogram: Mapped[list[int]] = mapped_column(JSON)
    mean_percent: Mapped[float | None] = mapped_column(Double)
    mean_coverage: Mapped[float | None] = mapped_column(Double)
