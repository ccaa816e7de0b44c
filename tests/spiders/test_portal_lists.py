"""How far a list was read and what that proves, without a network."""

import asyncio
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.failures import FetchFailed
from domain.pages import (
    DateConfidence,
    DateSource,
    Link,
    PageKind,
    PageReading,
    PageRequest,
    Posting,
    ReadDate,
)
from domain.reach import FailureKind
from spiders.portal.cut_titles import is_cut
from spiders.portal.list_reading import ListReader, ListReading, in_order
from spiders.portal.page_source import BudgetSpent, Loaded

SINCE = date(2017, 1, 1)
ARTICLES = {"http://x/关于印发2017年政务公….html": "关于印发2017年政务公开工作 实施方案的通知"}


def posting(day: date | None, name: str, confidence: DateConfidence = DateConfidence.HIGH) -> Posting:
    published = ReadDate(on=day, source=DateSource.LIST, confidence=confidence) if day else None
    return Posting(title=name, url=f"http://x/{name}.html", published=published)


def page(
    *days: date | None, following: str | None = None, total: int | None = None, postback: bool = False
) -> Loaded:
    name = following or "last"
    reading = PageReading(
        url="http://x/",
        kind=PageKind.LIST,
        postings=tuple(posting(day, f"{name}-{n}") for n, day in enumerate(days)),
        next_page=PageRequest(url=f"http://x/{following}") if following else None,
        total_pages=total,
        needs_postback=postback,
    )
    return Loaded(reading=reading, final_url="http://x/")


def read(first: Loaded, pages: dict[str, Loaded | Exception] | None = None, **bounds: int) -> ListReading:
    async def load(wanted: PageRequest, _: str) -> Loaded:
        found = (pages or {})[wanted.url.rpartition("/")[2]]
        if isinstance(found, Exception):
            raise found
        return found

    async def article(wanted: Posting, _: str) -> PageReading | None:
        shown = ReadDate(on=date(2017, 6, 1), source=DateSource.SHOWN, confidence=DateConfidence.HIGH)
        title = ARTICLES.get(wanted.url, "")
        return PageReading(url=wanted.url, kind=PageKind.ARTICLE, published=shown, title=title)

    limits = {"list_pages": 20, "dated_articles": 20, **bounds}
    reader = ListReader(
        load, article, since=SINCE, list_pages=limits["list_pages"], dated_articles=limits["dated_articles"]
    )
    return asyncio.run(reader.read(first))


def test_the_end_of_a_list_proves_all_of_it() -> None:
    reading = read(page(date(2017, 5, 1), date(2017, 4, 1)))
    assert reading.complete_since == date.min
    assert reading.pages == 1


def test_a_full_page_without_a_pager_may_be_the_newest_of_a_longer_list() -> None:
    days = [date(2017, 9, 30) - timedelta(days=n) for n in range(20)]
    assert read(page(*days)).complete_since == days[-1] + timedelta(days=1)
    assert read(page(*days[:13])).complete_since == date.min
    assert read(page(*days, total=1)).complete_since == date.min
    assert read(page(*days[:19], None), dated_articles=0).complete_since is None
    assert read(page(*reversed(days))).complete_since is None


def test_boxes_whose_items_add_up_to_a_full_page_are_no_page_of_one_list() -> None:
    loaded = page(*(date(2017, 9, 30) - timedelta(days=n) for n in range(10)))
    boxes = [replace(item, section=f"栏目{n // 5}") for n, item in enumerate(loaded.reading.postings)]
    loaded = replace(loaded, reading=replace(loaded.reading, postings=tuple(boxes)))
    assert read(loaded).complete_since == date.min


def test_a_whole_page_older_than_wanted_ends_the_reading_there() -> None:
    pages = {"p2": page(date(2016, 5, 1), date(2016, 4, 1), following="p3")}
    reading = read(page(date(2017, 5, 1), date(2016, 12, 1), following="p2"), dict(pages))
    assert reading.complete_since == SINCE
    assert reading.pages == 2


def test_a_list_out_of_order_is_not_ended_by_an_old_page() -> None:
    old = [date(2010 + n % 2 * 6, 1 + n, 1) for n in range(10)]
    pages = {"p2": page(date(2017, 8, 1))}
    reading = read(page(*old, following="p2"), dict(pages))
    assert reading.pages == 2
    assert date(2017, 8, 1) in [item.published_on for item in reading.postings]


@pytest.mark.parametrize(
    ("outcome", "failure"),
    [
        (FetchFailed(FailureKind.TIMEOUT), FailureKind.TIMEOUT),
        (FetchFailed(FailureKind.HTTP_5XX), FailureKind.HTTP_5XX),
        (BudgetSpent(), None),
    ],
)
def test_a_page_that_can_t_be_had_proves_nothing(outcome: Exception, failure: FailureKind | None) -> None:
    reading = read(page(date(2017, 5, 1), following="p2"), {"p2": outcome})
    assert reading.complete_since is None
    assert reading.failure is failure


def test_a_guessed_next_page_that_isn_t_there_is_the_end_and_a_counted_one_is_not() -> None:
    missing = FetchFailed(FailureKind.NOT_FOUND)
    assert read(page(date(2017, 5, 1), following="p2"), {"p2": missing}).complete_since == date.min
    counted = read(page(date(2017, 5, 1), following="p2", total=3), {"p2": missing})
    assert counted.complete_since is None
    assert counted.failure is FailureKind.NOT_FOUND


def test_a_server_that_turns_no_page_proves_nothing() -> None:
    same = page(date(2017, 5, 1), following="p2")
    assert read(same, {"p2": same}).complete_since is None


def test_an_empty_page_after_the_last_is_the_end() -> None:
    assert (
        read(page(date(2017, 5, 1), following="p2"), {"p2": page(following="p3")}).complete_since == date.min
    )


def test_a_whole_page_in_which_no_item_was_recognised_proves_nothing() -> None:
    second = page()
    links = tuple(Link(url=f"http://x/{n}", text=f"链接{n}") for n in range(12))
    second = replace(second, reading=replace(second.reading, links=links))
    assert read(page(date(2017, 5, 1), following="p2"), {"p2": second}).complete_since is None


def test_pages_that_only_a_postback_or_an_unknown_pager_reaches_prove_nothing() -> None:
    assert read(page(date(2017, 5, 1), postback=True)).complete_since is None
    assert read(page(date(2017, 5, 1), total=4)).complete_since is None


def test_dates_are_read_in_the_article_where_the_list_has_none_that_carry() -> None:
    reading = read(page(None, None, None), dated_articles=2)
    assert [item.published_on for item in reading.postings] == [date(2017, 6, 1), date(2017, 6, 1), None]
    weak = PageReading(
        url="http://x/",
        kind=PageKind.LIST,
        postings=(posting(date(2019, 2, 22), "moved", DateConfidence.LOW),),
    )
    (moved,) = read(Loaded(reading=weak, final_url="http://x/")).postings
    assert moved.published_on == date(2017, 6, 1)


def test_a_bound_on_pages_is_kept() -> None:
    endless: dict[str, Loaded | Exception] = {
        f"p{n}": page(date(2017, 6, 1) - timedelta(days=n), following=f"p{n + 1}") for n in range(2, 60)
    }
    reading = read(page(date(2017, 6, 1), following="p2"), endless, list_pages=5)
    assert reading.pages == 5
    assert reading.complete_since is None


@given(st.lists(st.dates(min_value=date(2015, 1, 1), max_value=date(2018, 1, 1)), max_size=40))
def test_what_runs_from_new_to_old_is_in_order_whatever_is_pinned_first(days: list[date]) -> None:
    assert in_order(sorted(days, reverse=True))
    assert in_order([date(2010, 1, 1), None, date(2009, 1, 1), *sorted(days, reverse=True)])


def test_a_list_that_runs_slowly_from_old_to_new_is_not_in_order() -> None:
    first = date(2016, 1, 1)
    days = [first + timedelta(days=n) for n in range(20)]
    assert not in_order(days)
    newest = page(date(2017, 8, 1))
    reading = read(page(*days, following="p2"), {"p2": newest})
    assert date(2017, 8, 1) in [item.published_on for item in reading.postings]


def cut(*postings: Posting) -> Loaded:
    reading = PageReading(url="http://x/", kind=PageKind.LIST, postings=postings)
    return Loaded(reading=reading, final_url="http://x/")


def test_a_title_that_the_list_cuts_is_read_from_its_article() -> None:
    reading = read(cut(posting(date(2017, 5, 2), "关于印发2017年政务公…"), posting(date(2017, 5, 1), "b")))
    assert [item.title for item in reading.postings] == ["关于印发2017年政务公开工作 实施方案的通知", "b"]
    assert reading.complete_since == date.min


def test_an_undated_cut_title_takes_date_and_title_from_one_article() -> None:
    (item,) = read(cut(posting(None, "关于印发2017年政务公…"))).postings
    assert (item.title, item.published_on) == ("关于印发2017年政务公开工作 实施方案的通知", date(2017, 6, 1))


@pytest.mark.parametrize(
    ("day", "known_since"), [(date(2017, 5, 2), date(2017, 5, 3)), (date(2016, 5, 2), date(2016, 5, 3))]
)
def test_a_list_is_not_known_where_a_cut_title_stays_cut(day: date, known_since: date) -> None:
    reading = read(cut(posting(date(2017, 6, 1), "whole"), posting(day, "关于公布其他事…")))
    assert reading.complete_since == known_since


def test_a_title_may_end_in_dots_by_itself() -> None:
    assert [
        is_cut(title) for title in ("关于…的通知", "关于公布...", "关于公布…", "通知……", "3.", "A..")
    ] == [
        False,
        True,
        True,
        True,
        False,
        True,
    ]
