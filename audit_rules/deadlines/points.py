"""Which day or stretch of days does a date in a phrase name? 2017年7月底, 12月15日, 上半年, 9月上旬, “十三五”末."""

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from audit_rules.deadlines.frame import Frame
from audit_rules.deadlines.periods import month_end, third_of_month
from audit_rules.deadlines.weekday_and_hour import weekday_and_hour
from audit_rules.deadlines.wording import Refused

_YEAR: Final = r"(?:(?P<year>\d{4})年度?|(?P<this>今年|本年度?)|(?P<next>明年|次年|翌年|下1?年)度?)的?"
_IN: Final = "内|以内|之内|期间"
_POINT: Final = re.compile(
    r"(?P<iso>(?P<iso_year>\d{4})(?P<mark>[-./])(?P<iso_month>\d{1,2})(?P=mark)(?P<iso_day>\d{1,2})(?!\d)日?)|"
    r"(?P<five>十[一二三四五]五)(?P<five_end>期?末|(?:规划)?期间|(?:规划)?时期|内)?|"
    rf"(?:{_YEAR})?(?:"
    r"(?P<month>\d{1,2})月份?(?:的)?"
    rf"(?:(?P<day>\d{{1,2}})[日号](?!内)|(?P<month_end>月?底|月?末|最后1[日天])|(?P<third>[上中下]旬)(?P<third_end>末|底|内)?|(?P<month_in>{_IN})?)"
    rf"|(?P<half>[上下]半年)(?P<half_end>年?底|末|结束)?(?P<half_in>{_IN})?"
    rf"|(?P<nth>第)?(?P<quarter>[1-4])(?(nth)个?)季度?(?P<quarter_end>底|末|结束)?(?P<quarter_in>{_IN})?"
    r"|前(?P<quarters>[23])个?季度(?P<quarters_end>底|末)?"
    r"|年(?P<year_end>[底末终])|年度?(?P<year_in>内|以内|之内)"
    r"|(?<=年)(?P<bare_end>[底末终])|(?<=年)(?P<bare_in>内|以内|之内|期间)|(?<=年度)(?P<bare_in2>内|以内|之内)"
    r")"
)
_WHOLE_YEAR: Final = re.compile(r"(?P<year>\d{4})年(?!度)")
_DAY: Final = re.compile(r"(?P<day>\d{1,2})[日号](?!内)")
# “十五” ran from 2001 to 2005, “十一五” from 2006 to 2010.
_TENTH_PLAN_ENDS: Final = 2005


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A date as written: a day, or the last day of the stretch ``start`` to ``end``.

    ``whole``: the stretch itself is named (7月, 上半年), so that 前 may mean before it or before its end.
    ``bare``: and no end is said (7月, not 7月内). ``alone``: it is a year by itself. ``named_year`` is the year that
    the words name, None where they name none; ``hour`` is an hour that they name besides (17:00, 下班); ``stop`` is where
    the date ends in the phrase.
    """

    start: date
    end: date
    text: str
    whole: bool = False
    bare: bool = False
    alone: bool = False
    named_year: int | None = None
    hour: str = ""
    stop: int = 0


def match_point(text: str, pos: int, frame: Frame) -> Point | None:
    """The date at a place of the phrase; None where there is none.

    A date without a year is in the year that the phrase named before it, else in the year asked for.

    Raises:
        Refused: a date that does not exist, that falls on another day of the week than is said (4月20日(星期五)), that
            may as well be a span (3月内), or whose year can't be told: it lies before the plan's issue, or before the
            date before it.
    """
    point = _point(text, pos, frame)
    if point is None or point.start != point.end:
        return point
    hour, stop = weekday_and_hour(text, point.stop, point.end)
    return replace(point, hour=hour, stop=stop)


def _point(text: str, pos: int, frame: Frame) -> Point | None:
    match = _POINT.match(text, pos)
    if not match or not match[0]:
        return None
    if match["iso"]:
        day = on_day(int(match["iso_year"]), int(match["iso_month"]), int(match["iso_day"]))
        return Point(start=day, end=day, text=match[0], named_year=day.year, stop=match.end())
    if match["five"]:
        last = _TENTH_PLAN_ENDS + 5 * ("一二三四五".index(match["five"][1]) + 1)
        return Point(
            start=date(last - 4, 1, 1),
            end=date(last, 12, 31),
            text=match[0],
            whole=match["five_end"] is None,
            bare=match["five_end"] is None,
            named_year=last,
            stop=match.end(),
        )
    named = _named_year(match, frame)
    year = named or frame.said_year or frame.year
    if named is None and match["month_in"] in {"内", "以内", "之内"}:
        raise Refused(f"“{match[0]}”是在该月内还是几个月内不明确")
    start, end, whole = _stretch(match, year)
    if named is None:
        _check_year(match[0], end, frame)
    bare = whole and not (match["month_in"] or match["half_in"] or match["quarter_in"])
    return Point(
        start=start, end=end, text=match[0], whole=whole, bare=bare, named_year=named, stop=match.end()
    )


def match_year(text: str, pos: int) -> Point | None:
    """A year by itself (2020年), which is a date only in some company: 到2020年, 2020年前, 2020年建成."""
    match = _WHOLE_YEAR.match(text, pos)
    if not match:
        return None
    year = int(match["year"])
    start, end = on_day(year, 1, 1), on_day(year, 12, 31)
    return Point(
        start=start,
        end=end,
        text=match[0],
        whole=True,
        bare=True,
        alone=True,
        named_year=year,
        stop=match.end(),
    )


def match_day(text: str, pos: int, before: Point) -> Point | None:
    """A day of the month of the date before it: the 20日 of 6月10日、20日前."""
    match = _DAY.match(text, pos)
    if not match or before.whole or before.start != before.end:
        return None
    day = on_day(before.end.year, before.end.month, int(match["day"]))
    return Point(start=day, end=day, text=match[0], stop=match.end())


def on_day(year: int, month: int, day: int) -> date:
    """The day.

    Raises:
        Refused: there is no such day.
    """
    try:
        return date(year, month, day)
    except ValueError as error:
        raise Refused(f"日期不存在：{year}年{month}月{day}日") from error


def _named_year(match: re.Match[str], frame: Frame) -> int | None:
    if match["year"]:
        return int(match["year"])
    if match["this"]:
        return frame.said_year or _issue_year(match["this"], frame)
    if not match["next"]:
        return None
    if frame.said_year or frame.after:
        return 1 + (frame.said_year or frame.year)
    if match["next"] != "明年":
        raise Refused(f"“{match['next']}”是哪一年的次年不明确")
    return 1 + _issue_year(match["next"], frame)


def _issue_year(word: str, frame: Frame) -> int:
    """今年 is the year of issue; a plan for a year issued in the December before leaves it open."""
    if frame.issued is None:
        return frame.year
    if frame.issued.month == 12 and frame.year == frame.issued.year + 1:
        raise Refused(f"文件在{frame.issued}印发，“{word}”指哪一年不明确")
    return frame.issued.year


def _stretch(match: re.Match[str], year: int) -> tuple[date, date, bool]:
    if match["month"]:
        return _in_month(match, year, int(match["month"]))
    if match["half"]:
        first = 1 if match["half"][0] == "上" else 7
        return _of_months(year, first, first + 5, whole=not match["half_end"])
    if match["quarter"]:
        last = 3 * int(match["quarter"])
        return _of_months(year, last - 2, last, whole=not match["quarter_end"])
    if match["quarters"]:
        return _of_months(year, 1, 3 * int(match["quarters"]), whole=not match["quarters_end"])
    return _of_months(year, 1, 12, whole=False)


def _of_months(year: int, first: int, last: int, *, whole: bool) -> tuple[date, date, bool]:
    return on_day(year, first, 1), month_end(year, last), whole


def _in_month(match: re.Match[str], year: int, month: int) -> tuple[date, date, bool]:
    start, end = _month(year, month)
    if match["day"]:
        day = on_day(year, month, int(match["day"]))
        return day, day, False
    if match["third"]:
        return *third_of_month(start, match["third"]), not match["third_end"]
    if match["month_end"]:
        return end, end, False
    return start, end, True


def _month(year: int, month: int) -> tuple[date, date]:
    start = on_day(year, month, 1)
    return start, month_end(year, month)


def _check_year(text: str, end: date, frame: Frame) -> None:
    if frame.after is not None and end < frame.after:
        raise Refused(f"“{text}”早于前一个日期，年份不明确")
    issued = frame.issued
    if frame.yearly is not None and frame.yearly <= end:
        return
    if issued and frame.said_year is None and issued.year == end.year and end < issued:
        raise Refused(f"“{text}”早于印发日{issued}，年份不明确")
