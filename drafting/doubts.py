"""Which rows may not be what they seem? Found by what the cells show, never put right."""

from collections import Counter
from collections.abc import Sequence

from audit_rules.deadlines import read_deadline
from domain.deadlines import DeadlineKind
from domain.plans import SourceStatus
from drafting.cells import ends_as_leads
from drafting.layout import Layout
from drafting.placed import PlacedTask
from drafting.remarks import Remark, Unread

_PERIODS = ("每月", "每季度", "按月", "按季度", "每周", "每半年")


def doubt_rows(block: Sequence[PlacedTask], layout: Layout) -> None:
    """Note the doubts of a block's rows: cells in wrong columns, rows without text, texts a row too low, slid leads."""
    for task in block:
        if task.text is None:
            task.source = SourceStatus.MISSING
            task.remarks.append(
                Remark(
                    told="no duty is printed in this row", noted="原表本行没有要求文字，不以相邻行的文字顶替"
                )
            )
        for slip in task.row.slips:
            task.doubt(slip.told, slip.noted)
    if layout.slid:
        for task in block:
            task.doubt(
                "under this header the duties stand in another column than the one named for them",
                "本表块的要求文字不在表头所示的格内，整列错位",
            )
    _one_row_low(block)
    _slid_leads(block)


def _one_row_low(block: Sequence[PlacedTask]) -> None:
    """A numbered row without text, and further down a text without number: what stands between may be a row too low."""
    empty = next(
        (i for i, task in enumerate(block) if task.row.number is not None and task.text is None), None
    )
    spare = [i for i, task in enumerate(block) if task.row.number is None and task.text is not None]
    if empty is None or not spare or spare[-1] < empty:
        return
    first = block[empty].number
    for task in block[empty : spare[-1] + 1]:
        task.doubt(
            f"row {first} prints no duty, and a duty without number follows: the duties from here may stand a row too low",
            f"第{first}行没有要求文字，其后另有无序号的文字：其间各段文字可能整体向下错一行，按所印的行记",
        )


def _slid_leads(block: Sequence[PlacedTask]) -> None:
    """A lead in another column may be a neighbour's; one that was broken in two pushed down those after it."""
    for index, task in enumerate(block):
        if not task.row.lead_slid or not index:
            continue
        before = block[index - 1]
        broken = before.row.lead is not None and not ends_as_leads(before.row.lead)
        end = index + 1
        while end < len(block) and (broken or block[end].row.lead is None):
            end += 1
        lead = "the lead of a merged cell is broken in two" if broken else "a lead stands in another column"
        chinese = "合并的牵头单位一格被拆开" if broken else "牵头单位印在别的格内"
        for near in block[index - 1 : end]:
            near.doubt(
                f"{lead} at row {task.number}: the leads of the rows around it may be a neighbour's",
                f"{chinese}（第{task.number}行），前后各行的牵头单位和时限可能属于相邻行",
            )


def doubt_numbers(tasks: Sequence[PlacedTask]) -> None:
    """Note the rows whose number stands more than once."""
    counts = Counter(task.row.number for task in tasks if task.row.number is not None)
    places = {
        number: [t.row.place for t in tasks if t.row.number == number]
        for number, n in counts.items()
        if n > 1
    }
    for task in tasks:
        where = places.get(task.row.number or 0)
        if where:
            task.doubt(
                f"the number {task.row.number} stands {len(where)} times ({', '.join(where)})",
                f"序号{task.row.number}在原文中出现{len(where)}次",
            )


def conflicting_periods(tasks: Sequence[PlacedTask], year: int) -> list[Unread]:
    """Rows whose duty names a period, but whose deadline is a single date: it may be a neighbour's."""
    unread = []
    for task in tasks:
        named = next((period for period in _PERIODS if period in (task.text or "")), None)
        if named is None or task.deadline_text is None:
            continue
        if read_deadline(task.deadline_text, year=year).kind is DeadlineKind.ONCE:
            told = (
                f"its text says “{named}”, its deadline “{task.deadline_text}” is a single date; compare both"
            )
            unread.append(Unread(place=task.row.place, task=task.number, reason=told))
    return unread
