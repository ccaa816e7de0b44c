"""Is a list never taken for whole on a family's page whose script asks an interface for its items, or turns it by postback?"""

import pytest

from audit_rules.subjects.matcher import load_vocabulary
from domain.pages import PageReading
from spiders.reader import read_page

VOCABULARY = load_vocabulary()
ITEMS = "".join(
    f"<li><a href='/x/{at}.html'>关于公布第{at}批行政许可目录的公告</a><span>2017-04-{28 - at}</span></li>"
    for at in range(6)
)


def read(url: str, tail: str) -> PageReading:
    html = f"<html><body><div class=list><ul>{ITEMS}</ul></div>{tail}</body></html>"
    return read_page(url, html.encode(), vocabulary=VOCABULARY)


UNIT = (
    "<script src='/js/unitbuild.js' url='/api-gateway/jpaas-publish-server/front/page/build/unit'"
    " querydata=\"{'webId':'1','pageId':'2','tagId':'%s'}\"></script>"
)
HEX = "0123456789abcdef0123456789abcdef"
ASKED = {
    "jpaas": ("http://a.gov.cn/col/1.html", UNIT % "信息列表"),
    "lonsun": (
        "http://a.gov.cn/public/column/6?type=4",
        "<script>$.get('/site/label/8888?labelName=publicInfoList&siteId=1')</script>",
    ),
    "shtml": (
        "http://a.gov.cn/a/c101797/list.shtml",
        f"<script>$.get('/common/search/{HEX}?_isAgg=true')</script>",
    ),
    "freecms": (
        "http://a.gov.cn/freecms/site/a/b.html",
        "<script>$.get('/freecms/rest/v1/notice/list.do?channel=1')</script>",
    ),
    "xinhua": (
        "http://a.gov.cn/a/index.html",
        f"<script src='/xinhua_webdig.js'></script><ul data='datasource:{HEX}'></ul>",
    ),
    "hanweb": (
        "http://a.gov.cn/col/col12/index.html",
        "<script>var a='/module/web/jpage/dataproxy.jsp?columnid=12&page=1';</script>",
    ),
}


@pytest.mark.parametrize("family", ASKED)
def test_items_beside_an_interface_are_not_all(family: str) -> None:
    reading = read(*ASKED[family])
    assert reading.family == family
    assert len(reading.postings) == 6
    assert reading.needs_postback


@pytest.mark.parametrize("family", ASKED)
def test_items_beside_an_interface_are_all_where_the_pager_says_so(family: str) -> None:
    url, tail = ASKED[family]
    assert not read(url, f"<div>共6条 1/1页</div>{tail}").needs_postback


@pytest.mark.parametrize(("page", "count", "whole"), [(2, 21, True), (2, 31, False), (1, 6, True)])
def test_the_counts_beside_a_unit_tell_its_last_page(page: int, count: int, *, whole: bool) -> None:
    counts = f"<div class=pagination rows=15 count={count} pageno={page}></div>"
    reading = read("http://a.gov.cn/col/1.html", counts + UNIT % "信息列表")
    assert reading.total_pages == (page if whole else None)
    assert reading.needs_postback is not whole


def test_counts_of_several_units_tell_nothing() -> None:
    counts = "<div class=pagination rows=15 count=6 pageno=1></div>" * 2
    assert read("http://a.gov.cn/col/1.html", counts + UNIT % "信息列表").needs_postback


def test_a_unit_of_the_frame_leaves_the_list_whole() -> None:
    assert not read("http://a.gov.cn/col/1.html", UNIT % "网站导航").needs_postback


def test_hanweb_asks_for_its_list_beside_another() -> None:
    proxy = (
        "<script>var p={proxyUrl:'/module/web/jpage/dataproxy.jsp',ajaxParam:{col:1,columnid:'12'}}</script>"
    )
    reading = read("http://a.gov.cn/col/col12/index.html", proxy)
    assert [request.method for request in reading.data_requests] == ["POST"]


def test_hanweb_store_without_a_total_goes_on_when_it_is_full() -> None:
    proxy = (
        "<script>var p={proxyUrl:'/module/web/jpage/dataproxy.jsp',perPage:%d,ajaxParam:{col:1,columnid:'12'}}</script>"
        "<script type='text/xml'><datastore><recordset>%s</recordset></datastore></script>"
    )
    records = "".join(f"<record><![CDATA[<li>{at}</li>]]></record>" for at in range(6))
    assert read("http://a.gov.cn/col/col12/index.html", proxy % (6, records)).next_page is not None
    assert read("http://a.gov.cn/col/col12/index.html", proxy % (15, records)).next_page is None


FORM = "<form action='list.aspx'><input type=hidden name=__VIEWSTATE value=x><input type=hidden name=__EVENTTARGET>%s</form>"
TURN = "<a href=\"javascript:__doPostBack('p','%d')\">%s</a>"


def test_a_postback_named_by_its_image_is_replayed() -> None:
    pager = TURN % (1, "<img alt='首页' src=a.gif>") + TURN % (2, "<img alt='下一页' src=b.gif>")
    reading = read("http://a.gov.cn/list.aspx", FORM % pager)
    assert reading.next_page is not None
    assert ("__EVENTARGUMENT", "2") in reading.next_page.form


def test_a_way_to_the_first_page_proves_no_last_page() -> None:
    pager = TURN % (1, "<img src=a.gif>") + TURN % (2, "<img src=next.gif>")
    assert read("http://a.gov.cn/list.aspx", FORM % pager).needs_postback


def test_postbacks_that_only_lead_back_prove_the_last_page() -> None:
    pager = TURN % (1, "1") + TURN % (2, "2") + "<span>3</span><a disabled>下一页</a>"
    reading = read("http://a.gov.cn/list.aspx", FORM % pager)
    assert (reading.next_page, reading.needs_postback) == (None, False)


def test_copied_marks_of_an_editor_name_no_family() -> None:
    body = "<div class='TRS_UEDITOR'>正文</div>"
    assert read("http://a.gov.cn/xxgk/pnidpv882901.html", body).family == "unknown"
    assert read("http://a.gov.cn/xxgk/tzgg/", body).family == "trs"


GKMLPT = (
    '<script>window._CONFIG = {{"SID":"216", "TREE": [{{"id":508,"name":"政府文件"}},{{"id":509,"name":"预决算"}}]}};</script>'
    '<a href="/yjzjj/gkmlpt/guide">指南</a>{menu}'
)


def test_gkmlpt_menu_of_fragments_leads_to_a_page_for_each_column() -> None:
    menu = '<a href="#508">政府文件</a><a href="#509">预决算</a><a href="#9">回顶部</a>'
    reading = read("http://a.gov.cn/yjzjj/gkmlpt/content/0/1/post_1.html", GKMLPT.format(menu=menu))
    urls = [link.url for link in reading.links if "#" in link.url]
    assert urls == [f"http://a.gov.cn/yjzjj/gkmlpt/index#{column}" for column in (508, 509)]
    (wanted,) = read(urls[1], GKMLPT.format(menu=menu)).data_requests
    assert wanted.url == "http://a.gov.cn/yjzjj/gkmlpt/api/all/509?page=1&sid=216"


def test_gkmlpt_shell_shows_one_of_many_columns() -> None:
    assert read("http://a.gov.cn/gkmlpt/index", GKMLPT.format(menu="")).needs_postback
