"""Each CMS family is told by its fingerprint, and says where the rest of its list is. One saved page each."""

from datetime import date
from pathlib import Path

import pytest

from audit_rules.subjects.matcher import load_vocabulary
from domain.pages import PageKind, PageReading, PageRequest
from spiders.families.table import FAMILIES, is_article_address
from spiders.reader import read_page

VOCABULARY = load_vocabulary()
PAGES = Path(__file__).parent / "pages"
HOST = "http://www.example.gov.cn"


def read(name: str, path: str, *, change: tuple[str, str] = ("", "")) -> PageReading:
    body = (
        (PAGES / name).read_text(encoding="utf-8").replace(*change)
        if change[0]
        else (PAGES / name).read_text("utf-8")
    )
    return read_page(HOST + path, body.encode(), vocabulary=VOCABULARY, captured_on=date(2017, 12, 31))


def next_url(reading: PageReading) -> str | None:
    return reading.next_page.url if reading.next_page else None


EXPECTED = {
    "trs": ("trs_list.html", "/zwgk/tzgg/", 3, f"{HOST}/zwgk/tzgg/index_1.html", 3),
    "boda": ("boda_list.htm", "/gsgg1/gg.htm", 3, f"{HOST}/gsgg1/gg/8.htm", 9),
    "shtml": (
        "shtml_list.shtml",
        "/ljsrmzf/c101797/zfxxgk_gknrz_2.shtml",
        2,
        f"{HOST}/ljsrmzf/c101797/zfxxgk_gknrz_3.shtml",
        5,
    ),
    "sitefactory": (
        "sitefactory_list.aspx",
        "/Category_128/Index.aspx",
        3,
        f"{HOST}/Category_128/Index_2.aspx",
        3,
    ),
}


@pytest.mark.parametrize("family", EXPECTED)
def test_family_list_and_next_page(family: str) -> None:
    name, path, items, following, total = EXPECTED[family]
    reading = read(name, path)
    assert (reading.family, reading.kind) == (family, PageKind.LIST)
    assert len(reading.postings) == items
    assert (next_url(reading), reading.total_pages) == (following, total)


def test_trs_relative_addresses_and_cut_titles() -> None:
    reading = read("trs_list.html", "/zwgk/tzgg/")
    assert [p.url for p in reading.postings] == [
        f"{HOST}/zwgk/tzgg/201704/t20170421_144306.html",
        f"{HOST}/zwgk/tzgg/201704/t20170414_144298.html",
        f"{HOST}/ztzl/201703/t20170330_144001.html",
    ]
    assert reading.postings[0].title == "省审计厅关于公布年度审计计划的公告"
    assert reading.breadcrumb == ("首页", "政务公开", "通知公告")
    assert {match.subject for match in reading.own_subjects} == {"notices"}


DIALECTS = {
    """createPageHTML(3, 0, "index", "html")""": "index_1.html",
    """createPageHTML(3, 1, 'index', 'shtml')""": "index_2.shtml",
    """createPageHTML(3,2,"index","html")""": None,
    """createPageHTML('page_div',5,1,'fg','shtml',89)""": "fg_2.shtml",
    """createPageHTML('page_div',5,5,'fg','shtml',89)""": None,
    """createPageHTML(1, 0, "index", "html")""": None,
}


@pytest.mark.parametrize("call", DIALECTS)
def test_dialects_of_create_page_html(call: str) -> None:
    reading = read("trs_list.html", "/zwgk/tzgg/", change=('createPageHTML(3, 0, "index", "html")', call))
    wanted = DIALECTS[call]
    assert next_url(reading) == (f"{HOST}/zwgk/tzgg/{wanted}" if wanted else None)


def test_sitefactory_takes_the_year_of_its_neighbours_only_where_it_is_proved() -> None:
    reading = read("sitefactory_list.aspx", "/Category_128/Index.aspx")
    assert [p.published_on for p in reading.postings] == [
        date(2017, 4, 21),
        date(2017, 4, 11),
        date(2017, 3, 2),
    ]


def test_hanweb_list_kept_in_a_script_and_the_request_for_the_rest() -> None:
    reading = read("hanweb_column.html", "/col/col61490/index.html")
    assert reading.family == "hanweb"
    assert [(p.title, p.published_on) for p in reading.postings] == [
        ("二〇一七年省级部门预算公开", date(2017, 4, 21)),
        ("省级一般公共预算支出情况说明", date(2017, 2, 8)),
    ]
    assert reading.data_requests == ()
    wanted = reading.next_page
    assert wanted is not None
    assert wanted.method == "POST"
    assert wanted.url.startswith(
        f"{HOST}/module/web/jpage/dataproxy.jsp?startrecord=3&endrecord=47&perpage=15&col=1&"
    )
    assert dict(wanted.form)["columnid"] == "61490"
    assert dict(wanted.form)["webname"] == "省财政厅"


def test_hanweb_page_without_records_asks_the_proxy_for_them() -> None:
    text = (PAGES / "hanweb_column.html").read_text("utf-8")
    start, end = text.index("<record>"), text.index("</recordset>")
    reading = read_page(
        f"{HOST}/col/col61490/index.html", (text[:start] + text[end:]).encode(), vocabulary=VOCABULARY
    )
    assert reading.postings == ()
    (wanted,) = reading.data_requests
    assert "startrecord=1&endrecord=45&perpage=15" in wanted.url
    assert dict(wanted.form)["unitid"] == "247686"


def test_hanweb_answer_is_a_list_and_leads_on_until_its_total() -> None:
    first = read(
        "hanweb_answer.xml",
        "/module/web/jpage/dataproxy.jsp?startrecord=46&endrecord=90&perpage=15&columnid=61490",
    )
    assert (first.kind, first.family) == (PageKind.LIST, "hanweb")
    assert [p.published_on for p in first.postings] == [date(2016, 9, 21), date(2016, 8, 11)]
    assert first.next_page == PageRequest(
        url=f"{HOST}/module/web/jpage/dataproxy.jsp?startrecord=91&endrecord=120&perpage=15&columnid=61490",
        method="POST",
        form=(("columnid", "61490"),),
    )
    last = read(
        "hanweb_answer.xml",
        "/module/web/jpage/dataproxy.jsp?startrecord=91&endrecord=120&perpage=15&columnid=61490",
    )
    assert last.next_page is None


def test_hanweb_empty_answer_is_the_end_and_no_error() -> None:
    reading = read_page(
        f"{HOST}/dataproxy.jsp", b"<datastore><recordset></recordset></datastore>", vocabulary=VOCABULARY
    )
    assert (reading.kind, reading.postings, reading.next_page) == (PageKind.LIST, (), None)
    assert not reading.needs_render


def test_jpaas_unit_gives_the_request_for_its_list() -> None:
    reading = read("jpaas_column.html", "/col/col2034/index.html")
    assert reading.family == "jpaas"
    (wanted,) = reading.data_requests
    assert wanted.url == (
        f"{HOST}/api-gateway/jpaas-publish-server/front/page/build/unit?webId=w1&pageId=2034&pageType=column"
        "&tagId=%E4%BF%A1%E6%81%AF%E5%88%97%E8%A1%A8&tplSetId=t1&editType=null&parseType=bulidstatic"
    )


def test_jpaas_answer_is_a_list_paged_by_its_parameter() -> None:
    path = "/api-gateway/jpaas-publish-server/front/page/build/unit?webId=w1&pageId=2034&tagId=x"
    reading = read("jpaas_answer.json", path)
    assert (reading.kind, reading.family) == (PageKind.LIST, "jpaas")
    assert [(p.title, p.published_on) for p in reading.postings] == [
        ("关于公布征地补偿安置方案的公告", date(2017, 5, 2)),
        ("拟征收土地公告（第三批）", date(2017, 4, 18)),
    ]
    assert next_url(reading) == HOST + path + "&paramJson=%7B%22pageNo%22%3A2%2C%22pageSize%22%3A2%7D"
    last = read("jpaas_answer.json", path + "&paramJson=%7B%22pageNo%22%3A3%2C%22pageSize%22%3A2%7D")
    assert last.next_page is None


def test_jpaas_refusal_is_an_error_and_an_empty_unit_the_end() -> None:
    url = HOST + "/api-gateway/jpaas-publish-server/front/page/build/unit?webId=w1"
    refused = read_page(
        url, '{"success":false,"message":"参数错误","data":null}'.encode(), vocabulary=VOCABULARY
    )
    assert refused.kind is PageKind.ERROR
    empty = read_page(url, b'{"success":true,"data":{"html":""}}', vocabulary=VOCABULARY)
    assert (empty.kind, empty.postings, empty.next_page) == (PageKind.LIST, (), None)


def test_webforms_postback_is_replayed_with_the_forms_fields() -> None:
    reading = read("webforms_list.aspx", "/newslist.aspx?classid=6791")
    assert (reading.family, len(reading.postings), reading.total_pages) == ("webforms", 2, 3)
    assert reading.next_page == PageRequest(
        url=f"{HOST}/newslist.aspx?classid=6791",
        method="POST",
        form=(
            ("__EVENTTARGET", "AspNetPager1"),
            ("__EVENTARGUMENT", "2"),
            ("__VIEWSTATE", "/wEPDwUK"),
            ("__EVENTVALIDATION", "/wEWBA"),
            ("keyword", ""),
        ),
    )
    assert not reading.needs_postback


def test_webforms_postback_that_lacks_its_state_is_said_to_be_needed() -> None:
    reading = read("webforms_list.aspx", "/newslist.aspx", change=('value="/wEPDwUK"', 'value=""'))
    assert reading.next_page is None
    assert reading.needs_postback


def test_webforms_last_page_has_no_next() -> None:
    reading = read(
        "webforms_list.aspx",
        "/newslist.aspx",
        change=("javascript:__doPostBack('AspNetPager1','2')\">下一页", '" disabled>下一页'),
    )
    assert next_url(reading) is not None  # page 2 is still linked by its number
    last = "共3页 第3页 <a href=\"javascript:__doPostBack('AspNetPager1','1')\">1</a><span>3</span>"
    text = (PAGES / "webforms_list.aspx").read_text("utf-8")
    start, end = text.index("共3页"), text.index("</div>\n<script>")
    reading = read_page(
        f"{HOST}/newslist.aspx", (text[:start] + last + text[end:]).encode(), vocabulary=VOCABULARY
    )
    assert (reading.next_page, reading.needs_postback) == (None, False)


def test_every_family_has_a_name_of_its_own_and_articles_are_known_by_address() -> None:
    names = [family.name for family in FAMILIES]
    assert len(names) == len(set(names))
    assert "unknown" not in names
    for path in (
        "/zwgk/201704/t20170421_144306.html",
        "/art/2017/4/21/art_61490_1001.html",
        "/col/col2034/art/2017/art_0123456789abcdef0123456789abcdef.html",
        "/info/1030/39259.htm",
        "/ljsrmzf/c101797/201705/0123456789abcdef0123456789abcdef.shtml",
        "/Item/255821.aspx",
        "/html/2017/tongzhigonggao_0907/12901.html",
        "/gkmlpt/content/0/508/post_508890.html",
        "/zwgk/tzgg/content/mpost_12193340.html",
        "/public/6602161/10277961.html",
        "/XxgkContent/show/191349.html",
        "/columns/227562cb-6455-4675-96d0-2c3b1c09ec44/202409/13/4a2c054d-887a-490d-844e-c430f8782e4d.html",
        "/yxs/gg/1648.jhtml",
        "/wjwWebsite/web/doc/UU149724685341457",
        "/czj/107.news.detail.dhtml",
        "/fsx/Web/_F0_0_6C9DO9USE71563368BE04C9C90.htm",
        "/contents/3125/60012.html",
        "/c/2016-08-25/1192822.shtml",
        "/cdzj/c131886/2026-03/05/content_1.shtml",
        "/index.php/cms/gongshigonggao/12323.html",
        "/20260515/76a82a7375a942e2ab748b36cf7cc14b/c.html",
        "/jyxx/001001/20170912/ba9ad9cb-a9cd-4d11-9e91-9c0123456789.html",
        "/tiaofasi/144941/2026012314163359926/index.html",
    ):
        assert is_article_address(path), path
    for path in (
        "/zwgk/tzgg/",
        "/col/col61490/index.html",
        "/gsgg1/gg.htm",
        "/Category_128/Index.aspx",
        "/c101797/list.shtml",
        "/public/column/6602161",
        "/columns/227562cb-6455-4675-96d0-2c3b1c09ec44/index.html",
        "/yxs/gg/index_2.jhtml",
        "/wjwWebsite/web/col",
        "/czj/93677.news.list.dhtml",
        "/czj/Web/_M2_1710240937256B0808aAb27723C297_1.htm",
        "/channels/3125_2.html",
        "/gkml/xzgfxwj/column-index-1.shtml",
        "/html/shichangxinxi/kuangyeshichang/2.html",
        "/tiaofasi/144941/144957/21892-2.html",
    ):
        assert not is_article_address(path), path
