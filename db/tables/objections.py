"""What do units say about findings, and which addresses did they put on file?"""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, SmallInteger, String, text
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, CleanText, Id, UtcDateTime, Word
from domain.filings import FilingState
from domain.objections import ObjectionKind, ObjectionState

_OPEN = text("state = 'open' AND kind = 'objection'")
_AWAITING = text("state = 'awaiting'")


class ObjectionRow(Base):
    """One objection or comment. ``subject`` is empty for none; ``nth`` tells duties alike apart, as in ``duties``."""

    __tablename__ = "objections"
    __table_args__ = (
        # Two contacts who object at once object once.
        Index(
            "uq_objections_open",
            "plan_id",
            "unit_id",
            "task",
            "check_id",
            "subject",
            "nth",
            unique=True,
            sqlite_where=_OPEN,
            postgresql_where=_OPEN,
        ),
        Index("ix_objections_unit_id_id", "unit_id", "id"),
        Index("ix_objections_state_id", "state", "id"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    kind: Mapped[ObjectionKind] = mapped_column(Word(ObjectionKind))
    plan_id: Mapped[str] = mapped_column(CleanText)
    audit_id: Mapped[str] = mapped_column(String(64))
    unit_id: Mapped[str] = mapped_column(CleanText)
    task: Mapped[str] = mapped_column(CleanText)
    check_id: Mapped[str] = mapped_column(CleanText)
    subject: Mapped[str] = mapped_column(CleanText)
    nth: Mapped[int] = mapped_column(SmallInteger)
    finding_id: Mapped[int] = mapped_column(Id)
    finding: Mapped[str] = mapped_column(String(128))
    basis: Mapped[str] = mapped_column(String(128))
    author: Mapped[str] = mapped_column(CleanText)
    author_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    state: Mapped[ObjectionState] = mapped_column(Word(ObjectionState))
    proposal_id: Mapped[int | None] = mapped_column(Id)
    review_id: Mapped[int | None] = mapped_column(Id)
    settled_by: Mapped[str | None] = mapped_column(CleanText)
    settled_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    settled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class ObjectionMessageRow(Base):
    """One message about an objection; triggers refuse every change. ``files`` are ``{"sha256": …, "name": …}``."""

    __tablename__ = "objection_messages"
    __table_args__ = (
        Index("ix_objection_messages_objection_id_id", "objection_id", "id"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    objection_id: Mapped[int] = mapped_column(ForeignKey("objections.id"))
    by_unit: Mapped[bool]
    author: Mapped[str] = mapped_column(CleanText)
    author_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    text: Mapped[str] = mapped_column(CleanText)
    files: Mapped[list[dict[str, Any]]] = mapped_column(JSON)


class FilingRow(Base):
    """One address that a unit put on file; triggers let a filing be settled once, and nothing else of it change."""

    __tablename__ = "filings"
    __table_args__ = (
        Index(
            "uq_filings_awaiting",
            "unit_id",
            "subject",
            unique=True,
            sqlite_where=_AWAITING,
            postgresql_where=_AWAITING,
        ),
        Index("ix_filings_unit_id_subject_id", "unit_id", "subject", "id"),
        Index("ix_filings_state_id", "state", "id"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    unit_id: Mapped[str] = mapped_column(CleanText)
    subject: Mapped[str] = mapped_column(CleanText)
    url: Mapped[str] = mapped_column(CleanText)
    before: Mapped[str | None] = mapped_column(CleanText)
    name: Mapped[str] = mapped_column(CleanText)
    note: Mapped[str] = mapped_column(CleanText)
    author: Mapped[str] = mapped_column(CleanText)
    author_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    state: Mapped[FilingState] = mapped_column(Word(FilingState))
    settled_by: Mapped[str | None] = mapped_column(CleanText)
    settled_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    settled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    settled_reason: Mapped[str | None] = mapped_column(CleanText)
