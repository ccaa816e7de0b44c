"""How does a second person agree to what was proposed, or not, and how is a proposal taken back?"""

from datetime import UTC, datetime

from casework.objections.following import what_follows
from casework.reviews.duty_now import DutyNow, duty_now
from casework.reviews.refusals import ConflictError, ReviewError, Why
from casework.reviews.settling import After, checked_reason, settle
from db.database import Database
from db.review_proposals import find_proposal
from db.reviews import insert_review
from db.store import Connection
from domain.accounts import Account, Permission
from domain.proposals import Proposal, ProposalState
from domain.reviews import Review


def approve(
    database: Database,
    actor: Account,
    proposal_id: int,
    *,
    reason: str = "",
    address: str | None = None,
    now: datetime | None = None,
    after: After = what_follows,
) -> Review:
    """Make a proposal a review: another person agrees.

    Raises:
        ConflictError: the duty was judged otherwise, or decided about, since it was proposed; the proposal still waits, and
            may be refused or withdrawn.
        ReviewError: the actor may not, made the proposal, or it was settled already.
        StoreError: the database can't be used.
    """
    moment = now or datetime.now(UTC)
    with database.write() as transaction:
        database.lock(transaction, "deciding")
        proposal = _pending(transaction, actor, proposal_id, own=False)
        duty = duty_now(transaction, proposal.finding_id)
        if duty is None or duty.basis != proposal.basis or _review_since(duty, proposal) is not None:
            raise ConflictError(
                newest=duty.finding_id if duty else None,
                review=_review_since(duty, proposal) if duty else None,
            )
        review = insert_review(
            database,
            transaction,
            Review(
                audit_id=duty.audit.audit_id,
                unit_id=duty.audit.unit_id,
                task=proposal.task,
                check=proposal.check,
                subject=proposal.subject,
                finding=duty.digest,
                decision=proposal.decision,
                author=proposal.author,
                at=moment,
                reason=proposal.reason,
                basis=proposal.basis,
                done_on=proposal.done_on,
                approved_by=actor.name,
                attachments=proposal.attachments,
            ),
        )
        settle(transaction, proposal, actor, ProposalState.APPROVED, reason, moment, address, review.id)
        after(database, transaction, proposal.plan_id, proposal.unit_id)
        return review


def refuse(
    database: Database,
    actor: Account,
    proposal_id: int,
    *,
    reason: str,
    address: str | None = None,
    now: datetime | None = None,
    after: After = what_follows,
) -> None:
    """Turn a proposal down, with a reason: another person does not agree.

    Raises:
        ReviewError: the actor may not, made the proposal, or it was settled already; the reason is too short or too long.
        StoreError: the database can't be used.
    """
    told = checked_reason(reason)
    moment = now or datetime.now(UTC)
    with database.write() as transaction:
        database.lock(transaction, "deciding")
        proposal = _pending(transaction, actor, proposal_id, own=False)
        settle(transaction, proposal, actor, ProposalState.REFUSED, told, moment, address)
        after(database, transaction, proposal.plan_id, proposal.unit_id)


def withdraw(
    database: Database,
    actor: Account,
    proposal_id: int,
    *,
    address: str | None = None,
    now: datetime | None = None,
    after: After = what_follows,
) -> None:
    """Take back an own proposal that waits.

    Raises:
        ReviewError: the actor did not make it, or it was settled already.
        StoreError: the database can't be used.
    """
    moment = now or datetime.now(UTC)
    with database.write() as transaction:
        database.lock(transaction, "deciding")
        proposal = _pending(transaction, actor, proposal_id, own=True)
        settle(transaction, proposal, actor, ProposalState.WITHDRAWN, "", moment, address)
        after(database, transaction, proposal.plan_id, proposal.unit_id)


def _pending(transaction: Connection, actor: Account, proposal_id: int, *, own: bool) -> Proposal:
    if not actor.may(Permission.REVIEW if own else Permission.APPROVE):
        raise ReviewError(Why.NOT_ALLOWED)
    proposal = find_proposal(transaction, proposal_id)
    if proposal is None:
        raise ReviewError(Why.NO_PROPOSAL)
    if proposal.state is not ProposalState.PENDING:
        raise ReviewError(Why.SETTLED)
    if (proposal.author_id == actor.id) != own:
        raise ReviewError(Why.NOT_OWN if own else Why.OWN_PROPOSAL)
    return proposal


def _review_since(duty: DutyNow, proposal: Proposal) -> Review | None:
    """What was decided about the duty since the proposal was made."""
    review = duty.review
    if review is None:
        return None
    # Numbers rise with the order in which reviews are stored; clocks of two machines may differ.
    if proposal.after_review_id is not None:
        return review if review.id > proposal.after_review_id else None
    return review if review.at > proposal.at else None
