"""Which rows does a CSV file have, and on which line does each begin?"""

import csv
import io
from collections.abc import Iterator
from pathlib import Path


class CsvFileError(Exception):
    """A file that can't be read as CSV at all; the message says what to do."""


def csv_rows(path: Path, kind: str) -> Iterator[tuple[int, list[str]]]:
    """Each row with the number of the line it begins on; ``kind`` names the file (units CSV) in messages.

    Raises:
        CsvFileError: no such file, not UTF-8, quotes that do not close.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
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
