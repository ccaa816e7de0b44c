"""What waits for a person?"""

from datetime import UTC, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, Field

from casework.reviews.duty_now import last_decided
from db.queue_reading import QueueFilter, QueueItem, load_queue
from domain.accounts import Permission
from domain.duty_standing import QueueReason
from domain.units import UnitKind
from web.api.answers import API_V1, with_table
from web.api.asked import ListedUnderPlan, Name
from web.api.listing import Listing, Page, answer
from web.api.scope import scope_of
from web.api.shown_findings import ShownFinding, shown_findings
from web.security.permissions import needs
from web.security.visitors import Visitor
from web.state import Db, database_of

router = APIRouter(prefix=API_V1, tags=["queue"])


class QueueAsked(ListedUnderPlan):
    """Which part of the queue is asked for."""

    reason: QueueReason | None = Field(None, description="Of one reason only.")
    kind: UnitKind | None = Field(None, description="Of units of one kind only.")
    region: Name | None = Field(None, description="Of units of one region only.")
    unit: Name | None = Field(None, description="Of one unit only.")
    task: Name | None = Field(None, description="Of one task only.")


class ShownWaiting(BaseModel):
    """A finding that waits for a person, and what a decision has to name."""

    reason: QueueReason = Field(title="待办原因")
    weight: int = Field(title="权重", description="The greater, the sooner.")
    open_by: str | None = Field(
        title="正在处理", description="Who has it open; that keeps nobody from deciding."
    )
    review_id: int = Field(title="复核编号", description="The newest review of the duty; 0 for none.")
    proposal_id: int = Field(
        title="建议编号", description="The newest proposal of the duty, waiting or settled; 0 for none."
    )
    returned: bool = Field(title="事实已变化", description="An earlier review rests on facts that changed.")
    disputed: bool = Field(title="有申诉")
    finding: ShownFinding


@router.get("/queue", response_model=Page[ShownWaiting], responses=with_table())
def queue(
    request: Request,
    database: Db,
    _visitor: Annotated[Visitor, needs(Permission.REVIEW)],
    asked: Annotated[QueueAsked, Query()],
) -> Any:
    """What waits, the weightiest first."""
    plan_id = scope_of(database, asked.plan).plan_id
    wanted = QueueFilter(
        reason=asked.reason,
        kind=asked.kind,
        region=asked.region,
        unit_id=asked.unit,
        tasks=None if asked.task is None else (asked.task,),
    )
    now = datetime.now(UTC)
    listing: Listing[QueueItem, ShownWaiting] = Listing(
        name="queue",
        model=ShownWaiting,
        places=(int, int),
        read=lambda after, limit: load_queue(
            database, plan_id, wanted, now=now, after=(after[0], after[1]) if after else None, limit=limit
        ),
        place=lambda item: (item.duty.queue_weight or 0, item.duty.id),
        shown=lambda items: _shown(request, plan_id, items),
    )
    return answer(request, asked, listing)


def _shown(request: Request, plan_id: str, items: Any) -> list[ShownWaiting]:
    database, duties = database_of(request), [item.duty for item in items]
    found = {each.finding_id: each for each in shown_findings(database, duties)}
    # The newest ones, whether they hold or not: who decides names what was seen.
    with database.read() as connection:
        newest = last_decided(connection, plan_id, duties)
    return [
        ShownWaiting(
            reason=item.duty.queue_reason or QueueReason.MANUAL,
            weight=item.duty.queue_weight or 0,
            open_by=item.claim.name if item.claim else None,
            review_id=newest[item.duty.id][0],
            proposal_id=newest[item.duty.id][1],
            returned=item.duty.returned,
            disputed=item.duty.disputed,
            finding=found[item.duty.finding_id],
        )
        for item in items
        if item.duty.finding_id in found
    ]
