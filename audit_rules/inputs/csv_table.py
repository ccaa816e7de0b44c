"""What does a CSV file that an operator hands in hold, and which of its rows are refused, and why?"""

import csv
import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

Read = TypeVar("Read")
Row = Mapping[str, str]
"""The cells of a row by the names of the header, without white space around them."""


class CsvFileError(Exception):
    """A file that can't be used at all; the message says what to do."""


class RowRefusedError(Exception):
    """Leaves the reading of one row."""

    def __init__(self, reason: str, remedy: str) -> None:
        super().__init__(reason)
        self.reason = reason
        self.remedy = remedy


@dataclass(frozen=True, slots=True, kw_only=True)
class RowError:
    """A row that was refused: its line in the file (the first, when it has several), the reason, the remedy."""

    line: int
    reason: str
    remedy: str
    unit_id: str | None = None

    def __str__(self) -> str:
        """One line for people."""
        who = f" ({self.unit_id})" if self.unit_id else ""
        return f"line {self.line}{who}: {self.reason}. {self.remedy}"


@dataclass(frozen=True, slots=True, kw_only=True)
class CsvTable:
    """A file whose header was read: the names of its columns, the header's line, and the rows below with their lines."""

    path: Path
    line: int
    columns: tuple[str, ...]
    below: Iterator[tuple[int, list[str]]]

    def rows(
        self, read: Callable[[int, Row], Read], *, unit: str
    ) -> tuple[tuple[Read, ...], tuple[RowError, ...]]:
        """What ``read`` (line, row) makes of each row that is not blank, and the rows that it refused.

        Args:
            read: raises ``RowRefusedError`` for a row that can't be used.
            unit: the column that names the unit a refused row is about.

        Raises:
            CsvFileError: not UTF-8, or quotes that do not close.
        """
        good: list[Read] = []
        refused: list[RowError] = []
        for line, cells in self.below:
            if not any(cell.strip() for cell in cells):
                continue
            row = dict(zip(self.columns, (cell.strip() for cell in cells), strict=False))
            try:
                self._check_width(cells)
                good.append(read(line, row))
            except RowRefusedError as error:
                told = RowError(
                    line=line, reason=error.reason, remedy=error.remedy, unit_id=row.get(unit) or None
                )
                refused.append(told)
        return tuple(good), tuple(refused)

    def _check_width(self, cells: list[str]) -> None:
        if len(cells) != len(self.columns):
            reason = f"{len(cells)} cells where the header names {len(self.columns)} columns"
            raise RowRefusedError(reason, 'Put text that holds a comma between "…"')


def open_table(path: Path, kind: str, first_row: str, data: bytes | None = None) -> CsvTable:
    """Read the header of a file; ``kind`` names the file (units CSV) in messages, ``first_row`` the header it must have.

    ``data`` are its bytes where they are at hand already: then ``path`` is only what messages call them.

    Raises:
        CsvFileError: no such file, not UTF-8, nothing in it, a column given twice.
    """
    below = _rows(path, kind, data)
    line, header = next(below, (0, []))
    columns = tuple(cell.strip() for cell in header)
    if not any(columns):
        raise CsvFileError(f"{path}: the file is empty. The first row must be: {first_row}")
    twice = sorted({name for name in columns if columns.count(name) > 1})
    if twice:
        raise CsvFileError(f"{path}: the header names {', '.join(twice)} twice. Remove one of them")
    return CsvTable(path=path, line=line, columns=columns, below=below)


def _rows(path: Path, kind: str, data: bytes | None) -> Iterator[tuple[int, list[str]]]:
    """Each row with the number of the line it begins on."""
    try:
        text = (path.read_bytes() if data is None else data).decode("utf-8-sig")
    except OSError as error:
        raise CsvFileError(f"{path}: {error.strerror}. Give the path of a {kind}") from error
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise CsvFileError(f"{path}: line {line} is not UTF-8. Save the file as 'CSV UTF-8'") from error
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    line = 1
    try:
        for cells in reader:
            yield line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        raise CsvFileError(f"{path}: line {line}: {error}. Mend the quotes of the row") from error
