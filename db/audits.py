"""How is an audit stored so that it can be shown again as it was, and never changed?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from importlib.metadata import version
from secrets import token_hex
from typing import Any

from sqlalchemy import Connection, Row, bindparam, insert, select, update

from db import citations
from db.errors import StoreError
from db.json_values import reach_from_json, reach_to_json, to_json
from db.store import Store
from db.tables.audits import AuditRow, AuditUnitRow, FindingRow
from db.tables.columns import CandidateRow
from db.tables.crawls import PortalCrawlRow, UnitRow
from db.upserts import chunks
from domain.dossier_json import dossier_from_json, dossier_to_json
from domain.findings import Digests, Finding, Points, Score
from domain.observations import PortalFacts, Reach


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditedUnit:
    """One unit of a stored audit."""

    unit_id: str
    name: str
    score: Score
    reach: Reach


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredAudit:
    """A stored audit; units and findings stand in the order in which they were given.

    ``values`` of findings come back as plain JSON (dates as text).
    """

    id: str
    plan_id: str
    digests: Digests
    as_of: date
    version: str
    finished_at: datetime
    units: tuple[AuditedUnit, ...]
    findings: tuple[Finding, ...]


def save_audit(
    store: Store,
    *,
    plan_id: str,
    digests: Digests,
    as_of: date,
    scores: Mapping[str, Score],
    findings: Sequence[Finding],
    facts: Mapping[str, PortalFacts],
    names: Mapping[str, str] | None = None,
    now: datetime | None = None,
) -> str:
    """Store an audit whole and sealed; returns its id, which begins with the moment and sorts by it.

    ``scores`` and ``facts`` are by unit id and hold every unit of the findings; ``names`` of units default to those
    that the last crawl was given. Keeps what is cited from the clean-up.

    Raises:
        StoreError: the database can't be used.
        KeyError: ``facts`` or ``scores`` lack a unit.
    """
    moment = now or datetime.now(UTC)
    audit_id = f"{moment.astimezone(UTC):%Y%m%d-%H%M%S}-{token_hex(4)}"
    with store.write() as connection:
        connection.execute(
            insert(AuditRow).values(
                id=audit_id,
                plan_id=plan_id,
                plan_digest=digests.plan,
                rules_digest=digests.rules,
                vocabulary_digest=digests.vocabulary,
                as_of=as_of,
                version=version("mingcha"),
            )
        )
        known = {**_names(connection, list(scores)), **(names or {})}
        units = [
            {
                "audit_id": audit_id,
                "unit_id": name,
                "position": position,
                "name": known.get(name, name),
                "earned": score.earned,
                "possible": score.possible,
                "unmeasured": score.unmeasured,
                "reach": reach_to_json(facts[name].reach),
            }
            for position, (name, score) in enumerate(scores.items())
        ]
        rows = [_finding_row(audit_id, place, finding) for place, finding in enumerate(findings)]
        if strangers := {finding.unit_id for finding in findings} - set(scores):
            raise KeyError(*sorted(strangers))
        if units:
            connection.execute(insert(AuditUnitRow), units)
        if rows:
            connection.execute(insert(FindingRow), rows)
        _keep_cited(connection, {cite for finding in findings for cite in finding.cites})
        connection.execute(update(AuditRow).where(AuditRow.id == audit_id).values(finished_at=moment))
    return audit_id


def load_audit(store: Store, audit_id: str | None = None, *, plan_id: str | None = None) -> StoredAudit:
    """An audit by its id; without one the newest (of the plan, if named).

    Raises:
        StoreError: there is no such audit, or the database can't be used.
    """
    query = select(AuditRow.__table__).where(AuditRow.finished_at.is_not(None))
    if audit_id is not None:
        query = query.where(AuditRow.id == audit_id)
    if plan_id is not None:
        query = query.where(AuditRow.plan_id == plan_id)
    query = query.order_by(AuditRow.finished_at.desc(), AuditRow.id.desc()).limit(1)
    with store.read() as connection:
        audit = connection.execute(query).one_or_none()
        if audit is None:
            raise StoreError(
                f"there is no audit {audit_id} in the database" if audit_id else "no audit is stored yet",
                "run mingcha audit first, or name another audit or database",
            )
        units = connection.execute(
            select(AuditUnitRow.__table__)
            .where(AuditUnitRow.audit_id == audit.id)
            .order_by(AuditUnitRow.position)
        ).all()
        findings = connection.execute(
            select(FindingRow.__table__).where(FindingRow.audit_id == audit.id).order_by(FindingRow.position)
        ).all()
    return StoredAudit(
        id=audit.id,
        plan_id=audit.plan_id,
        digests=Digests(plan=audit.plan_digest, rules=audit.rules_digest, vocabulary=audit.vocabulary_digest),
        as_of=audit.as_of,
        version=audit.version,
        finished_at=audit.finished_at,
        units=tuple(
            AuditedUnit(
                unit_id=row.unit_id,
                name=row.name,
                score=Score(earned=row.earned, possible=row.possible, unmeasured=row.unmeasured),
                reach=reach_from_json(row.reach),
            )
            for row in units
        ),
        findings=tuple(finding_of(row) for row in findings),
    )


def _names(connection: Connection, unit_ids: Sequence[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for some in chunks(unit_ids):
        found.update(
            (row.id, row.name)
            for row in connection.execute(select(UnitRow.id, UnitRow.name).where(UnitRow.id.in_(some)))
        )
    return found


def _finding_row(audit_id: str, position: int, finding: Finding) -> dict[str, Any]:
    return {
        "audit_id": audit_id,
        "unit_id": finding.unit_id,
        "position": position,
        "task": str(finding.task),
        "check_id": finding.check,
        "subject": finding.subject,
        "outcome": finding.outcome,
        "timeliness": finding.timeliness,
        "code": finding.code,
        "explanation": finding.explanation,
        "due": to_json(finding.due),
        "done_on": finding.done_on,
        "late_by": to_json(finding.late_by),
        "earned": finding.points.earned,
        "possible": finding.points.possible,
        "unmeasured": finding.points.unmeasured,
        "advice": finding.advice,
        "warning": finding.warning,
        "cites": to_json(finding.cites),
        "verdict_values": to_json(finding.values),
        "dossier": to_json(dossier_to_json(finding.dossier)) if finding.dossier else None,
    }


def finding_of(row: Row[Any]) -> Finding:
    """A stored finding; its ``values`` are plain JSON."""
    return Finding(
        unit_id=row.unit_id,
        task=int(row.task) if row.task.isdigit() else row.task,
        check=row.check_id,
        subject=row.subject,
        outcome=row.outcome,
        timeliness=row.timeliness,
        code=row.code,
        explanation=row.explanation,
        due=tuple(date.fromisoformat(day) for day in row.due),
        done_on=row.done_on,
        late_by=tuple(row.late_by),
        points=Points(earned=row.earned, possible=row.possible, unmeasured=row.unmeasured),
        advice=row.advice,
        warning=row.warning,
        cites=tuple(row.cites),
        values=row.verdict_values,
        dossier=dossier_from_json(row.dossier) if row.dossier else None,
    )


def _keep_cited(connection: Connection, cites: set[str]) -> None:
    parsed = [found for cite in sorted(cites) if (found := citations.parse(cite))]
    portals = {(number, unit) for kind, number, unit in parsed if kind == "reach"}
    candidates = [number for kind, number, _ in parsed if kind == "candidate"]
    for some in chunks(candidates):
        portals.update(
            (row.crawl_id, row.unit_id)
            for row in connection.execute(
                select(CandidateRow.crawl_id, CandidateRow.unit_id)
                .where(CandidateRow.id.in_(some))
                .distinct()
            )
        )
    if portals:
        connection.execute(
            update(PortalCrawlRow)
            .where(
                PortalCrawlRow.crawl_id == bindparam("of_crawl"),
                PortalCrawlRow.unit_id == bindparam("of_unit"),
            )
            .values(cited=True),
            [{"of_crawl": crawl, "of_unit": unit} for crawl, unit in sorted(portals, key=str)],
        )
