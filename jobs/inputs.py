"""On what is an audit held: a plan, units, an operator's register; and what of them can't be used?"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from audit_rules.inputs.csv_table import CsvFileError, RowError
from audit_rules.inputs.register import load_register
from audit_rules.inputs.units import load_units
from audit_rules.plans.check import load_judged_plan
from audit_rules.plans.loading import PlanError
from audit_rules.plans.source import PlanSource
from casework.filings.on_file import with_filings
from db.database import Database
from domain.plans import Plan
from domain.register import Register
from domain.units import Unit
from jobs.errors import UsageError


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditInput:
    """A plan and the units to hold against it; ``refused`` are the rows that could not be used.

    ``registry`` are all units that are known, of which ``units`` may be a few (empty: the same): what is said of those few
    may hang on what the others did. ``source`` are the plan's files, to be kept with what is judged by them (None: a plan that
    was made without). ``register`` is what the operator registered besides: notices filed, days of events.
    """

    plan: Plan
    units: tuple[Unit, ...]
    refused: tuple[RowError, ...] = ()
    source: PlanSource | None = None
    register: Register = field(default_factory=Register)
    registry: tuple[Unit, ...] = ()

    @property
    def known(self) -> tuple[Unit, ...]:
        """All units that are known, judged or not."""
        return self.registry or self.units


def load_input(plan: str, units: Path, only: Sequence[str] = ()) -> AuditInput:
    """Load plan and registry.

    Raises:
        UsageError: the plan or the registry can't be used at all, or a unit asked for is not in it.
    """
    try:
        registry, refused = load_units(units)
        loaded, source = load_judged_plan(plan, [unit.id for unit in registry])
    except (PlanError, CsvFileError) as error:
        raise UsageError(str(error)) from None
    unknown = sorted(set(only) - {unit.id for unit in registry})
    if unknown:
        message = f"--unit {', '.join(unknown)}: not among the usable rows of {units}; use an id of its first column"
        raise UsageError(message)
    chosen = tuple(unit for unit in registry if not only or unit.id in only)
    if not chosen:
        raise UsageError(f"{units}: no usable row; correct the rows named above")
    return AuditInput(
        plan=loaded, units=chosen, refused=tuple(refused), source=source, registry=tuple(registry)
    )


def load_stored(plan: str, database: Database, only: Sequence[str] = ()) -> AuditInput:
    """Load the plan; the units are those that the store was filled with.

    Raises:
        UsageError: the plan can't be used, the store knows no unit, or not one that is asked for.
    """
    stored = database.stored_units()
    try:
        loaded, source = load_judged_plan(plan, [unit.id for unit in stored])
    except PlanError as error:
        raise UsageError(str(error)) from None
    unknown = sorted(set(only) - {unit.id for unit in stored})
    if unknown:
        raise UsageError(f"--unit {', '.join(unknown)}: not in the database; audit it first")
    chosen = tuple(unit for unit in stored if not only or unit.id in only)
    if not chosen:
        raise UsageError("the database knows no unit yet; run mingcha audit first")
    return AuditInput(plan=loaded, units=chosen, source=source, registry=stored)


def with_register(given: AuditInput, path: Path | None) -> AuditInput:
    """The input with an operator's register, if one is given; its refused rows join those of the units.

    Raises:
        UsageError: the register can't be used at all.
    """
    if path is None:
        return given
    try:
        register, refused = load_register(path, given.plan, [unit.id for unit in given.known])
    except CsvFileError as error:
        raise UsageError(str(error)) from None
    named = (replace(row, reason=f"{path.name}: {row.reason}") for row in refused)
    return replace(given, register=register, refused=(*given.refused, *named))


def with_filed(given: AuditInput, database: Database) -> AuditInput:
    """The input with the addresses that units put on file since the registry was written.

    Raises:
        StoreError: the database can't be used.
    """
    return replace(
        given,
        units=with_filings(database, given.units),
        registry=with_filings(database, given.registry),
    )
