"""Was a portal there when it was probed, and which nights were worked off?"""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import Double, Index, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, CleanText, Id, UtcDateTime, Word
from domain.reach import FailureKind


class NightState(StrEnum):
    """Where a night's work stands."""

    RUNNING = "running"
    FINISHED = "finished"
    FAILED = "failed"


class ProbeRow(Base):
    """One probe of an address. ``key`` digests unit, address, purpose and moment."""

    __tablename__ = "probes"
    __table_args__ = (
        UniqueConstraint("key"),
        Index("ix_probes_unit_id_at", "unit_id", "at"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    key: Mapped[bytes] = mapped_column(LargeBinary(16))
    unit_id: Mapped[str] = mapped_column(CleanText)
    url: Mapped[str] = mapped_column(CleanText)
    purpose: Mapped[str] = mapped_column(String(32))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    ok: Mapped[bool]
    http_status: Mapped[int | None]
    failure: Mapped[FailureKind | None] = mapped_column(Word(FailureKind))
    seconds: Mapped[float] = mapped_column(Double)
    final_url: Mapped[str | None] = mapped_column(CleanText)


class NightRow(Base):
    """One night's work of one kind; the row is the claim on it. ``owner`` is the process that claimed it."""

    __tablename__ = "nights"

    day: Mapped[date] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(32), primary_key=True)
    state: Mapped[NightState] = mapped_column(Word(NightState))
    attempts: Mapped[int]
    owner: Mapped[str] = mapped_column(CleanText)
    claimed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    finished_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    note: Mapped[str | None] = mapped_column(CleanText)
