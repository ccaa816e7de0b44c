"""Is nobody accused of what the portal of the body that took over does not show?"""

from datetime import date, datetime

import pytest

from audit_rules.duties.successors import took_over
from audit_rules.engine import judge
from domain.columns import ColumnSeen, ColumnStatus
from domain.coverage import Coverage
from domain.findings import Finding, Outcome, Timeliness
from domain.observations import PortalFacts
from domain.pages import DateConfidence, DateSource, ReadDate
from domain.plans import Check, Plan, Task
from domain.postings import PostingSeen
from domain.reach import Reach, ReachStatus
from domain.subjects import Grade, Surface
from domain.units import Unit, UnitKind

READ = Coverage(home=True, navigation=True, sitemap=True, key_areas=True, statutory=True, pages_read=200)


def plan(year: int) -> Plan:
    task = Task(
        number=86, section="节", group="组", text="文", lead_text=None, leads=("gtt",), units=("gtt",),
        deadline_text=None, deadline=f"{year}年6月底前", checks=(Check(rule="column", subject="land", points=2),),
    )  # fmt: skip
    issued = date(year, 4, 17)
    return Plan(
        id="p", title="方案", document_number="号", year=year, issued_on=issued, published_on=issued,
        sections={"节": 2.0}, tasks=(task,), digest="sha256:0",
    )  # fmt: skip


def judged(
    successor: str | None, crawled: int, *, year: int = 2017, opened: date | None = None, portal: bool = True
) -> Finding:
    unit = Unit(
        id="gtt", name="云南省国土资源厅", kind=UnitKind.PROVINCIAL_DEPT, successor=successor,
        portal_url="http://dnr.yn.gov.cn/" if portal else None,
    )  # fmt: skip
    moment = datetime.fromisoformat(f"{crawled}-12-05T03:00:00+08:00")
    column = ColumnSeen(
        id="obs:c", subject="land", url="http://dnr.yn.gov.cn/zd/", title="征地", grade=Grade.EXACT,
        surface=Surface.TEXT, found_on="http://dnr.yn.gov.cn/", status=ColumnStatus.OK, postings=1,
        complete_since=date.min,
    )  # fmt: skip
    posting = PostingSeen(
        id="obs:p", title="征地公告", url="http://dnr.yn.gov.cn/1.html", columns=("obs:c",),
        published=ReadDate(on=opened or moment.date(), source=DateSource.LIST, confidence=DateConfidence.HIGH),
    )  # fmt: skip
    facts = PortalFacts(
        unit_id="gtt",
        reach=Reach(id="obs:r", status=ReachStatus.OK, pages=200, crawled_at=moment),
        coverage=READ,
        columns=(column,) if opened else (),
        postings=(posting,) if opened else (),
    )
    (finding,) = judge(plan(year), [unit], {"gtt": facts}, date(crawled, 12, 10))
    return finding


@pytest.mark.parametrize(
    ("successor", "crawled", "year", "outcome", "code"),
    [
        ("云南省自然资源厅（2018）", 2018, 2017, Outcome.CANT_TELL, "succeeded"),
        ("云南省自然资源厅（2018）", 2017, 2017, Outcome.FAILED, "missing"),
        ("云南省自然资源厅（2018）", 2019, 2019, Outcome.FAILED, "missing"),
        ("云南省国土资源厅", 2018, 2017, Outcome.FAILED, "missing"),
        (None, 2018, 2017, Outcome.FAILED, "missing"),
    ],
)
def test_what_a_successor_s_site_lacks_says_nothing_of_the_predecessor(
    successor: str | None, crawled: int, year: int, outcome: Outcome, code: str
) -> None:
    finding = judged(successor, crawled, year=year)
    assert (finding.outcome, finding.code) == (outcome, code)
    if code == "succeeded":
        assert "云南省国土资源厅" in finding.explanation
        assert "云南省自然资源厅承继" in finding.explanation


def test_what_a_successor_s_site_shows_is_proof_but_never_late() -> None:
    late = judged("云南省自然资源厅（2018）", 2018, opened=date(2017, 9, 1))
    assert (late.outcome, late.timeliness, late.code) == (
        Outcome.PASSED,
        Timeliness.UNKNOWN,
        "succeeded_late",
    )
    assert late.late_by == ()
    in_time = judged("云南省自然资源厅（2018）", 2018, opened=date(2017, 6, 1))
    assert (in_time.outcome, in_time.timeliness, in_time.code) == (
        Outcome.PASSED,
        Timeliness.ON_TIME,
        "found",
    )
    own = judged(None, 2018, opened=date(2017, 9, 1))
    assert own.timeliness is Timeliness.LATE


def test_a_unit_merged_into_another_names_where_to_look() -> None:
    finding = judged("云南省自然资源厅（2018）", 2018, portal=False)
    assert (finding.outcome, finding.code) == (Outcome.CANT_TELL, "no_portal_merged")
    assert "云南省自然资源厅" in finding.explanation


@pytest.mark.parametrize(
    ("successor", "year"),
    [
        ("云南省林业和草原局（2018-11-09挂牌）", 2018),
        ("云南省乡村振兴局（2021），后为并入省农业农村厅", 2021),
        ("同名系统", None),
    ],
)
def test_the_year_stands_beside_the_successor_s_name(successor: str, year: int | None) -> None:
    unit = Unit(id="u", name="n", kind=UnitKind.OTHER, successor=successor)
    assert took_over(unit) == year
