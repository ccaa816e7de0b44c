"""What was ordered, by whom, and what came of it?"""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, CleanText, Id, UtcDateTime, Word
from domain.orders import OrderFault, OrderKind, OrderState, Priority, Product


class OrderRow(Base):
    """One order. ``key`` digests what is asked for: the same asked again while it waits is the same row.

    ``worker`` and ``attempts`` together are the claim on it: what a worker writes under an older claim is refused.
    """

    __tablename__ = "orders"
    __table_args__ = (
        Index("ix_orders_state_weight_id", "state", "weight", "id"),
        Index("ix_orders_unit_id_id", "unit_id", "id"),
        Index("ix_orders_asked_by_id_asked_at", "asked_by_id", "asked_at"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    key: Mapped[bytes] = mapped_column(LargeBinary(16))
    kind: Mapped[OrderKind] = mapped_column(Word(OrderKind))
    plan_id: Mapped[str] = mapped_column(CleanText)
    unit_id: Mapped[str | None] = mapped_column(CleanText)
    task: Mapped[str | None] = mapped_column(CleanText)
    subject: Mapped[str | None] = mapped_column(CleanText)
    product: Mapped[Product | None] = mapped_column(Word(Product))
    audit_id: Mapped[str | None] = mapped_column(String(64))
    finding: Mapped[str | None] = mapped_column(String(128))
    asked_by_id: Mapped[int | None] = mapped_column(Id)
    asked_by: Mapped[str] = mapped_column(CleanText)
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    priority: Mapped[Priority] = mapped_column(Word(Priority))
    weight: Mapped[int]
    state: Mapped[OrderState] = mapped_column(Word(OrderState))
    attempts: Mapped[int]
    worker: Mapped[str | None] = mapped_column(CleanText)
    claimed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    heard_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    finished_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    progress: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    cancel_asked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    cancel_asked_by: Mapped[str | None] = mapped_column(CleanText)
    fault: Mapped[OrderFault | None] = mapped_column(Word(OrderFault))
    detail: Mapped[str | None] = mapped_column(CleanText)
    result: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    files_deleted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
