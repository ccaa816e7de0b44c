"""How do duties come out in one order, whatever is asked of them, and what do their findings say?"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import and_, select

from db.finding_rows import finding_of
from db.reviews import reviews_by_number
from db.standing_values import DUTY_COLUMNS, UNIT_NAME, value_of
from db.store import Store
from db.tables.audits import AuditRow, FindingRow
from db.tables.duties import DutyRow
from db.tables.standings import UnitStandingRow
from db.upserts import chunks
from domain.duty_standing import DutyStatus
from domain.findings import Finding
from domain.reviews import Review
from domain.standings import Duty

PAGE = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidFinding:
    """A finding with the audit that it is of, and the vocabulary that names its subject."""

    id: int
    audit_id: str
    plan_id: str
    vocabulary_digest: str
    finding: Finding


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyFilter:
    """Which duties are asked for; None: any. Without a unit those of the listed units only."""

    unit_id: str | None = None
    task: str | None = None
    status: DutyStatus | None = None


def load_every_duty(
    store: Store,
    plan_id: str,
    wanted: DutyFilter,
    *,
    after: tuple[str, int] | None = None,
    limit: int = PAGE,
) -> tuple[Duty, ...]:
    """Duties by unit id and number; ``after``: those of the last row of the page before.

    Raises:
        StoreError: the database can't be used.
    """
    there = UnitStandingRow
    kept = and_(there.plan_id == DutyRow.plan_id, there.unit_id == DutyRow.unit_id)
    query = select(*DUTY_COLUMNS, UNIT_NAME).join(there, kept).where(DutyRow.plan_id == plan_id)
    query = query.where(there.listed if wanted.unit_id is None else DutyRow.unit_id == wanted.unit_id)
    if wanted.task is not None:
        query = query.where(DutyRow.task == wanted.task)
    if wanted.status is not None:
        query = query.where(DutyRow.status == wanted.status)
    if after is not None:
        unit_id, duty_id = after
        query = query.where(DutyRow.unit_id >= unit_id, (DutyRow.unit_id > unit_id) | (DutyRow.id > duty_id))
    with store.read() as connection:
        found = connection.execute(query.order_by(DutyRow.unit_id, DutyRow.id).limit(limit))
        return tuple(value_of(Duty, row) for row in found)


def load_said(store: Store, finding_ids: Collection[int]) -> Mapping[int, SaidFinding]:
    """What findings of finished audits say, by their numbers; those that are not there are left out.

    Raises:
        StoreError: the database can't be used.
    """
    found: dict[int, SaidFinding] = {}
    with store.read() as connection:
        for some in chunks(sorted(finding_ids)):
            query = (
                select(FindingRow.__table__, AuditRow.plan_id, AuditRow.vocabulary_digest)
                .join(AuditRow, AuditRow.id == FindingRow.audit_id)
                .where(FindingRow.id.in_(some), AuditRow.finished_at.is_not(None))
            )
            for row in connection.execute(query):
                found[row.id] = SaidFinding(
                    id=row.id,
                    audit_id=row.audit_id,
                    plan_id=row.plan_id,
                    vocabulary_digest=row.vocabulary_digest,
                    finding=finding_of(row),
                )
    return found


def load_reviews_by_number(store: Store, review_ids: Collection[int]) -> Mapping[int, Review]:
    """Reviews by their numbers.

    Raises:
        StoreError: the database can't be used.
    """
    with store.read() as connection:
        return reviews_by_number(connection, review_ids)
