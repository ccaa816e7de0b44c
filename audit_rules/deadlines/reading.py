"""What does a whole deadline phrase mean in a year? Its parts are read, joined and dated."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Final

from audit_rules.calendar import is_workday, known_from, known_until, next_workday
from audit_rules.deadlines.asides import dated_aside, limiting_aside
from audit_rules.deadlines.filler import vague_word
from audit_rules.deadlines.frame import Frame, Part
from audit_rules.deadlines.phrase import read_phrase
from audit_rules.deadlines.windows import match_window
from audit_rules.deadlines.wording import Refused, normal
from domain.deadlines import DeadlineKind, DeadlineReading, Due

_LONGEST: Final = 200
_NAMED_DATES: Final = 6
_MOVED: Final = re.compile(
    r"[、,;。]*(?:如|若)?(?:遇|逢)?(?:法定|国家)?(?:节假日|休息日|双休日|公休日|周末|放假)(?:[、及和或](?:节假日|休息日|双休日|公休日|周末))*(?:的|则|可|相应|自动|往后|向后|依次)*顺延(?:至(?:下1个?|节后第1个?|其后第1个?)工作日)?$"
)
_NEXT_YEAR: Final = re.compile("次年|翌年|下1?年")
_SEASON: Final = re.compile(
    "(?:收购)?旺季|淡季|汛期|采暖[季期]|供暖[季期]|防火期|农忙|假期|学期|暑假|寒假|本[月周旬]|当[月周]|下周"
)


def read_deadline(
    text: str,
    *,
    year: int,
    issued: date | None = None,
    published: date | None = None,
    event: date | None = None,
    season: str | None = None,
) -> DeadlineReading:
    """Read a deadline phrase (完成时限) for one year. Never raises for any text; what is not understood says so.

    Args:
        text: the phrase as the plan prints it, also with white space inside or Chinese numerals.
        year: the year whose due dates are wanted.
        issued: the plan's day of issue (印发), which 30个工作日内 counts from.
        published: the day the plan stood on the web; what falls between the two counts is not late.
        event: the day of the event that an after-event phrase names (国家指导意见印发后60日内).
        season: the months of the season that the phrase names (6—9月, for 收购旺季时每5日).
    """
    if not normal(text):
        return _not_understood(text, "期限为空")
    if len(normal(text)) > _LONGEST:
        return _not_understood(text, "文字过长，不像期限")
    frame = Frame(
        year=year,
        issued=issued,
        published=published,
        event=event,
        season=normal(season) if season else None,
    )
    try:
        return _read(text, frame)
    except (OverflowError, ValueError):
        return _not_understood(text, "日期超出历法范围")


def names_stretch(text: str) -> bool:
    """Whether the text names the months of a season (6—9月), as ``read_deadline`` takes it."""
    phrase = normal(text)
    try:
        window = match_window(phrase, 0, Frame(year=2017))
    except (Refused, OverflowError, ValueError):
        return False
    return window is not None and window.stop == len(phrase)


def _read(text: str, frame: Frame) -> DeadlineReading:
    """The phrase with its asides read on, or else with them set apart as by commas."""
    why: str | None = None
    for asides in (False, True):
        phrase = normal(text, asides=asides)
        if asides and (aside := dated_aside(text, frame)):
            why = f"括号内的“{aside}”与括号外的期限是何关系不明确"
            break
        bare = _MOVED.sub("", phrase)
        parts, piece, refused = read_phrase(bare, frame)
        if parts is not None and (whose := limiting_aside(text, parts)):
            why = f"括号内的“{whose}”只说明其中一个期限，各期限分别适用于谁不明确"
            break
        if parts is not None:
            earlier = _of_the_year_before(bare, frame)
            return _reading(text, parts, frame, earlier=earlier, moved=bare != phrase)
        why = why or _why(piece, refused)
    return _not_understood(text, why or "")


def _of_the_year_before(phrase: str, frame: Frame) -> tuple[Due, ...]:
    """The dues that a plan of the year before has in this one: 12月底前、次年6月底前."""
    if not _NEXT_YEAR.search(phrase) or not frame.issued or frame.issued.year != frame.year - 1:
        return ()
    parts, _, _ = read_phrase(phrase, replace(frame, year=frame.year - 1))
    return tuple(due for part in parts or () for due in part.dues)


def _why(piece: str, refused: Refused | None) -> str:
    if refused:
        return str(refused)
    if word := vague_word(piece):
        return f"“{word}”没有确定的日期"
    if season := _SEASON.search(piece):
        return f"未能理解“{piece}”：“{season[0]}”的起止日未定"
    return f"未能理解“{piece}”"


def _reading(
    text: str, parts: tuple[Part, ...], frame: Frame, *, earlier: tuple[Due, ...], moved: bool
) -> DeadlineReading:
    notes = list(dict.fromkeys(note for part in parts for note in part.notes))
    if len({part.kind for part in parts}) > 1 and any(part.kind is DeadlineKind.CONTINUOUS for part in parts):
        notes.append("另有全年持续的要求，不设到期日")
    own = [due for part in parts for due in part.dues]
    own += [due for due in earlier if due not in own]
    every = sorted((_moved(due) if moved else due for due in own), key=lambda due: (due.on, due.late_after))
    within = [due for due in every if due.on.year == frame.year]
    if every and not within:
        notes.append(f"到期日{every[0].on}不在{frame.year}年内")
    dues = tuple(_dated(due) for due in within)
    notes.extend(("按文件遇休息日顺延至下一个工作日",) if moved else ())
    notes.extend(_calendar_notes(dues))
    return DeadlineReading(
        text=text,
        understood=True,
        kind=_kind(parts),
        dues=dues,
        provisional=any(due.provisional for due in dues),
        note="；".join(notes) or None,
        fresh_within=min((part.fresh_within for part in parts if part.fresh_within), default=None),
    )


def _kind(parts: tuple[Part, ...]) -> DeadlineKind:
    """The parts' kind; of several, the one with dates, and recurring before the others."""
    kinds = {part.kind for part in parts}
    order = (DeadlineKind.RECURRING, DeadlineKind.ONCE, DeadlineKind.AFTER_EVENT, DeadlineKind.CONTINUOUS)
    return next(kind for kind in order if kind in kinds)


def _moved(due: Due) -> Due:
    on = next_workday(due.on)
    return replace(due, on=on, late_after=max(due.late_after, on))


def _dated(due: Due) -> Due:
    late_after = max(due.late_after, next_workday(due.on))
    provisional = not (known_from() <= due.on and late_after <= known_until())
    return replace(due, late_after=late_after, provisional=provisional)


def _calendar_notes(dues: tuple[Due, ...]) -> Iterator[str]:
    days_off = list(dict.fromkeys(due.on for due in dues if not is_workday(due.on)))
    if days_off:
        named = "、".join(str(day) for day in days_off[:_NAMED_DATES])
        more = f"等{len(days_off)}个到期日" if len(days_off) > _NAMED_DATES else ""
        yield f"{named}{more}逢休息日，文件未规定顺延；至下一个工作日完成不计逾期"
    if any(due.provisional for due in dues):
        yield f"所用放假安排只到{known_until().year}年（自{known_from().year}年起），此外只按周末推算，到期日暂估"


def _not_understood(text: str, note: str) -> DeadlineReading:
    return DeadlineReading(text=text, understood=False, note=note)
