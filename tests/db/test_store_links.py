"""Are the links of a portal's crawl had back, with the vocabulary by which that crawl told columns?"""

from dataclasses import replace
from typing import Any

from db.database import Database
from domain.columns import LinkSeen


def links_of(database: Database, crawl: int) -> tuple[LinkSeen, ...]:
    return database.load_links(database.load_facts(["czt"], crawl_id=crawl).values())["czt"]


def test_links_come_as_of_a_crawl(database: Database, crawled: Any) -> None:
    first = crawled.whole(database, crawled.link(text="PPP项目"), crawled.link(text="旧栏目"))
    second = crawled.whole(
        database, crawled.link(text="PPP项目", at=101), crawled.link(text="新栏目", at=101), at=100
    )
    texts = {crawl: {link.text for link in links_of(database, crawl)} for crawl in (first, second)}
    assert texts == {first: {"PPP项目", "旧栏目"}, second: {"PPP项目", "新栏目"}}
    for link in links_of(database, second):
        shown = database.load_citation(link.id)
        assert shown is not None
        assert (shown["text"], shown["unit_id"]) == (link.text, "czt")


def test_a_portal_without_links_has_an_empty_tuple(database: Database, crawled: Any) -> None:
    crawl = crawled.whole(database)
    assert links_of(database, crawl) == ()
    never = database.load_facts(["never"])
    assert database.load_links(never.values()) == {"never": ()}


def test_facts_carry_the_vocabulary_of_their_crawl(database: Database, crawled: Any) -> None:
    crawled.whole(database)
    assert database.load_facts(["czt"])["czt"].vocabulary == ""
    run = database.begin_crawl(
        [crawled.unit()], scope_digest="sha256:two", now=crawled.at(50), vocabulary_digest="sha256:words"
    )
    database.save_items(run.id, [crawled.done(at=60)])
    database.finish_crawl(run.id, "finished", crawled.at(61))
    facts = database.load_facts(["czt"])["czt"]
    assert facts.vocabulary == "sha256:words"
    assert replace(facts, vocabulary="") != facts
