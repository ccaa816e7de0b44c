"""What was ordered: asked for, called off, looked at? Whose an order is while it is worked off: ``db.order_claims``.

Functions that take a connection belong to a transaction of the caller, which has more to store with it (the log of actions).
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, func, insert, select, update

from db.base import digest
from db.errors import StoreError
from db.store import Store
from db.tables.orders import OrderRow
from db.upserts import chunks
from domain.orders import (
    Ask,
    Order,
    OrderFile,
    OrderKind,
    OrderProgress,
    OrderResult,
    OrderState,
    Priority,
)

TABLE = OrderRow.__table__
_OPEN = (OrderState.WAITING, OrderState.RUNNING)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asker:
    """Who asks: an account, or (``id`` None) the program."""

    id: int | None
    name: str


def add_order(
    store: Store,
    connection: Connection,
    ask: Ask,
    *,
    asker: Asker,
    now: datetime,
    priority: Priority = Priority.PERSON,
) -> tuple[Order, bool]:
    """Store an order; the same one that still waits is given back instead, and then False with it.

    What a person asks for that waits for the night already, waits no longer behind it.
    """
    store.lock(connection, "orders")
    key = digest(*_asked(ask))
    same = connection.execute(
        select(TABLE)
        .where(OrderRow.key == key, OrderRow.state == OrderState.WAITING, OrderRow.cancel_asked_at.is_(None))
        .order_by(OrderRow.id)
        .limit(1)
    ).one_or_none()
    if same is not None:
        if priority.weight > same.weight:
            connection.execute(
                update(OrderRow)
                .where(OrderRow.id == same.id)
                .values(priority=priority, weight=priority.weight)
            )
        return read_order(connection, same.id), False
    added = connection.execute(
        insert(OrderRow).values(
            key=key,
            kind=ask.kind,
            plan_id=ask.plan_id,
            unit_id=ask.unit_id,
            task=ask.task,
            subject=ask.subject,
            product=ask.product,
            audit_id=ask.audit_id,
            finding=ask.finding,
            asked_by_id=asker.id,
            asked_by=asker.name,
            asked_at=now,
            priority=priority,
            weight=priority.weight,
            state=OrderState.WAITING,
            attempts=0,
        )
    )
    made = added.inserted_primary_key
    assert made is not None
    return read_order(connection, made[0]), True


def cancel_order(connection: Connection, order_id: int, *, by: str, now: datetime) -> Order:
    """Call an order off: one that waits is over at once, one that runs when its worker has stopped it.

    An order that is over stays as it is.

    Raises:
        StoreError: there is no such order.
    """
    cancelled = {"cancel_asked_at": now, "cancel_asked_by": by}
    connection.execute(
        update(OrderRow)
        .where(OrderRow.id == order_id, OrderRow.state == OrderState.WAITING)
        .values(state=OrderState.CANCELLED, finished_at=now, **cancelled)
    )
    connection.execute(
        update(OrderRow)
        .where(
            OrderRow.id == order_id,
            OrderRow.state == OrderState.RUNNING,
            OrderRow.cancel_asked_at.is_(None),
        )
        .values(**cancelled)
    )
    return read_order(connection, order_id)


def read_order(connection: Connection, order_id: int) -> Order:
    """An order, as this transaction sees it.

    Raises:
        StoreError: there is no such order.
    """
    row = connection.execute(select(TABLE).where(OrderRow.id == order_id)).one_or_none()
    if row is None:
        raise StoreError(f"there is no order {order_id}", "name one that is listed")
    return order_of(row)


def load_order(store: Store, order_id: int) -> Order | None:
    """An order; None when there is no such one.

    Raises:
        StoreError: the database can't be used.
    """
    with store.read() as connection:
        row = connection.execute(select(TABLE).where(OrderRow.id == order_id)).one_or_none()
    return None if row is None else order_of(row)


def load_orders(
    store: Store,
    *,
    unit_id: str | None = None,
    kinds: Collection[OrderKind] = (),
    open_only: bool = False,
    before: int | None = None,
    most: int = 50,
) -> tuple[Order, ...]:
    """Orders, the newest first.

    Args:
        store: where they are.
        unit_id: only those of this unit.
        kinds: only of these kinds; empty: all.
        open_only: only those that wait or run.
        before: only those older than this order (the last of the page before).
        most: how many at most.

    Raises:
        StoreError: the database can't be used.
    """
    wanted: list[ColumnElement[bool]] = []
    if unit_id is not None:
        wanted.append(OrderRow.unit_id == unit_id)
    if kinds:
        wanted.append(OrderRow.kind.in_(sorted(kinds)))
    if open_only:
        wanted.append(OrderRow.state.in_(_OPEN))
    if before is not None:
        wanted.append(OrderRow.id < before)
    query = select(TABLE).where(*wanted).order_by(OrderRow.id.desc()).limit(most)
    with store.read() as connection:
        return tuple(order_of(row) for row in connection.execute(query))


def count_asked(connection: Connection, *, asked_by_id: int, kind: OrderKind, since: datetime) -> int:
    """How many orders of a kind an account asked for since a moment; those called off count, too."""
    return connection.execute(
        select(func.count())
        .select_from(OrderRow)
        .where(OrderRow.asked_by_id == asked_by_id, OrderRow.kind == kind, OrderRow.asked_at >= since)
    ).scalar_one()


def last_asked(connection: Connection, ask: Ask, *, since: datetime) -> Order | None:
    """The newest order since a moment that asks for the same and was not called off or failed; None without one."""
    row = connection.execute(
        select(TABLE)
        .where(
            OrderRow.key == digest(*_asked(ask)),
            OrderRow.asked_at >= since,
            OrderRow.state.not_in((OrderState.CANCELLED, OrderState.FAILED)),
        )
        .order_by(OrderRow.id.desc())
        .limit(1)
    ).one_or_none()
    return None if row is None else order_of(row)


def count_open(connection: Connection, *, kinds: Sequence[OrderKind]) -> int:
    """How many orders of these kinds wait or run."""
    return connection.execute(
        select(func.count()).select_from(OrderRow).where(OrderRow.kind.in_(kinds), OrderRow.state.in_(_OPEN))
    ).scalar_one()


def order_of(row: Row[Any]) -> Order:
    """The order of a row."""
    return Order(
        id=row.id,
        ask=Ask(
            kind=row.kind,
            plan_id=row.plan_id,
            unit_id=row.unit_id,
            task=row.task,
            subject=row.subject,
            product=row.product,
            audit_id=row.audit_id,
            finding=row.finding,
        ),
        asked_by_id=row.asked_by_id,
        asked_by=row.asked_by,
        asked_at=row.asked_at,
        priority=row.priority,
        state=row.state,
        attempts=row.attempts,
        worker=row.worker,
        claimed_at=row.claimed_at,
        heard_at=row.heard_at,
        finished_at=row.finished_at,
        progress=progress_of(row.progress),
        cancel_asked_at=row.cancel_asked_at,
        cancel_asked_by=row.cancel_asked_by,
        fault=row.fault,
        detail=row.detail,
        result=_result_of(row.result),
        files_deleted_at=row.files_deleted_at,
    )


def progress_of(value: dict[str, Any] | None) -> OrderProgress:
    """The progress that ``progress_to_json`` gave."""
    if not value:
        return OrderProgress()
    return OrderProgress(**{**value, "units": tuple(value.get("units", ()))})


def progress_to_json(progress: OrderProgress) -> dict[str, Any]:
    """Progress as JSON."""
    return {
        "phase": progress.phase,
        "portals": progress.portals,
        "portals_done": progress.portals_done,
        "pages": progress.pages,
        "failed": progress.failed,
        "units": list(progress.units),
    }


def result_to_json(result: OrderResult) -> dict[str, Any]:
    """A result as JSON."""
    files = [
        {"name": each.name, "size": each.size, "digest": each.digest, "media_type": each.media_type}
        for each in result.files
    ]
    return {"audit_id": result.audit_id, "files": files}


def _result_of(value: dict[str, Any] | None) -> OrderResult:
    if not value:
        return OrderResult()
    return OrderResult(audit_id=value["audit_id"], files=tuple(OrderFile(**each) for each in value["files"]))


def _asked(ask: Ask) -> tuple[object, ...]:
    return (
        ask.kind,
        ask.plan_id,
        ask.unit_id,
        ask.task,
        ask.subject,
        ask.product,
        ask.audit_id,
        ask.finding,
    )


def orders_with_files(store: Store, *, before: datetime) -> tuple[int, ...]:
    """The orders that were over before a moment and whose files, if they made any, are still kept.

    Raises:
        StoreError: the database can't be used.
    """
    query = select(OrderRow.id).where(
        OrderRow.kind.not_in((OrderKind.AUDIT, OrderKind.REAUDIT)),
        OrderRow.finished_at < before,
        OrderRow.state.not_in(_OPEN),
        OrderRow.files_deleted_at.is_(None),
    )
    with store.read() as connection:
        return tuple(connection.scalars(query))


def files_gone(store: Store, order_ids: Sequence[int], *, now: datetime) -> None:
    """Say that the files of orders are no longer kept.

    Raises:
        StoreError: the database can't be used.
    """
    with store.write() as connection:
        for some in chunks(order_ids):
            connection.execute(update(OrderRow).where(OrderRow.id.in_(some)).values(files_deleted_at=now))
