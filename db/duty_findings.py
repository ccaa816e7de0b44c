"""Which finding of a duty is the newest, and what else was found of its unit then?"""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from db.audit_order import audits_of_unit
from db.finding_rows import finding_of
from db.store import Connection
from db.tables.audits import AuditRow, FindingRow
from domain.basis import FORM, bases_of
from domain.findings import Finding


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredFinding:
    """A finding with its number in the store, and what it rests on."""

    id: int
    finding: Finding
    basis: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitAudit:
    """All findings of a unit in one audit, in order; ``as_of`` is its day of judgement."""

    plan_id: str
    plan_digest: str
    audit_id: str
    unit_id: str
    as_of: date
    findings: tuple[StoredFinding, ...]

    def place_of(self, finding_id: int) -> int | None:
        """Where a finding stands among them; None when it is not among them."""
        return next((place for place, each in enumerate(self.findings) if each.id == finding_id), None)


def audit_of_finding(transaction: Connection, finding_id: int) -> tuple[str, str, str] | None:
    """The plan, the audit and the unit of a finding of a finished audit; None where there is none."""
    row = transaction.execute(
        select(AuditRow.plan_id, FindingRow.audit_id, FindingRow.unit_id)
        .join(AuditRow, AuditRow.id == FindingRow.audit_id)
        .where(FindingRow.id == finding_id, AuditRow.finished_at.is_not(None))
    ).one_or_none()
    return None if row is None else (row.plan_id, row.audit_id, row.unit_id)


def newest_audit_of(transaction: Connection, plan_id: str, unit_id: str) -> UnitAudit | None:
    """What the newest audit (``db.audit_order``) of a unit under a plan found; None where there is none."""
    audits = [each for each in audits_of_unit(transaction, plan_id, unit_id) if not each.ahead]
    if not audits:
        return None
    newest = audits[-1]
    return UnitAudit(
        plan_id=plan_id,
        plan_digest=newest.plan_digest,
        audit_id=newest.id,
        unit_id=unit_id,
        as_of=newest.as_of,
        findings=findings_with_bases(transaction, newest.id, unit_id),
    )


def findings_with_bases(transaction: Connection, audit_id: str, unit_id: str) -> tuple[StoredFinding, ...]:
    """The findings of a unit in an audit, in order, each with what it rests on, worked out where it was not stored."""
    rows = transaction.execute(
        select(FindingRow.__table__)
        .where(FindingRow.audit_id == audit_id, FindingRow.unit_id == unit_id)
        .order_by(FindingRow.position)
    ).all()
    findings = [finding_of(row) for row in rows]
    return tuple(
        StoredFinding(id=row.id, finding=finding, basis=kept_basis(row.basis) or basis)
        for row, finding, basis in zip(rows, findings, bases_of(findings), strict=True)
    )


def kept_basis(basis: str | None) -> str | None:
    """A stored basis; None where it was not worked out, or in another form than today's, and is to be worked out anew."""
    return basis if basis is not None and basis.startswith(f"{FORM}.") else None
