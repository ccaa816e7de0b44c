"""Under which heading does a list stand, and which tab's panel is it?"""

import pytest

from audit_rules.subjects.matcher import load_vocabulary
from domain.pages import Posting
from spiders.reader import read_page

VOCABULARY = load_vocabulary()


def read(content: str) -> tuple[Posting, ...]:
    html = f"<html><head><title>某市人民政府</title></head><body><div>{content}</div></body></html>"
    return read_page("http://www.example.gov.cn/zwgk/", html.encode(), vocabulary=VOCABULARY).postings


def items(slug: str, count: int = 3) -> str:
    return "".join(
        f'<li><a href="/{slug}/{n}.html">关于公布第{n}批项目名单的公告（{slug}）</a><span>2017-04-0{n}</span></li>'
        for n in range(1, count + 1)
    )


def sections(content: str) -> list[tuple[str, str | None, bool]]:
    """(slug, section, hidden) once for every run of items."""
    told: list[tuple[str, str | None, bool]] = []
    for posting in read(content):
        entry = (posting.url.split("/")[3], posting.section, posting.hidden)
        if not told or told[-1] != entry:
            told.append(entry)
    return told


LIST = f"<ul>{items('a')}</ul>"
HEADED = {
    "heading before": f"<h3>通知公告</h3>{LIST}",
    "heading with more": f'<div><h3><a href="/tzgg/">通知公告</a></h3><a href="/tzgg/">更多&gt;&gt;</a></div>{LIST}',
    "heading in two languages": f"<div><b>通知公告</b><i>Notice</i></div>{LIST}",
    "heading as text": f"<div>通知公告：{LIST}</div>",
    "heading in a row above": (
        f"<table><tr><td>通知公告</td><td><a href='/tzgg/'>更多</a></td></tr><tr><td>{LIST}</td></tr></table>"
    ),
    "first row of the list": f"<ul><li><b>通知公告</b><a href='/tzgg/'>更多</a></li>{items('a')}</ul>",
    "picture": f'<div><img src="tzgg.png" alt="通知公告"></div>{LIST}',
    "wrappers between": f"<div><div><span>通知公告</span></div></div><div><div><div>{LIST}</div></div></div>",
    "form between": f'<h3>通知公告</h3><form><input name="key"><button>搜索</button></form>{LIST}',
    "heads of columns between": f"<h3>通知公告</h3><ul><li>标题</li><li>发布日期</li></ul>{LIST}",
    "sort between": f'<h3>通知公告</h3><div><span>排序：</span><a href="?o=1">默认</a><a href="?o=2">时间</a></div>{LIST}',
    "sort in its line": (
        f'<div><h3>通知公告</h3><span>排序：<a class="cur" href="?o=1">默认</a><a href="?o=2">时间</a></span></div>{LIST}'
    ),
    "name before its sub-columns": (
        f'<div><h3>通知公告</h3><a href="/gg/">公告</a><a href="/tz/">通知</a></div>{LIST}'
    ),
    "chosen of several names": (
        f'<div><a href="/a/">政策文件</a><a class="on" href="/b/">通知公告</a><a href="/c/">政策解读</a></div>{LIST}'
    ),
}


@pytest.mark.parametrize("content", HEADED.values(), ids=HEADED)
def test_heading_of_a_list(content: str) -> None:
    assert sections(content) == [("a", "通知公告", False)]


UNHEADED = {
    "breadcrumb": f'<h1>某市人民政府</h1><div>当前位置：<a href="/">首页</a> &gt; <a href="/zwgk/">政务公开</a></div>{LIST}',
    "breadcrumb without a word": f'<div><a href="/">首页</a> &gt; <a href="/zwgk/">政务公开</a></div>{LIST}',
    "headline of a carousel": f'<div><a href="/a/201704/t20170421_1.html">市政府召开常务会议</a></div>{LIST}',
    "count of results": f"<div>共12条</div>{LIST}",
    "sentence": f"<p>为您找到以下公开信息，请点击查看。</p>{LIST}",
    "day": f"<p>2017年4月21日</p>{LIST}",
    "two columns beside it": f'<div><a href="/kyq/">矿业权</a><a href="/tdsc/">土地市场</a></div><div>{LIST}</div>',
    "one column beside it": f'<div><a href="/kyq/">矿业权</a></div><div>{LIST}</div>',
    "years to choose from": f'<div><b>发文年份</b><a href="?y=2017">2017年</a><a href="?y=2016">2016年</a></div>{LIST}',
    "what was searched for": f"<div><b>招商引资</b> 共找到 <i>12</i> 个结果</div>{LIST}",
    "count of results in pieces": f"<div>为您找到相关结果约 <b>1,284</b> 个</div>{LIST}",
    "banner over a menu": (
        f"<h2>某市司法局</h2><div>{''.join(f'<a href=/m{n}/>栏目名称{n}</a>' for n in range(6))}</div><div>{LIST}</div>"
    ),
    "menu with a heading of its own": (
        f"<h2>政务公开</h2><div><ul>{''.join(f'<li><a href=/m{n}/>栏目名称{n}</a></li>' for n in range(6))}"
        f"</ul></div><div>{LIST}</div>"
    ),
}


@pytest.mark.parametrize("content", UNHEADED.values(), ids=UNHEADED)
def test_what_heads_no_list(content: str) -> None:
    assert sections(content) == [("a", None, False)]


def test_banner_of_a_site_heads_no_list() -> None:
    page = f"<html><head><title>通知公告</title></head><body><div>某市司法局</div><div>{LIST}</div></body></html>"
    reading = read_page("http://www.example.gov.cn/tzgg/", page.encode(), vocabulary=VOCABULARY)
    assert [posting.section for posting in reading.postings] == [None] * 3


def test_link_to_a_column_heads_its_box() -> None:
    boxes = "".join(
        f"<div><div><a href='/index.php/list/{n}.html'>{name}</a></div><ul>{items(slug)}</ul></div>"
        for n, (name, slug) in enumerate((("政策解读", "a"), ("财政信息", "b")), 105)
    )
    assert [section for _, section, _ in sections(boxes)] == ["政策解读", "财政信息"]


def test_boxes_side_by_side_keep_their_own_headings() -> None:
    boxes = "".join(
        f"<td><div>{name}</div><ul>{items(slug)}</ul></td>"
        for name, slug in (("政策文件", "a"), ("政策解读", "b"))
    )
    assert sections(f"<table><tr>{boxes}</tr></table>") == [
        ("a", "政策文件", False),
        ("b", "政策解读", False),
    ]


def test_a_box_without_a_heading_takes_none_from_the_box_before() -> None:
    content = f"<div><div><h3>政策文件</h3><ul>{items('a')}</ul></div><div><ul>{items('b')}</ul></div></div>"
    assert sections(content) == [("a", "政策文件", False), ("b", None, False)]


def test_a_list_cut_in_two_has_one_heading() -> None:
    content = f"<h3>通知公告</h3><ul>{items('a')}</ul><hr><ul>{items('b')}</ul><hr><ul>{items('c', 1)}</ul>"
    assert [section for _, section, _ in sections(content)] == ["通知公告"] * 3


PANELS = f"<div>{LIST}</div><div style='display:none'><ul>{items('b')}</ul></div>"
TABS = {
    "spans": f"<p><span>政策文件</span><span>政策解读</span></p><div>{PANELS}</div>",
    "links with more between": (
        '<ul><li><a href="/zcwj/">政策文件</a></li><li class="line"></li><li><a href="/zcjd/">政策解读</a></li>'
        f'<li><a href="/zc/">更多</a></li></ul><div>{PANELS}</div>'
    ),
    "names in pieces": (
        f"<div><div><a><b>政策</b><b>文件</b></a><a><b>政策</b><b>解读</b></a></div></div><div>{PANELS}</div>"
    ),
    "filter between": (
        f"<ul><li>政策文件</li><li>政策解读</li></ul><div>按主题：<a href='?1'>财政税务</a><a href='?2'>农林水利</a>"
        f"<a href='?3'>教育文化</a></div><div>{PANELS}</div>"
    ),
    "a tab that leads to another page": (
        f'<div><a href="/zcwj/">政策文件</a><a href="/zcjd/">政策解读</a><a href="/gb/">政府公报</a></div>{PANELS}'
    ),
}


@pytest.mark.parametrize("content", TABS.values(), ids=TABS)
def test_tabs_name_their_panels(content: str) -> None:
    assert sections(content) == [("a", "政策文件", False), ("b", "政策解读", True)]


def test_panel_marked_as_the_chosen_one_is_a_panel_still() -> None:
    heads = "<div><a class='on' href='javascript:;'>公告</a><a href='javascript:;'>公示</a><a href='/gg/'>更多</a></div>"
    panels = f"<div><div class='on'>{LIST}</div><div><ul>{items('b')}</ul></div></div>"
    assert [section for _, section, _ in sections(heads + panels)] == ["公告", "公示"]


def test_boxes_with_headings_one_under_another_are_no_panels() -> None:
    before = "<div><b>办事</b><a href='/bs/'>服务</a></div>"
    boxes = f"<div>通知公告</div>{LIST}<div>政策文件</div><ul>{items('b')}</ul>"
    assert [section for _, section, _ in sections(before + boxes)] == ["通知公告", "政策文件"]


def test_panels_of_one_item_each_are_no_list() -> None:
    heads = "<ul><li>安全生产</li><li>食品药品</li><li>环境保护</li></ul>"
    hidden = "".join(f"<ul style='display:none'>{items(slug, 1)}</ul>" for slug in "bc")
    assert sections(f"<div>{heads}<div><ul>{items('a', 2)}</ul>{hidden}</div></div>") == [
        ("a", "安全生产", False),
        ("b", "食品药品", True),
        ("c", "环境保护", True),
    ]


def test_columns_of_a_page_are_no_panels() -> None:
    crumb = "<ol><li>当前位置：<a href='/'>首页</a></li><li><a href='/zt/'>专题专栏</a></li><li>人事招聘</li></ol>"
    content = (
        f"{crumb}<div class='col-9'>{LIST}</div><div class='col-3'><p>政策解读</p><ul>{items('b')}</ul></div>"
    )
    assert sections(content) == [("a", None, False), ("b", "政策解读", False)]


def test_items_that_are_hidden_alone_are_marked() -> None:
    rows = items("a").replace("<li>", '<li style="display:none">', 1)
    assert [posting.hidden for posting in read(f"<ul>{rows}</ul>")] == [True, False, False]
