"""A column is empty only where nothing on its page may be a posting: 暂无数据 may be said of one box of it."""

import pytest

from audit_rules.subjects.matcher import load_vocabulary
from domain.columns import ColumnStatus
from domain.pages import PageKind, PageReading
from spiders.kinds.traces import has_traces
from spiders.markup.page_parse import parse
from spiders.markup.regions import regions
from spiders.portal.column_check import status_of
from spiders.portal.list_reading import ListReading
from spiders.reader import read_page

VOCABULARY = load_vocabulary()
URL = "http://www.example.gov.cn/zdly/ppp/"
NAMES = (
    "首页 政务公开 新闻中心 办事服务 互动交流 数据开放 走进某县 专题专栏 机构职能 领导之窗 政策文件 通知公告"
)
MENU = (
    "<div class='nav'>"
    + "".join(f"<a href='/c{n}/'>{name}</a>" for n, name in enumerate(NAMES.split()))
    + "</div>"
)
CRUMB = "<div>当前位置：<a href='/'>首页</a> &gt; <a href='/zdly/'>重点领域</a> &gt; PPP项目</div>"
SIDE = "<div class='left'><h3>重点领域</h3><a href='/zdly/1/'>财政预决算</a><a href='/zdly/2/'>重大项目</a></div>"
FOOT = "<div class='footer'>主办：某县人民政府办公室 滇ICP备05000001号 网站标识码5300000001</div>"
TITLES = (
    "关于公布第三批政府和社会资本合作入库项目的通知",
    "某县城市污水处理厂二期工程特许经营公告",
    "县财政局关于开展项目绩效评价的通知",
)
NONE = "<p>暂无数据</p>"


def source(main: str) -> str:
    content = f"{MENU}{CRUMB}<div>{SIDE}<div class='main'>{main}</div></div>{FOOT}"
    return f"<html><head><title>PPP项目-某县人民政府</title></head><body>{content}</body></html>"


def read(main: str, script: str = "") -> PageReading:
    return read_page(URL, (source(main) + script).encode(), vocabulary=VOCABULARY)


def traces(main: str, *, noted: bool) -> bool:
    tree = parse(source(main))
    return has_traces(tree, regions(tree), noted=noted)


def each(row: str) -> str:
    return "".join(row.format(n=n, title=title) for n, title in enumerate(TITLES))


EMPTY = {
    "said in a paragraph": NONE,
    "said in a list": "<ul class='list'><li>暂无信息</li></ul>",
    "being built": "<p>栏目建设中，敬请期待！</p>",
    "an excuse": "<p>本栏目暂无内容，给您带来不便敬请谅解</p>",
    "under a table's head": "<table><tr><td>项目名称</td><td>投资</td></tr><tr><td colspan=2>暂无数据</td></tr></table>",
    "no items counted": f"{NONE}<div>共 0 条 第1/1页</div>",
    "under a search": f"<form><input name=q><button>查询</button></form>{NONE}",
    "with a clock": f"<div>今天是2017年6月1日 星期四</div>{NONE}",
    "with tools": f"<div><a href='javascript:;'>打印</a><a href='javascript:;'>关闭</a></div>{NONE}",
    "the words of a grid": "<div class='layui-none'>无数据</div>",
    "beside a linked ornament": f"<a href='/wx/'><img src='/images/wx.png'></a>{NONE}",
    "beside a banner in Flash": f"<embed src='/flash/banner.swf' width='1000' height='450'>{NONE}",
    "beside a strip in Flash": f"<embed src='/flash/a.swf' width='1000' height='200'>{NONE}",
    "beside a control for printing": f"<object classid='clsid:8856F961-340A-11D0-A96B-00C04FD705A2'></object>{NONE}",
    "beside a small object": f"<object classid='clsid:D27CDB6E' width='800' height='90'></object>{NONE}",
    "beside a player": f"<object id='player1' classid='clsid:6BF52A52' width='500' height='450'></object>{NONE}",
    "beside a wide ornament": f"<img src='/images/banner2.jpg' width='1000'>{NONE}",
    "beside the weather": f"<iframe src='http://tianqi.example.com/' width='400' height='300'></iframe>{NONE}",
    "in each column of a table": "<table><tr><th>名称</th><th>附件</th></tr><tr><td>暂无</td><td>无</td></tr></table>"
    + NONE,
    "that there are no such documents": "<p>本栏目暂无相关政策文件和通知公告</p>" + NONE,
    "of the information sought": "<p>暂无相关信息</p>",
    "said in English": "<table><tr><td>No data available in table</td></tr></table>",
}


@pytest.mark.parametrize("name", EMPTY)
def test_a_column_that_says_it_is_empty_and_shows_nothing_else_is_blank(name: str) -> None:
    reading = read(EMPTY[name])
    assert (reading.kind, reading.under_construction) == (PageKind.COLUMN, True)
    assert status_of(reading, ListReading(), 0, "ppp") == (ColumnStatus.BLANK, None)


DATED = "<li><a href=/a/{n}.html>{title}</a><span>2017-05-1{n}</span></li>"
ROW = "<tr><td>项目清单</td><td><a onclick='d(1)'>下载</a></td></tr>"
HOLDING = {
    "dated items under 热点新闻": f"<h3>热点新闻</h3><ul>{each(DATED)}</ul>",
    "a page in a frame": "<iframe src='/list.html' width='100%' height='800'></iframe>",
    "a frame that a script fills": "<iframe id='rows' width='100%' height='800'></iframe>",
    "rows with their address as data": f"<ul>{each('<li data-url=/a/{n}.html>{title}</li>')}</ul>",
    "rows that only a script knows": f"<ul>{each('<li data-id={n}>{title}</li>')}</ul>",
    "things to click": "<b onclick='show(1)'></b><div onclick='show(1)'>项目库</div><div onclick='show(2)'>采购公告</div>",
    "tabs": "<a href='javascript:tab(1)'>项目信息</a><a href='javascript:tab(2)'>实施方案</a>",
    "entries that are pictures": "<a href='/zt/1/'><img src='/i/1.jpg'></a><a href='/zt/2/'><img src='/i/2.jpg'></a>",
    "a file": "<object data='/a/b.pdf' width='800' height='900'></object>",
    "rows of data": "<table><tr><td>项目</td><td>投资</td></tr><tr><td>污水处理厂</td><td>1.2亿</td></tr></table>",
    "lines of text": "<p>1. 城市污水处理厂二期工程项目</p><p>2. 生活垃圾焚烧发电工程项目</p>",
    "a day": "<p>名单</p><p>2017年6月</p>",
    "a count of items": "<div>共 35 条记录</div>",
    "a form": "<form><textarea name='t'></textarea></form>",
    "a template": "<p>{{ item.title }}</p>",
    "a file called as the column": "<a href='/f/1.pdf'>PPP项目清单</a>",
    "one posting called as a column": "<a href='/art/2017/5/4/art_1_2.html'>部门预算</a>",
    "one posting at a relative address": "<a href='./201705/t20170504_12.html'>部门预算</a>",
    "a paper in Flash": "<embed src='/FlexPaper.swf?f=1.pdf' width='800' height='600'>",
    "a paper that an object plays": "<object classid='1' width='100%' height='600'><param name='movie' value='p.swf'></object>",
    "scans": "<img src='/i/1.jpg' width='800'><img src='/i/2.jpg' style='width:800px'>",
    "a picture among uploads": "<img src='/upload/2017/icons/a1.jpg'>",
    "the name of a document": "<p>1. 关于地铁一号线工程PPP项目实施方案的批复文件</p>",
    "a document of a government": "<p>某县人民政府关于污水处理建设项目实施方案的批复（某政复〔2017〕5号）</p>",
    "a row under a head": f"<table><tr><th>名称</th><th>附件</th></tr>{ROW}</table>",
    "a row under a plain head": f"<table><tr><td>名称</td><td>附件</td></tr>{ROW}</table>",
    "an entry whose picture has letters of an icon's": "<a href='/zwxx/'><img src='/images/zwxx.png'></a>",
}


@pytest.mark.parametrize("name", HOLDING)
def test_what_says_that_it_is_empty_is_not_believed_beside(name: str) -> None:
    reading = read(HOLDING[name] + NONE)
    assert not reading.under_construction
    assert traces(HOLDING[name] + NONE, noted=True)


@pytest.mark.parametrize("name", [name for name in HOLDING if name != "a page in a frame"])
def test_the_same_shows_more_where_nothing_is_said(name: str) -> None:
    assert traces(HOLDING[name], noted=False)


@pytest.mark.parametrize(
    "main",
    [
        "<p><img src='/u/scan1.jpg' width='800'></p>",
        "<p>相关内容请到某省财政厅查阅办理</p>",
        "<div>加载中...</div>",
        "<img src='/images/loading.gif'>",
    ],
)
def test_a_picture_a_line_or_a_wait_alone_is_no_blank_column(main: str) -> None:
    assert traces(main, noted=False)


@pytest.mark.parametrize(
    "main",
    [
        "",
        "<ul class='list'></ul>",
        "<h2>PPP项目</h2><ul class='list'></ul><div>共 0 条</div>",
        "<img src='/images/banner.jpg'><ul></ul>",
        "<img src='/images/a.jpg' width='20'><ul></ul>",
        "<ul></ul><p>版权所有：某县人民政府办公室 技术支持：某某公司</p>",
        "<a href='http://bszs.conac.cn/sitename?method=show'><img src='/images/red.png'></a><ul></ul>",
        "<a href='/'><img src='/images/back.png'></a><ul></ul>",
    ],
)
def test_an_empty_template_shows_no_traces(main: str) -> None:
    assert not traces(main, noted=False)
    assert status_of(read(main), ListReading(), 0, "ppp") == (ColumnStatus.BLANK, None)


def test_a_frame_beside_the_content_is_no_trace() -> None:
    assert traces("<iframe src='/list.html' width='400' height='300'></iframe>", noted=True)
    assert not traces("<iframe src='/weather.html' width='400' height='300'></iframe>", noted=True)


def test_a_pager_that_counts_pages_keeps_a_column_from_being_called_blank() -> None:
    for pages, status in ((3, ColumnStatus.UNREADABLE), (1, ColumnStatus.BLANK), (None, ColumnStatus.BLANK)):
        reading = PageReading(url=URL, kind=PageKind.COLUMN, total_pages=pages)
        assert status_of(reading, ListReading(), 0, "ppp") == (status, None)


def test_traces_keep_a_column_from_being_called_blank() -> None:
    reading = PageReading(url=URL, kind=PageKind.COLUMN, traces=True)
    assert status_of(reading, ListReading(), 0, "ppp") == (ColumnStatus.UNREADABLE, None)


@pytest.mark.parametrize(
    "note",
    [
        *(
            "附件：暂无信息",
            "网友评论：暂无内容",
            "暂无评论",
            "暂无更多数据",
            "最新评论 暂无数据",
            "【网友评论】暂无内容",
            "相关附件（0） 暂无数据",
        ),
        *("<b>最新评论</b><i>暂无数据</i>", "<b>相关附件：</b><i>暂无内容</i>"),
    ],
)
def test_what_is_said_of_a_part_is_not_said_of_the_column(note: str) -> None:
    assert not read(f"<p>{note}</p>").under_construction


AJAX = "<script>$.ajax({url:'/api/l',success:function(d){$('#rows').html(d)}})</script>"
UNFILLED = {
    "a list that says 暂无数据": ("<ul id='rows'><li>暂无数据</li></ul>", AJAX),
    "a list that says 加载中": ("<ul id='rows'><li>加载中...</li></ul>", AJAX),
    "a table for a grid": (
        "<table id='rows'><thead><tr><th>标题</th></tr></thead><tbody><tr><td>暂无记录</td></tr></tbody></table>",
        "<script src='/js/dt.js'></script><script>$('#rows').DataTable({ajax:'/api/l'})</script>",
    ),
    "an empty table": (
        "<table id='rows'></table>",
        "<script>layui.use('table',function(){layui.table.render({elem:'#rows',url:'/api'})})</script>",
    ),
    "a list that a script kept elsewhere fills": (
        "<ul id='rows'></ul>",
        "<script src='/js/list.js'></script><script>loadList('rows','PPP',1)</script>",
    ),
}


@pytest.mark.parametrize("name", UNFILLED)
def test_a_placeholder_that_a_script_takes_away_is_no_blank_column(name: str) -> None:
    reading = read(*UNFILLED[name])
    assert reading.needs_render
    assert status_of(reading, ListReading(), 0, "ppp")[0] is ColumnStatus.UNREADABLE


def test_an_empty_list_named_by_no_script_of_the_page_is_blank() -> None:
    script = "<script src='/js/jquery.min.js'></script><script>$('.menu').hide();var rows=1;</script>"
    reading = read("<ul id='rows'><li>暂无数据</li></ul>", script)
    assert not reading.needs_render
    assert status_of(reading, ListReading(), 0, "ppp")[0] is ColumnStatus.BLANK


def test_headlines_that_lead_on_beside_a_note_are_more_than_a_blank_column() -> None:
    links = each("<li><a href='/x.do?id={n}'>{title}</a></li>")
    assert status_of(read(f"<ul>{links}</ul>{NONE}"), ListReading(), 0, "ppp")[0] is not ColumnStatus.BLANK
