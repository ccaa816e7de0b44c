"""What do empty and merged cells carry down from the row above: leads and deadlines?"""

from collections import Counter
from collections.abc import Sequence

from audit_rules.deadlines import read_deadline
from domain.deadlines import DeadlineKind
from drafting.header import Role
from drafting.placed import PlacedTask
from drafting.remarks import Unread

STANDING = "全年工作"


def carry_leads(blocks: Sequence[Sequence[PlacedTask]], going_on: Sequence[bool]) -> list[Unread]:
    """Give each task without a lead cell that of the row above.

    Nothing is carried over a header, for a page may have lost its leads; over a page break without one (``going_on``) the
    lead is carried, and told.
    """
    unread: list[Unread] = []
    lead: str | None = None
    support: str | None = None
    for block, goes_on in zip(blocks, going_on, strict=True):
        for index, task in enumerate(block):
            row = task.row
            if index == 0 and not goes_on:
                lead = support = None
            if row.lead is not None:
                lead, support = row.lead, row.support if Role.SUPPORT not in row.above else support
            elif row.support is not None:
                support = row.support
            elif index == 0 and lead is not None:
                told = "the first row after a page break has no lead; that of the row before was taken"
                unread.append(Unread(place=row.place, task=task.number, reason=told))
            task.lead_text, task.support_text = lead, support
            if lead is None:
                unread.append(Unread(place=row.place, task=task.number, reason="no lead is printed for it"))
    return unread


def carry_deadlines(
    blocks: Sequence[Sequence[PlacedTask]], going_on: Sequence[bool], year: int
) -> list[Unread]:
    """Give each task with text the deadline that its empty cell stands for.

    Under a standing duty (全年工作) an empty cell is one, too. Under a date it may be the same merged cell or not: unless the
    file says that it is merged, the reading kinder to the unit is taken, a standing duty, and the doubt is told.
    """
    unread: list[Unread] = []
    standing = _standing_phrase(blocks, year)
    above: str | None = None
    for block, goes_on in zip(blocks, going_on, strict=True):
        own_standing: str | None = None
        above = above if goes_on else None
        for index, task in enumerate(block):
            printed = task.row.deadline
            if printed is not None:
                task.deadline_text = above = printed
                own_standing = printed if _is_standing(printed, year) else own_standing
                continue
            merged = Role.DEADLINE in task.row.above and above is not None
            if task.text is None:
                continue
            if above is not None and (merged or (index and above == own_standing)):
                task.deadline = above
                task.deadline_note = f"原表此格为空（合并单元格），沿用同一表块上一格的“{above}”。"
                continue
            task.deadline = own_standing or standing
            task.deadline_note = _doubt(above, task.deadline)
            where = f"under “{above}”" if above else "and so is every one above"
            told = f"the deadline cell is empty {where}; {task.deadline or 'nothing'} was taken, which knows no lateness"
            unread.append(Unread(place=task.row.place, task=task.number, reason=told))
    return unread


def _doubt(above: str | None, taken: str) -> str:
    first = f"原表此格为空，上一格是“{above}”，是否沿用无法确认" if above else "原表此格为空"
    return f"{first}；取对单位较宽的“{taken}”，请以原件核对。"


def _is_standing(phrase: str, year: int) -> bool:
    return read_deadline(phrase, year=year).kind is DeadlineKind.CONTINUOUS


def _standing_phrase(blocks: Sequence[Sequence[PlacedTask]], year: int) -> str:
    """How the document itself calls a standing duty."""
    phrases = Counter(task.row.deadline for block in blocks for task in block if task.row.deadline)
    return next((phrase for phrase, _ in phrases.most_common() if _is_standing(phrase, year)), STANDING)
