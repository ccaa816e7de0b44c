"""How does a registry of units (the contract's units CSV) become ``Unit`` values, and why is a row refused?"""

import re
from pathlib import Path

from audit_rules.inputs.addresses import address_fault, address_key, load_wrong_addresses, wrong_address
from audit_rules.inputs.csv_table import CsvFileError, CsvTable, Row, RowError, RowRefusedError, open_table
from domain.units import Unit, UnitKind

REQUIRED = ("id", "name", "kind", "portal_url")
OPTIONAL = ("aliases", "region", "parent", "filed_url", "successor", "note")
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]*")


def load_units(
    csv_path: str | Path, data: bytes | None = None
) -> tuple[tuple[Unit, ...], tuple[RowError, ...]]:
    """The good units of a registry in file order, and the rows that were refused.

    ``data`` are the file's bytes where they are at hand already: then ``csv_path`` is only what messages call them.

    Raises:
        CsvFileError: no such file, not UTF-8, no header, a column missing or given twice.
    """
    table = open_table(Path(csv_path), "units CSV", ",".join(REQUIRED), data)
    strange = _check_header(table)
    seen: dict[str, tuple[int, str]] = {}

    def read(line: int, row: Row) -> Unit:
        unit = _unit(row)
        _claim(unit, line, seen)
        return unit

    units, refused = table.rows(read, unit="id")
    return units, (*strange, *refused)


def _check_header(table: CsvTable) -> tuple[RowError, ...]:
    missing = [name for name in REQUIRED if name not in table.columns]
    if missing:
        names = ", ".join(missing)
        raise CsvFileError(f"{table.path}: the header lacks {names}. It must name {','.join(REQUIRED)}")
    return tuple(
        RowError(
            line=table.line,
            reason=f"column {name!r} is not known; it is not read",
            remedy=f"Optional columns: {', '.join(OPTIONAL)}",
        )
        for name in table.columns
        if name not in REQUIRED + OPTIONAL
    )


def _unit(row: Row) -> Unit:
    """The unit of one row.

    Raises:
        RowRefusedError: with the reason.
    """
    unit_id, name = row["id"], row["name"]
    if not _ID.fullmatch(unit_id):
        reason = f"id {unit_id!r} is not an id" if unit_id else "the id is empty"
        raise RowRefusedError(reason, "Use Latin letters, digits, '_', '-' and '.'")
    if not name:
        raise RowRefusedError("the name is empty", "Give the unit's full name")
    kinds = ", ".join(UnitKind)
    if row["kind"] not in list(UnitKind):
        raise RowRefusedError(f"kind {row['kind']!r} is not known", f"Use one of: {kinds}")
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
        raise RowRefusedError(
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
        raise RowRefusedError(f"{column} {url!r} belongs to {known.owner}: {known.reason}", remedy)


def _claim(unit: Unit, line: int, seen: dict[str, tuple[int, str]]) -> None:
    """Note id and address as taken; refuse those that are."""
    claims = [f"id {unit.id}"]
    if unit.portal_url:
        claims.append(f"address {address_key(unit.portal_url)}")
    for claim in claims:
        if claim in seen:
            other_line, other = seen[claim]
            raise RowRefusedError(
                f"{claim} stands on line {other_line} already ({other})",
                "One id and one address belong to one unit: remove the row, or leave its portal_url empty",
            )
    seen |= dict.fromkeys(claims, (line, unit.id))
