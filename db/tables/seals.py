"""What shows that nothing was changed, and what did people decide? Triggers of the migration refuse every change."""

from datetime import date, datetime

from sqlalchemy import JSON, ForeignKey, ForeignKeyConstraint, Index, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, CleanText, Id, UtcDateTime, Word
from domain.reviews import Decision


class AuditSealRow(Base):
    """One link of the chain of seals: of an audit, or (``audit_id`` empty) of a change of the key.

    ``envelope`` is the signed seal, canonical JSON; ``units`` the leaf hashes, 32 bytes each, that its root is over. They
    are kept beside it so that a change can be named and a proof made without reading the audit again.
    """

    __tablename__ = "audit_seals"

    sequence: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    audit_id: Mapped[str | None] = mapped_column(ForeignKey("audits.id"), unique=True)
    envelope: Mapped[str] = mapped_column(Text)
    units: Mapped[bytes | None] = mapped_column(LargeBinary)


class ReviewRow(Base):
    """One decision of a person about one finding.

    What follows ``reason`` is NULL in reviews from before it was kept; ``attachments`` are digests of ``attachments`` rows.
    """

    __tablename__ = "reviews"
    __table_args__ = (
        ForeignKeyConstraint(["audit_id", "unit_id"], ["audit_units.audit_id", "audit_units.unit_id"]),
        Index("ix_reviews_unit_id_audit_id", "unit_id", "audit_id"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    audit_id: Mapped[str] = mapped_column(String(64))
    unit_id: Mapped[str] = mapped_column(CleanText)
    task: Mapped[str] = mapped_column(CleanText)
    check_id: Mapped[str] = mapped_column(CleanText)
    subject: Mapped[str | None] = mapped_column(CleanText)
    finding: Mapped[str] = mapped_column(String(128))
    decision: Mapped[Decision] = mapped_column(Word(Decision))
    author: Mapped[str] = mapped_column(CleanText)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    reason: Mapped[str] = mapped_column(CleanText)
    basis: Mapped[str | None] = mapped_column(String(64))
    done_on: Mapped[date | None]
    approved_by: Mapped[str | None] = mapped_column(CleanText)
    attachments: Mapped[list[str] | None] = mapped_column(JSON(none_as_null=True))
