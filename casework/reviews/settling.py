"""How does a proposal end, and what is asked of the reason of whoever decides?"""

from collections.abc import Callable
from datetime import datetime

from casework.accounts.log import record
from casework.reviews.refusals import ReviewError, Why
from db.base import clean
from db.database import Database
from db.review_proposals import settle_proposal
from db.store import Connection
from domain.accounts import Account
from domain.proposals import Proposal, ProposalState

LEAST, MOST = 5, 2_000
"""Characters of a reason."""


After = Callable[[Database, Connection, str, str], None]
"""What follows in the same transaction from a change about duties of a plan (its id) and a unit (its id): what is kept ready of
them is brought up to date."""


_VERBS = {
    ProposalState.APPROVED: "approve",
    ProposalState.REFUSED: "refuse",
    ProposalState.WITHDRAWN: "withdraw",
    ProposalState.OVERTAKEN: "overtake",
}


def checked_reason(reason: str) -> str:
    """A reason as it is kept.

    Raises:
        ReviewError: it is too short or too long.
    """
    told = clean(reason).strip()
    if len(told) < LEAST:
        raise ReviewError(Why.REASON_SHORT)
    if len(told) > MOST:
        raise ReviewError(Why.REASON_LONG)
    return told


def settle(
    transaction: Connection,
    proposal: Proposal,
    actor: Account,
    state: ProposalState,
    reason: str,
    moment: datetime,
    address: str | None,
    review_id: int | None = None,
) -> None:
    """Settle a proposal that waits, with its entry in the log.

    Raises:
        ReviewError: it was settled already.
    """
    told = clean(reason).strip()[:MOST]
    settled = settle_proposal(
        transaction,
        proposal.id,
        state,
        by=actor.name,
        by_id=actor.id,
        at=moment,
        reason=told or None,
        review_id=review_id,
    )
    if not settled:
        raise ReviewError(Why.SETTLED)
    verb = _VERBS[state]
    detail = {
        "proposal": proposal.id,
        "decision": proposal.decision.value,
        "unit": proposal.unit_id,
        "task": proposal.task,
        "author": proposal.author,
        **({"reason": told} if told else {}),
        **({"review": review_id} if review_id else {}),
    }
    record(
        transaction, actor, f"review.{verb}", f"finding:{proposal.finding_id}", detail, address, now=moment
    )
