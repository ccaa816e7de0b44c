"""What do findings under an inspection table add up to: vetoes first, then points off a whole, facts apart from references?"""

from datetime import date
from typing import Any

import pytest
from pydantic import TypeAdapter

from audit_rules.engine import judge
from audit_rules.plans.loading import load_plan
from audit_rules.scores.deductions import deduction_of, inspect
from domain.coverage import Coverage
from domain.findings import Finding, Outcome, Timeliness
from domain.inspections import InspectionResult
from domain.observations import PortalFacts
from domain.plans import EVERY_UNIT, Check, Plan, Provenance, Scoring, Task
from domain.reach import Reach, ReachStatus
from domain.units import Unit, UnitKind

UNIT = Unit(id="czt", name="省财政厅", kind=UnitKind.PROVINCIAL_DEPT, portal_url="http://czt.gov.cn/")
HOME = {"days": 14, "warn_days": 10}


def task(number: int, section: str, *checks: Check, **changes: Any) -> Task:
    given: dict[str, Any] = {
        "text": "文",
        "lead_text": None,
        "leads": (),
        "deadline_text": None,
        "deadline": None,
    }
    return Task(
        number=number, section=section, group="组", units=(EVERY_UNIT,), checks=checks, **{**given, **changes}
    )


def plan(*tasks: Task, **changes: Any) -> Plan:
    return Plan(
        id="test",
        title="检查指标",
        document_number="1号",
        year=2015,
        issued_on=date(2015, 3, 24),
        published_on=date(2015, 3, 24),
        sections={"否决": 0.0, "发布": 75.0, "服务": 25.0},
        tasks=tasks,
        digest="sha256:0",
        scoring=Scoring.DEDUCTIONS,
        **changes,
    )


def finding(number: int, check: str, outcome: Outcome, **changes: Any) -> Finding:
    given: dict[str, Any] = {"timeliness": Timeliness.UNKNOWN, "code": "x", "explanation": "……。"}
    return Finding(
        unit_id="czt", task=number, check=check, subject=None, outcome=outcome, **{**given, **changes}
    )


VETO = task(1, "否决", Check(rule="home_stale", params=HOME, veto=True))
LINKS = task(2, "发布", Check(rule="dead_links", points=2, each=True), weight=5)
BLANK = task(3, "发布", Check(rule="columns_blank", params={"limit": 1}, points=4), weight=4)
SERVICE = task(4, "服务", Check(rule="column", points=25), weight=25)
TABLE = plan(VETO, LINKS, BLANK, SERVICE)


def test_one_proved_veto_decides() -> None:
    found = inspect(
        TABLE, "czt", [finding(1, "home_stale", Outcome.FAILED), finding(2, "dead_links", Outcome.PASSED)]
    )
    assert (found.result, found.vetoes, found.breaches) == (InspectionResult.VETOED, (1,), 1)


def test_what_could_not_be_told_vetoes_nobody() -> None:
    found = inspect(TABLE, "czt", [finding(1, "home_stale", Outcome.CANT_TELL)])
    assert (found.result, found.vetoes, found.vetoes_open) == (InspectionResult.CANT_TELL, (), 1)
    passed = inspect(TABLE, "czt", [finding(1, "home_stale", Outcome.PASSED)])
    assert passed.result is InspectionResult.NOT_FOUND


def test_a_veto_whose_limit_is_no_fact_decides_nothing() -> None:
    doubtful = plan(task(1, "否决", Check(rule="home_stale", veto=True), provenance=Provenance.PARTIAL))
    found = inspect(doubtful, "czt", [finding(1, "home_stale", Outcome.FAILED)])
    assert (found.result, found.vetoes, found.reference_vetoes) == (InspectionResult.NOT_FOUND, (), (1,))


def test_points_are_taken_off_for_each_thing_but_no_more_than_the_item_is_worth() -> None:
    two = inspect(TABLE, "czt", [finding(2, "dead_links", Outcome.FAILED, values={"count": "2"})])
    nine = inspect(TABLE, "czt", [finding(2, "dead_links", Outcome.FAILED, values={"count": "9"})])
    assert (two.taken, two.points, nine.taken, nine.points) == (4, 96, 5, 95)


def test_reference_values_are_kept_apart_and_decide_nothing() -> None:
    table = plan(
        VETO, task(2, "发布", Check(rule="column", points=60), weight=60, points_provenance=Provenance.MEMORY)
    )
    found = inspect(
        table, "czt", [finding(1, "home_stale", Outcome.PASSED), finding(2, "column", Outcome.FAILED)]
    )
    assert (found.taken, found.taken_reference) == (0, 60)
    assert (found.points, found.points_reference) == (100, 40)
    assert found.result is InspectionResult.NOT_FOUND


def test_less_than_sixty_points_for_sure_is_below() -> None:
    table = plan(VETO, task(2, "发布", Check(rule="column", points=41), weight=41))
    found = inspect(
        table, "czt", [finding(1, "home_stale", Outcome.PASSED), finding(2, "column", Outcome.FAILED)]
    )
    assert (found.points, found.result) == (59, InspectionResult.BELOW)
    edge = plan(VETO, task(2, "发布", Check(rule="column", points=40), weight=40))
    kept = inspect(
        edge, "czt", [finding(1, "home_stale", Outcome.PASSED), finding(2, "column", Outcome.FAILED)]
    )
    assert (kept.points, kept.result) == (60, InspectionResult.NOT_FOUND)


def test_a_body_without_services_is_measured_by_what_is_left() -> None:
    table = plan(VETO, BLANK, SERVICE, without_services=("czt",), services_section="服务")
    findings = [finding(3, "columns_blank", Outcome.FAILED), finding(4, "column", Outcome.FAILED)]
    assert inspect(table, "czt", findings).points == pytest.approx(100 - 4 * 4 / 3, abs=0.01)
    assert inspect(table, "dsj", findings).points == 71


def test_warnings_are_counted_apart() -> None:
    found = inspect(TABLE, "czt", [finding(1, "home_stale", Outcome.PASSED, warning=True)])
    assert (found.warnings, found.breaches, found.taken) == (1, 0, 0)


def test_people_s_vetoes_stay_open_and_a_bonus_is_none() -> None:
    table = plan(
        task(1, "否决", manual_reason="须由人判断"), task(2, "否决", manual_reason="加分", bonus=True), LINKS
    )
    found = inspect(
        table, "czt", [finding(1, "manual", Outcome.MANUAL), finding(2, "manual", Outcome.MANUAL)]
    )
    assert (found.vetoes_open, found.open) == (1, 1)


@pytest.mark.parametrize(
    ("provenance", "words"),
    [(Provenance.SOURCED, "，扣4分。"), (Provenance.MEMORY, "，扣分参考值4分（分值未经核实，不计入结论）。")],
)
def test_a_failed_finding_says_what_it_takes_off_and_whether_that_is_a_fact(
    provenance: Provenance, words: str
) -> None:
    item = task(
        2, "发布", Check(rule="dead_links", points=2, each=True), weight=9, points_provenance=provenance
    )
    links = [{"url": f"http://czt.gov.cn/{name}/", "failure": "not_found"} for name in "ab"]
    (made,) = judge(plan(item), [UNIT], {"czt": facts(failed_links=links)}, date(2017, 12, 31))
    assert made.outcome is Outcome.FAILED
    assert made.explanation.endswith(words)
    assert made.points.possible == 0
    taken = deduction_of(item, item.checks[0], made)
    assert taken is not None
    assert (taken.points, taken.reference) == (4, provenance is Provenance.MEMORY)


def facts(**changes: Any) -> PortalFacts:
    base = PortalFacts(
        unit_id="czt",
        reach=Reach(id="obs:reach", status=ReachStatus.OK),
        coverage=Coverage(home=True, navigation=True),
    )
    adapter = TypeAdapter(PortalFacts)
    return adapter.validate_python({**adapter.dump_python(base), **changes})


@pytest.mark.parametrize(
    ("name", "on", "inside"),
    [
        ("national-2015", date(2015, 3, 23), False),
        ("national-2015", date(2017, 12, 31), True),
        ("national-2015", date(2019, 3, 31), True),
        ("national-2015", date(2019, 4, 1), False),
        ("national-2019", date(2019, 3, 31), False),
        ("national-2019", date(2020, 12, 31), True),
    ],
)
def test_a_table_judges_only_the_days_on_which_it_was_in_force(name: str, on: date, inside: bool) -> None:
    table = load_plan(name)
    findings = judge(table, [UNIT], {"czt": facts()}, on)
    assert len(findings) == sum(max(len(each.checks), 1) for each in table.tasks)
    out = [each for each in findings if each.code == "out_of_force"]
    assert len(out) == (0 if inside else len(findings))
    assert all(table.title in each.explanation for each in out)
    result = inspect(table, "czt", findings).result
    assert (result is InspectionResult.NOT_IN_FORCE) is not inside


@pytest.mark.parametrize("name", ["national-2015", "national-2019"])
def test_no_figure_from_memory_is_a_veto_or_called_a_fact(name: str) -> None:
    for each in load_plan(name).tasks:
        assert each.units == (EVERY_UNIT,)
        if Provenance.MEMORY is each.provenance:
            assert not any(check.veto for check in each.checks)
        if each.points_provenance is Provenance.SOURCED and each.weight:
            assert each.source_url
