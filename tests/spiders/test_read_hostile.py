"""Whatever a portal sends, a reading comes back: charsets, broken markup, deep nesting, binaries, any bytes."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audit_rules.subjects.matcher import load_vocabulary
from domain.charset import decode
from domain.pages import PageKind, PageReading
from spiders.markup.page_parse import parse
from spiders.reader import read_page

VOCABULARY = load_vocabulary()
URL = "http://www.example.gov.cn/tzgg/list.html"
LIST = (
    "<html><head><title>通知公告</title>{meta}</head><body><ul>"
    "<li><a href='1.html'>关于公布㐂镕等同志任职的通知</a><span>2017-04-14</span></li>"
    "<li><a href='2.html'>关于行政许可事项目录的公告</a><span>2017-04-10</span></li></ul></body></html>"
)


def read(body: bytes, content_type: str | None = None) -> PageReading:
    return read_page(
        URL, body, content_type=content_type, vocabulary=VOCABULARY, captured_on=date(2017, 12, 31)
    )


@pytest.mark.parametrize(
    ("codec", "declared", "charset"),
    [
        ("gb18030", "gb2312", "gb18030"),
        ("gb18030", "utf-8", "gb18030"),
        ("utf-8", "gb2312", "utf-8"),
        ("utf-8-sig", "gbk", "utf-8"),
        ("utf-16", "gb2312", "utf-16"),
        ("utf-16-le", "gb2312", "utf-16"),
        ("utf-16-be", "utf-8", "utf-16"),
    ],
)
def test_bytes_decide_the_charset_and_declarations_do_not(codec: str, declared: str, charset: str) -> None:
    body = LIST.format(meta=f'<meta charset="{declared}">').encode(codec)
    reading = read(body, f"text/html; charset={declared}")
    assert reading.charset == charset
    assert [p.title for p in reading.postings] == [
        "关于公布㐂镕等同志任职的通知",
        "关于行政许可事项目录的公告",
    ]


def test_utf8_cut_in_a_character_or_with_a_broken_byte_stays_utf8() -> None:
    body = LIST.format(meta="").encode()
    assert decode(body[: body.index("任职".encode()) + 1]).charset == "utf-8"
    assert decode(body.replace("公布".encode(), "公".encode() + b"\xff", 1)).charset == "utf-8"


def test_deep_nesting_costs_nothing() -> None:
    reading = read(b"<div>" * 100_000 + LIST.format(meta="").encode())
    assert len(reading.postings) == 2


def test_unclosed_formatting_many_times() -> None:
    assert read(b"<p><b><i><font color=red>" * 3_000 + "正文".encode()).kind is not PageKind.BLOCKED


def test_large_page_is_read_to_its_bound() -> None:
    body = LIST.format(meta="").encode() + b"<!-- " + b"x" * 50_000_000
    assert len(read(body).postings) == 2


@pytest.mark.parametrize(
    "body", [b"", b" \n\t ", b"\x00" * 500, b"%PDF-1.4\n%\xe2\xe3", b"PK\x03\x04" + b"\x00" * 64]
)
def test_empty_and_binary_bodies_are_errors(body: bytes) -> None:
    assert read(body).kind is PageKind.ERROR


def test_endless_lists_and_links_are_bounded() -> None:
    items = "".join(
        f"<li><a href='{n}.html'>关于公布第{n}号事项的公告</a><span>2017-04-14</span></li>"
        for n in range(5_000)
    )
    reading = read(f"<ul>{items}</ul>".encode())
    assert 1_000 <= len(reading.postings) <= 5_000


def test_strange_addresses_are_left_out() -> None:
    targets = ("http://[::1", "javascript:;", "mailto:a@b.cn", "#top", "", "//x.gov.cn/a")
    html = "".join(f"<a href='{target}'>链接</a>" for target in targets)
    assert [link.url for link in read(html.encode()).links] == ["http://x.gov.cn/a"]


PIECES = st.sampled_from(
    [
        "<ul>", "</ul>", "<li>", "</li>", "<a href='1.html'>", "</a>", "<table><tr><td>", "</table>",
        "2017-04-14", "04-14", "二〇一七年四月", "发布时间：", "关于公布行政许可事项目录的公告", "当前位置：",
        "<script>", "</script>", "<datastore>", "<![CDATA[", "]]>", "createPageHTML(3,1,'a','b')", "下一页",
        "__doPostBack('a','b')", "<form>", "<input type=hidden name=__VIEWSTATE value=x>", '{"data":{"html":1}}',
        "<meta http-equiv=refresh content='0;url=x'>", "<frameset>", "<iframe src=a>", "共 3 页", "\x00", "�",
        "<!--", "</html>", "<base href='::'>",
    ]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(
    st.one_of(
        st.binary(max_size=400),
        st.lists(PIECES, max_size=40).map(lambda parts: "".join(parts).encode("utf-8", "replace")),
    )
)
def test_no_bytes_raise(body: bytes) -> None:
    reading = read(body)
    assert reading.url == URL


@settings(max_examples=100, deadline=None)
@given(st.lists(PIECES, max_size=30).map("".join))
def test_flat_tree_slices_are_nested(html: str) -> None:
    tree = parse(html)
    for node in tree.nodes:
        assert node.index < node.end <= len(tree.nodes)
        assert node.parent is None or (node.parent.index < node.index and node.end <= node.parent.end)
