"""What does a finding say after a review, what does that make of the unit's score, and must a second person agree?

Pure: a review changes no finding. What follows from it is worked out beside what was judged, by the plan's own rules of scoring.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from audit_rules.duties.owed import all_owed
from audit_rules.scores.deductions import inspect
from audit_rules.scores.ranking import rank
from audit_rules.scores.scoring import points_of, score
from audit_rules.timing.timeliness import last_day
from domain.findings import Finding, Outcome, Points, Score, Timeliness, Verdict
from domain.inspections import Inspection, InspectionResult
from domain.plans import Plan, Scoring
from domain.reviews import Decision, Review
from evidence.office.statuses import PROBLEMS, Status, judged_status, reviewed_status

_POSSIBLE: Mapping[Status, tuple[Decision, ...]] = {
    **dict.fromkeys(
        (Status.FAILED, Status.LATE, Status.ADVICE),
        (Decision.CONFIRMED, Decision.DISMISSED, Decision.NOT_APPLICABLE, Decision.NEEDS_MORE),
    ),
    **dict.fromkeys(
        (Status.OPEN, Status.MANUAL),
        (
            *(Decision.DONE, Decision.LATE, Decision.NOT_DONE),
            *(Decision.NOT_APPLICABLE, Decision.NEEDS_MORE),
        ),
    ),
    Status.DONE: (
        *(Decision.CONFIRMED, Decision.DISMISSED, Decision.NOT_DONE),
        *(Decision.NOT_APPLICABLE, Decision.NEEDS_MORE),
    ),
}

_CLEARING = frozenset({Decision.DISMISSED, Decision.NOT_APPLICABLE, Decision.DONE})
"""What takes an accusation, or the chance of one, off a unit."""

_EXACT = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreAfter:
    """A unit's score after reviews. ``changed`` is how many of its findings stand otherwise than they were judged.

    ``inspection`` is what an inspection table makes of the site then; None under a work plan.
    """

    score: Score
    changed: int
    inspection: Inspection | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Standpoint:
    """How one finding and its unit stand at one time: as it was judged, with the review that holds of it, if there is one."""

    judged: Status
    review: Review | None
    status: Status
    after: ScoreAfter
    ranked: bool


def judged(finding: Finding) -> Status:
    """The status of a finding as it was judged."""
    return judged_status(finding.outcome, finding.timeliness, finding.code, advice=finding.advice)


def status_after(finding: Finding, review: Review | None) -> Status:
    """The status of a finding after a review; None: nobody reviewed it."""
    return reviewed_status(judged(finding), review.decision if review else None, advice=finding.advice)


def possible_decisions(finding: Finding) -> tuple[Decision, ...]:
    """What a person may decide about a finding, in the order in which it is offered; nothing while nothing is due.

    What was not judged as done may be established (人工核定); what was, may be confirmed, doubted or found not done.
    """
    return _POSSIBLE.get(judged(finding), ())


def after_review(plan: Plan, finding: Finding, review: Review | None) -> Finding:
    """The finding as it stands after a review: its outcome, timeliness, points and days; all else is as it was judged.

    Confirmed: as judged. Dismissed: a problem was none, so that all points are earned; what was said to be done is open again.
    Not applicable: no points at all. Needing more: open, its points unmeasured. Established as done: all points; as late: by
    the plan's curve from the day of publication; as not done: none of the possible.
    """
    if review is None or review.decision is Decision.CONFIRMED:
        return finding
    worth = finding.points.possible + finding.points.unmeasured
    if review.decision is Decision.LATE:
        return _late(plan, finding, review, worth)
    if review.decision is Decision.NOT_DONE:
        stands = _stands(finding, Outcome.FAILED, Timeliness.OVERDUE, Points(possible=worth))
        return replace(stands, done_on=None)
    if review.decision is Decision.NOT_APPLICABLE:
        return _stands(finding, Outcome.NOT_APPLICABLE, Timeliness.UNKNOWN, Points())
    doubted = review.decision is Decision.DISMISSED and judged(finding) is Status.DONE
    if doubted or review.decision is Decision.NEEDS_MORE:
        return _stands(finding, Outcome.CANT_TELL, Timeliness.UNKNOWN, Points(unmeasured=worth))
    return _stands(finding, Outcome.PASSED, Timeliness.UNKNOWN, Points(earned=worth, possible=worth))


def late_days(plan: Plan, finding: Finding, done_on: date) -> int | None:
    """The days by which something done on a day came after the last day on which it was in time; 0 when it was in time.

    Of several due days the last one before it counts, which is the mildest. None where no due day is known.
    """
    last = [last_day_of(plan, finding, on) for on in finding.due]
    return min((max((done_on - each).days, 0) for each in last), default=None)


def last_day_of(plan: Plan, finding: Finding, due: date) -> date:
    """The last day on which doing it was not late, of a due day of the finding; the latest that the plan's deadlines allow."""
    days = [
        last_day(each)
        for owed in all_owed(plan)
        if owed.task.number == finding.task and owed.check.rule == finding.check
        if owed.check.subject == finding.subject and owed.owes(finding.unit_id)
        for each in owed.dues
        if each.on == due
    ]
    return max(days, default=due)


def score_after(
    plan: Plan, unit_id: str, findings: Sequence[Finding], reviews: Iterable[Review | None]
) -> ScoreAfter:
    """What one unit's findings add up to, each with the review that holds of it (None: none), in the same order."""
    pairs = list(zip(findings, reviews, strict=True))
    stand = [after_review(plan, finding, review) for finding, review in pairs]
    return ScoreAfter(
        score=score(stand),
        changed=sum(status_after(finding, review) is not judged(finding) for finding, review in pairs),
        inspection=inspect(plan, unit_id, stand) if plan.scoring is Scoring.DEDUCTIONS else None,
    )


def standpoint(
    plan: Plan, findings: Sequence[Finding], reviews: Sequence[Review | None], place: int
) -> Standpoint:
    """How the finding at a place among its unit's findings stands, with the reviews that hold of them."""
    finding, review = findings[place], reviews[place]
    after = score_after(plan, finding.unit_id, findings, reviews)
    (standing,) = rank({finding.unit_id: after.score}, plan.grading)
    return Standpoint(
        judged=judged(finding),
        review=review,
        status=status_after(finding, review),
        after=after,
        ranked=standing.place is not None,
    )


def needs_approval(before: Standpoint, after: Standpoint) -> bool:
    """Whether what a person wants to decide must be agreed to by a second one.

    It must when the unit's published score falls, or its grade or place is lost by it; when the finding becomes a problem
    that it was not as published; and when a decision is taken back that had cleared it. What takes an accusation away one
    person may decide.
    """
    accuses = after.status in PROBLEMS and before.status not in PROBLEMS
    takes_back = (
        before.review is not None
        and before.review.decision in _CLEARING
        and before.judged is not Status.DONE
        and (after.review is None or after.review.decision not in _CLEARING)
    )
    return accuses or takes_back or _is_worse(before, after)


def _is_worse(before: Standpoint, after: Standpoint) -> bool:
    if before.after.inspection is not None and after.after.inspection is not None:
        return _is_inspected_worse(before.after.inspection, after.after.inspection)
    old, new = _share(before.after.score), _share(after.after.score)
    falls = old is not None and (new is None or new < old - _EXACT)
    return falls or (before.ranked and not after.ranked)


def _is_inspected_worse(before: Inspection, after: Inspection) -> bool:
    failed = {InspectionResult.VETOED, InspectionResult.BELOW}
    return (
        (after.result in failed and before.result not in failed)
        or after.taken > before.taken + _EXACT
        or after.taken_reference > before.taken_reference + _EXACT
        or len(after.vetoes) > len(before.vetoes)
        or len(after.reference_vetoes) > len(before.reference_vetoes)
    )


def _share(whole: Score) -> float | None:
    return whole.earned / whole.possible if whole.possible else None


def _late(plan: Plan, finding: Finding, review: Review, worth: float) -> Finding:
    days = late_days(plan, finding, review.done_on) if review.done_on else None
    # One part came late of as many as are due: the others are not said to have.
    late_by = () if days is None else (*(0 for _ in finding.due[1:]), days)
    verdict = Verdict(outcome=Outcome.PASSED, code=finding.code, timeliness=Timeliness.LATE, late_by=late_by)
    points = points_of(verdict, worth, late=plan.late, advice=finding.advice)
    stands = _stands(finding, Outcome.PASSED, Timeliness.LATE, points)
    return replace(stands, done_on=review.done_on, late_by=late_by)


def _stands(finding: Finding, outcome: Outcome, timeliness: Timeliness, points: Points) -> Finding:
    return replace(
        finding,
        outcome=outcome,
        timeliness=timeliness,
        points=points,
        late_by=(),
        # How often an inspection table takes points off was counted of what was judged, and not by the person.
        values={name: value for name, value in finding.values.items() if name != "count"},
        warning=False,
    )
