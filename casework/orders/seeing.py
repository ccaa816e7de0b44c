"""Which orders does somebody see, call off, or have files of?"""

from datetime import datetime

from casework.accounts.log import record
from casework.orders.refusals import OrderError, Why
from db.orders import cancel_order, load_order, load_orders, read_order
from db.store import Store
from domain.accounts import Account, Permission
from domain.orders import Order, OrderFile, OrderKind, Product


def sees(account: Account, order: Order) -> bool:
    """Whether an account sees an order: a contact those of the own unit, and of files only its evidence package."""
    if account.may(Permission.SEE_ALL):
        return True
    unit = order.ask.unit_id
    if unit is None or not account.sees(unit):
        return False
    return order.ask.kind is OrderKind.REAUDIT or order.ask.product is Product.EVIDENCE


def orders_for(
    account: Account, store: Store, *, before: int | None = None, most: int = 50
) -> tuple[Order, ...]:
    """The orders that an account sees, the newest first; ``before``: those older than this one.

    Raises:
        StoreError: the database can't be used.
    """
    if account.may(Permission.SEE_ALL):
        return load_orders(store, before=before, most=most)
    if not account.unit_id or not account.may(Permission.SEE_OWN):
        return ()
    seen: list[Order] = []
    while len(seen) < most:
        found = load_orders(store, unit_id=account.unit_id, before=before, most=most)
        seen += [order for order in found if sees(account, order)]
        if len(found) < most:
            break
        # What is not for the account must not make its list end early.
        before = found[-1].id
    return tuple(seen[:most])


def order_for(account: Account, store: Store, order_id: int) -> Order:
    """One order.

    Raises:
        OrderError: there is none that the account sees.
        StoreError: the database can't be used.
    """
    order = load_order(store, order_id)
    if order is None or not sees(account, order):
        raise OrderError(Why.UNKNOWN_ORDER)
    return order


def may_cancel(account: Account, order: Order) -> bool:
    """Whether an account may call an order off: who asked for it, and who may order audits."""
    return not order.state.is_over and (
        order.asked_by_id == account.id or account.may(Permission.ORDER_AUDIT)
    )


def cancel(
    store: Store, account: Account, order_id: int, *, now: datetime, address: str | None = None
) -> Order:
    """Call an order off, and write it to the log.

    Raises:
        OrderError: there is none that the account sees, it may not, or it is over.
        StoreError: the database can't be used.
    """
    order_for(account, store, order_id)
    with store.write() as transaction:
        order = read_order(transaction, order_id)
        if order.state.is_over:
            raise OrderError(Why.IS_OVER)
        if not may_cancel(account, order):
            raise OrderError(Why.FORBIDDEN)
        cancelled = cancel_order(transaction, order_id, by=account.name, now=now)
        record(transaction, account, "order.cancel", f"order:{order_id}", {}, address, now=now)
        return cancelled


def file_for(account: Account, store: Store, order_id: int, name: str) -> OrderFile:
    """A file of an order, by the name that the order says; for whoever may have it.

    Raises:
        OrderError: there is none that the account may have: it is not said which.
        StoreError: the database can't be used.
    """
    order = order_for(account, store, order_id)
    may = account.may(Permission.EXPORT) or (
        not account.may(Permission.SEE_ALL) and order.ask.product is Product.EVIDENCE
    )
    file = next((each for each in order.result.files if each.name == name), None)
    if not may or file is None or order.files_deleted_at is not None:
        raise OrderError(Why.UNKNOWN_ORDER)
    return file
