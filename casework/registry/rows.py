"""How does the registry become the contract's units CSV, and such a file its rows? The same rows give the same bytes."""

import csv
import io
from collections.abc import Iterable
from pathlib import Path

from audit_rules.inputs.csv_table import RowError
from audit_rules.inputs.units import OPTIONAL, REQUIRED, load_units
from domain.units import Unit

COLUMNS = (*REQUIRED, *OPTIONAL)
"""Of every file that is written, in this order."""


def units_csv(units: Iterable[Unit]) -> bytes:
    """The units as the contract's CSV (UTF-8, lines ending with a line feed), in the order given."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for unit in units:
        writer.writerow(cells(unit).values())
    return text.getvalue().encode("utf-8", "replace")


def cells(unit: Unit) -> dict[str, str]:
    """A unit's cells by the names of their columns."""
    return {
        "id": unit.id,
        "name": unit.name,
        "kind": unit.kind.value,
        "portal_url": unit.portal_url or "",
        "aliases": "|".join(unit.aliases),
        "region": unit.region or "",
        "parent": unit.parent or "",
        "filed_url": unit.filed_url or "",
        "successor": unit.successor or "",
        "note": unit.note or "",
    }


def read_units(data: bytes, name: str) -> tuple[tuple[Unit, ...], tuple[RowError, ...]]:
    """The good rows of a file's bytes, and the refused ones; ``name`` is what messages call it.

    Raises:
        CsvFileError: it can't be used at all.
    """
    return load_units(Path(name), data)
