"""Which address of a column did a unit put on file (备案), and does it count?"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

KEY_AREAS = "key-areas"
"""The column whose address is judged (重点领域信息公开专栏)."""


class FilingState(StrEnum):
    """Where a filing stands. Only ``AWAITING`` may become another."""

    AWAITING = "awaiting"
    CONFIRMED = "confirmed"
    REFUSED = "refused"
    REPLACED = "replaced"  # the unit filed another one before this was looked at
    WITHDRAWN = "withdrawn"  # the unit took it back before this was looked at


@dataclass(frozen=True, slots=True, kw_only=True)
class Filing:
    """One address put on file for the column of one subject; never changed but for its state.

    ``before`` is what was on file until then, None for nothing. ``name`` is what the unit calls the column.
    """

    id: int
    unit_id: str
    subject: str
    url: str
    before: str | None
    name: str
    note: str
    author: str
    author_id: int
    at: datetime
    state: FilingState = FilingState.AWAITING
    settled_by: str | None = None
    settled_by_id: int | None = None
    settled_at: datetime | None = None
    settled_reason: str | None = None
