"""What comes due, and which problems are the newest?"""

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from pydantic import Field

from db.database import Database
from db.duty_reading import load_coming, load_overdue
from domain.accounts import Permission
from domain.beijing import beijing_day
from domain.standings import Duty
from web.api.answers import API_V1, with_table
from web.api.asked import Listed, ListedUnderPlan
from web.api.listing import Listing, Page, answer, by_offset
from web.api.scope import scope_of
from web.api.shown_findings import ShownFinding, shown_findings
from web.security.permissions import needs
from web.security.visitors import Visitor
from web.state import Db

router = APIRouter(prefix=API_V1, tags=["findings"])
All = Annotated[Visitor, needs(Permission.SEE_ALL)]
_FIRST, _LAST = date(1990, 1, 1), date(2200, 1, 1)


class ComingAsked(ListedUnderPlan):
    """Which days are asked for."""

    first: date | None = Field(None, description="The first day; today in China where it is left out.")
    days: int = Field(30, ge=0, le=366, description="How many days from there.")


@router.get("/due/coming", response_model=Page[ShownFinding], responses=with_table())
def coming(request: Request, database: Db, _visitor: All, asked: Annotated[ComingAsked, Query()]) -> Any:
    """Duties that come due, the nearest first."""
    plan_id = scope_of(database, asked.plan).plan_id
    today = beijing_day(datetime.now(UTC)) or datetime.now(UTC).date()
    first = min(max(asked.first or today, _FIRST), _LAST)
    return _answer(
        request,
        database,
        asked,
        "coming",
        lambda offset, limit: load_coming(
            database, plan_id, first, days=asked.days, offset=offset, limit=limit
        ),
    )


@router.get("/due/overdue", response_model=Page[ShownFinding], responses=with_table())
def overdue(request: Request, database: Db, _visitor: All, asked: Annotated[ListedUnderPlan, Query()]) -> Any:
    """Problems (``failed``, ``late``) by their due day, the newest first."""
    plan_id = scope_of(database, asked.plan).plan_id
    return _answer(
        request,
        database,
        asked,
        "overdue",
        lambda offset, limit: load_overdue(database, plan_id, offset=offset, limit=limit),
    )


def _answer(
    request: Request, database: Database, asked: Listed, name: str, read: Callable[[int, int], Sequence[Duty]]
) -> Any:
    listing: Listing[tuple[int, Duty], ShownFinding] = Listing(
        name=name,
        model=ShownFinding,
        places=(int,),
        read=by_offset(read),
        place=lambda row: (row[0],),
        shown=lambda rows: shown_findings(database, [row[1] for row in rows]),
    )
    return answer(request, asked, listing)
