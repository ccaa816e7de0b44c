"""How do cells with row and column spans fill a table's grid?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from drafting.documents.content import MOST_COLUMNS, Cell


@dataclass(frozen=True, slots=True, kw_only=True)
class Spanned:
    """A cell as HTML has it: its text and how many columns and rows it covers."""

    text: str
    columns: int = 1
    rows: int = 1


def fill(rows: Iterable[Sequence[Spanned]]) -> list[tuple[Cell, ...]]:
    """Each row's grid, left to right; a cell stands at every place that it covers. Spans are bounded."""
    filled: list[tuple[Cell, ...]] = []
    hanging: dict[int, tuple[int, Cell]] = {}  # column -> rows still covered, the cell that covers them
    for row in rows:
        cells: list[Cell] = []
        waiting = list(row)
        while waiting or any(column >= len(cells) for column in hanging):
            column = len(cells)
            if column >= MOST_COLUMNS:
                break
            if column in hanging:
                left, covering = hanging.pop(column)
                cells.append(covering)
                if left > 1:
                    hanging[column + MOST_COLUMNS] = (left - 1, covering)
                continue
            if not waiting:
                cells.append(Cell())
                continue
            spanned = waiting.pop(0)
            for step in range(max(1, min(spanned.columns, MOST_COLUMNS - column))):
                if column + step in hanging:  # a cell from above stands in the way: it keeps its place
                    break
                cells.append(Cell(text=spanned.text, left=step > 0))
                if spanned.rows > 1:
                    covering = Cell(text=spanned.text, above=True, left=step > 0)
                    hanging[column + step + MOST_COLUMNS] = (spanned.rows - 1, covering)
        hanging = {
            column % MOST_COLUMNS: cover for column, cover in hanging.items() if column >= MOST_COLUMNS
        }
        filled.append(tuple(cells))
    return filled
