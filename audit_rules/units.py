"""How does a registry of units (the contract's units CSV) become ``Unit`` values, and why is a row refused?"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from audit_rules.addresses import address_fault, address_key, load_wrong_addresses, wrong_address
from audit_rules.csv_rows import CsvFileError, csv_rows
from domain.units import Unit, UnitKind

REQUIRED = ("id", "name", "kind", "portal_url")
OPTIONAL = ("aliases", "region", "parent", "filed_url", "successor", "note")
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]*")


class UnitsError(Exception):
    """A registry of units that cannot be read at all; the message says what to do."""


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


class _RefusedError(Exception):
    """Leaves the reading of one row."""

    def __init__(self, reason: str, remedy: str) -> None:
        super().__init__(reason)
        self.reason = reason
        self.remedy = remedy


def load_units(csv_path: str | Path) -> tuple[tuple[Unit, ...], tuple[RowError, ...]]:
    """The good units of a registry in file order, and the rows that were refused.

    Raises:
        UnitsError: no such file, not UTF-8, no header, a column missing or given twice.
    """
    path = Path(csv_path)
    rows = _rows(path)
    header_line, header = next(rows, (0, []))
    columns = [cell.strip() for cell in header]
    if not any(columns):
        raise UnitsError(f"{path}: the file is empty. The first row must be: {','.join(REQUIRED)}")
    errors = list(_check_header(path, columns, header_line))
    units: list[Unit] = []
    seen: dict[str, tuple[int, str]] = {}
    for line, cells in rows:
        if not any(cell.strip() for cell in cells):
            continue
        row = dict(zip(columns, (cell.strip() for cell in cells), strict=False))
        try:
            _check_width(cells, columns)
            unit = _unit(row)
            _claim(unit, line, seen)
        except _RefusedError as refusal:
            errors.append(
                RowError(
                    line=line, reason=refusal.reason, remedy=refusal.remedy, unit_id=row.get("id") or None
                )
            )
            continue
        units.append(unit)
    return tuple(units), tuple(errors)


def _rows(path: Path) -> Iterator[tuple[int, list[str]]]:
    """Each row with the number of the line it begins on."""
    try:
        yield from csv_rows(path, "units CSV")
    except CsvFileError as error:
        raise UnitsError(str(error)) from error


def _check_header(path: Path, columns: list[str], line: int) -> Iterator[RowError]:
    missing = [name for name in REQUIRED if name not in columns]
    if missing:
        raise UnitsError(f"{path}: the header lacks {', '.join(missing)}. It must name {','.join(REQUIRED)}")
    twice = sorted({name for name in columns if columns.count(name) > 1})
    if twice:
        raise UnitsError(f"{path}: the header names {', '.join(twice)} twice. Remove one of them")
    for name in columns:
        if name not in REQUIRED + OPTIONAL:
            known = ", ".join(OPTIONAL)
            yield RowError(
                line=line,
                reason=f"column {name!r} is not known; it is not read",
                remedy=f"Optional columns: {known}",
            )


def _check_width(cells: list[str], columns: list[str]) -> None:
    if len(cells) != len(columns):
        reason = f"{len(cells)} cells where the header names {len(columns)} columns"
        raise _RefusedError(reason, 'Put text that holds a comma between "…"')


def _unit(row: dict[str, str]) -> Unit:
    """The unit of one row.

    Raises:
        _RefusedError: with the reason.
    """
    unit_id, name = row["id"], row["name"]
    if not _ID.fullmatch(unit_id):
        reason = f"id {unit_id!r} is not an id" if unit_id else "the id is empty"
        raise _RefusedError(reason, "Use Latin letters, digits, '_', '-' and '.'")
    if not name:
        raise _RefusedError("the name is empty", "Give the unit's full name")
    kinds = ", ".join(UnitKind)
    if row["kind"] not in list(UnitKind):
        raise _RefusedError(f"kind {row['kind']!r} is not known", f"Use one of: {kinds}")
    aliases = tuple(alias.strip() for alias in row.get("aliases", "").split("|") if alias.strip())
    for column in ("portal_url", "filed_url"):
        _check_address(column, row.get(column, ""), (name, *aliases, row.get("region", "")))
    return Unit(
        id=unit_id,
        name=name,
        kind=UnitKind(row["kind"]),
        portal_url=row["portal_url"] or None,
        aliases=aliases,
        region=row.get("region") or None,
        parent=row.get("parent") or None,
        filed_url=row.get("filed_url") or None,
        successor=row.get("successor") or None,
        note=row.get("note") or None,
    )


def _check_address(column: str, url: str, names: tuple[str, ...]) -> None:
    if not url:
        return
    fault = address_fault(url)
    if fault:
        raise _RefusedError(
            f"{column} {url!r}: {fault}",
            "Give a whole address such as https://www.yn.gov.cn/, or leave it empty",
        )
    known = wrong_address(url, names, load_wrong_addresses())
    if known:
        remedy = (
            f"The right address: {known.right}"
            if known.right
            else "Find the unit's own address, or leave it empty"
        )
        raise _RefusedError(f"{column} {url!r} belongs to {known.owner}: {known.reason}", remedy)


def _claim(unit: Unit, line: int, seen: dict[str, tuple[int, str]]) -> None:
    """Note id and address as taken; refuse those that are."""
    claims = [f"id {unit.id}"]
    if unit.portal_url:
        claims.append(f"address {address_key(unit.portal_url)}")
    for claim in claims:
        if claim in seen:
            other_line, other = seen[claim]
            raise _RefusedError(
                f"{claim} stands on line {other_line} already ({other})",
                "One id and one address belong to one unit: remove the row, or leave its portal_url empty",
            )
    seen |= dict.fromkeys(claims, (line, unit.id))
