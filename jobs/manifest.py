"""Which pages does a manifest (CSV: ``file,url[,content_type]``) name? A broken row costs no other row."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from domain.charset import decode
from jobs.errors import UsageError
from jobs.page_file import UnreadableError, read_bytes

REQUIRED = ("file", "url")
OPTIONAL = "content_type"
MAX_BYTES = 100_000_000
_MOST_LINES = 100  # of one row: a quotation mark that is never closed must not swallow the rest


@dataclass(frozen=True, slots=True, kw_only=True)
class ManifestRow:
    """One row: the number of the line it begins on, its cells, and why it can't be used (None if it can).

    ``file`` stands as the manifest names it.
    """

    line: int
    file: str = ""
    url: str = ""
    content_type: str = ""
    fault: str | None = None


def read_rows(manifest: Path) -> tuple[ManifestRow, ...]:
    """The rows of a manifest in order; rows without any content are left out.

    Raises:
        UsageError: it can't be read, is not UTF-8, lacks a column or names no page.
    """
    lines = io.StringIO(_text(manifest), newline="").readlines()
    records = _records(lines)
    columns: list[str] = []
    for line, cells, fault in records:
        if fault:
            raise UsageError(f"{manifest}: line {line}: {fault}")
        columns = [cell.strip().lower() for cell in cells]
        if any(columns):
            break
    _check_header(manifest, columns)
    rows = tuple(
        _row(line, columns, cells, fault)
        for line, cells, fault in records
        if fault or any(cell.strip() for cell in cells)
    )
    if not rows:
        raise UsageError(f"{manifest}: no row under the header; name a page a line: file,url[,content_type]")
    return rows


def _text(manifest: Path) -> str:
    try:
        read = read_bytes(manifest, MAX_BYTES)
    except UnreadableError as error:
        raise UsageError(f"cannot read the manifest {manifest}: {error}") from None
    if read.cut:
        raise UsageError(f"{manifest}: larger than {MAX_BYTES // 1_000_000} MB; split it into several")
    try:
        return read.body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        charset = decode(read.body).charset
        as_what = f" ({charset}, it seems)" if charset != "utf-8" else ""
        raise UsageError(
            f"cannot read the manifest {manifest}: line {line} is not UTF-8{as_what}; save it as 'CSV UTF-8', "
            "or: iconv -f gb18030 -t utf-8 OLD.csv > NEW.csv"
        ) from None


def _check_header(manifest: Path, columns: list[str]) -> None:
    missing = [name for name in REQUIRED if name not in columns]
    if missing:
        raise UsageError(
            f"{manifest}: no column {', '.join(missing)}; its first line must be file,url[,content_type], "
            "separated by commas"
        )
    twice = [name for name in (*REQUIRED, OPTIONAL) if columns.count(name) > 1]
    if twice:
        raise UsageError(f"{manifest}: the header names {', '.join(twice)} twice; remove one of them")


def _records(lines: list[str]) -> Iterator[tuple[int, list[str], str | None]]:
    """Each record with the number of its first line and, where it can't be parsed, the reason."""
    at = 0
    while at < len(lines):
        reader = csv.reader(lines[at : at + _MOST_LINES], strict=True)
        try:
            cells, fault = next(reader), None
        except csv.Error as error:
            cells, fault = [], f"{error}; mend the quotation marks or shorten the cell"
        yield at + 1, cells, fault
        # What follows a row that can't be parsed begins on the next line.
        at += 1 if fault else reader.line_num


def _row(line: int, columns: list[str], cells: list[str], fault: str | None) -> ManifestRow:
    named = dict(zip(columns, cells, strict=False))
    if fault is None and any(cell.strip() for cell in cells[len(columns) :]):
        fault = (
            f"{len(cells)} cells where the header names {len(columns)}; put a cell that holds a comma between "
            '"…"'
        )
    if fault is None and not named["file"].strip():
        fault = "file is empty; name the page, relative to the manifest"
    return ManifestRow(
        line=line,
        file=named.get("file", ""),
        url=named.get("url", "").strip(),
        content_type=named.get(OPTIONAL, "").strip(),
        fault=fault,
    )
