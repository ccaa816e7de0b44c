"""Is the page of an address found among what was captured, as the crawl had it?"""

import gzip
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from domain.captures import Body, BrowserResponse, Exchange, Rendering
from domain.reach import FailureKind
from evidence.pictures.captured_pages import CapturedPages, address_key

HOME = "http://www.czt.example/"
Kept = Callable[..., Exchange]


def unpack(body: bytes, codings: object) -> bytes:
    if codings == ("gzip",):
        try:
            return gzip.decompress(body)
        except (OSError, EOFError) as error:
            raise ValueError from error
    return body


def pages(*events: Exchange | Rendering, earlier: tuple[Exchange, ...] = ()) -> CapturedPages:
    return CapturedPages(events, journal="sha256:1", unpack=unpack, earlier=earlier)


def rendering(url: str, dom: str, *seen: BrowserResponse, final_url: str = "") -> Rendering:
    return Rendering(
        began=90_000,
        ended=90_001,
        url=url,
        at=datetime(2017, 8, 1, tzinfo=UTC),
        seconds=1.0,
        final_url=final_url or url,
        status=200,
        dom=Body.of(dom.encode()),
        seen=seen,
    )


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("http://www.czt.example", "https://WWW.czt.example/"),
        ("http://www.czt.example:80/a", "http://www.czt.example/a#top"),
        ("http://www.czt.example/%E9%A2%84", "http://www.czt.example/预"),
    ],
)
def test_addresses_of_one_page_are_alike(one: str, two: str) -> None:
    assert address_key(one) == address_key(two)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (HOME, HOME + "a"),
        (HOME + "a?page=1", HOME + "a?page=2"),
        (HOME + "gkmlpt/index#508", HOME + "gkmlpt/index#509"),
        ("http://www.czt.example:8080/", HOME),
    ],
)
def test_addresses_of_other_pages_are_not(one: str, two: str) -> None:
    assert address_key(one) != address_key(two)


def test_a_page_is_decoded_as_the_page_readers_do(kept: Kept) -> None:
    lying = '<meta charset="utf-8"><title>预算公开</title>'.encode("gb18030")
    found = pages(kept(HOME, gzip.compress(lying), head="Content-Encoding: gzip\r\n")).page(HOME)
    assert found is not None
    assert "预算公开" in found.text
    assert found.digest == Body.of(gzip.compress(lying)).digest
    assert not found.rendered


def test_redirects_are_followed_to_what_was_shown(kept: Kept) -> None:
    moved = kept(HOME, "", status=302, head="Location: /index/\r\n")
    found = pages(moved, kept(HOME + "index/", "<p>首页")).page(HOME)
    assert found is not None
    assert found.address == HOME + "index/"
    around = pages(moved, kept(HOME + "index/", "", status=302, head="Location: /\r\n"))
    assert around.page(HOME) is None


def test_what_the_browser_made_of_a_page_is_what_was_judged(kept: Kept) -> None:
    app = HOME + "app#/list"
    found = pages(kept(HOME + "app", "<div id=app>"), rendering(app, "<ul><li>已渲染")).page(app)
    assert found is not None
    assert found.rendered
    assert "已渲染" in found.text


def test_an_answer_that_came_whole_is_not_lost_to_a_later_failure(kept: Kept) -> None:
    found = pages(kept(HOME, "<p>正文"), kept(HOME, "<p>502", status=502)).page(HOME)
    assert found is not None
    assert found.status == 200
    refused = pages(kept(HOME, "<p>禁止访问", status=403)).page(HOME)
    assert refused is not None
    assert refused.status == 403


def test_what_was_not_captured_or_cannot_be_unpacked_is_no_page(kept: Kept) -> None:
    assert pages(kept(HOME, "<p>")).page(HOME + "b") is None
    assert pages(kept(HOME, b"\x1f\x8bbroken", head="Content-Encoding: gzip\r\n")).page(HOME) is None
    assert pages(kept(HOME, "")).page(HOME) is None


def test_the_page_of_a_list_that_holds_a_posting_is_found(kept: Kept) -> None:
    posting, link = HOME + "ysgk/t20170301_1.html", '<a href="./t20170301_1.html">预算'
    home, first, later = kept(HOME, link), kept(HOME + "ysgk/", "<a>"), kept(HOME + "ysgk/2.html", link)
    article = kept(posting, link)
    assert (
        pages(home, first, later, article).page_with(posting, beside=HOME + "ysgk/") == HOME + "ysgk/2.html"
    )
    assert pages(home, first, article).page_with(posting, beside=HOME + "ysgk/") == HOME
    assert pages(first, article).page_with(posting, beside=HOME + "ysgk/") is None
    holds = kept(HOME + "ysgk/", link)
    assert pages(home, holds, later).page_with(posting, beside=HOME + "ysgk/") == HOME + "ysgk/"
    assert pages(home).page_with(HOME + "a", beside=HOME) is None


def test_style_sheets_alone_may_be_of_an_earlier_visit(kept: Kept) -> None:
    css = kept(HOME + "a.css", "p{}", content_type="text/css")
    page = kept(HOME + "b.html", "<p>")
    found = pages(kept(HOME, "<p>"), earlier=(css, page))
    sheet = found.resource(HOME + "a.css")
    assert sheet is not None
    assert sheet.at is not None
    assert found.resource(HOME + "b.html") is None
    own = pages(css).resource(HOME + "a.css")
    assert own is not None
    assert own.at is None


def test_what_the_browser_saw_belongs_to_the_page() -> None:
    seen = BrowserResponse(
        url=HOME + "app.css",
        method="GET",
        status=200,
        headers=(("content-type", "text/css"),),
        body=Body.of(b"p{}"),
    )
    sheet = pages(rendering(HOME, "<p>", seen)).resource(HOME + "app.css")
    assert sheet is not None
    assert sheet.body == b"p{}"


def test_why_an_address_gave_no_page_is_known(kept: Kept) -> None:
    silent = replace(kept(HOME, ""), response=None, failure=FailureKind.TIMEOUT)
    assert pages(silent).page(HOME) is None
    assert pages(silent).failure(HOME) is FailureKind.TIMEOUT
    assert pages(silent).failure(HOME + "a") is None
    assert pages(silent, kept(HOME, "<p>")).failure(HOME) is None


def test_of_errors_under_both_schemes_each_is_its_own(kept: Kept) -> None:
    """As an address on file is asked under the other scheme before it counts as gone."""
    other = HOME.replace("http:", "https:")
    held = pages(
        kept(f"{HOME}a", "<p>没有该页</p>", status=404), kept(f"{other}a", "<p>默认站点</p>", status=404)
    )
    for url, text in ((f"{HOME}a", "没有该页"), (f"{other}a", "默认站点")):
        page = held.page(url)
        assert page is not None
        assert (page.status, text in page.text) == (404, True)
    there = pages(kept(f"{HOME}a", "<p>没有该页</p>", status=404), kept(f"{other}a", "<p>公开专栏</p>"))
    page = there.page(f"{HOME}a")
    assert page is not None
    assert "公开专栏" in page.text
