"""Does the phrase name a period and no day of it? 每月底前, 按月度、季度公布, 每季度至少1次, 收购旺季时每5日."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from audit_rules.deadlines.filler import begins_with_verb, counts, is_action
from audit_rules.deadlines.frame import Frame, Part, Read
from audit_rules.deadlines.periods import Named, Unit, end_of_next_month, joined, month_end, periods
from audit_rules.deadlines.recurring import due, made
from audit_rules.deadlines.units import UNITS, units_of
from audit_rules.deadlines.windows import match_stretch
from audit_rules.deadlines.wording import BEFORE, LEAD, WITHIN
from domain.deadlines import DeadlineKind, Due, Period

_UNITS: Final = re.compile(rf"{LEAD}(?P<units>{UNITS})")
_ENDING: Final = re.compile(rf"(?:月?底|月?末|终|结束)(?:{BEFORE})?|{WITHIN}")
_CLAUSE: Final = re.compile("[^,;。、]*")
_EVERY_DAYS: Final = re.compile(r"每隔?(?P<days>\d{1,2})个?(?P<work>工作)?[日天]")


def by_period(text: str, pos: int, frame: Frame) -> Iterator[Read]:
    """The end of every period, or later where data for a period can only come after it."""
    yield from _every_days(text, pos, frame)
    match = _UNITS.match(text, pos)
    if not match:
        return
    units = units_of(match["units"])
    named = [(unit, period) for unit in units for period in periods(unit, frame.year)]
    within = joined(due(period, period.period.end) for _, period in named)
    if ending := _ENDING.match(text, match.end()):
        yield made(within), ending.end()
        return
    clause = _CLAUSE.match(text, match.end())
    words = clause[0] if clause else ""
    if words and not (begins_with_verb(words) and is_action(words)):
        return
    if counts(words):
        yield replace(made(within), bare=True, frequency=units), match.end()
        return
    dues = [
        Due(on=p.period.end, late_after=_data_out_by(unit, p.period.end), period=p.period, label=p.label)
        for unit, p in named
    ]
    note = "每期数据在期末之后才有：到期日记为期末，" + _wide_band(units) + "前公布不计逾期"
    yield replace(made(dues, note), bare=True, frequency=units), match.end()


def _every_days(text: str, pos: int, frame: Frame) -> Iterator[Read]:
    """收购旺季（6—9月）每5日: stretches of five days from the season's first; without its months no day to count from."""
    period, name, start = match_stretch(text, pos, frame) or (None, "", pos)
    match = _EVERY_DAYS.match(text, start)
    if not match or int(match["days"]) == 0:
        return
    days = int(match["days"])
    if period is None or match["work"]:
        season = f"“{name}”的起止日" if name else "起算日"
        yield (
            Part(kind=DeadlineKind.RECURRING, notes=(f"每{days}日一次，但{season}未定，不排到期日",)),
            match.end(),
        )
        return
    note = f"自{period.start}起每{days}日为一期；起算日文件未定，下一期结束前公布不计逾期"
    yield made(_stretches(period, days), note), match.end()


def _stretches(period: Period, days: int) -> Iterator[Due]:
    start = period.start
    while start <= period.end:
        end = min(start + timedelta(days=days - 1), period.end)
        named = Named(period=Period(start=start, end=end), label=f"{start}至{end}")
        yield due(named, end, end + timedelta(days=days))
        start = end + timedelta(days=1)


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
