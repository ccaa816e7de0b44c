"""Which column did a reviewer find where the audit had found none? It is kept for the vocabulary, together with the review."""

from datetime import UTC, datetime

from casework.objections.following import what_follows
from casework.reviews.deciding import Seen, Wish
from casework.reviews.duty_now import duty_now
from casework.reviews.effects import judged
from casework.reviews.settling import After
from casework.vocabulary.suggestions import tell_case
from db.database import Database
from db.store import Connection
from domain.accounts import Account
from domain.findings import Finding
from domain.reviews import Decision
from evidence.office.statuses import PROBLEMS


def may_name_column(finding: Finding) -> bool:
    """Whether a column may be named that the finding says is not there: a problem about a subject."""
    return finding.subject is not None and judged(finding) in PROBLEMS


def naming_column(
    actor: Account, seen: Seen, wish: Wish, *, name: str, url: str, after: After = what_follows
) -> After:
    """What follows from a decision, and besides, the column's name is kept as a case for the vocabulary.

    Kept only where a problem about a subject is overturned at once: a proposal is no review yet.
    """
    if wish.decision is not Decision.DISMISSED or not name.strip():
        return after

    def told(database: Database, connection: Connection, plan_id: str, unit_id: str) -> None:
        after(database, connection, plan_id, unit_id)
        duty = duty_now(connection, seen.finding_id)
        if duty is None or duty.review is None or duty.last_review_id == seen.review_id:
            return
        subject = duty.finding.subject
        if subject is not None and may_name_column(duty.finding):
            tell_case(
                connection,
                subject=subject,
                name=name,
                unit_id=unit_id,
                url=url,
                author=actor.name,
                at=datetime.now(UTC),
                review_id=duty.last_review_id,
            )

    return told
