"""Is it due before a public holiday? 国庆节前, 2018年春节前."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from audit_rules.calendar import holiday
from audit_rules.deadlines.frame import Frame, Part, Read
from audit_rules.deadlines.wording import LEAD, Refused
from domain.deadlines import DeadlineKind, Due

_FESTIVAL: Final = re.compile(
    rf"{LEAD}(?:(?P<year>\d{{4}})年)?(?P<name>元旦|春节|清明|五一|劳动节|端午|中秋|国庆|十一)节?(?:假期|放假)?(?:之前|以前|前)(?!后)"
)
_FIXED: Final = {"元旦": (1, 1), "五一": (5, 1), "劳动节": (5, 1), "国庆": (10, 1), "十一": (10, 1)}
# They open the year, so that a plan that names no year may mean this year's or the next one's.
_OPENING: Final = {"元旦", "春节"}


def before_festival(text: str, pos: int, frame: Frame) -> Iterator[Read]:
    """The day before the holiday. Where its own day goes by the moon or the sun, nothing is late until the days off end.

    Raises:
        Refused: the year is not said, or its days off are not published.
    """
    match = _FESTIVAL.match(text, pos)
    if not match:
        return
    name, note = match["name"], ""
    if not match["year"] and not frame.said_year and name in _OPENING:
        raise Refused(f"“{name}前”的年份不明确")
    year = int(match["year"]) if match["year"] else frame.said_year or frame.year
    if name in _FIXED:
        on = date(year, *_FIXED[name]) - timedelta(days=1)
        late_after = on
    else:
        days = holiday(name, year)
        if days is None:
            raise Refused(f"{year}年{name}的放假安排未公布，“{match[0]}”不能推算")
        on, late_after = days[0] - timedelta(days=1), days[1]
        note = f"“{name}前”按放假前一日{on}计；至假期结束（{late_after}）完成不计逾期"
    if not match["year"] and frame.issued and frame.issued.year == year and on < frame.issued:
        raise Refused(f"“{match[0]}”早于印发日{frame.issued}，年份不明确")
    due = Due(on=on, late_after=late_after, label=match[0])
    yield (
        Part(
            kind=DeadlineKind.ONCE,
            dues=(due,),
            notes=(note,) if note else (),
            said_year=int(match["year"]) if match["year"] else None,
            last=on,
        ),
        match.end(),
    )
