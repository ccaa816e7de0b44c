"""An audit whose portals sent what could do harm in a document, beside plain ones."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest

from domain.cited_pages import CitedPage
from domain.findings import Digests, Finding, Outcome, Points, Score, Standing, Timeliness
from domain.plans import Grading, Plan, Task
from domain.reach import Reach, ReachStatus
from domain.reviews import Decision, Review
from evidence.office.audit_report import AuditReport, Reported, ReportedUnit, UnitFindings

AS_OF = date(2017, 12, 31)


@pytest.fixture
def task() -> Callable[..., Task]:
    """Makes a task of the plan."""

    def make(number: int | str = 16, **values: Any) -> Task:
        given: dict[str, Any] = {
            "number": number,
            "section": "以政务公开助力惠民生",
            "group": "推进扶贫工作信息公开",
            "text": f"第{number}项工作：在门户网站开设专栏，公开项目信息。",
            "lead_text": "省财政厅、省发展改革委",
            "leads": ("czt",),
            "units": ("czt",),
            "deadline_text": "2017年7月底前",
            "deadline": "2017年7月底前",
            **values,
        }
        return Task(**given)

    return make


@pytest.fixture
def finding() -> Callable[..., Finding]:
    """Makes a finding; a failed one without more."""

    def make(outcome: Outcome = Outcome.FAILED, **values: Any) -> Finding:
        given: dict[str, Any] = {
            "unit_id": "czt",
            "task": 16,
            "check": "column",
            "subject": "ppp",
            "outcome": outcome,
            "timeliness": Timeliness.OVERDUE if outcome is Outcome.FAILED else Timeliness.UNKNOWN,
            "code": "missing",
            "explanation": "省财政厅门户网站未见“政府和社会资本合作”栏目，判为未落实。",
            "due": (date(2017, 7, 31),),
            "points": Points(possible=2.5),
            "cites": ("obs:reach/1/czt", "obs:column/7"),
            **values,
        }
        return Finding(**given)

    return make


@pytest.fixture
def unit() -> Callable[..., ReportedUnit]:
    """Makes a unit of the report."""

    def make(
        unit_id: str = "czt", name: str = "省财政厅", place: int | None = 1, **values: Any
    ) -> ReportedUnit:
        score = Score(earned=70.0, possible=80.0, unmeasured=20.0)
        given: dict[str, Any] = {
            "id": unit_id,
            "name": name,
            "score": score,
            "reach": Reach(id=f"obs:reach/1/{unit_id}", status=ReachStatus.OK, pages=143),
            "standing": Standing(
                unit_id=unit_id,
                place=place,
                tied=1 if place else 0,
                grade="良好" if place else None,
                percent=score.percent,
                coverage=score.coverage,
            ),
            **values,
        }
        return ReportedUnit(**given)

    return make


@pytest.fixture
def report(task: Callable[..., Task]) -> Callable[..., AuditReport]:
    """Makes the head of a report on these units."""

    def make(*units: ReportedUnit, tasks: tuple[Task, ...] | None = None, **values: Any) -> AuditReport:
        plan = Plan(
            id="yunnan-2017",
            title="2017年政务公开工作要点分工方案",
            document_number="云政办发〔2017〕41号",
            year=2017,
            issued_on=date(2017, 4, 17),
            published_on=date(2017, 4, 21),
            sections={"以政务公开助力惠民生": 100.0},
            tasks=tasks or (task(),),
            digest="sha256:plan",
            grading=Grading(grades=((80.0, "良好"), (0.0, "不合格")), min_coverage=0.6),
        )
        given: dict[str, Any] = {
            "plan": plan,
            "audit_id": "20180102-030000-abcd",
            "as_of": AS_OF,
            "judged_at": datetime(2018, 1, 2, 3, 4, 5, tzinfo=UTC),
            "digests": Digests(plan="sha256:plan", rules="sha256:rules", vocabulary="sha256:words"),
            "version": "0.1.0",
            "units": units,
            "ranked": sum(each.standing.place is not None for each in units),
            "subjects": {"ppp": "政府和社会资本合作"},
            **values,
        }
        return AuditReport(**given)

    return make


@pytest.fixture
def found() -> Callable[..., UnitFindings]:
    """Puts a unit's findings together, with the pages that they cite."""

    def make(unit: ReportedUnit, *findings: Finding | Reported, **values: Any) -> UnitFindings:
        pages = {
            "obs:reach/1/czt": CitedPage(id="obs:reach/1/czt", address="http://czt.example/"),
            "obs:column/7": CitedPage(id="obs:column/7", address="http://czt.example/zwgk/ppp/"),
        }
        every = tuple(each if isinstance(each, Reported) else Reported(finding=each) for each in findings)
        return UnitFindings(unit=unit, findings=every, **{"pages": pages, **values})

    return make


@pytest.fixture
def review() -> Callable[..., Review]:
    """Makes a review of a finding."""

    def make(decision: Decision, **values: Any) -> Review:
        given: dict[str, Any] = {
            "audit_id": "20180102-030000-abcd",
            "unit_id": "czt",
            "task": "16",
            "check": "column",
            "subject": "ppp",
            "finding": "sha256:finding",
            "decision": decision,
            "author": "张三",
            "at": datetime(2018, 1, 5, 8, tzinfo=UTC),
            "reason": "栏目在“财政信息”下。",
            **values,
        }
        return Review(**given)

    return make


HOSTILE = (
    '=HYPERLINK("http://evil.example/","点我")',
    "+1+1",
    "-2",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "＝1+1",
    "http://evil.example/",
    "mailto:a@evil.example",
    "internal:台账!A1",
    "{=1+1}",
    "<script>alert(1)</script>&amp;<b>",
    "\x00\x01\x08\x0b\x1f控制\x7f\x85字符\ud800\ufffe\uffff",
    "地址\u202egnp.exe",
    "_x0041_",
    "]]><!--",
    "题" * 10_000,
    "长" * 40_000,
)


@pytest.fixture(params=HOSTILE, ids=range(len(HOSTILE)))
def hostile(request: pytest.FixtureRequest) -> str:
    """A text that a portal may send."""
    return str(request.param)
