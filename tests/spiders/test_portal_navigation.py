"""Which links are followed, and why; what a page must be to be the column that its link promises."""

from dataclasses import replace

import pytest

from domain.columns import ColumnStatus, Refusal
from domain.pages import Link, PageKind, PageReading, Posting
from domain.reach import FailureKind
from domain.subjects import Grade, SubjectMatch, Surface
from spiders.portal.addresses import Site
from spiders.portal.column_check import children_of, elements_of, status_of, verify
from spiders.portal.frontier import Claim, Role, Task
from spiders.portal.list_reading import ListReading
from spiders.portal.navigation import is_column_name, is_hub, name_of, own_claims, tasks_of

HOME = "http://x.gov.cn/"
SITE = Site(HOME)
WANTED = frozenset({"ppp", "key-areas", "services"})


def match(subject: str, grade: Grade = Grade.EXACT, surface: Surface = Surface.TEXT) -> SubjectMatch:
    return SubjectMatch(subject=subject, grade=grade, surface=surface, matched=subject)


def link(
    text: str, path: str, *matches: SubjectMatch, region: str = "", title: str = "", alt: str = ""
) -> Link:
    url = path if "://" in path else HOME + path
    return Link(url=url, text=text, title=title, alt=alt, region=region, matches=matches)


def page(*links: Link, kind: PageKind = PageKind.COLUMN, **fields: object) -> PageReading:
    return PageReading(url=HOME + "zwgk/", kind=kind, links=links, **fields)  # type: ignore[arg-type]


def followed(*links: Link, postings: tuple[Posting, ...] = ()) -> dict[str, Role | str]:
    found = tasks_of(page(*links, postings=postings), site=SITE, wanted=WANTED, depth=2, max_links=100)
    return {
        each.url.removeprefix(HOME): each.role if isinstance(each, Task) else each.refusal for each in found
    }


@pytest.mark.parametrize(
    ("one", "role"),
    [
        (link("政府和社会资本合作", "a/", match("ppp")), Role.EXACT),
        (link("PPP", "a/", match("ppp", Grade.SYNONYM)), Role.SYNONYM),
        (link("", "a/", match("ppp", Grade.WEAK, Surface.SLUG)), Role.WEAK),
        (link("重点领域信息公开", "a/", match("key-areas")), Role.HUB),
        (link("政府信息公开", "a/", region="nav"), Role.HUB),
        (link("网站地图", "a/", region="footer"), Role.SITEMAP),
        (link("机构职能", "a/", region="nav"), Role.NAVIGATION),
        (link("机构职能", "a/"), Role.COLUMN),
        (link("", "a/"), Role.NAVIGATION),
    ],
)
def test_why_a_link_is_followed(one: Link, role: Role) -> None:
    assert followed(one) == {"a/": role}


@pytest.mark.parametrize(
    "one",
    [
        link("首页", "index.html"),
        link("下一页", "index_2.html"),
        link("末页", "index_9.html"),
        link("3", "index_3.html"),
        link("更多>>", "more/"),
        link("关于举办二〇一七年度全省系统业务培训班的预备通知", "a/"),
        link("省发改委", "http://www.yndrc.gov.cn/"),
        link("财政部PPP中心", "http://www.cpppc.org/", match("ppp"), region="friend"),
        link("某次会议召开", "201704/t20170421_144306.html"),
        link("日历", "rili/2017/"),
    ],
)
def test_what_leads_to_no_column_is_left(one: Link) -> None:
    assert followed(one) == {}


def test_a_posting_is_no_column_unless_it_is_named_like_one() -> None:
    rows = (Posting(title="PPP项目", url=HOME + "a/"), Posting(title="某项目公示", url=HOME + "b/"))
    assert followed(link("PPP项目", "a/", match("ppp")), link("某项目公示", "b/"), postings=rows) == {
        "a/": Role.EXACT
    }


def test_a_subject_s_link_off_the_site_is_told_apart() -> None:
    one = link("PPP", "http://ppp.other.gov.cn/", match("ppp"))
    (found,) = tasks_of(page(one), site=SITE, wanted=WANTED, depth=1, max_links=10)
    assert not isinstance(found, Task)
    assert found.refusal is Refusal.OTHER_SITE
    assert found.claim.subject == "ppp"


def test_a_link_is_called_by_the_longer_of_text_and_title() -> None:
    assert (
        name_of(link("防范遏制重特大生…", "a", title="防范遏制重特大生产安全事故"))
        == "防范遏制重特大生产安全事故"
    )
    assert name_of(link("公示", "a", title="点击查看")) == "公示"
    assert name_of(link("", "a", alt="PPP项目")) == "PPP项目"


@pytest.mark.parametrize(
    "name", ["信息公开", "政务公开", "政府信息公开", "政府信息公开目录", "信息公开专栏", "公开目录", "公开"]
)
def test_places_of_open_information_are_hubs(name: str) -> None:
    assert is_hub(link(name, "a/"))


@pytest.mark.parametrize("name", ["公开招标", "信息", "政务公开工作要点", "依申请公开"])
def test_others_are_not(name: str) -> None:
    assert not is_hub(link(name, "a/"))


def test_a_column_s_name_is_short_and_no_button() -> None:
    assert is_column_name("机构职能")
    assert not is_column_name("设为首页")
    assert not is_column_name("一")
    assert not is_column_name("字" * 21)


@pytest.mark.parametrize(
    ("one", "refusal"),
    [
        (link("PPP", "index.html", match("ppp")), Refusal.HOME),
        (link("PPP项目清单", "ppp.pdf", match("ppp")), Refusal.FILE),
        (link("PPP", "http://ppp.other.gov.cn/", match("ppp", Grade.WEAK)), Refusal.OTHER_SITE),
        (link("PPP", "a/a/a/a/", match("ppp")), Refusal.NOT_FOLLOWED),
    ],
)
def test_a_link_that_names_a_subject_is_never_left_in_silence(one: Link, refusal: Refusal) -> None:
    (found,) = tasks_of(page(one), site=SITE, wanted=WANTED, depth=1, max_links=10)
    assert not isinstance(found, Task)
    assert (found.refusal, found.claim.subject) == (refusal, "ppp")


def test_nor_is_one_beyond_the_links_that_are_looked_at() -> None:
    few = [link(f"栏目{n}", f"{n}/") for n in range(3)]
    late = link("PPP", "ppp/", match("ppp"))
    found = list(tasks_of(page(*few, late), site=SITE, wanted=WANTED, depth=1, max_links=3))
    assert [each.refusal for each in found if not isinstance(each, Task)] == [Refusal.NOT_FOLLOWED]


CLAIM = Claim(subject="ppp", grade=Grade.SYNONYM, surface=Surface.TEXT, text="PPP", found_on=HOME)


@pytest.mark.parametrize(
    ("reading", "refusal"),
    [
        (page(kind=PageKind.LIST), None),
        (page(kind=PageKind.ARTICLE), Refusal.ARTICLE),
        (page(kind=PageKind.SEARCH), Refusal.NOT_A_LIST),
        (page(kind=PageKind.HOME), Refusal.NOT_A_LIST),
        (page(kind=PageKind.LIST, breadcrumb=("首页", "办事服务", "PPP")), Refusal.SERVICE),
        (page(kind=PageKind.LIST, breadcrumb=("首页", "办事服务"), own_subjects=(match("ppp"),)), None),
    ],
)
def test_a_claim_is_checked_against_the_page(reading: PageReading, refusal: Refusal | None) -> None:
    assert verify(reading, CLAIM, WANTED).refusal is refusal


def test_a_page_that_names_the_subject_raises_a_claim_and_a_hint_alone_does_not_stand() -> None:
    weak = Claim(subject="ppp", grade=Grade.WEAK, surface=Surface.SLUG, text="ppp", found_on=HOME)
    assert verify(page(kind=PageKind.LIST), weak, WANTED).refusal is Refusal.UNCONFIRMED
    named = page(kind=PageKind.LIST, own_subjects=(match("ppp", Grade.EXACT, Surface.COLUMN_META),))
    verdict = verify(named, weak, WANTED)
    assert (verdict.refusal, verdict.claim.grade, verdict.claim.surface) == (
        None,
        Grade.EXACT,
        Surface.COLUMN_META,
    )
    by_address = page(own_subjects=(match("ppp", Grade.WEAK, Surface.SLUG),))
    assert list(own_claims(by_address, WANTED, HOME)) == []


@pytest.mark.parametrize(
    ("reading", "own", "status"),
    [
        (page(kind=PageKind.LIST), ListReading(), (ColumnStatus.BLANK, None)),
        (page(kind=PageKind.COLUMN, under_construction=True), ListReading(), (ColumnStatus.BLANK, None)),
        (
            page(kind=PageKind.LIST),
            ListReading(failure=FailureKind.HTTP_5XX),
            (ColumnStatus.UNREADABLE, FailureKind.HTTP_5XX),
        ),
        (page(needs_render=True), ListReading(), (ColumnStatus.UNREADABLE, FailureKind.RENDER_FAILED)),
        (page(kind=PageKind.LIST), ListReading(needs_postback=True), (ColumnStatus.UNREADABLE, None)),
        (page(kind=PageKind.OTHER, text="本局说明。" * 100), ListReading(), (ColumnStatus.OK, None)),
        (page(kind=PageKind.OTHER, text="本局"), ListReading(), (ColumnStatus.BLANK, None)),
        (page(text="通知公告 公告 2017-06-01"), ListReading(), (ColumnStatus.UNREADABLE, None)),
        (page(text="今天是2017-06-01 通知公告"), ListReading(), (ColumnStatus.BLANK, None)),
    ],
)
def test_what_a_column_without_postings_is(
    reading: PageReading, own: ListReading, status: tuple[ColumnStatus, FailureKind | None]
) -> None:
    assert status_of(reading, own, 0, "ppp") == status
    assert status_of(reading, own, 3, "ppp") == (ColumnStatus.OK, None)


def test_a_page_of_leaders_needs_no_postings() -> None:
    portraits = page(kind=PageKind.OTHER, text="张某某，局长，主持全面工作。" * 10)
    assert status_of(portraits, ListReading(), 0, "leaders") == (ColumnStatus.OK, None)


@pytest.mark.parametrize(
    ("subject", "reading", "status"),
    [
        ("services", page(text="办事服务 设立审批、变更登记。受理地点：五华区。"), ColumnStatus.OK),
        ("services", page(text="办事服务 主办：某局，承办：某局信息中心。"), ColumnStatus.BLANK),
        ("gazette", page(kind=PageKind.COLUMN, text="政府公报"), ColumnStatus.BLANK),
        ("leaders", page(link("张某某", "info/1001/12.htm"), text="张某某"), ColumnStatus.OK),
        ("ppp", page(link("项目库", "info/1001/12.htm"), text="项目库"), ColumnStatus.UNREADABLE),
        ("ppp", page(unlinked=2), ColumnStatus.UNREADABLE),
        (
            "ppp",
            page(link("项目库", "info/1001/12.htm"), text="暂无评论", under_construction=True),
            ColumnStatus.UNREADABLE,
        ),
        (
            "ppp",
            page(link("项目库", "a/项目库.pdf"), text="暂无数据", under_construction=True),
            ColumnStatus.UNREADABLE,
        ),
        ("ppp", page(link("关于公布第三批入库项目的通知", "x.do"), text="x"), ColumnStatus.UNREADABLE),
    ],
)
def test_nothing_is_blank_that_says_or_leads_to_something(
    subject: str, reading: PageReading, status: ColumnStatus
) -> None:
    assert status_of(reading, ListReading(), 0, subject)[0] is status


def test_a_page_of_sub_columns_is_not_blank() -> None:
    hub = page(kind=PageKind.COLUMN)
    assert status_of(hub, ListReading(), 0, "key-areas", children=2)[0] is ColumnStatus.OK
    assert status_of(hub, ListReading(), 0, "ppp", children=2)[0] is ColumnStatus.BLANK


def test_sub_columns_are_told_from_the_site_s_frame() -> None:
    reading = page(
        link("机构职能", "jgzn/", region="nav"),
        link("政策", "zwgk/zc/"),
        link("项目", "xm/"),
        link("首页栏目", "sy/"),
        link("某公示", "zwgk/a.html"),
        link("联系", "lx/", region="footer"),
        postings=(Posting(title="某公示", url=HOME + "zwgk/a.html"),),
        headings=("政务公开", "PPP项目 更多>>", "某公示", "机构职能"),
        breadcrumb=("首页", "政务公开", "PPP项目"),
    )
    chrome = {HOME + "jgzn/", HOME + "sy/"}
    assert children_of(reading, SITE, chrome) == {HOME + "zwgk/zc/": "政策", HOME + "xm/": "项目"}
    assert list(elements_of(reading, ["政策"], chrome)) == ["政策", "PPP项目"]


@pytest.mark.parametrize(
    ("subject", "refusal"), [("on-request", None), ("hotline", None), ("ppp", Refusal.ARTICLE)]
)
def test_a_guide_that_looks_like_an_article_is_the_column_where_one_page_does(
    subject: str, refusal: Refusal | None
) -> None:
    claim = replace(CLAIM, subject=subject)
    assert verify(page(kind=PageKind.ARTICLE), claim, {subject}).refusal is refusal
