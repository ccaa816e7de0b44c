"""Does a review still hold after another night, or is the duty back in the queue because the facts that it rests on changed?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from domain.basis import is_unseen, nth_of
from domain.beijing import beijing_day
from domain.findings import Finding, Outcome, Timeliness
from domain.proposals import Proposal
from domain.reviews import Decision, Review

TERM = timedelta(days=30)
"""How long what a person saw with own eyes is taken for how things stand while no crawl sees the portal."""


class Hold(StrEnum):
    """How the newest finding of a duty stands to what people decided about the duty."""

    NONE = "none"  # nobody decided anything
    HOLDS = "holds"  # a review rests on the very facts of the finding
    RETURNED = "returned"  # decided on other facts: a person has to look again
    LAPSED = "lapsed"  # the portal is still not seen, and too long ago a person saw what may have changed: to be looked at again
    SETTLED = "settled"  # decided on other facts, and it is done, or nothing is due, by now
    UNSEEN = "unseen"  # the portal could not be seen: that says nothing about the facts decided on


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """``review`` is the one that holds, None unless ``hold`` is ``HOLDS``; ``earlier`` the newest that does not."""

    hold: Hold
    review: Review | None = None
    earlier: Review | None = None


def held(finding: Finding, basis: str, reviews: Iterable[Review], as_of: date) -> Held:
    """Which review holds of a finding.

    Args:
        finding: the finding, most often the newest of its duty.
        basis: what it rests on (``findings.basis``).
        reviews: those of the same plan, unit, task, check and subject, from whichever audits, each with its basis; those of a
            duty that is alike but another one are left out.
        as_of: the day of judgement of the finding.
    """
    nth = nth_of(basis)
    of_duty = sorted(
        (each for each in reviews if each.basis is not None and nth_of(each.basis) == nth),
        key=lambda each: each.id,
    )
    if not of_duty:
        return Held(hold=Hold.NONE)
    on_these_facts = [each for each in of_duty if each.basis == basis]
    if on_these_facts and _is_lapsed(finding, on_these_facts[-1], as_of):
        return Held(hold=Hold.LAPSED, earlier=on_these_facts[-1])
    if on_these_facts:
        return Held(hold=Hold.HOLDS, review=on_these_facts[-1])
    return Held(hold=_overtaken(finding), earlier=of_duty[-1])


def _is_lapsed(finding: Finding, review: Review, as_of: date) -> bool:
    """Nothing that a crawl sees could overtake the review, and what it says may be over: an accusation, or that a duty without
    an end was done.
    """
    if not is_unseen(finding):
        return False
    may_be_over = review.decision is Decision.NOT_DONE or (
        review.decision is Decision.DONE and not finding.due
    )
    return may_be_over and as_of - (beijing_day(review.at) or review.at.date()) > TERM


def _overtaken(finding: Finding) -> Hold:
    if is_unseen(finding):
        return Hold.UNSEEN
    settled = finding.outcome in {Outcome.PASSED, Outcome.NOT_APPLICABLE}
    return Hold.SETTLED if settled and not _is_late(finding) else Hold.RETURNED


def _is_late(finding: Finding) -> bool:
    return finding.timeliness is Timeliness.LATE and not finding.advice


def is_overtaken(proposal: Proposal, finding: Finding, basis: str) -> bool:
    """Whether a proposal that waits was made on other facts than the newest finding of its duty rests on.

    A night that saw nothing of the portal overtakes none.
    """
    return proposal.basis != basis and not is_unseen(finding)
