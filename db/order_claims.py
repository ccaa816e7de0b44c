"""Whose is an order while it is worked off, so that one worker does it, and none that lost it says what came of it?

The seam at which another task queue may take over: of ``claim``, ``hear``, ``finish``, ``put_back`` and ``sweep`` workers
ask, and of nothing else. Every word of a worker is held against its claim (worker and number of attempts): one that was
stopped for minutes and wakes when another has taken the order over is refused.
"""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, exists, or_, select, update

from db.holders import is_held
from db.orders import TABLE, order_of, progress_to_json, read_order, result_to_json
from db.store import Store
from db.tables.orders import OrderRow
from db.tables.watch import NightRow, NightState
from domain.orders import (
    CRAWLS,
    MOST_ATTEMPTS,
    SILENT_AFTER,
    Order,
    OrderFault,
    OrderKind,
    OrderProgress,
    OrderResult,
    OrderState,
)


def claim(store: Store, *, worker: str, kinds: Collection[OrderKind], now: datetime) -> Order | None:
    """Take the order of these kinds that comes first, for this worker alone; None when there is none to be taken.

    No portal is asked by two at once: an order that crawls waits while another that crawls the same unit, or all units, runs,
    and while a night does.

    Raises:
        StoreError: the database can't be used.
    """
    with store.write() as connection:
        # Two that crawl are weighed against each other, not each against what ran before both: one claim at a time.
        store.lock(connection, "orders.claim")
        wanted = select(OrderRow.id).where(
            OrderRow.state == OrderState.WAITING,
            OrderRow.kind.in_(sorted(kinds)),
            _may_begin(connection, now),
        )
        # A worker of another kind may hold rows in a transaction of its own: past them, not behind them.
        found = connection.execute(
            wanted.order_by(OrderRow.weight.desc(), OrderRow.id)
            .limit(1)
            .with_for_update(skip_locked=True, of=OrderRow)
        ).scalar_one_or_none()
        if found is None:
            return None
        connection.execute(
            update(OrderRow)
            .where(OrderRow.id == found, OrderRow.state == OrderState.WAITING)
            .values(
                state=OrderState.RUNNING,
                attempts=OrderRow.attempts + 1,
                worker=worker,
                claimed_at=now,
                heard_at=now,
                finished_at=None,
                progress=None,
                fault=None,
                detail=None,
            )
        )
        return read_order(connection, found)


def hear(store: Store, order: Order, *, now: datetime, progress: OrderProgress | None = None) -> Order | None:
    """Say that an order is still worked on, and how far it is; returns it as it stands now.

    None: this worker lost it. What it does of it must be stopped, and nobody is to be told of it.

    Raises:
        StoreError: the database can't be used.
    """
    values: dict[str, Any] = {"heard_at": now}
    if progress is not None:
        values["progress"] = progress_to_json(progress)
    with store.write() as connection:
        heard = connection.execute(update(OrderRow).where(_is_claim(order)).values(**values))
        return read_order(connection, order.id) if heard.rowcount == 1 else None


def finish(
    store: Store,
    order: Order,
    *,
    now: datetime,
    state: OrderState,
    result: OrderResult | None = None,
    fault: OrderFault | None = None,
    detail: str | None = None,
) -> bool:
    """Say what came of an order; False when this worker lost it meanwhile, and then nothing is stored.

    Raises:
        StoreError: the database can't be used.
        ValueError: the state is not one in which an order is over.
    """
    if not state.is_over:
        raise ValueError(f"an order that is {state} is not over")
    with store.write() as connection:
        ended = connection.execute(
            update(OrderRow)
            .where(_is_claim(order))
            .values(
                state=state,
                finished_at=now,
                heard_at=now,
                result=result_to_json(result) if result else None,
                fault=fault,
                detail=detail,
            )
        )
        return ended.rowcount == 1


def put_back(store: Store, order: Order, *, now: datetime) -> bool:
    """Give an order back undone, as a worker does that ends: it waits again, and the attempt does not count.

    One that was called off meanwhile is over. False when this worker lost it.

    Raises:
        StoreError: the database can't be used.
    """
    with store.write() as connection:
        called_off = connection.execute(
            update(OrderRow)
            .where(_is_claim(order), OrderRow.cancel_asked_at.is_not(None))
            .values(state=OrderState.CANCELLED, finished_at=now)
        )
        back = connection.execute(
            update(OrderRow)
            .where(_is_claim(order))
            .values(state=OrderState.WAITING, worker=None, attempts=OrderRow.attempts - 1)
        )
        return called_off.rowcount + back.rowcount == 1


def sweep(store: Store, now: datetime) -> tuple[Order, ...]:
    """Take up what dead workers held: it waits again, or failed if that happened too often; returns these orders.

    A worker is dead when its process is gone from this machine, or when it was silent for minutes.

    Raises:
        StoreError: the database can't be used.
    """
    running = select(TABLE).where(OrderRow.state == OrderState.RUNNING)
    with store.read() as connection:
        lost = [row for row in connection.execute(running) if _is_lost(order_of(row), now)]
    if not lost:
        return ()
    with store.write() as connection:
        return tuple(
            read_order(connection, row.id) for row in lost if _taken_up(connection, order_of(row), now)
        )


def _taken_up(connection: Connection, order: Order, now: datetime) -> bool:
    values: dict[str, Any]
    if order.cancel_asked_at is not None:
        values = {"state": OrderState.CANCELLED, "finished_at": now}
    elif order.attempts >= MOST_ATTEMPTS:
        values = {"state": OrderState.FAILED, "finished_at": now, "fault": OrderFault.WORKER_DIED}
    else:
        values = {"state": OrderState.WAITING, "worker": None}
    # Heard meanwhile: it was not dead after all.
    same = and_(_is_claim(order), OrderRow.heard_at == order.heard_at)
    return connection.execute(update(OrderRow).where(same).values(**values)).rowcount == 1


def _is_lost(order: Order, now: datetime) -> bool:
    if order.worker is None or order.heard_at is None:
        return True
    return now - order.heard_at >= SILENT_AFTER or not is_held(order.worker, order.heard_at, now)


def _is_claim(order: Order) -> ColumnElement[bool]:
    return and_(
        OrderRow.id == order.id,
        OrderRow.state == OrderState.RUNNING,
        OrderRow.worker == order.worker,
        OrderRow.attempts == order.attempts,
    )


def _may_begin(connection: Connection, now: datetime) -> ColumnElement[bool]:
    """What asks no portal may always; else only what no one else asks."""
    papers = OrderRow.kind.not_in(sorted(CRAWLS))
    if _a_night_runs(connection, now):
        return papers
    other = OrderRow.__table__.alias("other")
    beside = exists().where(
        other.c.state == OrderState.RUNNING,
        other.c.kind.in_(sorted(CRAWLS)),
        or_(
            other.c.unit_id.is_(None),
            OrderRow.__table__.c.unit_id.is_(None),
            other.c.unit_id == OrderRow.__table__.c.unit_id,
        ),
    )
    return or_(papers, ~beside)


def _a_night_runs(connection: Connection, now: datetime) -> bool:
    running = connection.execute(
        select(NightRow.owner, NightRow.claimed_at).where(
            NightRow.kind == "audit", NightRow.state == NightState.RUNNING
        )
    ).all()
    return any(is_held(row.owner, row.claimed_at, now) for row in running)
