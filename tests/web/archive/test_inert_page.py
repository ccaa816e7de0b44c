"""Is what a portal sent shown without anything in it that could run, load or lead anywhere?"""

import re

import pytest
from selectolax.lexbor import LexborHTMLParser

from evidence.pictures.captured_pages import Resource
from web.archive.inert_page import MOST_CHARACTERS, inert_page, inert_text
from web.archive.inert_styles import inert_styles
from web.archive.marks import MARK_ID, Sought

AT = "http://czt.example/list/"
HOSTILE = (
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
    "<img src=x onerror=alert(1)>",
    "<img src=http://evil.example/p.png srcset='http://evil.example/q.png 2x'>",
    "<body onload=alert(1)>",
    "<a href='javascript:alert(1)'>去</a>",
    "<a href='http://evil.example/' target=_top ping=//evil.example>去</a>",
    "<meta http-equiv=refresh content='0;url=http://evil.example/'>",
    "<base href=http://evil.example/><a href=x>去</a>",
    "<form action=//evil.example/><input name=a autofocus onfocus=alert(1)><button formaction=//evil.example>送</button></form>",
    "<svg><script>alert(1)</script><animate onbegin=alert(1)></svg>",
    "<svg/onload=alert(1)>",
    "<math><a xlink:href=javascript:alert(1)>去</a></math>",
    "<iframe src=http://evil.example/ srcdoc='<script>alert(1)</script>'></iframe>",
    "<object data=//evil.example/></object><embed src=//evil.example>",
    "<video src=//evil.example poster=//evil.example autoplay></video>",
    "<link rel=stylesheet href=//evil.example/a.css><link rel=prefetch href=//evil.example>",
    "<style>@import '//evil.example/a.css'; body{background:url(//evil.example/b)}</style>",
    "<style>b{color:red}</style><style></sty<b>le><script>alert(1)</script></style>",
    "<p style='background:\\75rl(//evil.example)'>字</p>",
    "<noscript><p title='</noscript><script>alert(1)</script>'></noscript>",
    "<template><script>alert(1)</script></template>",
    "<table background=//evil.example><td background=//evil.example>字</table>",
    "<textarea></textarea><script>alert(1)</script>",
    "<title></title><script>alert(1)</script>",
    "<p id=x></p><a id=mingcha-cited name=content>字</a>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>",
    "<!--><script>alert(1)</script>-->",
    "<details ontoggle=alert(1) open>字</details>",
    "<portal src=//evil.example></portal><dialog open><script>alert(1)</script></dialog>",
    "<marquee onstart=alert(1)>字</marquee>",
    "<p style=\"x:'</style><script>alert(1)</script>'\">字</p>",
)
LIVE = {
    "href",
    "src",
    "srcset",
    "action",
    "formaction",
    "data",
    "poster",
    "background",
    "ping",
    "srcdoc",
    "target",
    "code",
}


def harm_of(html: str) -> list[str]:
    """What in a page, read again as browsers read it, could act."""
    found = []
    for node in LexborHTMLParser(html).css("*"):
        if node.tag in {
            "script",
            "iframe",
            "frame",
            "object",
            "embed",
            "link",
            "base",
            "form",
            "svg",
            "math",
            "video",
        }:
            found.append(f"<{node.tag}>")
        if node.tag == "meta" and "charset" not in node.attributes:
            found.append("<meta>")
        for name, value in node.attributes.items():
            if name.startswith("on") or (name in LIVE and not (value or "").startswith("data:image/")):
                found.append(f"{node.tag} {name}={value}")
    styles = "".join(node.text() for node in LexborHTMLParser(html).css("style"))
    styles += "".join(node.attributes["style"] or "" for node in LexborHTMLParser(html).css("[style]"))
    found += re.findall(r"url\s*\(|@import|expression\s*\(", styles, re.IGNORECASE)
    return found


@pytest.mark.parametrize("sent", HOSTILE)
def test_nothing_in_it_can_act(sent: str) -> None:
    before = inert_page(f"<html><body>前{sent}<p>后</p>", address=AT, styles=lambda _: None).html
    assert harm_of(before) == []
    assert "前" in before


def test_what_could_act_is_known_to_the_test() -> None:
    seen = {one for sent in HOSTILE for one in harm_of(sent)}
    assert {
        "<script>",
        "<iframe>",
        "img onerror=alert(1)",
        "a href=javascript:alert(1)",
        "@import",
        "url(",
    } <= seen


def test_a_page_keeps_its_look_and_its_words() -> None:
    sheet = b"h1 { color: #a00 } .a { background: url(bg.png) } "
    page = inert_page(
        "<!DOCTYPE html><html><head><title>财政厅</title><link rel=stylesheet href=/a.css></head>"
        "<body class=home><h1>预算公开</h1><ul><li><a href=1.html>2017年预算</a></li></ul></body></html>",
        address=AT,
        styles=lambda url: (
            Resource(content_type="text/css", body=sheet) if url == "http://czt.example/a.css" else None
        ),
    ).html
    assert page.startswith("<!doctype html>")
    assert "h1 { color: #a00 }" in page
    assert "bg.png" not in re.sub(r"x-none\s*\([^)]*\)", "", page)
    assert 'class="home"' in page
    assert "链接到：http://czt.example/list/1.html" in page
    assert ">2017年预算</a>" in page


def test_what_is_cited_is_marked_by_its_link_or_its_text() -> None:
    text = "<ul><li><a href=1.html>2017年<b>部门</b>预算</a><li><a href=2.html>2017年部门预算</a></ul>"
    by_link = inert_page(text, address=AT, sought=Sought(text="别的", link=f"{AT}2.html"))
    assert by_link.marked == 1
    assert by_link.html.count(f'id="{MARK_ID}"') == 1
    assert re.search(r'2\.html"?[^>]*><mark id="mingcha-cited">2017年部门预算</mark>', by_link.html)
    by_text = inert_page(text, address=AT, sought=Sought(text="2017年 部门预算"))
    assert by_text.marked == 2, "however elements and blanks divide it"
    assert inert_page(text, address=AT, sought=Sought(text="没有的字")).marked == 0


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("<div>" * 200_000, False),  # wrappers alone: nothing that could be read is left out
        ("<p>字" * 200_000, True),
        ("字" * (MOST_CHARACTERS + 1), True),
        ("\0<b\0>", False),
        ("", False),
    ],
)
def test_a_page_without_measure_is_cut(text: str, cut: bool) -> None:
    page = inert_page(text, address=AT)
    assert len(page.html) < 4 * MOST_CHARACTERS
    assert page.cut == cut, "and says so"


def test_a_source_is_only_text() -> None:
    shown = inert_text("<script>alert('预算')</script>", sought=Sought(text="预算"))
    assert harm_of(shown.html) == []
    assert "&lt;script&gt;alert(" in shown.html
    assert shown.marked == 1


@pytest.mark.parametrize(
    "css",
    [
        "a{b:url(x)}",
        "a{b:U\\52L(x)}",
        "a{b:u/**/rl(x)}",
        "@import 'x'",
        "@\\69mport 'x'",
        "a{b:image-set('x' 1x)}",
        "</style><script>",
    ],
)
def test_a_style_asks_for_nothing(css: str) -> None:
    shown = inert_styles(css)
    assert not re.search(r"\burl\(|@import|(?<!x-none)image-set\(|<", shown, re.IGNORECASE), shown
