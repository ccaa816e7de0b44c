"""Pages that only scripts fill, in a real Chromium behind the gate."""

from collections.abc import Callable
from typing import Any

import pytest

pytestmark = pytest.mark.e2e

Fetch = Callable[..., list[dict[str, Any]]]

FILLED = """<!DOCTYPE html><html><head><meta charset="utf-8"><title>政府和社会资本合作</title></head><body>
<div id="app"></div><img src="/picture.png"><script>
fetch('/data.json').then(answer => answer.json()).then(rows => {
  document.getElementById('app').innerHTML = '<h2>政府和社会资本合作</h2><ul class="list">' + rows.map(
    row => `<li><a href="${row.url}">${row.title}</a><span>${row.day}</span></li>`).join('') + '</ul>';
});
</script></body></html>"""
ROWS = (
    '[{"url":"/t1.html","title":"关于第一批项目的公示","day":"2017-03-01"},'
    '{"url":"/t2.html","title":"关于第二批项目的公示","day":"2017-02-01"},'
    '{"url":"/t3.html","title":"关于第三批项目的公示","day":"2017-01-09"}]'
)


@pytest.fixture
def filled(site: Any) -> Any:
    site.page("/ppp.html", FILLED)
    site.answers["/data.json"] = site.reply(body=ROWS.encode(), headers={"Content-Type": "application/json"})
    return site


def test_a_page_is_read_as_its_scripts_fill_it_and_pictures_are_not_loaded(filled: Any, fetch: Fetch) -> None:
    first, second = fetch(*[{"url": filled.url + "/ppp.html", "render": True}] * 2, render=True)
    assert first["rendered"]
    assert "关于第一批项目的公示" in first["text"]
    assert second["text"] == first["text"]
    assert "/picture.png" not in filled.paths()
    asked = next(each for each in filled.asked if each.path == "/data.json")
    assert "Mingcha" in asked.headers["user-agent"]


def test_the_browser_reaches_no_address_that_the_crawl_may_not(
    filled: Any, make_site: Callable[[str], Any], fetch: Fetch
) -> None:
    inner = make_site("127.9.9.9")
    inner.page("/", "secret")
    filled.answers["/out"] = filled.reply(status=302, headers={"Location": inner.url + "/"})
    filled.page(
        "/spy.html",
        f"<html><body><p id='x'>nothing</p><iframe src='{inner.url}/'></iframe><iframe src='/out'></iframe><script>"
        f"fetch('{inner.url}/').catch(() => 0); fetch('/out').catch(() => 0);"
        f"new WebSocket('{inner.url.replace('http', 'ws')}/');</script></body></html>",
    )
    spy, redirected = fetch(
        {"url": filled.url + "/spy.html", "render": True},
        {"url": filled.url + "/out", "render": True},
        render=True,
        allow_networks=["127.0.0.1/32"],
    )
    assert "secret" not in spy["text"]
    assert "secret" not in redirected.get("text", "")
    assert inner.asked == []


def test_a_column_that_scripts_fill_is_read_by_the_portal_s_visit(filled: Any, crawl: Any) -> None:
    filled.page(
        "/",
        "<html><head><title>某某局</title></head><body><p>某某局门户网站，欢迎访问，这里发布政务信息。</p>"
        "<a href='/ppp.html'>政府和社会资本合作</a></body></html>",
    )
    crawled = crawl(filled.url + "/", subjects=("ppp",), render=True)
    column = crawled.one("ColumnFound", subject="ppp")
    assert (column["status"], column["postings"]) == ("ok", 3)
    assert crawled.summary["rendered"] == 1
    assert crawled.one("PortalDone")["reach"]["rendered"] == 1


def test_without_a_browser_the_column_is_unreadable_with_a_remedy_never_blank(
    filled: Any, crawl: Any
) -> None:
    filled.page(
        "/",
        "<html><head><title>某某局</title></head><body><p>某某局门户网站，欢迎访问，这里发布政务信息。</p>"
        "<a href='/ppp.html'>政府和社会资本合作</a></body></html>",
    )
    crawled = crawl(filled.url + "/", subjects=("ppp",), render=False)
    column = crawled.one("ColumnFound", subject="ppp")
    assert (column["status"], column["failure"]) == ("unreadable", "render_failed")
