"""What follows from a review: for the finding, for its points, for the unit's score; and must a second person agree?"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import product
from typing import Any

import pytest

from casework.reviews.effects import (
    after_review,
    late_days,
    needs_approval,
    possible_decisions,
    score_after,
    standpoint,
    status_after,
)
from domain.findings import Finding, Outcome, Points, Score, Timeliness
from domain.inspections import InspectionResult
from domain.plans import Check, Grading, LateCurve, Plan, Provenance, Scoring, Task
from domain.reviews import ESTABLISHED, Decision, Review
from evidence.office.statuses import PROBLEMS, Status

TASKS = tuple(
    Task(
        number=number,
        section="惠民生",
        group="公开",
        text="公开",
        lead_text=None,
        leads=("czt",),
        units=("czt",),
        deadline_text="2017年7月底前",
        deadline="2017年7月底前",
        weight=10.0,
        checks=(Check(rule="column", subject="ppp", points=10.0),),
    )
    for number in range(1, 11)
)
PLAN = Plan(
    id="small",
    title="方案",
    document_number="1号",
    year=2017,
    issued_on=date(2017, 4, 17),
    published_on=date(2017, 4, 21),
    sections={"惠民生": 100.0},
    tasks=TASKS,
    digest="sha256:plan",
    late=LateCurve(steps=((10, 0.8), (30, 0.6)), rest=0.5),
    grading=Grading(grades=((80.0, "良好"), (0.0, "不合格")), min_coverage=0.6),
)
FAILED, LATE, PASSED = Outcome.FAILED, "late", Outcome.PASSED


def finding(outcome: Outcome | str = FAILED, task: int = 1, **values: Any) -> Finding:
    late = outcome == "late"
    outcome = PASSED if late else Outcome(outcome)
    earned = {True: 8.0, False: 10.0}[late] if outcome is PASSED else 0.0
    measured = outcome in {PASSED, FAILED}
    given: dict[str, Any] = {
        "unit_id": "czt",
        "task": task,
        "check": "column",
        "subject": "ppp",
        "outcome": outcome,
        "timeliness": Timeliness.LATE if late else Timeliness.UNKNOWN,
        "code": "found",
        "explanation": "……",
        "due": (date(2017, 7, 31),),
        "done_on": date(2017, 8, 5) if late else None,
        "late_by": (5,) if late else (),
        "points": Points(earned=earned, possible=10.0)
        if measured
        else Points(unmeasured=10.0 if outcome in {Outcome.CANT_TELL, Outcome.ERROR} else 0.0),
        **values,
    }
    return Finding(**given)


def review(decision: Decision, done_on: date | None = None) -> Review:
    return Review(
        audit_id="a",
        unit_id="czt",
        task="1",
        check="column",
        subject="ppp",
        finding="sha256:ab",
        decision=decision,
        author="王芳",
        at=datetime(2018, 1, 3, tzinfo=UTC),
        reason="已打开网页核对。",
        done_on=done_on or (date(2017, 8, 20) if decision is Decision.LATE else None),
    )


@pytest.mark.parametrize(
    ("outcome", "decision", "status", "points"),
    [
        (FAILED, Decision.CONFIRMED, Status.FAILED, (0, 10, 0)),
        (FAILED, Decision.DISMISSED, Status.CLEARED, (10, 10, 0)),
        (FAILED, Decision.NOT_APPLICABLE, Status.NOT_APPLICABLE, (0, 0, 0)),
        (FAILED, Decision.NEEDS_MORE, Status.OPEN, (0, 0, 10)),
        (LATE, Decision.CONFIRMED, Status.LATE, (8, 10, 0)),
        (LATE, Decision.DISMISSED, Status.CLEARED, (10, 10, 0)),
        (LATE, Decision.NEEDS_MORE, Status.OPEN, (0, 0, 10)),
        (PASSED, Decision.CONFIRMED, Status.DONE, (10, 10, 0)),
        (PASSED, Decision.DISMISSED, Status.OPEN, (0, 0, 10)),
        (PASSED, Decision.NOT_DONE, Status.FAILED, (0, 10, 0)),
        (PASSED, Decision.NEEDS_MORE, Status.OPEN, (0, 0, 10)),
        (Outcome.CANT_TELL, Decision.DONE, Status.DONE, (10, 10, 0)),
        (Outcome.CANT_TELL, Decision.NOT_DONE, Status.FAILED, (0, 10, 0)),
        (Outcome.CANT_TELL, Decision.LATE, Status.LATE, (6, 10, 0)),
        (Outcome.CANT_TELL, Decision.NOT_APPLICABLE, Status.NOT_APPLICABLE, (0, 0, 0)),
        (Outcome.ERROR, Decision.DONE, Status.DONE, (10, 10, 0)),
        (Outcome.MANUAL, Decision.DONE, Status.DONE, (0, 0, 0)),
        (Outcome.MANUAL, Decision.NOT_DONE, Status.FAILED, (0, 0, 0)),
        (Outcome.MANUAL, Decision.LATE, Status.LATE, (0, 0, 0)),
    ],
)
def test_what_a_review_makes_of_a_finding(
    outcome: Outcome | str, decision: Decision, status: Status, points: tuple[float, float, float]
) -> None:
    judged = finding(outcome)
    assert decision in possible_decisions(judged)
    after = after_review(PLAN, judged, review(decision))
    assert status_after(judged, review(decision)) is status
    assert (after.points.earned, after.points.possible, after.points.unmeasured) == points
    assert (after.timeliness is Timeliness.LATE) == (status is Status.LATE)


def test_nobody_decides_about_what_is_not_due_or_does_not_apply() -> None:
    assert possible_decisions(finding(Outcome.NOT_APPLICABLE, code="not_due")) == ()
    assert possible_decisions(finding(Outcome.NOT_APPLICABLE, code="no_documents")) == ()


def test_what_is_established_goes_with_what_was_not_judged_a_problem() -> None:
    for outcome in (FAILED, LATE):
        assert not ESTABLISHED & set(possible_decisions(finding(outcome)))
    for outcome in (Outcome.CANT_TELL, Outcome.ERROR, Outcome.MANUAL):
        assert set(possible_decisions(finding(outcome))) >= ESTABLISHED
        assert Decision.CONFIRMED not in possible_decisions(finding(outcome))
    assert set(possible_decisions(finding(FAILED, advice=True))) == set(possible_decisions(finding(FAILED)))


def test_advice_stays_advice_whatever_a_person_finds() -> None:
    for outcome, decision in product((FAILED, LATE, PASSED, Outcome.CANT_TELL), Decision):
        judged = finding(outcome, advice=True, points=Points())
        if decision in possible_decisions(judged):
            assert status_after(judged, review(decision)) not in PROBLEMS
            assert after_review(PLAN, judged, review(decision)).points == Points()


def test_late_is_counted_from_the_last_day_on_which_it_was_in_time() -> None:
    judged = finding(Outcome.CANT_TELL)
    assert late_days(PLAN, judged, date(2017, 8, 20)) == 20
    assert late_days(PLAN, judged, date(2017, 7, 31)) == 0
    assert late_days(PLAN, replace(judged, due=()), date(2017, 8, 20)) is None
    # 2017-07-01 is a Saturday: the plan's own reading of the day counts, and not the bare date.
    weekend = replace(PLAN, tasks=(replace(TASKS[0], deadline="2017年7月1日前"), *TASKS[1:]))
    assert late_days(weekend, replace(judged, due=(date(2017, 7, 1),)), date(2017, 7, 3)) == 0
    after = after_review(PLAN, judged, review(Decision.LATE, date(2017, 8, 5)))
    assert (after.done_on, after.late_by, after.points.earned) == (date(2017, 8, 5), (5,), 8.0)


def test_of_many_due_days_one_part_is_late() -> None:
    months = tuple(date(2017, month, 5) for month in (5, 6, 7, 8))
    judged = finding(Outcome.CANT_TELL, due=months)
    after = after_review(PLAN, judged, review(Decision.LATE, date(2017, 8, 10)))
    assert after.late_by == (0, 0, 0, 5)
    assert after.points.earned == pytest.approx(9.5)


def unit(*outcomes: Outcome | str) -> list[Finding]:
    return [finding(outcome, task=place) for place, outcome in enumerate(outcomes, 1)]


def test_the_score_after_reviews_is_that_of_the_findings_as_they_stand() -> None:
    findings = unit(PASSED, FAILED, LATE, Outcome.CANT_TELL, Outcome.MANUAL)
    nobody: list[Review | None] = [None] * 5
    assert score_after(PLAN, "czt", findings, nobody).score == Score(earned=18, possible=30, unmeasured=10)
    reviews = [None, review(Decision.DISMISSED), review(Decision.CONFIRMED), review(Decision.DONE), None]
    after = score_after(PLAN, "czt", findings, reviews)
    assert after.score == Score(earned=38, possible=40, unmeasured=0)
    assert (after.changed, after.inspection) == (2, None)


def agree(findings: Sequence[Finding], place: int, before: Decision | None, after: Decision) -> bool:
    def stands(decision: Decision | None) -> Any:
        reviews: list[Review | None] = [None] * len(findings)
        reviews[place] = review(decision) if decision else None
        return standpoint(PLAN, findings, reviews, place)

    return needs_approval(stands(before), stands(after))


@pytest.mark.parametrize(
    ("judged", "before", "after", "second"),
    [
        (FAILED, None, Decision.DISMISSED, False),
        (FAILED, None, Decision.NEEDS_MORE, False),
        (FAILED, None, Decision.NOT_APPLICABLE, False),
        (FAILED, None, Decision.CONFIRMED, False),
        (LATE, None, Decision.DISMISSED, False),
        (PASSED, None, Decision.CONFIRMED, False),
        (PASSED, None, Decision.DISMISSED, True),  # lowers the percent of a unit that lost points elsewhere
        (PASSED, None, Decision.NOT_DONE, True),
        (Outcome.CANT_TELL, None, Decision.DONE, False),
        (Outcome.CANT_TELL, None, Decision.NOT_DONE, True),
        (Outcome.CANT_TELL, None, Decision.LATE, True),
        (Outcome.MANUAL, None, Decision.DONE, False),
        (Outcome.MANUAL, None, Decision.NOT_DONE, True),  # no points, and an accusation all the same
        (FAILED, Decision.DISMISSED, Decision.CONFIRMED, True),
        (FAILED, Decision.DISMISSED, Decision.NEEDS_MORE, True),
        (FAILED, Decision.NOT_APPLICABLE, Decision.DISMISSED, False),
        (Outcome.CANT_TELL, Decision.DONE, Decision.NEEDS_MORE, True),
        (Outcome.MANUAL, Decision.DONE, Decision.NEEDS_MORE, True),
        (Outcome.CANT_TELL, Decision.NOT_DONE, Decision.DONE, False),
        (FAILED, Decision.CONFIRMED, Decision.DISMISSED, False),
    ],
)
def test_what_lowers_or_accuses_needs_a_second_person(
    judged: Outcome | str, before: Decision | None, after: Decision, second: bool
) -> None:
    assert agree(unit(judged, PASSED, PASSED, FAILED), 0, before, after) is second


def test_a_place_lost_for_want_of_coverage_is_a_lowering() -> None:
    findings = unit(PASSED, PASSED, Outcome.CANT_TELL)
    assert agree(findings, 0, None, Decision.NEEDS_MORE), "66% measured become 33%, and the grade is gone"
    assert not agree(unit(PASSED, PASSED, PASSED, PASSED), 0, None, Decision.NEEDS_MORE)


def test_under_an_inspection_table_deductions_and_vetoes_follow() -> None:
    veto = replace(
        TASKS[0],
        checks=(Check(rule="column", subject="ppp", veto=True),),
        points_provenance=Provenance.SOURCED,
    )
    table = replace(PLAN, tasks=(veto, *TASKS[1:]), scoring=Scoring.DEDUCTIONS)
    findings = [replace(each, points=Points()) for each in unit(FAILED, FAILED, PASSED, Outcome.CANT_TELL)]

    def inspected(*decisions: Decision | None) -> Any:
        reviews = [review(each) if each else None for each in decisions]
        after = score_after(table, "czt", findings, reviews).inspection
        assert after is not None
        return after.result, after.vetoes, after.taken

    nothing = [None] * 4
    assert inspected(*nothing) == (InspectionResult.VETOED, (1,), 10.0)
    cleared = Decision.DISMISSED
    assert inspected(cleared, None, None, None) == (InspectionResult.NOT_FOUND, (), 10.0)
    assert inspected(cleared, Decision.NOT_APPLICABLE, None, None) == (InspectionResult.NOT_FOUND, (), 0.0)
    assert inspected(cleared, cleared, None, Decision.NOT_DONE) == (InspectionResult.NOT_FOUND, (), 10.0)

    def second(place: int, decision: Decision) -> bool:
        reviews: list[Review | None] = [None] * 4
        before = standpoint(table, findings, reviews, place)
        reviews[place] = review(decision)
        return needs_approval(before, standpoint(table, findings, reviews, place))

    assert not second(0, cleared)
    assert not second(1, cleared)
    assert second(2, Decision.NOT_DONE)
    assert second(3, Decision.NOT_DONE)


def test_how_often_points_are_taken_is_not_what_the_audit_counted_of_doubts() -> None:
    each = replace(TASKS[0], checks=(Check(rule="column", subject="ppp", points=2.0, each=True),))
    table = replace(PLAN, tasks=(each, *TASKS[1:]), scoring=Scoring.DEDUCTIONS)
    doubtful = finding(Outcome.CANT_TELL, points=Points(), values={"count": "4"})
    after = score_after(table, "czt", [doubtful], [review(Decision.NOT_DONE)]).inspection
    assert after is not None
    assert after.taken == 2.0
