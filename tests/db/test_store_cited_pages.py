"""Are the pages that citations stand for found, many at once, and do they stay what they were when it is crawled again?"""

from datetime import date
from typing import Any

from db.database import Database
from domain.cited_pages import CitedPage
from domain.columns import ColumnStatus
from domain.reach import Probe

DAY = 24 * 60


def test_every_kind_of_citation_has_its_page(database: Database, crawled: Any) -> None:
    crawl = crawled.whole(
        database,
        crawled.column(),
        crawled.placed(title="甲", on=date(2017, 4, 14)),
        crawled.candidate(),
        crawled.link(),
    )
    database.save_probes([("czt", Probe(id="", url="http://czt.example/", at=crawled.at(1), ok=True))])
    filed = Probe(id="", url="http://czt.example/zdly/", at=crawled.at(9), ok=True, purpose="filed")
    database.save_items(crawl, [crawled.done(filed=filed)])
    facts = database.load_facts(["czt"])
    (link,) = database.load_links(facts.values())["czt"]
    seen = facts["czt"]
    column, posting, candidate, probe = seen.columns[0], seen.postings[0], seen.candidates[0], seen.probes[0]
    reading = f"obs:reading/{crawl}/{column.id.rpartition('/')[2]}"
    asked = [column.id, reading, posting.id, candidate.id, probe.id, link.id, seen.reach.id]
    assert seen.filed
    asked.append(seen.filed.id)
    assert database.load_cited_pages(asked) == {
        column.id: CitedPage(id=column.id, address="http://czt.example/ppp/"),
        reading: CitedPage(id=reading, address="http://czt.example/ppp/", title="PPP项目"),
        posting.id: CitedPage(id=posting.id, address=posting.url, title="甲"),
        candidate.id: CitedPage(id=candidate.id, address=candidate.url, title="PPP知识"),
        probe.id: CitedPage(id=probe.id, address="http://czt.example/"),
        link.id: CitedPage(id=link.id, address="http://czt.example/xxgk/", title="政府信息公开"),
        seen.filed.id: CitedPage(id=seen.filed.id, address="http://czt.example/zdly/"),
        seen.reach.id: CitedPage(id=seen.reach.id, address=seen.reach.home_url or "http://czt.example/"),
    }


def test_what_stands_for_nothing_is_left_out(database: Database) -> None:
    asked = [
        "obs:posting/7",
        "obs:reach/7/czt",
        "obs:reach/none/czt",
        "obs:filed/7/czt",
        "filed:czt/L4/2017-06-01",
        "",
        "obs:column/x",
    ]
    assert database.load_cited_pages(asked) == {}


def test_more_than_one_query_holds_are_found(database: Database, crawled: Any) -> None:
    crawled.whole(database, *(crawled.posting(title=f"第{number}号") for number in range(1_100)))
    ids = [posting.id for posting in database.load_facts(["czt"])["czt"].postings]
    assert len(database.load_cited_pages(ids)) == 1_100


def test_the_next_crawl_changes_no_page(database: Database, crawled: Any) -> None:
    crawl = crawled.whole(database, crawled.column(), crawled.posting(on=date(2017, 4, 14)))
    facts = database.load_facts(["czt"])["czt"]
    column = facts.columns[0].id
    asked = [column, f"obs:reading/{crawl}/{column.rpartition('/')[2]}", facts.postings[0].id, facts.reach.id]
    before = database.load_cited_pages(asked)
    later = crawled.column(at=DAY, status=ColumnStatus.BLANK, title="另一个名称")
    crawled.whole(database, later, crawled.posting(on=date(2017, 5, 2), at=DAY), at=DAY)
    assert database.load_cited_pages(asked) == before
    assert len(before) == 4
