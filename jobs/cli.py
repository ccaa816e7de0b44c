"""The ``mingcha`` command line: arguments in, exit status out (0 done, 1 the work failed, 2 unusable input)."""

import logging
import sys
import traceback
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from audit_rules.plans.loading import PlanError
from audit_rules.subjects.vocabulary import VocabularyError
from db.database import StoreError
from domain.beijing import BEIJING
from evidence.errors import EvidenceError
from jobs.audit_commands import add_audit_commands
from jobs.chain_commands import chain_commands, key_commands
from jobs.clean_command import evidence_folder_commands
from jobs.command_options import day
from jobs.console_commands import console_commands
from jobs.deadline import describe_deadline
from jobs.errors import UsageError, WorkError
from jobs.export_commands import export_commands
from jobs.plan_commands import plan_commands
from jobs.print_json import print_json
from jobs.registry_commands import registry_commands
from jobs.serve_command import add_serve_command
from jobs.settings import load_settings
from jobs.user_commands import user_commands
from jobs.verify_command import add_verify_command
from jobs.worker_command import add_worker_command

OUT = Console(width=None if sys.stdout.isatty() else 132, emoji=False)
CRASH_LOG = Path("mingcha-error.log")
ERR = Console(stderr=True, highlight=False, markup=False, soft_wrap=True, emoji=False)

app = typer.Typer(
    help="Mingcha (明察): audit government portals against a year's disclosure work plan.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


def today() -> date:
    """Today in China."""
    return datetime.now(BEIJING).date()


add_audit_commands(app, OUT, ERR, today)
app.add_typer(plan_commands(OUT, ERR, today), name="plan")
app.add_typer(registry_commands(OUT, ERR), name="registry")
add_verify_command(app, OUT, ERR)
add_worker_command(app, ERR)
app.add_typer(export_commands(ERR), name="export")
app.add_typer(evidence_folder_commands(ERR), name="evidence")
app.add_typer(key_commands(OUT, ERR), name="key")
app.add_typer(chain_commands(OUT, ERR), name="chain")
app.add_typer(user_commands(OUT, ERR), name="user")
app.add_typer(console_commands(ERR), name="console")
add_serve_command(app, ERR)


@app.command("read")
def read_command(
    file: Annotated[Path | None, typer.Argument(metavar="FILE", help="A saved page.")] = None,
    url: Annotated[str, typer.Option(help="The address it was fetched from.")] = "",
    content_type: Annotated[str | None, typer.Option(help="Its Content-Type header.")] = None,
    manifest: Annotated[
        Path | None, typer.Option(metavar="CSV", help="Read many: file,url[,content_type].")
    ] = None,
    out: Annotated[
        Path | None, typer.Option(metavar="JSONL", help="Where to write one object a page.")
    ] = None,
) -> None:
    """Say what one saved page, or each page of a manifest, says."""
    from jobs.read import read_file, read_manifest  # noqa: PLC0415  # the readers take a second to load

    if (file is None) == (manifest is None):
        raise UsageError("give either one FILE or --manifest CSV --out JSONL")
    if file is not None:
        if out is not None:
            raise UsageError("--out goes with --manifest; the result of one FILE goes to standard output")
        result = read_file(file, url or None, content_type)
        print_json(result)
        if "note" in result:
            ERR.print(f"{file}: {result['note']}")
        if "reason" in result:
            raise UsageError(f"{file}: {result['reason']}")
        return
    if out is None or manifest is None:
        raise UsageError("--manifest needs --out JSONL")
    if url or content_type:
        raise UsageError("--url and --content-type go with one FILE; a manifest names them in its columns")
    report = read_manifest(manifest, out)
    for line in report.told():
        ERR.print(line)
    ERR.print(f"result: {out}")
    if len(report.faults) == report.rows:
        raise WorkError(f"{manifest}: no page could be read; mend what is named above")


@app.command("deadline")
def deadline_command(
    text: Annotated[str, typer.Argument(metavar="TEXT", help="A deadline phrase, e.g. 次月5日前.")],
    issued: Annotated[
        str | None, typer.Option(metavar="YYYY-MM-DD", help="Day of issue or of the event.")
    ] = None,
    year: Annotated[
        int | None, typer.Option(metavar="YYYY", min=1900, max=2200, help="The year asked for.")
    ] = None,
) -> None:
    """Show how a deadline phrase is understood, and its due dates."""
    result = describe_deadline(text, issued=day(issued, "--issued"), year=year, today=today())
    print_json(result)
    if not result["understood"]:
        raise typer.Exit(1)


@app.command("schedule")
def schedule_command() -> None:
    """Run the nightly scheduler until stopped."""
    from scheduler import run_forever  # noqa: PLC0415  # the scheduler imports the jobs, not the reverse

    run_forever(load_settings(), ERR.print)


def run(command: Callable[[], object]) -> int:
    """Run and turn what can go wrong into a message and an exit status."""
    try:
        command()
    except (UsageError, PlanError, VocabularyError) as error:
        ERR.print(f"mingcha: {error}")
        return 2
    except (WorkError, StoreError, EvidenceError) as error:
        ERR.print(f"mingcha: {error}")
        return 1
    except KeyboardInterrupt:
        ERR.print("mingcha: interrupted; what was stored stays stored")
        return 1
    except SystemExit as leave:
        return leave.code if isinstance(leave.code, int) else 1
    except Exception as error:  # noqa: BLE001  # a defect of ours: said in a line, kept whole in a file
        ERR.print(f"mingcha: internal error ({type(error).__name__}: {error}); {kept(error)}")
        return 1
    return 0


def kept(error: Exception) -> str:
    """Keep the whole of an error in a file, and say where."""
    try:
        CRASH_LOG.write_text("".join(traceback.format_exception(error)), encoding="utf-8")
    except OSError:
        return "please report it (this folder can't be written to, so its details are lost)"
    return f"please report {CRASH_LOG.resolve()}"


def main() -> None:
    """Entry point of the console script."""
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    logging.getLogger("scrapy").setLevel(logging.WARNING)  # it sets a level of its own
    logging.getLogger("mingcha").setLevel(logging.INFO)
    sys.exit(run(app))


if __name__ == "__main__":
    main()
