"""Lines under a headline as portals write them: the day of publication, or none where no publication is dated."""

from datetime import date

import pytest

from audit_rules.subjects.matcher import load_vocabulary
from domain.pages import DateConfidence, DateSource, PageKind, PageReading
from spiders.reader import read_page

VOCABULARY = load_vocabulary()
DAY = date(2017, 4, 14)
TITLE = "县人民政府办公室关于做好城乡居民基本医疗保险工作的通知"
MENU = (
    '<div class="top"><a href="/">首页</a><a href="/zwgk/">政务公开</a><a href="/hdjl/">互动交流</a>'
    '<a href="/bsfw/">办事服务</a><a href="/zjxq/">走进县情</a></div>'
)
BODY = (
    "<p>各乡、镇人民政府，县级各部门：为做好2018年度城乡居民基本医疗保险参保缴费工作，经县人民政府同意，现就有关事项通知如下。</p>"
    "<p>一、参保缴费时间为2017年9月1日至2017年12月31日，逾期不予补办，请各乡、镇认真组织实施，确保应保尽保。</p>"
    "<p>二、《医疗保险管理暂行办法》自2016年7月1日起施行，2012年3月5日印发的管理办法同时废止，有效期至2021年6月30日。</p>"
    "<p>三、各乡、镇要加强宣传，提高政策知晓率，于2017年8月20日前将工作方案报县人力资源和社会保障局备案，联系电话0871-1234567。</p>"
)
SIGNED = '<p style="text-align:right">县人民政府办公室</p><p style="text-align:right">2017年4月1日</p>'
FOOT = '<div class="foot">主办：县人民政府办公室 滇ICP备05001234号 版权所有 2010-2018</div>'


def read(
    line: str, *, before: str = "", after: str = "", body: str = BODY + SIGNED, head: str = ""
) -> PageReading:
    html = (
        f"<html><head><title>{TITLE}-县人民政府</title>{head}</head><body>{MENU}{before}<div class='con'><h1>{TITLE}</h1>{line}"
        f"<div class='txt'>{body}</div></div>{after}{FOOT}</body></html>"
    )
    return read_page(
        "http://www.xian.gov.cn/info/1021/40211.htm",
        html.encode(),
        vocabulary=VOCABULARY,
        captured_on=date(2018, 12, 31),
    )


PUBLISHED = {
    "state council": '<div class="pages-date">2017-04-14 16:59<span class="font"> 来源： 新华社</span>'
    "<span>【字体：<a>大</a> 中 小】</span></div>",
    "ministry, bare": "<div><span>2017年04月14日</span><span>来源：办公厅</span></div>",
    "ministry, slashes": '<div class="ty">发布时间：2017/04/14</div><div class="laiyuan">来源：<span>体改司</span></div>',
    "weekday": "<p>2017年04月14日 星期五 来源：云南日报</p>",
    "weekday in brackets": "<p>2017年4月14日（星期五） 09:21 来源：云南日报</p>",
    "glued to its source": "<p>2017年04月14日09:21来源：云南日报</p>",
    "behind its source": "<p>来源：云南日报2017-04-14 08:13:00</p>",
    "source left empty": "<p>来源： 2017-04-14 10:20 浏览次数：23</p>",
    "ratio sign": "<p>发布时间：2017-04-14 10∶08</p>",
    "square brackets": "<p>[ 2017-04-14 ]</p>",
    "round brackets": "<p>(2017-04-14)</p>",
    "label in lenticular brackets": "<p>【发布日期：2017-04-14】【来源：县政府办】【字号：大 中 小】</p>",
    "labels in square brackets": "<p>[成文日期] 2017-04-01 [废止日期] [发布日期] 2017-04-14</p>",
    "cut over lines": "<p>【信息时间：\n 2017/4/14\n&nbsp;&nbsp;阅读次数：<script src='/c.js'></script>】</p>",
    "of an ASP site": "<p>作者：admin　来源：本站原创　点击数：<script></script>　更新时间：2017-4-14 10:00:00</p>",
    "of a tag with small letters": "<div><small>时间:</small>17-04-14 09:36<small>来源:</small>未知<small>作者:"
    "</small>admin</div>",
    "two digits for the year": "<p>发布时间：17-04-14 点击：12</p>",
    "eight digits": "<p>发布日期：20170414 来源：县医保局</p>",
    "dots": "<p>日期：2017.04.14　来源：县政府办</p>",
    "dots without zeros": "<p>2017.4.14　浏览：33次</p>",
    "name of its source is an office of procurement": "<p>来源：采购中心 发布时间：2017-04-14</p>",
    "office glued to the label": "<p>来源：公共资源交易中心发布时间：2017-04-14</p>",
    "author then plain time": "<p>作者：张三　时间：2017-04-14　阅读：<b>7</b></p>",
    "counter glued to the label": "<p>浏览次数：123次发布时间：2017-04-14</p>",
    "spaced label": "<p>发 布 时 间 ： 2017年04月14日</p>",
    "label cut by a space": "<p>发布 日期： 2017-04-14</p>",
    "spaced plain label": "<p>日　期：2017-04-14</p>",
    "label behind": "<p>2017-04-14 10:20 发布 县政府办</p>",
    "label behind in an element of its own": "<p><em>2017-04-14</em> <span>发布</span></p>",
    "于": "<p>发布于：2017-04-14 10:20　县政府办</p>",
    "traditional characters": "<p>發佈時間：2017年4月14日　來源：縣政府辦</p>",
    "English label": "<p>Publish Time: 2017-04-14 Source: County Office</p>",
    "English month": "<p>Updated: Apr 14, 2017 09:20 AM</p>",
    "English day before month": "<p>Date: 14 April 2017</p>",
    "Chinese numerals": "<p>发布时间：二〇一七年四月十四日</p>",
    "Latin O": "<p>发布时间：二O一七年四月十四日</p>",
    "large circle": "<p>发布时间：二◯一七年四月十四日</p>",
    "label and value in cells": "<table><tr><td>发布日期</td><td>2017-04-14</td><td>来源</td><td>县政府办</td></tr></table>",
    "label and value in definitions": "<dl><dt>公开日期：</dt><dd>2017年04月14日</dd></dl>",
    "empty label before": "<table><tr><td>公开日期：</td><td></td><td>生成日期：</td><td>2017-04-14</td></tr></table>",
    "written before published": "<ul><li>成文日期：2017-04-01</li><li>发布日期：2017-04-14</li>"
    "<li>有效期至：2021-06-30</li></ul>",
    "published, updated, closing": "<p>发布时间：2017-04-14 更新时间：2017-04-20 截止时间：2017-05-01</p>",
    "updated before published": "<p>更新时间：2017-04-20 发布时间：2017-04-14</p>",
    "bare in the line beats the day of making": "<ul><li>索引号：53-2017</li><li>生成日期：2017-04-10</li></ul>"
    "<p>2017-04-14 来源：县政府办</p>",
    "source is a link": '<p>来源：<a href="http://www.yn.gov.cn/">云南省人民政府网</a> 发布时间：2017-04-14</p>',
    "source is a link, bare": '<p>来源：<a href="http://www.yn.gov.cn/">云南省人民政府网</a>　2017-04-14 10:20</p>',
    "calendar block": "<div class='cal'><b>14</b><span>2017-04</span></div>",
    "calendar block, year and month first": "<div class='cal'><i>2017.04</i><em>14</em></div>",
    "pieces": "<p>发布时间：<b>2017</b>年<b>04</b>月<b>14</b>日 来源：县政府办</p>",
    "a year cut from its day": "<p><span>2017</span><span>/04/14</span> <span>来源：县政府办</span></p>",
    "written by a script": "<p>来源：县政府办 <script>document.write('2017-04-14 10:20'.substring(0,10));</script></p>",
    "variable written by a script": '<script>var tm = "2017-04-14 14:13:09";</script><p>'
    "<script>document.write(tm.substring(0,16));</script></p>",
    "posted with its particulars below it": "<p>2017-04-14 09:30　文章来源：条法司</p><table><tr>"
    "<td>【发布单位】省政府</td></tr><tr><td>【发布文号】第7号</td></tr>"
    "<tr><td>【发布日期】2017-03-28</td></tr><tr><td>【实施日期】2017-05-01</td></tr></table>",
    "note of an ordinance above the line": "<p>（2003年3月28日省第十届人民代表大会常务委员会通过　"
    "根据2015年9月25日《关于修改部分地方性法规的决定》修正）</p>"
    "<p>作者：admin　来源：省人大网　更新时间：2017-4-14</p>",
    "document's day under the title": "<p>（2017年3月28日）</p><p>2017-04-14 来源：县政府办</p>",
    "beside a clock": "<p>今天是：2018年9月25日 星期二</p><p>发布时间：2017-04-14</p>",
    "with a deadline of comments": "<p>发布日期：2017-04-14　意见征集截止日期：2017-05-14</p>",
    "label in the head of its column": "<table><tr><th>索引号</th><th>发布日期</th></tr><tr><td>53-0001</td>"
    "<td>2017-04-14</td></tr></table>",
    "label of the site": "<p>网站发布日期：2017-04-14</p>",
    "label and a stroke": "<p>发布日期 / 2017-04-14</p>",
    "below a lead": "<p>核心提示：城乡居民基本医疗保险参保缴费工作全面启动，各地积极部署。</p><p>2017-04-14 来源：县政府办</p>",
    "line in a box named header": "<div class='art-header'><span>2017-04-14</span><span>来源：县政府办</span></div>",
    "ISO": "<p><time>2017-04-14T10:00:00+08:00</time></p>",
    "of a phone's template": "<div><span>县政府办</span><span>2017-04-14 08:12</span></div>",
    "counter that looks like a year": "<p>浏览：2017　时间：2017-04-14</p>",
}


@pytest.mark.parametrize("name", PUBLISHED)
def test_day_of_publication(name: str) -> None:
    reading = read(PUBLISHED[name])
    assert reading.published is not None
    assert (reading.published.on, reading.published.source) == (DAY, DateSource.SHOWN)
    assert reading.kind is PageKind.ARTICLE


@pytest.mark.parametrize("name", ["of a phone's template", "ministry, bare", "label and value in cells"])
def test_it_stands_where_other_pages_dates_surround_it(name: str) -> None:
    aside = (
        "<div><h3>最新信息</h3><ul><li><a href='/info/1021/40300.htm'>县政府召开第十二次常务会议研究部署工作</a>"
        "<span>2018-03-02</span></li>"
        "<li><a href='/info/1021/40301.htm'>县医保局开展打击欺诈骗保专项行动</a><span>2018-03-01</span></li>"
        "<li><a href='/info/1021/40302.htm'>县政府办公室关于2018年放假安排的通知</a><span>2018-02-11</span></li></ul></div>"
    )
    last = "<p>上一篇：<a href='/info/1021/40210.htm'>关于开展检查的通知</a> 2017-04-13</p><p>下一篇："
    "<a href='/info/1021/40212.htm'>县长接访</a> [2017-04-18]</p>"
    for reading in (read(PUBLISHED[name], before=aside), read(PUBLISHED[name], after=last + aside)):
        assert reading.published is not None
        assert reading.published.on == DAY


NOT_PUBLISHED = {
    "nothing": "",
    "a meeting's": "<p>访谈时间：2017年4月14日 15:00</p><p>访谈嘉宾：县医保局局长</p>",
    "a meeting's, label apart": "<p><b>会议时间：</b>2017年4月14日</p>",
    "opening of bids": "<p>开标时间：2017-04-14 09:30</p>",
    "closing": "<p>截止日期：2017-04-14</p>",
    "closing, without a word of time": "<p>报名截止：2017-04-14</p>",
    "period of a notice": "<p>公示时间：2017年4月14日至4月20日</p>",
    "period of a notice in full": "<p>公示日期：2017-04-14 — 2017-04-20</p>",
    "period over two elements": "<p><span>征集时间：</span><span>2017-04-14</span><span>至</span><span>2017-05-14</span></p>",
    "validity": "<p>有效期至：2021-04-14</p>",
    "coming into force": "<p>实施日期：2017-04-14</p>",
    "a letter's": "<table><tr><td>来信时间：</td><td>2017-04-10</td><td>回复时间：</td><td>2017-04-14</td></tr></table>",
    "relative": "<p>3天前　来源：县政府办</p>",
    "an hour": "<p>今天 10:20　来源：县政府办</p>",
    "a clock": "<p>今天是2017年4月14日 星期五 农历三月十八</p>",
    "a clock in two elements": "<p><span>当前时间：</span><span>2017-04-14</span></p>",
    "hidden": '<div style="display:none">发布时间：2017-04-14</div>',
    "of the page's making": "<p>页面更新时间：2017-04-14</p>",
    "an empty label": "<p>发布时间： 来源：县政府办</p>",
    "a note of an ordinance": "<p>（2003年3月28日省第十届人民代表大会常务委员会通过）</p>",
    "first word of a sentence": "<p>2017年4月14日，县政府召开常务会议</p>",
    "number of a document": "<p>索引号：53-2017-04-14001　文号：县政办发〔2017〕4号</p>",
    "month without a day": "<p>发布时间：2017年4月</p>",
    "impossible day": "<p>发布时间：2017-02-30</p>",
}


@pytest.mark.parametrize("name", NOT_PUBLISHED)
def test_no_day_of_publication(name: str) -> None:
    reading = read(NOT_PUBLISHED[name])
    assert reading.published is None


AFTER_THE_TEXT = {
    "date and counter": "<p>（发布时间：2017-04-14　阅读：92）</p>",
    "date and source": "<div>发布日期：2017-04-14 来源：县政府办</div>",
    "date and editor": "<div>【发布时间：2017-04-14】【责任编辑：李某】【打印】</div>",
}


@pytest.mark.parametrize("name", AFTER_THE_TEXT)
def test_line_of_particulars_below_the_text(name: str) -> None:
    reading = read("", after=AFTER_THE_TEXT[name])
    assert reading.published is not None
    assert reading.published.on == DAY


SAID_IN_THE_TEXT = {
    "a point": "<p>三、公告发布时间：2017年6月5日</p>",
    "an earlier notice": "<p>招标公告发布日期：2017年3月2日</p>",
    "a sentence": "<p>本办法的解释和补充规定的发布日期：2017年6月5日，以县人民政府门户网站公布的为准，请认真遵照执行。</p>",
    "period of a notice": "<p>公示时间：2017年6月5日至2017年6月12日</p>",
    "signature with its label": "<p>落款日期：2017年6月5日</p>",
    "previous post": "<p>上一条：县政府召开常务会议　2017-06-05</p>",
    "previous post, apart": "<p><span>下一篇：</span><a href='/info/1021/40213.htm'>没有了</a><span>2017-06-05</span></p>",
}


@pytest.mark.parametrize("name", SAID_IN_THE_TEXT)
def test_what_the_text_says_is_no_date_of_its_own(name: str) -> None:
    assert read("", body=BODY + SAID_IN_THE_TEXT[name]).published is None
    reading = read("<p>2017-04-14　来源：县政府办</p>", body=BODY + SAID_IN_THE_TEXT[name])
    assert reading.published is not None
    assert reading.published.on == DAY


def test_article_dated_by_its_signature_alone_stays_undated() -> None:
    for signed in ("二〇一七年四月十四日", "2017年4月14日", "<span>二○一七年</span><span>四月十四日</span>"):
        body = BODY + f"<p>县人民政府办公室</p><p>{signed}</p>"
        reading = read("<p>来源：县政府办　浏览次数：<span></span></p>", body=body)
        assert reading.published is None
        assert reading.kind is PageKind.ARTICLE


def test_article_in_one_table_with_many_days_keeps_its_date() -> None:
    rows = "".join(f"<p>{n}. 投标文件递交截止时间：2017年5月{n}日9时30分。</p>" for n in range(10, 22))
    page = (
        f"<html><head><title>{TITLE}</title></head><body><table><tr><td><font>{TITLE}</font><br>"
        f"【信息时间：2017/4/14　阅读次数：】<a href='#'>【打印】</a></td></tr><tr><td>{BODY}{rows}</td></tr>"
        f"</table></body></html>"
    )
    reading = read_page("http://www.xian.gov.cn/a/1.html", page.encode(), vocabulary=VOCABULARY)
    assert reading.published is not None
    assert reading.published.on == DAY


def test_particulars_above_the_title_and_a_summary_that_is_prose() -> None:
    above = (
        "<table><tr><td>索引号：</td><td>530000-2017</td><td>信息名称：</td><td>" + TITLE + "</td></tr>"
        "<tr><td>内容概述：</td><td>县人民政府办公室就做好2018年度城乡居民基本医疗保险参保缴费工作作出安排部署。"
        "</td></tr></table>"
    )
    reading = read("<p>2017-04-14　来源：县政府办</p>", before=above)
    assert reading.published is not None
    assert reading.published.on == DAY


def test_script_that_ends_the_page_raises_nothing() -> None:
    page = f"<html><head><title>{TITLE}</title></head><body><h1>{TITLE}</h1><script>document.write('2017-04-14')</script>"
    reading = read_page("http://www.xian.gov.cn/info/1021/40211.htm", page.encode(), vocabulary=VOCABULARY)
    assert reading.title == TITLE


def test_bare_date_on_a_page_that_names_its_headline_nowhere() -> None:
    page = (
        f"<html><head><title>县人民政府</title></head><body>{MENU}<div><font>{TITLE}</font></div><div>2017-04-14</div>{BODY}"
        f"{SIGNED}{FOOT}</body></html>"
    )
    reading = read_page("http://www.xian.gov.cn/info/1021/40211.htm", page.encode(), vocabulary=VOCABULARY)
    assert (reading.kind, reading.title) == (PageKind.ARTICLE, TITLE)
    assert reading.published is not None
    assert reading.published.on == DAY


def test_labels_of_a_few_other_records_are_not_the_articles() -> None:
    others = "".join(f"<p>发布时间：2018-03-0{n}</p>" for n in range(1, 4))
    reading = read("<p>2017-04-14 来源：县政府办</p>", before=f"<div>{others}</div>")
    assert reading.published is not None
    assert reading.published.on == DAY
    reading = read("<p>发布时间：2017-04-14</p>", after=f"<div>{others}</div>")
    assert reading.published is not None
    assert reading.published.on == DAY


def test_side_list_in_the_cell_of_a_layout_takes_no_date_from_its_article() -> None:
    side = "".join(
        f"<li><a href='/info/1021/3{n:03}.htm'>县委召开第{n}次常委会议</a><span>2018-01-{n:02}</span></li>"
        for n in range(10, 20)
    )
    page = (
        f"<html><head><title>{TITLE}</title></head><body>{MENU}<table><tr><td><ul>{side}</ul></td>"
        f"<td><h1>{TITLE}</h1><p>2017-04-14</p>{BODY}</td></tr></table>{FOOT}</body></html>"
    )
    reading = read_page("http://www.xian.gov.cn/info/1021/40211.htm", page.encode(), vocabulary=VOCABULARY)
    assert (reading.kind, reading.published and reading.published.on) == (PageKind.ARTICLE, DAY)


@pytest.mark.parametrize(
    "line",
    [
        "您的访问时间：2017-12-31 11:00",
        "浏览时间：2017-12-31",
        "打印日期：2017-12-31",
        "阅读时间：2017年12月31日",
    ],
)
def test_clock_of_a_visit_is_no_publication(line: str) -> None:
    assert read(f"<p>{line}</p>").published is None


def test_bare_day_of_the_visit_is_hardly_sure() -> None:
    page = (
        f"<html><head><title>{TITLE}</title></head><body>{MENU}<h1>{TITLE}</h1><p>2017年12月31日 星期日</p>"
        f"{BODY}{FOOT}</body></html>"
    )
    sure = []
    for visited in (date(2017, 12, 31), date(2018, 3, 1)):
        reading = read_page(
            "http://www.xian.gov.cn/info/1021/40211.htm",
            page.encode(),
            vocabulary=VOCABULARY,
            captured_on=visited,
        )
        assert reading.published is None or reading.published.on == date(2017, 12, 31)
        sure.append(reading.published.confidence if reading.published else None)
    assert sure[0] in {None, DateConfidence.LOW}
    assert sure[1] is DateConfidence.HIGH
