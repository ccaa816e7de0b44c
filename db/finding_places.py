"""Of which duty is a finding?"""

from sqlalchemy import func, select

from db.store import Store
from db.tables.audits import AuditRow, FindingRow


def key_of_finding(store: Store, finding_id: int) -> tuple[str, str, str, str, str, int] | None:
    """Plan, unit, task, check, subject (empty for none) of a finding, and which it is of those alike, from 0.

    Raises:
        StoreError: the database can't be used.
    """
    there = FindingRow
    query = (
        select(
            AuditRow.plan_id,
            there.audit_id,
            there.unit_id,
            there.task,
            there.check_id,
            there.subject,
            there.position,
        )
        .join(AuditRow, AuditRow.id == there.audit_id)
        .where(there.id == finding_id, AuditRow.finished_at.is_not(None))
    )
    with store.read() as connection:
        row = connection.execute(query).one_or_none()
        if row is None:
            return None
        alike = select(func.count()).where(
            there.audit_id == row.audit_id,
            there.unit_id == row.unit_id,
            there.task == row.task,
            there.check_id == row.check_id,
            there.subject.is_not_distinct_from(row.subject),
            there.position < row.position,
        )
        nth = connection.execute(alike).scalar_one()
    return row.plan_id, row.unit_id, row.task, row.check_id, row.subject or "", nth
