"""The commands of ``mingcha registry``: what does the console's registry of units say, and what would a file change?"""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from audit_rules.inputs.csv_table import CsvFileError
from audit_rules.inputs.units import load_units
from casework.registry.changes import RegistryDiff, UnitChange, compare
from casework.registry.current import current_registry, current_versions, state_of
from casework.registry.editing import By, RegistryConflictError, RegistryRefusedError, import_units
from casework.registry.rows import units_csv
from db.registry import recent_versions, unit_history
from jobs.command_options import DbOption, store
from jobs.errors import UsageError, WorkError
from jobs.settings import load_settings
from jobs.whole_file import whole_file


def registry_commands(out: Console, err: Console) -> typer.Typer:
    """The commands, printing to these consoles."""
    app = typer.Typer(help="The registry of units, in versions.", no_args_is_help=True)

    @app.command("import")
    def import_command(
        units: Annotated[Path, typer.Argument(metavar="CSV", help="A units CSV.")],
        reason: Annotated[str, typer.Option(help="Why; kept with every version.")] = "",
        remove_missing: Annotated[  # noqa: FBT002  # how typer declares an option
            bool, typer.Option("--remove-missing", help="Take off the units that the file does not name.")
        ] = False,
        dry_run: Annotated[  # noqa: FBT002
            bool, typer.Option("--dry-run", help="Only say what would be changed.")
        ] = False,
        db: DbOption = None,
    ) -> None:
        """Take the good rows of a file into the registry; the bad ones are told with their lines."""
        try:
            good, refused = load_units(units)
        except CsvFileError as error:
            raise UsageError(str(error)) from None
        with store(db or load_settings().db, create=True) as database:
            rows = current_versions(database)
            diff = compare(rows, good)
            for row in refused:
                err.print(f"refused: {row}")
            for line in _told(diff, remove_missing=remove_missing):
                out.print(line, highlight=False, markup=False, soft_wrap=True)
            if dry_run or not (diff.changes or (remove_missing and diff.missing)):
                return
            try:
                by = By(actor=None, reason=reason or f"import of {units.name}")
                import_units(database, good, seen=state_of(rows), by=by, remove_missing=remove_missing)
            except (RegistryRefusedError, RegistryConflictError) as error:
                raise WorkError(str(error)) from None

    @app.command("export")
    def export_command(
        output: Annotated[Path, typer.Option("-o", "--output", metavar="CSV", help="The file to write.")],
        db: DbOption = None,
    ) -> None:
        """Write the registry as a units CSV; the same registry gives the same bytes."""
        with store(db or load_settings().db, create=False) as database:
            units = current_registry(database)
        with whole_file(output) as file:
            file.write(units_csv(units).decode())
        err.print(f"{len(units)} units: {output}")

    @app.command("history")
    def history_command(
        unit: Annotated[str | None, typer.Argument(metavar="ID", help="A unit; default all.")] = None,
        db: DbOption = None,
    ) -> None:
        """Who changed a unit's row (or any), when and why; the newest first."""
        with store(db or load_settings().db, create=False) as database:
            versions = unit_history(database, unit) if unit else recent_versions(database)
        if unit and not versions:
            err.print(f"nobody changed the row of {unit}")
        for each in versions:
            state = "taken off" if each.unit is None else each.unit.portal_url or "without a portal"
            line = f"{each.edit.at:%Y-%m-%d %H:%M} {each.unit_id} {each.version} {each.edit.author}: {each.edit.reason} ({state})"
            out.print(line, highlight=False, markup=False, soft_wrap=True)

    return app


def _told(diff: RegistryDiff, *, remove_missing: bool) -> list[str]:
    lines = [f"{'new' if each.before is None else 'changed'} {_change(each)}" for each in diff.changes]
    lines += [f"{'taken off' if remove_missing else 'not in the file'} {unit.id}" for unit in diff.missing]
    return [*lines, f"{len(diff.added)} new, {len(diff.changed)} changed, {diff.same} the same"]


def _change(change: UnitChange) -> str:
    cells = "; ".join(f"{each.field}: {each.before or '-'} -> {each.after or '-'}" for each in change.fields)
    warning = " (the portal is another one: its history does not go with it)" if change.moves_portal else ""
    return f"{change.unit_id}: {cells}{warning}"
