"""What does a deadline phrase need to know beside its words, and what does one part of it come to?"""

from dataclasses import dataclass
from datetime import date

from audit_rules.deadlines.periods import Unit
from domain.deadlines import DeadlineKind, Due


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """The year asked for, the days that phrases count from, and what the phrase has said before this place.

    ``issued`` and ``published`` are the plan's day of issue (印发) and the day it stood on the web; ``event`` is the
    day of the event that an after-event phrase names (国家指导意见印发); ``season`` the months of the season that it
    names (6—9月). ``said_year`` is the last year that the phrase named, ``after`` its last fixed date, ``yearly`` the
    last date of a 每年, which holds for the dates after it, too (每年3月10日前报送,3月31日前公布).
    """

    year: int
    issued: date | None = None
    published: date | None = None
    event: date | None = None
    season: str | None = None
    said_year: int | None = None
    after: date | None = None
    yearly: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One part of a phrase as understood. Its dues may lie outside the year; the reading keeps those within.

    ``bare``: the part names a stretch and no end (每月, 8月), so that only a verb of the trade may follow it.
    ``frequency``: it says how often, and no day (每月1次, 按季公布). ``after_unit``: its days lie after each such
    period (次月5日前: 月); ``leans``: after which periods, only the parts before it can say (下月5日前). ``event`` is
    what a span counts from, empty where it does not say. ``said_year`` and ``last`` are what it leaves for the parts
    after it: the year it named and its last fixed date; ``yearly`` is the last date of a 每年. ``fresh_within`` is that
    of a reading. ``deed`` are the words after it, which say what is to be done.
    """

    kind: DeadlineKind
    dues: tuple[Due, ...] = ()
    notes: tuple[str, ...] = ()
    bare: bool = False
    frequency: tuple[Unit, ...] = ()
    after_unit: Unit | None = None
    leans: bool = False
    said_year: int | None = None
    last: date | None = None
    yearly: date | None = None
    event: str | None = None
    fresh_within: int | None = None
    deed: str = ""


Read = tuple[Part, int]
"""A part and the place in the phrase where it ends."""
