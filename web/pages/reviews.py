"""What waits for a second person, who may settle it, and what became of what was proposed?"""

from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Form, HTTPException, Path, Query, Request
from starlette.responses import RedirectResponse, Response

from casework.reviews import approving
from casework.reviews.attachments import download
from casework.reviews.refusals import ConflictError, ReviewError
from db.review_proposals import list_proposals
from db.unit_reading import load_standing
from domain.accounts import Permission
from domain.proposals import ProposalState
from evidence.office.statuses import DECISION_WORDS
from web.pages.paging import Pages
from web.pages.review_words import (
    REVIEW_DONE,
    STATE_WORDS,
    STATUS_OF,
    WHY_WORDS,
)
from web.reading.reviewing import proposal_shown
from web.rendering import page
from web.security.permissions import needs
from web.security.visitors import Visitor
from web.state import Db, database_of

router = APIRouter(include_in_schema=False)
Reviewer = Annotated[Visitor, needs(Permission.REVIEW)]
Approver = Annotated[Visitor, needs(Permission.APPROVE)]
Number = Annotated[int, Path(ge=1, lt=2**63)]
Asked = Annotated[int, Form(ge=0, lt=2**63)]
Said = Annotated[str, Form(max_length=10_000)]
ROWS = 20


@router.get("/reviews")
def reviews_page(
    request: Request,
    visitor: Annotated[Visitor, needs(Permission.SEE_ALL)],
    state: Annotated[str, Query(max_length=40)] = "",
    before: Annotated[int, Query(ge=0, lt=2**63)] = 0,
    done: Annotated[str, Query(max_length=40)] = "",
) -> Response:
    """Proposals, the newest first: those that wait, or those that were settled in one way."""
    chosen = ProposalState(state) if state in set(ProposalState) else ProposalState.PENDING
    return _listed(request, visitor, chosen, before=before, done=REVIEW_DONE.get(done, ""))


@router.get("/reviews/files/{digest}")
def file(
    database: Db,
    _visitor: Annotated[Visitor, needs(Permission.SEE_ALL)],
    digest: Annotated[str, Path(pattern=r"^[0-9a-f]{64}$")],
) -> Response:
    """A file that was attached, as a download: never shown in the console."""
    found = download(database, digest)
    if found is None:
        raise HTTPException(404)
    named = f"attachment; filename*=UTF-8''{quote(found.name, safe='')}"
    return Response(
        found.data,
        media_type=found.media_type,
        headers={"content-disposition": named, "cache-control": "no-store"},
    )


@router.post("/reviews/{proposal}/approve")
def approve(
    request: Request, database: Db, visitor: Approver, proposal: Number, reason: Said = "", finding: Asked = 0
) -> Response:
    """Agree to what another proposed: it becomes a review."""
    try:
        approving.approve(database, visitor.account, proposal, reason=reason, address=visitor.address)
    except ConflictError as conflict:
        told = (
            "没有批准：提出建议之后，这个事项已按新的事实重新判定或另有决定。建议仍待处理，可以不批准或撤回。"
        )
        return _listed(request, visitor, told=told, newest=conflict.newest, status=409)
    except ReviewError as error:
        return _refused(request, visitor, error)
    return _settled("approve", finding)


@router.post("/reviews/{proposal}/refuse")
def refuse(
    request: Request, database: Db, visitor: Approver, proposal: Number, reason: Said = "", finding: Asked = 0
) -> Response:
    """Do not agree, with a reason: what was proposed comes to nothing."""
    try:
        approving.refuse(database, visitor.account, proposal, reason=reason, address=visitor.address)
    except ReviewError as error:
        return _refused(request, visitor, error, given={proposal: reason})
    return _settled("refuse", finding)


@router.post("/reviews/{proposal}/withdraw")
def withdraw(
    request: Request, database: Db, visitor: Reviewer, proposal: Number, finding: Asked = 0
) -> Response:
    """Take back an own proposal."""
    try:
        approving.withdraw(database, visitor.account, proposal, address=visitor.address)
    except ReviewError as error:
        return _refused(request, visitor, error)
    return _settled("withdraw", finding)


def _settled(done: str, finding: int) -> Response:
    return RedirectResponse(f"/findings/{finding}?done={done}" if finding else f"/reviews?done={done}", 303)


def _refused(
    request: Request, visitor: Visitor, error: ReviewError, *, given: dict[int, str] | None = None
) -> Response:
    status = STATUS_OF.get(error.why, 422)
    return _listed(request, visitor, told=WHY_WORDS[error.why], given=given, status=status)


def _listed(
    request: Request,
    visitor: Visitor,
    state: ProposalState = ProposalState.PENDING,
    *,
    before: int = 0,
    told: str = "",
    done: str = "",
    newest: int | None = None,
    given: dict[int, str] | None = None,
    status: int = 200,
) -> Response:
    database = database_of(request)
    with database.read() as connection:
        found = list_proposals(connection, state=state, before_id=before or None, limit=ROWS + 1)
        shown = [proposal_shown(connection, visitor, each) for each in found[:ROWS]]
    units = {(each.proposal.plan_id, each.proposal.unit_id) for each in shown}
    names = {key: standing.name for key in units if (standing := load_standing(database, *key))}
    first = f"/reviews?state={state}"
    further = f"{first}&before={found[ROWS - 1].id}" if len(found) > ROWS else ""
    values = {
        "state": state,
        "proposals": shown,
        "names": names,
        "PROPOSAL_WORDS": STATE_WORDS,
        "DECISION_WORDS": DECISION_WORDS,
        "pages": Pages(told=f"每页{ROWS}条", first=first if before else "", after=further),
        "may_approve": visitor.may(Permission.APPROVE),
        "told": told,
        "done": done,
        "newest": newest,
        "given": given or {},
    }
    return page(request, "reviews.html", values, status=status)
