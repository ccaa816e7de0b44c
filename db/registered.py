"""By which registry, and which version of a plan, were units last judged? For who is to judge one of them again."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select

from db.json_values import unit_from_json
from db.store import Store
from db.tables.audits import AuditRow, AuditUnitRow, FindingRow
from domain.units import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class LastJudged:
    """The newest audit under a plan, and the units of the newest whole one, each by the row that it was judged by last."""

    audit_id: str
    plan_digest: str
    as_of: date
    finished_at: datetime
    units: tuple[Unit, ...]


def last_judged(store: Store, plan_id: str, unit_id: str | None = None) -> LastJudged | None:
    """What the next audit under a plan goes by; ``unit_id``: the newest audit is that unit's. None where there is none.

    An audit of a few units does not make the others go away: the registry is that of the newest audit that has more than
    half as many units as the largest.

    Raises:
        StoreError: the database can't be used.
    """
    finished = (AuditRow.plan_id == plan_id, AuditRow.finished_at.is_not(None))
    newest = select(AuditRow.__table__).where(*finished)
    if unit_id is not None:
        newest = newest.join(AuditUnitRow, AuditUnitRow.audit_id == AuditRow.id).where(
            AuditUnitRow.unit_id == unit_id
        )
    sizes = (
        select(AuditRow.id, func.count().label("units"))
        .join(AuditUnitRow, AuditUnitRow.audit_id == AuditRow.id)
        .where(*finished)
        .group_by(AuditRow.id, AuditRow.finished_at)
        .order_by(AuditRow.finished_at.desc(), AuditRow.id.desc())
    )
    with store.read() as connection:
        last = connection.execute(
            newest.order_by(AuditRow.finished_at.desc(), AuditRow.id.desc()).limit(1)
        ).one_or_none()
        if last is None:
            return None
        audits = connection.execute(sizes).all()
        half = max(each.units for each in audits) / 2
        since: list[str] = []
        for each in audits:
            since.append(each.id)
            if each.units > half:
                break
        rows = connection.execute(
            select(
                AuditUnitRow.audit_id, AuditUnitRow.unit_id, AuditUnitRow.registered, AuditUnitRow.position
            )
            .where(AuditUnitRow.audit_id.in_(since))
            .order_by(AuditUnitRow.position)
        ).all()
    whole = since[-1]
    # The newest first: what a later audit of a few knows better stands for the row of the whole one.
    known = {
        row.unit_id: row.registered
        for number in reversed(since)
        for row in rows
        if row.audit_id == number and row.registered is not None
    }
    return LastJudged(
        audit_id=last.id,
        plan_digest=last.plan_digest,
        as_of=last.as_of,
        finished_at=last.finished_at,
        units=tuple(
            unit_from_json(known[row.unit_id])
            for row in rows
            if row.audit_id == whole and row.unit_id in known
        ),
    )


def duty_exists(store: Store, plan_id: str, unit_id: str, task: str, subject: str | None) -> bool:
    """Whether the newest audit of a unit under a plan has a finding of this task (and subject, if named).

    Raises:
        StoreError: the database can't be used.
    """
    newest = (
        select(AuditRow.id)
        .join(AuditUnitRow, AuditUnitRow.audit_id == AuditRow.id)
        .where(
            AuditRow.plan_id == plan_id,
            AuditRow.finished_at.is_not(None),
            AuditUnitRow.unit_id == unit_id,
        )
        .order_by(AuditRow.finished_at.desc(), AuditRow.id.desc())
        .limit(1)
        .scalar_subquery()
    )
    query = select(FindingRow.id).where(
        FindingRow.unit_id == unit_id, FindingRow.audit_id == newest, FindingRow.task == task
    )
    if subject is not None:
        query = query.where(FindingRow.subject == subject)
    with store.read() as connection:
        return connection.execute(query.limit(1)).first() is not None


def newest_audit(store: Store) -> str | None:
    """The id of the newest finished audit, without its units; None where there is none.

    Raises:
        StoreError: the database can't be used.
    """
    query = (
        select(AuditRow.id)
        .where(AuditRow.finished_at.is_not(None))
        .order_by(AuditRow.finished_at.desc(), AuditRow.id.desc())
        .limit(1)
    )
    with store.read() as connection:
        return connection.scalar(query)


def newest_plan(store: Store) -> str | None:
    """The id of the plan of the newest finished audit; None where there is none.

    Raises:
        StoreError: the database can't be used.
    """
    query = (
        select(AuditRow.plan_id)
        .where(AuditRow.finished_at.is_not(None))
        .order_by(AuditRow.finished_at.desc(), AuditRow.id.desc())
        .limit(1)
    )
    with store.read() as connection:
        return connection.scalar(query)
