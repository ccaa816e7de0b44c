"""Which columns (栏目) were found for a subject, what became of them in each crawl, and what was refused?"""

from datetime import date, datetime

from sqlalchemy import (
    JSON,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    LargeBinary,
    SmallInteger,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, CleanText, Id, UtcDateTime, Word
from domain.columns import ColumnStatus, Refusal
from domain.reach import FailureKind
from domain.subjects import Surface


class ColumnRow(Base):
    """A column: one address for one subject of one unit, for ever. ``key`` digests the three.

    ``first_ok`` is when it was first seen with postings in it.
    """

    __tablename__ = "columns"
    __table_args__ = (
        UniqueConstraint("key"),
        Index("ix_columns_unit_id", "unit_id"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    key: Mapped[bytes] = mapped_column(LargeBinary(16))
    unit_id: Mapped[str] = mapped_column(ForeignKey("units.id"))
    subject: Mapped[str] = mapped_column(CleanText)
    url: Mapped[str] = mapped_column(CleanText)
    first_seen: Mapped[datetime] = mapped_column(UtcDateTime)
    first_ok: Mapped[datetime | None] = mapped_column(UtcDateTime)
    last_seen: Mapped[datetime] = mapped_column(UtcDateTime)


class ColumnSightingRow(Base):
    """What one crawl made of a column, so that an older crawl can be judged again."""

    __tablename__ = "column_sightings"
    __table_args__ = (
        ForeignKeyConstraint(["crawl_id", "unit_id"], ["portal_crawls.crawl_id", "portal_crawls.unit_id"]),
        Index("ix_column_sightings_crawl_id_unit_id", "crawl_id", "unit_id"),
    )

    column_id: Mapped[int] = mapped_column(ForeignKey("columns.id"), primary_key=True)
    crawl_id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    unit_id: Mapped[str] = mapped_column(CleanText)
    title: Mapped[str] = mapped_column(CleanText)
    grade: Mapped[int] = mapped_column(SmallInteger)
    surface: Mapped[Surface] = mapped_column(Word(Surface))
    found_on: Mapped[str] = mapped_column(CleanText)
    status: Mapped[ColumnStatus] = mapped_column(Word(ColumnStatus))
    failure: Mapped[FailureKind | None] = mapped_column(Word(FailureKind))
    postings: Mapped[int]
    pages_read: Mapped[int]
    complete_since: Mapped[date | None]
    elements: Mapped[list[str]] = mapped_column(JSON)
    level: Mapped[int | None] = mapped_column(SmallInteger)
    seen_at: Mapped[datetime] = mapped_column(UtcDateTime)


class CandidateRow(Base):
    """A link that a crawl considered for a subject and refused. ``key`` digests all but the verdict."""

    __tablename__ = "candidates"
    __table_args__ = (
        ForeignKeyConstraint(["crawl_id", "unit_id"], ["portal_crawls.crawl_id", "portal_crawls.unit_id"]),
        UniqueConstraint("key"),
        Index("ix_candidates_crawl_id_unit_id", "crawl_id", "unit_id"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    key: Mapped[bytes] = mapped_column(LargeBinary(16))
    crawl_id: Mapped[int] = mapped_column(Id)
    unit_id: Mapped[str] = mapped_column(CleanText)
    subject: Mapped[str] = mapped_column(CleanText)
    url: Mapped[str] = mapped_column(CleanText)
    text: Mapped[str] = mapped_column(CleanText)
    grade: Mapped[int] = mapped_column(SmallInteger)
    surface: Mapped[Surface] = mapped_column(Word(Surface))
    found_on: Mapped[str] = mapped_column(CleanText)
    refusal: Mapped[Refusal] = mapped_column(Word(Refusal))
    failure: Mapped[FailureKind | None] = mapped_column(Word(FailureKind))
    seen_at: Mapped[datetime] = mapped_column(UtcDateTime)
