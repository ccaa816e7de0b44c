"""What do pages about duties list: tasks, one task across units, what comes due, what is overdue, what changed?"""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Select, and_, false, select, text

from db.finding_places import key_of_finding
from db.standing_values import CHANGE_COLUMNS, DUTY_COLUMNS, UNIT_NAME, value_of
from db.store import Store
from db.tables.duties import DutyRow, VerdictChangeRow
from db.tables.standings import TaskStandingRow, UnitStandingRow
from domain.duty_standing import DutyStatus
from domain.standings import Duty, DutyChange, TaskStanding, VerdictStep

PAGE = 50
PROBLEMS = frozenset({DutyStatus.FAILED, DutyStatus.LATE})

_LISTED = and_(
    UnitStandingRow.plan_id == DutyRow.plan_id,
    UnitStandingRow.unit_id == DutyRow.unit_id,
    UnitStandingRow.listed,
)


def load_tasks(store: Store, plan_id: str) -> tuple[TaskStanding, ...]:
    """How every check of every task stands; the plan has their order and words.

    Raises:
        StoreError: the database can't be used.
    """
    query = select(TaskStandingRow.__table__).where(TaskStandingRow.plan_id == plan_id)
    with store.read() as connection:
        return tuple(value_of(TaskStanding, row) for row in connection.execute(query))


def load_task(
    store: Store,
    plan_id: str,
    task: str,
    *,
    status: DutyStatus | None = None,
    due: date | None = None,
    after: tuple[str, int] | None = None,
    limit: int = PAGE,
) -> tuple[Duty, ...]:
    """One task across the listed units, by unit id; ``after``: unit id and duty id of the last row of the page before.

    ``due``: only what is to come on that day, or was due on it and has a problem, as ``db.task_days`` counts.

    Raises:
        StoreError: the database can't be used.
    """
    # Of each status the index has the units in order: the first of all are among the first of each.
    found = [
        duty
        for each in ([status] if status else DutyStatus)
        for duty in _duties(store, _of_status(plan_id, task, each, after, due).limit(limit))
    ]
    return tuple(sorted(found, key=lambda duty: (duty.unit_id, duty.id))[:limit])


def _of_status(
    plan_id: str, task: str, status: DutyStatus, after: tuple[str, int] | None, due: date | None
) -> Select[tuple[Any, ...]]:
    query = (
        select(*DUTY_COLUMNS, UNIT_NAME)
        .join(UnitStandingRow, _LISTED)
        .where(DutyRow.plan_id == plan_id, DutyRow.task == task, DutyRow.status == status)
        .order_by(DutyRow.unit_id, DutyRow.id)
    )
    if due is not None:
        past = DutyRow.due_last == due if status in PROBLEMS else false()
        query = query.where((DutyRow.due_next == due) | past)
    if after is None:
        return query
    unit_id, duty_id = after
    return query.where(DutyRow.unit_id >= unit_id, (DutyRow.unit_id > unit_id) | (DutyRow.id > duty_id))


def load_coming(
    store: Store, plan_id: str, first: date, *, days: int = 30, offset: int = 0, limit: int = PAGE
) -> tuple[Duty, ...]:
    """Duties due within some days of a day (预警), the nearest first.

    Raises:
        StoreError: the database can't be used.
    """
    query = (
        select(*DUTY_COLUMNS, UNIT_NAME)
        .join(UnitStandingRow, _LISTED)
        .where(
            DutyRow.plan_id == plan_id,
            DutyRow.due_next.is_not(None),
            DutyRow.due_next >= first,
            DutyRow.due_next <= first + timedelta(days=days),
        )
        .order_by(DutyRow.due_next, DutyRow.id)
    )
    return _duties(store, query.offset(offset).limit(limit))


def load_overdue(store: Store, plan_id: str, *, offset: int = 0, limit: int = PAGE) -> tuple[Duty, ...]:
    """Problems by their due day, the newest first; those without a due day last.

    Raises:
        StoreError: the database can't be used.
    """
    query = (
        select(*DUTY_COLUMNS, UNIT_NAME)
        .join(UnitStandingRow, _LISTED)
        # The very words of the index: SQLite uses a partial index only where it can see them, not for values given apart.
        .where(DutyRow.plan_id == plan_id, text("duties.status IN ('failed', 'late')"))
        .order_by(DutyRow.due_last.desc().nulls_last(), DutyRow.id.desc())
    )
    return _duties(store, query.offset(offset).limit(limit))


def load_duty(store: Store, duty_id: int) -> Duty | None:
    """One duty by its number; None where there is none (any more).

    Raises:
        StoreError: the database can't be used.
    """
    query = select(*DUTY_COLUMNS, UNIT_NAME).join(UnitStandingRow, _KEPT).where(DutyRow.id == duty_id)
    return next(iter(_duties(store, query)), None)


def duty_of_finding(store: Store, finding_id: int) -> Duty | None:
    """The duty whose newest finding this is, or which this finding was of earlier; None where it is owed no more.

    Raises:
        StoreError: the database can't be used.
    """
    key = key_of_finding(store, finding_id)
    if key is None:
        return None
    plan_id, unit_id, task, check_id, subject, nth = key
    query = (
        select(*DUTY_COLUMNS, UNIT_NAME)
        .join(UnitStandingRow, _KEPT)
        .where(
            DutyRow.plan_id == plan_id,
            DutyRow.unit_id == unit_id,
            DutyRow.task == task,
            DutyRow.check_id == check_id,
            DutyRow.subject == subject,
            DutyRow.nth == nth,
        )
    )
    return next(iter(_duties(store, query)), None)


def load_changes(
    store: Store,
    audit_id: str,
    *,
    unit_id: str | None = None,
    after: int = 0,
    limit: int = PAGE,
) -> tuple[DutyChange, ...]:
    """What an audit made another, over all or of one unit; ``after``: the number of the last row of the page before.

    Raises:
        StoreError: the database can't be used.
    """
    there = VerdictChangeRow
    kept = and_(UnitStandingRow.plan_id == there.plan_id, UnitStandingRow.unit_id == there.unit_id)
    query = (
        select(*CHANGE_COLUMNS, UNIT_NAME)
        .join(UnitStandingRow, kept)
        .where(there.audit_id == audit_id, there.id > after)
    )
    if unit_id is not None:
        query = query.where(there.unit_id == unit_id)
    with store.read() as connection:
        found = connection.execute(query.order_by(there.id).limit(limit))
        return tuple(value_of(DutyChange, row) for row in found)


def load_verdicts(store: Store, plan_id: str, duty: Duty) -> tuple[VerdictStep, ...]:
    """How a duty was judged over time, the newest first: one step a verdict, however many audits said the same.

    Raises:
        StoreError: the database can't be used.
    """
    there = VerdictChangeRow
    query = (
        select(*CHANGE_COLUMNS)
        .where(
            there.plan_id == plan_id,
            there.unit_id == duty.unit_id,
            there.task == duty.task,
            there.check_id == duty.check_id,
            there.subject == (duty.subject or ""),
            there.nth == duty.nth,
        )
        .order_by(there.as_of.desc(), there.audit_id.desc())
    )
    with store.read() as connection:
        changes = [value_of(DutyChange, row) for row in connection.execute(query)]
    steps = [
        VerdictStep(
            day=each.as_of,
            audit_id=each.audit_id,
            outcome=each.outcome,
            timeliness=each.timeliness,
            code=each.code,
            # The newest finding that says so: of the last step the duty's own, else the one before the next change.
            finding_id=duty.finding_id if place == 0 else changes[place - 1].before_finding_id,
            causes=each.causes,
        )
        for place, each in enumerate(changes)
    ]
    return (*steps, *_first_step(duty, changes))


def _first_step(duty: Duty, changes: Sequence[DutyChange]) -> list[VerdictStep]:
    if not changes:
        return [
            VerdictStep(
                day=duty.since_day,
                audit_id=duty.since_audit,
                outcome=duty.outcome,
                timeliness=duty.timeliness,
                code=duty.code,
                finding_id=duty.finding_id,
            )
        ]
    first = changes[-1]
    if first.before_outcome is None or first.before_day is None:
        return []
    return [
        VerdictStep(
            day=first.before_day,
            audit_id=None,
            outcome=first.before_outcome,
            timeliness=first.before_timeliness,
            code=first.before_code,
            finding_id=first.before_finding_id,
        )
    ]


_KEPT = and_(UnitStandingRow.plan_id == DutyRow.plan_id, UnitStandingRow.unit_id == DutyRow.unit_id)


def _duties(store: Store, query: Select[tuple[Any, ...]]) -> tuple[Duty, ...]:
    with store.read() as connection:
        return tuple(value_of(Duty, row) for row in connection.execute(query))
