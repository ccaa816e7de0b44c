"""Which office documents are there, and how is each written: one of all units, or one a unit?"""

import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import partial
from pathlib import Path

from casework.reports.report_source import findings_of, report_of
from db.database import Database
from evidence.office.audit_report import AuditReport, UnitFindings
from evidence.office.letter import Letter
from jobs.chosen_units import chosen_units
from jobs.errors import UsageError, WorkError
from jobs.printing import check_printing
from jobs.unit_documents import Make, write_unit_documents
from jobs.whole_file import whole_bytes, whole_file


class Document(StrEnum):
    """The office documents."""

    LEDGER = "ledger"
    TABLE = "table"
    OBJECT = "object"
    CIRCULAR = "circular"
    NOTICE = "notice"
    REPORT = "report"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What was asked for. ``audit_id`` None: the newest audit (of the plan, if one is named); no units: all of them.

    ``output`` is a file; for the documents of one unit each, a folder, unless one unit is named and it has the ending of a file.
    ``processes`` 0: as many as there are cores.
    """

    document: Document
    output: Path
    plan: str | None = None
    audit_id: str | None = None
    units: tuple[str, ...] = ()
    letter: Letter = field(default_factory=Letter)
    processes: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """Where a document or a folder of them stands, of which audit, how many files, and of how many units."""

    output: Path
    audit_id: str
    files: int
    units: int


def write_documents(database: Database, wanted: Wanted) -> Written:
    """Write what was asked for.

    Raises:
        UsageError: the plan, a unit or the output can't be used.
        WorkError: the plan is not the audit's, there is nothing to write, or it can't be written to the end.
        StoreError: there is no such audit, or the database can't be used.
    """
    _check_ending(wanted)
    report = report_of(database, audit_id=wanted.audit_id, plan=wanted.plan)
    report = replace(report, units=chosen_units(report, wanted.units))
    found = findings_of(database, report)
    if wanted.document is Document.REPORT:
        check_printing()
    of_units = _OF_UNITS.get(wanted.document)
    if of_units is not None:
        files = _write_of_units(wanted, report, found, *of_units)
    else:
        _OF_ALL[wanted.document](wanted, report, found)
        files = 1
    return Written(output=wanted.output, audit_id=report.audit_id, files=files, units=len(report.units))


def _check_ending(wanted: Wanted) -> None:
    """Refuse a name that promises another format: the office's programs go by it, and would call the file damaged."""
    ending, named = _FILES.get(wanted.document), wanted.output.suffix.lower()
    if ending is not None and named != ending and named in _ENDINGS:
        raise UsageError(
            f"-o {wanted.output}: what is written is a {ending} file, and this is the name of a {named} one; name a file that "
            f"ends in {ending}, or ask for the other with --format {named[1:]}"
        )


def _write_of_units(
    wanted: Wanted,
    report: AuditReport,
    found: Iterable[UnitFindings],
    make: Callable[[AuditReport, UnitFindings, Letter], bytes | None],
    ending: str,
    nothing: str,
) -> int:
    making: Make = partial(_with_letter, make, wanted.letter)
    suffix = Path(ending).suffix
    if len(report.units) == 1 and wanted.output.suffix.lower() == suffix:
        content = making(report, next(iter(found)))
        if content is not None:
            with whole_bytes(wanted.output) as file:
                file.write(content)
        files = int(content is not None)
    else:
        if wanted.output.suffix.lower() in _ENDINGS and not wanted.output.is_dir():
            raise UsageError(
                f"-o {wanted.output}: each of {len(report.units)} unit(s) gets a {suffix} file of its own, in a folder, and this "
                f"is a file's name; name a folder, or one unit with --unit and a file that ends in {suffix}"
            )
        processes = wanted.processes or len(os.sched_getaffinity(0))
        files = write_unit_documents(wanted.output, making, report, found, ending=ending, processes=processes)
    if not files:
        raise WorkError(nothing)
    return files


def _with_letter(
    make: Callable[[AuditReport, UnitFindings, Letter], bytes | None],
    letter: Letter,
    report: AuditReport,
    found: UnitFindings,
) -> bytes | None:
    return make(report, found, letter)


# Each document loads what it alone needs: the libraries take a second to load.


def _write_ledger(wanted: Wanted, report: AuditReport, found: Iterable[UnitFindings]) -> None:
    from evidence.office.ledger import write_ledger  # noqa: PLC0415

    with whole_bytes(wanted.output) as file:
        write_ledger(file, report, found)


def _write_table(wanted: Wanted, report: AuditReport, found: Iterable[UnitFindings]) -> None:
    from evidence.office.open_data import write_table  # noqa: PLC0415

    with whole_file(wanted.output) as file:
        write_table(file, report, found)


def _write_object(wanted: Wanted, report: AuditReport, found: Iterable[UnitFindings]) -> None:
    from evidence.office.open_data import write_object  # noqa: PLC0415

    with whole_file(wanted.output) as file:
        write_object(file, report, found)


def _write_circular(wanted: Wanted, report: AuditReport, found: Iterable[UnitFindings]) -> None:
    from evidence.office.circular import circular  # noqa: PLC0415

    with whole_bytes(wanted.output) as file:
        file.write(circular(report, found, wanted.letter))


def _notice(report: AuditReport, found: UnitFindings, letter: Letter) -> bytes | None:
    from evidence.office.notice import needs_notice, notice  # noqa: PLC0415

    return notice(report, found, letter) if needs_notice(found) else None


def _report(report: AuditReport, found: UnitFindings, _letter: Letter) -> bytes | None:
    from evidence.office.unit_report import unit_report  # noqa: PLC0415

    return unit_report(report, found) if found.findings else None


_ENDINGS = frozenset({".docx", ".pdf", ".xlsx", ".csv", ".json"})
"""How the files of documents end: nobody means a folder of such a name."""

_FILES: Mapping[Document, str] = {
    Document.LEDGER: ".xlsx",
    Document.TABLE: ".csv",
    Document.OBJECT: ".json",
    Document.CIRCULAR: ".docx",
}
"""How the one file of a document of all units ends."""

_OF_ALL: Mapping[Document, Callable[[Wanted, AuditReport, Iterable[UnitFindings]], None]] = {
    Document.LEDGER: _write_ledger,
    Document.TABLE: _write_table,
    Document.OBJECT: _write_object,
    Document.CIRCULAR: _write_circular,
}
_OF_UNITS: Mapping[Document, tuple[Callable[[AuditReport, UnitFindings, Letter], bytes | None], str, str]] = {
    Document.NOTICE: (
        _notice,
        "-整改通知.docx",
        "nothing of the units asked for is proved failed or late, so there is nothing to be mended: no notice was written",
    ),
    Document.REPORT: (
        _report,
        "-核查报告.pdf",
        "none of the units asked for owes anything under the plan: no report was written",
    ),
}
