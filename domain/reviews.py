"""What did a person decide about a finding? A decision is never changed: a later one about the same duty supersedes it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class Decision(StrEnum):
    """What an inspector decides about a finding (复核结论).

    The first four answer what was judged; ``DONE``, ``LATE`` and ``NOT_DONE`` say what a person established (人工核定) where the
    audit could not tell, or where it said that a duty was done.
    """

    CONFIRMED = "confirmed"  # 属实
    DISMISSED = "dismissed"  # 不属实
    NOT_APPLICABLE = "not_applicable"  # 不适用
    NEEDS_MORE = "needs_more"  # 需补充核查
    DONE = "done"  # 核定已落实
    LATE = "late"  # 核定逾期公开
    NOT_DONE = "not_done"  # 核定未落实


ESTABLISHED = frozenset({Decision.DONE, Decision.LATE, Decision.NOT_DONE})
"""What a person says of the duty itself, and not of what was judged (人工核定)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """One decision about one finding of one audit (复核).

    ``finding`` is the finding's digest (``sha256:…``, see ``evidence.seals.leaves``): the review is of just these words.
    ``author`` is who decided, ``reason`` why, in the author's words, ``at`` an aware moment. ``id`` is the store's, rises
    with the order in which reviews were stored, and is 0 for a review not stored yet. ``task`` is text, as in the store.

    ``basis`` is what the finding rests on (``domain.basis``): the review holds for later findings with the same; None in a
    review from before it was kept. ``done_on`` is the day of publication that a person established, with ``Decision.LATE``
    only. ``approved_by`` is the second person where one was needed. ``attachments`` are what the author laid before the
    office, each by its digest (64 hexadecimal digits of SHA-256), in the order given.
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
    basis: str | None = None
    done_on: date | None = None
    approved_by: str | None = None
    attachments: tuple[str, ...] = ()


def standing_reviews(reviews: Iterable[Review]) -> dict[tuple[str, str], Review]:
    """The last review of each very finding, by audit and finding's digest: the one stored last.

    Of which later findings it holds, too, is said by ``casework.reviews.holding``.
    """
    standing: dict[tuple[str, str], Review] = {}
    for review in sorted(reviews, key=lambda review: review.id):
        standing[review.audit_id, review.finding] = review
    return standing
