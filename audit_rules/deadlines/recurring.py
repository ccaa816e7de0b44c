"""Does the phrase come again every period? 每月底前, 每周二前, 每月第一周内, 按月度、季度公布, 每季度至少1次, 每年3月底前."""

import re
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final

from audit_rules.calendar import add_workdays
from audit_rules.deadlines.frame import Frame, Part
from audit_rules.deadlines.once import fixed_date, match_date
from audit_rules.deadlines.periods import (
    Named,
    Unit,
    add_months,
    around,
    end_of_next_month,
    month_end,
    periods,
    weeks_ending,
)
from audit_rules.deadlines.wording import BEFORE, LEAD, Refused, is_action
from domain.deadlines import DeadlineKind, Due, Period

_EACH: Final = "(?:每1?个?|按照?|逐)"
_NAMES: Final[tuple[tuple[str, Unit], ...]] = (
    ("半年度", Unit.HALF_YEAR),
    ("半年", Unit.HALF_YEAR),
    ("季度", Unit.QUARTER),
    ("季", Unit.QUARTER),
    ("年度", Unit.YEAR),
    ("年", Unit.YEAR),
    ("月度", Unit.MONTH),
    ("月份", Unit.MONTH),
    ("月", Unit.MONTH),
    ("星期", Unit.WEEK),
    ("周", Unit.WEEK),
    ("旬", Unit.TEN_DAYS),
)
_UNIT: Final = "(?:" + "|".join(name for name, _ in _NAMES) + ")"
# 每月、每季度; 按月度、季度; 月度、季度公布
UNITS: Final = rf"(?:{_EACH}{_UNIT}|(?:月度|季度|半年度)(?=[、和及与,公发]))(?:[、和及与,]{_EACH}?{_UNIT})*"
_UNITS: Final = re.compile(rf"{LEAD}(?P<units>{UNITS})")
_ONE_UNIT: Final = re.compile(_UNIT)

_WEEKDAY: Final = re.compile(
    rf"{LEAD}每1?个?(?:周|星期|礼拜)(?P<weekday>[一二三四五六日天])(?:{BEFORE})?(?P<tail>.*)"
)
_FIRST_WEEK: Final = re.compile(
    rf"{LEAD}每1?个?月(?:的)?(?:第1|首)(?:个)?(?:周|星期)(?:内|以内|之内|{BEFORE})?(?P<tail>.*)"
)
_DAY_OF_MONTH: Final = re.compile(
    rf"{LEAD}(?:每1?个?|按)月(?:的)?(?P<day>\d{{1,2}})[日号](?:{BEFORE})?(?P<tail>.*)"
)
_FIRST_DAYS: Final = re.compile(
    rf"{LEAD}每1?个?(?P<unit>{_UNIT})(?:的)?(?:前|头)(?P<days>\d{{1,2}})个?(?P<work>工作)?[日天](?:内|以内|之内)?(?P<tail>.*)"
)
_EVERY_DAYS: Final = re.compile(r"(?P<when>\D*?)每(?:隔)?(?P<days>\d{1,2})个?(?:工作)?[日天](?P<tail>.*)")
_EVERY_YEAR: Final = re.compile(rf"{LEAD}每1?个?年(?:的)?(?P<rest>.+)")

_END: Final = re.compile(rf"(?:底|末|结束)(?:{BEFORE})?(?P<tail>.*)|内(?P<inside>.*)")
_AT_LEAST: Final = re.compile(r"\D*(?:至少|不少于|不低于|最少|各)?\D*\d+(?:次|场|期|篇|条|个|件|批).*")
# 每月初, 每季度首月, 每周二 … name a part of the period, not the period.
_SOME_DAY: Final = re.compile(r"[初中首末前后上下第一二三四五六七八九十日天\d]")
_WEEKDAYS: Final = "一二三四五六日"


def recurring(phrase: str, frame: Frame) -> Part | None:
    """A due date for every period; None when the phrase names no recurrence.

    Raises:
        Refused: a recurrence whose days can't be told.
    """
    for production in (
        _by_weekday,
        _in_first_week,
        _by_day_of_month,
        _in_first_days,
        _by_date_of_year,
        _every_days,
    ):
        if part := production(phrase, frame):
            return part
    return _by_period(phrase, frame)


def units_of(words: str) -> tuple[Unit, ...]:
    """The units that the words name, in order: 每月、每季度 -> month, quarter."""
    names = dict(_NAMES)
    return tuple(names[match[0]] for match in _ONE_UNIT.finditer(words))


def merged(dues: Iterable[Due]) -> tuple[Due, ...]:
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


def _by_weekday(phrase: str, frame: Frame) -> Part | None:
    match = _WEEKDAY.fullmatch(phrase)
    if not match or not is_action(match["tail"]):
        return None
    weekday = _WEEKDAYS.index(match["weekday"].replace("天", "日"))
    return _recurring(_due(week, week.period.end) for week in weeks_ending(weekday, frame.year))


def _in_first_week(phrase: str, frame: Frame) -> Part | None:
    """By the 7th; the week that holds the 7th runs to its Sunday, and until then nothing is late."""
    match = _FIRST_WEEK.fullmatch(phrase)
    if not match or not is_action(match["tail"]):
        return None
    dues = []
    for month in around(Unit.MONTH, frame.year):
        following = add_months(month.period.start, 1)
        seventh = following.replace(day=7)
        sunday = seventh + timedelta(days=6 - seventh.weekday())
        label = f"{month.label}（{following.year}年{following.month}月第一周）"
        dues.append(Due(on=seventh, late_after=sunday, period=month.period, label=label))
    note = "“第一周”按每月7日计；7日所在周的周日前完成不计逾期"
    return _recurring(dues, note)


def _by_day_of_month(phrase: str, frame: Frame) -> Part | None:
    """每月25日前: what is posted since the last such day counts for this one."""
    match = _DAY_OF_MONTH.fullmatch(phrase)
    if not match or not is_action(match["tail"]):
        return None
    day = int(match["day"])
    if not 1 <= day <= 31:
        raise Refused(f"日期不存在：每月{day}日")
    dues = []
    for month in range(1, 13):
        on = _clamped(frame.year, month, day)
        earlier = add_months(date(frame.year, month, 1), -1)
        start = _clamped(earlier.year, earlier.month, day) + timedelta(days=1)
        dues.append(Due(on=on, late_after=on, period=Period(start=start, end=on), label=f"{start}至{on}"))
    return _recurring(dues, *(("当月没有该日的，按月底计",) if day > 28 else ()))


def _in_first_days(phrase: str, frame: Frame) -> Part | None:
    """每月前5个工作日内: for the period before."""
    match = _FIRST_DAYS.fullmatch(phrase)
    if not match or not is_action(match["tail"]):
        return None
    (unit,) = units_of(match["unit"])
    days = int(match["days"])
    dues = [
        _due(named, _days_after(named.period.end, days, workdays=bool(match["work"])))
        for named in around(unit, frame.year)
    ]
    return _recurring(dues)


def _by_date_of_year(phrase: str, frame: Frame) -> Part | None:
    """每年3月底前."""
    match = _EVERY_YEAR.fullmatch(phrase)
    if not match:
        return None
    dated = match_date(match["rest"])
    if not dated or dated["year"] or dated["iso"]:
        return None
    tail = re.sub(rf"^(?:{BEFORE})", "", match["rest"][dated.end() :])
    if not is_action(tail):
        return None
    fixed = fixed_date(dated, frame.year)
    if fixed.open_ended and tail != match["rest"][dated.end() :]:
        raise Refused(f"“{fixed.text}前”是指开始前还是结束前不明确")
    (year,) = periods(Unit.YEAR, frame.year)
    return _recurring([_due(year, fixed.on)])


def _every_days(phrase: str, _frame: Frame) -> Part | None:
    """收购旺季时每5日: understood, but no day is known to count from."""
    match = _EVERY_DAYS.fullmatch(phrase)
    if not match or not is_action(match["tail"]):
        return None
    season = f"“{match['when']}”的起止日" if match["when"] else "起算日"
    note = f"每{match['days']}日一次，但{season}未定，不排到期日"
    return Part(kind=DeadlineKind.RECURRING, notes=(note,))


def _by_period(phrase: str, frame: Frame) -> Part | None:
    match = _UNITS.match(phrase)
    if not match:
        return None
    rest = phrase[match.end() :]
    units = units_of(match["units"])
    named = [(unit, period) for unit in units for period in periods(unit, frame.year)]
    end = _END.fullmatch(rest)
    if end and is_action(end["tail"] or end["inside"] or ""):
        return _recurring(merged(_due(period, period.period.end) for _, period in named))
    if _AT_LEAST.fullmatch(rest) and is_action(rest):
        return _recurring(merged(_due(period, period.period.end) for _, period in named))
    if _SOME_DAY.match(rest) or not is_action(rest):
        return None
    dues = [
        Due(on=p.period.end, late_after=_data_out_by(unit, p.period.end), period=p.period, label=p.label)
        for unit, p in named
    ]
    note = "每期数据在期末之后才有：到期日记为期末，" + _wide_band(units) + "前公布不计逾期"
    return _recurring(merged(dues), note)


def _data_out_by(unit: Unit, end: date) -> date:
    if unit in {Unit.WEEK, Unit.TEN_DAYS}:
        return end + timedelta(days=7)
    if unit is Unit.YEAR:
        # An annual account is due three months later (政府信息公开条例, 2007, 第三十一条, for the annual report).
        return month_end(end.year + 1, 3)
    return end_of_next_month(end)


def _wide_band(units: tuple[Unit, ...]) -> str:
    if set(units) <= {Unit.WEEK, Unit.TEN_DAYS}:
        return "其后7日"
    return "次年3月底" if set(units) == {Unit.YEAR} else "次月底"


def _days_after(end: date, days: int, *, workdays: bool) -> date:
    return add_workdays(end, days) if workdays else end + timedelta(days=days)


def _clamped(year: int, month: int, day: int) -> date:
    return min(date(year, month, 1) + timedelta(days=day - 1), month_end(year, month))


def _due(named: Named, on: date) -> Due:
    return Due(on=on, late_after=on, period=named.period, label=named.label)


def _recurring(dues: Iterable[Due], *notes: str) -> Part:
    return Part(kind=DeadlineKind.RECURRING, dues=tuple(dues), notes=notes)
