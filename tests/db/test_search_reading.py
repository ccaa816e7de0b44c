"""Are columns and postings of a unit found by two characters of their titles, and none of another's?"""

from datetime import date
from typing import Any

from db import search_reading
from db.database import Database


def test_titles_are_found_by_what_they_hold(database: Database, crawled: Any) -> None:
    titles = ("征地补偿公告", "关于征地的通知", "财政预算", "100%公开")
    crawled.whole(
        database,
        crawled.column(title="征地信息"),
        *(crawled.placed(title=each, on=date(2017, 4, 1)) for each in titles),
    )
    crawled.whole(database, crawled.posting("dsj", title="征地公告"), unit_id="dsj", at=60)
    found = search_reading.search_postings(database, "czt", "征地")
    assert {each.title for each in found} == set(titles[:2])
    assert all(database.load_citation(each.cite) for each in found)
    assert [each.title for each in search_reading.search_postings(database, "czt", "0%")] == ["100%公开"]
    assert search_reading.search_postings(database, "czt", "_") == ()
    assert len(search_reading.search_postings(database, "czt", "", offset=3)) == 1
    (column,) = search_reading.search_columns(database, "czt", "征地")
    assert (column.title, column.cite) == ("征地信息", "obs:column/1")
    assert search_reading.search_columns(database, "dsj", "征地") == ()
    # Nobody is listed under a plan without audits: the newest of all units are asked for, and none of them is shown.
    assert search_reading.search_newest_postings(database, "p", "征地") == ()
    assert search_reading.search_newest_columns(database, "p", "征地") == ()
