"""Does the bundled plan, judged whole, accuse nobody who did everything, nor anybody who could not be read?"""

from collections import Counter
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from audit_rules.duties.deadlines import read_duty_deadline
from audit_rules.duties.owed import second_sites
from audit_rules.engine import judge
from audit_rules.plans.loading import load_plan
from audit_rules.registry import all_rules
from audit_rules.scores.scoring import score
from audit_rules.sightings.titles import first_word, title_test
from domain.columns import ColumnSeen, ColumnStatus
from domain.coverage import Coverage
from domain.findings import Finding, Outcome, Timeliness
from domain.observations import PortalFacts
from domain.pages import DateConfidence, DateSource, ReadDate, SiteNorms
from domain.plans import Check, Task
from domain.postings import ArticleSeen, PostingSeen
from domain.reach import Probe, Reach, ReachStatus
from domain.register import EventDay, Register
from domain.subjects import Grade, Surface
from domain.units import Unit, UnitKind

PLAN = load_plan("yunnan-2017")
AS_OF = date(2017, 12, 31)
CRAWLED = datetime.fromisoformat("2018-01-05T03:00:00+08:00")
IDS = sorted({name for task in PLAN.tasks for name in task.units})
UNITS = [
    Unit(
        id=name,
        name=f"单位{name}",
        kind=UnitKind.OTHER,
        portal_url=f"http://{name}.gov.cn/",
        filed_url=f"http://{name}.gov.cn/key-areas/",
    )
    for name in IDS
]
READ = Coverage(home=True, navigation=True, sitemap=True, key_areas=True, statutory=True, pages_read=200)
NORMS = SiteNorms(
    site_name="名",
    site_domain="域",
    site_id_code="码",
    organiser="主办",
    contact="电话",
    icp="滇",
    police="滇",
    party_badge=True,
    report_errors=True,
    sitemap=True,
)


def portal(unit_id: str, status: ReachStatus, coverage: Coverage) -> PortalFacts:
    reach = Reach(id=f"obs:{unit_id}/reach", status=status, pages=200, crawled_at=CRAWLED)
    return PortalFacts(unit_id=unit_id, reach=reach, coverage=coverage)


def title_for(check: Check) -> str:
    test = title_test(check.params)
    words = [first_word(entry) for entry in (*test.some[:1], *test.every)]
    return "2017年" + "、".join(words) if words else "信息"


def marks_for(check: Check) -> tuple[str, ...]:
    return tuple(word for role in check.params.get("roles", ()) for word in role["words"])


def days_for(task: Task, check: Check) -> list[date]:
    """Days on which what the check asks for is posted: the day before each due date, or throughout the year."""
    if check.rule in {"fresh", "count", "attended"}:
        return [date(2017, month, day) for month in range(1, 13) for day in (5, 20, 28)]
    dues = [due.on for due in read_duty_deadline(PLAN, task, check).dues if due.on > PLAN.issued_on]
    return [due - timedelta(days=1) for due in dues] or [date(2017, 5, 2)]


def dutiful(unit_id: str) -> PortalFacts:
    """A portal on which its unit does all that the plan asks of it, in time."""
    root = f"http://{unit_id}.gov.cn/"
    elements: dict[str, list[str]] = {"key-areas": [], "notices": [], "regulations": []}
    postings: list[PostingSeen] = []
    for task in PLAN.tasks:
        for check in task.checks:
            if unit_id not in (check.units or task.units):
                continue
            subject = check.subject or "notices"
            for entry in (*check.params.get("names", ()), *check.params.get("detail", ())):
                elements.setdefault(subject, []).append(entry if isinstance(entry, str) else entry[0])
            elements.setdefault(subject, [])
            for on in [] if check.rule in {"alive", "norms", "filed"} else days_for(task, check):
                number = len(postings)
                postings.append(
                    PostingSeen(
                        id=f"obs:{unit_id}/{number}",
                        title=title_for(check),
                        url=f"{root}{number}.html",
                        published=ReadDate(on=on, source=DateSource.LIST, confidence=DateConfidence.HIGH),
                        subjects=(subject,),
                        columns=(f"obs:{unit_id}/{subject}",),
                        first_seen=CRAWLED,
                        article=ArticleSeen(marks=marks_for(check)),
                    )
                )
    columns = tuple(
        ColumnSeen(
            id=f"obs:{unit_id}/{subject}",
            subject=subject,
            url=f"{root}{subject}/",
            title=subject,
            grade=Grade.EXACT,
            surface=Surface.TEXT,
            found_on=root,
            status=ColumnStatus.OK,
            postings=9,
            complete_since=date.min,
            elements=tuple(names),
            first_ok=datetime.fromisoformat("2017-05-10T03:00:00+08:00"),
        )
        for subject, names in elements.items()
    )
    filed = Probe(id=f"obs:{unit_id}/filed", url=f"{root}key-areas/", at=CRAWLED, ok=True, purpose="filed")
    return PortalFacts(
        unit_id=unit_id,
        reach=Reach(id=f"obs:{unit_id}/reach", status=ReachStatus.OK, pages=200, crawled_at=CRAWLED),
        coverage=READ,
        columns=columns,
        postings=tuple(postings),
        probes=(filed,),
        norms=NORMS,
    )


def told(findings: tuple[Finding, ...], *outcomes: Outcome) -> list[str]:
    return [f"{each.task} {each.check}: {each.explanation}" for each in findings if each.outcome in outcomes]


def test_the_plan_uses_rules_that_there_are() -> None:
    assert {check.rule for task in PLAN.tasks for check in task.checks} <= set(all_rules())


@pytest.mark.parametrize("as_of", [date(2017, 4, 18), date(2017, 6, 30), AS_OF])
@pytest.mark.parametrize("status", [ReachStatus.BLOCKED, ReachStatus.UNREACHABLE, ReachStatus.NOT_CRAWLED])
def test_nobody_unread_is_accused(status: ReachStatus, as_of: date) -> None:
    findings = judge(PLAN, UNITS, {name: portal(name, status, READ) for name in IDS}, as_of)
    assert told(findings, Outcome.FAILED, Outcome.ERROR, Outcome.PASSED) == []


def test_an_empty_portal_read_well_is_judged_without_a_fault() -> None:
    findings = judge(PLAN, UNITS, {name: portal(name, ReachStatus.OK, READ) for name in IDS}, AS_OF)
    assert told(findings, Outcome.ERROR) == []
    assert {each.timeliness for each in findings if each.outcome is Outcome.FAILED} == {
        Timeliness.OVERDUE,
        Timeliness.UNKNOWN,
    }
    assert score(findings).earned == sum(each.points.earned for each in findings if each.check == "alive")


EVENTS = [each for task in PLAN.tasks for check in task.checks if (each := check.params.get("event"))]


def test_who_did_everything_in_time_has_full_marks() -> None:
    register = Register(events={name: EventDay(name=name, on=date(2017, 12, 4)) for name in EVENTS})
    second = {site: replace(dutiful("gxw"), unit_id=site) for site in second_sites(PLAN)}
    findings = judge(PLAN, UNITS, {name: dutiful(name) for name in IDS} | second, AS_OF, register)
    assert told(findings, Outcome.ERROR, Outcome.FAILED, Outcome.CANT_TELL) == []
    got = score(findings)
    assert (got.percent, got.coverage) == (100.0, 1.0)
    late = [each for each in findings if each.timeliness in {Timeliness.LATE, Timeliness.OVERDUE}]
    assert late == []


def test_findings_of_a_unit_do_not_hang_on_the_others() -> None:
    everyone = judge(PLAN, UNITS, {name: dutiful(name) for name in IDS}, AS_OF)
    alone = judge(PLAN, [unit for unit in UNITS if unit.id == "czt"], {"czt": dutiful("czt")}, AS_OF)
    assert [each for each in everyone if each.unit_id == "czt"] == list(alone)


def test_every_owing_unit_has_a_finding_for_every_task() -> None:
    findings = judge(PLAN, UNITS, {}, AS_OF)
    owed = Counter(
        (name, task.number)
        for task in PLAN.tasks
        for name in {name for check in task.checks for name in check.units or task.units} or task.units
    )
    assert {(each.unit_id, each.task) for each in findings} == set(owed)
