"""Does a review hold for as long as its facts do, and come back when they change?"""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from casework.reviews.holding import Hold, held
from domain.basis import basis_of
from domain.findings import Finding, Outcome, Timeliness
from domain.reviews import Decision, Review

MISSING = Finding(
    unit_id="czt",
    task=16,
    check="column",
    subject="ppp",
    outcome=Outcome.FAILED,
    timeliness=Timeliness.OVERDUE,
    code="missing",
    explanation="……",
    due=(date(2017, 7, 31),),
)
BLANK = replace(MISSING, code="blank", cites=("obs:reading/7/3",))


DAY = date(2018, 1, 4)


def review(number: int, of: Finding, decision: Decision = Decision.DISMISSED, nth: int = 0) -> Review:
    return Review(
        id=number,
        audit_id=f"a{number}",
        unit_id="czt",
        task="16",
        check="column",
        subject="ppp",
        finding="sha256:ab",
        decision=decision,
        author="王芳",
        at=datetime(2018, 1, 3, tzinfo=UTC),
        reason="已打开网页核对。",
        basis=basis_of(of, nth),
    )


def test_a_review_holds_while_the_facts_are_the_same() -> None:
    assert held(MISSING, basis_of(MISSING), [], DAY).hold is Hold.NONE
    first, second = review(1, MISSING), review(2, MISSING, Decision.CONFIRMED)
    assert held(MISSING, basis_of(MISSING), [first], DAY).review == first
    assert held(MISSING, basis_of(MISSING), [second, first], DAY).review == second


def test_other_facts_bring_the_duty_back_with_the_decision_beside_it() -> None:
    found = held(BLANK, basis_of(BLANK), [review(1, MISSING)], DAY)
    assert (found.hold, found.review, found.earlier) == (Hold.RETURNED, None, review(1, MISSING))


def test_facts_that_were_decided_on_before_need_no_new_decision() -> None:
    reviews = [review(1, MISSING), review(2, BLANK, Decision.CONFIRMED)]
    assert held(MISSING, basis_of(MISSING), reviews, DAY).review == reviews[0]


@pytest.mark.parametrize(
    ("finding", "hold"),
    [
        (replace(MISSING, outcome=Outcome.PASSED, timeliness=Timeliness.ON_TIME, code="found"), Hold.SETTLED),
        (replace(MISSING, outcome=Outcome.PASSED, timeliness=Timeliness.UNKNOWN, code="found"), Hold.SETTLED),
        (replace(MISSING, outcome=Outcome.NOT_APPLICABLE, code="not_due"), Hold.SETTLED),
        (replace(MISSING, outcome=Outcome.PASSED, timeliness=Timeliness.LATE, code="found"), Hold.RETURNED),
        (replace(MISSING, outcome=Outcome.CANT_TELL, code="other_title"), Hold.RETURNED),
        (replace(MISSING, outcome=Outcome.CANT_TELL, code="blocked"), Hold.UNSEEN),
        (replace(MISSING, outcome=Outcome.ERROR, code="rule_error"), Hold.UNSEEN),
    ],
)
def test_what_nobody_need_look_at_does_not_come_back(finding: Finding, hold: Hold) -> None:
    assert held(finding, basis_of(finding), [review(1, MISSING)], DAY).hold is hold


def test_a_review_of_a_duty_that_is_alike_is_of_another() -> None:
    of_second = review(1, MISSING, nth=1)
    assert held(MISSING, basis_of(MISSING), [of_second], DAY).hold is Hold.NONE
    assert held(MISSING, basis_of(MISSING, 1), [of_second], DAY).review == of_second
    assert held(MISSING, basis_of(MISSING), [replace(of_second, basis=None)], DAY).hold is Hold.NONE


UNSEEN = replace(MISSING, outcome=Outcome.CANT_TELL, timeliness=Timeliness.UNKNOWN, code="unreachable")
ROLLING = replace(UNSEEN, due=())
MONTH_ON, LONG_AFTER = date(2018, 2, 2), date(2018, 2, 3)


@pytest.mark.parametrize(
    ("finding", "decision", "lapses"),
    [
        (UNSEEN, Decision.NOT_DONE, True),
        (ROLLING, Decision.NOT_DONE, True),
        (ROLLING, Decision.DONE, True),
        (UNSEEN, Decision.DONE, False),
        (UNSEEN, Decision.LATE, False),
        (UNSEEN, Decision.NOT_APPLICABLE, False),
        (MISSING, Decision.CONFIRMED, False),
    ],
)
def test_what_a_person_saw_of_a_portal_that_no_crawl_sees_has_a_term(
    finding: Finding, decision: Decision, *, lapses: bool
) -> None:
    seen = review(1, finding, decision)
    basis = basis_of(finding)
    assert held(finding, basis, [seen], MONTH_ON).review == seen
    found = held(finding, basis, [seen], LONG_AFTER)
    assert found.hold is (Hold.LAPSED if lapses else Hold.HOLDS)
    assert found.earlier == (seen if lapses else None)
    # Whoever looks again decides for another month.
    again = replace(review(2, finding, decision), at=datetime(2018, 2, 3, tzinfo=UTC))
    assert held(finding, basis, [seen, again], LONG_AFTER).review == again
