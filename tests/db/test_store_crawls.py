"""Is a crawl begun, resumed and closed as it should be, and is nothing stored twice?"""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest
from sqlalchemy import select

from db.database import Database, StoreError
from db.tables.crawls import UnitRow
from domain.reach import ReachStatus
from domain.units import UnitKind

EVERY_TABLE = (
    "links",
    "postings",
    "posting_dates",
    "posting_columns",
    "columns",
    "column_sightings",
    "candidates",
    "page_visits",
)


def test_a_new_crawl_has_every_portal_to_do_in_the_order_given(database: Database, crawled: Any) -> None:
    units = [crawled.unit("dsj"), crawled.unit("czt"), crawled.unit("none", portal_url=None)]
    run = database.begin_crawl(units, scope_digest="a", now=crawled.at(0))
    assert run.todo == ("dsj", "czt")
    assert not run.resumed


def test_the_units_of_every_crawl_are_kept_as_last_given(database: Database, crawled: Any) -> None:
    first = [crawled.unit("dsj"), crawled.unit("none", portal_url=None)]
    renamed = replace(
        crawled.unit("dsj"), name="省税务局", aliases=("省税局",), filed_url="http://dsj.example/zdly/"
    )
    database.begin_crawl(first, scope_digest="a", now=crawled.at(0))
    database.begin_crawl([renamed, crawled.unit("czt")], scope_digest="b", now=crawled.at(1))
    assert database.stored_units() == (crawled.unit("czt"), renamed, first[1])


def test_a_crawl_cut_short_goes_on_with_what_is_not_done(database: Database, crawled: Any) -> None:
    units = [crawled.unit("czt"), crawled.unit("dsj")]
    first = database.begin_crawl(units, scope_digest="a", now=crawled.at(0))
    database.save_items(first.id, [crawled.visit("czt"), crawled.done("czt"), crawled.visit("dsj")])
    again = database.begin_crawl(units, scope_digest="a", now=crawled.at(60))
    assert (again.id, again.resumed, again.todo) == (first.id, True, ("dsj",))
    progress = {one.unit_id: one for one in database.portal_progress(first.id)}
    assert progress["czt"].status is ReachStatus.OK
    assert progress["czt"].finished_at == crawled.at(10)
    assert progress["dsj"].finished_at is None
    assert progress["dsj"].pages == 1


def test_an_interrupted_crawl_is_resumed_and_a_finished_one_is_not(database: Database, crawled: Any) -> None:
    units = [crawled.unit()]
    first = database.begin_crawl(units, scope_digest="a", now=crawled.at(0))
    database.finish_crawl(first.id, "interrupted", crawled.at(1))
    assert database.begin_crawl(units, scope_digest="a", now=crawled.at(2)).id == first.id
    database.finish_crawl(first.id, "finished", crawled.at(3))
    fresh = database.begin_crawl(units, scope_digest="a", now=crawled.at(4))
    assert fresh.id != first.id
    assert not fresh.resumed


@pytest.mark.parametrize(("scope", "hours"), [("b", 1), ("a", 24)], ids=["another scope", "too old"])
def test_a_crawl_is_not_resumed(database: Database, crawled: Any, scope: str, hours: int) -> None:
    units = [crawled.unit()]
    first = database.begin_crawl(units, scope_digest="a", now=crawled.at(0))
    later = database.begin_crawl(units, scope_digest=scope, now=crawled.at(0) + timedelta(hours=hours))
    assert later.id != first.id
    assert later.todo == ("czt",)


def test_only_the_newest_crawl_of_a_scope_is_resumed(database: Database, crawled: Any) -> None:
    units = [crawled.unit()]
    database.begin_crawl(units, scope_digest="a", now=crawled.at(0))
    newest = database.begin_crawl(units, scope_digest="a", now=crawled.at(25 * 60))
    database.finish_crawl(newest.id, "finished", crawled.at(25 * 60 + 1))
    assert not database.begin_crawl(units, scope_digest="a", now=crawled.at(25 * 60 + 2)).resumed


def test_a_unit_keeps_the_registry_s_newest_words(database: Database, crawled: Any) -> None:
    database.begin_crawl([crawled.unit(aliases=("财政厅",))], scope_digest="a", now=crawled.at(0))
    renamed = crawled.unit(name="云南省财政厅", kind=UnitKind.OTHER)
    database.begin_crawl([renamed], scope_digest="b", now=crawled.at(1))
    with database.read() as connection:
        stored = connection.execute(select(UnitRow.id, UnitRow.name, UnitRow.kind, UnitRow.aliases)).all()
    assert [tuple(row) for row in stored] == [("czt", "云南省财政厅", UnitKind.OTHER, [])]


def test_finishing_asks_for_a_crawl_and_a_state_that_exist(database: Database, crawled: Any) -> None:
    with pytest.raises(StoreError, match="no crawl 99"):
        database.finish_crawl(99, "finished", crawled.at(0))
    with pytest.raises(ValueError, match="paused"):
        database.finish_crawl(99, "paused", crawled.at(0))


def everything(crawled: Any, at: float = 1) -> list[Any]:
    return [
        crawled.visit(at=at),
        crawled.link(at=at),
        crawled.placed(title="甲", on=date(2017, 4, 14), at=at),
        crawled.placed(title="乙", at=at),
        crawled.column(at=at),
        crawled.candidate(at=at),
        crawled.done(at=at + 9),
    ]


def test_storing_the_same_items_again_adds_no_row(database: Database, crawled: Any, rows: Any) -> None:
    run = database.begin_crawl([crawled.unit()], scope_digest="a", now=crawled.at(0))
    database.save_items(run.id, everything(crawled))
    before = {table: rows(table) for table in EVERY_TABLE}
    assert before == dict.fromkeys(EVERY_TABLE, 1) | {"postings": 2, "posting_columns": 2}
    database.save_items(run.id, everything(crawled))
    database.save_items(run.id, everything(crawled) + everything(crawled))
    assert {table: rows(table) for table in EVERY_TABLE} == before


def test_a_portal_crawled_again_later_adds_no_row(database: Database, crawled: Any, rows: Any) -> None:
    run = database.begin_crawl([crawled.unit()], scope_digest="a", now=crawled.at(0))
    database.save_items(run.id, everything(crawled)[:-1])
    before = {table: rows(table) for table in EVERY_TABLE}
    again = database.begin_crawl([crawled.unit()], scope_digest="a", now=crawled.at(30))
    database.save_items(again.id, everything(crawled, at=31))
    assert {table: rows(table) for table in EVERY_TABLE} == before


def test_first_seen_only_falls_and_last_seen_only_rises(database: Database, crawled: Any) -> None:
    run = database.begin_crawl([crawled.unit()], scope_digest="a", now=crawled.at(0))
    for minutes in (5, 2, 9, 4):
        database.save_items(run.id, [crawled.placed(at=minutes), crawled.column(at=minutes)])
    database.save_items(run.id, [crawled.placed(at=7), crawled.placed(at=1), crawled.done(at=20)])
    facts = database.load_facts(["czt"])["czt"]
    assert (facts.postings[0].first_seen, facts.postings[0].last_seen) == (crawled.at(1), crawled.at(9))
    assert (facts.columns[0].first_seen, facts.columns[0].last_seen) == (crawled.at(1), crawled.at(9))


def test_a_changed_title_is_another_posting(database: Database, crawled: Any) -> None:
    old = crawled.posting(title="2016年预算")
    run = crawled.whole(database, old, replace(old, title="2017年预算", seen_at=crawled.at(3)))
    postings = database.load_facts(["czt"], crawl_id=run)["czt"].postings
    assert [posting.title for posting in postings] == ["2016年预算", "2017年预算"]
    assert len({posting.url for posting in postings}) == 1


def test_a_failed_batch_leaves_nothing_behind(database: Database, crawled: Any, rows: Any) -> None:
    run = database.begin_crawl([crawled.unit()], scope_digest="a", now=crawled.at(0))
    with pytest.raises(StoreError, match="has no portal of xxb; give every unit"):
        database.save_items(run.id, [crawled.link("czt"), crawled.link("xxb")])
    with pytest.raises(StoreError, match="no crawl 99"):
        database.save_items(99, [crawled.link()])
    naive = crawled.posting(seen_at=datetime(2017, 8, 1))  # noqa: DTZ001  # the very thing that is refused
    with pytest.raises(StoreError, match="no time zone"):
        database.save_items(run.id, [crawled.link(), naive])
    assert rows("links") == 0


def test_moments_come_out_in_utc_whatever_zone_they_had(database: Database, crawled: Any) -> None:
    china = timezone(timedelta(hours=8))
    seen = datetime(2017, 8, 1, 10, 1, 2, 345678, tzinfo=china)
    run = crawled.whole(database, crawled.posting(seen_at=seen))
    posting = database.load_facts(["czt"], crawl_id=run)["czt"].postings[0]
    assert posting.first_seen == seen
    assert posting.first_seen is not None
    assert posting.first_seen.tzinfo is UTC


def test_what_hostile_portals_send_is_stored(database: Database, crawled: Any) -> None:
    title = "公\x00示\ud800" + "长" * 100_000 + "'; DROP TABLE postings; --"
    odd = crawled.posting(title=title, url="http://czt.example/" + "x" * 100_000)
    run = crawled.whole(
        database,
        odd,
        replace(odd, seen_at=crawled.at(2)),
        crawled.column(elements=("\x00项\udfff",), title="\x00"),
    )
    facts = database.load_facts(["czt"], crawl_id=run)["czt"]
    assert len(facts.postings) == 1
    assert facts.postings[0].title == "公示?" + "长" * 100_000 + "'; DROP TABLE postings; --"
    assert facts.columns[0].elements == ("项?",)


def test_an_empty_batch_is_nothing(database: Database, rows: Any) -> None:
    database.save_items(12345, [])
    assert rows("links") == 0


def test_a_batch_longer_than_any_bound_of_the_databases(database: Database, crawled: Any, rows: Any) -> None:
    postings = [crawled.placed(title=f"第{number}号", on=date(2017, 4, 14)) for number in range(6_000)]
    run = crawled.whole(database, crawled.column(), *postings)
    assert rows("postings") == rows("posting_dates") == rows("posting_columns") == 6_000
    assert len(database.load_facts(["czt"], crawl_id=run)["czt"].postings) == 6_000
