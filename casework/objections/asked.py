"""What did the office ask a unit to say (请单位说明) that it has not answered yet?"""

from dataclasses import dataclass

from db.database import Database
from db.objections import last_said
from db.reviews import reviews_under_plan
from domain.basis import nth_of
from domain.reviews import Decision, Review


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question: the review that asked it, in whose reason it stands."""

    review: Review

    @property
    def text(self) -> str:
        """What is asked."""
        return self.review.reason


def open_questions(database: Database, plan_id: str, unit_id: str) -> tuple[Question, ...]:
    """The questions that the newest decision about a duty asked, the oldest first, until the unit says something about it.

    Raises:
        StoreError: the database can't be used.
    """
    with database.read() as connection:
        newest: dict[tuple[str, str, str, int], Review] = {}
        for review in reviews_under_plan(connection, plan_id, [unit_id]):
            name = (review.task, review.check, review.subject or "", nth_of(review.basis or ""))
            newest[name] = review
        said = last_said(connection, plan_id, unit_id)
    asking = (
        review
        for name, review in newest.items()
        if review.decision is Decision.NEEDS_MORE and (name not in said or said[name] < review.at)
    )
    return tuple(Question(review=review) for review in sorted(asking, key=lambda each: each.id))
