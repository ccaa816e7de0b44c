"""The commands of ``mingcha export``: what is handed to others, made of what is stored."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from evidence.office.letter import Letter
from jobs.command_options import DbOption, UnitOption, day, store
from jobs.errors import UsageError
from jobs.evidence_commands import add_evidence_command
from jobs.office_documents import Document, Wanted, write_documents
from jobs.settings import load_settings


class Format(StrEnum):
    """The formats of ``export report``."""

    XLSX = "xlsx"
    DOCX = "docx"
    PDF = "pdf"
    CSV = "csv"
    JSON = "json"


class Kind(StrEnum):
    """The two documents of the format ``docx``."""

    CIRCULAR = "circular"
    NOTICE = "notice"


_DOCUMENTS = {
    Format.XLSX: Document.LEDGER,
    Format.PDF: Document.REPORT,
    Format.CSV: Document.TABLE,
    Format.JSON: Document.OBJECT,
}
_LETTERS = {Kind.CIRCULAR: Document.CIRCULAR, Kind.NOTICE: Document.NOTICE}


def export_commands(err: Console) -> typer.Typer:
    """The commands, telling what they wrote on this console."""
    app = typer.Typer(
        help="Hand out what is stored: office documents, open data, evidence.", no_args_is_help=True
    )

    @app.command("report")
    def report_command(
        file_format: Annotated[
            Format,
            typer.Option(
                "--format",
                help="xlsx: ledger 工作台账; docx: circular or notice; pdf: report on a unit; csv, json: open data.",
            ),
        ],
        output: Annotated[
            Path,
            typer.Option(
                "-o",
                "--output",
                metavar="FILE_OR_DIR",
                help="The file; a folder for notices to, or reports on, many units.",
            ),
        ],
        kind: Annotated[
            Kind | None,
            typer.Option(
                "--kind", help="With docx: circular 通报 (default), or notice 整改通知 to each unit."
            ),
        ] = None,
        plan: Annotated[
            str | None,
            typer.Option("--plan", metavar="ID_OR_PATH", help="The newest audit under this plan."),
        ] = None,
        audit: Annotated[
            str | None, typer.Option("--audit", metavar="ID", help="A stored audit; default: the newest.")
        ] = None,
        unit: UnitOption = None,
        issuer: Annotated[
            str, typer.Option("--issuer", metavar="NAME", help="docx: who issues it 发文机关署名.")
        ] = "",
        number: Annotated[str, typer.Option("--number", metavar="TEXT", help="docx: 发文字号.")] = "",
        dated: Annotated[
            str | None, typer.Option("--date", metavar="YYYY-MM-DD", help="docx: day of issue 成文日期.")
        ] = None,
        mend_by: Annotated[
            str | None,
            typer.Option("--mend-by", metavar="YYYY-MM-DD", help="docx: to be mended by 整改期限."),
        ] = None,
        addressee: Annotated[
            str, typer.Option("--to", metavar="TEXT", help="circular: to whom 主送机关.")
        ] = Letter().addressee,
        contact: Annotated[
            str, typer.Option("--contact", metavar="TEXT", help="notice: whom to ask 联系方式.")
        ] = "",
        db: DbOption = None,
    ) -> None:
        """Make an office document of a stored audit; the same audit gives the same bytes."""
        if kind is not None and file_format is not Format.DOCX:
            raise UsageError(f"--kind {kind} goes with --format docx")
        document = _LETTERS[kind or Kind.CIRCULAR] if file_format is Format.DOCX else _DOCUMENTS[file_format]
        letter = Letter(
            issuer=issuer,
            number=number,
            dated=day(dated, "--date"),
            mend_by=day(mend_by, "--mend-by"),
            addressee=addressee,
            contact=contact,
        )
        if letter != Letter() and file_format is not Format.DOCX:
            raise UsageError(
                "--issuer, --number, --date, --mend-by, --to and --contact go with --format docx; leave them out"
            )
        _check_letter(letter, document)
        if letter.dated and letter.mend_by and letter.mend_by < letter.dated:
            raise UsageError(
                f"--mend-by {letter.mend_by} is before --date {letter.dated}: nobody can mend by a day that is over when "
                "the letter is sent; name a later day, or leave --mend-by out"
            )
        with store(db or load_settings().db, create=False) as database:
            written = write_documents(
                database,
                Wanted(
                    document=document,
                    output=output,
                    plan=plan,
                    audit_id=audit,
                    units=tuple(unit or ()),
                    letter=letter,
                ),
            )
        err.print(
            f"audit {written.audit_id}, {written.units} unit(s): {written.files} file(s) in {written.output}"
            if written.output.is_dir()
            else f"audit {written.audit_id}, {written.units} unit(s): {written.output}"
        )

    add_evidence_command(app, err)
    return app


def _check_letter(letter: Letter, document: Document) -> None:
    """Refuse what a letter has no place for: who gave it would look for it in vain.

    Raises:
        UsageError: an option goes with the other letter.
    """
    if letter.contact and document is Document.CIRCULAR:
        raise UsageError(
            "--contact goes with --kind notice: a circular names nobody whom to ask; leave it out"
        )
    if letter.addressee != Letter().addressee and document is Document.NOTICE:
        raise UsageError("--to goes with --kind circular: a notice is addressed to its unit; leave it out")
