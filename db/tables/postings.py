"""Which links and postings (信息) stood on a portal, since when, until when, and with which dates?"""

from datetime import date, datetime

from sqlalchemy import JSON, ForeignKey, Index, LargeBinary, SmallInteger, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, CleanText, Id, UtcDateTime, Word
from domain.pages import DateSource


class LinkRow(Base):
    """A link: one address with one text on one portal. ``page_url`` is where it was seen last."""

    __tablename__ = "links"
    __table_args__ = (
        UniqueConstraint("key"),
        Index("ix_links_unit_id", "unit_id"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    key: Mapped[bytes] = mapped_column(LargeBinary(16))
    unit_id: Mapped[str] = mapped_column(ForeignKey("units.id"))
    url: Mapped[str] = mapped_column(CleanText)
    text: Mapped[str] = mapped_column(CleanText)
    page_url: Mapped[str] = mapped_column(CleanText)
    first_seen: Mapped[datetime] = mapped_column(UtcDateTime)
    last_seen: Mapped[datetime] = mapped_column(UtcDateTime)


class PostingRow(Base):
    """A posting: one address with one title on one portal. A changed title is another row: a silent change."""

    __tablename__ = "postings"
    __table_args__ = (
        UniqueConstraint("key"),
        Index("ix_postings_unit_id_first_seen", "unit_id", "first_seen"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    key: Mapped[bytes] = mapped_column(LargeBinary(16))
    unit_id: Mapped[str] = mapped_column(ForeignKey("units.id"))
    url: Mapped[str] = mapped_column(CleanText)
    title: Mapped[str] = mapped_column(CleanText)
    section: Mapped[str | None] = mapped_column(CleanText)
    first_seen: Mapped[datetime] = mapped_column(UtcDateTime)
    last_seen: Mapped[datetime] = mapped_column(UtcDateTime)


class PostingDateRow(Base):
    """A date that a posting bore, and when. Rows are never removed: they are the history of its date."""

    __tablename__ = "posting_dates"
    __table_args__ = (UniqueConstraint("posting_id", "key"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    posting_id: Mapped[int] = mapped_column(ForeignKey("postings.id"))
    key: Mapped[bytes] = mapped_column(LargeBinary(16))
    value: Mapped[date]
    source: Mapped[DateSource] = mapped_column(Word(DateSource))
    confidence: Mapped[int] = mapped_column(SmallInteger)
    conflict: Mapped[date | None]
    conflict_source: Mapped[DateSource | None] = mapped_column(Word(DateSource))
    first_seen: Mapped[datetime] = mapped_column(UtcDateTime)
    last_seen: Mapped[datetime] = mapped_column(UtcDateTime)


class PostingColumnRow(Base):
    """A posting stood in a column, from when until when."""

    __tablename__ = "posting_columns"
    __table_args__ = (Index("ix_posting_columns_column_id", "column_id"),)

    posting_id: Mapped[int] = mapped_column(ForeignKey("postings.id"), primary_key=True)
    column_id: Mapped[int] = mapped_column(ForeignKey("columns.id"), primary_key=True)
    first_seen: Mapped[datetime] = mapped_column(UtcDateTime)
    last_seen: Mapped[datetime] = mapped_column(UtcDateTime)


class ArticleRow(Base):
    """What the own page of a posting said, from when until when. A page that says something else is another row."""

    __tablename__ = "articles"
    __table_args__ = (UniqueConstraint("key"), Index("ix_articles_unit_id", "unit_id"))

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    key: Mapped[bytes] = mapped_column(LargeBinary(16))
    unit_id: Mapped[str] = mapped_column(ForeignKey("units.id"))
    url: Mapped[str] = mapped_column(CleanText)
    related: Mapped[list[str]] = mapped_column(JSON)
    marks: Mapped[list[str]] = mapped_column(JSON)
    first_seen: Mapped[datetime] = mapped_column(UtcDateTime)
    last_seen: Mapped[datetime] = mapped_column(UtcDateTime)
