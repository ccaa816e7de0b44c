"""What does an evidence package (证据包) of one unit of an audit rest on? Gathered from the store and the evidence folder."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from casework.reports.judged_by import JudgedBy
from casework.reports.report_source import findings_of, report_with_source
from db.database import Database
from domain.observations import PortalFacts
from domain.reach import ReachStatus
from domain.units import Unit
from evidence.captures.errors import CaptureError
from evidence.captures.store import CaptureStore
from evidence.captures.visit import Visit
from evidence.errors import EvidenceError
from evidence.office.audit_report import AuditReport, ReportedUnit, UnitFindings
from evidence.package.judged_members import JudgedUnit, judged_unit
from jobs.chosen_units import chosen_units
from jobs.errors import UsageError, WorkError
from jobs.facts_then import FactsThen
from jobs.judged_row import sealed_row

_LEAST_PREFIX = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What was asked for. No tasks and no findings: all findings of the unit; ``audit_id`` None: the newest audit.

    ``chromium`` is the browser that draws pictures, None: one that is found.
    """

    unit: str
    output: Path
    evidence: Path
    tasks: tuple[str, ...] = ()
    findings: tuple[str, ...] = ()
    audit_id: str | None = None
    plan: str | None = None
    chromium: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """One unit of an audit with all that its findings rest on. ``chosen`` are the places of the findings asked for.

    ``registered`` is the unit as the registry had it when it was judged; ``elsewhere`` are the facts of the sites on
    which it must publish as well.
    """

    wanted: Wanted
    report: AuditReport
    source: JudgedBy
    unit: ReportedUnit
    registered: Unit
    found: UnitFindings
    judged: JudgedUnit
    chosen: tuple[int, ...]
    visit: Visit
    facts: PortalFacts
    elsewhere: Mapping[str, PortalFacts]

    @property
    def is_whole(self) -> bool:
        """Whether the unit was asked for, and not some of its findings."""
        return not self.wanted.tasks and not self.wanted.findings


def gather(database: Database, wanted: Wanted) -> Gathered:
    """Gather it.

    Raises:
        UsageError: there is no such unit, task or finding in the audit.
        WorkError: nothing was captured for the audit, or the capture can't be read.
        EvidenceError: the audit was not sealed, or the store was changed afterwards.
        StoreError: the database can't be used.
    """
    report, source = report_with_source(database, audit_id=wanted.audit_id, plan=wanted.plan)
    (unit,) = chosen_units(report, [wanted.unit])
    (found,) = findings_of(database, replace(report, units=(unit,)))
    judged = judged_unit(database, report.audit_id, unit.id)
    _check_portal(unit, judged)
    visit = _visit(database, unit, report, wanted.evidence)
    if visit.ref.digest != judged.capture:
        raise EvidenceError(
            f"the captured visit {visit.name} is not the one that the unit {unit.id} of the audit {report.audit_id} was "
            "sealed with",
            "the store was changed after the audit was sealed; mingcha chain check says where",
        )
    then = FactsThen(database, report, source.vocabulary, wanted.evidence)
    try:
        facts, elsewhere = then.of(unit.id), then.of_other_sites(unit.id)
    except CaptureError as error:
        raise WorkError(str(error)) from None
    return Gathered(
        wanted=wanted,
        report=report,
        source=source,
        unit=unit,
        registered=sealed_row(judged.own, visit.begun.target.unit),
        found=found,
        judged=judged,
        chosen=_chosen(wanted, found, judged),
        visit=visit,
        facts=facts,
        elsewhere=elsewhere,
    )


def _chosen(wanted: Wanted, found: UnitFindings, judged: JudgedUnit) -> tuple[int, ...]:
    """The places of the findings asked for."""
    if not wanted.tasks and not wanted.findings:
        return tuple(range(len(found.findings)))
    tasks = [str(each.finding.task) for each in found.findings]
    places: set[int] = set()
    for task in wanted.tasks:
        of_task = [place for place, number in enumerate(tasks) if number == task]
        if not of_task:
            raise UsageError(
                f"--task {task}: the unit {wanted.unit} has no finding of it in the audit; "
                f"it has those of {', '.join(dict.fromkeys(tasks))}"
            )
        places.update(of_task)
    for digest in wanted.findings:
        places.add(_place_of(digest, judged.digests, wanted.unit))
    return tuple(sorted(places))


def _place_of(digest: str, digests: Sequence[str], unit: str) -> int:
    prefix = digest.removeprefix("sha256:").lower()
    fit = [place for place, each in enumerate(digests) if each.removeprefix("sha256:").startswith(prefix)]
    if len(prefix) < _LEAST_PREFIX or len(fit) != 1:
        reason = "several findings begin so" if len(fit) > 1 else f"no finding of the unit {unit} has it"
        raise UsageError(
            f"--finding {digest}: {reason}; give its digest (sha256:…), or its first {_LEAST_PREFIX} digits or more"
        )
    return fit[0]


def _check_portal(unit: ReportedUnit, judged: JudgedUnit) -> None:
    """Say so where there was nothing to be visited: no other folder or audit would help."""
    row = judged.own.get("registered")
    if unit.reach.status is ReachStatus.NOT_CRAWLED and row is not None and not row.get("portal_url"):
        raise WorkError(
            f"the registry names no portal of {unit.id} ({unit.name}), so nothing was fetched that a package could hold; enter "
            "its address in the column portal_url of the units' CSV and run mingcha audit anew, or hand out what is said of it "
            f"with mingcha export report --format pdf --unit {unit.id}"
        )


def _visit(database: Database, unit: ReportedUnit, report: AuditReport, folder: Path) -> Visit:
    """The captured visit that the unit's findings rest on."""
    ref = database.load_captures([unit.reach.id]).get(unit.reach.id)
    forgotten = database.capture_forgotten(unit.reach.id)
    if forgotten is not None:
        raise WorkError(
            f"what was fetched for {unit.id} in the crawl that the audit {report.audit_id} rests on was cleaned up on "
            f"{forgotten:%Y-%m-%d}, as no audit rested on it until then; run mingcha audit with --evidence DIR, and export "
            "that audit"
        )
    if ref is None:
        raise WorkError(
            f"nothing that was fetched for {unit.id} in the audit {report.audit_id} was kept, so there is nothing to be "
            "exported; run mingcha audit with --evidence DIR, and export that audit"
        )
    try:
        return CaptureStore(folder).visit(ref.id, digest=ref.digest)
    except CaptureError as error:
        raise WorkError(str(error)) from None
