"""Which days are working days? The State Council's calendar of holidays and make-up days (放假调休安排).

The years published so far come from the ``chinesecalendar`` package (for 2017: 国办发明电〔2016〕17号); outside
them only weekends are days off, and what rests on that is provisional (暂估).
"""

from datetime import date, timedelta
from functools import lru_cache
from typing import Final

import chinese_calendar
from chinese_calendar import constants

_YEARS: Final = frozenset(day.year for day in constants.holidays)
_HOLIDAYS: Final = {
    name: holiday_.value
    for name, holiday_ in (
        ("春节", chinese_calendar.Holiday.spring_festival),
        ("清明", chinese_calendar.Holiday.tomb_sweeping_day),
        ("端午", chinese_calendar.Holiday.dragon_boat_festival),
        ("中秋", chinese_calendar.Holiday.mid_autumn_festival),
    )
}
_DAY: Final = timedelta(days=1)
_FRIDAY: Final = 4


def known_from() -> date:
    """The first day of the published calendar."""
    return date(min(_YEARS), 1, 1)


def known_until() -> date:
    """The last day of the published calendar; later days are reckoned by weekday only."""
    return date(max(_YEARS), 12, 31)


@lru_cache(maxsize=4096)
def is_workday(d: date) -> bool:
    """Whether people work on the day: make-up Saturdays and Sundays (调休) count, public holidays do not."""
    if d.year in _YEARS:
        return bool(chinese_calendar.is_workday(d))
    return d.weekday() <= _FRIDAY


def next_workday(d: date) -> date:
    """The day itself if it is a working day, else the first one after it."""
    while not is_workday(d):
        d += _DAY
    return d


def last_workday(d: date) -> date:
    """The day itself if it is a working day, else the last one before it."""
    while not is_workday(d):
        d -= _DAY
    return d


def holiday(name: str, year: int) -> tuple[date, date] | None:
    """The first and last day off of a public holiday (春节, 清明, 端午, 中秋); None where its notice is not published."""
    days = sorted(
        day for day, label in constants.holidays.items() if label == _HOLIDAYS[name] and day.year == year
    )
    return (days[0], days[-1]) if days else None


def add_workdays(d: date, n: int) -> date:
    """The n-th working day after ``d``, which itself is not counted; ``d`` for 0.

    Raises:
        ValueError: ``n`` is negative.
    """
    if n < 0:
        raise ValueError(f"工作日数不能为负：{n}")
    for _ in range(n):
        d = next_workday(d + _DAY)
    return d
