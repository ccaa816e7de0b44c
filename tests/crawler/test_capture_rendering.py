"""What is kept of pages that only scripts fill, in a real Chromium: what the browser saw, the tree, a picture to be read."""

import io
from collections.abc import Callable
from typing import Any

import pytest
from PIL import Image, ImageStat

pytestmark = pytest.mark.e2e

FILLED = """<!DOCTYPE html><html><head><meta charset="utf-8"><title>政府和社会资本合作</title>
<link rel="stylesheet" href="/a.css"></head><body><div id="app"></div><img src="/picture.png"><script>
fetch('/data.json').then(answer => answer.json()).then(rows => {
  document.getElementById('app').innerHTML = rows.map(row => '<p class="dark">' + row + '</p>').join('');
});
</script></body></html>"""
ROWS = '["关于第一批项目的公示", "关于第二批项目的公示"]'


def serve(site: Any) -> str:
    site.page("/ppp.html", FILLED)
    site.answers["/data.json"] = site.reply(body=ROWS.encode(), headers={"Content-Type": "application/json"})
    site.answers["/a.css"] = site.reply(
        body=b".dark{background:#000;height:3000px;margin:0}body{margin:0}",
        headers={"Content-Type": "text/css"},
    )
    return str(site.url) + "/ppp.html"


def test_what_the_browser_saw_its_tree_and_a_picture_are_kept(site: Any, kept: Callable[..., Any]) -> None:
    url = serve(site)
    visit = kept(*[{"url": url, "render": True}] * 2, url, render=True)
    first, second = visit.renderings
    assert (first.url, first.final_url, first.status, first.failure) == (url, url, 200, None)
    assert "关于第一批项目的公示" in first.dom.read().decode()
    seen = {each.url.removeprefix(site.url): each for each in first.seen}
    assert set(seen) == {"/ppp.html", "/data.json", "/a.css"}
    assert seen["/data.json"].body.read() == ROWS.encode()
    assert seen["/ppp.html"].body.read() == FILLED.encode()
    assert ("content-type", "application/json") in seen["/data.json"].headers
    assert first.screenshot_type == "image/jpeg"
    picture = Image.open(io.BytesIO(first.screenshot.read()))
    assert picture.format == "JPEG"
    assert picture.width == 960
    assert picture.height == 2250  # 3,000 px of the page, which is higher, at three quarters
    assert ImageStat.Stat(picture.convert("L").crop((0, 2000, 960, 2100))).mean[0] < 60
    assert second.dom.digest == first.dom.digest
    assert second.screenshot is None
    moments = [number for event in visit.events for number in (event.began, event.ended)]
    assert sorted(moments) == list(range(2 * len(visit.events)))


def test_a_page_that_can_not_be_rendered_is_kept_as_it_failed(site: Any, kept: Callable[..., Any]) -> None:
    site.page("/slow.html", "late", delay=6.0)
    visit = kept({"url": site.url + "/slow.html", "render": True}, render=True, render_timeout=1.0)
    (failed,) = visit.renderings
    assert failed.failure is not None
    assert failed.failure.value == "render_failed"
    assert (failed.dom, failed.screenshot, failed.seen) == (None, None, ())


def test_no_page_is_left_open(site: Any, kept: Callable[..., Any]) -> None:
    visit = kept(
        *[{"url": serve(site), "render": True}] * 6, render=True
    )  # more than a context has places for
    assert [each.failure for each in visit.renderings] == [None] * 6
