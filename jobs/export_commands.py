"""The commands of ``mingcha export``: what is handed to others, made of what is stored."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from jobs.command_options import DbOption, UnitOption, store
from jobs.office_documents import Document, Wanted, write_documents
from jobs.settings import load_settings


class Format(StrEnum):
    """The formats of ``export report``."""

    XLSX = "xlsx"
    CSV = "csv"
    JSON = "json"


_DOCUMENTS = {Format.XLSX: Document.LEDGER, Format.CSV: Document.TABLE, Format.JSON: Document.OBJECT}


def export_commands(err: Console) -> typer.Typer:
    """The commands, telling what they wrote on this console."""
    app = typer.Typer(help="Hand out what is stored: office documents, open data.", no_args_is_help=True)

    @app.callback()
    def group() -> None:
        """Keep ``report`` a command of a group, however many there are."""

    @app.command("report")
    def report_command(
        kind: Annotated[
            Format, typer.Option("--format", help="xlsx: ledger 工作台账; csv, json: open data.")
        ],
        output: Annotated[
            Path, typer.Option("-o", "--output", metavar="FILE", help="Where the document goes.")
        ],
        plan: Annotated[
            str | None,
            typer.Option("--plan", metavar="ID_OR_PATH", help="The newest audit under this plan."),
        ] = None,
        audit: Annotated[
            str | None, typer.Option("--audit", metavar="ID", help="A stored audit; default: the newest.")
        ] = None,
        unit: UnitOption = None,
        db: DbOption = None,
    ) -> None:
        """Make an office document of a stored audit; the same audit gives the same bytes."""
        with store(db or load_settings().db, create=False) as database:
            written = write_documents(
                database,
                Wanted(
                    document=_DOCUMENTS[kind],
                    output=output,
                    plan=plan,
                    audit_id=audit,
                    units=tuple(unit or ()),
                ),
            )
        err.print(f"audit {written.audit_id}, {written.units} unit(s): {written.output}")

    return app
