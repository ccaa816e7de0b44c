"""Words that mislead: headlines and texts that say what footers, firewalls and error pages say (``docs/traps.md``)."""

from datetime import date, timedelta

import pytest

from audit_rules.subjects.matcher import load_vocabulary
from domain.pages import PageKind, PageReading
from spiders.reader import read_page

VOCABULARY = load_vocabulary()
HOST = "http://www.example.gov.cn"
MENU = "<div class=menu><a href=/>首页</a><a href=/zwgk/>政务公开</a><a href=/bsfw/>办事服务</a></div>"
FOOT = "<div class=footer>主办：某厅 某ICP备05001234号</div>"


def read(body: str, path: str = "/zwgk/") -> PageReading:
    html = f"<!DOCTYPE html><html><head><title>通知公告</title></head><body>{MENU}{body}{FOOT}</body></html>"
    return read_page(HOST + path, html.encode(), vocabulary=VOCABULARY, captured_on=date(2018, 12, 31))


def test_a_short_article_beside_a_sidebar_of_dated_items_is_an_article() -> None:
    side = "".join(
        f"<li><a href='/a/{n}.html'>全省财政工作会议在昆明召开（{n}）</a><span>2018-01-2{n}</span></li>"
        for n in range(5)
    )
    text = (
        "<p>为贯彻落实国务院关于清理规范行政事业性收费的要求，进一步减轻企业和群众负担，现将目录清单予以公布，请遵照执行。</p>"
        * 4
    )
    reading = read(
        f"<div class=side><h3>热点资讯</h3><ul>{side}</ul></div><h1>关于公布行政事业性收费目录清单的公告</h1>"
        f"<div class=info><span>2017-04-14 14:59:48</span><span>来源：省财政厅</span></div><div>{text}</div>",
        "/zwgk/tzgg/12345.html",
    )
    assert reading.kind is PageKind.ARTICLE
    assert str(reading.published and reading.published.on) == "2017-04-14"


TITLES = {
    "版权所有": "关于软件版权所有人权益保护的通知",
    "ICP备案": "关于开展网站ICP备案核查工作的通知",
    "公网安备": "关于规范公网安备标识使用的通知",
    "网站标识码": "关于申领政府网站标识码的通知",
    "技术支持": "关于公布技术支持单位名单的通知",
    "主办单位": "关于明确赛事主办单位职责的通知",
    "firewall": "关于开展网站防火墙检查工作的通知",
    "check": "关于做好信息系统安全验证工作的通知",
    "newest": "最新政策文件汇编目录（第二批）",
    "date in the title": "全省成品油价格公告（2017-03-29）",
    "date at the end": "价格监测日报2017-03-29",
}


@pytest.mark.parametrize("place", [0, 3, 5])
@pytest.mark.parametrize("name", TITLES)
def test_a_title_that_holds_a_word_of_the_page_frame_is_whole_and_costs_no_list(
    name: str, place: int
) -> None:
    """ICP, 版权所有 … in a headline make the whole list a footer; 防火墙, 安全验证 make a small list a firewall's page."""
    titles = [f"关于印发第{n}号工作方案的通知" for n in range(6)]
    titles[place] = TITLES[name]
    rows = "".join(
        f"<li><a href='{n}.html'>{title}</a><span>{date(2017, 4, 21) - timedelta(days=n)}</span></li>"
        for n, title in enumerate(titles)
    )
    reading = read(f"<ul>{rows}</ul>")
    assert reading.kind is PageKind.LIST
    assert [p.title for p in reading.postings] == titles


@pytest.mark.parametrize(
    "words", ["部分链接页面不存在", "出现找不到页面的情况", "访问被拒绝", "网站防火墙配置不当"]
)
def test_a_short_dated_article_about_faults_of_sites_is_no_fault_page(words: str) -> None:
    """网站抽查通报 says such things; what has a headline, a date line and a paragraph is an article."""
    text = f"<p>经抽查，共检查政府网站12家，合格10家，不合格2家。不合格网站{words}，请有关单位限期整改，并将结果报送我厅。</p>"
    reading = read(
        f"<h1>关于第二季度政府网站抽查情况的通报</h1><div class=info>发布时间：2017-04-14　来源：办公室</div>{text}",
        "/zwgk/tzgg/12345.html",
    )
    assert (reading.kind, reading.blocked) == (PageKind.ARTICLE, None)
