"""What does a deadline phrase need to know beside its words, and what does one part of it come to?"""

from dataclasses import dataclass
from datetime import date

from domain.deadlines import DeadlineKind, Due


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """The year asked for, and the days that phrases count from.

    ``issued`` and ``published`` are the plan's day of issue (印发) and the day it stood on the web;
    ``event`` is the day of the event that an after-event phrase names (国家指导意见印发).
    """

    year: int
    issued: date | None = None
    published: date | None = None
    event: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One part of a phrase as understood. Its dues may lie outside the year; the reading keeps those within."""

    kind: DeadlineKind
    dues: tuple[Due, ...] = ()
    notes: tuple[str, ...] = ()
