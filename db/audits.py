"""How is an audit stored so that it can be shown again as it was, and never changed?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, select

from db.audit_writing import AuditedUnit, writing_audit
from db.errors import StoreError
from db.finding_rows import finding_of, finding_rows
from db.json_values import reach_from_json
from db.store import Store
from db.tables.audits import AuditRow, AuditUnitRow, FindingRow
from db.tables.crawls import UnitRow
from db.upserts import chunks
from domain.findings import Digests, Finding, Score
from domain.observations import PortalFacts


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
    """Store an audit that is at hand as a whole; returns its id. See ``db.audit_writing`` for one that is not.

    ``scores`` and ``facts`` are by unit id and hold every unit of the findings; ``names`` of units default to those
    that the last crawl was given.

    Raises:
        StoreError: the database can't be used.
        KeyError: ``facts`` or ``scores`` lack a unit.
    """
    if strangers := {finding.unit_id for finding in findings} - set(scores):
        raise KeyError(*sorted(strangers))
    with store.read() as connection:
        known = {**_names(connection, list(scores)), **(names or {})}
    units = [
        AuditedUnit(unit_id=name, name=known.get(name, name), score=score, reach=facts[name].reach)
        for name, score in scores.items()
    ]
    with writing_audit(store, plan_id=plan_id, digests=digests, as_of=as_of, now=now) as audit:
        audit.add(units, finding_rows(findings))
    return audit.id


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
        digests=Digests(
            plan=audit.plan_digest,
            rules=audit.rules_digest,
            vocabulary=audit.vocabulary_digest,
            register=audit.register_digest,
        ),
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
