"""What does a whole deadline phrase mean in a year? Its parts are read, joined and dated."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from typing import Final

from audit_rules.calendar import is_workday, known_from, known_until, next_workday
from audit_rules.deadlines.after_event import after_event
from audit_rules.deadlines.continuous import continuous
from audit_rules.deadlines.following import following
from audit_rules.deadlines.frame import Frame, Part
from audit_rules.deadlines.once import once
from audit_rules.deadlines.recurring import recurring
from audit_rules.deadlines.wording import Refused, normal, vague_word
from domain.deadlines import DeadlineKind, DeadlineReading, Due

_PRODUCTIONS: Final[tuple[Callable[[str, Frame], Part | None], ...]] = (
    continuous,
    following,
    after_event,
    once,
    recurring,
)
_SEPARATORS: Final = re.compile(r"([、,;。；，]|以及|[和及与或并])")
_LONGEST: Final = 200
_MOST_PIECES: Final = 12
_NAMED_DATES: Final = 6


def read_deadline(
    text: str,
    *,
    year: int,
    issued: date | None = None,
    published: date | None = None,
    event: date | None = None,
) -> DeadlineReading:
    """Read a deadline phrase (完成时限) for one year. Never raises for any text; what is not understood says so.

    Args:
        text: the phrase as the plan prints it, also with white space inside or Chinese numerals.
        year: the year whose due dates are wanted.
        issued: the plan's day of issue (印发), which 30个工作日内 counts from.
        published: the day the plan stood on the web; what falls between the two counts is not late.
        event: the day of the event that an after-event phrase names (国家指导意见印发后60日内).
    """
    phrase = normal(text)
    if not phrase:
        return _not_understood(text, "期限为空")
    if len(phrase) > _LONGEST:
        return _not_understood(text, "文字过长，不像期限")
    frame = Frame(year=year, issued=issued, published=published, event=event)
    try:
        parts = _parts(phrase, frame)
        if parts is not None:
            return _reading(text, parts, frame)
    except Refused as refused:
        return _not_understood(text, str(refused))
    except (OverflowError, ValueError):
        return _not_understood(text, "日期超出历法范围")
    return _not_understood(text, _why(phrase, frame))


def _parts(phrase: str, frame: Frame) -> tuple[Part, ...] | None:
    """The phrase as one part, or as the fewest parts that its separators allow."""
    if part := _part(phrase, frame):
        return (part,)
    pieces = _SEPARATORS.split(phrase)
    if not 3 <= len(pieces) <= 2 * _MOST_PIECES:
        return None
    for end in range(len(pieces) - 2, 0, -2):
        head = _part("".join(pieces[:end]), frame)
        if head and (rest := _parts("".join(pieces[end + 1 :]), frame)):
            return (head, *rest)
    return None


def _part(phrase: str, frame: Frame) -> Part | None:
    for production in _PRODUCTIONS:
        if part := production(phrase, frame):
            return part
    return None


def _why(phrase: str, frame: Frame) -> str:
    pieces = [piece for piece in _SEPARATORS.split(phrase) if piece and not _SEPARATORS.fullmatch(piece)]
    unread = next((piece for piece in pieces if not _readable(piece, frame)), phrase)
    if word := vague_word(unread):
        return f"“{word}”没有确定的日期"
    return f"未能理解“{unread}”"


def _readable(piece: str, frame: Frame) -> bool:
    try:
        return _part(piece, frame) is not None
    except (Refused, OverflowError, ValueError):
        return False


def _reading(text: str, parts: tuple[Part, ...], frame: Frame) -> DeadlineReading:
    notes = list(dict.fromkeys(note for part in parts for note in part.notes))
    if len({part.kind for part in parts}) > 1 and any(part.kind is DeadlineKind.CONTINUOUS for part in parts):
        notes.append("另有全年持续的要求，不设到期日")
    every = sorted((due for part in parts for due in part.dues), key=lambda due: (due.on, due.late_after))
    within = [due for due in every if due.on.year == frame.year]
    if every and not within:
        notes.append(f"到期日{every[0].on}不在{frame.year}年内")
    dues = tuple(_dated(due) for due in within)
    notes.extend(_calendar_notes(dues))
    return DeadlineReading(
        text=text,
        understood=True,
        kind=_kind(parts),
        dues=dues,
        provisional=any(due.provisional for due in dues),
        note="；".join(notes) or None,
    )


def _kind(parts: tuple[Part, ...]) -> DeadlineKind:
    """The parts' kind; of several, the one with dates, and recurring before the others."""
    kinds = {part.kind for part in parts}
    order = (DeadlineKind.RECURRING, DeadlineKind.ONCE, DeadlineKind.AFTER_EVENT, DeadlineKind.CONTINUOUS)
    return next(kind for kind in order if kind in kinds)


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
