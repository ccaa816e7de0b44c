"""How does a duty stand at this moment: its newest finding, those beside it, and what people decided about it?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from casework.reviews.holding import held
from db.database import finding_rows, ready_text
from db.duty_findings import StoredFinding, UnitAudit, audit_of_finding, findings_with_bases, newest_audit_of
from db.review_proposals import proposals_of_units
from db.reviews import reviews_under_plan
from db.store import Connection
from domain.basis import nth_of
from domain.findings import Finding
from domain.proposals import Proposal
from domain.reviews import Review
from domain.standings import Duty
from evidence.seals.leaves import finding_digest, text_leaf


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyNow:
    """A duty as of one transaction.

    ``audit`` is the newest of its unit under its plan, ``place`` that of the duty's finding among those of the unit, ``held`` the
    review that holds of each of them. ``review`` and ``proposal`` are the newest about the duty, whether they hold or not.
    """

    audit: UnitAudit
    place: int
    held: tuple[Review | None, ...]
    review: Review | None
    proposal: Proposal | None

    @property
    def finding_id(self) -> int:
        """The number of the newest finding."""
        return self.audit.findings[self.place].id

    @property
    def finding(self) -> Finding:
        """The newest finding."""
        return self.audit.findings[self.place].finding

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All findings of the unit, in order."""
        return tuple(each.finding for each in self.audit.findings)

    @property
    def basis(self) -> str:
        """What the newest finding rests on."""
        return self.audit.findings[self.place].basis

    @property
    def digest(self) -> str:
        """How a review calls the newest finding."""
        return digest_of(self.finding)

    @property
    def last_review_id(self) -> int:
        """The number of the newest review of the duty; 0 where there is none."""
        return self.review.id if self.review else 0

    @property
    def last_proposal_id(self) -> int:
        """The number of the newest proposal about the duty; 0 where there is none."""
        return self.proposal.id if self.proposal else 0


def digest_of(finding: Finding) -> str:
    """How reviews call a finding."""
    (row,) = finding_rows([finding]).rows
    return finding_digest(text_leaf(ready_text(row)))


def duty_now(transaction: Connection, finding_id: int) -> DutyNow | None:
    """The duty of a finding of whichever audit as it stands now; None where there is no such finding, or the duty is gone.

    A duty is gone when the newest audit of its unit has none like it: the plan has it no more, or the unit owes it no more.
    """
    known = audit_of_finding(transaction, finding_id)
    newest = newest_audit_of(transaction, known[0], known[2]) if known else None
    if known is None or newest is None:
        return None
    place = newest.place_of(finding_id)
    if place is None:
        of_old = findings_with_bases(transaction, known[1], known[2])
        old = next(each for each in of_old if each.id == finding_id)
        key = key_of(old.finding, old.basis)
        places = (
            place for place, each in enumerate(newest.findings) if key_of(each.finding, each.basis) == key
        )
        place = next(places, None)
    if place is None:
        return None
    reviews = reviews_under_plan(transaction, newest.plan_id, [newest.unit_id])
    key = key_of(newest.findings[place].finding, newest.findings[place].basis)
    of_duty = [each for each in reviews if each.basis and review_key(each, each.basis) == key]
    proposals = [
        each
        for each in proposals_of_units(transaction, newest.plan_id, [newest.unit_id])
        if review_key(each, each.basis) == key
    ]
    return DutyNow(
        audit=newest,
        place=place,
        held=reviews_held(newest.findings, reviews, newest.as_of),
        review=of_duty[-1] if of_duty else None,
        proposal=proposals[-1] if proposals else None,
    )


def reviews_held(
    findings: Sequence[StoredFinding], reviews: Sequence[Review], as_of: date
) -> tuple[Review | None, ...]:
    """The review that holds of each finding of a unit, in order, as of the day of their judgement.

    ``reviews`` are the unit's under the plan, with bases.
    """
    by_duty: dict[Key, list[Review]] = {}
    for review in reviews:
        if review.basis is not None:
            by_duty.setdefault(review_key(review, review.basis), []).append(review)
    return tuple(
        held(each.finding, each.basis, by_duty.get(key_of(each.finding, each.basis), ()), as_of).review
        for each in findings
    )


Key = tuple[str, str, str | None, int]
"""What tells the duties of a unit apart: task, check, subject, and which of those alike."""


def key_of(finding: Finding, basis: str) -> Key:
    """The duty of a finding, among those of its unit."""
    return str(finding.task), finding.check, finding.subject, nth_of(basis)


def review_key(decided: Review | Proposal, basis: str) -> Key:
    """The duty that somebody decided about, or proposed to."""
    return decided.task, decided.check, decided.subject, nth_of(basis)


def last_decided(transaction: Connection, plan_id: str, duties: Iterable[Duty]) -> dict[int, tuple[int, int]]:
    """The newest review and the newest proposal of each duty, whether they hold or not (0: none), by the duty's number.

    They are what somebody has seen who looks at these duties (``casework.reviews.deciding.Seen``).
    """
    listed = list(duties)
    units = sorted({duty.unit_id for duty in listed})
    reviews: dict[tuple[str, Key], int] = {}
    for review in reviews_under_plan(transaction, plan_id, units) if units else ():
        if review.basis is not None:
            reviews[review.unit_id, review_key(review, review.basis)] = review.id
    proposals = {
        (each.unit_id, review_key(each, each.basis)): each.id
        for each in proposals_of_units(transaction, plan_id, units)
    }
    found = {}
    for duty in listed:
        key = duty.unit_id, (duty.task, duty.check_id, duty.subject, duty.nth)
        found[duty.id] = reviews.get(key, 0), proposals.get(key, 0)
    return found
