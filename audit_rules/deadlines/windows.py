"""Does the phrase name a stretch of time, from one date to another? 6—9月, 2017年7月至2018年3月, 2018—2020年, a season."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from audit_rules.deadlines.frame import Frame, Part, Read
from audit_rules.deadlines.points import Point, match_day, match_point, match_year
from audit_rules.deadlines.wording import BEFORE, Refused, lead
from domain.deadlines import Due, Period

_FROM: Final = re.compile("(?:自|从)?")
_DASH: Final = re.compile("(?:起)?(?:[—–~-]+|至|到)")
_DURING: Final = re.compile("(?:期间|之间|内|时)?[,、]?(?=每|按|逐|次|下)")
_BETWEEN: Final = re.compile("期间|之间")
_SINCE: Final = re.compile("(?:(?:之日)?起|及(?:以|之)?后的?)[,、]?(?![至到—–~-])")
_END: Final = re.compile(BEFORE)
# A season is a name that no calendar dates: its months must be said, in the phrase or by who asks.
_SEASON: Final = re.compile(
    r"(?P<name>[^年月日旬周天前后内底末\d、,;。每]{0,6}?(?:[旺淡]季|汛期|[采供取]暖[季期]|防火期|收[购获](?:季|期(?!间)|(?=时|期间))|农忙[季时]节?|春耕|秋收|开[渔学]季?))"
    r"(?:时节?|期间|内)?[:为指是]?,?"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """A stretch of days as written, and where it ends in the phrase; ``period`` None: a season without its months."""

    period: Period
    text: str
    named_year: int | None
    stop: int


def match_window(text: str, pos: int, frame: Frame) -> Window | None:
    """The stretch between two dates at a place of the phrase; None where there is none.

    Raises:
        Refused: its end lies before its start.
    """
    led = _FROM.match(text, pos)
    place = led.end() if led else pos
    first = match_point(text, place, replace(frame, issued=None)) or match_year(text, place)
    dash = _DASH.match(text, first.stop) if first else None
    if first is None or dash is None:
        return None
    later = replace(frame, said_year=first.named_year or frame.said_year, after=first.start)
    second = (
        match_day(text, dash.end(), first)
        or match_point(text, dash.end(), later)
        or match_year(text, dash.end())
    )
    if second is None or _END.match(text, second.stop):
        return None
    if second.end < first.start:
        raise Refused(f"“{text[pos : second.stop]}”的止日早于起日")
    between = _BETWEEN.match(text, second.stop)
    return Window(
        period=Period(start=first.start, end=second.end),
        text=text[pos : second.stop],
        named_year=second.named_year or first.named_year,
        stop=between.end() if between else second.stop,
    )


def match_stretch(text: str, pos: int, frame: Frame) -> tuple[Period | None, str, int] | None:
    """The stretch that a recurrence holds in, its name, and where the recurrence begins; None where none is named.

    6—9月每, 收购旺季（6—9月）时每; 收购旺季时每 with the season's months from the frame, or without a stretch.
    """
    season = _SEASON.match(text, pos)
    window = match_window(text, season.end() if season else pos, frame)
    name = season["name"] if season else ""
    if window is None and season:
        known = match_window(frame.season, 0, frame) if frame.season else None
        period = known.period if known and frame.season and known.stop == len(frame.season) else None
        return (period, name, season.end()) if text.startswith("每", season.end()) else None
    during = _DURING.match(text, window.stop) if window else None
    return (window.period, name, during.end()) if window and during else None


def within_window(
    recurring: Callable[[str, int, Frame], Iterator[Read]],
) -> Callable[[str, int, Frame], Iterator[Read]]:
    """The production of a recurrence that holds only in a stretch, a year, or from a day on.

    6—9月每月底前, 2017年每季度末前, 5月起每月底前.
    """

    def production(text: str, pos: int, frame: Frame) -> Iterator[Read]:
        start = lead(text, pos)
        if stretch := match_stretch(text, start, frame):
            period, _, place = stretch
            if period is not None:
                for part, end in recurring(text, place, frame):
                    yield _restricted(part, period, by_day=part.after_unit is None), end
        elif since := _since(text, start, frame):
            point, place = since
            for part, end in recurring(text, place, frame):
                yield _restricted(part, Period(start=point.start, end=date.max), by_day=False), end
        elif (year := match_year(text, start)) and text.startswith("每", year.stop):
            for part, end in recurring(text, year.stop, frame):
                whole = Period(start=year.start, end=year.end)
                yield _restricted(part, whole, by_day=part.after_unit is None), end

    return production


def _since(text: str, pos: int, frame: Frame) -> tuple[Point, int] | None:
    led = _FROM.match(text, pos)
    place = led.end() if led else pos
    point = match_point(text, place, replace(frame, issued=None)) or match_year(text, place)
    since = _SINCE.match(text, point.stop) if point else None
    return (point, since.end()) if point and since else None


def _restricted(part: Part, window: Period, *, by_day: bool) -> Part:
    """The part with the dues whose period lies in the stretch, or, ``by_day``, those that fall due in it."""
    kept = tuple(due for due in part.dues if _lies_within(due, window, by_day=by_day))
    until = "" if window.end == date.max else f"至{window.end}"
    return replace(part, dues=kept, notes=(*part.notes, f"只在{window.start}{until or '以后'}有效"))


def _lies_within(due: Due, window: Period, *, by_day: bool) -> bool:
    if by_day or due.period is None:
        return window.start <= due.on <= window.end
    return window.start <= due.period.start and due.period.end <= window.end
