"""How is the next page of any list found, and when is a list's end proved?"""

from datetime import date

import pytest

from audit_rules.subjects.matcher import load_vocabulary
from domain.pages import PageReading
from spiders.reader import read_page

VOCABULARY = load_vocabulary()
HOST = "http://www.example.gov.cn"


def read(tail: str, items: int = 8, path: str = "/zwgk/list.html", head: str = "") -> PageReading:
    rows = "".join(
        f'<li><a href="/x{at}/">关于公布第{at}批行政许可目录的公告</a><span>2017/04/{28 - at:02}</span></li>'
        for at in range(items)
    )
    html = f"<html><body>{head}<div class=list><ul>{rows}</ul></div>{tail}</body></html>"
    return read_page(HOST + path, html.encode(), vocabulary=VOCABULARY, captured_on=date(2017, 12, 31))


def next_path(reading: PageReading) -> str | None:
    return reading.next_page.url.removeprefix(HOST) if reading.next_page else None


FOUND = {
    '<a class="on" href="list.html">1</a><a href="list_2.html">2</a>': "/zwgk/list_2.html",
    '<ul><li class="active"><a href="?p=2">2</a></li><li><a href="?p=3">3</a></li></ul>': "/zwgk/list.html?p=3",
    "<a href=\"#\" onclick=\"location.href='list_2.html'\">下一页</a>": "/zwgk/list_2.html",
    "<a href='list_2.html'><img alt='下一页' src='n.gif'></a>": "/zwgk/list_2.html",
    "<a href='list_2.html'>></a>": "/zwgk/list_2.html",
    '<a class="on" href="list.html">2016</a><a href="?year=2017">2017</a>': None,
    "<h3>图片新闻</h3><a href='/tpxw/'>>></a>": None,  # the 更多 (more) of a box
    '<ul class="pagination"><li class="disabled"><a href="list_2.html">下一页</a></li></ul>': None,
}  # fmt: skip


@pytest.mark.parametrize("pager", FOUND)
def test_next_page_by_links(pager: str) -> None:
    assert next_path(read(pager)) == FOUND[pager]


GENERIC = {
    '<a href="list_2.html">下一页</a>': "list_2.html",
    '<a href="list_2.html">下页</a>': "list_2.html",
    '<a href="?page=2">&gt;</a>': "list.html?page=2",
    '<a class="on">1</a><a href="list_2.html">2</a><a href="list_3.html">3</a>': "list_2.html",
    "<span>1</span> <a href='list_2.html'>2</a> <a href='list_3.html'>3</a>": "list_2.html",
    '<a href="list.html">1</a><b>2</b><a href="list_3.html">3</a>': "list_3.html",
    '<a href="http://other.gov.cn/list_2.html">下一页</a>': None,
    '<a href="list.html">下一页</a>': None,
    '<a class="disabled" href="list_2.html">下一页</a>': None,
    '<div id="pages">'
    "JTNDYSBocmVmJTNEJTIybGlzdF8yLmh0bWwlMjIlM0UlRTQlQjglOEIlRTQlQjglODAlRTklQTElQjUlM0MlMkZhJTNFICAgICAgICAgIA=="
    "</div>": "list_2.html",
}  # fmt: skip


@pytest.mark.parametrize("pager", GENERIC)
def test_next_page_of_any_site(pager: str) -> None:
    reading = read(f'<div class="p">{pager}</div>', items=1)
    wanted = GENERIC[pager]
    assert next_path(reading) == (f"/zwgk/{wanted}" if wanted else None)


def test_scripted_next_page_that_nothing_can_replay_is_said() -> None:
    item = "<li><a href='1.html'>关于公布行政许可目录的公告</a><i>2017-04-14</i></li>"
    html = f"<ul>{item}</ul><a href='javascript:goPage(2)'>下一页</a>"
    reading = read_page(f"{HOST}/list.html", html.encode(), vocabulary=VOCABULARY)
    assert (reading.next_page, reading.needs_postback) == (None, True)


WRITTEN_OUT = {
    "function go(page){location.href='list_'+page+'.html';} var totalPage=9;": "/zwgk/list_2.html",
    "function go(n){window.location.href = 'index_' + (n - 1) + '.html'} var pageCount = 9;": "/zwgk/index_1.html",
    "laypage.render({count:180,limit:20,jump:function(obj){location.href='?page='+obj.curr}})": "/zwgk/list.html?page=2",
    "function go(lang){location.href='index_'+lang+'.html';} var totalPage=9;": None,
    "function go(page){location.href='/other/list_'+page+'.html';} var totalPage=9;": None,
    "function go(page){location.href='list_'+page+'.html';}": None,  # how many pages there are isn't known
    "function go(page){location.href='list_'+page+'.html';} var totalPage=1;": None,
}


@pytest.mark.parametrize("script", WRITTEN_OUT)
def test_next_page_by_the_address_that_the_script_builds(script: str) -> None:
    reading = read(f'<a href="javascript:go(2)">下一页</a><script>{script}</script>')
    assert next_path(reading) == WRITTEN_OUT[script]
    assert reading.needs_postback is (WRITTEN_OUT[script] is None and "totalPage=1;" not in script)


TOTALS = {
    "<div>共9页</div>": 9,
    "<div>共<b>9</b>页</div>": 9,
    "<div>第<b>2</b>/<b>9</b>页</div>": 9,
    "<div>页次：2/9</div>": 9,
    "<td id='fanye1'>共123条 2/9</td>": 9,
    '<span class="p_t">2/9</span>': 9,
    "<div>总页数：9</div>": 9,
    "<div>供需比 2/9</div>": None,
    "<span>2/9</span>": None,
    "<span>2017/04</span>": None,
    "<p>全文共 12 章</p>": None,
}


@pytest.mark.parametrize("text", TOTALS)
def test_total_in_the_pagers_text(text: str) -> None:
    assert read(text).total_pages == TOTALS[text]


def test_dates_of_the_list_are_no_page_numbers() -> None:
    reading = read('<a href="javascript:go(2)">下一页</a>')
    assert reading.total_pages is None
    assert reading.needs_postback


OPEN = [
    # A pager that does something leaves the end open, however few items stand above it.
    '<div><a href="javascript:go(1)">1</a><a href="javascript:go(2)">2</a></div>',
    '<div><button onclick="turn(2)">下一页</button></div>',
    '<input type="button" value="下一页" onclick="turn(2)">',
    '<div class="loadmore" onclick="loadMore()">加载更多</div>',
    '<a href="#" id="nextPage">下一页</a><script>$("#nextPage").click(function(){turnPage(2)})</script>',
    "<script>laypage.render({elem:'p',jump:load})</script>",
    "<form>转到<select name=page><option>1</option><option>2</option></select>页</form>",
    "<div>共240条</div>",
]


@pytest.mark.parametrize("pager", OPEN)
@pytest.mark.parametrize("items", [2, 8])
def test_a_pager_that_does_something_leaves_the_end_open(pager: str, items: int) -> None:
    reading = read(pager, items)
    assert len(reading.postings) == items
    assert (reading.next_page, reading.needs_postback) == (None, True)


def test_a_pager_that_does_nothing_is_a_leftover_only_under_few_items() -> None:
    leftover = '<div class="p"><a href="javascript:void(0)">下一页</a></div>'
    assert not read(leftover, 3).needs_postback
    assert read(leftover, 8).needs_postback


def test_the_link_to_the_home_page_in_the_same_folder_proves_no_last_page() -> None:
    head = '<div class="nav"><a href="/index.html">首页</a></div>'
    pager = '<div><a href="#" class="next">下一页</a></div>'
    assert read(pager, 20, path="/tzgg.html", head=head).needs_postback


def test_numbers_that_lead_on_prove_no_last_page() -> None:
    pager = '<a href="/zwgk/list_2.html">2</a><a href="/zwgk/list_3.html">3</a><a href="#">下一页</a>'
    assert read(pager, 20).needs_postback


LAST = [
    '<a href="/zwgk/list.html">1</a><a href="/zwgk/list_2.html">2</a><span>3</span><a>下一页</a>',
    '<a href="/zwgk/list.html">1</a><a href="/zwgk/list_2.html">2</a><a class="cur" href="#">3</a><a href="#">下一页</a>',
    '共58条 <a href="/zwgk/list_2.html">上一页</a> 下一页',
    '第3页 共3页 <a href="javascript:go(2)">上一页</a> <a href="javascript:go(3)">下一页</a>',
]


@pytest.mark.parametrize("pager", LAST)
def test_a_last_page_is_known_by_a_pager_that_only_leads_back(pager: str) -> None:
    reading = read(f'<div class="page">{pager}</div>', 18, path="/zwgk/list_3.html")
    assert (reading.next_page, reading.needs_postback) == (None, False)


def test_the_arrow_of_a_carousel_turns_no_list() -> None:
    head = '<div class="swiper-box"><a class="swiper-next" href="javascript:slideNext()">&gt;</a></div>'
    assert not read("", 8, head=head).needs_postback
