"""What do the own pages of postings say: to which postings they lead, and whom they name?"""

import asyncio
from datetime import UTC, date, datetime

import pytest

from crawler.context import CrawlContext
from crawler.outlet import Outlet
from domain.crawl import ArticleRead, CrawlTarget
from domain.pages import DateConfidence, DateSource, Link, PageKind, PageReading, Posting, ReadDate
from domain.units import Unit, UnitKind
from spiders.portal.articles import marks_in, read_articles, related_in
from spiders.portal.page_source import Loaded
from spiders.portal.records import Record

HOME = "http://x.gov.cn/"
MENU = f"{HOME}xx/"


def page(text: str, *links: Link) -> PageReading:
    return PageReading(url=f"{HOME}a.html", kind=PageKind.ARTICLE, text=text, links=links)


def link(path: str, text: str = "", region: str = "") -> Link:
    return Link(url=HOME + path, text=text, region=region)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("会议由厅长李某主持", True),
        ("副厅长李某出席", False),
        ("副厅长王某陪同厅长李某出席", True),
        ("首页 厅长信箱 厅长李某之外无人", True),
        ("首页 厅长信箱 厅长热线", False),
    ],
)
def test_a_deputy_and_a_letter_box_are_not_the_leader(text: str, *, named: bool) -> None:
    assert marks_in(page(text), {"厅长"}, ()) == (("厅长",) if named else ())


def test_what_the_site_s_frame_says_is_not_said_by_the_article() -> None:
    framed = page("厅长 之声 新闻发言人答问", link("xx/", "厅长"), link("yy/", "之声", "nav"))
    assert marks_in(framed, {"厅长", "发言人"}, {MENU}) == ("发言人",)


def test_an_article_leads_to_known_postings_beside_the_frame_each_once() -> None:
    found = related_in(
        page("", link("b.html"), link("b.html"), link("c.html", region="nav"), link("other.html")),
        {f"{HOME}b.html", f"{HOME}c.html", f"{HOME}d.html"},
    )
    assert found == (f"{HOME}b.html",)


def test_the_newest_postings_since_a_day_are_opened_and_what_fails_is_not_written() -> None:
    items: list[ArticleRead] = []

    class Kept(Outlet):
        def put(self, some: object) -> None:
            items.extend(each for each in some if isinstance(each, ArticleRead))  # type: ignore[attr-defined]

    context = CrawlContext.__new__(CrawlContext)
    context.outlet = Kept.__new__(Kept)
    record = Record(context, "x", lambda: datetime(2017, 7, 2, tzinfo=UTC))
    days = [date(2017, 4, 1), date(2017, 5, 1), date(2017, 6, 1), date(2017, 7, 1)]
    listed = [
        Posting(
            title=f"发布会{n}",
            url=f"{HOME}{n}.html",
            published=ReadDate(on=on, source=DateSource.LIST, confidence=DateConfidence.HIGH),
        )
        for n, on in enumerate(days)
    ]
    record.postings(listed, subject="press", column_url=f"{HOME}fbh/")
    record.postings([Posting(title="无日期", url=f"{HOME}9.html")], subject="press", column_url=f"{HOME}fbh/")
    asked: list[str] = []

    async def load(url: str, _: str) -> Loaded | None:
        asked.append(url)
        return (
            None
            if url.endswith("3.html")
            else Loaded(reading=page("厅长出席", link("1.html")), final_url=url)
        )

    target = CrawlTarget(
        unit=Unit(id="x", name="省厅", kind=UnitKind.PROVINCIAL_DEPT, portal_url=HOME),
        subjects=frozenset({"press"}),
        since=date(2016, 1, 1),
        articles={"press": ("厅长",)},
        articles_since=date(2017, 4, 21),
    )
    asyncio.run(read_articles(record, target, load, (), most=2))
    assert asked == [f"{HOME}3.html", f"{HOME}2.html"]
    assert [(each.url, each.related, each.marks) for each in items] == [
        (f"{HOME}2.html", (f"{HOME}1.html",), ("厅长",))
    ]
