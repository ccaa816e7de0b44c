"""What holds for every page: a reading comes back, the same one each time, and addresses and encodings round-trip."""

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audit_rules.subjects.matcher import load_vocabulary
from domain.pages import PageKind, PageReading
from spiders.reader import read_page

VOCABULARY = load_vocabulary()
PAGE = "http://www.example.gov.cn/zwgk/tzgg/index.html"
DAY = date(2017, 12, 31)
SAVED = sorted(path.read_bytes() for path in (Path(__file__).parent / "pages").rglob("*.*ml"))


def read(body: bytes, url: str = PAGE, content_type: str | None = None) -> PageReading:
    return read_page(url, body, content_type=content_type, vocabulary=VOCABULARY, captured_on=DAY)


def assert_sound(reading: PageReading, url: str = PAGE) -> None:
    """What may be relied on, whatever the page was."""
    assert reading.url == url
    targets = [posting.url for posting in reading.postings] + [link.url for link in reading.links]
    targets += [wanted.url for wanted in (reading.next_page, *reading.data_requests) if wanted]
    for target in targets:
        parts = urlsplit(target)
        assert parts.scheme in {"http", "https"}
        assert parts.hostname
    for posting in reading.postings:
        assert posting.title.strip()
        assert posting.published_on is None or posting.published_on <= DAY + timedelta(days=1)
    if reading.kind is PageKind.ARTICLE:
        assert reading.postings == ()
    else:
        assert reading.published is None


# Pages as portals write them: a grammar of tags, attributes and texts that the reader has rules for.
TAGS = st.sampled_from(
    ["div", "ul", "li", "a", "span", "table", "tr", "td", "p", "h1", "h3", "dl", "dt", "dd", "em", "b", "form", "font",
     "select", "option", "script", "style", "title", "textarea", "iframe", "frameset", "frame", "noscript", "center",
     "svg", "template", "base", "meta", "input", "button", "area", "map", "nav", "footer", "header", "x-y", "body"]
)  # fmt: skip
ATTRIBUTES = st.sampled_from(
    ["", " href='1.html'", " href=/zwgk/t20170414_2.html", " href='javascript:go(2)'", " href='#'", " href='http://['",
     " href='//a.gov.cn'", " href='?page=2'", " href=''", " title='关于公布目录清单的公告'", " style='display:none'",
     " hidden", " class='page'", " class='nav'", " class='footer'", " id='position'", " onclick=\"location.href='x'\"",
     " src=a.html", " name=PubDate content='2017-04-14'", " http-equiv=refresh content='0;url=b.html'", " value=x",
     " name=__VIEWSTATE type=hidden", " href='::'", " <", " \"", " =", " colspan=99999", " style='", " href='\u0130.html'"]
)  # fmt: skip
TEXTS = st.sampled_from(
    ["2017-04-14", "04-14", "[12-29]", "2017年4月", "二〇一七年四月十四日", "14", "2017/04", "发布时间：", "来源：综合处",
     "关于公布行政许可事项目录的公告", "关于开展双随机抽查工作的通…", "下一页", "共 3 页 1/3", "更多>>", "当前位置：首页 > 公告",
     "友情链接", "主办：某厅 某ICP备05001234号", "暂无信息", "页面不存在", "&nbsp;", "&#xD800;", "&#0;", "&amp;lt;",
     "createPageHTML(3,0,'index','html')", "__doPostBack('p','2')", "<datastore>", "<![CDATA[<li>]]>", "<!--", "-->",
     "</html>", "<!DOCTYPE html>", "{{title}}", "\u200b", "var totalPage=9;", "９９９９-９９-９９", "2017-02-30", "²017-0⁴-14",
     "\u0130\u0131"]
)  # fmt: skip


def element(children: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    def rendered(tag: str, attributes: list[str], inside: list[str], closed: bool) -> str:
        return f"<{tag}{''.join(attributes)}>{''.join(inside)}" + (f"</{tag}>" if closed else "")

    return st.builds(
        rendered,
        TAGS,
        st.lists(ATTRIBUTES, max_size=2),
        st.lists(children, max_size=5),
        st.sampled_from([True, True, True, False]),
    )


MARKUP = st.recursive(TEXTS, element, max_leaves=40)
CODECS = st.sampled_from(["utf-8", "gb18030", "utf-16", "utf-16-be", "big5", "utf-7"])


@st.composite
def mutated(draw: st.DrawFn) -> bytes:
    """A saved page in which something was cut out, doubled or overwritten."""
    body = draw(st.sampled_from(SAVED))
    for _ in range(draw(st.integers(1, 4))):
        start, length = draw(st.integers(0, len(body))), draw(st.integers(0, 400))
        put = draw(st.one_of(st.just(b""), st.just(body[start : start + length] * 2), st.binary(max_size=20)))
        body = body[:start] + put + body[start + length :]
    return body


BODIES = st.one_of(
    st.binary(max_size=300),
    st.builds(lambda text, codec: text.encode(codec, "replace"), MARKUP, CODECS),
    mutated(),
)
ADDRESSES = st.one_of(
    st.just(PAGE),
    st.text(max_size=40),
    st.builds(
        lambda scheme, rest: scheme + rest,
        st.sampled_from(["http://", "https://[", "//", "http://a:b@"]),
        st.text(),
    ),
    st.sampled_from(
        ["http://a.gov.cn:99999/x", "http://[::1]/", "http://a.gov.cn/" + "x/" * 2_000, "file:///etc/passwd"]
    ),
)
TYPES = st.one_of(
    st.none(),
    st.text(max_size=30),
    st.sampled_from(["text/html; charset=x", "image/png", "application/json", ";;="]),
)


@settings(max_examples=200, deadline=None)
@given(BODIES, ADDRESSES, TYPES, st.sampled_from([200, 202, 403, 404, 412, 521, 0, -1]))
def test_no_page_address_or_header_raises(
    body: bytes, url: str, content_type: str | None, status: int
) -> None:
    reading = read_page(
        url,
        body,
        content_type=content_type,
        status=status,
        headers={"Server": url, "Set-Cookie": url, url: ""},
        vocabulary=VOCABULARY,
        captured_on=DAY,
    )
    assert_sound(reading, url)


@settings(max_examples=200, deadline=None)
@given(mutated())
def test_a_broken_page_gives_a_sound_reading(body: bytes) -> None:
    assert_sound(read(body))


@settings(max_examples=100, deadline=None)
@given(BODIES, BODIES)
def test_reading_is_a_pure_function(one: bytes, other: bytes) -> None:
    """The same page gives the same reading, whatever was read between."""
    first = read(one)
    read(other, url="http://b.gov.cn/x/")
    assert read(one) == first


@dataclass(frozen=True)
class Base:
    """How a page says what its relative addresses are relative to; ``page`` is what ``?query`` is added to."""

    markup: str
    folder: str
    parent: str
    page: str


HOST = "http://www.example.gov.cn"
BASES = [
    Base("", f"{HOST}/zwgk/tzgg/", f"{HOST}/zwgk/", PAGE),
    Base("<base target='_blank'>", f"{HOST}/zwgk/tzgg/", f"{HOST}/zwgk/", PAGE),
    Base(f"<base href='{HOST}/a/b/'>", f"{HOST}/a/b/", f"{HOST}/a/", f"{HOST}/a/b/"),
    Base("<base href='/a/b/c.html' target=_self>", f"{HOST}/a/b/", f"{HOST}/a/", f"{HOST}/a/b/c.html"),
    Base("<base target=_blank><base href='//b.gov.cn/a/b/'>", "http://b.gov.cn/a/b/", "http://b.gov.cn/a/", "http://b.gov.cn/a/b/"),
    Base("<BASE HREF=../b/><base href=/later/>", f"{HOST}/zwgk/b/", f"{HOST}/zwgk/", f"{HOST}/zwgk/b/"),
]  # fmt: skip
FORMS = {
    "{n}.html": "{folder}{n}.html",
    "./{n}.html": "{folder}{n}.html",
    ".\\x\\{n}.html": "{folder}x/{n}.html",
    "../{n}.html": "{parent}{n}.html",
    "../../../../../{n}.html": None,  # above the root there is nothing: the root
    "/a/{n}.html": None,
    "//c.gov.cn/{n}.html": "http://c.gov.cn/{n}.html",
    "https://c.gov.cn:8443/{n}.html": "https://c.gov.cn:8443/{n}.html",
    "HTTP://c.gov.cn/{n}.html": "http://c.gov.cn/{n}.html",
    "?id={n}": "{page}?id={n}",
    "view.jsp?a=1&amp;id={n}": "{folder}view.jsp?a=1&id={n}",
    "view.jsp?a=1&id={n}&b=": "{folder}view.jsp?a=1&id={n}&b=",
    " {n}.html#top\n": "{folder}{n}.html",
    "附件 {n}.pdf": "{folder}附件%20{n}.pdf",
    "one.html#/detail/{n}": "{folder}one.html#/detail/{n}",
}
SHAPES = {
    "list": ("<ul>", '<li><a href="{href}">{title}</a><span>{day}</span></li>', "</ul>"),
    "dates first": ("<ul>", "<li><span>[{day}]</span><a href='{href}'>{title}</a></li>", "</ul>"),
    "table": ("<table>", '<tr><td>·</td><td><a href="{href}" target=_blank>{title}</a></td><td>{day}</td></tr>', "</table>"),
    "cards": ("<div>", '<div><h4><a href="{href}" title="{title}">{title}</a></h4><p>发布时间：{day}</p></div>', "</div>"),
    "flat": ("<div>", '<a href="{href}">{title}</a> ({day})<br>', "</div>"),
    "definitions": ("<dl>", "<dt><a href=\"{href}\">{title}</a></dt><dd>{day}</dd>", "</dl>"),
}  # fmt: skip
# Rare characters stand in names of people and places: some take four bytes in gb18030, some are beyond 16 bits.
HANZI = st.one_of(
    st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5),
    st.sampled_from("㐂䶮镕𠮷𬭚〇〔〕《》（）、·ABCxyz"),
)
TITLES = st.lists(HANZI, min_size=2, max_size=24).map(lambda chars: f"关于印发{''.join(chars)}工作方案的通知")
ENCODINGS = [
    ("utf-8", "utf-8"),
    ("utf-8", "gb2312"),
    ("utf-8-sig", "gbk"),
    ("gb18030", "gb2312"),
    ("gb18030", "utf-8"),
    ("gb18030", ""),
    ("utf-16", "gb2312"),
    ("utf-16-le", "utf-8"),
    ("utf-16-be", ""),
]


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.tuples(TITLES, st.sampled_from(sorted(FORMS))), min_size=2, max_size=12),
    st.sampled_from(BASES),
    st.sampled_from(sorted(SHAPES)),
    st.sampled_from(ENCODINGS),
)
def test_postings_come_back_as_they_were_written(
    items: list[tuple[str, str]], base: Base, shape: str, encoding: tuple[str, str]
) -> None:
    """Titles, absolute addresses and dates, in any way to write addresses, any markup and any encoding."""
    codec, declared = encoding
    root = "/".join(base.folder.split("/")[:3])
    wanted, rows = [], []
    before, row, after = SHAPES[shape]
    for n, (title, form) in enumerate(items):
        day = date(2017, 4, 21) - timedelta(days=n)
        target = FORMS[form] or root + form[form.rindex("/a/") if "/a/" in form else form.rindex("/") :]
        wanted.append(
            (title, target.format(n=n, folder=base.folder, parent=base.parent, page=base.page), day)
        )
        rows.append(row.format(href=form.format(n=n), title=title, day=day))
    meta = f'<meta http-equiv="Content-Type" content="text/html; charset={declared}">' if declared else ""
    html = (
        f"<!DOCTYPE html><html><head>{meta}{base.markup}<title>通知公告</title></head><body>"
        f"<div class=menu><a href=/>首页</a><a href=/zwgk/>政务公开</a></div>{before}{''.join(rows)}{after}</body></html>"
    )
    reading = read(html.encode(codec), content_type=f"text/html; charset={declared}" if declared else None)
    assert reading.charset == codec.removesuffix("-sig").removesuffix("-le").removesuffix("-be")
    assert [(p.title, p.url, p.published_on) for p in reading.postings] == wanted


@pytest.mark.parametrize("declared", ["big5", "gb2312", "utf-8"])
def test_a_charset_that_is_not_read_raises_nothing_and_keeps_the_addresses(declared: str) -> None:
    html = (
        f"<meta charset={declared}><ul><li><a href='1.html'>關於公佈行政規費目錄的公告</a><i>2017-04-14</i></li>"
        "<li><a href='2.html'>關於政府採購公告</a><i>2017-04-10</i></li></ul>"
    )
    reading = read(html.encode("big5"))
    assert [link.url for link in reading.links] == [f"{HOST}/zwgk/tzgg/{n}.html" for n in (1, 2)]
