"""Of which findings of an audit does a review hold, from whichever audit it is?

A document says of a finding what people decided on the same facts, be it after another night: what was found to be a false
accusation is one in every audit that rests on those facts.
"""

from collections.abc import Collection
from dataclasses import dataclass

from casework.reviews.duty_now import key_of, review_key, reviews_held
from db.audit_order import finished_audit
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
        audit = finished_audit(transaction, audit_id)
        if audit is None:
            return {}
        by_unit: dict[str, list[Review]] = {}
        for review in reviews_under_plan(transaction, plan_id):
            if only is None or review.unit_id in only:
                by_unit.setdefault(review.unit_id, []).append(review)
        found = {
            unit_id: reviews_held(findings_with_bases(transaction, audit_id, unit_id), reviews, audit.as_of)
            for unit_id, reviews in sorted(by_unit.items())
        }
    return {unit_id: reviews for unit_id, reviews in found.items() if any(reviews)}


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingReviews:
    """``holding`` is the review that holds of a finding, None where none does; ``every`` are those of its duty, in order."""

    holding: Review | None = None
    every: tuple[Review, ...] = ()


def reviews_of_finding(
    database: Database, plan_id: str, audit_id: str, unit_id: str, finding_id: int
) -> FindingReviews:
    """What people decided, under the audit's plan, about the duty of one finding of an audit, be it an older finding.

    Raises:
        StoreError: the database can't be used.
    """
    with database.read() as transaction:
        audit = finished_audit(transaction, audit_id)
        reviews = reviews_under_plan(transaction, plan_id, [unit_id])
        if audit is None or not reviews:
            return FindingReviews()
        found = findings_with_bases(transaction, audit_id, unit_id)
    held = reviews_held(found, reviews, audit.as_of)
    for each, holding in zip(found, held, strict=True):
        if each.id == finding_id:
            key = key_of(each.finding, each.basis)
            of_duty = (review for review in reviews if review.basis is not None)
            every = tuple(review for review in of_duty if review_key(review, review.basis or "") == key)
            return FindingReviews(holding=holding, every=every)
    return FindingReviews()
