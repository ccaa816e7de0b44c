"""What did the last audit of each unit say, of which day, judged by what, from which crawl?"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from db import citations
from db.finding_rows import finding_of
from db.store import Store
from db.tables.audits import AuditRow, AuditUnitRow, FindingRow
from db.upserts import chunks
from domain.findings import Digests, Finding


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviousAudit:
    """One unit in the last audit that judged it; ``crawl_id`` is None where its portal had not been crawled."""

    audit_id: str
    as_of: date
    digests: Digests
    crawl_id: int | None
    findings: tuple[Finding, ...]


def previous_audits(store: Store, plan_id: str, unit_ids: Sequence[str]) -> dict[str, PreviousAudit]:
    """The newest finished audit under a plan of each unit, by unit id; a unit never audited is left out.

    Raises:
        StoreError: the database can't be used.
    """
    found: dict[str, PreviousAudit] = {}
    with store.read() as connection:
        for some in chunks(list(dict.fromkeys(unit_ids))):
            # An audit's id begins with its moment and sorts by it.
            newest = (
                select(AuditUnitRow.unit_id, func.max(AuditUnitRow.audit_id).label("audit_id"))
                .join(AuditRow, AuditRow.id == AuditUnitRow.audit_id)
                .where(
                    AuditUnitRow.unit_id.in_(some),
                    AuditRow.plan_id == plan_id,
                    AuditRow.finished_at.is_not(None),
                )
                .group_by(AuditUnitRow.unit_id)
                .subquery()
            )
            findings: dict[str, list[Finding]] = defaultdict(list)
            for row in connection.execute(
                select(FindingRow.__table__)
                .join(
                    newest,
                    (newest.c.audit_id == FindingRow.audit_id) & (newest.c.unit_id == FindingRow.unit_id),
                )
                .order_by(FindingRow.position)
            ):
                findings[row.unit_id].append(finding_of(row))
            for row in connection.execute(
                select(AuditRow.__table__, AuditUnitRow.unit_id, AuditUnitRow.reach)
                .join(newest, newest.c.audit_id == AuditRow.id)
                .join(
                    AuditUnitRow,
                    (AuditUnitRow.audit_id == newest.c.audit_id) & (AuditUnitRow.unit_id == newest.c.unit_id),
                )
            ):
                reach = citations.parse(str(row.reach["id"]))
                found[row.unit_id] = PreviousAudit(
                    audit_id=row.id,
                    as_of=row.as_of,
                    digests=Digests(
                        plan=row.plan_digest,
                        rules=row.rules_digest,
                        vocabulary=row.vocabulary_digest,
                        register=row.register_digest,
                    ),
                    crawl_id=reach[1] if reach else None,
                    findings=tuple(findings[row.unit_id]),
                )
    return {unit_id: found[unit_id] for unit_id in unit_ids if unit_id in found}
