"""How does the office answer what a unit says?

An objection is accepted by deciding about its duty, in one transaction with the decision. Where that needs a second person it
stays open until the proposal is settled: approved, it is accepted; refused or withdrawn, it is open as before. A unit
is told nothing of a proposal. An objection is rejected with a reason, a comment is noted.
"""

from collections.abc import Sequence
from datetime import UTC, datetime

from casework.accounts.log import record
from casework.objections.following import say, what_follows
from casework.objections.messages import checked, keep_message
from casework.objections.objecting import open_objection
from casework.objections.refusals import ObjectionError, Why
from casework.reviews import deciding
from casework.reviews.attachments import Upload
from casework.reviews.deciding import Seen, Wish
from casework.reviews.duty_now import duty_now
from casework.reviews.settling import After
from db.database import Database
from db.objections import let_wait, settle_objection
from db.store import Connection
from domain.accounts import Account, Permission
from domain.basis import nth_of
from domain.objections import Objection, ObjectionKind, ObjectionState
from domain.proposals import Proposal
from domain.reviews import Decision, Review

ACCEPTING = frozenset({Decision.DISMISSED, Decision.NOT_APPLICABLE, Decision.DONE, Decision.LATE})
"""The decisions by which an objection is accepted, wholly or (``LATE``) in part."""


def accept(
    database: Database,
    actor: Account,
    objection_id: int,
    seen: Seen,
    wish: Wish,
    *,
    address: str | None = None,
    now: datetime | None = None,
    after: After = what_follows,
) -> Review | Proposal:
    """Decide about the duty as the unit wants it, and answer with the decision's reason.

    Raises:
        ConflictError, ReviewError: the decision is not taken (``casework.reviews.deciding.propose``).
        ObjectionError: it is settled, or the decision is none that accepts it.
        StoreError: the database can't be used.
    """
    if wish.decision not in ACCEPTING:
        raise ObjectionError(Why.NOT_ACCEPTING)
    moment = now or datetime.now(UTC)

    def answered(database: Database, connection: Connection, plan_id: str, unit_id: str) -> None:
        # What is refused here takes the decision back with it: all is one transaction.
        objection = _disputing(connection, actor, objection_id)
        duty = duty_now(connection, seen.finding_id)
        assert duty is not None
        of_decision = (
            unit_id,
            str(duty.finding.task),
            duty.finding.check,
            duty.finding.subject,
            nth_of(duty.basis),
        )
        of_unit = (
            objection.unit_id,
            objection.task,
            objection.check,
            objection.subject,
            nth_of(objection.basis),
        )
        if of_decision != of_unit:
            raise ObjectionError(Why.ANOTHER_DUTY)
        if duty.review is not None and duty.last_review_id != seen.review_id:
            say(connection, objection, actor.name, actor.id, duty.review.reason, moment)
            _settle(connection, objection, ObjectionState.ACCEPTED, actor, moment, address, duty.review.id)
        else:
            let_wait(connection, objection_id, duty.last_proposal_id)
        after(database, connection, plan_id, unit_id)

    return deciding.propose(database, actor, seen, wish, address=address, now=moment, after=answered)


def reject(
    database: Database,
    actor: Account,
    objection_id: int,
    reason: str,
    *,
    uploads: Sequence[Upload] = (),
    address: str | None = None,
    now: datetime | None = None,
    after: After = what_follows,
) -> None:
    """Reject an objection with a reason; the finding stays as it was judged.

    Raises:
        ObjectionError: the actor may not, it is settled or waits for a second person, or the reason can't be taken.
        StoreError: the database can't be used.
    """
    said = checked(reason, uploads)
    moment = now or datetime.now(UTC)
    with database.write() as connection:
        database.lock(connection, "deciding")
        objection = _disputing(connection, actor, objection_id)
        keep_message(connection, actor, objection_id, said, uploads, moment, by_unit=False)
        _settle(connection, objection, ObjectionState.REJECTED, actor, moment, address)
        after(database, connection, objection.plan_id, objection.unit_id)


def note(
    database: Database,
    actor: Account,
    objection_id: int,
    *,
    address: str | None = None,
    now: datetime | None = None,
) -> None:
    """Note a comment.

    Raises:
        ObjectionError: the actor may not, it is no comment, or it is settled.
        StoreError: the database can't be used.
    """
    moment = now or datetime.now(UTC)
    with database.write() as connection:
        database.lock(connection, "deciding")
        objection = _reviewable(connection, actor, objection_id)
        if objection.kind is not ObjectionKind.COMMENT:
            raise ObjectionError(Why.ONLY_COMMENTS)
        _settle(connection, objection, ObjectionState.NOTED, actor, moment, address)


def _reviewable(connection: Connection, actor: Account, objection_id: int) -> Objection:
    if not actor.may(Permission.REVIEW):
        raise ObjectionError(Why.NOT_ALLOWED)
    return open_objection(connection, actor, objection_id)


def _disputing(connection: Connection, actor: Account, objection_id: int) -> Objection:
    objection = _reviewable(connection, actor, objection_id)
    if objection.kind is not ObjectionKind.OBJECTION:
        raise ObjectionError(Why.ONLY_OBJECTIONS)
    if objection.proposal_id is not None:
        raise ObjectionError(Why.WAITS)
    return objection


def _settle(
    connection: Connection,
    objection: Objection,
    state: ObjectionState,
    actor: Account,
    moment: datetime,
    address: str | None,
    review_id: int | None = None,
) -> None:
    settle_objection(
        connection, objection.id, state, by=actor.name, by_id=actor.id, at=moment, review_id=review_id
    )
    verb = {"accepted": "accept", "rejected": "reject", "noted": "note"}[state.value]
    told: dict[str, object] = {"unit": objection.unit_id, "task": objection.task, "check": objection.check}
    if review_id is not None:
        told["review"] = review_id
    record(connection, actor, f"objection.{verb}", f"objection:{objection.id}", told, address, now=moment)
