"""Is the phrase one or more fixed dates? 2017年7月底前, 12月15日前, 年内, 于2017年7月底和9月底前, 三季度末前."""

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from audit_rules.deadlines.frame import Frame, Part
from audit_rules.deadlines.periods import add_months, month_end
from audit_rules.deadlines.wording import BEFORE, LEAD, Refused, is_action
from domain.deadlines import DeadlineKind, Due

_DATE: Final = re.compile(
    r"(?P<iso>(?P<iso_year>\d{4})[-./](?P<iso_month>\d{1,2})[-./](?P<iso_day>\d{1,2})日?)|"
    r"(?:(?P<year>\d{4})年(?:度)?|(?P<this>今年|本年度?|当年)|(?P<next>明年|次年))?"
    r"(?:"
    r"(?P<month>\d{1,2})月份?"
    r"(?:(?P<day>\d{1,2})[日号]|(?P<month_end>底|末)|(?P<third>[上中下]旬)|(?P<month_in>内|中|期间)?)"
    r"|(?P<half>[上下]半年)(?P<half_end>底|末|内)?"
    r"|第?(?P<quarter>[1-4一二三四])季度?(?P<quarter_end>底|末|内)?"
    r"|(?P<year_end>年?[底末])"
    r"|(?P<year_in>年?内)"
    r")"
)
_LEAD: Final = re.compile(LEAD)
_AND: Final = re.compile(r"[、,和及与]")
_BEFORE: Final = re.compile(BEFORE)
_QUARTERS: Final = {"一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}


@dataclass(frozen=True, slots=True, kw_only=True)
class FixedDate:
    """A date as written. ``open_ended``: 前 after it leaves open whether the stretch it names still counts.

    ``before`` says that 前 (or 止 …) stands right after it.
    """

    on: date
    text: str
    year: int
    open_ended: bool = False
    before: bool = False


def once(phrase: str, frame: Frame) -> Part | None:
    """Fixed dates, each a due date of its own; None when the phrase is none.

    A date without a year is in the year asked for, or in that of the date before it (2017年7月底和9月底前).

    Raises:
        Refused: a date that does not exist, or one that cannot be told (三季度前: its start or its end?).
    """
    lead = _LEAD.match(phrase)
    position = lead.end() if lead else 0
    dates: list[FixedDate] = []
    year = frame.year
    while (match := _DATE.match(phrase, position)) and match.end() > position:
        fixed = fixed_date(match, year)
        if dates and fixed.year == dates[-1].year and fixed.on < dates[-1].on:
            raise Refused(f"“{fixed.text}”早于前一个日期，年份不明确")
        year, position = fixed.year, match.end()
        before = _BEFORE.match(phrase, position)
        if before:
            position = before.end()
        dates.append(replace(fixed, before=before is not None))
        joint = _AND.match(phrase, position)
        if not joint or not _DATE.match(phrase, joint.end()):
            break
        position = joint.end()
    if not dates or not is_action(phrase[position:]):
        return None
    return _part(dates)


def fixed_date(match: re.Match[str], year: int) -> FixedDate:
    """The date of a match of the date pattern; ``year`` is that of a date written without one."""
    if match["iso"]:
        year = int(match["iso_year"])
        return FixedDate(
            on=_day(year, int(match["iso_month"]), int(match["iso_day"])), text=match[0], year=year
        )
    year = _year(match, year)
    on, open_ended = _on(match, year)
    return FixedDate(on=on, text=match[0], year=year, open_ended=open_ended)


def match_date(phrase: str, position: int = 0) -> re.Match[str] | None:
    """A date at that place of the phrase, for other productions (每年3月底前)."""
    return _DATE.match(phrase, position)


def _year(match: re.Match[str], year: int) -> int:
    if match["year"]:
        return int(match["year"])
    return year + 1 if match["next"] else year


def _on(match: re.Match[str], year: int) -> tuple[date, bool]:
    if match["month"]:
        return _in_month(match, year, int(match["month"]))
    if match["half"]:
        return month_end(year, 6 if match["half"][0] == "上" else 12), match["half_end"] in {None, "内"}
    if match["quarter"]:
        return month_end(year, 3 * _QUARTERS[match["quarter"]]), match["quarter_end"] in {None, "内"}
    return date(year, 12, 31), False


def _in_month(match: re.Match[str], year: int, month: int) -> tuple[date, bool]:
    _day(year, month, 1)
    if match["day"]:
        return _day(year, month, int(match["day"])), False
    if match["third"] and match["third"][0] != "下":
        return date(year, month, 10 if match["third"][0] == "上" else 20), False
    whole_month = not match["month_end"] and not match["third"]
    return month_end(year, month), whole_month


def _day(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError as error:
        raise Refused(f"日期不存在：{year}年{month}月{day}日") from error


def _part(dates: list[FixedDate]) -> Part:
    dues: list[Due] = []
    notes: list[str] = []
    for fixed in dates:
        if fixed.before and fixed.open_ended:
            due, note = _before_stretch(fixed)
            dues.append(due)
            notes.append(note)
        else:
            dues.append(Due(on=fixed.on, late_after=fixed.on, label=fixed.text))
    return Part(kind=DeadlineKind.ONCE, dues=tuple(dues), notes=tuple(notes))


def _before_stretch(fixed: FixedDate) -> tuple[Due, str]:
    """7月前: by the end of June as the words say, by the end of July as they are often meant."""
    if not fixed.text.endswith("月") and not fixed.text.endswith("月份"):
        raise Refused(f"“{fixed.text}前”是指开始前还是结束前不明确")
    earlier = add_months(fixed.on.replace(day=1), -1)
    strict = month_end(earlier.year, earlier.month)
    note = f"“{fixed.text}前”可指{strict}，也可指{fixed.on}；两者之间完成不计逾期"
    return Due(on=strict, late_after=fixed.on, label=fixed.text), note
