"""Where does each family's list go on? By its own numbering where only a script turns the page, and never past the end."""

from datetime import date

import pytest

from audit_rules.subjects.matcher import load_vocabulary
from domain.pages import PageReading
from spiders.reader import read_page

VOCABULARY = load_vocabulary()
HOST = "http://www.example.gov.cn"
UUID = "227562cb-6455-4675-96d0-2c3b1c09ec44"
SCRIPTED = '<div class="page">共9页 当前第{at}页 <a href="javascript:go({after})">下一页</a></div>'


def read(path: str, tail: str, items: int = 8, head: str = "") -> PageReading:
    rows = "".join(
        f'<li><a href="/x{at}/">关于公布第{at}批行政许可目录的公告</a><span>2017-04-{28 - at:02}</span></li>'
        for at in range(items)
    )
    html = f"<html><body>{head}<div class=list><ul>{rows}</ul></div>{tail}</body></html>"
    return read_page(HOST + path, html.encode(), vocabulary=VOCABULARY, captured_on=date(2017, 12, 31))


def next_path(reading: PageReading) -> str | None:
    return reading.next_page.url.removeprefix(HOST) if reading.next_page else None


TURNED = {
    "/Category_128/Index.aspx": ("/Category_128/Index_2.aspx", "/Category_128/Index_3.aspx"),
    "/channels/3125.html": ("/channels/3125_2.html", "/channels/3125_3.html"),
    "/lanmu/zwgk/503.html": ("/lanmu/zwgk/503_2.html", "/lanmu/zwgk/503_3.html"),
    "/czj/Web/_M2_1710240937256B0808aAb27723C297_1.htm": (
        "/czj/Web/_M2_1710240937256B0808aAb27723C297_2.htm",
        "/czj/Web/_M2_1710240937256B0808aAb27723C297_3.htm",
    ),
    "/czj/93677.news.list.dhtml": ("/czj/93677.news.list.dhtml?page=2", "/czj/93677.news.list.dhtml?page=3"),
    "/wjwWebsite/web/col?id=UU15&cn=xxgk": (
        "/wjwWebsite/web/col?id=UU15&cn=xxgk&page=2",
        "/wjwWebsite/web/col?id=UU15&cn=xxgk&page=3",
    ),
    "/gkml/xzgfxwj/column-index-1.shtml": (
        "/gkml/xzgfxwj/column-index-2.shtml",
        "/gkml/xzgfxwj/column-index-3.shtml",
    ),
    "/tzgg/index.jhtml": ("/tzgg/index_2.jhtml", "/tzgg/index_3.jhtml"),
    "/yxgovfront/newPolicy.jspx?path=a&pageNo=1": (
        "/yxgovfront/newPolicy.jspx?path=a&pageNo=2",
        "/yxgovfront/newPolicy.jspx?path=a&pageNo=3",
    ),
    "/public/column/66?type=4&action=list&catId=7": (
        "/public/column/66?type=4&action=list&catId=7&pageIndex=2",
        "/public/column/66?type=4&action=list&catId=7&pageIndex=3",
    ),
    "/XxgkContent/showList/174/191349/page_1.html": (
        "/XxgkContent/showList/174/191349/page_2.html",
        "/XxgkContent/showList/174/191349/page_3.html",
    ),
    f"/columns/{UUID}/index.html": (f"/columns/{UUID}/index_2.html", f"/columns/{UUID}/index_3.html"),
    "/ljsrmzf/c101797/zfxxgk_gknrz.shtml": (
        "/ljsrmzf/c101797/zfxxgk_gknrz_2.shtml",
        "/ljsrmzf/c101797/zfxxgk_gknrz_3.shtml",
    ),
    # Boda numbers its pages backwards: of nine the second is file 8.
    "/gsgg1/gg.htm": ("/gsgg1/gg/8.htm", "/gsgg1/gg/7.htm"),
}
MARKS = {"/gsgg1/gg.htm": '<div id="vsb_content"></div>'}


@pytest.mark.parametrize("path", TURNED)
def test_a_scripted_pager_is_turned_by_the_numbering_of_its_family(path: str) -> None:
    second, third = TURNED[path]
    head = MARKS.get(path, "")
    first = read(path, SCRIPTED.format(at=1, after=2), head=head)
    assert (next_path(first), first.total_pages, first.needs_postback) == (second, 9, False)
    assert next_path(read(second, SCRIPTED.format(at=2, after=3), head=head)) == third
    last = read(second, "<div class=page>共9页 当前第9页 下一页</div>", head=head)
    assert (next_path(last), last.needs_postback) == (None, False)


@pytest.mark.parametrize("path", TURNED)
def test_without_a_number_of_pages_no_address_is_made_up(path: str) -> None:
    reading = read(
        path, '<div class="page"><a href="javascript:go(2)">下一页</a></div>', head=MARKS.get(path, "")
    )
    assert (next_path(reading), reading.needs_postback) == (None, True)


def test_boda_reads_its_number_of_pages_beside_the_count_of_items() -> None:
    pager = '<td id="fanye136240">共123条&nbsp;&nbsp;2/9&nbsp;</td><a class="Next" href="7.htm">下页</a>'
    reading = read("/gsgg1/gg/8.htm", pager, head=MARKS["/gsgg1/gg.htm"])
    assert (next_path(reading), reading.total_pages) == ("/gsgg1/gg/7.htm", 9)


def test_eportal_takes_the_next_page_from_the_name_of_its_control() -> None:
    pager = (
        "<a onclick=\"queryArticleByCondition(this,'/tiaofasi/144941/144957/21892-2.html')\" "
        'tagname="/tiaofasi/144941/144957/21892-2.html">下一页</a>'
        '<input name="article_paging_list_hidden" moduleid="21892" totalpage="6">'
    )
    reading = read("/tiaofasi/144941/144957/index.html", pager)
    assert reading.family == "eportal"
    assert (next_path(reading), reading.total_pages) == ("/tiaofasi/144941/144957/21892-2.html", 6)


DIALECTS = {
    "Pager({size:25, current:0, prefix:'index',suffix:'htm'});": ("/zwgk/", "/zwgk/index_1.htm", 25),
    "Pager({size:25, current:24, prefix:'index',suffix:'htm'});": ("/zwgk/index_24.htm", None, 25),
    "createPageHTML('paging',25,1,'index','html',500);": ("/zwgk/", "/zwgk/index_2.html", 25),
    "createPageHTML('page_div',5,1,'fg','shtml',89)": ("/flfg/fg.shtml", "/flfg/fg_2.shtml", 5),
    "createPageHTML(5, 0, 'index', 'html')": ("/zwgk/index_1.html", "/zwgk/index_2.html", 5),
    "//createPageHTML(9, 0, 'index', 'html');\ncreatePageHTML(3, 0, 'list', 'html');": (
        "/zwgk/list.html",
        "/zwgk/list_1.html",
        3,
    ),
    "var currentPage = 1;\nvar countPage = 17;\nvar nextPage=currentPage+1;\n"
    'document.write("<a href=\\"index"+"_" + nextPage + "."+"html\\">下一页</a>");': (
        "/zwgk/index_1.html",
        "/zwgk/index_2.html",
        17,
    ),
    'var m_nRecordCount = "37";\nvar m_nPageSize = 20;': ("/pub/nei.htm", "/pub/nei_1.htm", 2),
    'var m_nRecordCount = "37"; var m_nPageSize = 20;': ("/pub/nei_1.htm", None, 2),
}  # fmt: skip


@pytest.mark.parametrize("script", DIALECTS)
def test_dialects_of_the_written_out_pager(script: str) -> None:
    path, following, pages = DIALECTS[script]
    reading = read(path, f'<script>{script}</script><div class="TRS_Editor"></div>')
    assert reading.family == "trs"
    assert (next_path(reading), reading.total_pages) == (following, pages)


@pytest.mark.parametrize(("items", "cut"), [(500, True), (498, False), (89, False)])
def test_a_static_list_that_is_cut_at_five_hundred_items_is_never_whole(items: int, cut: bool) -> None:
    call = f"<script>createPageHTML('page-div',34,34,'common_list','shtml',{items});</script>"
    reading = read("/xjgtzy/kyqsc/c101797/common_list_34.shtml", call)
    assert (reading.next_page, reading.total_pages, reading.needs_postback) == (None, 34, cut)


def test_hanweb_catalogue_is_turned_by_its_form() -> None:
    path = "/module/xxgk/search.jsp?infotypeId=A02&jdid=3096&area=&divid=div12&currpage=1"
    reading = read(path, "<div>共9页</div><a href='javascript:goToPage(2)'>下一页</a>")
    wanted = reading.next_page
    assert wanted is not None
    assert wanted.method == "POST"
    assert wanted.url == HOST + path.replace("currpage=1", "currpage=2")
    assert dict(wanted.form) == {
        "infotypeId": "A02",
        "jdid": "3096",
        "area": "",
        "divid": "div12",
        "currpage": "2",
    }


def test_of_several_hanweb_lists_on_a_page_one_is_followed_and_the_others_left_open() -> None:
    block = (
        "$('#{n}').jpage({{proxyUrl:'/module/web/jpage/dataproxy.jsp',perPage:8,totalRecord:90,"
        "ajaxParam:{{'columnid':{n}}}}});"
    )
    store = "<datastore><totalrecord>90</totalrecord><recordset><record><![CDATA[<li>a</li>]]></record></recordset></datastore>"
    tail = f"<script type='text/xml'>{store}</script><script>{block.format(n=1)}{block.format(n=2)}</script>"
    reading = read("/col/col1/index.html", tail)
    assert reading.next_page is not None
    assert reading.needs_postback
