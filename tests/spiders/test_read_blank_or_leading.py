"""A column whose content leads to what it is called after, a file, one posting, another host, is not blank."""

import pytest

from audit_rules.subjects.matcher import load_vocabulary
from domain.columns import ColumnStatus
from domain.pages import Link, PageKind, PageReading
from domain.subjects import Grade, SubjectMatch, Surface
from spiders.portal.column_check import status_of
from spiders.portal.list_reading import ListReading
from spiders.reader import read_page

VOCABULARY = load_vocabulary()
URL = "http://www.example.gov.cn/zdly/ppp/"
NONE = "<p>暂无数据</p>"
MENU = "".join(
    f"<a href='/c{n}/'>{name}</a>"
    for n, name in enumerate(["首页", "政务公开", "新闻中心", "办事服务", "互动交流", "机构职能"])
)


def read(main: str) -> PageReading:
    crumb = "<div>当前位置：<a href='/'>首页</a> &gt; <a href='/zdly/'>重点领域</a> &gt; PPP项目</div>"
    body = f"<div class='nav'>{MENU}</div>{crumb}<div class='main'>{main}</div>"
    html = f"<html><head><title>PPP项目-某县人民政府</title></head><body>{body}</body></html>"
    return read_page(URL, html.encode(), vocabulary=VOCABULARY)


LEADING = {
    "a file that names a subject": "<a href='/f/1.pdf'>2017年部门预算</a>",
    "a posting that names a subject": "<a href='/art/2017/5/4/art_1_2.html'>部门预算</a>",
    "a file beside a note": f"<a href='/f/1.pdf'>PPP项目清单</a>{NONE}",
    "a file beside 建设中": "<p>栏目建设中</p><a href='/f/1.doc'>PPP项目清单</a>",
    "a posting beside the note of its comments": "<a href='/art/2017/5/4/art_1_2.html'>部门预算</a><p>最新评论 暂无数据</p>",
    "another host called as the column": "<a href='http://www.cpppc.org/'>PPP项目库</a>",
    "another host beside a note": f"<a href='http://www.cpppc.org/'>PPP项目库</a>{NONE}",
}


@pytest.mark.parametrize("name", LEADING)
def test_a_column_that_leads_to_what_it_is_called_after_is_not_blank(name: str) -> None:
    assert status_of(read(LEADING[name]), ListReading(), 0, "ppp")[0] is ColumnStatus.UNREADABLE


@pytest.mark.parametrize(
    "links",
    [
        {"url": "http://www.cpppc.org/", "region": "breadcrumb"},
        {"url": "http://www.cpppc.org/", "region": "friend"},
        {"url": "http://example.gov.cn/ppp/"},
        {"url": "http://www.example.gov.cn/f/1.pdf", "region": "footer"},
    ],
)
def test_what_leads_nowhere_new_leaves_a_column_blank(links: dict[str, str]) -> None:
    named = SubjectMatch(subject="ppp", grade=Grade.EXACT, surface=Surface.TEXT, matched="PPP")
    reading = PageReading(
        url=URL,
        kind=PageKind.COLUMN,
        under_construction=True,
        links=(Link(text="PPP项目", matches=(named,), **links),),
    )
    assert status_of(reading, ListReading(), 0, "ppp") == (ColumnStatus.BLANK, None)


def test_a_posting_shape_says_so_to_the_crawl_whatever_else_is_read() -> None:
    named = SubjectMatch(subject="budget", grade=Grade.EXACT, surface=Surface.TEXT, matched="预算")
    for url in ("http://www.example.gov.cn/art/2017/5/4/art_1_2.html", "http://www.example.gov.cn/f/1.pdf"):
        link = Link(url=url, text="部门预算", matches=(named,))
        reading = PageReading(url=URL, kind=PageKind.COLUMN, links=(link,))
        assert status_of(reading, ListReading(), 0, "ppp") == (ColumnStatus.UNREADABLE, None)


SHORT = {
    "a form for letters": "<form method='post'>姓名<input name='a'>内容<textarea name='b'></textarea></form>",
    "where to go": "<p>受理窗口：省政务服务中心三楼国土资源厅窗口</p>",
}


@pytest.mark.parametrize("name", SHORT)
def test_the_few_words_of_a_short_page_are_no_part_of_its_breadcrumb(name: str) -> None:
    # In one element with 当前位置 they were taken for a part of it, and the page for a blank column.
    crumb = "<div>当前位置：<a href='/'>首页</a> &gt; <a href='/xx/'>厅长信箱</a></div>"
    body = f"<div class='nav'>{MENU}</div><div>{crumb}<div>{SHORT[name]}</div></div>"
    html = f"<html><head><title>厅长信箱</title></head><body>{body}</body></html>"
    reading = read_page("http://www.example.gov.cn/xx/", html.encode(), vocabulary=VOCABULARY)
    assert reading.traces
    assert status_of(reading, ListReading(), 0, "consultation")[0] is not ColumnStatus.BLANK
