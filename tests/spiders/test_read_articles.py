"""An article's date is the one shown beside its title; what contradicts it is kept, what is no date stays out."""

from datetime import date

import pytest

from audit_rules.subjects.matcher import load_vocabulary
from domain.pages import DateConfidence, DateSource, PageKind, PageReading
from spiders.reader import read_page

VOCABULARY = load_vocabulary()
URL = "http://www.example.gov.cn/zwgk/tzgg/12345.html"
TITLE = "省财政厅关于公布行政事业性收费目录清单的公告"
BODY = "".join(
    f"<p>{text}</p>"
    for text in (
        "各州、市财政局，省直各部门：为贯彻落实国务院关于清理规范行政事业性收费的要求，现将目录清单予以公布，请认真遵照执行。",
        "自2016年1月1日起施行的目录清单同时废止，2015年3月5日印发的通知与本公告不一致的，以本公告为准，有效期至2021年12月31日。",
        "请各单位于2017年6月30日前将本单位执行情况报送省财政厅综合处，联系人及联系电话见附件，逾期不报的将予以通报批评。",
        "各级财政、价格主管部门要加强监督检查，发现擅自设立收费项目、提高收费标准的，依法依规严肃处理，并向社会公开曝光。",
    )
)
SIGNED = "<p>省财政厅</p><p>2017年4月10日</p>"
MENU = (
    '<div class="menu"><a href="/">首页</a><a href="/zwgk/">政务公开</a><a href="/hdjl/">互动交流</a></div>'
)
FOOT = '<div class="foot">主办：省财政厅 滇ICP备05001234号 版权所有 2010-2018 更新时间：2018-01-02</div>'


def read(
    line: str,
    *,
    head: str = "",
    before: str = "",
    after: str = "",
    url: str = URL,
    captured_on: date | None = date(2019, 12, 31),
) -> PageReading:
    html = (
        f"<!DOCTYPE html><html><head><title>{TITLE}_省财政厅</title>{head}</head><body>{MENU}{before}"
        f'<div class="article"><h1>{TITLE}</h1>{line}<div class="content">{BODY}{SIGNED}</div></div>{after}{FOOT}</body></html>'
    )
    return read_page(url, html.encode(), vocabulary=VOCABULARY, captured_on=captured_on)


LINES = {
    "发布时间": "<div>发布时间：2017-04-14 10:20 来源：省财政厅 浏览：<span>12</span>次</div>",
    "发布日期 in brackets": "<div>【发布日期：2017/4/14】</div>",
    "spaced label": "<div>发 布 时 间 ： 2017年04月14日</div>",
    "label in its own element": "<table><tr><td><b>发布日期</b></td><td>2017-04-14</td></tr></table>",
    "生成日期 alone": "<table><tr><td>索引号：</td><td>53-2017-0001</td><td>生成日期：</td><td>2017-04-14</td></tr></table>",
    "日期": "<p>来源：省财政厅　日期：2017.04.14</p>",
    "时间发布": "<div>2017-04-14 时间发布 作者：综合处</div>",
    "更新时间": "<div>更新时间：2017-04-14 09:00:00</div>",
    "bare under the title": "<div><span>2017-04-14 10:20:30</span><span>来源：省财政厅</span></div>",
    "bare alone": "<p>2017-04-14</p>",
    "Chinese numerals": "<div>发布时间：二〇一七年四月十四日</div>",
    "Chinese numerals with a ring": "<div>发布时间：二○一七年四月十四日</div>",
    "full-width digits": "<div>发布时间：２０１７－０４－１４</div>",
    "ratio sign": "<div>发布时间：2017-04-14 10∶08</div>",
    "published beats written": "<div>成文日期：2017-04-01 生成日期：2017-04-10 发布日期：2017-04-14</div>",
    "published beats updated": "<div>更新时间：2017-05-02 发布时间：2017-04-14</div>",
    "published beats validity": "<div>生效日期：2017-05-01 有效期至：2021-12-31 发布日期：2017-04-14</div>",
    "document's date last": "<div>发文日期：2017-03-01 发布时间：2017-04-14</div>",
    "a reader's counter": "<div>时间：2017-04-14　点击：2017　【字号：大 中 小】</div>",
}


@pytest.mark.parametrize("name", LINES)
def test_date_beside_the_title(name: str) -> None:
    reading = read(LINES[name])
    assert reading.kind is PageKind.ARTICLE
    assert reading.published is not None
    assert reading.published.on == date(2017, 4, 14)
    assert reading.published.source is DateSource.SHOWN
    assert reading.postings == ()


NOISE = {
    "a clock": "<div>今天是：2018年3月5日 星期一</div>",
    "a sidebar list": "<div><h3>热点资讯</h3><ul><li><a href='/a.html'>关于开展检查的通知（一）</a><span>2018-01-25</span></li>"
    "<li><a href='/b.html'>关于开展检查的通知（二）</a><span>2018-01-24</span></li></ul></div>",
    "a hidden panel": '<div style="display:none"><p>留言时间：2018-04-27</p><p>发布时间：2018-04-27</p></div>',
    "a consultation": "<div>咨询时间：2018-02-01 答复时间：2018-02-03</div>",
}


@pytest.mark.parametrize("name", NOISE)
@pytest.mark.parametrize("line", ["发布时间", "bare under the title"])
def test_dates_that_are_not_the_publications(name: str, line: str) -> None:
    for reading in (read(LINES[line], before=NOISE[name]), read(LINES[line], after=NOISE[name])):
        assert reading.published is not None
        assert reading.published.on == date(2017, 4, 14)


def test_meta_that_disagrees_is_a_conflict_and_loses() -> None:
    reading = read(LINES["发布时间"], head='<meta name="PubDate" content="2019-05-12 23:20">')
    assert reading.published is not None
    assert reading.published.on == date(2017, 4, 14)
    assert (reading.published.conflict, reading.published.conflict_source) == (
        date(2019, 5, 12),
        DateSource.META,
    )
    assert reading.published.confidence is DateConfidence.HIGH


def test_meta_serves_where_nothing_is_shown() -> None:
    head = (
        '<META NAME="pubdate" CONTENT="2017—04—14 21∶37"><meta name="ArticleTitle" content="' + TITLE + '">'
    )
    reading = read("", head=head)
    assert reading.published is not None
    assert (reading.published.on, reading.published.source) == (date(2017, 4, 14), DateSource.META)
    assert reading.title == TITLE


def test_address_serves_last_and_with_low_confidence() -> None:
    reading = read("", url="http://www.example.gov.cn/zwgk/201704/t20170414_144306.html")
    assert reading.published is not None
    assert (reading.published.on, reading.published.source) == (date(2017, 4, 14), DateSource.URL)
    assert reading.published.confidence is DateConfidence.LOW


def test_date_after_the_capture_gives_way() -> None:
    reading = read(
        "<div>发布时间：2071-04-14</div>", url="http://www.example.gov.cn/zwgk/201704/t20170414_144306.html"
    )
    assert reading.published is not None
    assert reading.published.on == date(2017, 4, 14)


def test_title_is_the_headline_without_the_sites_name() -> None:
    assert read(LINES["发布时间"]).title == TITLE


def test_dates_in_the_text_alone_are_no_publication_date() -> None:
    reading = read("", head='<meta name="ArticleTitle" content="' + TITLE + '">')
    assert reading.kind is PageKind.ARTICLE
    assert reading.published is None


def test_time_of_a_meeting_in_the_text_is_no_publication_date() -> None:
    meeting = (
        "<p>经研究，决定召开全省财政工作会议，现将有关事项通知如下。</p><p>一、时间：2017年5月6日上午9时</p>"
    )
    reading = read(LINES["bare under the title"] + meeting)
    assert reading.published is not None
    assert reading.published.on == date(2017, 4, 14)


@pytest.mark.parametrize("line", ["发布时间", "bare under the title", "label in its own element"])
def test_article_whose_page_title_is_the_sites_name_and_whose_headline_is_no_heading(line: str) -> None:
    html = (
        f"<html><head><title>云南省财政厅</title></head><body>{MENU}<table><tr><td>当前位置：首页 &gt; 通知公告</td></tr></table>"
        f"<div><font>{TITLE}</font>{LINES[line]}<div>{BODY}{SIGNED}</div></div>{FOOT}</body></html>"
    )
    reading = read_page(URL, html.encode(), vocabulary=VOCABULARY, captured_on=date(2019, 12, 31))
    assert reading.kind is PageKind.ARTICLE
    assert reading.published is not None
    assert reading.published.on == date(2017, 4, 14)


def test_records_with_a_date_each_are_no_article() -> None:
    records = "".join(
        f"<div><b>国家标准 GB/T {n}-2017</b><p>本标准规定了产品的技术要求、试验方法、检验规则以及标志和包装。</p>"
        f"<span>发布于</span><i>2017-04-{n:02}</i></div>"
        for n in range(10, 20)
    )
    reading = read_page(
        URL,
        f"<html><head><title>国家标准检索</title></head><body>{records}</body></html>".encode(),
        vocabulary=VOCABULARY,
    )
    assert reading.kind is not PageKind.ARTICLE
    assert reading.published is None


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("通知公告 -- 山西省自然资源厅", "通知公告"),
        ("督察管理_中华人民共和国生态环境部", "督察管理"),
        ("云南省财政厅-预决算公开", "预决算公开"),
        ("青春心向党——美术作品展启幕 _ 河北省文化和旅游厅", "青春心向党——美术作品展启幕"),
        ("工作动态---新闻中心", "工作动态"),
        ("云南省财政厅门户网站", "云南省财政厅门户网站"),
    ],
)
def test_title_without_the_sites_name(written: str, title: str) -> None:
    page = f"<html><head><title>{written}</title></head><body><a href='/a/'>政务公开</a></body></html>"
    assert read_page(URL, page.encode(), vocabulary=VOCABULARY).title == title


def test_related_links_below_an_article_are_no_friend_links_of_the_site() -> None:
    body = "<p>" + "全省安排重点流域生态补偿资金，采取统一办法筹措、用因素法分配。" * 6 + "</p>"
    related = (
        "<div>相关链接：</div><ul>"
        + "".join(f"<li><a href='/r/{at}'>办法{at}</a></li>" for at in range(4))
        + "</ul>"
    )
    page = read(
        f"<body><div>{'<p><a href=/m>菜单</a></p>' * 40}</div><div><div class=xl><h3>重点流域生态补偿资金规模进一步增加</h3>"
        f"<h5>[省发改委] 2016-04-01 字号：大</h5>{body}{related}</div></div></body>"
    )
    assert page.kind is PageKind.ARTICLE
    assert page.published is not None
    assert str(page.published.on) == "2016-04-01"
    assert "friend" not in {link.region for link in page.links}
