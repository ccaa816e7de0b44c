"""What was ordered of the program, how far is it, and how is something ordered?"""

from datetime import UTC, datetime
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Body, Query, Request
from pydantic import BaseModel, ConfigDict, Field

from casework.orders.asking import ask_for
from casework.orders.refusals import OrderError, Why
from casework.orders.seeing import cancel, order_for, orders_for
from domain.accounts import Account, Permission
from domain.beijing import BEIJING
from domain.orders import Ask, Order, OrderKind, OrderState, Product
from web.api.answers import API_V1, ApiRefusedError, refusals, with_table
from web.api.asked import JSON_BODY, Listed, Name, Nothing, Number
from web.api.listing import Listing, Page, answer
from web.api.scope import scope_of
from web.reading.orders import shown
from web.security.permissions import needs
from web.security.visitors import Visitor
from web.state import Db

router = APIRouter(prefix=API_V1, tags=["orders"])
Seer = Annotated[Visitor, needs(Permission.SEE_ALL, Permission.SEE_OWN)]
Ordering = Annotated[
    Visitor, needs(Permission.ORDER_AUDIT, Permission.ORDER_REAUDIT, Permission.EXPORT, Permission.SEE_OWN)
]
_STATUS = {
    Why.FORBIDDEN: 403,
    Why.UNKNOWN_UNIT: 404,
    Why.UNKNOWN_ORDER: 404,
    Why.UNKNOWN_DUTY: 404,
    Why.NO_AUDIT: 404,
    Why.IS_OVER: 409,
    Why.NO_PORTAL: 409,
    Why.NEEDS_UNIT: 409,
    Why.TOO_SOON: 429,
    Why.TOO_MANY: 429,
    Why.QUEUE_FULL: 429,
}


class UnderPlanWanted(BaseModel):
    """Under which plan."""

    model_config = ConfigDict(extra="forbid")

    plan: Name | None = Field(None, description="The plan of the newest audit where it is left out.")


class AuditWanted(UnderPlanWanted):
    """An audit of all units."""

    kind: Literal[OrderKind.AUDIT]


class ReauditWanted(UnderPlanWanted):
    """One unit is looked at again."""

    kind: Literal[OrderKind.REAUDIT]
    unit: Name
    task: Name | None = Field(None, description="The duty that it is asked for; a contact has to name one.")
    subject: Name | None = None


class ExportWanted(UnderPlanWanted):
    """A document or a package."""

    kind: Literal[OrderKind.EXPORT]
    product: Product
    unit: Name | None = Field(None, description="Needed for an evidence package; a contact's is the own.")
    task: Name | None = None


Wanted = Annotated[AuditWanted | ReauditWanted | ExportWanted, Body(discriminator="kind")]


class ShownFile(BaseModel):
    """A file that an order made; `address` is in the console."""

    name: str
    size: int
    address: str


class ShownOrder(BaseModel):
    """An order."""

    id: int = Field(title="编号")
    kind: OrderKind = Field(title="事项代码")
    what: str = Field(title="事项")
    plan_id: str = Field(title="方案编号")
    unit_id: str | None = Field(title="单位编号")
    task: str | None = Field(title="任务")
    state: OrderState = Field(title="状态代码")
    state_word: str = Field(title="状态")
    told: str = Field(title="进展")
    percent: int | None = Field(title="完成百分比")
    asked_by: str = Field(title="提交人")
    asked_at: datetime = Field(title="提交时间")
    finished_at: datetime | None = Field(title="结束时间")
    audit_id: str | None = Field(title="核查编号")
    files: list[ShownFile] = Field(title="文件")


@router.get("/orders", response_model=Page[ShownOrder], responses=with_table())
def orders(request: Request, database: Db, visitor: Seer, asked: Annotated[Listed, Query()]) -> Any:
    """The orders that the account sees, the newest first."""
    account = visitor.account
    listing: Listing[Order, ShownOrder] = Listing(
        name="orders",
        model=ShownOrder,
        places=(int,),
        read=lambda after, limit: orders_for(
            account, database, before=after[0] if after else None, most=limit
        ),
        place=lambda order: (order.id,),
        shown=lambda rows: [_shown(order, account) for order in rows],
    )
    return answer(request, asked, listing)


@router.get("/orders/{order_id}", response_model=ShownOrder, responses=refusals())
def order(database: Db, order_id: Number, visitor: Seer, _asked: Annotated[Nothing, Query()]) -> Any:
    """One order, and how far it is."""
    try:
        return _shown(order_for(visitor.account, database, order_id), visitor.account)
    except OrderError as error:
        raise _refused(error) from None


@router.post(
    "/orders",
    response_model=ShownOrder,
    status_code=201,
    responses=refusals(changes=True, bounded=True),
    dependencies=[JSON_BODY],
)
def add(database: Db, visitor: Ordering, wanted: Wanted, _asked: Annotated[Nothing, Query()]) -> Any:
    """Order an audit, a re-audit or an export; the same that waits already is given back. A worker does it."""
    unit_id = getattr(wanted, "unit", None)
    if unit_id is None and isinstance(wanted, ExportWanted):
        unit_id = visitor.own_unit
    ask = Ask(
        kind=wanted.kind,
        plan_id=scope_of(database, wanted.plan).plan_id,
        unit_id=unit_id,
        task=getattr(wanted, "task", None),
        subject=getattr(wanted, "subject", None),
        product=getattr(wanted, "product", None),
    )
    try:
        made = ask_for(database, visitor.account, ask, now=datetime.now(UTC), address=visitor.address)
    except OrderError as error:
        raise _refused(error) from None
    return _shown(made, visitor.account)


@router.post("/orders/{order_id}/cancel", response_model=ShownOrder, responses=refusals(changes=True))
def call_off(database: Db, order_id: Number, visitor: Seer, _asked: Annotated[Nothing, Query()]) -> Any:
    """Call an order off."""
    try:
        made = cancel(database, visitor.account, order_id, now=datetime.now(UTC), address=visitor.address)
    except OrderError as error:
        raise _refused(error) from None
    return _shown(made, visitor.account)


def _refused(error: OrderError) -> ApiRefusedError:
    return ApiRefusedError(_STATUS.get(error.why, 422), error.why.name.lower(), str(error))


def _shown(order: Order, account: Account) -> ShownOrder:
    words = shown(order, account)
    return ShownOrder(
        id=order.id,
        kind=order.ask.kind,
        what=words.what,
        plan_id=order.ask.plan_id,
        unit_id=order.ask.unit_id,
        task=order.ask.task,
        state=order.state,
        state_word=words.state,
        told=words.told,
        percent=words.percent,
        asked_by=order.asked_by,
        asked_at=order.asked_at.astimezone(BEIJING),
        finished_at=order.finished_at.astimezone(BEIJING) if order.finished_at else None,
        audit_id=words.audit_id,
        files=[ShownFile(name=file.name, size=file.size, address=file.address) for file in words.files],
    )
