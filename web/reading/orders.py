"""What is shown of an order: a row of the list, and what of it changes while it runs?"""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any
from urllib.parse import quote

from casework.orders.seeing import may_cancel
from domain.accounts import Account, Permission
from domain.order_words import (
    CANCELLING,
    FAULT_WORDS,
    KIND_WORDS,
    PHASE_WORDS,
    PRODUCT_WORDS,
    STATE_WORDS,
)
from domain.orders import Order, OrderState


@dataclass(frozen=True, slots=True, kw_only=True)
class FileShown:
    """A file to be downloaded."""

    name: str
    size: int
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderShown:
    """An order in words. ``percent`` is None where it can't be told how far it is."""

    id: int
    what: str
    unit_id: str | None
    task: str | None
    asked_by: str
    asked_at: datetime
    finished_at: datetime | None
    state: str
    is_over: bool
    told: str
    percent: int | None
    may_cancel: bool
    audit_id: str | None
    files: tuple[FileShown, ...]

    @property
    def changing(self) -> dict[str, Any]:
        """What a page that is open renews."""
        names = ("id", "state", "is_over", "told", "percent")
        return {name: value for name, value in asdict(self).items() if name in names}


def shown(order: Order, account: Account) -> OrderShown:
    """The order as an account sees it."""
    ask = order.ask
    progress = order.progress
    percent = None
    if order.state is OrderState.RUNNING and progress.portals:
        percent = 100 * progress.portals_done // progress.portals
    may_have = account.may(Permission.EXPORT) or account.may(Permission.SEE_OWN)
    files = order.result.files if may_have and order.files_deleted_at is None else ()
    return OrderShown(
        id=order.id,
        what=KIND_WORDS[ask.kind] + (f"：{PRODUCT_WORDS[ask.product]}" if ask.product else ""),
        unit_id=ask.unit_id,
        task=ask.task,
        asked_by=order.asked_by,
        asked_at=order.asked_at,
        finished_at=order.finished_at,
        state=CANCELLING if order.is_cancelling else STATE_WORDS[order.state],
        is_over=order.state.is_over,
        told=_told(order),
        percent=percent,
        may_cancel=may_cancel(account, order) and not order.is_cancelling,
        audit_id=order.result.audit_id,
        files=tuple(
            FileShown(
                name=file.name,
                size=file.size,
                address=f"/orders/{order.id}/files/{quote(file.name, safe='')}",
            )
            for file in files
        ),
    )


def _told(order: Order) -> str:
    if order.state is OrderState.FAILED and order.fault:
        return FAULT_WORDS[order.fault]
    if order.state is OrderState.DONE and order.files_deleted_at is not None:
        return "文件已超过保存期限，已删除。"
    if order.state is not OrderState.RUNNING:
        return ""
    progress = order.progress
    phase = PHASE_WORDS.get(progress.phase, PHASE_WORDS[""])
    if not progress.portals:
        return phase
    units = f"，正在读取：{'、'.join(progress.units)}" if progress.units else ""
    return (
        f"{phase}：门户{progress.portals_done}/{progress.portals}，"
        f"已读网页{progress.pages}个，未能读取{progress.failed}个{units}"
    )
