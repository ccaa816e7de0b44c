"""What did a person decide about a finding? A decision is never changed: a later one about the same finding supersedes it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Decision(StrEnum):
    """What an inspector decides about a finding (复核结论)."""

    CONFIRMED = "confirmed"  # 属实
    DISMISSED = "dismissed"  # 不属实
    NOT_APPLICABLE = "not_applicable"  # 不适用
    NEEDS_MORE = "needs_more"  # 需补充核查


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """One decision about one finding of one audit (复核).

    ``finding`` is the finding's digest (``sha256:…``, see ``evidence.seals.leaves``): the review is of just these words.
    ``author`` is who decided, ``reason`` why, in the author's words, ``at`` an aware moment. ``id`` is the store's, rises
    with the order in which reviews were stored, and is 0 for a review not stored yet. ``task`` is text, as in the store.
    """

    audit_id: str
    unit_id: str
    task: str
    check: str
    subject: str | None
    finding: str
    decision: Decision
    author: str
    at: datetime
    reason: str
    id: int = 0


def standing_reviews(reviews: Iterable[Review]) -> dict[tuple[str, str], Review]:
    """The review that holds of each finding, by audit and finding's digest: the one stored last."""
    standing: dict[tuple[str, str], Review] = {}
    for review in sorted(reviews, key=lambda review: review.id):
        standing[review.audit_id, review.finding] = review
    return standing
