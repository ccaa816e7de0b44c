"""What do the brackets of a phrase say beside its dates? A date of their own, for whom one holds, or which weekday it is."""

import re
from typing import Final

from audit_rules.deadlines.filler import names_verb
from audit_rules.deadlines.frame import Frame, Part
from audit_rules.deadlines.phrase import read_phrase
from audit_rules.deadlines.weekday_and_hour import WEEKDAY
from audit_rules.deadlines.wording import folded, normal
from domain.deadlines import DeadlineKind

_ASIDE: Final = re.compile(r"[(\[【〔]([^()\[\]【】〔〕]*)[)\]】〕]")
_OF_DATE: Final = re.compile(r"(?<=[前底内止日末])[(\[【〔]([^()\[\]【】〔〕\d]+)[)\]】〕]")


def dated_aside(text: str, frame: Frame) -> str | None:
    """An aside that is only a date: it may replace, limit or explain the one before it (每月25日前（12月15日前）)."""
    for aside in _ASIDE.findall(folded(text)):
        parts, _, _ = read_phrase(normal(aside), frame)
        if any(part.dues for part in parts or ()) and not names_verb(aside):
            return str(aside)
    return None


def limiting_aside(text: str, parts: tuple[Part, ...]) -> str | None:
    """An aside after one of several dates that names nothing to be done: that date is only for those, or that, it names."""
    if sum(part.kind is not DeadlineKind.CONTINUOUS for part in parts) < 2:
        return None
    for aside in _OF_DATE.findall(folded(text)):
        if not names_verb(normal(aside)) and not WEEKDAY.fullmatch(aside):
            return str(aside)
    return None
