"""Pages that only the part behind ``#`` tells apart: one shell for the server, columns of their own for a visitor."""

from typing import Any

import pytest

pytestmark = pytest.mark.e2e

NAMES = ("新闻动态", "通知公告", "政府信息公开", "办事服务", "网站地图", "互动交流")
MENU = "".join(f"<li><a href='/{at}/'>{name}</a></li>" for at, name in enumerate(NAMES))
SHELL = """<html><head><meta charset="utf-8"><title>信息公开</title></head><body><div id="app"></div><script>
var rows = ['一', '二', '三'].map(
  (at, n) => `<li><a href="/t${n}.html">关于第${at}批项目的公示公告</a><span>2017-0${5 - n}-01</span></li>`);
document.getElementById('app').innerHTML = '<div class=nav>%s</div><div>当前位置：<a href="/">首页</a> &gt; 栏目</div>' +
  (location.hash == '#/ppp' ? '<h2>政府和社会资本合作</h2><ul>' + rows.join('') + '</ul>' : '<p>暂无数据</p>');
</script></body></html>"""


def page(body: str, title: str) -> str:
    return (
        f"<html><head><meta charset='utf-8'><title>{title}</title></head><body><div class='nav'><ul>{MENU}</ul></div>"
        f"<div>当前位置：<a href='/'>首页</a> &gt; {title}</div>{body}"
        "<div class='footer'>主办单位：某某市财政局</div></body></html>"
    )


@pytest.fixture
def office(site: Any) -> Any:
    for at, name in enumerate(NAMES):
        site.page(
            f"/{at}/",
            page(
                f"<ul><li><a href='/a{at}.html'>关于{name}的公告</a><span>2017-03-01</span></li></ul>", name
            ),
        )
    shell = SHELL % MENU.replace("'", '"')
    site.page("/app/", shell)
    site.answers["/app"] = site.reply(status=301, headers={"Location": "/app/"})
    return site


def column(office: Any, crawl: Any, href: str, *, render: bool) -> tuple[str, int]:
    for home in ("/", "/index.html"):
        office.page(home, page(f"<p>欢迎访问</p><a href='{href}'>政府和社会资本合作</a>", "某某市财政局"))
    crawled = crawl(office.url + "/", subjects=("ppp",), render=render)
    found = crawled.one("ColumnFound", subject="ppp")
    return found["status"], found["postings"]


@pytest.mark.parametrize("href", ["/app/#/ppp", "/app#/ppp"])
def test_the_page_that_a_fragment_names_is_shown_by_its_scripts_also_behind_a_redirect(
    office: Any, crawl: Any, href: str
) -> None:
    assert column(office, crawl, href, render=True) == ("ok", 3)
    assert not [asked for asked in office.asked if "#" in (asked.headers.get("referer") or "")]


@pytest.mark.parametrize("href", ["/app/#/ppp", "/#/ppp", "/index.html#/ppp"])
def test_without_a_browser_such_a_column_is_unreadable_never_missing_blank_or_the_home_page(
    office: Any, crawl: Any, href: str
) -> None:
    status, postings = column(office, crawl, href, render=False)
    assert (status, postings) == ("unreadable", 0)
