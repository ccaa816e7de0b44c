"""How are the figures of units, tasks and audits read and written when they are brought up to date?"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Table, and_, case, delete, func, insert, or_, select, update

from db.tables.audits import AuditRow, AuditUnitRow
from db.tables.crawls import UnitRow
from db.tables.duties import DutyRow
from db.tables.standings import TaskStandingRow, UnitHistoryRow, UnitStandingRow
from db.task_days import DayCounts, save_days
from db.upserts import chunks
from domain.duty_standing import DutyStatus
from domain.units import UnitKind

STATUSES = tuple(status.value for status in DutyStatus)
"""The columns that count duties by status."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitAudited:
    """One unit in one audit, as far as its standing tells it; ``reach`` is as stored."""

    unit_id: str
    position: int
    name: str
    kind: UnitKind | None
    region: str | None
    parent: str | None
    earned: float
    possible: float
    unmeasured: float
    reach: Mapping[str, Any]


def load_audited(connection: Connection, audit_id: str, unit_ids: Sequence[str]) -> dict[str, UnitAudited]:
    """These units as an audit judged them; one from before the registry's row was kept is told by the last crawl's."""
    found: dict[str, UnitAudited] = {}
    for some in chunks(unit_ids):
        query = (
            select(
                AuditUnitRow.unit_id,
                AuditUnitRow.position,
                AuditUnitRow.name,
                AuditUnitRow.registered,
                AuditUnitRow.earned,
                AuditUnitRow.possible,
                AuditUnitRow.unmeasured,
                AuditUnitRow.reach,
                UnitRow.kind,
                UnitRow.region,
                UnitRow.parent,
            )
            .outerjoin(UnitRow, UnitRow.id == AuditUnitRow.unit_id)
            .where(AuditUnitRow.audit_id == audit_id, AuditUnitRow.unit_id.in_(some))
        )
        for row in connection.execute(query):
            told = row.registered or {"kind": row.kind, "region": row.region, "parent": row.parent}
            found[row.unit_id] = UnitAudited(
                unit_id=row.unit_id,
                position=row.position,
                name=row.name,
                kind=UnitKind(told["kind"]) if told.get("kind") else None,
                region=told.get("region"),
                parent=told.get("parent"),
                earned=row.earned,
                possible=row.possible,
                unmeasured=row.unmeasured,
                reach=row.reach,
            )
    return found


def load_standings(
    connection: Connection, plan_id: str, unit_ids: Sequence[str]
) -> dict[str, dict[str, Any]]:
    """The standings of these units as they are kept, as mappings; a unit without one is left out."""
    found: dict[str, dict[str, Any]] = {}
    for some in chunks(unit_ids):
        query = select(UnitStandingRow.__table__).where(
            UnitStandingRow.plan_id == plan_id, UnitStandingRow.unit_id.in_(some)
        )
        found.update((row["unit_id"], dict(row)) for row in connection.execute(query).mappings())
    return found


def save_standings(connection: Connection, plan_id: str, rows: Sequence[dict[str, Any]]) -> None:
    """Put the standings of some units in the place of those kept."""
    _replace(connection, UnitStandingRow.__table__, UnitStandingRow.plan_id == plan_id, rows)


def save_history(connection: Connection, audit_id: str, rows: Sequence[dict[str, Any]]) -> None:
    """Put what the history says of some units in one audit in the place of what it said; places stay until given anew."""
    there = UnitHistoryRow
    for some in chunks(rows):
        query = select(there.unit_id, there.place).where(
            there.plan_id == some[0]["plan_id"],
            there.audit_id == audit_id,
            there.unit_id.in_([row["unit_id"] for row in some]),
            there.place.is_not(None),
        )
        places = {row.unit_id: row.place for row in connection.execute(query)}
        for row in some:
            row["place"] = places.get(row["unit_id"])
    _replace(connection, there.__table__, there.audit_id == audit_id, rows)


def give_history_places(connection: Connection, audit_id: str) -> None:
    """Places of the ranked units of a whole audit: equal percents share one, and the next counts on (1, 1, 3)."""
    ranks = (
        select(
            UnitHistoryRow.unit_id, func.rank().over(order_by=UnitHistoryRow.percent.desc()).label("place")
        )
        .where(UnitHistoryRow.audit_id == audit_id, UnitHistoryRow.ranked)
        .subquery()
    )
    connection.execute(
        update(UnitHistoryRow)
        .where(UnitHistoryRow.audit_id == audit_id, UnitHistoryRow.unit_id == ranks.c.unit_id)
        .values(place=ranks.c.place)
    )


def give_places(connection: Connection, plan_id: str) -> None:
    """Places and ties of the listed units that are ranked, after reviews; only rows that change are written."""
    there = UnitStandingRow
    ranks = (
        select(
            there.unit_id,
            func.rank().over(order_by=there.percent.desc()).label("place"),
            func.count().over(partition_by=there.percent).label("tied"),
        )
        .where(there.plan_id == plan_id, there.listed, there.ranked)
        .subquery()
    )
    connection.execute(
        update(there)
        .where(
            there.plan_id == plan_id,
            there.unit_id == ranks.c.unit_id,
            or_(there.place.is_distinct_from(ranks.c.place), there.tied.is_distinct_from(ranks.c.tied)),
        )
        .values(place=ranks.c.place, tied=ranks.c.tied)
    )
    connection.execute(
        update(there)
        .where(
            there.plan_id == plan_id,
            there.place.is_not(None),
            or_(there.ranked.is_(False), there.listed.is_(False)),
        )
        .values(place=None, tied=None)
    )


def mark_listed(connection: Connection, plan_id: str, newest_whole: str) -> None:
    """Say which units are still in the registry: those of the newest whole audit, and those first judged since.

    What a unit owed that has left it waits for nobody.
    """
    there = UnitStandingRow
    in_whole = select(AuditUnitRow.unit_id).where(AuditUnitRow.audit_id == newest_whole)
    whole = select(AuditRow.as_of, AuditRow.finished_at).where(AuditRow.id == newest_whole).subquery()
    since = select(AuditRow.id).where(
        AuditRow.plan_id == plan_id,
        or_(
            AuditRow.as_of > select(whole.c.as_of).scalar_subquery(),
            and_(
                AuditRow.as_of == select(whole.c.as_of).scalar_subquery(),
                AuditRow.finished_at > select(whole.c.finished_at).scalar_subquery(),
            ),
        ),
    )
    listed = or_(there.unit_id.in_(in_whole), there.audit_id.in_(since))
    is_listed = case((listed, True), else_=False)
    connection.execute(
        update(there).where(there.plan_id == plan_id, there.listed != is_listed).values(listed=is_listed)
    )
    left = select(there.unit_id).where(there.plan_id == plan_id, there.listed.is_(False))
    connection.execute(
        update(DutyRow)
        .where(DutyRow.plan_id == plan_id, DutyRow.unit_id.in_(left), DutyRow.queue_weight.is_not(None))
        .values(queue_weight=None, queue_reason=None)
    )
    connection.execute(
        update(there)
        .where(there.plan_id == plan_id, there.listed.is_(False), there.queued > 0)
        .values(queued=0)
    )


def known_tasks(connection: Connection, plan_id: str) -> set[str]:
    """The tasks of which duties or counts are kept."""
    found: set[str] = set()
    for table in (DutyRow, TaskStandingRow):
        found.update(
            connection.execute(select(table.task).where(table.plan_id == plan_id).distinct()).scalars()
        )
    return found


def count_tasks(connection: Connection, plan_id: str, tasks: Iterable[str]) -> None:
    """Count anew how the checks of some tasks stand over the listed units."""
    for task in tasks:
        connection.execute(
            delete(TaskStandingRow).where(TaskStandingRow.plan_id == plan_id, TaskStandingRow.task == task)
        )
        counted = (
            select(
                *(DutyRow.check_id, DutyRow.subject, DutyRow.nth, DutyRow.status),
                *(DutyRow.due_last, DutyRow.due_next),
                func.count().label("duties"),
            )
            .join(
                UnitStandingRow,
                and_(UnitStandingRow.plan_id == DutyRow.plan_id, UnitStandingRow.unit_id == DutyRow.unit_id),
            )
            .where(DutyRow.plan_id == plan_id, DutyRow.task == task, UnitStandingRow.listed)
            .group_by(
                *(DutyRow.check_id, DutyRow.subject, DutyRow.nth, DutyRow.status),
                *(DutyRow.due_last, DutyRow.due_next),
            )
        )
        checks: dict[tuple[str, str, int], Counter[str]] = {}
        days = DayCounts()
        for row in connection.execute(counted):
            checks.setdefault((row.check_id, row.subject, row.nth), Counter())[row.status.value] += row.duties
            days.add(row.status, row.due_last, row.due_next, row.duties)
        rows = [
            {
                "plan_id": plan_id,
                "task": task,
                "check_id": check_id,
                "subject": subject,
                "nth": nth,
                "units": counts.total(),
                **{name: counts[name] for name in STATUSES},
            }
            for (check_id, subject, nth), counts in checks.items()
        ]
        if rows:
            connection.execute(insert(TaskStandingRow), rows)
        save_days(connection, plan_id, task, days)


def _replace(connection: Connection, table: Any, where: Any, rows: Sequence[dict[str, Any]]) -> None:
    assert isinstance(table, Table)
    for some in chunks(rows):
        connection.execute(delete(table).where(where, table.c.unit_id.in_([row["unit_id"] for row in some])))
        connection.execute(insert(table), list(some))


def give_marks_before(connection: Connection, plan_id: str, audit_id: str, before: str | None) -> None:
    """Write beside the units whose newest audit is this one what they had in the whole audit before it."""
    there, then = UnitStandingRow, UnitHistoryRow
    of_audit = (there.plan_id == plan_id, there.audit_id == audit_id)
    connection.execute(
        update(there).where(*of_audit).values(audit_before=None, percent_before=None, place_before=None)
    )
    if before is not None:
        connection.execute(
            update(there)
            .where(*of_audit, then.plan_id == plan_id, then.audit_id == before, then.unit_id == there.unit_id)
            .values(audit_before=before, percent_before=then.percent, place_before=then.place)
        )


def newest_audits(connection: Connection, plan_id: str) -> Sequence[str]:
    """The audits that are the newest of some unit."""
    query = select(UnitStandingRow.audit_id).where(UnitStandingRow.plan_id == plan_id).distinct()
    return connection.execute(query).scalars().all()
