"""The command ``mingcha export evidence``: arguments in, one file out that stands on its own."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from jobs.command_options import DbOption, store
from jobs.errors import UsageError, WorkError
from jobs.settings import load_settings
from jobs.signing import signing_key, timestamp_authority


def add_evidence_command(app: typer.Typer, err: Console) -> None:
    """Add the command to those of ``mingcha export``."""

    @app.command("evidence")
    def evidence_command(
        unit: Annotated[str, typer.Option("--unit", metavar="ID", help="The unit.")],
        output: Annotated[
            Path, typer.Option("-o", "--output", metavar="FILE.wacz", help="Where the package goes.")
        ],
        task: Annotated[
            list[str] | None,
            typer.Option("--task", metavar="N", help="Only findings of this task; repeatable."),
        ] = None,
        finding: Annotated[
            list[str] | None,
            typer.Option(
                "--finding", metavar="sha256:…", help="Only this finding, by its digest; repeatable."
            ),
        ] = None,
        audit: Annotated[
            str | None, typer.Option("--audit", metavar="ID", help="A stored audit; default: the newest.")
        ] = None,
        plan: Annotated[
            str | None, typer.Option("--plan", metavar="ID_OR_PATH", help="The newest audit under this plan.")
        ] = None,
        evidence: Annotated[
            Path | None,
            typer.Option("--evidence", metavar="DIR", help="The folder that the audit's crawl was kept in."),
        ] = None,
        db: DbOption = None,
    ) -> None:
        """Put what findings rest on into one signed file that anybody can open and check; the same audit gives the same bytes."""
        # What reads captured pages takes seconds to load, which other commands need not wait for.
        from jobs.evidence_gathering import Wanted  # noqa: PLC0415
        from jobs.evidence_package import export_package  # noqa: PLC0415

        settings = load_settings()
        folder = evidence or settings.evidence_folder
        if folder is None:
            raise UsageError(
                "name the folder that the audit's crawl was kept in, with --evidence DIR or MINGCHA_EVIDENCE"
            )
        authority = timestamp_authority(settings)
        with store(db or settings.db, create=False) as database:
            key = signing_key(settings, database)
            if key is None:
                raise WorkError(
                    "a package is signed; name the key that audits are sealed with: MINGCHA_SIGNING_KEY"
                )
            written = export_package(
                database,
                Wanted(
                    unit=unit,
                    output=output,
                    evidence=folder,
                    tasks=tuple(task or ()),
                    findings=tuple(finding or ()),
                    audit_id=audit,
                    plan=plan,
                    chromium=settings.chromium,
                ),
                key,
                authority,
            )
        if written.note:
            err.print(f"note: the package has no timestamp: {written.note}")
        err.print(f"audit {written.audit_id}, {written.findings} finding(s) of {unit}: {output}")
