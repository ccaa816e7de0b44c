"""How is a stored audit of any size read, unit by unit, without holding all of it?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from db.audited import AuditedUnit, AuditRecord, record_of, unit_of
from db.errors import StoreError
from db.finding_rows import finding_of
from db.store import Store
from db.tables.audits import AuditRow, AuditUnitRow, FindingRow
from db.upserts import chunks
from domain.findings import Digests, Finding


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditHead:
    """A finished audit without its findings; units stand in the order in which they were judged."""

    id: str
    plan_id: str
    digests: Digests
    as_of: date
    version: str
    finished_at: datetime
    units: tuple[AuditedUnit, ...]


def load_audit_head(store: Store, audit_id: str | None = None, *, plan_id: str | None = None) -> AuditHead:
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
            asked = " ".join(
                word for word in (audit_id, f"under the plan {plan_id}" if plan_id else None) if word
            )
            raise StoreError(
                f"there is no audit {asked} in the database" if asked else "no audit is stored yet",
                "run mingcha audit first, or name another audit or database",
            )
        units = connection.execute(
            select(AuditUnitRow.__table__)
            .where(AuditUnitRow.audit_id == audit.id)
            .order_by(AuditUnitRow.position)
        ).all()
    record = record_of(audit)
    return AuditHead(
        id=record.id,
        plan_id=record.plan_id,
        digests=record.digests,
        as_of=record.as_of,
        version=record.version,
        finished_at=record.finished_at,
        units=tuple(unit_of(row) for row in units),
    )


def load_findings(store: Store, audit_id: str, unit_ids: Sequence[str]) -> dict[str, tuple[Finding, ...]]:
    """The findings of each of these units in an audit, in the order in which they were judged.

    ``values`` come back as plain JSON (dates as text).

    Raises:
        StoreError: the database can't be used.
    """
    found: dict[str, list[Finding]] = {unit_id: [] for unit_id in unit_ids}
    with store.read() as connection:
        for some in chunks(unit_ids):
            query = (
                select(FindingRow.__table__)
                .where(FindingRow.audit_id == audit_id, FindingRow.unit_id.in_(some))
                .order_by(FindingRow.position)
            )
            for row in connection.execute(query):
                found[row.unit_id].append(finding_of(row))
    return {unit_id: tuple(findings) for unit_id, findings in found.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredFinding:
    """A finding with its number in the store and the audit it is of."""

    id: int
    audit_id: str
    finding: Finding


def load_audit_record(store: Store, audit_id: str) -> AuditRecord | None:
    """What a finished audit says of itself, without its units; None where there is no such audit.

    Raises:
        StoreError: the database can't be used.
    """
    query = select(AuditRow.__table__).where(AuditRow.id == audit_id, AuditRow.finished_at.is_not(None))
    with store.read() as connection:
        row = connection.execute(query).one_or_none()
    return None if row is None else record_of(row)


def load_findings_by_id(store: Store, finding_ids: Sequence[int]) -> dict[int, StoredFinding]:
    """Findings of finished audits by their numbers; those that are not there are left out.

    Raises:
        StoreError: the database can't be used.
    """
    found = {}
    with store.read() as connection:
        for some in chunks(list(finding_ids)):
            query = (
                select(FindingRow.__table__)
                .join(AuditRow, AuditRow.id == FindingRow.audit_id)
                .where(FindingRow.id.in_(some), AuditRow.finished_at.is_not(None))
            )
            for row in connection.execute(query):
                found[row.id] = StoredFinding(id=row.id, audit_id=row.audit_id, finding=finding_of(row))
    return found


def load_audit_unit(store: Store, audit_id: str, unit_id: str) -> AuditedUnit | None:
    """One unit of an audit; None where the audit has no such unit.

    Raises:
        StoreError: the database can't be used.
    """
    query = select(AuditUnitRow.__table__).where(
        AuditUnitRow.audit_id == audit_id, AuditUnitRow.unit_id == unit_id
    )
    with store.read() as connection:
        row = connection.execute(query).one_or_none()
    return None if row is None else unit_of(row)
