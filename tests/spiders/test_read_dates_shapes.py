"""Shapes that a shown day of publication has on real portals beside the plain ones, and days that look like one."""

from datetime import date

import pytest

from audit_rules.subjects.matcher import load_vocabulary
from domain.pages import DateConfidence, DateSource, PageReading
from spiders.reader import read_page

VOCABULARY = load_vocabulary()
DAY = date(2017, 4, 14)
TITLE = "县人民政府办公室关于做好城乡居民基本医疗保险工作的通知"
BODY = (
    "<p>各乡、镇人民政府，县级各部门：为做好2018年度城乡居民基本医疗保险参保缴费工作，经县人民政府同意，现就有关事项通知如下。</p>"
    "<p>一、参保缴费时间为2017年9月1日至2017年12月31日，逾期不予补办，请各乡、镇认真组织实施，确保应保尽保。</p>"
    "<p style='text-align:right'>县人民政府办公室</p><p style='text-align:right'>2017年4月1日</p>"
)
FOOT = "<div class='foot'>主办：县人民政府办公室 滇ICP备05001234号 版权所有 2010-2018</div>"


def read(
    line: str, *, before: str = "", after: str = "", body: str = BODY, captured_on: date | None = None
) -> PageReading:
    html = (
        f"<html><head><title>{TITLE}-县人民政府</title></head><body><div><a href='/'>首页</a><a href='/zwgk/'>政务公开</a></div>"
        f"{before}<div><h1>{TITLE}</h1>{line}<div>{body}</div></div>{after}{FOOT}</body></html>"
    )
    return read_page(
        "http://www.xian.gov.cn/info/1021/40211.htm",
        html.encode(),
        vocabulary=VOCABULARY,
        captured_on=captured_on,
    )


def shown(reading: PageReading) -> date | None:
    if reading.published is None:
        return None
    assert reading.published.source is DateSource.SHOWN
    return reading.published.on


SHAPES = {
    "clock glued to the day": "<p>2017年04月14日08:51</p>",
    "clock glued, source behind a stroke": "<p>2017年04月14日08:51 | 来源：<a href='http://a.cn/'>新华网</a></p>",
    "clock in hours and minutes": "<p>2017年04月14日 08时51分</p>",
    "half of the day": "<p>2017-04-14 下午3:20</p>",
    "full width": "<p>２０１７－０４－１４</p>",
    "full width in words": "<p>发布时间：２０１７年４月１４日</p>",
    "interpuncts": "<p>2017·04·14</p>",
    "two signs": "<p>发布日期：2017-04/14</p>",
    "two digits for the year, alone": "<p>17-04-14</p>",
    "month and day before the year": "<p>04-14 2017</p>",
    "labelled month and day before the year": "<p>发布时间：04-14 2017</p>",
    "day first": "<p>14/04/2017</p>",
    "American": "<p>发布时间：4/14/2017 9:20:00 AM</p>",
    "ISO with milliseconds": "<p>发布日期:2017-04-14T08:00:00.000+0800</p>",
    "English without a space": "<p>Apr 14,2017</p>",
    "as a mail has it": "<p>Fri, 14 Apr 2017 08:00:00 GMT</p>",
    "Chinese numerals behind a plain label": "<p>时间：二〇一七年四月十四日</p>",
    "spaced Chinese numerals": "<p>发布日期：二〇一七 年 四 月 十四 日</p>",
    "box, month in Chinese": "<div><em>14</em><i>四月</i><b>2017</b></div>",
    "box, three numbers": "<div><em>14</em><i>04</i><b>2017</b></div>",
    "box, a stroke between": "<div><em>14</em>/<i>04</i> <b>2017</b></div>",
    "box over year and month": "<div style='background:url(day.png)'><em>14</em><i>2017-04</i></div>",
    "box under year and month": "<div><i>2017/04</i><em>14</em></div>",
    "box of the news agency": "<div class='header-time'><span><em>2017</em></span><span><em>04</em>/<em>14</em></span>"
    "<span>08:51:20</span></div>",
    "milliseconds": "<p>发布时间：<script>document.write(new Date(1492128000000).toLocaleDateString())</script></p>",
    "milliseconds by name": "<p>发布时间：<i id='d'></i><script>show({ date: 1492128000000 })</script></p>",
    "time for machines": "<p><time datetime='2017-04-14T08:00:00+08:00'>3年前</time> 来源：县政府办</p>",
    "time for machines and a short day": "<p><time datetime='2017-04-14'>04-14</time></p>",
    "time without a text": "<time datetime='2017-04-14'></time>",
    "label of adding": "<p>加入时间：2017-04-14</p>",
}


@pytest.mark.parametrize("name", SHAPES)
def test_shape_of_a_shown_day(name: str) -> None:
    assert shown(read(SHAPES[name])) == DAY


def test_box_of_the_news_agency_above_its_headline() -> None:
    page = (
        f"<html><head><title>{TITLE}</title></head><body><div class='header'><div class='header-cont'><div class='header-time'>"
        "<span><em>2017</em></span><span><em>04</em>/<em>14</em></span><span>08:51:20</span></div>"
        f"<div class='source'>来源：新华网</div><div class='head-line'><h1><span>{TITLE}</span></h1></div></div></div>{BODY}"
        f"{FOOT}</body></html>"
    )
    reading = read_page("http://www.xian.gov.cn/info/1021/40211.htm", page.encode(), vocabulary=VOCABULARY)
    assert shown(reading) == DAY


NO_DAY = {
    "an hour ago": "<p>发布时间：1小时前</p>",
    "day and month that may be month and day": "<p>发布时间：05/04/2017</p>",
    "three numbers that may be either": "<div><em>05</em><i>04</i><b>2017</b></div>",
    "eight digits without a word": "<table><tr><td>编号</td><td>20170414</td></tr></table>",
    "month and day": "<p>发布时间：04-14</p>",
    "milliseconds of something": "<p>来源：县政府办 <script>track({ id: 1492128000000 })</script></p>",
}


@pytest.mark.parametrize("name", NO_DAY)
def test_shape_that_shows_no_day(name: str) -> None:
    assert shown(read(NO_DAY[name])) is None


OF_OTHERS = [
    "听证会公告时间：2017-04-14",
    "听证时间：2017-04-14",
    "公告期：2017-04-14",
    "公告期限：2017-04-14至2017-04-20",
    "公示期：从2017年4月14日起至2017年4月20日止",
    "公示时间：自2017年4月14日至2017年4月20日",
    "公示时间：2017年4月14日起5个工作日",
    "公示开始时间：2017-04-14",
    "公示截止日期：2017-04-14",
    "成绩公布时间：2017-04-14",
    "录取名单发布日期：2017-04-14",
    "拍卖公告日期：2017-04-14",
    "报名时间：2017-04-14",
    "开标时间：2017-04-14",
    "会议时间：2017-04-14",
    "活动时间：2017-04-14",
    "截止时间：2017-04-14",
    "施行日期：2017-04-14",
    "写信日期：2017-04-14",
    "答复时间：2017-04-14",
    "下次更新时间：2017-04-14",
    "有效期 2017-04-14",
    "Deadline: 2017-04-14",
    "Valid until: 2017-04-14",
]


@pytest.mark.parametrize("line", OF_OTHERS)
def test_label_of_something_else(line: str) -> None:
    assert shown(read(f"<p>{line}</p>")) is None
    assert shown(read(f"<p>{line}</p><p>发布时间：2017-03-01</p>")) == date(2017, 3, 1)


def test_period_in_cells_is_no_publication() -> None:
    assert shown(read("<table><tr><td>公示期</td><td>2017-04-14</td></tr></table>")) is None


@pytest.mark.parametrize(
    "line",
    [
        "公告时间：2017-04-14",
        "公示时间：2017-04-14",
        "来源：省招生考试院 2017-04-14",
        "来源：公司登记科　2017-04-14 10:20",
        "第12期 2017-04-14 来源：县政府办",
        "来信时间：2017-04-02 答复时间：2017-04-11 发布时间：2017-04-14",
    ],
)
def test_words_like_those_that_date_the_page(line: str) -> None:
    assert shown(read(f"<p>{line}</p>")) == DAY


COMMENTS = {
    "list": "<div><h3>网友评论</h3><ul><li><b>云南网友</b> 发表于 2017-05-01 10:20<p>很好</p></li></ul></div>",
    "count in the heading": "<h4>最新评论（1）</h4><div>张三 发表时间：2017-05-01 内容很好</div>",
    "label behind": "<div><div>相关评论</div></div><div><b>张三</b> <i>2017-05-01 发表</i></div>",
    "box named so": "<div class='comment-list'><p>匿名网友 发表于：2017-05-01</p><p>不错</p></div>",
}


@pytest.mark.parametrize("name", COMMENTS)
def test_comments_date_no_article(name: str) -> None:
    comments = COMMENTS[name]
    for reading in (
        read("", after=comments),
        read("", before=f"<div class='side'>{comments}</div>"),
        read("", after=comments, body="<p><img src='/a.jpg'></p>"),
    ):
        assert shown(reading) is None
    assert shown(read("<p>2017-04-14 来源：县政府办</p>", after=comments)) == DAY


@pytest.mark.parametrize(
    "line",
    [
        "<p>网友评论：<span>3</span> 发布时间：2017-04-14</p>",
        "<div><a href='#pl'>网友评论</a></div><div>发布时间：2017-04-14</div>",
        "<p>2017-04-14 来源：县政府办 评论：3条</p>",
    ],
)
def test_count_of_comments_heads_nothing(line: str) -> None:
    assert shown(read(line)) == DAY


CHANGED = {
    "behind it": "<p>发布日期：2017-04-14 更新日期：2017-04-20</p>",
    "before it": "<p>更新时间：2017-04-20 发布时间：2017-04-14</p>",
    "beside a bare day": "<p>2017-04-14 来源：县政府办 更新时间：2017-04-20</p>",
    "in cells": "<table><tr><td>成文日期</td><td>2017-04-01</td><td>发布日期</td><td>2017-04-14</td><td>更新日期</td>"
    "<td>2017-04-20</td></tr></table>",
}


@pytest.mark.parametrize("name", CHANGED)
def test_update_with_another_day_is_kept_beside_the_publication(name: str) -> None:
    published = read(CHANGED[name]).published
    assert published is not None
    assert (published.on, published.confidence) == (DAY, DateConfidence.HIGH)
    assert (published.conflict, published.conflict_source) == (date(2017, 4, 20), DateSource.SHOWN)


def test_update_of_the_same_day_alone_or_yet_to_come_is_no_conflict() -> None:
    for line in ("发布日期：2017-04-14 更新日期：2017-04-14", "更新日期：2017-04-14"):
        published = read(f"<p>{line}</p>").published
        assert published is not None
        assert (published.on, published.conflict) == (DAY, None)
    reading = read("<p>发布日期：2017-04-14 更新日期：2017-04-20</p>", captured_on=date(2017, 4, 15))
    assert reading.published is not None
    assert reading.published.conflict is None


def test_written_day_beside_the_publication_is_no_conflict() -> None:
    published = read("<p>成文日期：2017-04-01 发布日期：2017-04-14</p>").published
    assert published is not None
    assert (published.on, published.conflict) == (DAY, None)
