"""How are decisions kept that wait for a second person?"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, insert, select, update

from db.store import Connection
from db.tables.proposals import ReviewProposalRow
from db.upserts import chunks
from domain.proposals import Proposal, ProposalState

_TABLE = ReviewProposalRow.__table__


def insert_proposal(transaction: Connection, proposal: Proposal) -> Proposal:
    """Store a proposal that waits; returns it as it was stored, with its id."""
    added = transaction.execute(
        insert(ReviewProposalRow).values(
            plan_id=proposal.plan_id,
            audit_id=proposal.audit_id,
            unit_id=proposal.unit_id,
            task=proposal.task,
            check_id=proposal.check,
            subject=proposal.subject,
            finding_id=proposal.finding_id,
            finding=proposal.finding,
            basis=proposal.basis,
            decision=proposal.decision,
            done_on=proposal.done_on,
            reason=proposal.reason,
            attachments=list(proposal.attachments) or None,
            author=proposal.author,
            author_id=proposal.author_id,
            at=proposal.at,
            state=ProposalState.PENDING,
            after_review_id=proposal.after_review_id,
        )
    )
    key = added.inserted_primary_key
    assert key is not None
    stored = find_proposal(transaction, int(key[0]))
    assert stored is not None
    return stored


def find_proposal(transaction: Connection, proposal_id: int) -> Proposal | None:
    """The proposal with an id; None where there is none."""
    row = transaction.execute(select(_TABLE).where(ReviewProposalRow.id == proposal_id)).one_or_none()
    return None if row is None else _proposal(row)


def settle_proposal(
    transaction: Connection,
    proposal_id: int,
    state: ProposalState,
    *,
    by: str,
    by_id: int,
    at: datetime,
    reason: str | None,
    review_id: int | None = None,
) -> bool:
    """Settle a proposal that waits; False when it no longer does."""
    settled = transaction.execute(
        update(ReviewProposalRow)
        .where(ReviewProposalRow.id == proposal_id, ReviewProposalRow.state == ProposalState.PENDING)
        .values(
            state=state,
            settled_by=by,
            settled_by_id=by_id,
            settled_at=at,
            settled_reason=reason,
            review_id=review_id,
        )
    )
    return settled.rowcount == 1


def proposals_of_units(
    transaction: Connection, plan_id: str, unit_ids: Sequence[str], *, pending: bool = False
) -> tuple[Proposal, ...]:
    """The proposals about duties of some units under a plan, in the order in which they were made; or those that wait."""
    found: list[Proposal] = []
    for some in chunks(unit_ids):
        query = select(_TABLE).where(
            ReviewProposalRow.plan_id == plan_id, ReviewProposalRow.unit_id.in_(some)
        )
        if pending:
            query = query.where(ReviewProposalRow.state == ProposalState.PENDING)
        found += map(_proposal, transaction.execute(query))
    return tuple(sorted(found, key=lambda each: each.id))


def list_proposals(
    transaction: Connection,
    *,
    state: ProposalState | None = None,
    before_id: int | None = None,
    limit: int = 50,
) -> tuple[Proposal, ...]:
    """Proposals, the newest first, of all units; ``before_id`` goes on after a page."""
    query = select(_TABLE).order_by(ReviewProposalRow.id.desc()).limit(limit)
    if state is not None:
        query = query.where(ReviewProposalRow.state == state)
    if before_id is not None:
        query = query.where(ReviewProposalRow.id < before_id)
    return tuple(map(_proposal, transaction.execute(query)))


def _proposal(row: Row[Any]) -> Proposal:
    return Proposal(
        id=row.id,
        plan_id=row.plan_id,
        audit_id=row.audit_id,
        unit_id=row.unit_id,
        task=row.task,
        check=row.check_id,
        subject=row.subject,
        finding_id=row.finding_id,
        finding=row.finding,
        basis=row.basis,
        decision=row.decision,
        done_on=row.done_on,
        reason=row.reason,
        attachments=tuple(row.attachments or ()),
        author=row.author,
        author_id=row.author_id,
        at=row.at,
        state=row.state,
        settled_by=row.settled_by,
        settled_by_id=row.settled_by_id,
        settled_at=row.settled_at,
        settled_reason=row.settled_reason,
        review_id=row.review_id,
        after_review_id=row.after_review_id,
    )
