"""How is an audit stored so that it can be shown again as it was, and never changed?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, select

from db.audit_reading import load_audit_head
from db.audit_writing import writing_audit
from db.audited import AuditedUnit
from db.finding_rows import finding_of, finding_rows
from db.store import Store
from db.tables.audits import FindingRow
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
    head = load_audit_head(store, audit_id, plan_id=plan_id)
    with store.read() as connection:
        findings = connection.execute(
            select(FindingRow.__table__).where(FindingRow.audit_id == head.id).order_by(FindingRow.position)
        ).all()
    return StoredAudit(
        id=head.id,
        plan_id=head.plan_id,
        digests=head.digests,
        as_of=head.as_of,
        version=head.version,
        finished_at=head.finished_at,
        units=head.units,
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
