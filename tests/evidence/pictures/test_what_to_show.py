"""Which pages does each kind of finding show, and what is framed there?"""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from domain.columns import CandidateSeen, ColumnSeen, ColumnStatus, Refusal
from domain.coverage import Coverage, Place, PlaceState
from domain.dossier import Dossier, PlaceSearched, SubjectSought
from domain.findings import AT_FAULT, Finding, Outcome, Timeliness
from domain.observations import PortalFacts
from domain.pages import DateConfidence, DateSource, MessageState, ReadDate
from domain.postings import ArticleSeen, MessageSeen, PostingSeen
from domain.reach import FailureKind, Probe, Reach, ReachStatus
from domain.reviews import Decision, Review
from domain.subjects import Grade, Surface
from evidence.office.audit_report import Reported
from evidence.pictures.views import Element, Region, View
from evidence.pictures.what_to_show import MOST_VIEWS, what_to_show
from tests.small_portal import finding

HOME = "http://www.czt.example/"


def column(number: int, **changes: Any) -> ColumnSeen:
    made = ColumnSeen(
        id=f"obs:column/{number}",
        subject="budget",
        url=f"{HOME}c{number}/",
        title=f"预算公开{number}",
        grade=Grade.EXACT,
        surface=Surface.TEXT,
        found_on=HOME,
        status=ColumnStatus.OK,
    )
    return replace(made, **changes)


def posting(number: int, day: date, *columns: int, **changes: Any) -> PostingSeen:
    made = PostingSeen(
        id=f"obs:posting/{number}",
        title=f"第{number}条",
        url=f"{HOME}p{number}.html",
        published=ReadDate(on=day, source=DateSource.LIST, confidence=DateConfidence.HIGH),
        columns=tuple(f"obs:column/{each}" for each in columns),
    )
    return replace(made, **changes)


CANDIDATE = CandidateSeen(
    id="obs:candidate/5",
    subject="budget",
    url=f"{HOME}x/",
    text="财务",
    grade=Grade.WEAK,
    surface=Surface.TEXT,
    found_on=HOME,
    refusal=Refusal.SERVICE,
)
FACTS = PortalFacts(
    unit_id="czt",
    reach=Reach(
        id="obs:reach/1/czt",
        status=ReachStatus.OK,
        home_url=HOME,
        crawled_at=datetime(2017, 8, 1, tzinfo=UTC),
    ),
    coverage=Coverage(home=True),
    columns=(column(1), column(2, status=ColumnStatus.BLANK), column(3)),
    postings=(
        posting(1, date(2017, 1, 1), 1),
        posting(2, date(2017, 3, 1), 1),
        posting(3, date(2017, 2, 1), 3, article=ArticleSeen()),
    ),
    candidates=(CANDIDATE,),
    messages=(
        MessageSeen(
            id="obs:message/7",
            title="咨询",
            url=f"{HOME}m7.html",
            column="obs:column/3",
            state=MessageState.OPEN,
        ),
    ),
)
DOSSIER = Dossier(
    subjects=(SubjectSought(subject="budget", name="财政预决算", names=12),),
    crawled_on=date(2017, 8, 1),
    pages_read=40,
    places=(
        PlaceSearched(place=Place.HOME, name="首页", state=PlaceState.READ, address=HOME),
        PlaceSearched(place=Place.SITEMAP, name="网站地图", state=PlaceState.READ, address=f"{HOME}map.html"),
        PlaceSearched(
            place=Place.STATUTORY, name="法定主动公开内容", state=PlaceState.UNREAD, address=f"{HOME}f/"
        ),
        PlaceSearched(place=Place.SEARCH, name="站内搜索", state=PlaceState.NOT_OFFERED),
    ),
)


def found(*cites: str, **changes: Any) -> Finding:
    """A finding that something is there, unless changes say otherwise."""
    plain = {"check": "column", "outcome": Outcome.PASSED, "timeliness": Timeliness.UNKNOWN, "code": "found"}
    return finding(cites, **{**plain, **changes})


def told(views: tuple[View, ...]) -> list[tuple[str, str, list[str]]]:
    """Address, name and framed texts of each view."""
    return [
        (view.page, view.what, [f"{each.label} {each.text}".strip() for each in view.elements])
        for view in views
    ]


@pytest.mark.parametrize(
    ("judged", "shown"),
    [
        pytest.param(
            found("obs:reach/1/czt", "obs:column/1", "obs:posting/2", check="fresh", outcome=Outcome.FAILED),
            [
                (f"{HOME}c1/", "栏目页面", ["结论所依据的信息（本栏目最新一条） 第2条"]),
                (HOME, "栏目入口所在页面", ["栏目入口 预算公开1"]),
            ],
            id="a stale column with its newest posting",
        ),
        pytest.param(
            found("obs:column/1"),
            [
                (f"{HOME}c1/", "栏目页面", ["本栏目核查时最新一条信息 第2条"]),
                (HOME, "栏目入口所在页面", ["栏目入口 预算公开1"]),
            ],
            id="a column, for which its newest posting speaks",
        ),
        pytest.param(
            found("obs:reach/1/czt", "obs:column/2", outcome=Outcome.FAILED, code="blank"),
            [
                (f"{HOME}c2/", "栏目页面（空白栏目）", []),
                (HOME, "栏目入口所在页面", ["栏目入口 预算公开2"]),
            ],
            id="a blank column",
        ),
        pytest.param(
            found("obs:posting/3", check="document"),
            [
                (f"{HOME}c3/", "栏目页面", ["结论所依据的信息（本栏目最新一条） 第3条"]),
                (f"{HOME}p3.html", "信息正文页面", ["信息标题 第3条"]),
            ],
            id="a document in its column, and its own page",
        ),
        pytest.param(
            found("obs:message/7", check="replies", outcome=Outcome.FAILED),
            [(f"{HOME}c3/", "栏目页面", ["结论所依据的留言 咨询"])],
            id="a letter without an answer",
        ),
        pytest.param(
            found("obs:reach/1/czt", outcome=Outcome.FAILED, code="missing", dossier=DOSSIER),
            [(HOME, "首页和导航", ["导航（查找范围）"]), (f"{HOME}map.html", "网站地图", [])],
            id="absence: the navigation and the site map as searched",
        ),
        pytest.param(
            found(
                "obs:reach/1/czt", "obs:candidate/5", outcome=Outcome.FAILED, code="missing", dossier=DOSSIER
            ),
            [
                (HOME, "首页和导航", ["导航（查找范围）", "曾考虑、未采用的链接 财务"]),
                (f"{HOME}map.html", "网站地图", []),
            ],
            id="absence with a link that was considered, on one picture of its page",
        ),
        pytest.param(
            found("obs:reach/1/czt", check="norms", outcome=Outcome.FAILED),
            [(HOME, "首页", ["页脚"])],
            id="marks of the foot",
        ),
        pytest.param(found(outcome=Outcome.MANUAL), [], id="nothing cited"),
        pytest.param(found("obs:posting/99", "filed:czt/1/2017-01-01"), [], id="nothing that is known"),
    ],
)
def test_each_kind_of_finding_shows_what_it_rests_on(
    judged: Finding, shown: list[tuple[str, str, list[str]]]
) -> None:
    assert told(what_to_show(Reported(finding=judged), FACTS)) == shown


def test_a_portal_that_refused_shows_what_the_server_answered() -> None:
    reach = replace(FACTS.reach, status=ReachStatus.BLOCKED, blocked="ruishu", failure=FailureKind.BLOCKED)
    judged = found("obs:reach/1/czt", outcome=Outcome.CANT_TELL, code="blocked")
    (view,) = what_to_show(Reported(finding=judged), replace(FACTS, reach=reach))
    assert (view.page, view.what) == (HOME, "服务器返回的页面")
    assert view.sought == ("自动访问未能读到门户网站内容（瑞数动态防护）。",)


def test_a_column_that_could_not_be_read_says_why() -> None:
    failed = column(1, status=ColumnStatus.FAILED, failure=FailureKind.HTTP_5XX)
    judged = found("obs:column/1", outcome=Outcome.CANT_TELL, code="column_unread")
    view = what_to_show(Reported(finding=judged), replace(FACTS, columns=(failed,)))[0]
    assert view.what == "栏目页面（服务器内部错误）"


def test_absence_says_what_was_looked_for_and_by_how_many_names() -> None:
    judged = found("obs:reach/1/czt", outcome=Outcome.FAILED, code="missing", dossier=DOSSIER)
    home, sitemap = what_to_show(Reported(finding=judged), FACTS)
    assert home.elements == (Element(label="导航（查找范围）", region=Region.NAVIGATION),)
    assert "“财政预决算”" in sitemap.sought[0]
    assert "12 个" in sitemap.sought[0]


def test_pictures_are_few_however_much_is_cited() -> None:
    many = replace(
        FACTS,
        columns=tuple(column(number) for number in range(40)),
        postings=tuple(
            posting(number, date(2017, 1, 1), number % 40, article=ArticleSeen()) for number in range(400)
        ),
    )
    judged = found(*(each.id for each in many.columns), *(each.id for each in many.postings))
    views = what_to_show(Reported(finding=judged), many)
    assert len(views) == MOST_VIEWS
    assert len({view.page for view in views}) == MOST_VIEWS
    assert all(len(view.elements) <= 8 for view in views)


LATE = found(
    "obs:posting/3",
    "obs:posting/2",
    check="periodic",
    timeliness=Timeliness.LATE,
    late_by=(9, 0),
    values={AT_FAULT: ["obs:posting/3"]},
)


def at_fault(reported: Reported) -> list[str]:
    views = what_to_show(reported, FACTS)
    return [each.label for view in views for each in view.elements if each.at_fault]


def test_only_what_is_itself_the_problem_is_marked_as_such() -> None:
    assert at_fault(Reported(finding=LATE)) == ["逾期公开的信息", "逾期公开的信息标题"]
    unanswered = found(
        "obs:message/7", check="replies", outcome=Outcome.FAILED, values={AT_FAULT: ("obs:message/7",)}
    )
    assert at_fault(Reported(finding=unanswered)) == ["逾期未回应的留言"]
    stale = found("obs:column/1", "obs:posting/2", check="fresh", outcome=Outcome.FAILED)
    assert at_fault(Reported(finding=stale)) == []


@pytest.mark.parametrize(
    ("judged", "decision"),
    [
        pytest.param(LATE, Decision.DISMISSED, id="a review took the accusation away"),
        pytest.param(LATE, Decision.NEEDS_MORE, id="a review left it open"),
        pytest.param(replace(LATE, advice=True), None, id="advice accuses nobody"),
        pytest.param(replace(LATE, timeliness=Timeliness.UNKNOWN), None, id="not judged late in the end"),
    ],
)
def test_nothing_is_marked_where_nobody_is_accused(judged: Finding, decision: Decision | None) -> None:
    review = (
        None
        if decision is None
        else Review(
            audit_id="a",
            unit_id="czt",
            task="1",
            check="periodic",
            subject="budget",
            finding="sha256:1",
            decision=decision,
            author="王某",
            at=datetime(2017, 8, 3, tzinfo=UTC),
            reason="日期有误",
        )
    )
    assert at_fault(Reported(finding=judged, review=review)) == []


@pytest.mark.parametrize(
    ("changes", "what", "answer"),
    [
        (
            {"ok": False, "http_status": 404, "failure": FailureKind.NOT_FOUND},
            "服务器对报备的专栏网址返回的页面",
            "服务器返回HTTP 404（页面不存在）",
        ),
        (
            {"ok": True, "http_status": 200, "final_url": f"{HOME}c1/"},
            "报备的专栏网址打开的页面",
            f"服务器返回HTTP 200，跳转到 {HOME}c1/",
        ),
        (
            {"ok": False, "failure": FailureKind.TIMEOUT},
            "服务器对报备的专栏网址返回的页面",
            "没有得到应答（访问超时）",
        ),
        (
            {"ok": False, "http_status": 503, "failure": FailureKind.ROBOTS},
            "服务器对报备的专栏网址返回的页面",
            "没有访问（网站声明不允许自动访问）",
        ),
    ],
    ids=["gone", "led elsewhere", "no answer", "not asked"],
)
def test_what_the_address_on_file_was_answered_with_comes_first(
    changes: dict[str, Any], what: str, answer: str
) -> None:
    filed = Probe(
        id="obs:filed/1/czt",
        url=f"{HOME}zdly/",
        at=datetime(2017, 8, 1, tzinfo=UTC),
        **changes,
        purpose="filed",
    )
    cited = found("obs:filed/1/czt", "obs:probe/3", "obs:reach/1/czt", check="filed")
    first, *rest = what_to_show(Reported(finding=cited), replace(FACTS, filed=filed))
    assert first == View(page=f"{HOME}zdly/", what=what, answer=f"抓取时访问报备的专栏网址，{answer}")
    assert [each.page for each in rest] == [HOME]
