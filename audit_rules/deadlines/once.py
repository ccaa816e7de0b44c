"""Is the phrase one or more fixed dates? 2017年7月底前, 12月15日前, 年内, 于2017年7月底和9月底前, 2020年前, 6—9月."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from audit_rules.deadlines.filler import accomplishes, begins_with_paper
from audit_rules.deadlines.frame import Frame, Part, Read
from audit_rules.deadlines.periods import month_end
from audit_rules.deadlines.points import Point, match_day, match_point, match_year
from audit_rules.deadlines.windows import match_window
from audit_rules.deadlines.wording import BEFORE, Refused, lead, outer_limit, soft_notes
from domain.deadlines import DeadlineKind, Due

_AND: Final = re.compile(r"[、,和及与]")
_BEFORE: Final = re.compile(
    rf"(?P<over>结束)?{BEFORE}(?!\d+个?(?:工作|自然)?[日天周月年]|\d+个?(?:星期|小时)|半)"
)
_AS_OF: Final = re.compile("[,、]?(?:的|数据|情况|累计|共|总)")
_UNTIL: Final = re.compile("到|至|截|迟于|晚于|超过")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Member:
    """One date of a list; ``before``: 前 stands right after it; ``over``: 结束前."""

    point: Point
    before: bool = False
    over: bool = False


def once(text: str, pos: int, frame: Frame) -> Iterator[Read]:
    """Fixed dates, each a due date of its own, or the last day of a stretch between two dates (6—9月).

    Raises:
        Refused: a date that does not exist or whose year can't be told.
    """
    start = lead(text, pos)
    led = text[pos:start]
    if "逢" in led:
        # 逢1月报送全年情况 says what is to be done whenever it is January, not by when.
        return
    notes = soft_notes(led)
    if window := match_window(text, start, frame):
        due = Due(on=window.period.end, late_after=window.period.end, period=window.period, label=window.text)
        yield (
            Part(
                kind=DeadlineKind.ONCE,
                dues=(due,),
                notes=notes,
                bare=True,
                said_year=window.named_year,
                last=due.on,
            ),
            window.stop,
        )
        return
    members, end = _members(text, start, frame)
    members = [_in_own_year(members, place, frame) for place in range(len(members))]
    if not members or not _years_stand(members, text, end, until=bool(_UNTIL.search(led))):
        return
    if _no_deadline(led, text[start:end], text[end:], members):
        return
    last = members[-1]
    yield (
        Part(
            kind=DeadlineKind.ONCE,
            dues=tuple(due for due, _ in _dues(members)),
            notes=(*notes, *(note for _, note in _dues(members) if note), *_hour_notes(members)),
            bare=last.point.bare and not last.before and not _UNTIL.search(led),
            said_year=next(
                (each.point.named_year for each in reversed(members) if each.point.named_year), None
            ),
            last=last.point.end,
        ),
        end,
    )


def _no_deadline(led: str, dates: str, tail: str, members: list[_Member]) -> bool:
    """Whether the words around the dates make them something else than by when it is due."""
    first = members[0]
    return any(
        (
            # 截至6月底，累计公开1000条: how things stand at a date.
            "截" in led and _AS_OF.match(tail),
            # 将6月底前数据报送: of which time the data are.
            led.endswith("将") and begins_with_paper(tail),
            # 力争5月底前，6月底前: the wish and the limit of one thing.
            soft_notes(led) and "," in dates,
            # 四季度各一次: of each of four quarters, more likely than of the fourth.
            len(members) == 1 and first.point.whole and not first.before and tail.startswith("各"),
        )
    )


def before_stretch(point: Point, text: str) -> tuple[Due, str]:
    """7月前: by the end of June as the words say, by the end of July as they are often meant.

    Raises:
        Refused: the stretch opens the year (上半年前), so that the words taken strictly name the year before.
    """
    strict = point.start - timedelta(days=1)
    if point.named_year is None and strict.year < point.end.year:
        raise Refused(f"“{text}前”是指开始前还是结束前不明确")
    note = f"“{text}前”可指{strict}，也可指{point.end}；两者之间完成不计逾期"
    return Due(on=strict, late_after=point.end, label=text), note


def match_before(text: str, pos: int) -> tuple[bool, bool, int]:
    """Whether 前 (or 结束前) stands at the place, and where it ends."""
    match = _BEFORE.match(text, pos)
    return (True, bool(match["over"]), match.end()) if match else (False, False, pos)


def _members(text: str, pos: int, frame: Frame) -> tuple[list[_Member], int]:
    members: list[_Member] = []
    end, joint = pos, ""
    while True:
        point = _next_point(text, pos, frame, members)
        if point is None or (members and members[-1].point.alone and joint == "," and not point.alone):
            # 2018年，2020年6月底前: whether the first year shares the month can't be told.
            return members, end
        before, over, end = match_before(text, point.stop)
        members.append(_Member(point=point, before=before, over=over))
        frame = replace(frame, said_year=point.named_year or frame.said_year, after=point.end)
        following = _AND.match(text, end)
        if not following or outer_limit(text, following.end()):
            return members, end
        joint = following[0]
        pos = lead(text, following.end())


def _in_own_year(members: list[_Member], place: int, frame: Frame) -> _Member:
    """The 2018年 of 2018年、2019年6月底前: June of 2018. A year by itself takes the day that the next dated year names."""
    member = members[place]
    dated = next((each.point for each in members[place:] if not each.point.alone), None)
    if not member.point.alone or dated is None or dated.named_year is None:
        return member
    within = dated.text.removeprefix(f"{dated.named_year}年")
    point = match_point(f"{member.point.start.year}年{within}", 0, replace(frame, issued=None, after=None))
    return replace(member, point=replace(point, stop=member.point.stop)) if point else member


def _next_point(text: str, pos: int, frame: Frame, members: list[_Member]) -> Point | None:
    if members and (day := match_day(text, pos, members[-1].point)):
        return day
    return match_point(text, pos, frame) or match_year(text, pos)


def _years_stand(members: list[_Member], text: str, end: int, *, until: bool) -> bool:
    """Whether every year by itself is a date in its company: 到2020年, 2020年前, 2020年建成, 2017年、2018年底前."""
    for place, member in enumerate(members):
        if not member.point.alone or place + 1 < len(members):
            continue
        if not (member.before or until or accomplishes(text[end:])):
            return False
    return True


def _hour_notes(members: list[_Member]) -> Iterator[str]:
    for member in members:
        if member.point.hour:
            yield f"网页只显示日期，“{member.point.hour}”这一时刻不核对，按当日计"


def _dues(members: list[_Member]) -> list[tuple[Due, str]]:
    dues = []
    for place, member in enumerate(members):
        rest = members[place:]
        shared = next((each for each in rest if each.before or not each.point.bare), None)
        if not any(each.before for each in rest):
            shared = None
        point = member.point
        if shared is None or member.over or not point.bare or shared.over:
            dues.append(_at(point.end, point.end, point.text))
        elif shared.before and shared.point.whole:
            due, note = before_stretch(point, point.text)
            dues.append((due, note))
        elif point.bare and _is_month(point) and _is_day(shared.point):
            dues.append(_day_shared(point, shared.point))
        else:
            dues.append(_at(point.end, point.end, point.text))
    return dues


def _at(on: date, late_after: date, label: str) -> tuple[Due, str]:
    return Due(on=on, late_after=late_after, label=label), ""


def _day_shared(point: Point, shared: Point) -> tuple[Due, str]:
    """The 8月 of 8月、11月15日前: the 15th or the end of August."""
    on = point.start + timedelta(days=shared.end.day - 1)
    if on > point.end:
        return _at(point.end, point.end, point.text)
    note = f"“{point.text}”可指{on}，也可指{point.end}；两者之间完成不计逾期"
    return Due(on=on, late_after=point.end, label=point.text), note


def _is_month(point: Point) -> bool:
    return point.start.day == 1 and point.end == month_end(point.start.year, point.start.month)


def _is_day(point: Point) -> bool:
    return point.start == point.end and point.text[-1] in "日号"
