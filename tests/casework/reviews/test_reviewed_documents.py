"""Do documents show what people decided, on whichever night, and the score that follows from it?"""

from dataclasses import replace
from datetime import date
from typing import Any

from casework.reports.report_source import findings_of, report_of
from casework.reviews.approving import approve
from casework.reviews.deciding import Seen, Wish, propose
from casework.reviews.duty_now import digest_of
from domain.findings import Outcome, Points, Timeliness
from domain.proposals import Proposal
from domain.reviews import Decision, Review
from evidence.office.audit_report import AuditReport, UnitFindings
from evidence.office.notice import needs_notice
from evidence.office.statuses import Status, status_of, told_finding

REASON = "已打开网页核对。"


def decide(office: Any, task: int, decision: Decision, done_on: date | None = None) -> Any:
    seen = Seen(finding_id=office.id_of(task))
    wish = Wish(decision=decision, reason=REASON, done_on=done_on)
    stored = propose(office.database, office.account("wang"), seen, wish, now=office.now)
    if isinstance(stored, Proposal):
        stored = approve(office.database, office.account("li"), stored.id, now=office.now)
    return stored


def document(office: Any, audit_id: str | None = None) -> tuple[AuditReport, dict[str, UnitFindings]]:
    report = report_of(office.database, audit_id=audit_id, plan=None)
    return report, {each.unit.id: each for each in findings_of(office.database, report)}


def statuses(found: UnitFindings) -> list[Status]:
    return [status_of(each) for each in found.findings]


def test_a_review_of_an_earlier_audit_is_shown_while_its_facts_are_the_same(office: Any) -> None:
    first = office.database.load_audit_head().id
    decide(office, 2, Decision.DISMISSED)
    office.audit()
    for audit_id in (first, None):
        report, found = document(office, audit_id)
        assert statuses(found["czt"]) == [Status.DONE, Status.CLEARED, Status.OPEN, Status.MANUAL]
        (unit,) = report.units
        assert (unit.score.percent, unit.judged_score.percent, unit.standing.place) == (100.0, 50.0, 1)
        assert sum(section.score.earned for section in found["czt"].sections) == unit.score.earned == 50.0
    changed = [*office.usual()[:1], office.finding(2, Outcome.FAILED, code="blank"), *office.usual()[2:]]
    office.audit(changed)
    report, found = document(office)
    assert statuses(found["czt"])[1] is Status.FAILED, "other facts: nobody has decided about them"
    assert report.units[0].score_before is None
    office.audit()
    _, found = document(office)
    assert statuses(found["czt"])[1] is Status.CLEARED, "the facts decided about are back"


def test_places_are_ranked_over_scores_after_reviews(office: Any) -> None:
    half = [office.finding(2, Outcome.PASSED, "dsj"), office.finding(3, Outcome.FAILED, "dsj")]
    office.audit([*office.usual()[:2], *half, office.finding(4, Outcome.PASSED, "dsj")])
    report, _ = document(office)
    assert {each.id: each.standing.place for each in report.units} == {"dsj": 1, "czt": 2}
    decide(office, 2, Decision.DISMISSED)
    report, _ = document(office)
    assert {each.id: each.standing.place for each in report.units} == {"czt": 1, "dsj": 2}
    assert report.ranked == 2


def test_what_people_established_is_a_problem_in_documents_and_marked_as_theirs(office: Any) -> None:
    clean = [office.usual()[0], office.usual()[2], office.usual()[3]]
    office.audit(clean)
    assert not needs_notice(document(office)[1]["czt"])
    decide(office, 3, Decision.LATE, date(2017, 8, 5))
    decide(office, 4, Decision.NOT_DONE)
    report, found = document(office)
    assert needs_notice(found["czt"])
    assert statuses(found["czt"]) == [Status.DONE, Status.LATE, Status.FAILED]
    late, not_done = (told_finding(each) for each in found["czt"].findings[1:])
    assert (late.done_on, late.late_by) == (date(2017, 8, 5), (5,))
    for told in (late, not_done):
        assert told.explanation.startswith("2018年1月3日人工核定")
        assert "（王芳：已打开网页核对。；李强批准）。原判：" in told.explanation
    assert report.units[0].score.possible == 50.0


def test_a_review_from_before_its_basis_was_kept_holds_all_the_same(office: Any) -> None:
    found = office.usual()[1]
    old = Review(
        audit_id=office.database.load_audit_head().id,
        unit_id="czt",
        task="2",
        check="column",
        subject="ppp",
        finding=digest_of(found),
        decision=Decision.DISMISSED,
        author="王芳",
        at=office.now,
        reason=REASON,
    )
    office.database.add_review(old)
    office.audit()
    _, shown = document(office)
    assert statuses(shown["czt"])[1] is Status.CLEARED
    office.database.add_review(replace(old, task="9", finding="sha256:none"))
    assert statuses(document(office)[1]["czt"])[1] is Status.CLEARED


def test_two_duties_alike_are_never_taken_for_each_other(office: Any) -> None:
    twice = [office.finding(2, Outcome.FAILED), office.finding(2, Outcome.FAILED, explanation="另一个栏目。")]
    office.audit(twice)
    decide(office, 2, Decision.DISMISSED)
    office.audit(twice)
    _, found = document(office)
    assert statuses(found["czt"]) == [Status.CLEARED, Status.FAILED]


def test_a_score_is_that_of_the_findings_as_they_stand_to_the_digit(office: Any) -> None:
    late = office.finding(
        1,
        Outcome.PASSED,
        timeliness=Timeliness.LATE,
        late_by=(5,),
        done_on=date(2017, 8, 5),
        points=Points(earned=12.5, possible=25.0),
    )
    office.audit([late, *office.usual()[1:]])
    decide(office, 1, Decision.DISMISSED)
    report, found = document(office)
    (unit,) = report.units
    assert (unit.score.earned, unit.score.possible) == (25.0, 50.0)
    assert unit.score.earned == sum(each.stands.points.earned for each in found["czt"].findings)
