"""Is the phrase a standing duty with no due date? 全年工作, 全年, 年度工作, 长期坚持."""

import re
from typing import Final

from audit_rules.deadlines.frame import Frame, Part
from domain.deadlines import DeadlineKind

_STANDING: Final = re.compile(
    r"(?:\d{4}年|今年|本年)?(?:全年|年度|贯穿全年|全年度|常年)(?:工作|任务|性工作|落实|实施|推进|坚持|持续推进)?|"
    r"长期(?:工作|坚持|任务|落实|推进)?|(?:持续|不断|常态化)(?:推进|坚持)|\d{4}年度(?:工作)?"
)


def continuous(phrase: str, _frame: Frame) -> Part | None:
    """A continuous deadline has no due dates; None when the phrase is none."""
    if _STANDING.fullmatch(phrase):
        return Part(kind=DeadlineKind.CONTINUOUS)
    return None
