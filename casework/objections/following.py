"""What follows from a decision, an objection or its end: what waits for a second person, and the state of the unit's duties."""

from casework.objections.answering import settle_waiting
from casework.reviews.deciding import After
from casework.standing.renewing import following
from db.database import Database
from db.store import Connection


def what_follows(database: Database) -> After:
    """Whoever decides, approves, refuses, withdraws or objects passes this as ``after``: one transaction sees all of it."""
    renew = following(database)

    def after(connection: Connection, plan_id: str, unit_id: str) -> None:
        settle_waiting(connection, plan_id, unit_id)
        renew(connection, plan_id, unit_id)

    return after
