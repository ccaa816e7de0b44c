"""Which style sheets does a page ask for?"""

from datetime import UTC, datetime

import pytest

from crawler.answers import Fetched
from spiders.portal.style_sheets import imports_of, sheets_of

URL = "http://www.czt.example/ysgk/index.html"


def page(html: str | bytes) -> Fetched:
    body = html.encode() if isinstance(html, str) else html
    return Fetched(
        url=URL,
        final_url=URL,
        status=200,
        body=body,
        at=datetime(2017, 8, 1, tzinfo=UTC),
        headers={"content-type": "text/html"},
        redirects=(),
        seconds=0.1,
        size=len(body),
        rendered=False,
    )


@pytest.mark.parametrize(
    ("html", "sheets"),
    [
        ('<link rel="stylesheet" href="/a.css">', ["http://www.czt.example/a.css"]),
        ("<LINK HREF=../b.css?v=1&amp;w=2 REL=StyleSheet>", ["http://www.czt.example/b.css?v=1&w=2"]),
        (
            "<link type='text/css'\n rel='stylesheet'\n href='c.css#x' />",
            ["http://www.czt.example/ysgk/c.css"],
        ),
        ('<link rel="stylesheet" href="//cdn.example/d.css">', ["http://cdn.example/d.css"]),
        ('<base href="/base/"><link rel="stylesheet" href="e.css">', ["http://www.czt.example/base/e.css"]),
        (
            '<link rel="stylesheet" href="a.css"><link rel="stylesheet" href="a.css">',
            ["http://www.czt.example/ysgk/a.css"],
        ),
        ('<link rel="alternate stylesheet" href="a.css"><link rel="icon" href="a.ico">', []),
        ('<link rel="stylesheet" media="print" href="a.css"><link rel="stylesheet">', []),
        ('<link rel="stylesheet" href="javascript:x"><link rel="stylesheet" href="data:text/css,p{}">', []),
        ("<link " * 5000, []),
    ],
)
def test_a_pages_style_sheets_are_found(html: str, sheets: list[str]) -> None:
    assert sheets_of(page(html)) == sheets


def test_imports_are_found() -> None:
    css = """@charset "gb2312"; @import url("a.css"); @import 'b.css' screen; @import url(//cdn.example/c.css);
    /* @import "no.css"; */ p { background: url(d.png) }"""
    assert imports_of("http://www.czt.example/css/main.css", css) == [
        "http://www.czt.example/css/a.css",
        "http://www.czt.example/css/b.css",
        "http://cdn.example/c.css",
    ]
