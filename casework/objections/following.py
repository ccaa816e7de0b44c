"""What follows from a decision, an objection or its end: what waits for a second person, and what is kept ready of the duties."""

from datetime import datetime

from casework.standing.renewing import renewed_unit
from db.database import Database
from db.objections import add_message, let_wait, settle_objection, waiting_objections
from db.review_proposals import find_proposal
from db.store import Connection
from domain.objections import Objection, ObjectionMessage, ObjectionState
from domain.proposals import ProposalState


def what_follows(database: Database, connection: Connection, plan_id: str, unit_id: str) -> None:
    """Bring a unit up to date with what was just decided or said, in the same transaction.

    Raises:
        StoreError: the database can't be used.
    """
    settle_waiting(connection, plan_id, unit_id)
    renewed_unit(database, connection, plan_id, unit_id)


def settle_waiting(connection: Connection, plan_id: str, unit_id: str) -> None:
    """Bring the objections of a unit that wait for a second person up to date with what became of the proposals.

    In the transaction in which a proposal is approved, refused or withdrawn.
    """
    for objection in waiting_objections(connection, plan_id, unit_id):
        assert objection.proposal_id is not None
        proposal = find_proposal(connection, objection.proposal_id)
        if proposal is None or proposal.state is ProposalState.PENDING:
            continue
        by, by_id, at = proposal.settled_by, proposal.settled_by_id, proposal.settled_at
        if proposal.state is not ProposalState.APPROVED or by is None or by_id is None or at is None:
            let_wait(connection, objection.id, None)
            continue
        say(connection, objection, proposal.author, proposal.author_id, proposal.reason, at)
        settle_objection(
            connection,
            objection.id,
            ObjectionState.ACCEPTED,
            by=by,
            by_id=by_id,
            at=at,
            review_id=proposal.review_id,
        )


def say(
    connection: Connection, objection: Objection, author: str, author_id: int, said: str, moment: datetime
) -> None:
    """Add a message of the office."""
    message = ObjectionMessage(
        id=0,
        objection_id=objection.id,
        by_unit=False,
        author=author,
        author_id=author_id,
        at=moment,
        text=said,
    )
    add_message(connection, message)
