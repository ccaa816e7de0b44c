"""Does what the console lists follow a decision at once, in the same transaction, and come out the same when built anew?"""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from casework.reviews.approving import approve, refuse
from casework.reviews.deciding import Seen, Wish, propose
from casework.reviews.reviewed_units import reviews_of_finding
from casework.standing import renewing
from db import duty_reading, unit_reading
from db.review_proposals import find_proposal
from domain.duty_standing import DutyStatus, QueueReason
from domain.findings import Outcome, Timeliness
from domain.proposals import Proposal, ProposalState
from domain.reviews import Decision, Review
from domain.standings import Duty

REASON = "已打开网页，栏目在二级页面。"


@pytest.fixture
def after(office: Any) -> Any:
    """What follows from a decision, over an audit that is worked in."""
    renewing.catch_up(office.database)
    return renewing.renewed_unit


def duty(office: Any, task: int) -> Duty:
    (found,) = unit_reading.load_duties(office.database, "small", "czt", tasks=[str(task)])
    return found


def decide(office: Any, after: Any, task: int, decision: Decision) -> Review | Proposal:
    wish = Wish(decision=decision, reason=REASON)
    seen = Seen(finding_id=duty(office, task).finding_id)
    return propose(office.database, office.account("wang"), seen, wish, now=office.now, after=after)


def standing(office: Any) -> Any:
    return unit_reading.load_standing(office.database, "small", "czt")


def test_a_cleared_failure_leaves_the_queue_and_the_score_follows(office: Any, after: Any) -> None:
    assert duty(office, 2).queue_reason is QueueReason.FIRST_FAILURE
    assert (standing(office).percent, standing(office).judged_percent) == (50.0, 50.0)
    review = decide(office, after, 2, Decision.DISMISSED)
    cleared = duty(office, 2)
    assert (cleared.status, cleared.review_id, cleared.queue_reason) == (DutyStatus.CLEARED, review.id, None)
    assert (standing(office).percent, standing(office).judged_percent) == (100.0, 50.0)
    assert standing(office).counts[DutyStatus.CLEARED] == 1
    (task,) = [each for each in duty_reading.load_tasks(office.database, "small") if each.task == "2"]
    assert {name for name, count in task.counts.items() if count} == {DutyStatus.CLEARED}
    # What was judged stays in the history as it was.
    (mark,) = unit_reading.load_unit_history(office.database, "small", "czt")
    assert (mark.percent, mark.counts[DutyStatus.FAILED]) == (50.0, 1)


def test_what_a_review_cleared_is_no_change_of_the_unit(office: Any, after: Any) -> None:
    decide(office, after, 2, Decision.DISMISSED)
    office.audit()
    renewing.catch_up(office.database)
    now = standing(office)
    assert (now.percent, now.judged_percent, now.percent_before) == (100.0, 50.0, 50.0)
    assert now.percent_change == 0.0


def test_a_lateness_that_was_cleared_has_no_days_and_one_that_was_established_has(
    office: Any, after: Any
) -> None:
    passed = office.finding(
        1, Outcome.PASSED, timeliness=Timeliness.LATE, late_by=(9,), done_on=date(2017, 8, 9)
    )
    office.audit([passed, *office.usual()[1:]])
    renewing.catch_up(office.database)
    assert duty(office, 1).late_days == 9
    decide(office, after, 1, Decision.DISMISSED)
    assert (duty(office, 1).status, duty(office, 1).late_days) == (DutyStatus.CLEARED, None)
    wish = Wish(decision=Decision.LATE, reason=REASON, done_on=date(2017, 8, 20))
    seen = Seen(finding_id=duty(office, 3).finding_id)
    late = propose(office.database, office.account("wang"), seen, wish, now=office.now, after=after)
    assert duty(office, 3).late_days is None
    approve(office.database, office.account("li"), late.id, now=office.now, after=after)
    assert (duty(office, 3).done_on, duty(office, 3).late_days) == (date(2017, 8, 20), 20)


def test_a_proposal_waits_beside_the_queue(office: Any, after: Any) -> None:
    proposal = decide(office, after, 3, Decision.NOT_DONE)
    waiting = duty(office, 3)
    assert (waiting.proposal_id, waiting.queue_reason, waiting.status) == (proposal.id, None, DutyStatus.OPEN)
    refuse(
        office.database,
        office.account("li"),
        proposal.id,
        reason="证据不足，请补充。",
        now=office.now,
        after=after,
    )
    assert (duty(office, 3).proposal_id, duty(office, 3).queue_reason) == (None, QueueReason.CANT_TELL)
    again = propose(
        office.database,
        office.account("wang"),
        Seen(finding_id=duty(office, 3).finding_id, proposal_id=proposal.id),
        Wish(decision=Decision.NOT_DONE, reason=REASON),
        now=office.now,
        after=after,
    )
    approve(office.database, office.account("li"), again.id, now=office.now, after=after)
    assert (duty(office, 3).status, duty(office, 3).queue_reason) == (DutyStatus.FAILED, None)
    assert standing(office).percent == 33.3


def test_a_review_holds_the_next_night_and_comes_back_when_the_facts_change(office: Any, after: Any) -> None:
    decide(office, after, 2, Decision.CONFIRMED)
    office.audit()
    renewing.catch_up(office.database)
    assert (duty(office, 2).queue_reason, duty(office, 2).returned) == (None, False)
    assert duty(office, 2).review_id is not None
    changed = [each for each in office.usual() if each.task != 2]
    other = replace(office.finding(2, Outcome.FAILED), code="other_year", cites=("obs:column/8",))
    office.audit([changed[0], other, *changed[1:]])
    renewing.catch_up(office.database)
    assert (duty(office, 2).queue_reason, duty(office, 2).returned) == (QueueReason.RETURNED, True)


def test_what_followed_decisions_is_what_is_built_anew(office: Any, after: Any) -> None:
    decide(office, after, 2, Decision.DISMISSED)
    decide(office, after, 3, Decision.NOT_DONE)
    before = unit_reading.load_duties(office.database, "small", "czt"), standing(office)
    tasks = duty_reading.load_tasks(office.database, "small")
    renewing.rebuild(office.database, "small")
    assert (unit_reading.load_duties(office.database, "small", "czt"), standing(office)) == before
    assert sorted(duty_reading.load_tasks(office.database, "small"), key=str) == sorted(tasks, key=str)


def test_what_was_decided_and_what_follows_are_one_transaction(office: Any, after: Any) -> None:
    def breaks(*given: Any) -> None:
        after(*given)
        raise RuntimeError

    with pytest.raises(RuntimeError):
        decide(office, breaks, 2, Decision.DISMISSED)
    assert duty(office, 2).status is DutyStatus.FAILED
    assert office.database.load_reviews() == ()


def test_a_proposal_on_other_facts_keeps_no_new_breach_out_of_the_queue(office: Any, after: Any) -> None:
    proposal = decide(office, after, 3, Decision.NOT_DONE)
    assert (duty(office, 3).proposal_id, duty(office, 3).queue_reason) == (proposal.id, None)
    failed = office.finding(3, Outcome.FAILED)
    office.audit([failed if each.task == 3 else each for each in office.usual()])
    renewing.catch_up(office.database)
    assert (duty(office, 3).proposal_id, duty(office, 3).queue_reason) == (None, QueueReason.FIRST_FAILURE)
    wish = Wish(decision=Decision.CONFIRMED, reason=REASON)
    seen = Seen(finding_id=duty(office, 3).finding_id, proposal_id=proposal.id)
    review = propose(office.database, office.account("li"), seen, wish, now=office.now, after=after)
    assert isinstance(review, Review)
    with office.database.read() as transaction:
        settled = find_proposal(transaction, proposal.id)
    assert settled is not None
    assert (settled.state, settled.settled_by) == (ProposalState.OVERTAKEN, "李强")
    assert ("li", "review.overtake") in office.log()
    assert duty(office, 3).review_id == review.id


def test_a_night_that_saw_nothing_overtakes_no_proposal(office: Any, after: Any) -> None:
    proposal = decide(office, after, 1, Decision.NOT_DONE)
    unseen = office.finding(1, Outcome.CANT_TELL)
    office.audit([unseen if each.task == 1 else each for each in office.usual()])
    renewing.catch_up(office.database)
    assert (duty(office, 1).proposal_id, duty(office, 1).queue_reason) == (proposal.id, None)


def test_a_finding_has_the_decisions_about_its_own_duty_under_its_own_plan(office: Any, after: Any) -> None:
    first = office.database.load_audit_head().id
    old = duty(office, 2).finding_id
    review = decide(office, after, 2, Decision.DISMISSED)
    office.audit()
    renewing.catch_up(office.database)
    told = reviews_of_finding(office.database, "small", first, "czt", old)
    assert (told.holding, told.every) == (review, (review,))
    newest = office.database.load_audit_head().id
    assert reviews_of_finding(office.database, "small", newest, "czt", duty(office, 2).finding_id) == told
    nothing = reviews_of_finding(office.database, "small", newest, "czt", duty(office, 1).finding_id)
    assert (nothing.holding, nothing.every) == (None, ())
    assert reviews_of_finding(office.database, "other", first, "czt", old) == nothing
