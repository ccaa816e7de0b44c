"""Is a list whose pager only scripts understand never taken for whole?"""

from datetime import date

import pytest

from audit_rules.subjects.matcher import load_vocabulary
from domain.pages import PageReading
from spiders.reader import read_page


def read(pager: str, items: int = 20) -> PageReading:
    rows = "".join(
        f'<li><a href="/a/{at}.html">关于印发第{at}号工作方案的通知</a>'
        f"<span>2017-{12 - at // 3:02}-{28 - at:02}</span></li>"
        for at in range(items)
    )
    html = (
        "<html><head><title>通知公告-某厅</title></head><body><div class=nav><a href=/>首页</a></div>"
        f"<div class='list'><h2>通知公告</h2><ul>{rows}</ul>{pager}</div><div class=footer>主办：某厅</div></body></html>"
    )
    return read_page(
        "http://a.gov.cn/l/index.html",
        html.encode(),
        vocabulary=load_vocabulary(),
        captured_on=date(2018, 1, 5),
    )


@pytest.mark.parametrize(
    "pager",
    [
        '<div id="p"></div><script>laypage({cont:"p",pages:12,curr:1})</script>',
        '<div id="p"></div><script>layui.laypage.render({elem:"p",count:240,limit:20});</script>',
        '<div><a href="javascript:go(1)">1</a><a href="javascript:go(2)">2</a></div>',
        '<div><a href="javascript:void(0)" class="next">下一页</a></div>',
        '<div><a href="#" id="nextPage">下一页</a></div>',
        "<form>转到<select onchange='jump(this)'><option>1</option><option>2</option></select>页</form>",
        '<div class="loadmore" onclick="loadMore()">加载更多</div>',
        "<div>共240条</div>",
        "<script>var totalPage=12;var currentPage=1;show(totalPage,currentPage);</script>",
        '<div class="pages" id="pages"></div><script src="/js/page.js"></script>',
        '<div><button onclick="turn(2)">下一页</button></div>',
        '<input type="button" value="下一页" onclick="turn(2)">',
        "<p>关于取消共2项行政许可的通知</p><a onclick='loadMore(2)'>加载更多</a>",
        "<p>附件共1页</p><a href='javascript:go(2)'>下一页</a>",
    ],
)
def test_a_pager_that_cannot_be_followed_leaves_the_end_open(pager: str) -> None:
    reading = read(pager)
    assert len(reading.postings) == 20
    assert reading.next_page is None
    assert reading.needs_postback


@pytest.mark.parametrize(
    ("pager", "items"),
    [
        ("", 20),
        ("<div>共20条</div>", 20),
        ("<div>共 1 页 首页 上一页 下一页 尾页</div>", 20),
        ("<script>var totalPage=1;show(totalPage,1);</script><div class='page'></div>", 20),
        ('<script>layui.laypage.render({elem:"p",count:20,limit:20});</script>', 20),
        (
            '<div><a href="/l/index_1.html">1</a><a href="/l/index_2.html">2</a><span>3</span><a>下一页</a></div>',
            20,
        ),
        ('<div><a href="javascript:void(0)">下一页</a></div>', 3),
        ('<div class="page"></div>', 7),
        ('<div class="page-header"></div><div class="homepage"></div>', 20),
    ],
)
def test_a_list_that_is_whole_is_so(pager: str, items: int) -> None:
    reading = read(pager, items)
    assert len(reading.postings) == items
    assert reading.next_page is None
    assert not reading.needs_postback


# What the frameworks make of a list with a second page; {off} is what they add where there is none, {two} its number.
FRAMEWORKS = {
    "element": (
        ('<div class="el-pagination"><button disabled="disabled" class="btn-prev"><i class="el-icon-arrow-left"></i></button>'
        '<ul class="el-pager"><li class="number active">1</li>{two}</ul>'
        '<button class="btn-next"{off}><i class="el-icon-arrow-right"></i></button></div>'),
        '<li class="number">2</li>',
        ' disabled="disabled"',
    ),
    "ant": (
        ('<ul class="ant-pagination"><li class="ant-pagination-prev" aria-disabled="true"><button></button></li>'
        '<li title="1" class="ant-pagination-item ant-pagination-item-active"><a>1</a></li>{two}'
        '<li class="ant-pagination-next"{off}><button class="ant-pagination-item-link"><span class="anticon"></span></button>'
        "</li></ul>"),
        '<li title="2" class="ant-pagination-item"><a>2</a></li>',
        ' aria-disabled="true"',
    ),
    "iview": (
        ('<ul class="ivu-page"><li title="上一页" class="ivu-page-prev ivu-page-disabled"><a><i></i></a></li>'
        '<li class="ivu-page-item ivu-page-item-active"><a>1</a></li>{two}'
        '<li class="ivu-page-next{off}"><a><i></i></a></li></ul>'),
        '<li class="ivu-page-item"><a>2</a></li>',
        " ivu-page-disabled",
    ),
    "vant": (
        ('<nav class="van-pagination"><ul class="van-pagination__items"><li class="van-pagination__item--disabled">'
        '<button disabled>上一页</button></li><li class="van-pagination__item--active"><button>1</button></li>{two}'
        '<li class="van-pagination__item--next"><button{off}>下一页</button></li></ul></nav>'),
        "<li><button>2</button></li>",
        " disabled",
    ),
    "layui": (
        ('<div class="layui-box layui-laypage"><a class="layui-laypage-prev layui-disabled" data-page="0">上一页</a>'
        '<span class="layui-laypage-curr"><em>1</em></span>{two}<a class="layui-laypage-next{off}">下一页</a></div>'),
        '<a href="javascript:;" data-page="2">2</a>',
        " layui-disabled",
    ),
    "bootstrap": (
        ('<nav><ul class="pagination"><li class="page-item active"><a class="page-link" href="#">1</a></li>{two}'
        '<li class="page-item{off}"><a class="page-link" href="#" aria-label="Next"><span>&raquo;</span></a></li></ul></nav>'),
        '<li class="page-item"><a class="page-link" href="#">2</a></li>',
        " disabled",
    ),
    "datatables": (
        ('<div class="dataTables_paginate"><a class="paginate_button previous disabled">Previous</a><span>'
        '<a class="paginate_button current">1</a>{two}</span><a class="paginate_button next{off}">Next</a></div>'),
        '<a class="paginate_button">2</a>',
        " disabled",
    ),
    "naive": (
        '<div class="n-pagination"><div class="n-pagination-item--active">1</div>{two}</div>',
        '<div class="n-pagination-item">2</div>',
        "",
    ),
}  # fmt: skip


@pytest.mark.parametrize("items", [20, 3])
@pytest.mark.parametrize("name", FRAMEWORKS)
def test_a_pager_as_a_framework_makes_it(name: str, items: int) -> None:
    form, two, off = FRAMEWORKS[name]
    assert read(form.format(two=two, off=""), items).needs_postback
    assert not read(form.format(two="", off=off), items).needs_postback


@pytest.mark.parametrize("items", [20, 3])
@pytest.mark.parametrize("name", ["element", "ant"])
def test_a_button_for_the_next_page_needs_no_words(name: str, items: int) -> None:
    assert read(FRAMEWORKS[name][0].format(two="", off=""), items).needs_postback
