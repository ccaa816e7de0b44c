"""Does the engine judge all that is owed, and only that, and say the right thing where no rule is asked?"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest

from audit_rules import registry
from audit_rules.duties.deadlines import standing_due
from audit_rules.engine import MESSAGES, judge
from domain.columns import ColumnSeen, ColumnStatus
from domain.coverage import Coverage
from domain.findings import Finding, Outcome, Timeliness
from domain.observations import PortalFacts
from domain.pages import DateConfidence, DateSource, ReadDate
from domain.plans import Check, Plan, Shared, SourceStatus, Task
from domain.postings import PostingSeen
from domain.reach import Reach, ReachStatus
from domain.subjects import Grade, Surface
from domain.units import Unit, UnitKind

AS_OF = date(2017, 12, 31)


def unit(name: str, **given: Any) -> Unit:
    values = {"kind": UnitKind.PROVINCIAL_DEPT, "portal_url": f"http://{name}.gov.cn/", **given}
    return Unit(id=name, name=f"省{name}厅", **values)


def task(number: int | str = 16, *checks: Check, **given: Any) -> Task:
    values: dict[str, Any] = {
        "section": "节",
        "group": "组",
        "text": "文",
        "lead_text": None,
        "leads": (),
        "units": ("a", "b"),
        "deadline_text": None,
        "deadline": "2017年7月底前",
        "checks": checks,
    }
    return Task(number=number, **values | given)


def plan(*tasks: Task) -> Plan:
    return Plan(
        id="test",
        title="方案",
        document_number="云政办发〔2017〕41号",
        year=2017,
        issued_on=date(2017, 4, 17),
        published_on=date(2017, 4, 21),
        sections={"节": 1.0},
        tasks=tasks,
        digest="sha256:0",
    )


def portal(name: str, *postings: date, status: ReachStatus = ReachStatus.OK) -> PortalFacts:
    """A portal that was read well; with postings it has a PPP column, read to its end."""
    at = datetime.fromisoformat("2018-01-05T03:00:00+08:00")
    column = ColumnSeen(
        id=f"obs:{name}/column",
        subject="ppp",
        url=f"http://{name}.gov.cn/ppp/",
        title="PPP",
        grade=Grade.EXACT,
        surface=Surface.TEXT,
        found_on=f"http://{name}.gov.cn/",
        status=ColumnStatus.OK,
        complete_since=date.min,
    )
    return PortalFacts(
        unit_id=name,
        reach=Reach(id=f"obs:{name}/reach", status=status, pages=100, crawled_at=at),
        coverage=Coverage(home=True, navigation=True, sitemap=True, pages_read=100),
        columns=(column,) if postings else (),
        postings=tuple(
            PostingSeen(
                id=f"obs:{name}/{on}",
                title="项目",
                url=f"http://{name}.gov.cn/{on}.html",
                published=ReadDate(on=on, source=DateSource.LIST, confidence=DateConfidence.HIGH),
                subjects=("ppp",),
                columns=(column.id,),
            )
            for on in postings
        ),
    )


COLUMN = Check(rule="column", subject="ppp", points=4.0)
IN_TIME, TOO_LATE = date(2017, 6, 20), date(2017, 8, 20)
UNITS = (unit("a"), unit("b"))


def codes(findings: tuple[Finding, ...]) -> dict[str, str]:
    return {finding.unit_id: finding.code for finding in findings}


def both(**facts: PortalFacts) -> Mapping[str, PortalFacts]:
    return {name: facts.get(name, portal(name)) for name in ("a", "b")}


def test_every_owing_unit_of_the_registry_is_judged() -> None:
    findings = judge(plan(task(16, COLUMN, units=("b", "a", "b", "elsewhere"))), UNITS, both(), AS_OF)
    assert [finding.unit_id for finding in findings] == ["a", "b"]


def test_a_units_list_of_a_check_replaces_the_task_s() -> None:
    findings = judge(plan(task(16, replace(COLUMN, units=("b",)))), UNITS, both(), AS_OF)
    assert codes(findings) == {"b": "missing"}


def test_findings_come_by_unit_then_in_the_plan_s_order() -> None:
    alive = Check(rule="alive", points=1.0)
    found = judge(plan(task("L1", COLUMN, alive), task(2, COLUMN)), UNITS, both(), AS_OF)
    order = [(finding.unit_id, finding.task, finding.check) for finding in found]
    assert order == [
        (name, number, check)
        for name in ("a", "b")
        for number, check in (("L1", "column"), ("L1", "alive"), (2, "column"))
    ]


def test_manual_task_gives_each_unit_one_finding_without_points() -> None:
    findings = judge(plan(task(9, manual_reason="须到收费场所查看", weight=3.0)), UNITS, both(), AS_OF)
    assert [(finding.outcome, finding.code, finding.check) for finding in findings] == [
        (Outcome.MANUAL, "manual", "manual")
    ] * 2
    assert findings[0].explanation == "省a厅第9项任务不能由网页核实（须到收费场所查看），需人工检查。"
    assert findings[0].points.possible == findings[0].points.unmeasured == 0


def test_a_row_whose_text_is_lost_is_never_scored() -> None:
    lost = task(80, COLUMN, text=None, source=SourceStatus.MISSING, source_note="原表此行为空")
    findings = judge(plan(lost), UNITS, both(a=portal("a", IN_TIME)), AS_OF)
    assert {finding.code for finding in findings} == {"source_text_missing"}
    assert not any(finding.points.possible or finding.points.unmeasured for finding in findings)


def test_a_unit_without_portal_is_never_accused() -> None:
    findings = judge(plan(task(16, COLUMN)), [unit("a", portal_url=None), unit("b")], both(), AS_OF)
    assert codes(findings) == {"a": "no_portal", "b": "missing"}
    assert findings[0].points.unmeasured == 4.0


def test_a_unit_without_facts_can_t_be_told() -> None:
    findings = judge(plan(task(16, COLUMN)), UNITS, {"b": portal("b")}, AS_OF)
    assert codes(findings) == {"a": "not_crawled", "b": "missing"}
    assert findings[0].outcome is Outcome.CANT_TELL


def test_what_may_be_done_elsewhere_is_left_to_an_inspector() -> None:
    excused = replace(COLUMN, params={"excuse": "专栏也可以设在财政局网站"})
    missing, found = judge(plan(task(16, excused)), UNITS, both(b=portal("b", IN_TIME)), AS_OF)
    assert (missing.outcome, missing.code) == (Outcome.CANT_TELL, "excused")
    assert "专栏也可以设在财政局网站" in missing.explanation
    assert missing.points.possible == 0
    assert missing.cites
    assert found.outcome is Outcome.PASSED


@pytest.mark.parametrize(
    ("rule", "params", "code", "said"),
    [
        ("column", {}, "blank", "未见"),
        ("column", {"min_postings": 2}, "few_postings", "仅有1条信息，少于要求的2条"),
        ("fresh", {"max_age_days": 30}, "stale", "发布于2016年6月20日"),
        ("document", {"title_any": ["项目"], "subjects": ["ppp"]}, "only_earlier", "只查到方案印发"),
        (
            "count",
            {"per": "quarter", "title_any": ["项目"]},
            "short",
            "2017年第三季度0条，未达到每季度不少于1条",
        ),
        ("periodic", {}, "missed", "有缺期"),
    ],
)
def test_an_excuse_holds_whatever_it_is_that_the_portal_lacks_and_what_is_there_is_said(
    rule: str, params: dict[str, object], code: str, said: str
) -> None:
    shown = portal("a", date(2016, 6, 20))
    if code == "blank":
        empty = replace(shown.columns[0], status=ColumnStatus.BLANK)
        shown = replace(shown, columns=(empty,), postings=())
    wanted = Check(rule=rule, subject="ppp", points=4.0, params=params)
    (plain, _) = judge(plan(task(16, wanted)), UNITS, both(a=shown), AS_OF)
    assert (plain.outcome, plain.code) == (Outcome.FAILED, code)
    excused = replace(wanted, params={**params, "excuse": "当年可能没有此类项目"})
    (finding, _) = judge(plan(task(16, excused)), UNITS, both(a=shown), AS_OF)
    assert (finding.outcome, finding.code) == (Outcome.CANT_TELL, "excused")
    assert said in finding.explanation
    assert ("要求公开的" in finding.explanation) == (code == "blank"), finding.explanation


def test_a_due_date_before_the_plan_stood_on_the_web_is_not_judged() -> None:
    weekly = Check(rule="periodic", subject="ppp", deadline="每周二前", points=4.0)
    (finding, _) = judge(plan(task(16, weekly)), UNITS, both(), date(2017, 5, 3))
    assert date(2017, 4, 18) not in finding.due
    assert date(2017, 4, 25) in finding.due


def test_where_one_is_enough_the_others_are_not_accused() -> None:
    facts = {"a": portal("a", IN_TIME), "b": portal("b"), "c": portal("c", status=ReachStatus.BLOCKED)}
    shared = task(16, COLUMN, units=("a", "b", "c"), shared=Shared.ANY)
    findings = judge(plan(shared), [*UNITS, unit("c")], facts, AS_OF)
    assert codes(findings) == {"a": "found", "b": "met_by_other", "c": "met_by_other"}
    met = findings[1]
    assert met.outcome is Outcome.NOT_APPLICABLE
    assert met.points.possible == met.points.unmeasured == 0
    assert "省a厅已经落实" in met.explanation
    assert met.cites == findings[0].cites


@pytest.mark.parametrize("late", ["a", "b"])
def test_where_one_was_in_time_nobody_is_late(late: str) -> None:
    facts = {name: portal(name, TOO_LATE if name == late else IN_TIME) for name in ("a", "b")}
    findings = judge(plan(task(16, COLUMN, shared=Shared.ANY)), UNITS, facts, AS_OF)
    assert {unit_id for unit_id, code in codes(findings).items() if code == "met_by_other"} == {late}
    assert all(finding.timeliness is not Timeliness.LATE for finding in findings)


def test_where_one_is_enough_and_all_were_late_they_are() -> None:
    findings = judge(plan(task(16, COLUMN, shared=Shared.ANY)), UNITS, both(a=portal("a", TOO_LATE)), AS_OF)
    assert codes(findings) == {"a": "found", "b": "met_by_other"}
    assert findings[0].timeliness is Timeliness.LATE


def test_where_one_is_enough_and_none_did_it_all_are_judged() -> None:
    findings = judge(plan(task(16, COLUMN, shared=Shared.ANY)), UNITS, both(), AS_OF)
    assert codes(findings) == {"a": "missing", "b": "missing"}


@pytest.mark.parametrize("known", [(), ("b",)])
def test_where_one_is_enough_nobody_is_accused_of_what_another_may_have_done(known: tuple[str, ...]) -> None:
    facts = {"a": portal("a"), "b": portal("b", status=ReachStatus.BLOCKED)}
    shared = task(16, COLUMN, shared=Shared.ANY)
    units = [each for each in UNITS if each.id in {"a", *known}]
    (finding, *_) = judge(plan(shared), units, facts, AS_OF)
    assert (finding.outcome, finding.code) == (Outcome.CANT_TELL, "other_open")
    assert finding.points.possible == 0
    assert finding.points.unmeasured > 0
    assert ("省b厅是否已经落实无法判断" if known else "名册以外") in finding.explanation


def test_where_one_is_enough_nobody_is_late_for_what_another_may_have_done_in_time() -> None:
    facts = {"a": portal("a", TOO_LATE), "b": portal("b", status=ReachStatus.BLOCKED)}
    findings = judge(plan(task(16, COLUMN, shared=Shared.ANY)), UNITS, facts, AS_OF)
    assert codes(findings) == {"a": "other_open_late", "b": "met_by_other"}
    assert findings[0].timeliness is Timeliness.UNKNOWN
    assert findings[0].late_by == ()
    assert findings[0].points.earned == findings[0].points.possible


def test_due_dates_before_the_plan_s_issue_are_not_judged() -> None:
    findings = judge(plan(task(55, COLUMN, deadline="每年3月底前")), UNITS, both(), AS_OF)
    assert {finding.outcome for finding in findings} == {Outcome.NOT_APPLICABLE}
    assert codes(findings)["a"] == "before_plan"
    assert "2017年3月31日" in findings[0].explanation


def test_a_phrase_that_is_not_understood_is_said_not_guessed() -> None:
    findings = judge(plan(task(16, COLUMN, deadline="适时")), UNITS, both(a=portal("a", IN_TIME)), AS_OF)
    assert {(finding.outcome, finding.code) for finding in findings} == {
        (Outcome.CANT_TELL, "deadline_unread")
    }


def test_an_event_without_a_date_is_asked_for() -> None:
    phrase = "国家指导意见印发后60日内完成"
    findings = judge(plan(task(13, COLUMN, deadline=phrase)), UNITS, both(), AS_OF)
    assert codes(findings)["a"] == "event_unknown"


@pytest.mark.parametrize(
    ("event", "as_of", "code"),
    [
        ("2017-05-02", AS_OF, "missing"),
        ("2017-12-04", AS_OF, "not_due"),
        (date(2017, 12, 4), date(2018, 3, 1), "missing"),
    ],
)
def test_the_event_s_date_stands_in_the_check(event: object, as_of: date, code: str) -> None:
    check = replace(COLUMN, params={"event": event})
    phrase = "国家指导意见印发后60日内完成"
    facts = {name: replace(seen, reach=replace(seen.reach, crawled_at=None)) for name, seen in both().items()}
    assert codes(judge(plan(task(13, check, deadline=phrase)), UNITS, facts, as_of))["a"] == code


def test_a_due_date_of_the_next_year_is_not_taken_for_a_standing_duty() -> None:
    assert (
        codes(judge(plan(task(1, COLUMN, deadline="2018年3月底前")), UNITS, both(), AS_OF))["a"] == "not_due"
    )


def test_a_check_s_own_deadline_replaces_the_task_s() -> None:
    check = replace(COLUMN, deadline="2017年9月底前")
    (finding, _) = judge(plan(task(16, check)), UNITS, both(a=portal("a", TOO_LATE)), AS_OF)
    assert (finding.timeliness, finding.due) == (Timeliness.ON_TIME, (date(2017, 9, 30),))


def test_a_task_without_deadline_is_owed_all_year() -> None:
    (finding, _) = judge(plan(task(16, COLUMN, deadline=None)), UNITS, both(a=portal("a", TOO_LATE)), AS_OF)
    assert (finding.timeliness, finding.due) == (Timeliness.ON_TIME, ())


@pytest.mark.parametrize(
    "check",
    [
        Check(rule="no-such-rule", points=2.0),
        Check(rule="fresh", subject="ppp", points=2.0),
        Check(rule="document", points=2.0),
        Check(rule="document", params={"title_any": 5}, points=2.0),
        Check(rule="document", params={"title_any": [5]}, points=2.0),
        Check(rule="count", subject="ppp", params={"per": "decade"}, points=2.0),
        Check(rule="periodic", subject="ppp", deadline="全年工作", points=2.0),
    ],
    ids=lambda check: f"{check.rule} {dict(check.params)}",
)
def test_a_rule_s_fault_is_an_error_and_spares_the_rest(check: Check) -> None:
    facts = both(a=portal("a", IN_TIME), b=portal("b", IN_TIME))
    findings = judge(plan(task(16, check), task(17, COLUMN)), UNITS, facts, AS_OF)
    assert [(finding.outcome, finding.code) for finding in findings] == [
        (Outcome.ERROR, "rule_error"),
        (Outcome.PASSED, "found"),
    ] * 2
    assert (findings[0].points.possible, findings[0].points.unmeasured) == (0.0, 2.0)
    assert findings[0].explanation.count("。") == 1


def test_late_earns_the_plan_s_share_and_advice_nothing() -> None:
    checks = (COLUMN, replace(COLUMN, advice=True))
    late, advice, *_ = judge(plan(task(16, *checks)), UNITS, both(a=portal("a", TOO_LATE)), AS_OF)
    assert (late.timeliness, late.points.earned, late.points.possible) == (Timeliness.LATE, 2.0, 4.0)
    assert (advice.advice, advice.points.possible) == (True, 0.0)


def test_what_has_no_day_of_first_sight_was_first_seen_by_the_crawl() -> None:
    facts = portal("a", IN_TIME)
    undated = replace(facts.postings[0], published=None)
    early = replace(facts.reach, crawled_at=datetime.fromisoformat("2017-07-01T23:30:00+08:00"))
    facts = replace(facts, reach=early, postings=(undated,))
    (finding, _) = judge(plan(task(16, COLUMN)), UNITS, {"a": facts, "b": portal("b")}, AS_OF)
    assert (finding.timeliness, finding.done_on) == (Timeliness.ON_TIME, date(2017, 7, 1))


def test_a_standing_duty_runs_from_thirty_working_days_after_the_plan() -> None:
    due = standing_due(plan())
    assert (due.on, due.late_after) == (date(2017, 5, 31), date(2017, 6, 6))


def test_a_finding_keeps_the_values_of_its_words() -> None:
    (finding, _) = judge(plan(task(16, COLUMN)), UNITS, both(a=portal("a", IN_TIME)), AS_OF)
    assert finding.values["title"] == "PPP"
    assert all(isinstance(value, str) for value in finding.values.values())


def test_every_sentence_of_the_engine_names_the_unit() -> None:
    assert all("{unit}" in sentence and sentence.endswith("。") for sentence in MESSAGES.values())


def test_a_module_that_is_no_rule_is_refused() -> None:
    with pytest.raises(registry.RuleError, match=r"audit_rules/rules/__init__\.py: a rule needs"):
        registry._load("__init__")
