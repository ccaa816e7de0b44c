"""What did the registry say of each unit, version by version?"""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, CleanText, Id, UtcDateTime, Word
from domain.versions import UnitSource


class UnitVersionRow(Base):
    """One version of a unit's row, NULL where it was taken off; never changed: triggers refuse it. ``position``: its place."""

    __tablename__ = "unit_versions"
    __table_args__ = (UniqueConstraint("unit_id", "version"), {"sqlite_autoincrement": True})

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    unit_id: Mapped[str] = mapped_column(CleanText)
    version: Mapped[int]
    registered: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    position: Mapped[int]
    source: Mapped[UnitSource] = mapped_column(Word(UnitSource))
    author: Mapped[str] = mapped_column(String(64))
    account_id: Mapped[int | None] = mapped_column(Id)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    reason: Mapped[str] = mapped_column(CleanText)
