"""Does the phrase come again every period, due on a day within it? 每周二前, 每月25日前, 每月第一周内, 每年3月底前."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Final

from audit_rules.calendar import last_workday
from audit_rules.deadlines.festivals import before_festival
from audit_rules.deadlines.frame import Frame, Part, Read
from audit_rules.deadlines.once import once
from audit_rules.deadlines.periods import (
    Named,
    Unit,
    add_months,
    around,
    days_after,
    joined,
    month_end,
    periods,
    third_of_month,
    weeks_ending,
)
from audit_rules.deadlines.units import ONE, units_of
from audit_rules.deadlines.wording import BEFORE, LEAD, WITHIN, Refused
from domain.deadlines import DeadlineKind, Due, Period

_WEEKDAYS: Final = "一二三四五六日"
_DAY_NAMES: Final = r"[一二三四五六日天](?:[、,和及](?:每?(?:周|星期))?[一二三四五六日天])*"
_WEEKDAY: Final = re.compile(
    rf"{LEAD}每1?个?(?:周|星期|礼拜)(?P<days>{_DAY_NAMES})(?:下班)?(?:{BEFORE})?(?!至|到|—|-|\d)"
)
_WEEK_OF_MONTH: Final = re.compile(
    rf"{LEAD}每1?个?月的?(?:第(?P<week>[1-4])个?|首个?|(?P<last>最后1?个?))(?:周|星期)(?:{WITHIN}|{BEFORE})?(?![一二三四五六日天])"
)
_DAYS_OF_MONTH: Final = re.compile(
    rf"{LEAD}(?:每1?个?|按)月份?的?(?P<days>\d{{1,2}}[日号]?(?:[、,和及]每?月?\d{{1,2}}[日号]?)*)(?<=[日号])(?:{BEFORE})?(?!内|以内|之内)"
)
_THIRD: Final = re.compile(
    rf"{LEAD}每1?个?月份?的?(?P<third>[上中下]旬)(?P<end>末|底)?(?:{WITHIN}|(?P<before>{BEFORE}))?"
)
_FIRST_DAYS: Final = re.compile(
    rf"{LEAD}每1?个?(?P<unit>{ONE})的?(?:前|头|第|首)(?P<days>\d{{1,2}})?个?(?P<work>工作)?[日天](?:{WITHIN}|{BEFORE})?"
)
_LAST_WORKDAY: Final = re.compile(
    rf"{LEAD}每1?个?(?P<unit>{ONE})的?[底末]?最后1?个?(?P<work>工作)?[日天](?:{BEFORE})?"
)
_EVERY_YEAR: Final = re.compile(rf"{LEAD}(?:每1?个?|逐)年度?的?(?!度)")


def recurring(text: str, pos: int, frame: Frame) -> Iterator[Read]:
    """A due date on a named day of every period.

    Raises:
        Refused: a day that no such period has.
    """
    for production in (
        _by_weekday,
        _in_week_of_month,
        _by_days_of_month,
        _in_third_of_month,
        _in_first_days,
        _on_last_workday,
        _by_date_of_year,
    ):
        yield from production(text, pos, frame)


def made(dues: Iterable[Due], *notes: str) -> Part:
    """A recurring part with the dues."""
    return Part(kind=DeadlineKind.RECURRING, dues=joined(dues), notes=notes)


def due(named: Named, on: date, late_after: date | None = None) -> Due:
    """One due of a period."""
    return Due(on=on, late_after=max(on, late_after or on), period=named.period, label=named.label)


def _by_weekday(text: str, pos: int, frame: Frame) -> Iterator[Read]:
    if match := _WEEKDAY.match(text, pos):
        days = {
            _WEEKDAYS.index(day) for day in re.findall("[一二三四五六日]", match["days"].replace("天", "日"))
        }
        weeks = [week for day in sorted(days) for week in weeks_ending(day, frame.year)]
        yield made(due(week, week.period.end) for week in weeks), match.end()


def _in_week_of_month(text: str, pos: int, frame: Frame) -> Iterator[Read]:
    """By the 7th, 14th …; the week that holds that day runs to its Sunday, and until then nothing is late."""
    match = _WEEK_OF_MONTH.match(text, pos)
    if not match:
        return
    if match["last"]:
        yield made(due(month, month.period.end) for month in periods(Unit.MONTH, frame.year)), match.end()
        return
    week = int(match["week"] or 1)
    dues = []
    for month in around(Unit.MONTH, frame.year):
        following = add_months(month.period.start, 1)
        day = following.replace(day=7 * week)
        sunday = day + timedelta(days=6 - day.weekday())
        label = f"{month.label}（{following.year}年{following.month}月第{'一二三四'[week - 1]}周）"
        dues.append(Due(on=day, late_after=sunday, period=month.period, label=label))
    number = f"第{'一二三四'[week - 1]}周"
    yield (
        made(dues, f"“{number}”按每月{7 * week}日计；{7 * week}日所在周的周日前完成不计逾期"),
        match.end(),
    )


def _by_days_of_month(text: str, pos: int, frame: Frame) -> Iterator[Read]:
    """每月25日前: what is posted since the last such day counts for this one."""
    match = _DAYS_OF_MONTH.match(text, pos)
    if not match:
        return
    days = sorted({int(day) for day in re.findall(r"\d+", match["days"])})
    for day in days:
        if not 1 <= day <= 31:
            raise Refused(f"日期不存在：每月{day}日")
    every = [
        _clamped(year, month, day)
        for year in (frame.year - 1, frame.year)
        for month in range(1, 13)
        for day in days
    ]
    dues = []
    for start, on in pairwise(every):
        period = Period(start=min(start + timedelta(days=1), on), end=on)
        dues.append(Due(on=on, late_after=on, period=period, label=f"{period.start}至{on}"))
    yield made(dues, *(("当月没有该日的，按月底计",) if days[-1] > 28 else ())), match.end()


def _in_third_of_month(text: str, pos: int, frame: Frame) -> Iterator[Read]:
    """每月上旬: by the 10th; 每月中旬前: by the 10th or the 20th."""
    match = _THIRD.match(text, pos)
    if not match:
        return
    dues = []
    for month in periods(Unit.MONTH, frame.year):
        begin, last = third_of_month(month.period.start, match["third"])
        on = begin - timedelta(days=1) if match["before"] and not match["end"] else last
        dues.append(Due(on=on, late_after=last, label=f"{month.label}{match['third']}"))
    note = f"“{match['third']}前”可指该旬开始前，也可指该旬结束前；两者之间完成不计逾期"
    yield made(dues, *((note,) if match["before"] and not match["end"] else ())), match.end()


def _in_first_days(text: str, pos: int, frame: Frame) -> Iterator[Read]:
    """每月前5个工作日内, 每月第一个工作日: for the period before."""
    match = _FIRST_DAYS.match(text, pos)
    if not match or (match["days"] is None and "首" not in match[0]):
        return
    (unit,) = units_of(match["unit"])
    days = int(match["days"] or 1)
    yield (
        made(
            due(named, days_after(named.period.end, days, workdays=bool(match["work"])))
            for named in around(unit, frame.year)
        ),
        match.end(),
    )


def _on_last_workday(text: str, pos: int, frame: Frame) -> Iterator[Read]:
    match = _LAST_WORKDAY.match(text, pos)
    if not match:
        return
    (unit,) = units_of(match["unit"])
    last = last_workday if match["work"] else _same
    ends = [(named, last(named.period.end)) for named in periods(unit, frame.year)]
    # A week may be off as a whole (国庆): it has no last working day.
    yield made(due(named, on) for named, on in ends if on >= named.period.start), match.end()


def _same(day: date) -> date:
    return day


def _by_date_of_year(text: str, pos: int, frame: Frame) -> Iterator[Read]:
    """每年3月底前, 每年1月、7月底前, 每年春节前: the dates of the year, whatever the plan's day of issue."""
    match = _EVERY_YEAR.match(text, pos)
    if not match:
        return
    inner = replace(frame, issued=None, said_year=frame.year, after=None)
    for production in (before_festival, once):
        for part, end in production(text, match.end(), inner):
            if any(each.on.year != frame.year for each in part.dues if each.late_after.year != frame.year):
                continue
            yield _yearly(part, frame), end


def _yearly(part: Part, frame: Frame) -> Part:
    (year,) = periods(Unit.YEAR, frame.year)
    dues = tuple(due(year, each.on, each.late_after) for each in part.dues)
    return Part(kind=DeadlineKind.RECURRING, dues=dues, notes=part.notes, bare=part.bare, yearly=part.last)


def _clamped(year: int, month: int, day: int) -> date:
    return min(date(year, month, 1) + timedelta(days=day - 1), month_end(year, month))
