"""What a deadline phrase (完成时限) means as dates."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class DeadlineKind(StrEnum):
    """How a deadline runs."""

    ONCE = "once"
    RECURRING = "recurring"
    AFTER_EVENT = "after_event"
    CONTINUOUS = "continuous"


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A stretch of days, both ends included, that one posting must cover (e.g. one month)."""

    start: date
    end: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """One due date.

    ``on`` is the date as the phrase says it; what is done up to and including ``late_after`` is not called
    late (a band: an ambiguous start, or a due date on a day off that runs on to the next working day).
    ``period`` is what a recurring posting must cover; ``label`` says it in Chinese (2017年4月, 2017年第二季度).
    """

    on: date
    late_after: date
    period: Period | None = None
    label: str = ""
    provisional: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlineReading:
    """A deadline phrase as understood for one year.

    ``dues`` are in date order. A continuous deadline (全年工作) has none. A phrase that is not understood has
    ``understood=False`` and a note that says why; it is never guessed. ``provisional`` (暂估) marks dates past
    the published holiday calendar. ``fresh_within`` is how many days old the newest item may be where the phrase
    asks for upkeep without dates (实时更新): a bound for rules that ask for freshness.
    """

    text: str
    understood: bool
    kind: DeadlineKind | None = None
    dues: tuple[Due, ...] = ()
    provisional: bool = False
    note: str | None = None
    fresh_within: int | None = None
