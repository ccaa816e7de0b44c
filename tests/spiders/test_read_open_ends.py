"""Is a list open at its end under every pager that only scripts understand, and whole where its pager says so?"""

from datetime import date

import pytest

from audit_rules.subjects.matcher import load_vocabulary
from domain.pages import PageReading
from spiders.reader import read_page

VOCABULARY = load_vocabulary()
HOST = "http://www.example.gov.cn"


def read(tail: str, items: int = 15, path: str = "/zwgk/tzgg/list.html") -> PageReading:
    rows = "".join(
        f'<li><a href="/zwgk/tzgg/x{at}.html">关于公布第{at}批行政许可目录的公告</a>'
        f"<span>2017-{12 - at // 3:02}-{28 - at:02}</span></li>"
        for at in range(items)
    )
    html = (
        "<html><head><title>通知公告-某厅</title></head><body><div class=wrap><div class=nav><a href=/>首页</a></div>"
        f"<div class=main><h2>通知公告</h2><div class=list><ul>{rows}</ul></div>{tail}</div></div></body></html>"
    )
    return read_page(HOST + path, html.encode(), vocabulary=VOCABULARY, captured_on=date(2018, 1, 5))


def is_open(reading: PageReading) -> bool:
    """Whether nobody may say that the list ends with this page."""
    return reading.next_page is not None or reading.needs_postback or (reading.total_pages or 1) > 1


WORDLESS = [
    '<div class=p><a href="javascript:p(2)"><img src="/images/next.gif"></a></div>',
    '<div><a href="javascript:go(1)"><img src=first.gif></a><a href="javascript:turn(2)"><img src=b3.gif></a></div>',
    '<div><img src="/img/xiayiye.png" onclick="goPage(2)"></div>',
    '<div><input type=image src="/img/next.gif" onclick="return turn(2)"></div>',
    '<div><a href="javascript:nextPage()"><img src="/img/a2.gif"></a></div>',
    '<div><a href="javascript:p(2)" class="next"></a></div>',
    '<div class="pager"><a href="javascript:go(2)"><img src="/i/r.png"></a></div>',
    '<div class="pager"><a href="javascript:go(2)" class="arrow-r"><svg></svg></a></div>',
    '<div><a href="javascript:p(2)" title="下一页"></a></div>',
    '<div><a href="javascript:p(2)"><i class="fa fa-angle-right"></i></a></div>',
    '<div><a href="javascript:p(2)" aria-label="Next"><span aria-hidden=true></span></a></div>',
]
NUMBERS = [
    "<div><span class=cur>1</span><span onclick='p(2)'>2</span><span onclick='p(3)'>3</span></div>",
    "<ul><li onclick='p(1)'>1</li><li onclick='p(2)'>2</li></ul>",
    "<div><em onclick='p(1)'>1</em><em onclick='p(2)'>2</em></div>",
    "<div class=pagination><span>1</span><span>2</span><span>3</span></div>",
    '<ul class="pagination"><li class=active>1</li><li>2</li></ul>',
    "<div><a data-page=1>1</a><a data-page=2>2</a></div>",
    "<div><a href=\"javascript:__doPostBack('p','Page$2')\">2</a></div>",
    '<div><a href="list_9.html">尾页</a></div>',
    '<select onchange="location.href=this.value"><option>第1页</option><option value="b.html">第2页</option></select>',
    '<select name=jump onchange="go(this.value)"><option selected>1/9</option><option>2/9</option></select>',
    "<div>跳转到 <input type=text size=2> 页 <input type=button value=GO onclick='jump()'></div>",
    '<div>到第<input type=text id=pn>页 <a href="javascript:jump()">确定</a></div>',
]
NAMED = [
    '<div><a href="javascript:p(1)">第1页</a><a href="javascript:p(2)">第2页</a></div>',
    '<div><a href="javascript:p(2)">第二页</a></div>',
    '<div><a href="index_1.html">第2页</a></div>',
]
RATIOS = [
    "<div>第 <input value=1> / 9 页</div>",
    '<div><a href="javascript:p(0)">‹</a><span>1/9</span><a href="javascript:p(2)">›</a></div>',
    '<div><a href="javascript:;">«</a><span>1/9</span><a href="javascript:;">»</a></div>',
    '<div><a href="javascript:;"><img src=prev.gif></a> 1/9 <a href="javascript:;"><img src=next.gif></a></div>',
    '<div><b>1</b>/<b>9</b> <a href="javascript:;">›</a></div>',
    "<div>1/9 <a href='#'>下一页</a></div>",
    "<div>1／9页</div>",
    "<div>页码：1/9</div>",
]
COUNTS = [
    "<div>共9頁</div>",
    "<div>共计9页</div>",
    "<div>总9页</div>",
    "<div>Page 1 of 9</div>",
    "<div>共计134条</div>",
    "<div>点击标题查看 共134条</div>",
    "<div>总共有134条记录</div>",
    "<div>记录总数：134</div>",
    "<div>134条记录</div>",
    "<div>共找到134条结果</div>",
    "<div>每页15条记录 共134条记录</div>",
    "<div>Total 134 items</div>",
    "<div>Showing 1 to 15 of 134 entries</div>",
    "<div>1 - 15 of 134</div>",
    '<el-pagination layout="prev, pager, next" :total="134"></el-pagination>',
    '<div id=app><pagination total="134" page-size="15"></pagination></div>',
    '<div class="pagination" data-total="134" data-size="15"></div>',
    '<div id=page pagecount="9" currentpage="1"></div>',
    '<input type="hidden" id="totalPage" value="9">',
]
SCRIPTS = [
    "var page=1;$(window).scroll(function(){if(bottom()){page++;$.ajax({url:'/l.do?page='+page,success:add})}});",
    "window.onscroll=function(){ if(bottom()){ pageIndex += 1; $.post('/getList',{pageIndex:pageIndex},add)}}",
    "window.addEventListener('scroll', function(){ if(end){ currentPage++; fetch('/l?page='+currentPage).then(add) } })",
    "layui.use('flow',function(){layui.flow.load({elem:'#list',done:function(page,next){}})})",
    "$('.list').dropload({scrollArea:window,loadDownFn:function(me){page++;$.ajax({url:u})}})",
    "function loadMore(){page++;$.getJSON('/l?page='+page,add)}",
    '$("#Pagination").pagination(134,{items_per_page:15,callback:cb})',
    "$('#pg').pagination({items:134,itemsOnPage:15,cssStyle:'light-theme'})",
    "$('#pg').pagination({dataSource:'/l',totalNumber:134,pageSize:15})",
    "$('.M-box').pagination({totalData:134,showData:15})",
    "kkpager.generPageHtml({pno:1,total:9,totalRecords:134})",
    "kkpager.generPageHtml({pno:1,total:9})",
    "kkpager.init({pno:p,total:totalP,totalRecords:r})",
    "new Page({id:'p',pageTotal:9,pageAmount:15,dataTotal:134})",
    "var config={count: 120, limit: 15};render(config)",
    "var maxPage=9;show(maxPage)",
    "var data={list:[],total:0,pageSize:15};$('#pg').pagination(data)",
    "var totalPage=1; load(function(r){totalPage=r.pages}); laypage.render({elem:'p'})",
]
LOADED_ON = [
    "<div class=load>加载更多</div>",
    "<p>上拉加载更多</p>",
    "<div><span>点击加载</span></div>",
    '<a href="javascript:void(0)">更多</a>',
    '<div onclick="more()">展开更多</div>',
    '<a href="/zwgk/tzgg/more.html">更多&gt;&gt;</a>',
    '<div><a href="/xxgk/tz/">查看更多通知公告&gt;&gt;</a></div>',
    '<div><a href="/xxgk/tz/">查看更多政策</a></div>',
    '<p><a href="/xxgk/tz/">点击查看更多信息</a></p>',
    '<p><a href="/xxgk/tz/">更多通知公告</a></p>',
    '<p><a href="/xxgk/tz/">全部公告 ></a></p>',
    '<p><a href="javascript:all()">查看更多通知公告</a></p>',
]


@pytest.mark.parametrize("items", [15, 3])
@pytest.mark.parametrize(
    "tail",
    [
        *WORDLESS,
        *NUMBERS,
        *NAMED,
        *RATIOS,
        *COUNTS,
        *LOADED_ON,
        *(f"<script>{text}</script>" for text in SCRIPTS),
    ],
)
def test_the_end_is_open(tail: str, items: int) -> None:
    reading = read(tail, items)
    assert len(reading.postings) == items
    assert is_open(reading)


WHOLE = [
    "<div>1/1</div>",
    "<div>共{n}条记录 1/1</div>",
    "<div>每页20条记录 共{n}条</div>",
    "<div class=p><span>1</span></div>",
    '<div><a class=disabled href="javascript:;">上一页</a><a>1</a><a class=disabled href="javascript:;">下一页</a></div>',
    '<div><a href="javascript:p(1)"><img src=prev.gif></a><a href="javascript:p(1)"><img src=next.gif></a></div>',
    "<script>createPageHTML(1, 0, 'index', 'html');</script>",
    "<script>createPageHTML('page_div',1, 1,'list','shtml',{n});</script>",
    '<script>$("#Pagination").pagination({n},{items_per_page:20,callback:cb})</script>',
    "<script>$('#pg').pagination({items:{n},itemsOnPage:20})</script>",
    "<script>kkpager.generPageHtml({pno:1,total:1,totalRecords:{n}})</script>",
    "<script>$(window).scroll(function(){if($(this).scrollTop()>100)$('#top').show();else $('#top').hide()});</script>",
    "<script>$(window).scroll(function(){$('#top').show()});$.ajax({url:'/visit.do?page='+location.href})</script>",
    "<script>$(window).scroll(function(){$('#top').show()});$.get('/pv');pageview++;</script>",
    '<p><a href="/l/">更多友情链接</a></p>',
    "<div>第 <input value=1> / 1 页</div>",
    '<div><a href="javascript:p(1)">第1页</a></div>',
    '<div><a href="list.html">第1页</a></div>',
    "<div>Page 1 of 1</div>",
    "<div>Showing 1 to {n} of {n} entries</div>",
    "<ol><li><em>1</em><a href=/r1.html>排行</a></li><li><em>2</em><a href=/r2.html>排行</a></li></ol>",
    "<div>没有更多了</div>",
    "<div>本月访问人次共 12345 个</div>",
    "<div>共1页 跳转到 <input type=text size=2> 页</div>",
    '<div class="pagination" data-total="{n}" data-size="20"></div>',
    '<el-pagination :total="{n}"></el-pagination>',
    "<div class=date>4/14</div>",
    '<select onchange="location.href=this.value"><option value="list.html">第1页</option></select>',
    '<a href="javascript:window.print()">打印</a><a href="javascript:window.close()">关闭</a>',
    '<div class=slide-num><span onclick="s(1)">1</span><span onclick="s(2)">2</span></div>',
    '<a class="next" href="javascript:;"></a>',
    "<div>字号 <a href='javascript:doZoom(16)'>16</a> <a href='javascript:doZoom(14)'>14</a></div>",
]  # fmt: skip


@pytest.mark.parametrize("items", [15, 3])
@pytest.mark.parametrize("tail", WHOLE)
def test_the_list_is_whole(tail: str, items: int) -> None:
    reading = read(tail.replace("{n}", str(items)), items)
    assert len(reading.postings) == items
    assert not is_open(reading)


@pytest.mark.parametrize(
    "tail",
    [
        '<div><a href="list_2.html"><img src="/images/next.gif"></a></div>',
        '<div><a href="list_2.html" class="btn-next"><i></i></a></div>',
        '<div><a href="list.html">1</a><a href="list_2.html">2</a><a href="list_3.html">3</a></div>',
        '<div><a href="list.html">第1页</a><a href="list_2.html">第2页</a></div>',
    ],
)
def test_a_next_page_without_a_name_is_followed(tail: str) -> None:
    reading = read(tail)
    assert reading.next_page is not None
    assert reading.next_page.url == f"{HOST}/zwgk/tzgg/list_2.html"


def test_the_first_page_by_its_parameter_is_the_page_without_one() -> None:
    reading = read('<a href="?page=1">1</a><a href="?page=2">2</a><a href="?page=3">3</a>')
    assert reading.next_page is not None
    assert reading.next_page.url.endswith("list.html?page=2")


def test_numbers_that_are_all_links_say_nothing_of_a_later_page() -> None:
    pager = "".join(f'<a href="list_{at}.html">{at}</a>' for at in (1, 2, 3))
    assert is_open(read(pager, path="/zwgk/tzgg/list_4711.html"))


def test_a_way_back_to_the_first_page_by_another_spelling_proves_no_last_page() -> None:
    pager = '<a href="/zwgk/tzgg/index.html">上一页</a> <a href="javascript:;" id="n">下一页</a>'
    assert is_open(read(pager, path="/zwgk/tzgg/"))


def test_the_last_page_among_named_ones_is_so() -> None:
    pager = '<a href="list.html">第1页</a><a href="list_2.html">第2页</a>'
    assert not is_open(read(pager, path="/zwgk/tzgg/list_2.html"))
