"""The commands that judge: ``mingcha audit`` (crawl, store, judge) and ``mingcha judge`` (judge again what is stored)."""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TextIO

import typer
from rich.console import Console

from db.database import Database
from jobs.command_options import DbOption, UnitOption, day, store
from jobs.errors import UsageError, WorkError
from jobs.inputs import AuditInput, load_input, load_stored, with_filed, with_register
from jobs.judge import judge_into
from jobs.league import print_league
from jobs.settings import Settings, load_settings
from jobs.signing import key_path, signing_key
from jobs.whole_file import whole_file

if TYPE_CHECKING:
    from jobs.replay import ReplayReport

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


def add_audit_commands(app: typer.Typer, out: Console, err: Console, today: Callable[[], date]) -> None:
    """Add both commands, printing to these consoles."""

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
        from jobs.progress_lines import ProgressLines  # noqa: PLC0415

        settings = load_settings()
        options_as_of = day(as_of, "--as-of") or today()
        given = with_register(load_input(plan, units, unit or ()), register or settings.register_file)
        _tell_refused(err, given)
        _tell_early(err, given, options_as_of)
        if replay is not None and (evidence or proxy or allow_network):
            raise UsageError("--replay asks no portal: leave out --evidence, --proxy and --allow-network")
        captured = captured_at(replay) if replay is not None else None
        folder = None if captured else evidence or settings.evidence_folder
        kept_in = EvidenceFolder(folder) if folder else None
        lines = ProgressLines()
        with (
            _result_file(json_file) as file,
            store(db or settings.db, create=True) as database,
            ProgressBar(err) as progress,
        ):
            _tell_unsealed(err, settings, database)
            options = AuditOptions(
                as_of=options_as_of,
                proxy=proxy,
                networks=tuple(allow_network or settings.networks),
                evidence=kept_in,
                on_progress=lines.beside(progress),
                on_phase=lines.phase,
            )
            if captured is not None:
                again, replayed = audit_again(given, database, settings, options, captured, file)
                _tell_replayed(err, again)
                _show(out, err, replayed, json_file)
                return
            report, summary = audit(given, database, settings, options, file)
            if report.resumed:
                err.print("an earlier crawl had been cut short; it was taken up where it stopped")
            if summary is None:
                message = (
                    f"interrupted: {report.done} of {report.total} portals are stored; "
                    "give the same command again within 24 hours to go on from there"
                )
                raise WorkError(message)
            lines.stored(summary["run_id"])
        _show(out, err, summary, json_file)

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
            given = with_filed(with_register(given, register or settings.register_file), database)
            _tell_refused(err, given)
            _tell_early(err, given, options_as_of)
            _tell_unsealed(err, settings, database)
            key = signing_key(settings, database)
            with _result_file(json_file) as file:
                summary = judge_into(
                    given,
                    database,
                    as_of=options_as_of,
                    file=file,
                    processes=settings.judge_processes,
                    key=key,
                )
        _show(out, err, summary, json_file)


def _tell_refused(err: Console, given: AuditInput) -> None:
    """Name every row of the registry that could not be used; the others are not lost."""
    for row in given.refused:
        err.print(f"refused: {row}")
    if given.refused:
        err.print(f"{len(given.refused)} row(s) refused, {len(given.units)} unit(s) go on")


def _tell_replayed(err: Console, report: "ReplayReport") -> None:
    """Say what was gone through again, and where a visit took another way than it once did."""
    err.print(f"replayed {report.visits} visit(s) of {report.crawls} crawl(s); no portal was asked")
    for each in report.diverged:
        divergence = each.divergence
        err.print(
            f"note: the visit of {each.unit_id} took another way than it once did: {len(divergence.not_captured)} address(es) "
            f"asked for that were not kept, {len(divergence.not_asked)} kept that were not asked for; what is missing counts as "
            "interrupted and accuses nobody"
        )


def _tell_early(err: Console, given: AuditInput, as_of: date) -> None:
    """Say when the day of judgement lies before the plan: what is measured then is no merit of the plan's year."""
    if as_of < given.plan.issued_on:
        err.print(
            f"note: {as_of} lies before the plan was issued ({given.plan.issued_on}); nothing of it was owed yet"
        )


def _tell_unsealed(err: Console, settings: Settings, database: Database) -> None:
    """Say when an audit will not be sealed."""
    if key_path(settings, database) is None:
        err.print(
            "note: this audit will not be sealed; name a signing key with MINGCHA_SIGNING_KEY (made if it is not there)"
        )


def _result_file(path: Path | None) -> AbstractContextManager[TextIO | None]:
    """Where the result goes, if anywhere: opened before hours of work are done, there only when all of it is written."""
    return whole_file(path) if path is not None else nullcontext()


def _show(out: Console, err: Console, summary: dict[str, Any], json_file: Path | None) -> None:
    """Print the league table, and where the result is."""
    print_league(summary, out)
    if json_file is not None:
        err.print(f"result: {json_file}")
