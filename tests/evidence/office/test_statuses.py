"""Is a finding worded so that nobody is accused of what could not be told?"""

from collections.abc import Callable
from itertools import product

import pytest

from audit_rules.registry import all_rules
from domain.findings import Finding, Outcome, Timeliness
from evidence.office.check_names import CHECK_NAMES
from evidence.office.statuses import MEANINGS, PROBLEMS, Status, status_of, timeliness_word


@pytest.mark.parametrize(
    ("outcome", "timeliness", "advice", "expected"),
    [
        (Outcome.FAILED, Timeliness.OVERDUE, False, Status.FAILED),
        (Outcome.FAILED, Timeliness.UNKNOWN, True, Status.ADVICE),
        (Outcome.PASSED, Timeliness.LATE, False, Status.LATE),
        (Outcome.PASSED, Timeliness.LATE, True, Status.DONE),
        (Outcome.PASSED, Timeliness.UNKNOWN, False, Status.DONE),
        (Outcome.CANT_TELL, Timeliness.OVERDUE, False, Status.OPEN),
        (Outcome.ERROR, Timeliness.UNKNOWN, False, Status.OPEN),
        (Outcome.MANUAL, Timeliness.UNKNOWN, False, Status.MANUAL),
        (Outcome.NOT_APPLICABLE, Timeliness.NOT_DUE, False, Status.NOT_APPLICABLE),
    ],
)
def test_a_finding_has_its_status(
    finding: Callable[..., Finding],
    outcome: Outcome,
    timeliness: Timeliness,
    advice: bool,
    expected: Status,
) -> None:
    assert status_of(finding(outcome, timeliness=timeliness, advice=advice)) is expected


def test_only_a_duty_proved_broken_or_late_is_a_problem(finding: Callable[..., Finding]) -> None:
    for outcome, timeliness, advice, warning in product(Outcome, Timeliness, (False, True), (False, True)):
        each = finding(outcome, timeliness=timeliness, advice=advice, warning=warning)
        broken = outcome is Outcome.FAILED or (outcome is Outcome.PASSED and timeliness is Timeliness.LATE)
        assert (status_of(each) in PROBLEMS) == (broken and not advice)


def test_what_is_not_due_is_told_from_what_does_not_apply(finding: Callable[..., Finding]) -> None:
    assert status_of(finding(Outcome.NOT_APPLICABLE, code="not_due")) is Status.NOT_DUE
    assert status_of(finding(Outcome.NOT_APPLICABLE, code="no_documents")) is Status.NOT_APPLICABLE


def test_every_status_is_explained_and_those_that_are_no_problem_say_so() -> None:
    assert set(MEANINGS) == set(Status)
    for status, meaning in MEANINGS.items():
        assert ("属于问题" in meaning) == (status in PROBLEMS)


def test_lateness_is_not_told_of_what_is_for_people(finding: Callable[..., Finding]) -> None:
    assert timeliness_word(finding(Outcome.MANUAL)) == ""
    assert timeliness_word(finding()) == "超期未落实"
    assert timeliness_word(finding(Outcome.CANT_TELL)) == "不作认定"


def test_every_rule_has_a_name_that_an_office_reads() -> None:
    assert set(all_rules()) <= set(CHECK_NAMES)
