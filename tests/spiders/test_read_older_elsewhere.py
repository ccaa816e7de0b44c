"""Is a list's end open where its older postings stand elsewhere, in archives of years or on an old site?"""

from datetime import date

import pytest

from audit_rules.subjects.matcher import load_vocabulary
from domain.pages import PageReading
from spiders.reader import read_page

VOCABULARY = load_vocabulary()
URL = "http://www.example.gov.cn/zwgk/tzgg/list.html"


def read(beside: str, *, items: int = 8, frame: str = "", years: tuple[int, ...] = (2017,)) -> PageReading:
    rows = "".join(
        f'<li><a href="/zwgk/tzgg/x{at}.html">关于公布第{at}批行政许可目录的公告</a>'
        f"<span>{years[at * len(years) // items]}-{12 - at:02}-{28 - at:02}</span></li>"
        for at in range(items)
    )
    html = (
        f"<html><head><title>通知公告-某厅</title></head><body>{frame}<div class=wrap><div class=main>{beside}"
        f"<h2>通知公告</h2><div class=list><ul>{rows}</ul></div></div></div></body></html>"
    )
    return read_page(URL, html.encode(), vocabulary=VOCABULARY, captured_on=date(2018, 1, 5))


OLDER = [
    '<div><a href="/zwgk/tzgg/2016/">2016年</a> | <a href="/zwgk/tzgg/2015/">2015年</a></div>',
    '<ul><li><a href="/zwgk/tzgg/2016/">2016</a></li></ul>',
    '<div><a href="javascript:y(2016)">2016年度</a></div>',
    "<ul><li onclick='y(2016)'>2016年</li></ul>",
    '<div><a href="/zwgk/wn/">往年公告</a></div>',
    '<div><a href="/zwgk/wn/">历史信息</a></div>',
    '<div><a href="/zwgk/wn/">查看历史数据>></a></div>',
    '<div><a href="/zwgk/wn/">往期回顾</a></div>',
    '<div><a href="/zwgk/wn/">2016年及以前公告</a></div>',
    '<div>2017年以前的信息请查看<a href="http://old.example.gov.cn/">旧网站</a></div>',
    "<div>年份：<select><option>2017年<option>2016年</select></div>",
    '<div><select name=y><option value="">全部</option><option>2017</option><option>2016</option></select></div>',
]  # fmt: skip


@pytest.mark.parametrize("items", [8, 3])
@pytest.mark.parametrize("beside", OLDER)
def test_older_postings_stand_elsewhere(beside: str, items: int) -> None:
    reading = read(beside, items=items)
    assert len(reading.postings) == items
    assert reading.needs_postback


def test_a_pager_of_one_page_says_nothing_of_other_years() -> None:
    assert read('<a href="/zwgk/tzgg/2016/">2016年</a><p>共1页</p>').needs_postback


NOT_OLDER = [
    '<div><a href="/zwgk/tzgg/">全部</a><a href="/zwgk/tzgg/2017/">2017年</a></div>',
    '<div><a href="/zwgk/tzgg/list.html">2016年</a></div>',  # this very page
    '<div><a href="/lsyg/">历史沿革</a> <a href="/wh/">历史文化</a></div>',
    "<div><b>2016年</b></div>",
    '<div><a href="/x/">2016年工作总结</a></div>',
    "<p>本目录编制以前的规定不再适用</p>",
    "<ul><li><a href=/a/>人事信息</a></li><li><a href=/b/>历史文件</a></li><li><a href=/c/>政策文件</a></li></ul>",
    "<ul><li><a href=/a/>人事信息</a></li><li><a href=/b/>政策文件</a></li><li onclick='menu()'>展开更多</li></ul>",
    "<div>年份：<select><option>2017年</option></select></div>",
    "<div>类别：<select><option>公告</option><option>公示</option><option>2016</option></select></div>",
    "<p>依申请公开共 235 件</p>",
    "<p>累计发布信息总数：12345 条</p>",
    "<div><a href=/x/1.html>关于开展大检查的通知</a><a href=/x/2.html>关于放假安排的通知</a><p>共235条</p></div>",
]


@pytest.mark.parametrize("beside", NOT_OLDER)
def test_what_is_no_archive_leaves_the_list_whole(beside: str) -> None:
    assert not read(beside).needs_postback


def test_years_whose_postings_the_list_shows_are_a_choice_among_them() -> None:
    beside = '<div><a href="javascript:y(2016)">2016年</a><a href="javascript:y(2015)">2015年</a></div>'
    assert not read(beside, years=(2017, 2016, 2015)).needs_postback
    assert read(beside, years=(2017, 2016)).needs_postback


def read_flat(beside: str, *, before: bool, items: int = 8, url: str = URL) -> PageReading:
    """A page whose list has no box around it but the body, with what stands beside it there."""
    rows = "".join(
        f'<li><a href="/zwgk/tzgg/x{at}.html">关于公布第{at}批行政许可目录的公告</a><span>2017-{12 - at:02}-08</span></li>'
        for at in range(items)
    )
    body = f"{beside if before else ''}<ul>{rows}</ul>{'' if before else beside}"
    html = f"<html><head><title>通知公告-某厅</title></head><body>{body}<p>主办：某厅</p></body></html>"
    return read_page(url, html.encode(), vocabulary=VOCABULARY, captured_on=date(2018, 1, 5))


@pytest.mark.parametrize("before", [True, False])
@pytest.mark.parametrize("beside", OLDER)
def test_what_stands_beside_the_list_in_the_body_itself_leads_to_older_postings(
    beside: str, before: bool
) -> None:
    assert read_flat(beside, before=before).needs_postback


def test_all_of_them_stand_below_the_list_in_the_body_itself() -> None:
    all_of_them = "<p><a href='/zwgk/tzgg/all/'>查看全部</a></p>"
    assert read_flat(all_of_them, before=False).needs_postback
    assert not read_flat(all_of_them, before=True).needs_postback


@pytest.mark.parametrize(
    "beside", ["", "<div><a href=/wn/>往期回顾</a> <a href=/zwgk/>政务公开</a></div>", *NOT_OLDER[:6]]
)
def test_the_frame_in_the_body_itself_is_not_beside_the_list(beside: str) -> None:
    assert not read_flat(beside, before=True).needs_postback


def test_a_page_of_the_same_application_is_another_page() -> None:
    older = '<p><a href="#/zwgk/old">往年公告</a></p>'
    assert read_flat(older, before=True, url="http://www.example.gov.cn/app/#/zwgk/tzgg").needs_postback
    assert not read_flat(older, before=True, url="http://www.example.gov.cn/app/#/zwgk/old").needs_postback


def test_the_frame_of_the_site_is_not_beside_the_list() -> None:
    frame = '<div class="top"><span><a href="http://old.example.gov.cn/">历史版本</a></span> <a href="/wn/">往期回顾</a></div>'
    assert not read("", frame=frame).needs_postback
