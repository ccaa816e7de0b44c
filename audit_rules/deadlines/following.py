"""Is it due some days into the period after the one reported on? 次月5日前, 每月、每季度后20日内, 年度终了后4个月内."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from audit_rules.calendar import add_workdays
from audit_rules.deadlines.frame import Frame, Part, Read
from audit_rules.deadlines.once import once
from audit_rules.deadlines.periods import (
    Named,
    Unit,
    add_months,
    around,
    days_after,
    month_end,
    periods,
    third_of_month,
)
from audit_rules.deadlines.recurring import due, made
from audit_rules.deadlines.units import UNITS, units_of
from audit_rules.deadlines.wording import BEFORE, LEAD, WITHIN, Refused, soft_notes
from domain.deadlines import DeadlineKind

_OF_MONTH: Final = (
    r"(?:前?(?P<day>\d{1,2})[日号]|(?P<end>底|末)|(?P<third>[上中下]旬)|(?:前|第)?(?P<workdays>\d{1,2})个工作日)"
    rf"{WITHIN}?(?P<before>{BEFORE})?"
)
_AFTER: Final = "(?:结束|终了)?(?:之后|以后|后),?的?"
_OVER: Final = f"(?:{_AFTER}|结束|终了)"
# 年后 by itself is after the spring festival, 半年后 half a year from now.
_ENDED: Final = rf"(?P<units>{UNITS}|[月季]度?|季末|半?年度|半?年(?=结束|终了))"
_NEXT_MONTH: Final = re.compile(
    rf"{LEAD}(?:(?P<every>每月|每1个月)的?|{_ENDED}{_OVER}(?:的)?)?(?:于|在)?"
    rf"(?:(?P<next>[次下])1?个?|(?(units)(?:首个?|第1个?)|(?!)))月份?的?{_OF_MONTH}"
)
_IN_QUARTER: Final = re.compile(
    rf"{LEAD}(?:每1?个?|(?P<next>[次下]1?个?))(?P<unit>季度?|半年)的?(?:(?P<first>首个?|第1个?)|(?P<second>第2个?|中间1?个?)|末|最后1?个|第3个?)月份?的?前?"
    rf"(?:(?P<day>\d{{1,2}})[日号]{WITHIN}?|(?P<end>底|末)|(?P<third>[上中下]旬))(?P<before>{BEFORE})?"
)
_AFTER_PERIODS: Final = re.compile(
    rf"{LEAD}{_ENDED}{_AFTER}(?:第)?(?P<count>\d{{1,3}}|半)(?P<unit>个?工作日|个?自然日|[日天]|周|个星期|个月)(?:{WITHIN}|前)"
)
_NEXT_YEAR: Final = re.compile(rf"{LEAD}(?:每年)?(?:于|在)?(?:次年|翌年|下1?年)度?的?")


def following(text: str, pos: int, frame: Frame) -> Iterator[Read]:
    """A due date in the period that follows each period.

    Raises:
        Refused: a day that no month has.
    """
    for production in (_next_month, _in_quarter, _after_periods, _next_year):
        yield from production(text, pos, frame)


def _next_month(text: str, pos: int, frame: Frame) -> Iterator[Read]:
    """次月5日前: for the month before; 季度结束后次月10日前, 季度结束后的首月10日前: for the quarter.

    下月 says the month after this one: after which ones, the parts before it must say.
    """
    match = _NEXT_MONTH.match(text, pos)
    if not match:
        return
    units = units_of(match["units"]) if match["units"] else (Unit.MONTH,)
    dues = [
        due(named, *_in_month(match, named.period.end + timedelta(days=1)))
        for unit in units
        for named in around(unit, frame.year)
    ]
    leans = match["next"] == "下" and not match["every"] and not match["units"]
    yield replace(made(dues), after_unit=units[-1], leans=leans), match.end()


def _in_quarter(text: str, pos: int, frame: Frame) -> Iterator[Read]:
    """每季度首月15日前: for the quarter before; 每季度末月25日前: for the quarter itself."""
    match = _IN_QUARTER.match(text, pos)
    if not match:
        return
    unit = Unit.HALF_YEAR if "半" in match["unit"] else Unit.QUARTER
    if match["second"] and unit is Unit.HALF_YEAR:
        return
    length = 6 if unit is Unit.HALF_YEAR else 3
    later = bool(match["first"] or match["second"] or match["next"])
    dues = []
    for named in around(unit, frame.year):
        base = named.period.end + timedelta(days=1) if later else named.period.start
        shift = 0 if match["first"] else 1 if match["second"] else length - 1
        month = add_months(base, shift)
        dues.append(due(named, *_in_month(match, month)))
    leans = bool(match["next"]) and match["next"].startswith("下")
    yield replace(made(dues), after_unit=unit if later else None, leans=leans), match.end()


def _in_month(match: re.Match[str], first: date) -> tuple[date, date]:
    """The day of the month that begins on ``first``, and the last day that is not late."""
    last = month_end(first.year, first.month)
    groups = match.groupdict()
    if groups.get("workdays"):
        on = add_workdays(first - timedelta(days=1), int(match["workdays"]))
        return on, on
    if match["day"]:
        on = min(first + timedelta(days=_day(match) - 1), last)
        return on, on
    if not match["third"]:
        return last, last
    begin, end = third_of_month(first, match["third"])
    return (begin - timedelta(days=1) if match["before"] else end), end


def _day(match: re.Match[str]) -> int:
    day = int(match["day"])
    if not 1 <= day <= 31:
        raise Refused(f"日期不存在：每月没有{day}日")
    return day


def _after_periods(text: str, pos: int, frame: Frame) -> Iterator[Read]:
    """每月、每季度后20日内: natural days unless it says 工作日, the period's last day not counted."""
    match = _AFTER_PERIODS.match(text, pos)
    if not match:
        return
    units = units_of(match["units"])
    dues = [due(named, *_span_after(named, match)) for unit in units for named in around(unit, frame.year)]
    yield replace(made(dues), after_unit=units[-1]), match.end()


def _span_after(named: Named, match: re.Match[str]) -> tuple[date, date]:
    end, unit = named.period.end, match["unit"]
    if match["count"] == "半":
        if "月" not in unit:
            raise Refused(f"未能理解“{match[0]}”")
        return end + timedelta(days=15), end + timedelta(days=15)
    count = int(match["count"])
    if "月" in unit:
        on = add_months(end, count)
        # A span of months that begins at a month's end runs out at a month's end, as most would count it.
        return on, month_end(on.year, on.month)
    days = count * 7 if unit in {"周", "个星期"} else count
    on = days_after(end, days, workdays="工作" in unit)
    return on, on


def _next_year(text: str, pos: int, frame: Frame) -> Iterator[Read]:
    """次年1月底前, with no year said before it: every year, for the year before."""
    match = _NEXT_YEAR.match(text, pos)
    if not match or frame.said_year or frame.after:
        return
    inner = replace(frame, issued=None, said_year=frame.year)
    (before,) = periods(Unit.YEAR, frame.year - 1)
    for part, end in once(text, match.end(), inner):
        dues = tuple(due(before, each.on, each.late_after) for each in part.dues)
        notes = (*part.notes, *soft_notes(match[0]))
        yield (
            Part(kind=DeadlineKind.RECURRING, dues=dues, notes=notes, bare=part.bare, after_unit=Unit.YEAR),
            end,
        )
