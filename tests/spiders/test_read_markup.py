"""Markup that a strict parser gives up on, and what links, regions and norms are read from a page."""

import pytest

from audit_rules.subjects.matcher import load_vocabulary
from domain.pages import PageReading
from domain.subjects import Surface
from spiders.markup.forgiving import parse_forgivingly, parse_page
from spiders.reader import read_page

VOCABULARY = load_vocabulary()
URL = "http://www.example.gov.cn/zwgk/index.html"
ITEMS = "".join(
    f"<li><a href='{n}.html'>关于公布第{n}批行政许可目录的公告</a><span>2017-04-{n:02}</span></li>"
    for n in range(20, 8, -1)
)


def read(html: str) -> PageReading:
    return read_page(URL, html.encode(), vocabulary=VOCABULARY)


BROKEN = {
    "an unclosed title": f"<html><head><title>通知公告<meta charset=utf-8></head><body><ul>{ITEMS}</ul></body></html>",
    "an unclosed text area": f"<html><body><form><textarea name=a></form><ul>{ITEMS}</ul></body></html>",
    "a list in an unclosed select": f"<html><body><select><option>选择部门<ul>{ITEMS}</ul></body></html>",
}


@pytest.mark.parametrize("name", BROKEN)
def test_lists_in_markup_that_swallows_them_are_read(name: str) -> None:
    assert len(read(BROKEN[name]).postings) == 12


def test_sound_pages_are_not_parsed_twice_and_both_trees_agree() -> None:
    html = f"<html><body><div id=a><ul>{ITEMS}</ul></div><p hidden>x</p></body></html>"
    fast, slow = parse_page(html), parse_forgivingly(html)
    assert [(n.tag, n.text.strip()) for n in fast.nodes] == [(n.tag, n.text.strip()) for n in slow.nodes]
    assert all(n.index < n.end <= len(slow.nodes) for n in slow.nodes)


def test_links_carry_names_regions_and_matches() -> None:
    reading = read(
        "<div class='nav'><a href='/ppp/' title='PPP项目信息公开专栏'>PPP项目信…</a></div>"
        "<div class='dqwz'>当前位置：<a href='/'>首页</a> &gt; <a href='/zwgk/'>政务公开</a></div>"
        "<div><a href='/zdlyxxgk/'><img src='a.png' alt='重点领域信息公开'></a>"
        "<a href='/yjs/'><img src='b.png'></a></div>"
        "<div class='footer'><a href='/ysqgk/'>依申请公开</a> 滇ICP备05001234号</div>"
    )
    by_path = {link.url.removeprefix("http://www.example.gov.cn"): link for link in reading.links}
    assert [by_path[path].region for path in ("/ppp/", "/", "/zdlyxxgk/", "/ysqgk/")] == [
        "nav",
        "breadcrumb",
        "",
        "footer",
    ]
    ppp = by_path["/ppp/"].matches[0]
    assert (ppp.subject, ppp.surface) == ("ppp", Surface.TITLE_ATTRIBUTE)
    assert [(m.subject, m.surface) for m in by_path["/zdlyxxgk/"].matches] == [("key-areas", Surface.ALT)]
    assert by_path["/ysqgk/"].matches == ()
    assert reading.breadcrumb == ("首页", "政务公开")


def test_address_of_a_link_without_a_name_hints_at_its_subject_and_a_parents_does_not() -> None:
    reading = read(
        "<a href='/zdlyxxgk/'><img src='1.png'></a><a href='/zdlyxxgk/zdxzjc/index.html'><img src='2.png'></a>"
    )
    assert [[m.subject for m in link.matches] for link in reading.links] == [["key-areas"], []]


def test_meta_and_footer_norms() -> None:
    norms = read(
        "<html><head><meta name='SiteName' content='省财政厅'>"
        "<meta name='sitedomain' content='czt.yn.gov.cn'></head><body>"
        "<p>正文</p><div class='footer'>主办：云南省财政厅 联系电话：0871-63957137 "
        "滇ICP备05000002号-1 滇公网安备 53011402000283号 "
        "网站标识码：5300000012 <a href='/map.html'>网站地图</a>"
        "<a href='http://pucha.kaipuyun.cn/exposure/x'><img src='jc.png'></a>"
        "<a href='http://bszs.conac.cn/sitename?method=show'><img src='red.png'></a></div></body></html>"
    ).norms
    assert (norms.site_name, norms.site_domain, norms.site_id_code) == (
        "省财政厅",
        "czt.yn.gov.cn",
        "5300000012",
    )
    assert (norms.organiser, norms.contact) == ("云南省财政厅", "0871-63957137")
    assert (norms.icp, norms.police) == ("滇ICP备05000002号-1", "滇公网安备53011402000283号")
    assert (norms.party_badge, norms.report_errors, norms.sitemap) == (True, True, True)


def test_page_without_norms_has_none() -> None:
    norms = read("<html><body><p>正文</p></body></html>").norms
    assert (norms.site_name, norms.site_id_code, norms.icp, norms.police, norms.organiser) == (None,) * 5
    assert (norms.party_badge, norms.report_errors, norms.sitemap) == (False, False, False)


def test_base_address_and_search_pages() -> None:
    reading = read(
        "<html><head><base href='http://www.example.gov.cn/xxgk/'></head><body><a href='a/'>预决算公开</a></body></html>"
    )
    assert reading.links[0].url == "http://www.example.gov.cn/xxgk/a/"
    search = read_page(
        "http://www.example.gov.cn/so/s?qt=PPP", b"<html><body><p>x</p></body></html>", vocabulary=VOCABULARY
    )
    assert search.kind.value == "search"


def test_links_that_a_closed_choice_holds_are_no_loss() -> None:
    options = "".join(f'<option value="/{n}"><a href="/{n}">部门{n}</a></option>' for n in range(40))
    lost = "".join(f'<li><a href="/p{n}.html">第{n}条</a></li>' for n in range(40))
    closed = parse_page(f"<body><select>{options}</select><a href='/a'>甲</a></body>")
    unclosed = parse_page(
        f"<body><select name='s'>{options}<ul>{lost}</ul><select><option>1</option></select></body>"
    )
    assert [node.attrs["href"] for node in closed.find("a")] == ["/a"]
    assert len(unclosed.find("a")) == 80
