"""What was judged? Rows of a finished audit are never changed: triggers of the migration refuse it."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Double, ForeignKey, ForeignKeyConstraint, Index, LargeBinary, String, false
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, CleanText, Id, UtcDateTime, Word
from domain.findings import Outcome, Timeliness


class AuditRow(Base):
    """One audit. What belongs to it is stored in batches while ``owner``, a process, writes it; it counts for nobody
    until it is finished, and is sealed with that.

    The digests are of the plan, the judging code, the vocabulary and the operator's register: alike, and the facts alike,
    the findings are. ``context`` is canonical JSON of what was known of other units while each was judged.
    """

    __tablename__ = "audits"
    __table_args__ = (Index("ix_audits_plan_id_finished_at", "plan_id", "finished_at"),)

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    plan_id: Mapped[str] = mapped_column(CleanText)
    plan_digest: Mapped[str] = mapped_column(String(128))
    rules_digest: Mapped[str] = mapped_column(String(128), server_default="")
    vocabulary_digest: Mapped[str] = mapped_column(String(128), server_default="")
    register_digest: Mapped[str] = mapped_column(String(128), server_default="")
    as_of: Mapped[date]
    version: Mapped[str] = mapped_column(String(128))
    finished_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    started_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    owner: Mapped[str | None] = mapped_column(CleanText)
    context: Mapped[str | None] = mapped_column(CleanText)


class AuditUnitRow(Base):
    """One unit's score and reach in one audit; ``position`` is its place in the registry.

    ``registered`` is the registry's row by which the unit was judged, NULL in an audit from before it was kept. ``capture`` is
    the digest of the captured visit that the reach and the findings rest on. ``leaves`` are the hashes, 32
    bytes each, of this row and of the unit's findings in order (``evidence.seals.leaves``), empty where nothing was sealed.
    """

    __tablename__ = "audit_units"

    audit_id: Mapped[str] = mapped_column(ForeignKey("audits.id"), primary_key=True)
    unit_id: Mapped[str] = mapped_column(CleanText, primary_key=True)
    position: Mapped[int]
    name: Mapped[str] = mapped_column(CleanText)
    registered: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    earned: Mapped[float] = mapped_column(Double)
    possible: Mapped[float] = mapped_column(Double)
    unmeasured: Mapped[float] = mapped_column(Double)
    reach: Mapped[dict[str, Any]] = mapped_column(JSON)
    capture: Mapped[str | None] = mapped_column(String(128))
    leaves: Mapped[bytes | None] = mapped_column(LargeBinary)


class FindingRow(Base):
    """One finding; ``position`` is its place in the audit.

    ``basis`` is what it rests on (``domain.basis``), NULL in a row from before that was worked out. It follows from the rest
    of the audit, and is no part of what is sealed.
    """

    __tablename__ = "findings"
    __table_args__ = (
        ForeignKeyConstraint(["audit_id", "unit_id"], ["audit_units.audit_id", "audit_units.unit_id"]),
        Index("ix_findings_audit_id_position", "audit_id", "position", unique=True),
        Index("ix_findings_unit_id_audit_id", "unit_id", "audit_id"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    audit_id: Mapped[str] = mapped_column(String(64))
    unit_id: Mapped[str] = mapped_column(CleanText)
    position: Mapped[int]
    task: Mapped[str] = mapped_column(CleanText)
    check_id: Mapped[str] = mapped_column(CleanText)
    subject: Mapped[str | None] = mapped_column(CleanText)
    outcome: Mapped[Outcome] = mapped_column(Word(Outcome))
    timeliness: Mapped[Timeliness] = mapped_column(Word(Timeliness))
    code: Mapped[str] = mapped_column(CleanText)
    explanation: Mapped[str] = mapped_column(CleanText)
    due: Mapped[list[str]] = mapped_column(JSON)
    done_on: Mapped[date | None]
    late_by: Mapped[list[int]] = mapped_column(JSON, server_default="[]")
    earned: Mapped[float] = mapped_column(Double)
    possible: Mapped[float] = mapped_column(Double)
    unmeasured: Mapped[float] = mapped_column(Double)
    advice: Mapped[bool]
    warning: Mapped[bool] = mapped_column(server_default=false())
    cites: Mapped[list[str]] = mapped_column(JSON)
    verdict_values: Mapped[dict[str, Any]] = mapped_column(JSON)
    dossier: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    basis: Mapped[str | None] = mapped_column(String(64))
