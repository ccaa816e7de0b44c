"""Is what changed since the last audit told, with the step that turned it?"""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from audit_rules.scores.changes import CAUSES, changes
from domain.changes import Cause
from domain.findings import Finding, Outcome, Timeliness


def finding(outcome: Outcome, *, task: int = 1, words: str = "。") -> Finding:
    return Finding(
        unit_id="czt",
        task=task,
        check="column",
        subject="ppp",
        outcome=outcome,
        timeliness=Timeliness.UNKNOWN,
        code=outcome.value,
        explanation=words,
    )


PASSED, FAILED, OPEN = finding(Outcome.PASSED), finding(Outcome.FAILED), finding(Outcome.NOT_APPLICABLE)
STATES = st.sampled_from([None, PASSED, FAILED, OPEN])


def listed(state: Finding | None) -> list[Finding]:
    return [state] if state else []


def test_the_same_day_and_rules_leave_the_site_as_the_cause() -> None:
    (change,) = changes([FAILED], [PASSED])
    assert change.causes == (Cause.SITE,)
    assert (change.before and change.before.outcome, change.after and change.after.outcome) == (
        Outcome.FAILED,
        Outcome.PASSED,
    )


def test_a_due_date_that_passed_is_no_change_of_the_site() -> None:
    (change,) = changes([OPEN], [FAILED], on_the_new_day=[FAILED])
    assert change.causes == (Cause.TIME,)


def test_a_rule_that_was_changed_is_no_change_of_the_site() -> None:
    (change,) = changes([FAILED], [PASSED], under_new_rules=[PASSED], on_the_new_day=[PASSED])
    assert change.causes == (Cause.RULES,)


def test_a_register_that_was_changed_is_no_change_of_the_site() -> None:
    (change,) = changes([FAILED], [PASSED], under_new_rules=[PASSED], changed=[Cause.REGISTER])
    assert change.causes == (Cause.REGISTER,)
    both = changes([FAILED], [PASSED], under_new_rules=[PASSED], changed=[Cause.RULES, Cause.REGISTER])
    assert both[0].causes == (Cause.RULES, Cause.REGISTER)


def test_what_another_unit_did_is_no_change_of_the_site() -> None:
    met = replace(OPEN, code="met_by_other")
    (change,) = changes([FAILED], [met], under_new_rules=[met], changed=[])
    assert change.causes == (Cause.OTHERS,)


def test_where_no_rule_was_changed_what_judging_again_says_otherwise_is_not_blamed_on_rules() -> None:
    (change,) = changes([FAILED], [PASSED], under_new_rules=[OPEN], changed=[])
    assert change.causes == (Cause.SITE,)


def test_several_steps_may_turn_it() -> None:
    (change,) = changes([OPEN], [PASSED], under_new_rules=[OPEN], on_the_new_day=[FAILED])
    assert change.causes == (Cause.TIME, Cause.SITE)


def test_what_was_turned_and_turned_back_is_no_change() -> None:
    assert changes([PASSED], [PASSED], under_new_rules=[FAILED]) == ()


def test_other_words_are_no_change() -> None:
    assert changes([FAILED], [finding(Outcome.FAILED, words="已超过时限12天。")]) == ()


def test_duties_that_came_and_went_are_told() -> None:
    came, went = changes([finding(Outcome.PASSED, task=2)], [finding(Outcome.PASSED, task=3)])
    assert (came.task, came.before, went.task, went.after) == (3, None, 2, None)


def test_every_cause_has_its_words() -> None:
    assert set(CAUSES) == set(Cause)


@given(STATES, STATES, STATES, STATES)
def test_a_change_always_has_a_cause_and_no_change_has_none(
    before: Finding | None, ruled: Finding | None, aged: Finding | None, after: Finding | None
) -> None:
    found = changes(listed(before), listed(after), under_new_rules=listed(ruled), on_the_new_day=listed(aged))
    assert bool(found) == (before != after)
    assert all(change.causes for change in found)
