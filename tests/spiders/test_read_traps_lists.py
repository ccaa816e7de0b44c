"""Lists that mislead, as real portals show them: one page a trap under ``pages/traps``, listed in ``docs/traps.md``."""

from datetime import date
from pathlib import Path

import pytest

from audit_rules.subjects.matcher import load_vocabulary
from domain.pages import PageKind, PageReading
from spiders.reader import read_page

VOCABULARY = load_vocabulary()
PAGES = Path(__file__).parent / "pages"
TRAPS = PAGES / "traps"
FOLDER = "http://www.example.gov.cn/zwgk/tzgg/"
TITLES = (
    "关于做好年度预算公开工作的通知",
    "关于公布行政事业性收费目录清单的公告",
    "关于开展双随机抽查工作的通知",
    "关于印发政府采购负面清单的通知",
    "关于召开全省财政工作会议的通知",
    "关于预拨专项资金的公示",
    "关于会计专业技术资格考试的公告",
    "关于注册会计师行业检查的通知",
    "关于印发内部控制规范的通知",
    "关于清理政府非税收入的通知",
)
DAYS = (
    "2017-04-21", "2017-04-14", "2017-03-30", "2017-03-21", "2017-03-08",
    "2017-02-27", "2017-02-20", "2017-02-09", "2017-01-23", "2017-01-10",
)  # fmt: skip


def read(name: str, page: str = "index.html") -> PageReading:
    return read_page(
        FOLDER + page, (TRAPS / name).read_bytes(), vocabulary=VOCABULARY, captured_on=date(2018, 1, 20)
    )


def shown(reading: PageReading) -> list[tuple[str, str | None]]:
    assert reading.kind is PageKind.LIST
    return [(p.title, p.published_on.isoformat() if p.published_on else None) for p in reading.postings]


def first(count: int) -> list[tuple[str, str | None]]:
    return list(zip(TITLES[:count], DAYS[:count], strict=True))


WHOLE = {
    "items_6_to_10_hidden.html": 10,
    "items_6_to_10_hidden_by_a_sheet.html": 10,
    "five_date_spans_one_shown.html": 4,
    "pager_in_base64.html": 6,
    "frame_by_ajax.html": 6,
    "create_page_html_plain.html": 6,
    "create_page_html_with_a_place.html": 6,
    "create_page_html_written_out.html": 6,
    "static_pager_then_search.html": 10,
    "template_list_after_the_real_one.html": 4,
    "interpretations_under_an_item.html": 4,
    "second_document_before_the_list.html": 5,
}


@pytest.mark.parametrize("name", WHOLE)
def test_all_items_and_nothing_else(name: str) -> None:
    assert shown(read(name)) == first(WHOLE[name])


def test_columns_beside_a_list_are_not_its_heading() -> None:
    assert {posting.section for posting in read("second_document_before_the_list.html").postings} == {None}


def test_items_hidden_by_their_own_style_are_read_and_marked() -> None:
    marks = [posting.hidden for posting in read("items_6_to_10_hidden.html").postings]
    assert marks == [False] * 5 + [True] * 5


def test_pinned_items_stay_first_and_the_newest_is_below_them() -> None:
    items = shown(read("pinned_items_first.html"))
    assert items[:3] == [
        ("省财政厅政府信息公开指南", "2015-08-28"),
        ("省财政厅政府信息公开目录编制说明", "2016-10-17"),
        ("关于网站改版试运行的说明", "2017-01-03"),
    ]
    assert items[3:] == first(4)


@pytest.mark.parametrize(
    ("name", "days"),
    [
        (
            "shown_date_is_the_documents.html",
            [("2017-03-01", "2017-04-21"), ("2017-02-15", "2017-04-14"), ("2017-01-20", "2017-03-30")],
        ),
        (
            "url_date_is_the_documents.html",
            [("2017-04-22", "2017-04-21"), ("2017-04-20", "2017-03-01"), ("2017-04-18", "2017-03-30")],
        ),
    ],
)
def test_a_shown_date_holds_and_the_addresses_is_kept_beside_it(
    name: str, days: list[tuple[str, str]]
) -> None:
    read_days = [(str(p.published.on), str(p.published.conflict)) for p in read(name).postings if p.published]
    assert read_days == days


@pytest.mark.parametrize(
    ("name", "following", "total"),
    [
        ("create_page_html_plain.html", "index_1.shtml", 287),
        ("create_page_html_with_a_place.html", "common_list_2.shtml", 34),
        ("create_page_html_written_out.html", "index_1.shtml", 31),
        ("pager_in_base64.html", "2.html", None),
    ],
)
def test_pagers_that_only_a_script_shows_lead_on(name: str, following: str, total: int | None) -> None:
    reading = read(name)
    assert reading.next_page is not None
    assert reading.next_page.url == FOLDER + following
    assert total is None or reading.total_pages == total


def test_where_a_static_pager_ends_in_a_search_the_list_is_not_whole() -> None:
    reading = read("static_pager_then_search.html", "index_5.html")
    assert reading.next_page is None
    assert reading.needs_postback


def test_a_frame_that_scripts_fetch_leaves_the_list_readable() -> None:
    reading = read("frame_by_ajax.html")
    assert not reading.needs_render
    assert reading.includes[0] == "http://www.example.gov.cn/statics/top.html"


def test_items_that_lead_to_files_and_to_other_sites_are_kept() -> None:
    assert [p.url for p in read("items_to_files_and_other_sites.html").postings] == [
        "http://www.example.gov.cn/files/2017/yssm.pdf",
        FOLDER + "201704/P020170414379.doc",
        "http://www.gov.cn/zhengce/content/2017-03/23/content_5179996.htm",
        "https://mp.weixin.qq.com/s/AbCdEf",
        "http://ggzy.example.gov.cn/jyxx/1.html",
    ]


def test_month_and_day_get_their_year_from_the_address_over_the_new_year() -> None:
    days = [day for _, day in shown(read("month_and_day.html"))]
    assert days == ["2018-01-06", "2017-12-29", "2017-12-27", "2017-11-30"]


def test_titles_cut_short_are_whole_where_the_page_has_them() -> None:
    items = shown(read("titles_cut_short.html"))
    assert items[:4] == first(4)
    assert items[4] == ("关于召开全省财政工...", DAYS[4])
