"""How does every duty stand now, and which ones wait for a person? Follows from audits, reviews, proposals and objections only.

Nothing is decided by these rows: they can be built anew at any time (``casework.standing``).
"""

from datetime import date, datetime

from sqlalchemy import Double, Index, SmallInteger, String, false, text
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, CleanText, Id, UtcDateTime, Word
from domain.duty_standing import DutyStatus, QueueReason
from domain.findings import Outcome, Timeliness

_QUEUED = text("queue_weight IS NOT NULL")
_PROBLEM = text("status IN ('failed', 'late')")
_COMING = text("due_next IS NOT NULL")


class DutyRow(Base):
    """One duty of one unit, by its newest finding; its ``id`` stays the same for as long as it is owed.

    ``subject`` is empty for a check without one. ``nth`` tells apart checks of a task that are alike in rule and subject, 0
    for the first. ``position`` is its place among the unit's findings. ``earned``, ``possible`` and ``unmeasured`` are what it
    counts after reviews. ``since_…`` says since which audit its outcome, timeliness and code are what they are, and
    ``before_…`` what they were until then (NULL: it was not owed, or is as it was first seen).
    """

    __tablename__ = "duties"
    __table_args__ = (
        Index("uq_duties_key", "plan_id", "unit_id", "task", "check_id", "subject", "nth", unique=True),
        Index(
            "ix_duties_task",
            "plan_id",
            "task",
            "status",
            "unit_id",
            "check_id",
            "subject",
            "nth",
            "due_last",
            "due_next",
        ),
        Index(
            "ix_duties_queue",
            "plan_id",
            "queue_weight",
            "id",
            "queue_reason",
            "unit_id",
            "task",
            sqlite_where=_QUEUED,
            postgresql_where=_QUEUED,
        ),
        Index(
            "ix_duties_unit_queue",
            "plan_id",
            "unit_id",
            "queue_weight",
            sqlite_where=_QUEUED,
            postgresql_where=_QUEUED,
        ),
        Index(
            "ix_duties_overdue",
            "plan_id",
            "due_last",
            "id",
            sqlite_where=_PROBLEM,
            postgresql_where=_PROBLEM,
        ),
        Index(
            "ix_duties_coming",
            "plan_id",
            "due_next",
            "id",
            sqlite_where=_COMING,
            postgresql_where=_COMING,
        ),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    plan_id: Mapped[str] = mapped_column(CleanText)
    unit_id: Mapped[str] = mapped_column(CleanText)
    task: Mapped[str] = mapped_column(CleanText)
    check_id: Mapped[str] = mapped_column(CleanText)
    subject: Mapped[str] = mapped_column(CleanText)
    nth: Mapped[int] = mapped_column(SmallInteger)
    position: Mapped[int]
    finding_id: Mapped[int] = mapped_column(Id)
    audit_id: Mapped[str] = mapped_column(String(64))
    outcome: Mapped[Outcome] = mapped_column(Word(Outcome))
    timeliness: Mapped[Timeliness] = mapped_column(Word(Timeliness))
    code: Mapped[str] = mapped_column(CleanText)
    status: Mapped[DutyStatus] = mapped_column(Word(DutyStatus))
    advice: Mapped[bool]
    warning: Mapped[bool]
    due_last: Mapped[date | None]
    due_next: Mapped[date | None]
    done_on: Mapped[date | None]
    late_days: Mapped[int | None]
    earned: Mapped[float] = mapped_column(Double)
    possible: Mapped[float] = mapped_column(Double)
    unmeasured: Mapped[float] = mapped_column(Double)
    basis: Mapped[str | None] = mapped_column(String(128))
    since_audit: Mapped[str] = mapped_column(String(64))
    since_day: Mapped[date]
    before_outcome: Mapped[Outcome | None] = mapped_column(Word(Outcome))
    before_timeliness: Mapped[Timeliness | None] = mapped_column(Word(Timeliness))
    before_code: Mapped[str | None] = mapped_column(CleanText)
    review_id: Mapped[int | None] = mapped_column(Id)
    proposal_id: Mapped[int | None] = mapped_column(Id)
    returned: Mapped[bool] = mapped_column(server_default=false())
    disputed: Mapped[bool] = mapped_column(server_default=false())
    queue_reason: Mapped[QueueReason | None] = mapped_column(Word(QueueReason))
    queue_weight: Mapped[int | None]


class VerdictChangeRow(Base):
    """A duty's verdict became another in an audit; ``outcome`` is NULL where it was owed no more, ``before_…`` where not yet.

    A duty that never changed has no row: ``duties`` says since when it is as it is. ``before_finding_id`` is the last
    finding that said what was said before. ``causes`` are those of ``domain.changes``, joined by commas; NULL where they were
    not told.
    """

    __tablename__ = "verdict_changes"
    __table_args__ = (
        Index("ix_verdict_changes_unit", "plan_id", "unit_id", "task"),
        Index("ix_verdict_changes_audit_id", "audit_id", "id"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    plan_id: Mapped[str] = mapped_column(CleanText)
    unit_id: Mapped[str] = mapped_column(CleanText)
    task: Mapped[str] = mapped_column(CleanText)
    check_id: Mapped[str] = mapped_column(CleanText)
    subject: Mapped[str] = mapped_column(CleanText)
    nth: Mapped[int] = mapped_column(SmallInteger)
    audit_id: Mapped[str] = mapped_column(String(64))
    as_of: Mapped[date]
    outcome: Mapped[Outcome | None] = mapped_column(Word(Outcome))
    timeliness: Mapped[Timeliness | None] = mapped_column(Word(Timeliness))
    code: Mapped[str | None] = mapped_column(CleanText)
    advice: Mapped[bool]
    basis: Mapped[str | None] = mapped_column(String(128))
    finding_id: Mapped[int | None] = mapped_column(Id)
    before_outcome: Mapped[Outcome | None] = mapped_column(Word(Outcome))
    before_timeliness: Mapped[Timeliness | None] = mapped_column(Word(Timeliness))
    before_code: Mapped[str | None] = mapped_column(CleanText)
    before_day: Mapped[date | None]
    before_finding_id: Mapped[int | None] = mapped_column(Id)
    causes: Mapped[str | None] = mapped_column(CleanText)


class QueueClaimRow(Base):
    """Who has a duty of the queue open, until when; it keeps nobody from deciding (``casework.queue``)."""

    __tablename__ = "queue_claims"

    duty_id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    login: Mapped[str] = mapped_column(CleanText)
    name: Mapped[str] = mapped_column(CleanText)
    until: Mapped[datetime] = mapped_column(UtcDateTime)
