"""The commands of ``mingcha evidence``: what becomes of the evidence folder?"""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from jobs.command_options import DbOption, store
from jobs.errors import UsageError
from jobs.settings import load_settings


def evidence_folder_commands(err: Console) -> typer.Typer:
    """The commands of ``mingcha evidence``, printing to this console."""
    app = typer.Typer(help="The folder in which is kept what was fetched.", no_args_is_help=True)

    @app.callback()
    def group() -> None:
        """Keep ``clean`` a command of a group, however many there are."""

    @app.command("clean")
    def clean_command(
        evidence: Annotated[
            Path | None, typer.Option("--evidence", metavar="DIR", help="The evidence folder.")
        ] = None,
        dry_run: Annotated[  # noqa: FBT002  # how typer declares an option
            bool, typer.Option("--dry-run", help="Only say what would be deleted.")
        ] = False,
        db: DbOption = None,
    ) -> None:
        """Delete captured visits older than MINGCHA_KEEP_DAYS that no audit rests on, and what killed crawls left."""
        from jobs.evidence_cleaning import clean_evidence  # noqa: PLC0415

        settings = load_settings()
        folder = evidence or settings.evidence_folder
        if folder is None:
            raise UsageError("name the evidence folder, with --evidence DIR or MINGCHA_EVIDENCE")
        if not folder.is_dir():
            found = "it is a file" if folder.exists() else "there is no such folder"
            raise UsageError(
                f"{folder}: {found}, so nothing can be cleaned up; name the folder that mingcha audit --evidence wrote to"
            )
        now = datetime.now(UTC)
        with store(db or settings.db, create=False) as database:
            cleaned = clean_evidence(
                database, folder, before=now - timedelta(days=settings.keep_days), now=now, dry_run=dry_run
            )
        for each in cleaned.spared:
            err.print(f"note: {each}")
        err.print(
            f"{'would delete' if dry_run else 'deleted'} {cleaned.visits:,} visit(s) that no audit rests on and "
            f"{cleaned.leftovers:,} unfinished file(s), {cleaned.size:,} bytes"
        )

    return app
