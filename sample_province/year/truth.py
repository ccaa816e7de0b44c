"""What is right to say of a portal's duties after a night, given what happened on it and which nights it could be read?

Nothing here asks the rules, the calendar or the deadline reader: due dates are written down by hand, from the calendar of 2017.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from domain.findings import Outcome, Timeliness
from sample_province.year.happenings import NOTICES, PAGE, PRESS, TAX_CUT, Item, Trouble, YearPortal

LAST_DAYS = {"plan": date(2017, 6, 6), "report": date(2017, 12, 15), "column": date(2017, 7, 31)}
"""The last day on which it is not late: 30 working days from 2017-04-21; the 15th of December; the end of July."""

MONTHS = {
    4: date(2017, 5, 5), 5: date(2017, 6, 5), 6: date(2017, 7, 5), 7: date(2017, 8, 7), 8: date(2017, 9, 5),
    9: date(2017, 10, 9), 10: date(2017, 11, 6), 11: date(2017, 12, 5),
}  # fmt: skip
"""The last day for each month's figures: the 5th of the next, or the working day after it (08-05, 10-05, 11-05 are days off)."""

QUARTERS = {
    2: (date(2017, 4, 1), date(2017, 6, 30), date(2017, 7, 31)),
    3: (date(2017, 7, 1), date(2017, 9, 30), date(2017, 10, 31)),
    4: (date(2017, 10, 1), date(2017, 12, 31), date(2018, 1, 31)),
}
"""Each quarter that half lay ahead when the plan came: first and last day, and the month after it, in which it is still told."""

STANDING = date(2017, 6, 6)
DOUBT = timedelta(days=7)
STALE = timedelta(days=60)


@dataclass(frozen=True, slots=True, kw_only=True)
class Right:
    """The right verdict; ``timeliness`` None is not compared."""

    outcome: Outcome
    timeliness: Timeliness | None = None


NOT_DUE = Right(outcome=Outcome.NOT_APPLICABLE, timeliness=Timeliness.NOT_DUE)
OPEN = Right(outcome=Outcome.CANT_TELL)
FAILED = Right(outcome=Outcome.FAILED)


def _passed(timeliness: Timeliness) -> Right:
    return Right(outcome=Outcome.PASSED, timeliness=timeliness)


@dataclass(slots=True)
class Watched:
    """One portal as the nights so far have shown it."""

    portal: YearPortal
    last: date | None = None  # the last night whose crawl came to its end
    reached: bool = False  # whether that crawl could read the portal
    nights_read: int = 0
    first_seen: dict[int, date] = field(default_factory=dict)
    last_seen: dict[int, date] = field(default_factory=dict)
    misses: dict[int, int] = field(default_factory=dict)
    not_there: dict[int, date] = field(default_factory=dict)

    def pass_night(self, night: date) -> None:
        """Take what the crawl of a night sees."""
        trouble = self.portal.trouble(night)
        if trouble is Trouble.CUT_SHORT:
            return
        self.last, self.reached = night, trouble is not Trouble.UNREACHABLE
        if not self.reached:
            return
        self.nights_read += 1
        for item in self.portal.items:
            if trouble is Trouble.BLANK or (trouble is Trouble.COLUMN_FAILS and item.column == NOTICES):
                continue
            listed = self.portal.listed(item.column, night)
            halved = trouble is Trouble.PAGE_FAILS and item.column == NOTICES
            if halved and item not in listed[:PAGE]:
                continue
            if item in listed:
                self.first_seen.setdefault(item.id, night)
                self.last_seen[item.id] = night
                self.misses[item.id] = 0
            elif item.id in self.first_seen:
                self.misses[item.id] += item.gone is not None and not item.stands(night)
            elif listed and self.nights_read > 1:
                self.not_there[item.id] = night

    def rightly(self, night: date) -> dict[int, Right]:
        """The right verdict of each task."""
        return {
            1: self._column(night),
            2: self._document("plan", night),
            3: self._months(night),
            4: self._fresh(night),
            5: self._quarters(night),
            6: self._document("report", night),
            7: self._suspected(self._is_backdated(each) for each in self._seen()),
            8: self._suspected(self.misses[each.id] >= 2 for each in self._seen()),
            9: self._suspected(self._is_redated(each) for each in self._seen()),
        }

    def _seen(self) -> Iterator[Item]:
        return (each for each in self.portal.items if each.id in self.first_seen)

    def _for(self, duty: str) -> Item | None:
        return next((each for each in self._seen() if each.duty == duty), None)

    def _is_backdated(self, item: Item) -> bool:
        read = self.not_there.get(item.id)
        return read is not None and read - item.shown >= DOUBT

    def _is_redated(self, item: Item) -> bool:
        """Whether it was seen with both dates."""
        if item.redated is None:
            return False
        return self.first_seen[item.id] < item.redated[0] <= self.last_seen[item.id]

    def _shown(self, item: Item) -> date:
        return item.date_on(self.last_seen[item.id])

    def _absent(self, last_day: date) -> Right:
        """Not seen though its time is over: missing when the portal was read after it, else nobody can tell."""
        return FAILED if self.reached and self.last is not None and self.last > last_day else OPEN

    def _timing(self, item: Item, last_day: date) -> Timeliness:
        """When it was done, by the date it shows, unless the nights before speak against it."""
        shown = self._shown(item)
        if self._is_redated(item) and (item.shown <= last_day) != (shown <= last_day):
            return Timeliness.UNKNOWN
        if shown > last_day:
            return Timeliness.LATE
        doubted = self._is_backdated(item) and self.not_there[item.id] > last_day
        return Timeliness.UNKNOWN if doubted else Timeliness.ON_TIME

    def _document(self, duty: str, night: date) -> Right:
        item, last_day = self._for(duty), LAST_DAYS[duty]
        if item is not None and self.misses[item.id] < 2:
            return _passed(self._timing(item, last_day))
        if night <= last_day:
            return NOT_DUE
        return OPEN if item is not None or self._is_halved() else self._absent(last_day)

    def _is_halved(self) -> bool:
        """Whether the last crawl could not read the notices to their end."""
        return self.last is not None and self.portal.trouble(self.last) is Trouble.PAGE_FAILS

    def _column(self, night: date) -> Right:
        last_day = LAST_DAYS["column"]
        items = [each for each in self._seen() if each.column == TAX_CUT]
        standing = self.reached and bool(items) and self._is_listed(TAX_CUT)
        if standing:
            opened = min(self._shown(each) for each in items)
            return _passed(Timeliness.ON_TIME if opened <= last_day else Timeliness.LATE)
        if night <= last_day:
            return NOT_DUE
        return OPEN if items else self._absent(last_day)

    def _is_listed(self, column: str) -> bool:
        """Whether the last crawl found the column with something in it."""
        trouble = self.portal.trouble(self.last) if self.last else None
        fails = trouble is Trouble.BLANK or (trouble is Trouble.COLUMN_FAILS and column == NOTICES)
        return self.reached and not fails

    def _months(self, night: date) -> Right:
        done = {month: self._for(f"month {month}") for month in MONTHS}
        judged = [month for month, last_day in MONTHS.items() if done[month] or night > last_day]
        lacking = [month for month in judged if done[month] is None]
        if not judged:
            return NOT_DUE
        if lacking:
            return self._absent(MONTHS[lacking[0]])
        times = {self._timing(item, MONTHS[month]) for month, item in done.items() if item}
        worst = (Timeliness.LATE, Timeliness.UNKNOWN, Timeliness.ON_TIME)
        return _passed(next(each for each in worst if each in times))

    def _fresh(self, night: date) -> Right:
        items = [each for each in self._seen() if each.column == NOTICES]
        if not self._is_listed(NOTICES) or self.last is None:
            return NOT_DUE if night <= STANDING else OPEN
        newest = max(self._shown(each) for each in items)
        return _passed(Timeliness.ON_TIME) if self.last - newest <= STALE else FAILED

    def _quarters(self, night: date) -> Right:
        dates = [self._shown(each) for each in self._seen() if each.column == PRESS]
        held = {
            quarter: any(first <= on <= last for on in dates)
            for quarter, (first, last, _) in QUARTERS.items()
        }
        over = {quarter: night > told for quarter, (_, _, told) in QUARTERS.items()}
        judged = [quarter for quarter in QUARTERS if held[quarter] or over[quarter]]
        short = [quarter for quarter in judged if not held[quarter]]
        if not judged:
            return NOT_DUE
        return self._absent(QUARTERS[short[0]][2]) if short else _passed(Timeliness.ON_TIME)

    def _suspected(self, suspicions: Iterator[bool]) -> Right:
        if any(suspicions):
            return OPEN
        if not self.reached:
            return OPEN
        return _passed(Timeliness.UNKNOWN) if self.nights_read > 1 else Right(outcome=Outcome.NOT_APPLICABLE)
