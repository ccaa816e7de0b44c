"""What was ordered, how far is it, and what came of it? Buttons queue; a worker does the work."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Form, HTTPException, Request
from starlette.responses import FileResponse, JSONResponse, RedirectResponse, Response

from casework.accounts.log import record
from casework.orders.asking import ask_for, may_ask
from casework.orders.refusals import OrderError, Why
from casework.orders.seeing import cancel, file_for, orders_for
from db.database import Database
from db.registered import newest_plan
from domain.accounts import Permission
from domain.order_words import PRODUCT_WORDS
from domain.orders import Ask, OrderKind, Product
from web.reading.orders import shown
from web.rendering import page
from web.security.permissions import needs
from web.security.visitors import Visitor
from web.state import Db, Settings, database_of

router = APIRouter(include_in_schema=False)
ROWS = 50
Seeing = Annotated[Visitor, needs(Permission.SEE_ALL, Permission.SEE_OWN)]
Ordering = Annotated[Visitor, needs(Permission.ORDER_AUDIT, Permission.ORDER_REAUDIT)]
Exporting = Annotated[Visitor, needs(Permission.EXPORT, Permission.SEE_OWN)]
Short = Annotated[str, Form(max_length=200)]
_STATUS = {
    Why.FORBIDDEN: 403,
    Why.UNKNOWN_UNIT: 404,
    Why.UNKNOWN_ORDER: 404,
    Why.IS_OVER: 409,
    Why.TOO_SOON: 429,
    Why.TOO_MANY: 429,
    Why.QUEUE_FULL: 429,
}
_DONE = {
    "added": "任务已提交，完成后在此查看结果。",
    "cancelled": "已取消。正在进行的任务保存已读取的内容后停止。",
}


@router.get("/orders")
def orders_page(request: Request, visitor: Seeing, done: str = "", before: int | None = None) -> Response:
    """The orders that the visitor sees, the newest first."""
    return _page(request, visitor, done=_DONE.get(done, ""), before=before)


@router.get("/orders/progress")
def progress(database: Db, visitor: Seeing) -> Response:
    """How far the newest orders are, for the script of the page."""
    found = [shown(order, visitor.account) for order in orders_for(visitor.account, database, most=ROWS)]
    return JSONResponse([each.changing for each in found], headers={"cache-control": "no-store"})


@router.post("/orders")
def add(
    request: Request,
    database: Db,
    visitor: Ordering,
    kind: Annotated[OrderKind, Form()],
    plan: Short = "",
    unit: Short = "",
    task: Short = "",
    subject: Short = "",
) -> Response:
    """Order an audit of all units, or of one again."""
    if not kind.crawls:
        raise HTTPException(422)
    ask = Ask(
        kind=kind,
        plan_id=plan.strip() or newest_plan(database) or "",
        unit_id=(unit.strip() or None) if kind is OrderKind.REAUDIT else None,
        task=task.strip() or None,
        subject=subject.strip() or None,
    )
    return _added(request, database, visitor, ask)


@router.get("/exports")
def exports_page(visitor: Exporting) -> Response:  # noqa: ARG001 - a gate
    """Exports stand on the page of orders."""
    return RedirectResponse("/orders#exports", 303)


@router.post("/exports")
def export(
    request: Request,
    database: Db,
    visitor: Exporting,
    product: Annotated[Product, Form()],
    plan: Short = "",
    unit: Short = "",
    task: Short = "",
    audit: Short = "",
) -> Response:
    """Order a document or a package."""
    ask = Ask(
        kind=OrderKind.EXPORT,
        plan_id=plan.strip() or newest_plan(database) or "",
        unit_id=unit.strip() or visitor.own_unit or None,
        task=(task.strip() or None) if product is Product.EVIDENCE else None,
        product=product,
        audit_id=audit.strip() or None,
    )
    return _added(request, database, visitor, ask)


@router.post("/orders/{order_id}/cancel")
def call_off(request: Request, database: Db, visitor: Seeing, order_id: int) -> Response:
    """Call an order off."""
    try:
        cancel(database, visitor.account, order_id, now=datetime.now(UTC), address=visitor.address)
    except OrderError as error:
        return _refused(request, visitor, error)
    return RedirectResponse("/orders?done=cancelled", 303)


@router.get("/orders/{order_id}/files/{name}")
def file(database: Db, settings: Settings, visitor: Exporting, order_id: int, name: str) -> Response:
    """A file that an order made; who fetches it is in the log."""
    try:
        found = file_for(visitor.account, database, order_id, name)
    except OrderError:
        raise HTTPException(404) from None
    if settings.exports is None:
        raise HTTPException(404)
    folder = (Path(settings.exports) / str(order_id)).resolve()
    path = folder / found.name
    # The name is the order's own, not the visitor's; a link out of the folder is none of its files all the same.
    if path.resolve().parent != folder or not path.is_file():
        raise HTTPException(404)
    with database.write() as transaction:
        record(
            transaction,
            visitor.account,
            "order.download",
            f"order:{order_id}",
            {"file": found.name, "digest": found.digest},
            visitor.address,
        )
    return FileResponse(
        path,
        media_type="application/octet-stream",
        headers={
            "content-disposition": f"attachment; filename*=UTF-8''{quote(found.name, safe='')}",
            "cache-control": "private, no-store",
        },
    )


def _added(request: Request, database: Database, visitor: Visitor, ask: Ask) -> Response:
    try:
        ask_for(database, visitor.account, ask, now=datetime.now(UTC), address=visitor.address)
    except OrderError as error:
        return _refused(request, visitor, error)
    return RedirectResponse("/orders?done=added", 303)


def _refused(request: Request, visitor: Visitor, error: OrderError) -> Response:
    status = _STATUS.get(error.why, 422)
    if status == 404:
        raise HTTPException(404)
    return _page(request, visitor, told=str(error), status=status)


def _page(
    request: Request,
    visitor: Visitor,
    *,
    told: str = "",
    done: str = "",
    before: int | None = None,
    status: int = 200,
) -> Response:
    database = database_of(request)
    found = orders_for(visitor.account, database, before=before, most=ROWS)
    plan = newest_plan(database) or ""
    own = visitor.own_unit
    whole = Ask(kind=OrderKind.AUDIT, plan_id=plan)
    products = [
        (product.value, word)
        for product, word in PRODUCT_WORDS.items()
        if may_ask(
            visitor.account,
            Ask(kind=OrderKind.EXPORT, plan_id=plan, product=product, unit_id=own),
        )
    ]
    values = {
        "orders": [shown(order, visitor.account) for order in found],
        "older": found[-1].id if len(found) == ROWS else None,
        "plan": plan,
        "own_unit": own,
        "may_audit": bool(plan) and may_ask(visitor.account, whole),
        "may_reaudit": bool(plan) and visitor.may(Permission.ORDER_REAUDIT),
        "products": products if plan else [],
        "told": told,
        "done": done,
        "scripts": ("orders.js",),
    }
    return page(request, "orders.html", values, status=status)
