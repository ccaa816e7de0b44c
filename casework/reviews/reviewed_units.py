"""Of which findings of an audit does a review hold, from whichever audit it is?

A document says of a finding what people decided on the same facts, be it after another night: what was found to be a false
accusation is one in every audit that rests on those facts.
"""

from collections.abc import Collection

from casework.reviews.duty_now import reviews_held
from db.database import Database
from db.duty_findings import findings_with_bases
from db.reviews import reviews_under_plan
from domain.reviews import Review


def reviewed_units(
    database: Database, plan_id: str, audit_id: str, *, only: Collection[str] | None = None
) -> dict[str, tuple[Review | None, ...]]:
    """The review that holds of each finding of a unit in an audit, in order, by unit; units without any are left out.

    Raises:
        StoreError: the database can't be used.
    """
    with database.read() as transaction:
        by_unit: dict[str, list[Review]] = {}
        for review in reviews_under_plan(transaction, plan_id):
            if only is None or review.unit_id in only:
                by_unit.setdefault(review.unit_id, []).append(review)
        found = {
            unit_id: reviews_held(findings_with_bases(transaction, audit_id, unit_id), reviews)
            for unit_id, reviews in sorted(by_unit.items())
        }
    return {unit_id: reviews for unit_id, reviews in found.items() if any(reviews)}


def review_of_finding(
    database: Database, plan_id: str, audit_id: str, unit_id: str, finding_id: int
) -> Review | None:
    """The review that holds of one finding of an audit, be it an older one of its duty; None where none does.

    Raises:
        StoreError: the database can't be used.
    """
    held = reviewed_units(database, plan_id, audit_id, only={unit_id}).get(unit_id)
    if held is None:
        return None
    with database.read() as transaction:
        every = findings_with_bases(transaction, audit_id, unit_id)
    return next((review for each, review in zip(every, held, strict=True) if each.id == finding_id), None)
