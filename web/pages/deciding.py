"""How does a person decide about a duty, and what is shown where that was not taken?"""

from datetime import UTC, date, datetime
from typing import Annotated, Any

from fastapi import APIRouter, File, Form, Path, Request, UploadFile
from starlette.responses import RedirectResponse, Response

from casework.errors import UsageError, WorkError
from casework.objections.answering import ACCEPTING, accept, reject
from casework.objections.refusals import ObjectionError
from casework.reviews.attachments import Upload
from casework.reviews.deciding import Seen, Wish, propose
from casework.reviews.naming import naming_column
from casework.reviews.refusals import ConflictError, ReviewError, Why
from db.database import Database
from db.duty_reading import duty_of_finding
from db.queue_reading import release_duty
from domain.accounts import Permission
from domain.beijing import beijing_day
from domain.proposals import Proposal
from domain.reviews import Decision, Review
from web.pages.review_words import (
    ANSWERED,
    NO_DECISION,
    NO_PLAN,
    NOT_ANSWERED,
    STATUS_OF,
    WHY_WORDS,
    form_words,
)
from web.pages.uploads import uploads_of
from web.reading.queue_asked import asked_of
from web.reading.reviewing import Given, review_form
from web.rendering import page
from web.security.permissions import needs
from web.security.visitors import Visitor
from web.state import Db, database_of

router = APIRouter(include_in_schema=False)
Reviewer = Annotated[Visitor, needs(Permission.REVIEW)]
Number = Annotated[int, Path(ge=1, lt=2**63)]
Asked = Annotated[int, Form(ge=0, lt=2**63)]
Said = Annotated[str, Form(max_length=10_000)]


class _NotTakenError(Exception):
    """A decision that is not taken: what is told, and the status of the answer."""

    def __init__(self, told: str, status: int) -> None:
        super().__init__(told)
        self.told = told
        self.status = status


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
    objection_id: Asked = 0,
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
    seen = Seen(finding_id=finding, review_id=review_id, proposal_id=proposal_id)
    try:
        stored = _decided(database, visitor, seen, given, uploads_of(files), objection_id)
    except ConflictError as conflict:
        return _conflict(request, visitor, conflict, given, back)
    except _NotTakenError as refused:
        return _again(request, visitor, finding, given, back, refused.told, refused.status)
    return RedirectResponse(_after(database, visitor, finding, back, stored), 303)


class _Back:
    """Where a decision was taken: in a part of the queue (``?`` and its filters), or at the finding (empty)."""

    def __init__(self, *, queue: str, next_duty: int) -> None:
        self.queue = queue
        self.next_duty = next_duty


def _decided(
    database: Database,
    visitor: Visitor,
    seen: Seen,
    given: Given,
    files: tuple[Upload, ...],
    objection_id: int,
) -> Review | Proposal:
    wish = _wish(given, files)
    account, address = visitor.account, visitor.address
    after = naming_column(account, seen, wish, name=given.column_name, url=given.column_url)
    try:
        if objection_id and wish.decision in ACCEPTING:
            # What accepts an objection that was seen answers it in the same transaction.
            return accept(database, account, objection_id, seen, wish, address=address, after=after)
        stored = propose(database, account, seen, wish, address=address, after=after)
    except ReviewError as error:
        raise _NotTakenError(WHY_WORDS[error.why], STATUS_OF.get(error.why, 422)) from None
    except ObjectionError:
        raise _NotTakenError(ANSWERED, 409) from None
    except (UsageError, WorkError):
        raise _NotTakenError(NO_PLAN, 409) from None
    if objection_id and wish.decision is Decision.CONFIRMED and isinstance(stored, Review):
        # A transaction of its own: where it fails, the objection waits in the queue as before.
        try:
            reject(database, account, objection_id, wish.reason, address=address)
        except ObjectionError:
            raise _NotTakenError(NOT_ANSWERED, 409) from None
    return stored


def _wish(given: Given, files: tuple[Upload, ...]) -> Wish:
    if given.decision not in set(Decision):
        raise _NotTakenError(NO_DECISION, 422)
    decision, day = Decision(given.decision), None
    # A day that stands in its field though another decision was chosen was meant for that one.
    if decision is Decision.LATE and given.done_on:
        try:
            day = date.fromisoformat(given.done_on)
        except ValueError:
            raise _NotTakenError(WHY_WORDS[Why.DONE_ON], 422) from None
    return Wish(decision=decision, reason=given.reason, done_on=day, attachments=files)


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
