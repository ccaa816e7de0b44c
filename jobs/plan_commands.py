"""The commands of ``mingcha plan``: draft a plan from a document, check a plan."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from audit_rules.plans.check import check_plan
from jobs.errors import WorkError
from jobs.plan import render_report
from jobs.plan_draft import parse_plan


def plan_commands(out: Console, err: Console, today: Callable[[], date]) -> typer.Typer:
    """The commands, printing to these consoles."""
    app = typer.Typer(help="Draft a work plan from a document; check one.", no_args_is_help=True)

    @app.command("check")
    def plan_check_command(
        plan: Annotated[str, typer.Argument(metavar="PLAN", help="A plan's id, folder or file.")],
    ) -> None:
        """Check a plan: numbers, verbatim texts, deadlines, units, rules, weights; of a draft, what is left to do."""
        report = check_plan(plan)
        out.print(render_report(report), highlight=False, markup=False, soft_wrap=True)
        if not report.ok:
            raise WorkError(f"{plan}: the plan does not hold; mend what is named above")

    @app.command("parse")
    def plan_parse_command(
        document: Annotated[
            Path, typer.Argument(metavar="DOCUMENT", help="The plan as txt, docx, html or pdf.")
        ],
        output: Annotated[
            Path,
            typer.Option("-o", "--output", metavar="PLAN", help="The draft: a file (.yaml) or a new folder."),
        ],
        units: Annotated[
            Path | None,
            typer.Option(
                "--units", metavar="CSV", help="Registry whose ids the leads become; default: one that fits."
            ),
        ] = None,
    ) -> None:
        """Turn a published work plan into a draft plan, and say what of it could not be read."""
        report = parse_plan(document, output, units, today().year)
        for line in report.told():
            err.print(line)

    return app
