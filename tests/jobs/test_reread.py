"""Do facts follow from the captured pages, and does it show where they don't?"""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from pydantic import TypeAdapter

from audit_rules.subjects.matcher import load_vocabulary
from crawler.context import CrawlContext
from crawler.options import CrawlOptions
from crawler.outlet import Outlet
from crawler.wire import WireAnswer, WireRequest
from db.database import Database, open_database
from domain.capture_ref import CaptureRef
from domain.captures import Body, ClockState, Exchange, Response, VisitBegun, VisitEnded
from domain.columns import ColumnSeen
from domain.crawl import CrawlTarget
from domain.observations import PortalFacts
from domain.reach import FailureKind, Probe
from domain.units import Unit, UnitKind
from evidence.captures.crawls import CapturedVisit
from jobs.reread import Difference, reread
from spiders.portal.visiting import visit_portal

BEGAN = datetime(2017, 8, 1, 1, tzinfo=UTC)
HOST = "http://czt.example.gov.cn"
UNIT = Unit(id="czt", name="省财政厅", kind=UnitKind.PROVINCIAL_DEPT, portal_url=f"{HOST}/")
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
NONE = b"HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n"


def listing(*items: tuple[str, str]) -> str:
    rows = "".join(
        f'<li><a href="/ppp/{day}.html">{title}</a><span>{day}</span></li>' for title, day in items
    )
    return f"<title>PPP项目-省财政厅</title><h1>PPP项目</h1><ul class=list>{rows}</ul>"


def portal(*items: tuple[str, str]) -> dict[str, str]:
    menu = "".join(
        f'<a href="/{name}/">{text}</a>' for name, text in (("ppp", "PPP项目"), ("xw", "新闻动态"))
    )
    frame = f'<div class=nav><a href="/">首页</a>{menu}</div>'
    home = f"<title>省财政厅</title>{frame}<p>云南省财政厅门户网站欢迎您</p>"
    news = f"<title>新闻动态-省财政厅</title>{frame}{listing(('全省财政工作会议召开', '2017-07-20'))}"
    return {"/": home, "/ppp/": f"{frame}{listing(*items)}", "/xw/": news}


@dataclass
class PagesWire:
    """A portal of few pages, and what went over the wire to it; ``gone`` are answered with 404 and a page, others without."""

    pages: Mapping[str, str]
    gone: Mapping[str, str] = field(default_factory=dict)
    events: list[Exchange] = field(default_factory=list)
    at: datetime = BEGAN

    async def exchange(self, request: WireRequest) -> WireAnswer:
        path = request.url.removeprefix(HOST)
        body, head = (
            (self.pages.get(path) or self.gone.get(path, "")).encode(),
            HEAD if path in self.pages else NONE,
        )
        number, began = len(self.events), self.at
        self.at += timedelta(seconds=1)
        self.events.append(
            Exchange(
                began=2 * number,
                ended=2 * number + 1,
                method=request.method,
                url=request.url,
                at=began,
                seconds=1.0,
                request=b"",
                response=Response(head=head, payload=Body.of(body)),
            )
        )
        status = 200 if path in self.pages else 404
        return WireAnswer(
            url=request.url,
            status=status,
            headers={"content-type": "text/html; charset=utf-8" if status == 200 else "text/html"},
            body=body,
            at=self.at,
            seconds=1.0,
            size=len(body),
        )

    async def render(self, url: str) -> WireAnswer:
        raise AssertionError(f"{url} is asked of a browser, and rendering is switched off")

    def check_address(self, url: str) -> None:
        pass

    def ask_pause(self, host: str, seconds: float) -> None:
        pass

    def slow_down(self, _host: str, _retry_after: float | None) -> float:
        return 0.0

    async def pause(self, seconds: float) -> None:
        pass

    def now(self) -> datetime:
        return self.at

    def out_of_time(self) -> bool:
        return False

    async def close(self) -> None:
        pass


@dataclass(frozen=True)
class Taken:
    """A captured visit at hand."""

    begun: VisitBegun
    ended: VisitEnded
    events: tuple[Exchange, ...]
    ref: CaptureRef = field(
        default_factory=lambda: CaptureRef(id="czt/20170801T010000000000Z", digest="sha256:0")
    )


def crawl(
    database: Database, pages: Mapping[str, str], began: datetime = BEGAN, unit: Unit = UNIT
) -> tuple[CapturedVisit, PortalFacts]:
    """Visit the portal, store what it shows; returns the captured visit, and the facts as stored."""
    target = CrawlTarget(unit=unit, subjects=frozenset({"ppp", "news"}), since=date(2016, 1, 1))
    options = CrawlOptions(render=False, host_concurrency=1, portal_searches=0)
    wire = PagesWire(pages, at=began)
    run = database.begin_crawl([unit], scope_digest=str(began), now=began)
    outlet = Outlet(lambda items: database.save_items(run.id, items))
    context = CrawlContext(targets=[target], options=options, outlet=outlet, on_progress=lambda _: None)
    visited = asyncio.run(visit_portal(target, wire=wire, context=context, vocabulary=load_vocabulary()))
    outlet.put([visited.done])
    begun = VisitBegun(
        target=target,
        crawl_began=began,
        options=TypeAdapter(CrawlOptions).dump_python(options, mode="json"),
        software="Mingcha",
        clock=ClockState(at=began),
    )
    ended = VisitEnded(clock=ClockState(at=wire.at), other_hosts=visited.other_hosts)
    facts = database.load_facts(["czt"], crawl_id=run.id)["czt"]
    return Taken(begun=begun, ended=ended, events=tuple(wire.events)), facts


FIRST = (("PPP项目库公示", "2017-07-01"), ("PPP示范项目名单", "2017-06-01"))
SECOND = (("PPP项目第二批公示", "2017-08-01"), *FIRST)


@pytest.fixture
def database() -> Any:
    with open_database("sqlite://") as database:
        database.migrate()
        yield database


def test_facts_follow_from_the_pages_that_they_were_read_from(database: Database) -> None:
    visit, facts = crawl(database, portal(*FIRST))
    assert ppp_of(facts).postings == 2
    assert {posting.title for posting in facts.postings} >= {title for title, _ in FIRST}
    found = reread(visit, facts)
    assert found.differences == ()
    assert found.from_before == ()
    assert not found.divergence


def test_what_earlier_nights_saw_rests_on_them_and_is_told_apart(database: Database) -> None:
    crawl(database, portal(*FIRST))
    visit, facts = crawl(database, portal(*SECOND[:2]), BEGAN + timedelta(days=1))
    found = reread(visit, facts)
    assert found.differences == ()
    new = {posting.id for posting in facts.postings if posting.title == "PPP项目第二批公示"}
    earlier = {posting.id for posting in facts.postings} - new
    assert set(found.from_before) == earlier | {column.id for column in facts.columns}


def ppp_of(facts: PortalFacts) -> ColumnSeen:
    (ppp,) = (each for each in facts.columns if (each.subject, each.url) == ("ppp", f"{HOST}/ppp/"))
    return ppp


def edited(facts: PortalFacts, title: str, **changes: Any) -> PortalFacts:
    return replace(
        facts,
        postings=tuple(
            replace(posting, **changes) if posting.title == title else posting for posting in facts.postings
        ),
    )


def told(found: tuple[Difference, ...]) -> str:
    return "\n".join(map(str, found))


def test_a_date_that_the_page_does_not_show_is_named(database: Database) -> None:
    visit, facts = crawl(database, portal(*FIRST))
    (posting,) = [each for each in facts.postings if each.title == "PPP项目库公示"]
    assert posting.published
    later = replace(posting.published, on=date(2017, 9, 30))
    found = reread(visit, edited(facts, "PPP项目库公示", published=later)).differences
    assert [each.id for each in found] == [posting.id]
    assert "2017-09-30" not in told(found) or "date" in found[0].what


def test_the_subjects_of_a_posting_are_held_against_the_pages_whatever_their_order(
    database: Database,
) -> None:
    pages = portal(*FIRST)
    pages["/xw/"] = pages["/ppp/"].replace("PPP项目-", "新闻动态-").replace("<h1>PPP项目", "<h1>新闻动态")
    visit, facts = crawl(database, pages)
    (posting,) = [each for each in facts.postings if each.title == "PPP项目库公示"]
    assert posting.subjects == ("news", "ppp")
    assert reread(visit, edited(facts, posting.title, subjects=("ppp", "news"))).differences == ()
    found = reread(visit, edited(facts, posting.title, subjects=("budget", "ppp"))).differences
    assert [each.id for each in found] == [posting.id]
    assert "its subjects" in told(found)


def test_a_date_can_not_be_blamed_on_earlier_nights(database: Database) -> None:
    """Calling the posting old does not help: the page shows a date as sure as the stated one."""
    visit, facts = crawl(database, portal(*FIRST))
    (posting,) = [each for each in facts.postings if each.title == "PPP项目库公示"]
    assert posting.published
    found = reread(
        visit,
        edited(
            facts,
            "PPP项目库公示",
            published=replace(posting.published, on=date(2017, 9, 30)),
            first_seen=BEGAN - timedelta(days=30),
        ),
    ).differences
    assert [each.id for each in found] == [posting.id]


def test_a_posting_left_out_is_named(database: Database) -> None:
    visit, facts = crawl(database, portal(*FIRST))
    without = replace(facts, postings=tuple(each for each in facts.postings if each.title != "PPP项目库公示"))
    found = reread(visit, without).differences
    assert [each.id for each in found] == [""]
    assert "PPP项目库公示" in told(found)


def test_a_posting_made_up_is_named(database: Database) -> None:
    visit, facts = crawl(database, portal(*FIRST))
    more = replace(facts.postings[0], id="obs:posting/999", title="编造的信息")
    found = reread(visit, replace(facts, postings=(*facts.postings, more))).differences
    assert [each.id for each in found] == ["obs:posting/999"]


def test_a_column_left_out_is_named(database: Database) -> None:
    visit, facts = crawl(database, portal(*FIRST))
    ppp = ppp_of(facts)
    found = reread(
        visit, replace(facts, columns=tuple(each for each in facts.columns if each != ppp))
    ).differences
    assert f"left out: column ppp {ppp.url}" in told(found)


@pytest.mark.parametrize(
    ("part", "changes"),
    [
        ("coverage", {"sitemap": True}),
        ("coverage", {"pages_read": 99}),
        ("reach", {"failed_pages": 7}),
        ("norms", {"site_id_code": "5300000001"}),
    ],
)
def test_what_is_said_of_the_portal_is_held_against_its_pages(
    database: Database, part: str, changes: dict[str, Any]
) -> None:
    visit, facts = crawl(database, portal(*FIRST))
    wrong = replace(facts, **{part: replace(getattr(facts, part), **changes)})
    found = reread(visit, wrong).differences
    assert len(found) == 1
    assert next(iter(changes)) in found[0].what
    assert found[0].id == facts.reach.id


@pytest.mark.parametrize(
    "changes",
    [
        {"ok": False, "http_status": 404, "failure": FailureKind.NOT_FOUND},
        {"http_status": 302},
        {"final_url": f"{HOST}/"},
        {"url": f"{HOST}/xw/"},
        {"at": BEGAN},
    ],
    ids=str,
)
def test_what_the_visit_found_at_the_address_on_file_is_held_against_the_pages(
    database: Database, changes: dict[str, Any]
) -> None:
    visit, facts = crawl(database, portal(*FIRST), unit=replace(UNIT, filed_url=f"{HOST}/ppp/"))
    assert facts.filed
    assert facts.filed.ok
    assert reread(visit, facts).differences == ()
    found = reread(visit, replace(facts, filed=replace(facts.filed, **changes))).differences
    assert {each.id for each in found} == {f"obs:filed/{visit_number(facts)}/czt"}
    assert {each.what for each in found} == {f"the address on file, {field}" for field in changes}
    (left_out,) = reread(visit, replace(facts, filed=None)).differences
    assert (left_out.id, left_out.what) == ("", "the address on file")


def test_an_address_on_file_that_the_visit_did_not_ask_is_made_up(database: Database) -> None:
    visit, facts = crawl(database, portal(*FIRST))
    assert facts.filed is None
    made_up = Probe(id="obs:filed/1/czt", url=f"{HOST}/x/", at=BEGAN, ok=False, purpose="filed")
    (found,) = reread(visit, replace(facts, filed=made_up)).differences
    assert (found.id, found.what) == ("obs:filed/1/czt", "the address on file")


def visit_number(facts: PortalFacts) -> str:
    return facts.reach.id.split("/")[1]


def test_pages_that_were_exchanged_show(database: Database) -> None:
    visit, facts = crawl(database, portal(*FIRST))
    other, _ = crawl(database, portal(("PPP项目库公示", "2017-07-28"), FIRST[1]), BEGAN + timedelta(days=1))
    swapped = Taken(begun=visit.begun, ended=visit.ended, events=other.events)  # type: ignore[arg-type]
    found = reread(swapped, facts).differences
    assert "PPP项目库公示" in told(found)


def test_a_page_missing_from_the_capture_shows(database: Database) -> None:
    visit, facts = crawl(database, portal(*FIRST))
    rest = tuple(event for event in visit.events if not event.url.endswith("/ppp/"))
    found = reread(Taken(begun=visit.begun, ended=visit.ended, events=rest), facts)  # type: ignore[arg-type]
    assert found.divergence.not_captured == (f"{HOST}/ppp/",)
    assert found.differences
