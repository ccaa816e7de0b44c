"""Which weeks, months, quarters … does a year have? Stretches of days with their Chinese names."""

import calendar
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from audit_rules.calendar import add_workdays
from domain.deadlines import Due, Period

_QUARTERS: Final = "一二三四"
_TEN_DAYS: Final = (("上旬", 1, 10), ("中旬", 11, 20), ("下旬", 21, 31))


class Unit(StrEnum):
    """How long one period is."""

    WEEK = "周"
    TEN_DAYS = "旬"
    MONTH = "月"
    QUARTER = "季度"
    HALF_YEAR = "半年"
    YEAR = "年"


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A period and its name (2017年4月)."""

    period: Period
    label: str


def month_end(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, calendar.monthrange(year, month)[1])


def end_of_next_month(day: date) -> date:
    """The last day of the month after the day's."""
    return month_end(day.year + day.month // 12, day.month % 12 + 1)


def add_months(day: date, months: int) -> date:
    """The same day so many months later, or the month's last day where it has no such day."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return min(date(year, month + 1, 1) + timedelta(days=day.day - 1), month_end(year, month + 1))


def third_of_month(first: date, name: str) -> tuple[date, date]:
    """The first and the last day of 上旬, 中旬 or 下旬 in the month that begins on ``first``."""
    _, begin, end = next(third for third in _TEN_DAYS if third[0] == name)
    last = month_end(first.year, first.month)
    return first.replace(day=begin), min(first + timedelta(days=end - 1), last)


def days_after(day: date, count: int, *, workdays: bool) -> date:
    """So many natural or working days later; the day itself is not counted."""
    return add_workdays(day, count) if workdays else day + timedelta(days=count)


def joined(dues: Iterable[Due]) -> tuple[Due, ...]:
    """Dues in date order, those of months and quarters that fall on one day made one.

    The March posting of a monthly and quarterly series is also its first quarter's.
    """
    by_day: dict[date, Due] = {}
    for due in sorted(
        dues, key=lambda due: (due.on, due.period.end - due.period.start if due.period else timedelta())
    ):
        earlier = by_day.get(due.on)
        by_day[due.on] = due if earlier is None else _joined(earlier, due)
    return tuple(by_day.values())


def _joined(first: Due, second: Due) -> Due:
    return Due(
        on=first.on,
        late_after=max(first.late_after, second.late_after),
        period=first.period,
        label=f"{first.label}、{second.label}",
    )


def periods(unit: Unit, year: int) -> tuple[Named, ...]:
    """The periods of a year in order; the weeks (Monday to Sunday) are those whose Sunday falls in it."""
    return _PERIODS[unit](year)


def around(unit: Unit, year: int) -> tuple[Named, ...]:
    """The periods of the year before and of the year: all that can come due within the year."""
    return (*periods(unit, year - 1), *periods(unit, year))


def weeks_ending(weekday: int, year: int) -> tuple[Named, ...]:
    """The stretches of seven days whose last day is that weekday (0 = Monday) within the year."""
    first = date(year, 1, 1)
    last = first + timedelta(days=(weekday - first.weekday()) % 7)
    weeks: list[Named] = []
    while last.year == year:
        start = last - timedelta(days=6)
        weeks.append(Named(period=Period(start=start, end=last), label=f"{start}至{last}"))
        last += timedelta(days=7)
    return tuple(weeks)


def _ten_days(year: int) -> tuple[Named, ...]:
    return tuple(
        _named(*third_of_month(date(year, month, 1), name), f"{year}年{month}月{name}")
        for month in range(1, 13)
        for name, _, _ in _TEN_DAYS
    )


def _months(year: int) -> tuple[Named, ...]:
    return tuple(
        _named(date(year, month, 1), month_end(year, month), f"{year}年{month}月") for month in range(1, 13)
    )


def _quarters(year: int) -> tuple[Named, ...]:
    return tuple(
        _named(date(year, 3 * n + 1, 1), month_end(year, 3 * n + 3), f"{year}年第{_QUARTERS[n]}季度")
        for n in range(4)
    )


def _half_years(year: int) -> tuple[Named, ...]:
    return (
        _named(date(year, 1, 1), date(year, 6, 30), f"{year}年上半年"),
        _named(date(year, 7, 1), date(year, 12, 31), f"{year}年下半年"),
    )


def _years(year: int) -> tuple[Named, ...]:
    return (_named(date(year, 1, 1), date(year, 12, 31), f"{year}年"),)


def _named(start: date, end: date, label: str) -> Named:
    return Named(period=Period(start=start, end=end), label=label)


_PERIODS: Final[Mapping[Unit, Callable[[int], tuple[Named, ...]]]] = {
    Unit.WEEK: lambda year: weeks_ending(6, year),
    Unit.TEN_DAYS: _ten_days,
    Unit.MONTH: _months,
    Unit.QUARTER: _quarters,
    Unit.HALF_YEAR: _half_years,
    Unit.YEAR: _years,
}
