"""Who may ask for what, how often, and is it anything that can be done?"""

from datetime import datetime, timedelta

from casework.accounts.log import record
from casework.orders.refusals import OrderError, Why
from db.audit_order import finished_audit
from db.orders import Asker, add_order, count_asked, count_open, last_asked
from db.registered import duty_exists, last_judged
from db.store import Connection, Store
from domain.accounts import Account, Permission
from domain.orders import CRAWLS, PAPERS, Ask, Order, OrderKind, Product

CONTACT_A_DAY = 5
"""Re-audits that a unit's contact may ask for within 24 hours: each asks the own portal for some hundred pages."""
SAME_AGAIN = timedelta(hours=1)
MOST_OPEN = 500
"""Orders that may wait; more are a mistake or ill will, and would keep everybody waiting."""


def ask_for(store: Store, account: Account, ask: Ask, *, now: datetime, address: str | None = None) -> Order:
    """Store an order of a person, and the entry of the log with it; the same that waits already is given back.

    Raises:
        OrderError: the account may not, may not so soon, or it can't be done.
        StoreError: the database can't be used.
    """
    _check_permission(account, ask)
    _check_sense(store, ask)
    asker = Asker(id=account.id, name=account.name)
    with store.write() as transaction:
        store.lock(transaction, "orders")
        _check_limits(transaction, account, ask, now)
        order, is_new = add_order(store, transaction, ask, asker=asker, now=now)
        if is_new:
            record(transaction, account, "order.add", f"order:{order.id}", detail_of(ask), address, now=now)
        return order


def detail_of(ask: Ask) -> dict[str, object]:
    """What the log says of an order: only what was named."""
    named = {
        "kind": ask.kind.value,
        "plan": ask.plan_id,
        "unit": ask.unit_id,
        "task": ask.task,
        "subject": ask.subject,
        "product": ask.product.value if ask.product else None,
        "audit": ask.audit_id,
        "finding": ask.finding,
    }
    return {name: value for name, value in named.items() if value is not None}


def _check_permission(account: Account, ask: Ask) -> None:
    if ask.unit_id is not None and not account.sees(ask.unit_id):
        raise OrderError(Why.UNKNOWN_UNIT)
    if not may_ask(account, ask):
        raise OrderError(Why.FORBIDDEN)


def may_ask(account: Account, ask: Ask) -> bool:
    """Whether the account's role is for such an order."""
    if ask.unit_id is not None and not account.sees(ask.unit_id):
        return False
    if ask.kind is OrderKind.AUDIT:
        return account.may(Permission.ORDER_AUDIT)
    if ask.kind is OrderKind.REAUDIT:
        # A contact asks for a duty that was mended, not for the whole unit.
        return account.may(Permission.ORDER_REAUDIT) and (
            account.may(Permission.SEE_ALL) or ask.task is not None
        )
    if account.may(Permission.EXPORT):
        return True
    own = account.may(Permission.SEE_OWN) and ask.unit_id is not None
    return own and ask.product is Product.EVIDENCE


def _check_sense(store: Store, ask: Ask) -> None:
    if ask.kind is OrderKind.REAUDIT and ask.unit_id is None:
        raise OrderError(Why.NEEDS_UNIT)
    if ask.product is not None and ask.product.needs_unit and ask.unit_id is None:
        raise OrderError(Why.NEEDS_UNIT)
    last = last_judged(store, ask.plan_id)
    if last is None:
        raise OrderError(Why.NO_AUDIT)
    if ask.audit_id is not None and not _is_of_plan(store, ask.audit_id, ask.plan_id):
        raise OrderError(Why.NO_AUDIT)
    if ask.unit_id is None:
        return
    unit = next((each for each in last.units if each.id == ask.unit_id), None)
    if unit is None:
        raise OrderError(Why.UNKNOWN_UNIT)
    if ask.kind.crawls and not unit.portal_url:
        raise OrderError(Why.NO_PORTAL)
    if ask.task is not None and not duty_exists(store, ask.plan_id, ask.unit_id, ask.task, ask.subject):
        raise OrderError(Why.UNKNOWN_DUTY)


def _is_of_plan(store: Store, audit_id: str, plan_id: str) -> bool:
    # What no screen shows is no id: PostgreSQL refuses to be asked for some of it.
    if not audit_id.isprintable():
        return False
    with store.read() as connection:
        audit = finished_audit(connection, audit_id)
    return audit is not None and audit.plan_id == plan_id


def _check_limits(transaction: Connection, account: Account, ask: Ask, now: datetime) -> None:
    kinds = sorted(CRAWLS if ask.kind.crawls else PAPERS)
    if count_open(transaction, kinds=kinds) >= MOST_OPEN:
        raise OrderError(Why.QUEUE_FULL)
    if ask.kind is not OrderKind.REAUDIT:
        return
    same = last_asked(transaction, ask, since=now - SAME_AGAIN)
    # One that still waits is simply the answer; asked again, it is no second one.
    if same is not None and same.claimed_at is not None:
        raise OrderError(Why.TOO_SOON)
    if same is None and not account.may(Permission.SEE_ALL):
        asked = count_asked(transaction, asked_by_id=account.id, kind=ask.kind, since=now - timedelta(days=1))
        if asked >= CONTACT_A_DAY:
            raise OrderError(Why.TOO_MANY)
