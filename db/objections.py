"""What did units say about findings, and what was answered? Every function belongs to a transaction of the caller."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, func, insert, select, update

from db.store import Connection
from db.tables.objections import ObjectionMessageRow, ObjectionRow
from db.tables.standings import UnitStandingRow
from db.upserts import chunks
from domain.basis import nth_of
from domain.objections import NamedFile, Objection, ObjectionKind, ObjectionMessage, ObjectionState

DutyName = tuple[str, str, str, int]
"""A duty among those of its unit: task, check, subject (empty for none), which of those alike."""

_TABLE = ObjectionRow.__table__
_MESSAGES = ObjectionMessageRow.__table__


def insert_objection(connection: Connection, objection: Objection) -> Objection:
    """Store a new one, open; its ``id`` is not looked at. Returns it as it was stored."""
    added = connection.execute(
        insert(ObjectionRow).values(
            kind=objection.kind,
            plan_id=objection.plan_id,
            audit_id=objection.audit_id,
            unit_id=objection.unit_id,
            task=objection.task,
            check_id=objection.check,
            subject=objection.subject or "",
            nth=nth_of(objection.basis),
            finding_id=objection.finding_id,
            finding=objection.finding,
            basis=objection.basis,
            author=objection.author,
            author_id=objection.author_id,
            at=objection.at,
            state=ObjectionState.OPEN,
        )
    )
    key = added.inserted_primary_key
    assert key is not None
    stored = find_objection(connection, int(key[0]))
    assert stored is not None
    return stored


def find_objection(connection: Connection, objection_id: int) -> Objection | None:
    """The objection with an id; None where there is none."""
    row = connection.execute(select(_TABLE).where(ObjectionRow.id == objection_id)).one_or_none()
    return None if row is None else _objection(row)


def settle_objection(
    connection: Connection,
    objection_id: int,
    state: ObjectionState,
    *,
    by: str,
    by_id: int,
    at: datetime,
    review_id: int | None = None,
) -> bool:
    """Settle one that is open; False when it no longer is."""
    settled = connection.execute(
        update(ObjectionRow)
        .where(ObjectionRow.id == objection_id, ObjectionRow.state == ObjectionState.OPEN)
        .values(state=state, settled_by=by, settled_by_id=by_id, settled_at=at, review_id=review_id)
    )
    return settled.rowcount == 1


def let_wait(connection: Connection, objection_id: int, proposal_id: int | None) -> None:
    """Say which proposal an open objection waits for; None: for none any more."""
    connection.execute(
        update(ObjectionRow).where(ObjectionRow.id == objection_id).values(proposal_id=proposal_id)
    )


def waiting_objections(connection: Connection, plan_id: str, unit_id: str) -> tuple[Objection, ...]:
    """The open objections of a unit that wait for a second person."""
    query = select(_TABLE).where(
        ObjectionRow.plan_id == plan_id,
        ObjectionRow.unit_id == unit_id,
        ObjectionRow.state == ObjectionState.OPEN,
        ObjectionRow.proposal_id.is_not(None),
    )
    return tuple(map(_objection, connection.execute(query)))


def disputed_duties(
    connection: Connection, plan_id: str, unit_ids: Sequence[str]
) -> dict[str, frozenset[DutyName]]:
    """The duties that units dispute now, by unit; units that dispute nothing are left out."""
    found: dict[str, set[DutyName]] = {}
    for some in chunks(unit_ids):
        query = select(
            ObjectionRow.unit_id,
            ObjectionRow.task,
            ObjectionRow.check_id,
            ObjectionRow.subject,
            ObjectionRow.nth,
        ).where(
            ObjectionRow.plan_id == plan_id,
            ObjectionRow.unit_id.in_(some),
            ObjectionRow.state == ObjectionState.OPEN,
            ObjectionRow.kind == ObjectionKind.OBJECTION,
        )
        for row in connection.execute(query):
            found.setdefault(row.unit_id, set()).add((row.task, row.check_id, row.subject, row.nth))
    return {unit_id: frozenset(duties) for unit_id, duties in found.items()}


def list_objections(
    connection: Connection,
    *,
    unit_id: str | None = None,
    states: Collection[ObjectionState] = (),
    kind: ObjectionKind | None = None,
    finding_id: int | None = None,
    region: str | None = None,
    before_id: int | None = None,
    limit: int = 50,
) -> tuple[Objection, ...]:
    """Objections, the newest first; ``before_id`` goes on after a page. Empty ``states``: whatever became of them.

    ``region``: of units that are there by their newest audit under the objection's plan.
    """
    query = select(_TABLE).order_by(ObjectionRow.id.desc()).limit(limit)
    if unit_id is not None:
        query = query.where(ObjectionRow.unit_id == unit_id)
    if states:
        query = query.where(ObjectionRow.state.in_(sorted(states)))
    if kind is not None:
        query = query.where(ObjectionRow.kind == kind)
    if finding_id is not None:
        query = query.where(ObjectionRow.finding_id == finding_id)
    if region is not None:
        there = select(UnitStandingRow.unit_id).where(
            UnitStandingRow.plan_id == ObjectionRow.plan_id,
            UnitStandingRow.unit_id == ObjectionRow.unit_id,
            UnitStandingRow.region == region,
        )
        query = query.where(there.exists())
    if before_id is not None:
        query = query.where(ObjectionRow.id < before_id)
    return tuple(map(_objection, connection.execute(query)))


def objections_of_duty(
    connection: Connection, plan_id: str, unit_id: str, duty: DutyName, *, limit: int = 50
) -> tuple[Objection, ...]:
    """What a unit said about one duty, whatever became of it, the newest first."""
    task, check, subject, nth = duty
    query = (
        select(_TABLE)
        .where(
            ObjectionRow.unit_id == unit_id,
            ObjectionRow.plan_id == plan_id,
            ObjectionRow.task == task,
            ObjectionRow.check_id == check,
            ObjectionRow.subject == subject,
            ObjectionRow.nth == nth,
        )
        .order_by(ObjectionRow.id.desc())
        .limit(limit)
    )
    return tuple(map(_objection, connection.execute(query)))


def said_since(connection: Connection, unit_id: str, since: datetime) -> int:
    """How many messages contacts of a unit wrote since a moment."""
    query = (
        select(func.count())
        .select_from(ObjectionMessageRow)
        .join(ObjectionRow, ObjectionRow.id == ObjectionMessageRow.objection_id)
        .where(
            ObjectionRow.unit_id == unit_id,
            ObjectionMessageRow.by_unit.is_(True),
            ObjectionMessageRow.at >= since,
        )
    )
    return int(connection.execute(query).scalar_one())


def last_said(connection: Connection, plan_id: str, unit_id: str) -> dict[DutyName, datetime]:
    """When contacts of a unit last wrote about each duty of a plan."""
    duty = (ObjectionRow.task, ObjectionRow.check_id, ObjectionRow.subject, ObjectionRow.nth)
    query = (
        select(*duty, func.max(ObjectionMessageRow.at).label("at"))
        .join(ObjectionRow, ObjectionRow.id == ObjectionMessageRow.objection_id)
        .where(
            ObjectionRow.plan_id == plan_id,
            ObjectionRow.unit_id == unit_id,
            ObjectionMessageRow.by_unit.is_(True),
        )
        .group_by(*duty)
    )
    return {(row.task, row.check_id, row.subject, row.nth): row.at for row in connection.execute(query)}


def count_messages(connection: Connection, objection_id: int) -> int:
    """How many messages there are about an objection."""
    query = (
        select(func.count())
        .select_from(ObjectionMessageRow)
        .where(ObjectionMessageRow.objection_id == objection_id)
    )
    return int(connection.execute(query).scalar_one())


def add_message(connection: Connection, message: ObjectionMessage) -> None:
    """Add a message; its ``id`` is not looked at."""
    connection.execute(
        insert(ObjectionMessageRow).values(
            objection_id=message.objection_id,
            by_unit=message.by_unit,
            author=message.author,
            author_id=message.author_id,
            at=message.at,
            text=message.text,
            files=[{"sha256": each.sha256, "name": each.name} for each in message.files],
        )
    )


def load_messages(connection: Connection, objection_id: int) -> tuple[ObjectionMessage, ...]:
    """The messages about an objection, in the order in which they were written."""
    query = (
        select(_MESSAGES)
        .where(ObjectionMessageRow.objection_id == objection_id)
        .order_by(ObjectionMessageRow.id)
    )
    return tuple(map(_message, connection.execute(query)))


def _objection(row: Row[Any]) -> Objection:
    return Objection(
        id=row.id,
        kind=row.kind,
        plan_id=row.plan_id,
        audit_id=row.audit_id,
        unit_id=row.unit_id,
        task=row.task,
        check=row.check_id,
        subject=row.subject or None,
        finding_id=row.finding_id,
        finding=row.finding,
        basis=row.basis,
        author=row.author,
        author_id=row.author_id,
        at=row.at,
        state=row.state,
        proposal_id=row.proposal_id,
        review_id=row.review_id,
        settled_by=row.settled_by,
        settled_by_id=row.settled_by_id,
        settled_at=row.settled_at,
    )


def _message(row: Row[Any]) -> ObjectionMessage:
    return ObjectionMessage(
        id=row.id,
        objection_id=row.objection_id,
        by_unit=row.by_unit,
        author=row.author,
        author_id=row.author_id,
        at=row.at,
        text=row.text,
        files=tuple(NamedFile(sha256=each["sha256"], name=each["name"]) for each in row.files),
    )
