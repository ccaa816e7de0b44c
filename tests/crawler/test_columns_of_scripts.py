"""Columns that only a browser can show: those of an application of one page, and those whose list a script empties."""

from collections.abc import Callable
from typing import Any

import pytest

pytestmark = pytest.mark.e2e

Crawl = Callable[..., Any]
NAV = "".join(
    f"<li><a href='/{n}/'>{name}</a></li>"
    for n, name in enumerate(("新闻动态", "互动交流", "重点工作", "办事服务", "网站地图"))
)
APP = """<html><head><meta charset="utf-8"><title>信息公开</title></head><body><div id="app"></div><script>
var columns = {'#/ppp': ['政府和社会资本合作', 0], '#/tz': ['通知公告', 3], '#/ys': ['财政预决算', 2]};
var shown = columns[location.hash] || ['信息公开', 0], rows = '';
for (var i = 0; i < shown[1]; i++)
  rows += '<li><a href="#/detail/' + location.hash.slice(2) + i + '">关于' + shown[0] + '第' + i + '批项目的公示公告</a>' +
    '<span>2017-05-0' + (3 - i) + '</span></li>';
document.getElementById('app').innerHTML = '<div class="left"><ul><li><a href="#/ppp">政府和社会资本合作</a></li>' +
  '<li><a href="#/tz">通知公告</a></li><li><a href="#/ys">财政预决算</a></li><li><a href="#/lz">权责清单</a></li></ul></div>' +
  '<div>当前位置：<a href="/">首页</a> &gt; ' + shown[0] + '</div><h2>' + shown[0] + '</h2>' +
  (rows ? '<ul>' + rows + '</ul>' : '<p>暂无数据</p>');
</script></body></html>"""
EMPTIED = """<html><head><meta charset="utf-8"><title>政府和社会资本合作</title></head><body><div>当前位置：<a href="/">首页</a>
&gt; <a href="/zdly/">重点领域</a> &gt; 政府和社会资本合作</div><ul id="rows"><li>加载中...</li></ul><script>
fetch('/data.json').then(answer => answer.json()).then(rows => {
  document.getElementById('rows').innerHTML = rows.length ? '' : '<li>暂无数据</li>';
});
</script></body></html>"""


def home(links: str) -> str:
    return (
        "<html><head><meta charset='utf-8'><title>某某市财政局</title></head><body>"
        f"<div class='nav'><ul>{NAV}</ul></div><p>欢迎</p>{links}</body></html>"
    )


def test_a_column_of_an_application_holds_nothing_of_its_siblings(site: Any, crawl: Crawl) -> None:
    links = "<a href='/app/#/ppp'>政府和社会资本合作</a><a href='/app/#/ys'>财政预决算</a>"
    site.page("/", home(links))
    site.page("/app/", APP)
    crawled = crawl(site.url + "/", subjects=("ppp", "budget"), render=True)
    empty = crawled.one("ColumnFound", subject="ppp")
    assert (empty["url"], empty["status"], empty["postings"]) == (site.url + "/app/#/ppp", "blank", 0)
    assert crawled.of("PostingFound", subject="ppp") == []
    budget = crawled.one("ColumnFound", subject="budget")
    assert (budget["status"], budget["postings"]) == ("ok", 2)


def test_a_column_that_its_scripts_leave_empty_is_blank(site: Any, crawl: Crawl) -> None:
    site.page("/", home("<a href='/ppp/'>政府和社会资本合作</a>"))
    site.page("/ppp/", EMPTIED)
    site.answers["/data.json"] = site.reply(body=b"[]", headers={"Content-Type": "application/json"})
    column = crawl(site.url + "/", subjects=("ppp",), render=True).one("ColumnFound", subject="ppp")
    assert (column["status"], column["failure"]) == ("blank", None)
