"""What is left of a document when its format is forgotten? Paragraphs and tables of cells, each with its place."""

from collections.abc import Sequence
from dataclasses import dataclass

MOST_ROWS = 20_000
MOST_COLUMNS = 60
MOST_CHARACTERS = 5_000_000
"""Of a whole document; a work plan of a province has some 40,000."""


class DocumentError(Exception):
    """A file that can't be used: the message gives reason and remedy."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One place of a table's grid.

    A merged cell stands at each place that it covers: ``above`` where it began in a row above, ``left`` where it began
    in a column to the left.
    """

    text: str = ""
    above: bool = False
    left: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row; ``place`` says in English where a person finds it (``line 35``, ``table 2, row 5``)."""

    cells: tuple[Cell, ...]
    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table. ``exact`` when the file itself says where its cells are and which are merged."""

    rows: tuple[Row, ...]
    place: str
    exact: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """Text outside of tables."""

    text: str
    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A file's paragraphs and tables in their order; ``notes`` are what of it could not be read."""

    kind: str
    blocks: tuple[Paragraph | Table, ...]
    notes: tuple[str, ...] = ()

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """The text outside of tables."""
        return tuple(block for block in self.blocks if isinstance(block, Paragraph))

    @property
    def text(self) -> str:
        """Everything as lines: a paragraph a line, a row a line with its cells between tabs, merged cells once."""
        lines = []
        for block in self.blocks:
            if isinstance(block, Paragraph):
                lines.append(block.text)
            else:
                lines += [
                    "\t".join("" if c.above or c.left else c.text for c in row.cells) for row in block.rows
                ]
        return "\n".join(lines) + "\n"


def check_size(blocks: Sequence[Paragraph | Table]) -> None:
    """Refuse what is no work plan by its sheer size.

    Raises:
        DocumentError: too many rows, columns or characters.
    """
    rows = [row for block in blocks if isinstance(block, Table) for row in block.rows]
    widest = max((len(row.cells) for row in rows), default=0)
    characters = sum(len(b.text) for b in blocks if isinstance(b, Paragraph))
    characters += sum(
        len(cell.text) for row in rows for cell in row.cells if not cell.above and not cell.left
    )
    for what, found, most in (
        ("table rows", len(rows), MOST_ROWS),
        ("columns in a table", widest, MOST_COLUMNS),
        ("characters", characters, MOST_CHARACTERS),
    ):
        if found > most:
            raise DocumentError(f"it has {found:,} {what}, more than {most:,}: give the work plan alone")
