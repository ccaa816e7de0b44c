"""A column that shows its list in a frame is blank only where the frame was read and holds nothing."""

from collections.abc import Callable
from typing import Any

import pytest

Crawl = Callable[..., Any]
NAV = "".join(
    f"<li><a href='/{n}/'>{name}</a></li>"
    for n, name in enumerate(("新闻动态", "通知公告", "政府信息公开", "办事服务", "网站地图"))
)


def page(body: str, title: str) -> str:
    return (
        f"<html><head><meta charset='utf-8'><title>{title}</title></head><body><div class='nav'><ul>{NAV}</ul></div>"
        f"<div>当前位置：<a href='/'>首页</a> &gt; {title}</div>{body}"
        "<div class='footer'>主办单位：某某市财政局</div></body></html>"
    )


@pytest.mark.parametrize(
    ("frame", "status", "failure"),
    [
        # What the page itself shows beside an empty frame counts too.
        ("/list.html?beside", "unreadable", None),
        ("/list.html", "blank", None),
        ("/rows.html", "ok", None),
        ("/lines.html", "unreadable", None),
        ("/gone.html", "unreadable", "not_found"),
        ("http://www.elsewhere.example/list.html", "unreadable", "garbage"),
    ],
)
def test_a_column_in_a_frame(site: Any, crawl: Crawl, frame: str, status: str, failure: str | None) -> None:
    home = "<p>某某市财政局门户网站，欢迎访问，这里发布政务信息。</p><a href='/ppp/'>政府和社会资本合作</a>"
    site.page("/", page(home, "某某市财政局"))
    rows = "<table><tr><th>名称</th><th>投资</th></tr><tr><td>污水处理厂</td><td>1.2亿</td></tr></table>"
    body = f"{rows if 'beside' in frame else '<p>数据更新中</p>'}<iframe src='{frame}' width='100%' height='800'></iframe>"
    site.page("/ppp/", page(body, "政府和社会资本合作"))
    empty = "<html><head><meta charset='utf-8'></head><body><ul><li>暂无数据</li></ul></body></html>"
    site.page("/list.html", empty)
    site.page("/list.html?beside", empty)
    row = "<li><a href='/t{n}.html'>关于第{n}批项目的公示</a><span>2017-0{n}-01</span></li>"
    rows = "".join(row.format(n=n) for n in (3, 2, 1))
    site.page("/rows.html", f"<html><head><meta charset='utf-8'></head><body><ul>{rows}</ul></body></html>")
    lines = "<p>1. 城市污水处理厂二期工程项目</p><p>2. 生活垃圾焚烧发电工程项目</p>"
    site.page("/lines.html", f"<html><head><meta charset='utf-8'></head><body>{lines}</body></html>")
    column = crawl(site.url + "/", subjects=("ppp",)).one("ColumnFound", subject="ppp")
    assert (column["status"], column["failure"]) == (status, failure)
