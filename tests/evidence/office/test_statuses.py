"""Is a finding worded so that nobody is accused of what could not be told?"""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from itertools import product
from pathlib import Path

import pytest

from audit_rules.registry import all_rules
from domain.findings import Finding, Outcome, Timeliness
from domain.reviews import ESTABLISHED, Decision, Review
from evidence.office.audit_report import Reported
from evidence.office.check_names import CHECK_NAMES
from evidence.office.statuses import (
    MEANINGS,
    PROBLEMS,
    Status,
    account_of,
    remark_of,
    status_of,
    timeliness_word,
)

ROOT = Path(__file__).resolve().parents[3]


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
    reported = Reported(finding=finding(outcome, timeliness=timeliness, advice=advice))
    assert status_of(reported) is expected


def test_only_a_duty_proved_broken_or_late_is_a_problem(finding: Callable[..., Finding]) -> None:
    for outcome, timeliness, advice, warning in product(Outcome, Timeliness, (False, True), (False, True)):
        each = finding(outcome, timeliness=timeliness, advice=advice, warning=warning)
        broken = outcome is Outcome.FAILED or (outcome is Outcome.PASSED and timeliness is Timeliness.LATE)
        assert (status_of(Reported(finding=each)) in PROBLEMS) == (broken and not advice)


def test_what_is_not_due_is_told_from_what_does_not_apply(finding: Callable[..., Finding]) -> None:
    assert status_of(Reported(finding=finding(Outcome.NOT_APPLICABLE, code="not_due"))) is Status.NOT_DUE
    assert (
        status_of(Reported(finding=finding(Outcome.NOT_APPLICABLE, code="no_documents")))
        is Status.NOT_APPLICABLE
    )


def test_every_status_is_explained_and_those_that_are_no_problem_say_so() -> None:
    assert set(MEANINGS) == set(Status)
    for status, meaning in MEANINGS.items():
        assert ("属于问题" in meaning) == (status in PROBLEMS)


def test_lateness_is_not_told_of_what_is_for_people(finding: Callable[..., Finding]) -> None:
    assert timeliness_word(Reported(finding=finding(Outcome.MANUAL))) == ""
    assert timeliness_word(Reported(finding=finding())) == "逾期未落实"
    assert timeliness_word(Reported(finding=finding(Outcome.CANT_TELL))) == "不作认定"


def test_every_rule_has_a_name_that_an_office_reads() -> None:
    assert set(all_rules()) <= set(CHECK_NAMES)


DECISIONS = {
    (Outcome.FAILED, Decision.CONFIRMED): Status.FAILED,
    (Outcome.FAILED, Decision.DISMISSED): Status.CLEARED,
    (Outcome.FAILED, Decision.NOT_APPLICABLE): Status.NOT_APPLICABLE,
    (Outcome.FAILED, Decision.NEEDS_MORE): Status.OPEN,
    (Outcome.CANT_TELL, Decision.CONFIRMED): Status.OPEN,
    (Outcome.PASSED, Decision.DISMISSED): Status.OPEN,
}


@pytest.mark.parametrize(("outcome", "decision"), DECISIONS)
def test_a_review_comes_before_what_was_judged(
    finding: Callable[..., Finding], review: Callable[..., Review], outcome: Outcome, decision: Decision
) -> None:
    reported = Reported(finding=finding(outcome), review=review(decision))
    assert status_of(reported) is DECISIONS[outcome, decision]


def test_only_what_a_person_established_makes_a_problem_of_what_was_none(
    finding: Callable[..., Finding], review: Callable[..., Review]
) -> None:
    for outcome, timeliness, decision in product(Outcome, Timeliness, Decision):
        judged = finding(outcome, timeliness=timeliness)
        reviewed = status_of(Reported(finding=judged, review=review(decision)))
        if reviewed in PROBLEMS and decision not in {Decision.LATE, Decision.NOT_DONE}:
            assert reviewed is status_of(Reported(finding=judged))


@pytest.mark.parametrize(
    ("decision", "status", "timeliness"),
    [
        (Decision.DONE, Status.DONE, "不作认定"),
        (Decision.LATE, Status.LATE, "逾期公开"),
        (Decision.NOT_DONE, Status.FAILED, "逾期未落实"),
    ],
)
def test_what_people_established_is_marked_as_theirs_with_who_approved_it(
    finding: Callable[..., Finding],
    review: Callable[..., Review],
    decision: Decision,
    status: Status,
    timeliness: str,
) -> None:
    on = date(2017, 8, 20) if decision is Decision.LATE else None
    decided = review(decision, done_on=on, approved_by="李四")
    reported = Reported(finding=finding(Outcome.CANT_TELL, code="blocked"), review=decided)
    assert (status_of(reported), timeliness_word(reported)) == (status, timeliness)
    told = account_of(reported, "被拦截。")
    late = "，公开日期2017年8月20日" if on else ""
    word = {Decision.DONE: "已落实", Decision.LATE: "逾期公开", Decision.NOT_DONE: "未落实"}[decision]
    assert told == f"2018年1月5日人工核定{word}{late}（张三：栏目在“财政信息”下。；李四批准）。原判：被拦截。"
    without = Reported(finding=finding(Outcome.MANUAL, due=()), review=review(Decision.NOT_DONE))
    assert timeliness_word(without) == ""


def test_who_reviewed_and_why_is_told(finding: Callable[..., Finding], review: Callable[..., Review]) -> None:
    reported = Reported(finding=finding(), review=review(Decision.DISMISSED))
    assert remark_of(reported) == "2018年1月5日复核不属实（张三：栏目在“财政信息”下。）"
    assert timeliness_word(reported) == ""


def test_the_day_of_a_review_is_that_in_china(
    finding: Callable[..., Finding], review: Callable[..., Review]
) -> None:
    at = datetime(2018, 1, 5, 16, 30, tzinfo=UTC)
    told = remark_of(Reported(finding=finding(), review=review(Decision.DISMISSED, at=at)))
    assert told.startswith("2018年1月6日复核")


@pytest.mark.parametrize("decision", Decision)
def test_a_review_that_changed_what_is_said_comes_before_what_was_judged(
    finding: Callable[..., Finding], review: Callable[..., Review], decision: Decision
) -> None:
    judged = finding(Outcome.CANT_TELL if decision in ESTABLISHED else Outcome.FAILED)
    told = account_of(Reported(finding=judged, review=review(decision)), "判为逾期未公开。")
    if decision is Decision.CONFIRMED:
        assert told == "判为逾期未公开。"
    else:
        assert re.fullmatch("2018年1月5日(复核|人工核定).+。原判：判为逾期未公开。", told)


def test_lateness_has_one_word_in_all_documents_and_the_league_table() -> None:
    others = re.compile("迟公开|迟于|超期|延期公开|无法判定")
    rooms = (*(ROOT / "evidence").rglob("*"), *(ROOT / "jobs").rglob("*.py"))
    told = [each for each in rooms if each.suffix in {".py", ".typ", ".jinja"}]
    assert told
    assert [each for each in told if others.search(each.read_text(encoding="utf-8"))] == []
