"""What do people decide, what waits for a second person, and what happens where two decide at once?"""

from datetime import UTC, date, datetime
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, File, Form, HTTPException, Path, Query, Request, UploadFile
from starlette.responses import RedirectResponse, Response

from casework.errors import UsageError, WorkError
from casework.reviews import approving
from casework.reviews.attachments import Upload, download
from casework.reviews.deciding import Seen, Wish, propose
from casework.reviews.naming import naming_column
from casework.reviews.refusals import ConflictError, ReviewError, Why
from db.database import Database
from db.duty_reading import duty_of_finding
from db.queue_reading import release_duty
from db.review_proposals import list_proposals
from db.unit_reading import load_standing
from domain.accounts import Permission
from domain.beijing import beijing_day
from domain.proposals import Proposal, ProposalState
from domain.reviews import Decision, Review
from evidence.office.statuses import DECISION_WORDS
from web.pages.paging import Pages
from web.pages.review_words import NO_PLAN, REVIEW_DONE, STATE_WORDS, STATUS_OF, WHY_WORDS, form_words
from web.reading.queue_asked import asked_of
from web.reading.reviewing import Given, proposal_shown, review_form
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


@router.post("/findings/{finding}/review")
def review(
    request: Request,
    database: Db,
    visitor: Reviewer,
    finding: Number,
    decision: Annotated[str, Form(max_length=40)] = "",
    reason: Said = "",
    review_id: Asked = 0,
    proposal_id: Asked = 0,
    done_on: Annotated[str, Form(max_length=40)] = "",
    column_name: Annotated[str, Form(max_length=200)] = "",
    column_url: Annotated[str, Form(max_length=2_000)] = "",
    queue: Annotated[str, Form(max_length=2_000)] = "",
    next_duty: Asked = 0,
    files: Annotated[list[UploadFile] | None, File()] = None,
) -> Response:
    """Decide about a duty; then the next one of the queue, or the finding again. What is not taken is not lost."""
    given = Given(
        decision=decision,
        reason=reason,
        done_on=done_on.strip(),
        column_name=column_name,
        column_url=column_url,
    )
    back = _Back(queue=queue, next_duty=next_duty)
    if decision not in set(Decision):
        return _again(request, visitor, finding, given, back, "没有保存：请先选择一个决定。", 422)
    try:
        day = date.fromisoformat(given.done_on) if given.done_on else None
    except ValueError:
        return _again(request, visitor, finding, given, back, WHY_WORDS[Why.DONE_ON], 422)
    chosen = Decision(decision)
    seen = Seen(finding_id=finding, review_id=review_id, proposal_id=proposal_id)
    wish = Wish(
        decision=chosen,
        reason=reason,
        # Where the day stands though another decision was chosen: it was meant for that one, and is no part of this.
        done_on=day if chosen is Decision.LATE else None,
        attachments=_uploads(files),
    )
    after = naming_column(visitor.account, seen, wish, name=column_name, url=column_url)
    try:
        stored = propose(database, visitor.account, seen, wish, address=visitor.address, after=after)
    except ConflictError as conflict:
        return _conflict(request, visitor, conflict, given, back)
    except ReviewError as error:
        status = STATUS_OF.get(error.why, 422)
        return _again(request, visitor, finding, given, back, WHY_WORDS[error.why], status)
    except (UsageError, WorkError):
        return _again(request, visitor, finding, given, back, NO_PLAN, 409)
    return RedirectResponse(_after(database, visitor, finding, back, stored), 303)


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


class _Back:
    """Where a decision was taken: in a part of the queue (``?`` and its filters), or at the finding (empty)."""

    def __init__(self, *, queue: str, next_duty: int) -> None:
        self.queue = queue
        self.next_duty = next_duty


def _uploads(files: list[UploadFile] | None) -> tuple[Upload, ...]:
    # A field of files that was left empty comes as one file without a name.
    given = [file for file in files or () if file.filename or file.size]
    return tuple(Upload(name=file.filename or "", data=file.file.read()) for file in given)


def _after(database: Database, visitor: Visitor, finding: int, back: _Back, stored: Review | Proposal) -> str:
    done = "review" if isinstance(stored, Review) else "proposal"
    duty = duty_of_finding(database, finding)
    if duty is not None:
        release_duty(database, duty.id, login=visitor.account.login)
    if not back.queue:
        return f"/findings/{finding}?done={done}"
    asked = asked_of(back.queue.removeprefix("?"))
    return asked.address(done=done, **({"at": back.next_duty} if back.next_duty else {}))


def _conflict(
    request: Request, visitor: Visitor, conflict: ConflictError, given: Given, back: _Back
) -> Response:
    if conflict.newest is None:
        return _again(request, visitor, None, given, back, WHY_WORDS[Why.GONE], 409)
    if conflict.decided is None:
        told = "没有保存：您打开页面之后，这个事项已按新的事实重新判定。请看最新的结果，再作决定。"
    else:
        told = (
            "没有保存：您打开页面之后，另一人已对这个事项作了决定。您写的内容还在下面，请看过之后再作决定。"
        )
    return _again(request, visitor, conflict.newest, given, back, told, 409, conflict=conflict)


def _again(
    request: Request,
    visitor: Visitor,
    finding: int | None,
    given: Given,
    back: _Back,
    told: str,
    status: int,
    *,
    conflict: ConflictError | None = None,
) -> Response:
    """The form as the duty stands now, with what was written."""
    database = database_of(request)
    form, duty = None, None
    if finding is not None:
        duty = duty_of_finding(database, finding)
        newest = duty.finding_id if duty else finding
        today = beijing_day(datetime.now(UTC)) or datetime.now(UTC).date()
        form = review_form(database, visitor, newest, today=today, given=given)
    values: dict[str, Any] = {
        "told": told,
        "form": form,
        "duty": duty,
        "given": given,
        "met": (conflict.review or conflict.proposal) if conflict else None,
        "is_proposal": conflict is not None and conflict.review is None,
        "queue": back.queue,
        "next_duty": back.next_duty,
        "scripts": ("queue.js",),
        "trail": (("待办", "/queue"), ("重新决定", None)),
        **form_words(),
    }
    return page(request, "review_again.html", values, status=status)


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
