"""Month and day without a year: dated where the page proves the year, else left alone with the shown text."""

from datetime import date

import pytest

from audit_rules.subjects.matcher import load_vocabulary
from domain.pages import DateConfidence, Posting
from spiders.reader import read_page

VOCABULARY = load_vocabulary()


def postings(
    items: list[tuple[str, str]], captured_on: date | None = date(2018, 1, 20)
) -> tuple[Posting, ...]:
    """Read a list of (address, shown date)."""
    rows = "".join(
        f'<li><a href="{url}">关于公布第{n}批行政许可事项的公告</a><span>[{day}]</span></li>'
        for n, (url, day) in enumerate(items)
    )
    html = f"<html><head><title>通知公告</title></head><body><ul>{rows}</ul></body></html>"
    return read_page(
        "http://www.example.gov.cn/tzgg/", html.encode(), vocabulary=VOCABULARY, captured_on=captured_on
    ).postings


def days(read: tuple[Posting, ...]) -> list[str | None]:
    return [p.published_on.isoformat() if p.published_on else None for p in read]


def test_nothing_on_the_page_proves_the_year() -> None:
    read = postings([("/a/1.html", "12-29"), ("/a/2.html", "12-20"), ("/a/3.html", "11-02")])
    assert days(read) == [None, None, None]
    assert [p.date_text for p in read] == ["[12-29]", "[12-20]", "[11-02]"]


def test_order_over_a_new_year_alone_proves_no_year() -> None:
    read = postings([("/a/1.html", "01-03"), ("/a/2.html", "12-29"), ("/a/3.html", "12-20")])
    assert days(read) == [None, None, None]


def test_day_in_the_address_proves_it() -> None:
    read = postings([("/201801/t20180103_1.html", "01-03"), ("/201712/t20171229_2.html", "12-29")])
    assert days(read) == ["2018-01-03", "2017-12-29"]
    assert all(p.published and p.published.confidence is DateConfidence.MEDIUM for p in read)


def test_month_in_the_address_proves_it_also_when_it_was_posted_a_month_later() -> None:
    read = postings(
        [("/202310/aa.shtml", "10-09"), ("/202310/bb.shtml", "09-29"), ("/202401/cc.shtml", "12-30")],
        date(2024, 2, 1),
    )
    assert days(read) == ["2023-10-09", "2023-09-29", "2023-12-30"]


@pytest.mark.parametrize("shown", ["10-11", "03-05"])
def test_month_of_a_migration_proves_nothing(shown: str) -> None:
    assert days(postings([("/201902/aa.shtml", shown), ("/201902/bb.shtml", shown)], date(2020, 1, 1))) == [
        None,
        None,
    ]


def test_full_dates_around_it_prove_it_over_the_new_year() -> None:
    read = postings(
        [
            ("/a/1.html", "2018-01-09"),
            ("/a/2.html", "01-03"),
            ("/a/3.html", "12-29"),
            ("/a/4.html", "2017-12-20"),
        ]
    )
    assert days(read) == ["2018-01-09", "2018-01-03", "2017-12-29", "2017-12-20"]


def test_newest_item_is_bounded_by_the_capture() -> None:
    read = postings([("/a/1.html", "01-03"), ("/a/2.html", "2017-12-29"), ("/a/3.html", "2017-12-20")])
    assert days(read)[0] == "2018-01-03"


def test_capture_long_after_leaves_the_year_open() -> None:
    read = postings([("/a/1.html", "01-03"), ("/a/2.html", "2015-12-29"), ("/a/3.html", "2015-12-20")])
    assert days(read)[0] is None


def test_list_out_of_order_proves_nothing_for_its_neighbours() -> None:
    read = postings(
        [
            ("/a/1.html", "2015-01-09"),
            ("/a/2.html", "01-03"),
            ("/a/3.html", "2017-12-29"),
            ("/a/4.html", "2016-12-20"),
        ]
    )
    assert days(read)[1] is None


def test_leap_day_and_impossible_days() -> None:
    shown = [("/201602/aa.shtml", "02-29"), ("/201602/b.shtml", "02-30"), ("/201602/c.shtml", "02-11")]
    assert days(postings(shown, date(2016, 12, 1))) == ["2016-02-29", None, "2016-02-11"]


def test_years_in_all_addresses_date_a_list_in_order_but_carry_no_judgement() -> None:
    items = [("/art/2018/a.html", "01-03"), ("/art/2017/b.html", "12-29"), ("/art/2017/c.html", "12-20")]
    read = postings(items)
    assert days(read) == ["2018-01-03", "2017-12-29", "2017-12-20"]
    assert all(p.published and p.published.confidence is DateConfidence.LOW for p in read)
    assert days(postings([*items, ("/art/2017/d.html", "12-28")])) == [None] * 4
