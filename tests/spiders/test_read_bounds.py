"""However large, deep or odd a page is, reading it ends within bounds of time and memory, in proportion to its size.

Each page is read in a child process that may use 60 s of CPU and 1 GB: a reader whose cost grows with the square of
the page's size needs hours for these, a sound one a few seconds.
"""

import multiprocessing
import random
import resource
from collections.abc import Callable
from datetime import date
from multiprocessing.connection import Connection

import pytest

from audit_rules.subjects.matcher import load_vocabulary
from domain.pages import PageKind
from spiders.reader import read_page

VOCABULARY = load_vocabulary()
SECONDS = 60
MEGABYTES = 1_000
HEAD = "<html><head><title>通知公告</title></head><body>"
TITLE = "关于公布行政事业性收费目录清单的公告"
ITEM = '<li><a href="/a/{n}.html">关于公布第{n}号事项的公告</a><span>2017-04-{d:02}</span></li>'
ROW = "<tr><td><a href={n}.html>关于公布第{n}号事项的公告</a></td><td>2017-04-14</td><td>2017-05-14</td></tr>"
Body = Callable[[], str | bytes]


def items(count: int, form: str = ITEM) -> str:
    return "".join(form.format(n=n, d=n % 28 + 1) for n in range(count))


def measured(body: str | bytes, answer: Connection) -> None:
    """In the child: read, and say what was used."""
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss  # what the parent held
    given = body.encode() if isinstance(body, str) else body
    reading = read_page(
        "http://www.example.gov.cn/zwgk/index.html",
        given,
        vocabulary=VOCABULARY,
        captured_on=date(2017, 12, 31),
    )
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    answer.send((reading.kind, len(reading.postings), used // 1024))


def read_apart(body: str | bytes) -> tuple[PageKind, int, float]:
    """Read in a child process, within the bound of time: kind, number of postings, megabytes at the peak."""
    context = multiprocessing.get_context("fork")
    receiving, sending = context.Pipe(duplex=False)
    child = context.Process(target=measured, args=(body, sending))
    child.start()
    sending.close()
    try:
        kind, postings, megabytes = receiving.recv()
    except EOFError:
        child.join()
        pytest.fail(f"the reader did not come to an end: exit {child.exitcode} (-9 or -24: out of time)")
    child.join()
    return kind, postings, megabytes


def peak(body: str | bytes) -> float:
    """The megabytes that a page costs at the peak."""
    return read_apart(body)[2]


SIZES: dict[str, Body] = {
    "50 MB of text": lambda: HEAD + ("<p>" + "为贯彻落实国务院的要求，现予以公布。" * 50 + "</p>") * 18_000,
    "50 MB in one text": lambda: HEAD + "公布" * 8_000_000,
    "50 MB of tags": lambda: HEAD + "<b>x</b>" * 6_000_000,
    "50 MB of zeros": lambda: b"\0" * 50_000_000,
    "5 MB in an attribute": lambda: f'{HEAD}<div title="{"长" * 1_700_000}" class="{"page" * 400_000}">x</div>',
    "200,000 links": lambda: HEAD + items(200_000, '<a href="/a/{n}.html">公告{n}号通知</a> '),
    "200,000 items": lambda: f"{HEAD}<ul>{items(200_000)}</ul>",
    "200,000 items without a year": lambda: f"{HEAD}<ul>{items(200_000).replace('2017-', '')}</ul>",
    "one item with 50,000 dates": lambda: f"{HEAD}<ul><li><a href=1.html>{TITLE}</a>{'<i>2017-04-14</i>' * 50_000}</li></ul>",
    "50,000 headings": lambda: HEAD + items(50_000, "<h3>政务公开{n}</h3><a href='/m/{n}/'>更多</a>"),
    "50,000 dates under a title": lambda: f"{HEAD}<h1>{TITLE}</h1>" + "<p>发布时间：2017-04-14</p>" * 50_000,
    "5 MB of JSON in a script": lambda: f'<script>var data=[{items(60_000, "{{url:/a/{n}.html,date:2017-04-{d}}},")}]</script>',
    "an answer with 20,000 records": lambda: "<datastore>" + f"<record><![CDATA[{items(1)}]]></record>" * 20_000,
}  # fmt: skip
DEPTHS: dict[str, Body] = {
    "div": lambda: HEAD + "<div>" * 100_000,
    "div with attributes": lambda: (
        HEAD + items(100_000, "<div class='a{n} list' style='display:block' id=i{n}>")
    ),
    "tables": lambda: HEAD + "<table><tr><td>" * 50_000,
    "tables, closed": lambda: HEAD + "<table><tr><td>x" * 50_000 + "</td></tr></table>" * 50_000,
    "links": lambda: HEAD + "<a href=1.html>" * 100_000,
    "formatting": lambda: HEAD + "<font color=red><b><i>" * 33_000,
    "paragraphs": lambda: HEAD + "<p><b>" * 50_000,
    "definitions": lambda: HEAD + "<dl><dd>" * 50_000,
    "unknown elements": lambda: HEAD + items(100_000, "<x{n}>"),
    "lists in items": lambda: HEAD + items(10_000, "<ul>" + ITEM.removesuffix("</li>")),
    "JSON": lambda: '{"success":true,"data":' + "[" * 1_000_000,
}
ODDITIES: dict[str, Body] = {
    "breadcrumbs in each other": lambda: HEAD + "<div>当前位置：<a>首页</a>&gt;" * 4_000,
    "dated tables in each other": lambda: HEAD + "<table><tr><td>2017-01-01" * 2_000,
    "a row of 4,000 heads over one of 4,000 days": lambda: (
        HEAD + "<table><tr>" + "<th>日期</th>" * 4_000 + "</tr><tr>" + "<td>2017-01-01</td>" * 4_000 + "</tr></table>"
    ),
    "numbers before numbered links": lambda: HEAD + items(4_000, "<b>{n}</b>") + items(4_000, "<a href=/{n}/>{n}</a>"),
    "20,000 breadcrumbs in one element": lambda: HEAD + "<div>" + "当前位置：<a href=/>首页</a> &gt; x<br>" * 20_000,
    "unclosed doctypes after the end": lambda: "</html>" + "<!doctype " * 400_000,
    "unclosed bodies after the end": lambda: "<html></html>" + "<html <body " * 400_000,
    "a script of one long word": lambda: HEAD + "<a href='javascript:" + "open" * 500_000 + "'>x</a>",
    "a script of owners": lambda: "<script>" + "window . " * 300_000 + "</script>",
    "100,000 frames": lambda: HEAD + items(100_000, "<iframe src=a{n}.html></iframe>"),
    "300,000 attributes": lambda: HEAD + "<div " + items(300_000, "a{n}=1 ") + ">x",
    "300,000 options": lambda: HEAD + "<select>" + "<option>1</option>" * 300_000,
    "unclosed scripts after links": lambda: "<select>" + "<a href=1.html>关于公布</a><script>" * 40_000,
    "60,000 links to more": lambda: HEAD + "<div>" + items(60_000, "<a href=/{n}/>更多</a>"),
    "1 MB of <": lambda: "<" * 1_000_000,
    "unclosed tags": lambda: "<a href=" * 600_000,
    "an unclosed comment": lambda: HEAD + "<!--" + "x" * 9_000_000,
    "comments in comments": lambda: HEAD + "<!-- <a href=x>" * 400_000,
    "unclosed scripts": lambda: "<script>" * 500_000,
    "an unclosed title": lambda: "<title>" + items(20_000, '<a href="/a/{n}.html">公告{n}号</a>'),
    "metas": lambda: items(100_000, "<meta name=a{n} content=b>"),
    "bases": lambda: "<base href=x>" * 200_000,
    "friend links": lambda: HEAD + items(20_000, "<div><h4>友情链接</h4><a href=/{n}>a</a><a href=/b{n}>b</a></div>"),
    "footers": lambda: HEAD + "<p>某ICP备05000002号 版权所有</p>" * 50_000,
    "hidden fields": lambda: HEAD + "<form>" + items(50_000, "<input type=hidden name=a{n} value=1>"),
    "small lists side by side": lambda: HEAD + items(5_000, f"<ul>{ITEM}{ITEM.replace('/a/', '/b/')}</ul>"),
    "tabs": lambda: HEAD + items(10_000, "<span>栏目{n}</span>") + items(3_000, f"<div><ul>{ITEM}{ITEM}</ul></div>"),
    "links called 更多": lambda: HEAD + items(20_000, "<a href=/m/{n}/>更多&gt;&gt;</a>"),
    "numbers before links": lambda: HEAD + items(10_000, '<a href="l_{n}.html">{n}</a>') + "<span>1</span>" * 20_000,
    "a table with a head": lambda: HEAD + "<table><tr><th>标题</th><th>日期</th></tr>" + items(20_000, ROW),
    "image links": lambda: HEAD + items(30_000, "<a href=/m/{n}/><img src={n}.png></a>"),
    "links of spaces": lambda: HEAD + items(10_000, "<li><a href=1.html>" + " " * 30 + "</a></li>"),
    "rows of two cells": lambda: HEAD + "<table>" + "<tr><td></td><td>1</td></tr>" * 40_000,
    "pictures in links without addresses": lambda: HEAD + "<a><img></a>" * 100_000,
    "comments with days": lambda: HEAD + "<div><p>网友评论</p><p>2017-05-01</p></div>" * 20_000,
    "equal ratios": lambda: HEAD + "<span>1/9</span>" * 30_000,
    "a menu of columns beside their tree": lambda: (
        HEAD + "<a href='/gkmlpt/index'>x</a>" + items(60_000, "<a href='#{n}'>栏目{n}</a>")
        + "<script>var tree=[" + items(300_000, '{{"id":9{n},"x":1}},') + "]</script>"
    ),
    "places of a pager that no script names": lambda: (
        f"{HEAD}<ul>{items(5)}</ul>" + items(40_000, "<div class='pager x{n} y{n}'></div>")
        + "<script>" + "$('.x').y['z'];" * 25_000 + "</script>"
    ),
    "menus beside a list": lambda: (
        f"{HEAD}<ul>{items(12)}</ul><div>" + items(20_000, "<p><a href=/{n}/>历史文件</a></p>")
        + "</div>" + items(20_000, "<i>x</i><a href=/y{n}/>19{d:02}年</a><div>展开更多</div>")
    ),
    "metas of one name": lambda: items(100_000, "<meta name=keywords content=值{n}>"),
    "random bytes": lambda: random.Random(1).randbytes(3_000_000),
}  # fmt: skip
# Texts over which a careless pattern backtracks.
RUNS = [
    " ", "\u3000", "\t", "\n", "1", "2017年", "年月日", "下一页", ">>>>>", "＞", ",", "，", "2017-04-14", "2017-04-14 ",
    "-", "二〇一七年", "一", "发布时间：", "发 布 时 间 ", "当前位置：", "ICP备", "共", "共 1 ", "1/9 ", "404 ", "页面", "（",
    "[", '"', ".", "…", "a", "http://", "：", "open(", "\u200b", "&", "&amp;", "{{", "function(", "var a=",
    "createPageHTML(",
]  # fmt: skip


@pytest.mark.parametrize("name", SIZES)
def test_large_pages(name: str) -> None:
    assert peak(SIZES[name]()) < MEGABYTES


@pytest.mark.parametrize("name", DEPTHS)
def test_pages_that_nest_100_000_deep(name: str) -> None:
    assert peak(DEPTHS[name]()) < MEGABYTES


def test_what_is_nested_deep_is_found_all_the_same() -> None:
    kind, postings, _ = read_apart(f"{HEAD}{'<div>' * 100_000}<ul>{items(3)}</ul>{'</div>' * 100_000}")
    assert (kind, postings) == (PageKind.LIST, 3)


@pytest.mark.parametrize("name", ODDITIES)
def test_odd_pages(name: str) -> None:
    assert peak(ODDITIES[name]()) < MEGABYTES


@pytest.mark.parametrize("place", ["text", "texts", "links", "script", "title", "attributes"])
def test_long_runs_of_one_sign(place: str) -> None:
    """In one text, in many texts, in links, in a script, in the title and the metas, in attributes."""
    forms = {
        "text": "<p>{long}</p>",
        "texts": "<p>{short}</p>" * 200,
        "links": "<li><a href=1.html>{short}</a><i>{short:.30}</i></li>" * 60,
        "script": "<script>{long}</script>",
        "title": "<title>{long}</title><meta name=pubdate content='{long}'>",
        "attributes": "<a href='{short}' onclick='{long}' title='{long}'>{short}</a>",
    }
    runs = [
        forms[place].format(long=run * (100_000 // len(run)), short=run * (350 // len(run))) for run in RUNS
    ]
    assert peak(HEAD + "".join(runs)) < MEGABYTES
    for run in runs[:: len(runs) // 4]:
        assert peak(HEAD + run * 4) < MEGABYTES
