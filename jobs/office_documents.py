"""Which office documents are there, and how is each written: one of all units, or one a unit?"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from db.database import Database
from evidence.office.audit_report import AuditReport, UnitFindings
from jobs.report_source import chosen_units, findings_of, report_of
from jobs.whole_file import whole_bytes, whole_file


class Document(StrEnum):
    """The office documents."""

    LEDGER = "ledger"
    TABLE = "table"
    OBJECT = "object"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What was asked for. ``audit_id`` None: the newest audit (of the plan, if one is named); no units: all of them."""

    document: Document
    output: Path
    plan: str | None = None
    audit_id: str | None = None
    units: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """Where a document or a folder of them stands, of which audit, and of how many units."""

    output: Path
    audit_id: str
    units: int


def write_documents(database: Database, wanted: Wanted) -> Written:
    """Write what was asked for.

    Raises:
        UsageError: the plan, a unit or the output can't be used.
        WorkError: the plan is not the audit's, or the output can't be written to the end.
        StoreError: there is no such audit, or the database can't be used.
    """
    report = report_of(database, audit_id=wanted.audit_id, plan=wanted.plan)
    report = replace(report, units=chosen_units(report, wanted.units))
    _OF_ALL[wanted.document](wanted.output, report, findings_of(database, report))
    return Written(output=wanted.output, audit_id=report.audit_id, units=len(report.units))


def _write_ledger(path: Path, report: AuditReport, found: Iterable[UnitFindings]) -> None:
    from evidence.office.ledger import write_ledger  # noqa: PLC0415  # each document loads what it alone needs

    with whole_bytes(path) as file:
        write_ledger(file, report, found)


def _write_table(path: Path, report: AuditReport, found: Iterable[UnitFindings]) -> None:
    from evidence.office.open_data import write_table  # noqa: PLC0415

    with whole_file(path) as file:
        write_table(file, report, found)


def _write_object(path: Path, report: AuditReport, found: Iterable[UnitFindings]) -> None:
    from evidence.office.open_data import write_object  # noqa: PLC0415

    with whole_file(path) as file:
        write_object(file, report, found)


_OF_ALL: Mapping[Document, Callable[[Path, AuditReport, Iterable[UnitFindings]], None]] = {
    Document.LEDGER: _write_ledger,
    Document.TABLE: _write_table,
    Document.OBJECT: _write_object,
}
