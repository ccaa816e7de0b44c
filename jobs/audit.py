"""The main job: crawl the units' portals, judge what they show against the plan, store and return the result."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from audit_rules.digests import rules_digest, vocabulary_digest
from audit_rules.engine import Judging
from audit_rules.events import found_events
from audit_rules.owed import second_sites
from audit_rules.plans import PlanError, RowError, UnitsError, load_plan, load_units
from audit_rules.register import RegisterError, load_register
from audit_rules.scoring import score
from crawler.process import Progress
from db.database import Database
from domain.findings import Digests, Finding
from domain.observations import PortalFacts
from domain.plans import Plan
from domain.register import Register
from domain.units import Unit
from jobs.compare import since_last
from jobs.crawl import CrawlReport, crawl, options_from
from jobs.errors import UsageError
from jobs.known_facts import known_facts
from jobs.result import result_of
from jobs.settings import Settings
from jobs.targets import crawl_targets


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditInput:
    """A plan and the units to hold against it; ``refused`` are the rows that could not be used.

    ``register`` is what the operator registered besides: notices filed, days of events.
    """

    plan: Plan
    units: tuple[Unit, ...]
    refused: tuple[RowError, ...] = ()
    register: Register = field(default_factory=Register)


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditOptions:
    """What the command line adds to the settings."""

    as_of: date
    proxy: str | None = None
    networks: tuple[str, ...] = ()
    on_progress: Callable[[Progress], None] = field(default=lambda _: None)


def load_input(plan: str, units: Path, only: Sequence[str] = ()) -> AuditInput:
    """Load plan and registry.

    Raises:
        UsageError: the plan or the registry can't be used at all, or a unit asked for is not in it.
    """
    try:
        loaded = load_plan(plan)
        registry, refused = load_units(units)
    except (PlanError, UnitsError) as error:
        raise UsageError(str(error)) from None
    unknown = sorted(set(only) - {unit.id for unit in registry})
    if unknown:
        message = f"--unit {', '.join(unknown)}: not among the usable rows of {units}; use an id of its first column"
        raise UsageError(message)
    chosen = tuple(unit for unit in registry if not only or unit.id in only)
    if not chosen:
        raise UsageError(f"{units}: no usable row; correct the rows named above")
    return AuditInput(plan=loaded, units=chosen, refused=tuple(refused))


def load_stored(plan: str, database: Database, only: Sequence[str] = ()) -> AuditInput:
    """Load the plan; the units are those that the store was filled with.

    Raises:
        UsageError: the plan can't be used, the store knows no unit, or not one that is asked for.
    """
    try:
        loaded = load_plan(plan)
    except PlanError as error:
        raise UsageError(str(error)) from None
    stored = database.stored_units()
    unknown = sorted(set(only) - {unit.id for unit in stored})
    if unknown:
        raise UsageError(f"--unit {', '.join(unknown)}: not in the database; audit it first")
    chosen = tuple(unit for unit in stored if not only or unit.id in only)
    if not chosen:
        raise UsageError("the database knows no unit yet; run mingcha audit first")
    return AuditInput(plan=loaded, units=chosen)


def with_register(given: AuditInput, path: Path | None) -> AuditInput:
    """The input with an operator's register, if one is given; its refused rows join those of the units.

    Raises:
        UsageError: the register can't be used at all.
    """
    if path is None:
        return given
    try:
        register, refused = load_register(path, given.plan, [unit.id for unit in given.units])
    except RegisterError as error:
        raise UsageError(str(error)) from None
    named = (replace(row, reason=f"{path.name}: {row.reason}") for row in refused)
    return replace(given, register=register, refused=(*given.refused, *named))


def audit(
    given: AuditInput, database: Database, settings: Settings, options: AuditOptions
) -> tuple[CrawlReport, dict[str, Any] | None]:
    """Crawl and, unless that was interrupted, judge; returns the crawl's report and the contract's result."""
    report = crawl(
        database,
        given.plan,
        given.units,
        crawl_targets(given.plan, given.units, options.as_of),
        options_from(settings, proxy=options.proxy or settings.proxy, networks=options.networks),
        options.on_progress,
    )
    if report.interrupted:
        return report, None
    return report, judge_stored(given, database, as_of=options.as_of)


def judge_stored(given: AuditInput, database: Database, *, as_of: date) -> dict[str, Any]:
    """Judge what is stored of the units; stores the audit and returns the contract's result. No network."""
    digests = Digests(plan=given.plan.digest, rules=rules_digest(), vocabulary=vocabulary_digest())
    names = [unit.id for unit in given.units]
    facts = known_facts(database, names)
    events = found_events(given.plan, facts, as_of)
    elsewhere = known_facts(database, list(second_sites(given.plan)))
    judging = Judging(given.plan, as_of, register=given.register, events=events, elsewhere=elsewhere)
    doers = judging.all_doers(given.units, facts)
    by_unit = {unit.id: tuple(judging.findings(unit, facts[unit.id], doers)) for unit in given.units}
    findings = [finding for name in sorted(by_unit) for finding in by_unit[name]]
    previous = database.previous_audits(given.plan.id, names)

    def rejudge(unit: Unit, old: PortalFacts, day: date) -> Sequence[Finding]:
        again = Judging(given.plan, day, register=given.register, events=events, elsewhere=elsewhere)
        return tuple(again.findings(unit, old, doers))

    since = {
        unit.id: since_last(
            database,
            previous,
            unit,
            by_unit[unit.id],
            digests=digests,
            as_of=as_of,
            rejudge=rejudge,
        )
        for unit in given.units
    }
    run_id = database.save_audit(
        plan_id=given.plan.id,
        digests=digests,
        as_of=as_of,
        scores={name: score(by_unit[name]) for name in names},
        findings=findings,
        facts=facts,
        names={unit.id: unit.name for unit in given.units},
    )
    return result_of(
        given.plan, given.units, facts, findings, digests=digests, since=since, as_of=as_of, run_id=run_id
    )
