"""The ``mingcha`` command line: arguments in, exit status out (0 done, 1 the work failed, 2 unusable input)."""

import logging
import sys
import traceback
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TextIO

import typer
from rich.console import Console

from audit_rules.plans.loading import PlanError
from audit_rules.subjects.vocabulary import VocabularyError
from db.database import Database, StoreError
from domain.beijing import BEIJING
from evidence.errors import EvidenceError
from jobs.chain_commands import chain_commands, key_commands
from jobs.clean_command import evidence_folder_commands
from jobs.command_options import DbOption, UnitOption, day, store
from jobs.deadline import describe_deadline
from jobs.errors import UsageError, WorkError
from jobs.export_commands import export_commands
from jobs.inputs import AuditInput, load_input, load_stored, with_register
from jobs.judge import judge_into
from jobs.league import print_league
from jobs.plan_commands import plan_commands
from jobs.print_json import print_json
from jobs.settings import Settings, load_settings
from jobs.signing import key_path, signing_key
from jobs.verify_command import add_verify_command
from jobs.whole_file import whole_file

if TYPE_CHECKING:
    from jobs.replay import ReplayReport

OUT = Console(width=None if sys.stdout.isatty() else 132, emoji=False)
CRASH_LOG = Path("mingcha-error.log")
ERR = Console(stderr=True, highlight=False, markup=False, soft_wrap=True, emoji=False)

app = typer.Typer(
    help="Mingcha (明察): audit government portals against a year's disclosure work plan.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

PlanOption = Annotated[str, typer.Option("--plan", metavar="ID_OR_PATH", help="A plan's id or folder.")]
UnitsOption = Annotated[Path, typer.Option("--units", metavar="CSV", help="The registry of units.")]
RegisterOption = Annotated[
    Path | None,
    typer.Option("--register", metavar="CSV", help="Notices that units filed, and the days of events."),
]
JsonOption = Annotated[
    Path | None, typer.Option("--json", metavar="FILE", help="Write the whole result here.")
]
AsOfOption = Annotated[
    str | None,
    typer.Option("--as-of", metavar="YYYY-MM-DD", help="Judge as of this day; default today in China."),
]


def today() -> date:
    """Today in China."""
    return datetime.now(BEIJING).date()


app.add_typer(plan_commands(OUT, ERR, today), name="plan")
add_verify_command(app, OUT, ERR)
app.add_typer(export_commands(ERR), name="export")
app.add_typer(evidence_folder_commands(ERR), name="evidence")
app.add_typer(key_commands(OUT, ERR), name="key")
app.add_typer(chain_commands(OUT, ERR), name="chain")


def tell_refused(given: AuditInput) -> None:
    """Name every row of the registry that could not be used; the others are not lost."""
    for row in given.refused:
        ERR.print(f"refused: {row}")
    if given.refused:
        ERR.print(f"{len(given.refused)} row(s) refused, {len(given.units)} unit(s) go on")


@app.command("audit")
def audit_command(
    plan: PlanOption,
    units: UnitsOption,
    unit: UnitOption = None,
    as_of: AsOfOption = None,
    db: DbOption = None,
    proxy: Annotated[str | None, typer.Option(metavar="URL", help="HTTP proxy for all requests.")] = None,
    allow_network: Annotated[
        list[str] | None,
        typer.Option(metavar="CIDR", help="A private network that may be visited; repeatable."),
    ] = None,
    evidence: Annotated[
        Path | None,
        typer.Option(
            "--evidence", metavar="DIR", help="Keep all that is fetched in this folder, as it came."
        ),
    ] = None,
    replay: Annotated[
        Path | None,
        typer.Option(
            "--replay", metavar="FILE_OR_DIR", help="Audit from what was kept, instead of the network."
        ),
    ] = None,
    register: RegisterOption = None,
    json_file: JsonOption = None,
) -> None:
    """Crawl the units' portals, judge them against the plan, print the league table."""
    # The crawler takes seconds to load, which other commands, and processes that judge, need not wait for.
    from jobs.audit import AuditOptions, audit, audit_again  # noqa: PLC0415
    from jobs.captured import captured_at  # noqa: PLC0415
    from jobs.evidence_folder import EvidenceFolder  # noqa: PLC0415
    from jobs.progress import ProgressBar  # noqa: PLC0415

    settings = load_settings()
    options_as_of = day(as_of, "--as-of") or today()
    given = with_register(load_input(plan, units, unit or ()), register or settings.register_file)
    tell_refused(given)
    tell_early(given, options_as_of)
    if replay is not None and (evidence or proxy or allow_network):
        raise UsageError("--replay asks no portal: leave out --evidence, --proxy and --allow-network")
    captured = captured_at(replay) if replay is not None else None
    folder = None if captured else evidence or settings.evidence_folder
    kept_in = EvidenceFolder(folder) if folder else None
    with (
        result_file(json_file) as file,
        store(db or settings.db, create=True) as database,
        ProgressBar(ERR) as progress,
    ):
        tell_unsealed(settings, database)
        options = AuditOptions(
            as_of=options_as_of,
            proxy=proxy,
            networks=tuple(allow_network or settings.networks),
            evidence=kept_in,
            on_progress=progress,
        )
        if captured is not None:
            again, replayed = audit_again(given, database, settings, options, captured, file)
            tell_replayed(again)
            show(replayed, json_file)
            return
        report, summary = audit(given, database, settings, options, file)
        if report.resumed:
            ERR.print("an earlier crawl had been cut short; it was taken up where it stopped")
        if summary is None:
            message = (
                f"interrupted: {report.done} of {report.total} portals are stored; "
                "give the same command again within 24 hours to go on from there"
            )
            raise WorkError(message)
    show(summary, json_file)


def tell_replayed(report: "ReplayReport") -> None:
    """Say what was gone through again, and where a visit took another way than it once did."""
    ERR.print(f"replayed {report.visits} visit(s) of {report.crawls} crawl(s); no portal was asked")
    for each in report.diverged:
        divergence = each.divergence
        ERR.print(
            f"note: the visit of {each.unit_id} took another way than it once did: {len(divergence.not_captured)} address(es) "
            f"asked for that were not kept, {len(divergence.not_asked)} kept that were not asked for; what is missing counts as "
            "interrupted and accuses nobody"
        )


@app.command("judge")
def judge_command(
    plan: PlanOption,
    units: Annotated[
        Path | None,
        typer.Option("--units", metavar="CSV", help="A registry; default: the units that are stored."),
    ] = None,
    unit: UnitOption = None,
    as_of: AsOfOption = None,
    db: DbOption = None,
    register: RegisterOption = None,
    json_file: JsonOption = None,
) -> None:
    """Judge again from what is stored; no network."""
    settings = load_settings()
    options_as_of = day(as_of, "--as-of") or today()
    with store(db or settings.db, create=False) as database:
        given = load_input(plan, units, unit or ()) if units else load_stored(plan, database, unit or ())
        given = with_register(given, register or settings.register_file)
        tell_refused(given)
        tell_early(given, options_as_of)
        tell_unsealed(settings, database)
        key = signing_key(settings, database)
        with result_file(json_file) as file:
            summary = judge_into(
                given, database, as_of=options_as_of, file=file, processes=settings.judge_processes, key=key
            )
    show(summary, json_file)


def tell_early(given: AuditInput, as_of: date) -> None:
    """Say when the day of judgement lies before the plan: what is measured then is no merit of the plan's year."""
    if as_of < given.plan.issued_on:
        ERR.print(
            f"note: {as_of} lies before the plan was issued ({given.plan.issued_on}); nothing of it was owed yet"
        )


def tell_unsealed(settings: Settings, database: Database) -> None:
    """Say when an audit will not be sealed."""
    if key_path(settings, database) is None:
        ERR.print(
            "note: this audit will not be sealed; name a signing key with MINGCHA_SIGNING_KEY (made if it is not there)"
        )


def result_file(path: Path | None) -> AbstractContextManager[TextIO | None]:
    """Where the result goes, if anywhere: opened before hours of work are done, there only when all of it is written."""
    return whole_file(path) if path is not None else nullcontext()


def show(summary: dict[str, Any], json_file: Path | None) -> None:
    """Print the league table, and where the result is."""
    print_league(summary, OUT)
    if json_file is not None:
        ERR.print(f"result: {json_file}")


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
