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
    hanging: dict[int, tuple[int, Cell]] = {}  # column -> rows it still covers, what stands there
    for row in rows:
        cells, hanging = _row(row, hanging)
        filled.append(tuple(cells))
    return filled


def _row(
    row: Sequence[Spanned], hanging: dict[int, tuple[int, Cell]]
) -> tuple[list[Cell], dict[int, tuple[int, Cell]]]:
    """A row's cells between those that hang into it from above, and what hangs into the next row."""
    cells: list[Cell] = []
    below: dict[int, tuple[int, Cell]] = {}

    def cover() -> None:
        """Put what hangs down at the next places."""
        while len(cells) in hanging:
            left, cell = hanging[len(cells)]
            if left > 1:
                below[len(cells)] = (left - 1, cell)
            cells.append(cell)

    for spanned in row:
        cover()
        for step in range(max(1, spanned.columns)):
            column = len(cells)
            if column >= MOST_COLUMNS or (step and column in hanging):  # a cell from above keeps its place
                break
            cells.append(Cell(text=spanned.text, left=step > 0))
            if spanned.rows > 1:
                below[column] = (spanned.rows - 1, Cell(text=spanned.text, above=True, left=step > 0))
    while any(column >= len(cells) for column in hanging):
        cover()
        if any(column >= len(cells) for column in hanging):
            cells.append(Cell())
    return cells, below
