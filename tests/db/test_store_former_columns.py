"""Are the columns known that held postings before and that a crawl did not meet with?"""

from typing import Any

from db.database import Database
from domain.columns import ColumnStatus


def former(database: Database, **given: Any) -> list[tuple[str, str]]:
    facts = database.load_facts(["czt"], **given)["czt"]
    return [(seen.subject, seen.title) for seen in facts.former_columns]


def test_a_column_that_was_not_met_with_is_told_as_it_was_last_seen(database: Database, crawled: Any) -> None:
    crawled.whole(database, crawled.column(title="旧名"), crawled.column(subject="land"))
    renamed = crawled.column(title="新名", at=101)
    crawled.whole(database, renamed, crawled.column(subject="land", at=101), at=100)
    third = crawled.whole(database, crawled.column(subject="land", at=201), at=200)
    crawled.whole(database, crawled.column(subject="land", at=301), at=300)
    assert former(database) == [("ppp", "新名")]
    assert former(database, crawl_id=third) == [("ppp", "新名")]
    seen = database.load_facts(["czt"])["czt"].former_columns[0]
    assert (seen.last_seen, seen.status) == (crawled.at(101), ColumnStatus.OK)


def test_what_was_met_with_is_no_former_column(database: Database, crawled: Any) -> None:
    crawled.whole(database, crawled.column())
    failed = crawled.column(status=ColumnStatus.FAILED, at=101)
    second = crawled.whole(database, failed, at=100)
    assert former(database) == []
    crawled.whole(database, at=200)
    assert former(database, crawl_id=second) == []
    assert former(database) == [("ppp", "PPP项目")]


def test_a_column_that_never_held_a_posting_leaves_nothing_behind(database: Database, crawled: Any) -> None:
    crawled.whole(database, crawled.column(status=ColumnStatus.BLANK, postings=0))
    crawled.whole(database, at=100)
    assert former(database) == []


def test_a_first_crawl_has_no_former_columns(database: Database, crawled: Any) -> None:
    first = crawled.whole(database, crawled.column())
    crawled.whole(database, crawled.column(subject="land", at=101), at=100)
    assert former(database, crawl_id=first) == []
