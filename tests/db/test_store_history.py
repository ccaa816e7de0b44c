"""Do the facts tell what earlier crawls saw of a posting's lists, and only what they really saw?"""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import pytest

from db.database import Database
from domain.columns import ColumnStatus
from domain.pages import DateConfidence, DateSource
from domain.postings import ListReading, PostingSeen
from domain.reach import ReachStatus

NIGHT = 24 * 60
OLD, NEW = date(2017, 5, 2), date(2017, 7, 30)
CLAIMED = date(2017, 6, 15)


def posting(database: Database, title: str, crawl_id: int | None = None) -> PostingSeen:
    facts = database.load_facts(["czt"], crawl_id=crawl_id)["czt"]
    (found,) = [each for each in facts.postings if each.title == title]
    return found


class Portal:
    """A portal of one list, crawled once a night."""

    def __init__(self, database: Database, crawled: Any) -> None:
        self.database, self.crawled = database, crawled

    def night(self, number: int, titles: Mapping[str, date | None], *more: Any, **column: Any) -> int:
        at = number * NIGHT
        seen = [self.crawled.placed(title=title, on=on, at=at + 1) for title, on in titles.items()]
        column = {"postings": len(titles), **column}
        return int(
            self.crawled.whole(self.database, *seen, self.crawled.column(at=at + 2, **column), *more, at=at)
        )


@pytest.fixture
def portal(database: Database, crawled: Any) -> Portal:
    """The portal, not yet crawled."""
    return Portal(database, crawled)


LIST = {"旧": OLD, "新": NEW}


def test_a_reading_without_the_posting_is_told_with_its_citation(database: Database, portal: Portal) -> None:
    portal.night(0, LIST)
    second = portal.night(1, LIST)
    third = portal.night(2, {**LIST, "补": CLAIMED})
    reading = ListReading(
        id=f"obs:reading/{second}/1",
        column="obs:column/1",
        title="PPP项目",
        url="http://czt.example/ppp/",
        at=portal.crawled.at(NIGHT + 2),
        held=2,
    )
    assert posting(database, "补").absent == reading
    assert posting(database, "旧").absent is None
    shown = database.load_citation(reading.id)
    assert shown is not None
    assert (shown["kind"], shown["column"], shown["status"], shown["crawl_id"]) == (
        "reading",
        "obs:column/1",
        "ok",
        second,
    )
    assert shown["seen_at"] == reading.at.isoformat()
    # Later nights change nothing of it, nor does judging an older crawl again.
    portal.night(3, {**LIST, "补": CLAIMED})
    assert posting(database, "补").absent == reading
    assert posting(database, "补", third).absent == reading
    facts = database.load_facts(["czt"], crawl_id=third)["czt"]
    assert facts.crawl_began == portal.crawled.at(2 * NIGHT)
    assert facts.watched_since == portal.crawled.at(10)


def test_one_crawl_knows_nothing_of_the_time_before(database: Database, portal: Portal) -> None:
    portal.night(0, {**LIST, "补": CLAIMED})
    assert posting(database, "补").absent is None


@pytest.mark.parametrize(
    "column",
    [
        {"complete_since": CLAIMED + timedelta(days=1)},
        {"complete_since": None},
        {"status": ColumnStatus.UNREADABLE},
        {"status": ColumnStatus.FAILED},
        {"url": "http://czt.example/other/"},
        {"subject": "budget"},
    ],
)
def test_a_reading_that_would_not_have_shown_it_proves_nothing(
    database: Database, portal: Portal, column: Any
) -> None:
    portal.night(0, LIST, **column)
    portal.night(1, {**LIST, "补": CLAIMED})
    assert posting(database, "补").absent is None


def test_a_crawl_cut_short_proves_nothing(database: Database, portal: Portal, crawled: Any) -> None:
    portal.night(0, LIST, complete_since=None)
    run = database.begin_crawl([crawled.unit()], scope_digest="x", now=crawled.at(NIGHT))
    database.save_items(run.id, [crawled.column(at=NIGHT + 2)])
    portal.night(3, {**LIST, "补": CLAIMED})
    assert posting(database, "补").absent is None


def test_seen_in_another_column_or_nowhere_in_particular_before(
    database: Database, portal: Portal, crawled: Any
) -> None:
    portal.night(0, LIST, crawled.posting(title="补", on=CLAIMED, at=1))
    portal.night(1, {**LIST, "补": CLAIMED})
    assert posting(database, "补").absent is None


def test_every_column_that_it_stands_in_must_have_been_read_before(
    database: Database, portal: Portal, crawled: Any
) -> None:
    second = {"subject": "budget", "column_url": "http://czt.example/budget/"}
    portal.night(0, LIST)
    both = crawled.placed(title="补", on=CLAIMED, at=NIGHT + 1, **second)
    portal.night(1, {**LIST, "补": CLAIMED}, both, crawled.column(subject="budget", at=NIGHT + 2))
    assert posting(database, "补").absent is None


def test_first_seen_soon_after_its_date_is_no_matter(database: Database, portal: Portal) -> None:
    portal.night(0, LIST)
    portal.night(1, {**LIST, "补": date(2017, 8, 1)})
    assert posting(database, "补").absent is None


def test_a_blank_list_is_a_reading_as_long_as_it_never_held_anything(
    database: Database, portal: Portal, crawled: Any
) -> None:
    blank = {"status": ColumnStatus.BLANK, "complete_since": None}
    portal.night(0, {}, **blank)
    portal.night(1, {}, **blank)
    portal.night(2, {"补": CLAIMED})
    reading = posting(database, "补").absent
    assert reading is not None
    assert (reading.at, reading.blank_since) == (crawled.at(NIGHT + 2), crawled.at(2))
    portal.night(3, {}, **blank)
    portal.night(4, {"又": CLAIMED})
    assert posting(database, "又").absent is not None  # the reading of the night before the blank one
    assert posting(database, "又").absent.blank_since is None  # type: ignore[union-attr]


def test_gone_from_a_list_that_was_read_past_it(database: Database, portal: Portal) -> None:
    portal.night(0, {**LIST, "撤": CLAIMED})
    second = portal.night(1, LIST)
    gone = posting(database, "撤").gone
    assert gone is not None
    assert gone.id == f"obs:reading/{second}/1"
    portal.night(2, LIST, complete_since=None)
    assert posting(database, "撤").gone is None  # that night nobody can tell
    portal.night(3, LIST)
    assert posting(database, "撤").gone == gone
    portal.night(4, {**LIST, "撤": CLAIMED})
    assert posting(database, "撤").gone is None
    assert posting(database, "撤", second).gone is None  # seen again later counts as seen up to then


@pytest.mark.parametrize(
    ("left", "column"),
    [
        ({"新": NEW}, {}),  # the oldest leave a list that is kept short
        ({"旧": OLD}, {}),
        ({}, {"status": ColumnStatus.BLANK}),
        (LIST, {"status": ColumnStatus.FAILED}),
        (LIST, {"complete_since": CLAIMED + timedelta(days=1)}),
        (LIST, {"url": "http://czt.example/new/"}),
    ],
)
def test_not_gone(database: Database, portal: Portal, left: Any, column: Any) -> None:
    portal.night(0, {**LIST, "撤": CLAIMED})
    portal.night(1, left, **column)
    assert posting(database, "撤").gone is None


def test_a_night_without_an_answer_takes_nothing_away(
    database: Database, portal: Portal, crawled: Any
) -> None:
    portal.night(0, {**LIST, "撤": CLAIMED})
    run = database.begin_crawl([crawled.unit()], scope_digest="y", now=crawled.at(NIGHT))
    reach = crawled.done(at=NIGHT + 5).reach
    closed = crawled.done(at=NIGHT + 5, reach=type(reach)(id="", status=ReachStatus.UNREACHABLE))
    database.save_items(run.id, [closed])
    assert posting(database, "撤").gone is None


def test_dates_that_were_replaced(database: Database, portal: Portal, crawled: Any) -> None:
    def dated(on: date, at: int, **changes: Any) -> Any:
        return crawled.placed(title="改", published=crawled.date(on, **changes), at=at * NIGHT + 1)

    portal.night(0, LIST, dated(NEW, 0))
    portal.night(1, LIST, dated(CLAIMED, 1))
    (past,) = posting(database, "改").past_dates
    assert (past.on, past.first_seen, past.last_seen) == (NEW, crawled.at(1), crawled.at(1))
    other = {"source": DateSource.META, "confidence": DateConfidence.MEDIUM}
    low = {"confidence": DateConfidence.LOW}
    portal.night(2, LIST, dated(CLAIMED, 2), dated(OLD, 2, **other), dated(OLD, 2, **low))
    assert [each.on for each in posting(database, "改").past_dates] == [NEW]


def test_two_lists_that_differ_are_no_change_of_date(
    database: Database, portal: Portal, crawled: Any
) -> None:
    for night in range(3):
        two = [
            crawled.placed(title="改", on=NEW, at=night * NIGHT + 1),
            crawled.placed(title="改", on=CLAIMED, at=night * NIGHT + 2, subject="budget"),
        ]
        portal.night(night, LIST, *two)
    assert posting(database, "改").past_dates == ()
