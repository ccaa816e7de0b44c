"""What does a unit's contact need first: how the unit stands, what to mend, what comes due, and what came of what was said?"""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from casework.objections.asked import open_questions
from casework.orders.seeing import orders_for
from db import unit_reading
from db.filings import list_filings
from db.objections import list_objections
from domain.accounts import Permission
from domain.beijing import beijing_day
from domain.duty_standing import DutyStatus
from domain.standings import Duty
from web.reading.duty_accounts import accounts_of
from web.reading.filing_words import FILING_STATES
from web.reading.filings import shown_filings
from web.reading.objection_words import KIND_WORDS, STATE_WORDS
from web.reading.orders import shown
from web.reading.scope import scope_of
from web.reading.statuses import WORD
from web.rendering import page
from web.security.permissions import needs
from web.security.visitors import Visitor
from web.state import Db

router = APIRouter(include_in_schema=False)
_ROWS = 20
_FEW = 5
_AHEAD = timedelta(days=30)


@router.get("/my")
def my_page(
    request: Request,
    database: Db,
    visitor: Annotated[Visitor, needs(Permission.SEE_OWN)],
    plan: Annotated[str, Query(max_length=200)] = "",
) -> Response:
    """The contact's first page."""
    own, now = visitor.own_unit or "", datetime.now(UTC)
    scope = scope_of(database, visitor, plan, leads_to="/my")
    standing = unit_reading.load_standing(database, scope.plan_id, own) if scope else None
    duties = unit_reading.load_duties(database, scope.plan_id, own) if scope and standing else ()
    mend, untold = to_mend(duties), not_told(duties)
    last = scope.as_of + _AHEAD if scope else None
    coming = sorted(
        (
            each
            for each in duties
            if scope and last and each.due_next and scope.as_of <= each.due_next <= last
        ),
        key=lambda each: (each.due_next or last, each.id),
    )
    with database.read() as connection:
        objections = list_objections(connection, unit_id=own, limit=_FEW)
        found = list_filings(connection, unit_id=own, limit=_FEW)
        filings = shown_filings(connection, visitor.account, found, beijing_day(now) or now.date())
    by_name = {(each.task, each.check_id, each.subject or ""): each.finding_id for each in duties}
    questions = open_questions(database, scope.plan_id, own) if scope else ()
    values = {
        "scope": scope,
        "unit": standing,
        "own": own,
        "mend": mend[:_ROWS],
        "more_mend": len(mend) - _ROWS,
        "untold": untold[:_ROWS],
        "more_untold": len(untold) - _ROWS,
        "coming": coming[:_ROWS],
        "more_coming": len(coming) - _ROWS,
        "accounts": accounts_of(database, [*mend[:_ROWS], *untold[:_ROWS]]),
        "questions": [
            (each, by_name.get((each.review.task, each.review.check, each.review.subject or "")))
            for each in questions
        ],
        "objections": objections,
        "filings": filings,
        "orders": [shown(each, visitor.account) for each in orders_for(visitor.account, database, most=_FEW)],
        "KIND_WORDS": KIND_WORDS,
        "STATE_WORDS": STATE_WORDS,
        "FILING_STATES": FILING_STATES,
        "WORD": WORD,
    }
    return page(request, "my.html", values)


def to_mend(duties: Sequence[Duty]) -> list[Duty]:
    """Problems, what can still be done first, of each kind the weightiest first."""
    found = [each for each in duties if each.status in (DutyStatus.FAILED, DutyStatus.LATE)]
    return sorted(
        found, key=lambda each: (each.status is DutyStatus.LATE, each.earned - each.possible, each.id)
    )


def not_told(duties: Sequence[Duty]) -> list[Duty]:
    """What could not be told, the weightiest first: no problem, but a word of the unit may settle it."""
    found = [each for each in duties if each.status is DutyStatus.OPEN]
    return sorted(found, key=lambda each: (-each.unmeasured, each.id))
