"""Which letters and messages of the public (信件、留言) did a portal show, and what became of each in each crawl?"""

from datetime import date, datetime

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Index, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, CleanText, Id, UtcDateTime, Word
from domain.pages import MessageState


class MessageRow(Base):
    """A message: one title sent on one day to one column. ``key`` digests them with the address, where it has one."""

    __tablename__ = "messages"
    __table_args__ = (
        UniqueConstraint("key"),
        Index("ix_messages_unit_id", "unit_id"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    key: Mapped[bytes] = mapped_column(LargeBinary(16))
    unit_id: Mapped[str] = mapped_column(ForeignKey("units.id"))
    column_id: Mapped[int] = mapped_column(ForeignKey("columns.id"))
    url: Mapped[str] = mapped_column(CleanText)
    title: Mapped[str] = mapped_column(CleanText)
    submitted_on: Mapped[date | None]
    first_seen: Mapped[datetime] = mapped_column(UtcDateTime)
    last_seen: Mapped[datetime] = mapped_column(UtcDateTime)


class MessageSightingRow(Base):
    """What one crawl saw of a message, so that an older crawl can be judged again."""

    __tablename__ = "message_sightings"
    __table_args__ = (
        ForeignKeyConstraint(["crawl_id", "unit_id"], ["portal_crawls.crawl_id", "portal_crawls.unit_id"]),
        Index("ix_message_sightings_crawl_id_unit_id", "crawl_id", "unit_id"),
    )

    message_id: Mapped[int] = mapped_column(ForeignKey("messages.id"), primary_key=True)
    crawl_id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    unit_id: Mapped[str] = mapped_column(CleanText)
    state: Mapped[MessageState] = mapped_column(Word(MessageState))
    answered_on: Mapped[date | None]
    category: Mapped[str | None] = mapped_column(CleanText)
    seen_at: Mapped[datetime] = mapped_column(UtcDateTime)
