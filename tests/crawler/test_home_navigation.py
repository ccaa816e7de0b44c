"""A home page whose navigation stands elsewhere: is it brought in, and is nothing called searched without it?"""

from collections.abc import Callable
from typing import Any

import pytest

Crawl = Callable[..., Any]
NAV = "".join(
    f'<li><a href="/{path}/">{name}</a></li>'
    for path, name in (
        ("xw", "工作动态"),
        ("tz", "通知公告"),
        ("gk", "政府信息公开"),
        ("bs", "办事服务"),
        ("hd", "互动交流"),
        ("ppp", "政府和社会资本合作"),
    )
)
LIST = "<ul>" + "".join(
    f'<li><a href="/a/{day}.html">关于第{day}批项目情况的公示</a><span>2017-06-{day:02}</span></li>'
    for day in range(9, 3, -1)
)


def page(body: str, title: str) -> str:
    return (
        f"<html><head><meta charset=utf-8><title>{title}</title></head><body>{body}{LIST}</ul></body></html>"
    )


def portal(site: Any, home: str) -> None:
    site.page("/", page(home, "某市财政局"))
    for path in ("xw", "tz", "gk", "bs", "hd"):
        site.page(f"/{path}/", page(f"<h2>{path}</h2>", f"{path}-某市财政局"))
    site.page("/ppp/", page("<h2>政府和社会资本合作</h2>", "政府和社会资本合作-某市财政局"))
    site.page("/common/header.html", f"<div class='nav'><ul>{NAV}</ul></div>")


@pytest.mark.parametrize(
    "home",
    [
        '<div id="header"></div><script>$("#header").load("/common/header.html");</script>',
        '<div id="h"></div><script>$.get("/common/header.html",function(d){$("#h").html(d)})</script>',
        '<iframe src="/common/header.html" height="200"></iframe>',
        '<object data="/common/header.html" type="text/html"></object>',
    ],
)
def test_a_navigation_in_a_file_of_its_own_is_followed(site: Any, crawl: Crawl, home: str) -> None:
    portal(site, home)
    crawled = crawl(site.url + "/")
    assert crawled.one("ColumnFound", subject="ppp")["url"] == site.url + "/ppp/"
    assert crawled.one("PortalDone")["coverage"]["navigation"]


def test_a_home_page_that_leads_nowhere_proves_no_absence(site: Any, crawl: Crawl) -> None:
    portal(site, '<div class="nav" id="nav"></div><script src="/js/nav.js"></script>')
    crawled = crawl(site.url + "/", render=False)
    assert not crawled.of("ColumnFound", subject="ppp")
    assert not crawled.one("PortalDone")["coverage"]["navigation"]


@pytest.mark.e2e
def test_a_navigation_that_a_script_writes_is_shown_by_the_browser(site: Any, crawl: Crawl) -> None:
    portal(site, '<div class="nav" id="nav"></div><script src="/js/nav.js"></script>')
    site.page("/js/nav.js", f"document.getElementById('nav').innerHTML = {NAV!r};")
    crawled = crawl(site.url + "/", render=True)
    assert crawled.one("ColumnFound", subject="ppp")["url"] == site.url + "/ppp/"
    assert crawled.one("PortalDone")["coverage"]["navigation"]


def test_behind_a_splash_page_the_next_page_is_the_navigation(site: Any, crawl: Crawl) -> None:
    portal(site, "")
    more = "".join(f'<li><a href="/m{at}/">栏目名称{at}</a></li>' for at in range(6))
    site.page("/", '<html><body><a href="/main.html">进入网站</a></body></html>')
    site.page("/main.html", page(f"<div class='nav'><ul>{NAV}{more}</ul></div>", "某市财政局"))
    crawled = crawl(site.url + "/")
    assert crawled.one("ColumnFound", subject="ppp")["url"] == site.url + "/ppp/"
    assert crawled.one("PortalDone")["coverage"]["navigation"]
