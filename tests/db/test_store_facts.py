"""Do facts come out as they went in, of the right crawl, and can every citation be shown?"""

from dataclasses import fields, replace
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import event

from db.database import Database
from domain.columns import CandidateSeen, ColumnSeen, ColumnStatus, Refusal
from domain.coverage import Asked, Coverage, Place, PlaceSeen, PlaceState, SearchBar, Wanted
from domain.crawl import ArticleRead, MessageFound
from domain.observations import PortalFacts
from domain.pages import DateConfidence, DateSource, Message, MessageState, SiteNorms
from domain.postings import ArticleSeen, MessageSeen, PostingSeen
from domain.reach import FailedLink, FailureKind, Probe, Reach, ReachStatus
from domain.subjects import Grade, Surface

DAY = 24 * 60


def test_everything_comes_out_as_it_went_in(database: Database, crawled: Any) -> None:
    reach = Reach(
        id="whatever the crawl called it",
        status=ReachStatus.PARTIAL,
        pages=143,
        rendered=6,
        failed_pages=3,
        blocked="ruishu",
        failure=FailureKind.BLOCKED,
        http_status=412,
        home_url="http://czt.example/index.html",
        remedy="请人工核查。",
        crawled_at=crawled.at(10),
    )
    coverage = Coverage(
        home=True,
        navigation=True,
        sitemap=True,
        key_areas=True,
        statutory=True,
        budget_exhausted=True,
        pages_read=143,
        unread=(("http://czt.example/a", FailureKind.TIMEOUT), ("http://czt.example/b", FailureKind.DNS)),
        places=(
            PlaceSeen(place=Place.HOME, state=PlaceState.READ, url="http://czt.example/"),
            PlaceSeen(place=Place.SITEMAP, state=PlaceState.UNREAD, failure=FailureKind.TIMEOUT),
            PlaceSeen(place=Place.SEARCH, state=PlaceState.NOT_USABLE, bar=SearchBar.SCRIPT),
        ),
        asked=(Asked(subject="ppp", words="政府和社会资本合作", hits=3, whole=True),),
        wanted=(Wanted(subject="gazette"), Wanted(subject="ppp", phrases=("项目库", "专家库"))),
    )
    norms = SiteNorms(
        site_name="省财政厅",
        site_domain="czt.example",
        site_id_code="5300000012",
        organiser="省财政厅办公室",
        contact="0871-0000000",
        icp="滇ICP备00000000号",
        police="滇公网安备000号",
        party_badge=True,
        report_errors=True,
        sitemap=True,
        search=True,
    )
    shown = crawled.date(date(2017, 4, 14), conflict=date(2017, 3, 1), conflict_source=DateSource.META)
    home = Probe(id="", url="http://czt.example/", at=crawled.at(-60), ok=True, http_status=200, seconds=0.5)
    filed = replace(
        home, ok=False, http_status=None, failure=FailureKind.DNS, purpose="filed", final_url="http://x/"
    )
    database.save_probes([("czt", home), ("czt", filed)])
    run = crawled.whole(
        database,
        crawled.column(at=3),
        crawled.placed(title="甲", published=shown, section="项目库", at=2),
        crawled.posting(title="乙", at=4),
        crawled.candidate(refusal=Refusal.FAILED, failure=FailureKind.HTTP_5XX),
        crawled.visit(path="gone/", found_on="http://czt.example/index.html", failure=FailureKind.NOT_FOUND),
        crawled.link(url="http://czt.example/gone/"),
        crawled.visit(
            path="search?q=a", found_on="http://czt.example/index.html", failure=FailureKind.NOT_FOUND
        ),
        crawled.visit(path="deep/", found_on="http://czt.example/ppp/", failure=FailureKind.NOT_FOUND),
        MessageFound(
            unit_id="czt",
            subject="ppp",
            column_url="http://czt.example/ppp/",
            message=Message(
                title="路灯",
                url="http://czt.example/m/1",
                state=MessageState.ANSWERED,
                submitted_on=date(2017, 4, 1),
                answered_on=date(2017, 4, 9),
                category="咨询",
            ),
            seen_at=crawled.at(5),
        ),
        crawled.done(at=10, reach=reach, coverage=coverage, norms=norms),
    )
    # ``whole`` adds a plain end of the portal after this one: store the rich one again.
    asked = replace(filed, at=crawled.at(9), failure=FailureKind.NOT_FOUND, http_status=404, seconds=0.125)
    done = crawled.done(at=10, reach=reach, coverage=coverage, norms=norms, filed=asked)
    database.save_items(run, [done])
    facts = database.load_facts(["czt"])["czt"]
    assert facts == PortalFacts(
        unit_id="czt",
        reach=replace(reach, id=f"obs:reach/{run}/czt"),
        coverage=coverage,
        norms=norms,
        failed_links=(FailedLink(url="http://czt.example/gone/", failure=FailureKind.NOT_FOUND),),
        messages=(
            MessageSeen(
                id="obs:message/1",
                title="路灯",
                url="http://czt.example/m/1",
                column="obs:column/1",
                state=MessageState.ANSWERED,
                submitted_on=date(2017, 4, 1),
                answered_on=date(2017, 4, 9),
                category="咨询",
                first_seen=crawled.at(5),
                last_seen=crawled.at(5),
            ),
        ),
        crawl_began=crawled.at(0),
        watched_since=crawled.at(10),
        columns=(
            ColumnSeen(
                id="obs:column/1",
                subject="ppp",
                url="http://czt.example/ppp/",
                title="PPP项目",
                grade=Grade.EXACT,
                surface=Surface.TEXT,
                found_on="http://czt.example/",
                status=ColumnStatus.OK,
                postings=3,
                pages_read=1,
                complete_since=date.min,
                elements=("项目库", "政策文件"),
                level=2,
                first_seen=crawled.at(2),
                last_seen=crawled.at(3),
                first_ok=crawled.at(3),
            ),
        ),
        postings=tuple(sorted((
            PostingSeen(
                id=posting_id(facts, "甲"),
                title="甲",
                url="http://czt.example/a/甲.html",
                published=shown,
                subjects=("ppp",),
                columns=("obs:column/1",),
                section="项目库",
                first_seen=crawled.at(2),
                last_seen=crawled.at(2),
            ),
            PostingSeen(
                id=posting_id(facts, "乙"),
                title="乙",
                url="http://czt.example/a/乙.html",
                published=None,
                first_seen=crawled.at(4),
                last_seen=crawled.at(4),
            ),
        ), key=lambda posting: posting.id)),
        candidates=(
            CandidateSeen(
                id="obs:candidate/1",
                subject="ppp",
                url="http://czt.example/ppp.html",
                text="PPP知识",
                grade=Grade.WEAK,
                surface=Surface.TEXT,
                found_on="http://czt.example/",
                refusal=Refusal.FAILED,
                failure=FailureKind.HTTP_5XX,
            ),
        ),
        filed=replace(asked, id=f"obs:filed/{run}/czt"),
        probes=tuple(sorted((
            replace(home, id=probe_id(facts, "home")), replace(filed, id=probe_id(facts, "filed"))
        ), key=lambda probe: probe.id)),
    )  # fmt: skip


def posting_id(facts: PortalFacts, title: str) -> str:
    return next(posting.id for posting in facts.postings if posting.title == title)


def probe_id(facts: PortalFacts, purpose: str) -> str:
    return next(probe.id for probe in facts.probes if probe.purpose == purpose)


def test_no_field_of_the_facts_is_forgotten() -> None:
    # A field added to these is not stored by itself; the test above must then give it a value.
    assert len(fields(Reach)) == 11
    assert len(fields(Coverage)) == 11
    assert len(fields(ColumnSeen)) == 18
    assert len(fields(PostingSeen)) == 14
    assert len(fields(CandidateSeen)) == 9
    assert len(fields(Probe)) == 9
    assert len(fields(MessageSeen)) == 10
    assert len(fields(PortalFacts)) == 16


def test_a_unit_never_crawled_is_not_crawled(database: Database) -> None:
    facts = database.load_facts(["nobody"])["nobody"]
    assert facts.reach.status is ReachStatus.NOT_CRAWLED
    assert facts.reach.failure is None
    assert facts.reach.remedy
    assert facts.coverage == Coverage()


def test_half_of_a_portal_proves_nothing(database: Database, crawled: Any) -> None:
    run = database.begin_crawl([crawled.unit()], scope_digest="a", now=crawled.at(0))
    database.save_items(run.id, [crawled.column(), crawled.placed(), crawled.candidate()])
    for facts in (database.load_facts(["czt"])["czt"], database.load_facts(["czt"], crawl_id=run.id)["czt"]):
        assert facts.reach.status is ReachStatus.NOT_CRAWLED
        assert facts.reach.failure is FailureKind.INTERRUPTED
        assert (facts.columns, facts.postings, facts.candidates) == ((), (), ())


def test_an_unfinished_crawl_does_not_hide_the_finished_one_before_it(
    database: Database, crawled: Any
) -> None:
    first = crawled.whole(database, crawled.column())
    second = database.begin_crawl([crawled.unit()], scope_digest="b", now=crawled.at(DAY))
    database.save_items(second.id, [crawled.column(at=DAY, status=ColumnStatus.FAILED)])
    facts = database.load_facts(["czt"])["czt"]
    assert facts.reach.id == f"obs:reach/{first}/czt"
    assert [column.status for column in facts.columns] == [ColumnStatus.OK]


def test_each_unit_has_its_own_newest_crawl(database: Database, crawled: Any) -> None:
    first = crawled.whole(database, crawled.column("dsj"), unit_id="dsj")
    second = crawled.whole(database, crawled.column(at=DAY), at=DAY)
    facts = database.load_facts(["czt", "dsj", "czt", "gone"])
    assert list(facts) == ["czt", "dsj", "gone"]
    assert facts["czt"].reach.id == f"obs:reach/{second}/czt"
    assert facts["dsj"].reach.id == f"obs:reach/{first}/dsj"
    assert [column.url for column in facts["dsj"].columns] == ["http://dsj.example/ppp/"]


@pytest.mark.parametrize("order", [("ppp", "budget"), ("budget", "ppp")])
def test_the_subjects_of_a_posting_stand_in_the_same_order_whichever_was_stored_first(
    database: Database, crawled: Any, order: tuple[str, str]
) -> None:
    kept = [crawled.column(subject=subject) for subject in order]
    crawled.whole(database, *kept, *(crawled.placed(title="甲", subject=subject) for subject in order))
    (posting,) = database.load_facts(["czt"])["czt"].postings
    assert posting.subjects == ("budget", "ppp")


def test_an_older_crawl_is_judged_by_what_was_known_then(database: Database, crawled: Any) -> None:
    first = crawled.whole(
        database,
        crawled.column(status=ColumnStatus.BLANK, postings=0, complete_since=None, elements=()),
        crawled.placed(title="甲"),
    )
    before = database.load_facts(["czt"], crawl_id=first)
    second = crawled.whole(
        database,
        crawled.column(at=DAY),
        crawled.column(subject="budget", at=DAY),
        crawled.placed(title="甲", on=date(2017, 4, 14), at=DAY),
        crawled.placed(title="甲", subject="budget", at=DAY),
        crawled.placed(title="乙", at=DAY),
        crawled.candidate(at=DAY),
        at=DAY,
    )
    after = database.load_facts(["czt"], crawl_id=first)["czt"]
    assert after.columns == before["czt"].columns
    assert after.columns[0].status is ColumnStatus.BLANK
    assert after.columns[0].first_ok is None
    assert after.candidates == ()
    assert [(posting.title, posting.published, posting.subjects) for posting in after.postings] == [
        ("甲", None, ("ppp",))
    ]
    newest = database.load_facts(["czt"], crawl_id=second)["czt"]
    assert [(posting.title, posting.published_on, posting.subjects) for posting in newest.postings] == [
        ("甲", date(2017, 4, 14), ("budget", "ppp")),
        ("乙", None, ("ppp",)),
    ]
    assert newest.columns[0].first_seen == crawled.at(1)
    assert newest.columns[0].first_ok == crawled.at(DAY)


def test_a_posting_that_is_gone_is_kept_with_its_last_sighting(database: Database, crawled: Any) -> None:
    crawled.whole(database, crawled.column(), crawled.placed(title="甲"))
    crawled.whole(database, crawled.column(at=DAY), at=DAY)
    posting = database.load_facts(["czt"])["czt"].postings[0]
    assert (posting.first_seen, posting.last_seen) == (crawled.at(1), crawled.at(1))


@pytest.mark.parametrize("reverse", [False, True])
def test_the_surer_date_wins_whenever_it_was_seen(database: Database, crawled: Any, reverse: bool) -> None:
    dates = [
        crawled.date(date(2017, 4, 14), DateConfidence.HIGH),
        crawled.date(date(2017, 4, 10), DateConfidence.MEDIUM, source=DateSource.LIST),
        crawled.date(date(2017, 4, 1), DateConfidence.LOW, source=DateSource.URL),
    ]
    ordered = reversed(dates) if reverse else dates
    items = [crawled.posting(published=one, at=minute) for minute, one in enumerate(ordered, start=1)]
    crawled.whole(database, *items)
    assert database.load_facts(["czt"])["czt"].postings[0].published == dates[0]


def test_a_date_that_was_changed_is_kept_and_the_newer_one_counts(database: Database, crawled: Any) -> None:
    march, may = date(2017, 3, 1), date(2017, 5, 2)
    first = crawled.whole(database, crawled.posting(on=may))
    second = crawled.whole(database, crawled.posting(on=march, at=DAY), at=DAY)
    third = crawled.whole(database, crawled.posting(on=may, at=2 * DAY), at=2 * DAY)
    newest = database.load_facts(["czt"])["czt"].postings[0]
    assert newest.published_on == may
    by_crawl = [
        database.load_facts(["czt"], crawl_id=run)["czt"].postings[0].published_on
        for run in (first, second, third)
    ]
    assert by_crawl == [may, march, may]
    shown = database.load_citation(newest.id)
    assert shown is not None
    history = [(row["value"], row["first_seen"], row["last_seen"]) for row in shown["dates"]]
    assert history == [
        ("2017-05-02", crawled.at(1).isoformat(), crawled.at(2 * DAY).isoformat()),
        ("2017-03-01", crawled.at(DAY).isoformat(), crawled.at(DAY).isoformat()),
    ]


def test_a_date_no_longer_shown_gives_way_to_one_that_still_is(database: Database, crawled: Any) -> None:
    lists = [crawled.posting(on=date(2017, 3, 1), at=1), crawled.posting(on=date(2017, 3, 2), at=2)]
    crawled.whole(database, *lists)
    crawled.whole(database, crawled.posting(on=date(2017, 3, 1), at=DAY), at=DAY)
    assert database.load_facts(["czt"])["czt"].postings[0].published_on == date(2017, 3, 1)


def test_a_section_once_known_is_not_forgotten(database: Database, crawled: Any) -> None:
    crawled.whole(
        database,
        crawled.placed(section="项目库", at=1),
        crawled.placed(section=None, at=2),
        crawled.placed(title="另", section=None, at=3),
    )
    crawled.whole(
        database, crawled.placed(at=DAY), crawled.placed(title="另", section="规划", at=DAY), at=DAY
    )
    sections = {posting.title: posting.section for posting in database.load_facts(["czt"])["czt"].postings}
    assert sections == {"公示": "项目库", "另": "规划"}


def test_probes_are_those_of_the_week_before_and_the_day_after(database: Database, crawled: Any) -> None:
    minutes = {"old": -8 * DAY, "first": -6 * DAY, "now": 5, "after": 12 * 60, "later": 3 * DAY}
    database.save_probes(
        ("czt", Probe(id="", url=f"http://czt.example/{name}", at=crawled.at(at), ok=True))
        for name, at in minutes.items()
    )
    run = crawled.whole(database)
    names = [probe.url.rsplit("/", 1)[1] for probe in database.load_facts(["czt"])["czt"].probes]
    assert names == ["first", "now", "after"]
    longer = database.load_facts(["czt"], crawl_id=run, probes_until=crawled.at(4 * DAY))["czt"].probes
    assert [probe.url.rsplit("/", 1)[1] for probe in longer] == ["first", "now", "after", "later"]
    recent = database.recent_probes(["czt", "dsj"], before=crawled.at(4 * DAY))
    assert [probe.url.rsplit("/", 1)[1] for probe in recent["czt"]] == ["now", "after", "later"]
    assert recent["dsj"] == ()


def test_probes_stored_twice_are_there_once(database: Database, crawled: Any) -> None:
    probe = Probe(id="", url="http://czt.example/", at=crawled.at(0), ok=True)
    database.save_probes([("czt", probe), ("czt", probe)])
    database.save_probes([("czt", probe), ("czt", replace(probe, purpose="filed"))])
    found = database.recent_probes(["czt"], before=crawled.at(0))["czt"]
    assert sorted(one.purpose for one in found) == ["filed", "home"]


def test_facts_of_many_units_take_no_more_queries_than_those_of_one(database: Database, crawled: Any) -> None:
    units = [crawled.unit(f"u{number}") for number in range(40)]
    run = database.begin_crawl(units, scope_digest="a", now=crawled.at(0))
    for unit in units:
        postings = [crawled.placed(unit.id, title=f"第{n}号", on=date(2017, 4, 14)) for n in range(5)]
        database.save_items(run.id, [crawled.column(unit.id), *postings, crawled.candidate(unit.id)])
        database.save_items(run.id, [crawled.done(unit.id)])
    statements: list[str] = []
    event.listen(
        database.engine,
        "before_cursor_execute",
        lambda *given: statements.append(given[2]),
    )
    counts = []
    for ids in (["u1"], [unit.id for unit in units]):
        statements.clear()
        facts = database.load_facts(ids)
        assert all(len(facts[name].postings) == 5 for name in ids)
        counts.append(sum(statement.lstrip().startswith(("SELECT", "WITH")) for statement in statements))
    assert counts == [15, 15]


def test_citations_show_what_was_seen(database: Database, crawled: Any) -> None:
    first = crawled.whole(
        database,
        crawled.column(),
        crawled.placed(title="甲", on=date(2017, 4, 14), section="项目库"),
        crawled.candidate(),
    )
    crawled.whole(database, crawled.column(at=DAY, status=ColumnStatus.BLANK), at=DAY)
    database.save_probes([("czt", Probe(id="", url="http://czt.example/", at=crawled.at(1), ok=True))])
    facts = database.load_facts(["czt"], crawl_id=first)["czt"]
    column = database.load_citation(facts.columns[0].id)
    assert column is not None
    assert (column["kind"], column["unit_id"], column["subject"]) == ("column", "czt", "ppp")
    assert [(one["status"], one["grade"]) for one in column["sightings"]] == [
        ("ok", "exact"),
        ("blank", "exact"),
    ]
    assert column["sightings"][0]["complete_since"] == "0001-01-01"
    posting = database.load_citation(facts.postings[0].id)
    assert posting is not None
    assert (posting["title"], posting["url"]) == ("甲", "http://czt.example/a/甲.html")
    assert posting["first_seen"] == crawled.at(1).isoformat()
    assert posting["columns"][0]["id"] == facts.columns[0].id
    assert posting["dates"][0]["source"] == "body"
    candidate = database.load_citation(facts.candidates[0].id)
    assert candidate is not None
    assert (candidate["text"], candidate["refusal"], candidate["grade"]) == ("PPP知识", "article", "weak")
    reach = database.load_citation(facts.reach.id)
    assert reach is not None
    assert (reach["status"], reach["pages"], reach["coverage"]["home"]) == ("ok", 12, True)
    probe = database.load_citation(facts.probes[0].id)
    assert probe is not None
    assert (probe["ok"], probe["at"]) == (True, crawled.at(1).isoformat())


def test_what_a_crawl_found_at_the_address_on_file_is_of_that_crawl(database: Database, crawled: Any) -> None:
    found = Probe(id="", url="http://czt.example/zdly/", at=crawled.at(8), ok=True, purpose="filed")
    first = crawled.whole(database)
    database.save_items(first, [crawled.done(filed=found)])
    second = crawled.whole(database, at=DAY)
    assert database.load_facts(["czt"])["czt"].filed is None
    assert database.load_facts(["czt"], crawl_id=first)["czt"].filed == replace(
        found, id=f"obs:filed/{first}/czt"
    )
    shown = database.load_citation(f"obs:filed/{first}/czt")
    assert shown is not None
    assert (shown["kind"], shown["unit_id"], shown["url"]) == ("filed", "czt", found.url)
    for nothing in (
        f"obs:filed/{second}/czt",
        f"obs:filed/{first}/dsj",
        f"obs:filed/{first}",
        "obs:filed/x/czt",
    ):
        assert database.load_citation(nothing) is None


NOTHING = (
    "",
    "obs:",
    "obs:column/",
    "obs:column/x",
    "obs:column/1/2",
    "obs:column/7",
    "obs:posting/7",
    "obs:candidate/7",
    "obs:probe/7",
    "obs:reach/7/czt",
    "obs:reach/7",
    "obs:reach/none/czt",
    "obs:posting/²",
    "obs:posting/99999999999999999999",
    "page:column/7",
)


def test_a_citation_of_nothing_shows_nothing(database: Database) -> None:
    assert {citation: database.load_citation(citation) for citation in NOTHING} == dict.fromkeys(NOTHING)


def test_a_crawl_resumed_keeps_the_probes_and_facts_of_its_end(database: Database, crawled: Any) -> None:
    units = [crawled.unit()]
    first = database.begin_crawl(units, scope_digest="a", now=crawled.at(0))
    database.save_items(first.id, [crawled.column(status=ColumnStatus.FAILED), crawled.candidate()])
    again = database.begin_crawl(units, scope_digest="a", now=crawled.at(0) + timedelta(hours=1))
    database.save_items(again.id, [crawled.column(at=61), crawled.candidate(at=61), crawled.done(at=70)])
    facts = database.load_facts(["czt"])["czt"]
    assert [column.status for column in facts.columns] == [ColumnStatus.OK]
    assert len(facts.candidates) == 1


def test_what_a_posting_s_own_page_says_comes_with_it_and_its_history_is_kept(
    database: Database, crawled: Any
) -> None:
    def read(at: float, *marks: str) -> ArticleRead:
        url = crawled.posting().url
        return ArticleRead(
            unit_id="czt", url=url, seen_at=crawled.at(at), related=("http://x/1",), marks=marks
        )

    other = crawled.posting(title="未打开")
    old = crawled.whole(database, crawled.posting(), other, read(1, "厅长"))
    crawled.whole(database, crawled.posting(at=DAY), read(DAY + 1, "厅长"), read(DAY + 2), at=DAY)
    then = {seen.title: seen.article for seen in database.load_facts(["czt"], crawl_id=old)["czt"].postings}
    now = {seen.title: seen for seen in database.load_facts(["czt"])["czt"].postings}
    assert then == {"公示": ArticleSeen(related=("http://x/1",), marks=("厅长",)), "未打开": None}
    assert now["公示"].article == ArticleSeen(related=("http://x/1",))
    shown = database.load_citation(now["公示"].id)
    assert shown is not None
    assert [row["marks"] for row in shown["articles"]] == [["厅长"], []]
