"""Is it due some days into the period after the one reported on? 次月5日前, 每月、每季度后20日内, 季度结束后15个工作日内."""

import re
from datetime import date, timedelta
from typing import Final

from audit_rules.calendar import add_workdays
from audit_rules.deadlines.frame import Frame, Part
from audit_rules.deadlines.periods import Unit, around, month_end
from audit_rules.deadlines.recurring import UNITS, merged, units_of
from audit_rules.deadlines.wording import BEFORE, LEAD, Refused, is_action
from domain.deadlines import DeadlineKind, Due

_NEXT_MONTH: Final = re.compile(
    rf"{LEAD}(?:每月)?(?:于|在)?[次下]个?月(?:的)?"
    rf"(?:(?P<day>\d{{1,2}})[日号]|(?P<end>底|末)|(?P<third>[上中下]旬)|前?(?P<workdays>\d{{1,2}})个工作日)"
    rf"(?:内|以内|之内)?(?:{BEFORE})?(?P<tail>.*)"
)
_IN_QUARTER: Final = re.compile(
    rf"{LEAD}(?:每1?个?|次|下1?个?)季度?的?(?:(?P<first>首个?|第1个?)|末|最后1个?)月的?"
    rf"(?P<day>\d{{1,2}})[日号](?:{BEFORE})?(?P<tail>.*)"
)
_AFTER_PERIODS: Final = re.compile(
    rf"{LEAD}(?P<units>{UNITS}|[月季年](?:度)?|半年)(?:结束|终了)?(?:之后|以后|后)的?"
    r"(?P<days>\d{1,3})个?(?P<work>工作)?(?:自然)?[日天](?:内|以内|之内|前)(?P<tail>.*)"
)


def following(phrase: str, frame: Frame) -> Part | None:
    """A due date in the period that follows each period; None when the phrase is of another kind.

    Raises:
        Refused: a day that no month has.
    """
    return _next_month(phrase, frame) or _in_quarter(phrase, frame) or _after_periods(phrase, frame)


def _next_month(phrase: str, frame: Frame) -> Part | None:
    match = _NEXT_MONTH.fullmatch(phrase)
    if not match or not is_action(match["tail"]):
        return None
    dues = []
    for month in around(Unit.MONTH, frame.year):
        on = _in_next_month(match, month.period.end)
        dues.append(Due(on=on, late_after=on, period=month.period, label=month.label))
    return Part(kind=DeadlineKind.RECURRING, dues=tuple(dues))


def _in_next_month(match: re.Match[str], end: date) -> date:
    first = end + timedelta(days=1)
    last = month_end(first.year, first.month)
    if match["workdays"]:
        return add_workdays(end, int(match["workdays"]))
    if match["day"]:
        return min(first + timedelta(days=_day(match) - 1), last)
    if match["third"] and match["third"][0] != "下":
        return first.replace(day=10 if match["third"][0] == "上" else 20)
    return last


def _in_quarter(phrase: str, frame: Frame) -> Part | None:
    """每季度首月15日前: for the quarter before; 每季度末月25日前: for the quarter itself."""
    match = _IN_QUARTER.fullmatch(phrase)
    if not match or not is_action(match["tail"]):
        return None
    dues = []
    for quarter in around(Unit.QUARTER, frame.year):
        end = quarter.period.end
        month = end + timedelta(days=1) if match["first"] else end.replace(day=1)
        on = min(month + timedelta(days=_day(match) - 1), month_end(month.year, month.month))
        dues.append(Due(on=on, late_after=on, period=quarter.period, label=quarter.label))
    return Part(kind=DeadlineKind.RECURRING, dues=tuple(dues))


def _day(match: re.Match[str]) -> int:
    day = int(match["day"])
    if not 1 <= day <= 31:
        raise Refused(f"日期不存在：每月没有{day}日")
    return day


def _after_periods(phrase: str, frame: Frame) -> Part | None:
    """每月、每季度后20日内: natural days unless it says 工作日, the period's last day not counted."""
    match = _AFTER_PERIODS.fullmatch(phrase)
    if not match or not is_action(match["tail"]):
        return None
    days = int(match["days"])
    dues = []
    for unit in units_of(match["units"]):
        for named in around(unit, frame.year):
            end = named.period.end
            on = add_workdays(end, days) if match["work"] else end + timedelta(days=days)
            dues.append(Due(on=on, late_after=on, period=named.period, label=named.label))
    return Part(kind=DeadlineKind.RECURRING, dues=merged(dues))
