"""Do the points of findings, tasks and sections of a result put together give the unit's score to the digit?"""

import json
from decimal import Decimal
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from audit_rules.plans.loading import load_plan
from audit_rules.scores.scoring import points_of, score_sections
from domain.findings import Finding, Outcome, Timeliness, Verdict
from domain.reach import Reach, ReachStatus
from domain.units import Unit, UnitKind
from jobs.result import unit_of
from jobs.result_file import unit_text

PLAN = load_plan("yunnan-2017")
CHECKS = [(task.number, check) for task in PLAN.tasks for check in task.checks]
UNIT = Unit(id="czt", name="省财政厅", kind=UnitKind.PROVINCIAL_DEPT, portal_url="http://czt.example/")
REACH = Reach(id="obs:reach/1/czt", status=ReachStatus.OK)
VERDICTS = st.builds(
    Verdict,
    outcome=st.sampled_from(Outcome),
    code=st.just("found"),
    timeliness=st.sampled_from(Timeliness),
    late_by=st.lists(st.integers(0, 60), max_size=9).map(tuple),
)


def finding(place: int, verdict: Verdict) -> Finding:
    number, check = CHECKS[place]
    return Finding(
        unit_id="czt",
        task=number,
        check=check.rule,
        subject=check.subject,
        outcome=verdict.outcome,
        timeliness=verdict.timeliness,
        code="found",
        explanation="。",
        late_by=verdict.late_by,
        points=points_of(verdict, check.points, late=PLAN.late, advice=check.advice),
    )


def added(parts: list[dict[str, Any]]) -> dict[str, Decimal]:
    """The sums of decimal texts: no binary fraction enters here."""
    names = ("earned", "possible", "unmeasured")
    return {name: sum((Decimal(str(part[name])) for part in parts), Decimal(0)) for name in names}


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, len(CHECKS) - 1), VERDICTS), max_size=40))
def test_a_result_can_be_taken_apart_and_put_together(drawn: list[tuple[int, Verdict]]) -> None:
    findings = [finding(place, verdict) for place, verdict in drawn]
    unit = json.loads(unit_text(unit_of(PLAN, UNIT, REACH, findings, None)))
    score = added([unit["score"]])
    assert added([each["points"] for each in unit["findings"]]) == score
    assert added(unit["sections"]) == score
    assert added([task for section in unit["sections"] for task in section["tasks"]]) == score


def test_sections_and_tasks_come_in_the_plan_s_order() -> None:
    verdict = Verdict(outcome=Outcome.PASSED, code="found", timeliness=Timeliness.ON_TIME)
    taken = score_sections(PLAN, [finding(place, verdict) for place in reversed(range(len(CHECKS)))])
    assert [each.name for each in taken] == list(PLAN.sections)
    numbers = [task.task for section in taken for task in section.tasks]
    assert numbers == [task.number for task in PLAN.tasks if task.weight]
