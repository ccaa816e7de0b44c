"""The days of listed postings: boxes of day and month, headed years, heads of columns, addresses that a migration gave."""

from datetime import date

import pytest

from audit_rules.subjects.matcher import load_vocabulary
from domain.pages import DateConfidence, Posting
from spiders.lists.find_lists import find_lists
from spiders.markup.links import find_links
from spiders.markup.page_parse import parse
from spiders.markup.regions import regions
from spiders.reader import read_page

VOCABULARY = load_vocabulary()
TITLES = (
    "关于公布行政事业性收费目录清单的公告",
    "关于做好地方政府债务限额管理工作的通知",
    "关于开展专项资金绩效评价工作的通知",
    "县人民政府办公室关于成立工作领导小组的通知",
    "关于印发扶贫资金使用管理办法的通知",
    "关于召开全县安全生产工作会议的通知",
)


def link(n: int, href: str = "") -> str:
    return f'<a href="{href or f"/info/1021/40{n:03}.htm"}">{TITLES[n % len(TITLES)]}（{n}）</a>'


def read(content: str, *, captured_on: date = date(2018, 12, 31)) -> tuple[Posting, ...]:
    page = (
        "<html><head><title>通知公告</title></head><body><div><a href='/'>首页</a><a href='/zwgk/'>政务公开</a></div>"
        f"<div class='list'>{content}</div></body></html>"
    )
    return read_page(
        "http://www.xian.gov.cn/tzgg/", page.encode(), vocabulary=VOCABULARY, captured_on=captured_on
    ).postings


def days(read: tuple[Posting, ...]) -> list[str | None]:
    return [p.published_on.isoformat() if p.published_on else None for p in read]


# Each writes the days 2017-04-14, 2017-04-09 and 2016-11-21 in its way.
BOXES = {
    "day over year-month": "<li><div><b>{d}</b><span>{y}-{m}</span></div>{link}</li>",
    "year-month over day": "<li><div><span>{y}.{m}</span><b>{d}</b></div>{link}</li>",
    "day, then year and month in words": "<li><p>{d}</p><p>{y}年{m}月</p>{link}</li>",
    "month-day over year": "<li><div><b>{m}-{d}</b><span>{y}</span></div>{link}</li>",
    "month-day over year, each in a block": "<li><div><p>{m}/{d}</p><p>{y}</p></div>{link}</li>",
    "year over month-day": "<li><div><span>{y}</span><b>{m}-{d}</b></div>{link}</li>",
    "year over month and day in words": "<li><div><span>{y}年</span><b>{m}月{d}日</b></div>{link}</li>",
    "year before and month-day behind the title": "<li><i>{y}</i>{link}<span>{m}-{d}</span></li>",
    "year in a cell of its own": "<tr><td>{y}</td><td>{link}</td><td>{m}-{d}</td></tr>",
    "English month": "<li>{link}<span>{d} {mon} {y}</span></li>",
    "English month first": "<li>{link}<span>{mon} {d}, {y}</span></li>",
    "English month in a box": "<li><div><b>{d}</b><span>{mon} {y}</span></div>{link}</li>",
    "Chinese numerals": "<li>{link}<span>{chinese}</span></li>",
    "two digits for the year": "<li>{link}<span>[{y2}-{m}-{d}]</span></li>",
    "eight digits": "<li>{link}<span>{y}{m}{d}</span></li>",
    "spaces around the signs": "<li>{link}<span>{y} - {m} - {d}</span></li>",
    "ratio sign in the time": "<li>{link}<span>{y}-{m}-{d} 10∶08</span></li>",
    "weekday": "<li>{link}<span>{y}年{m}月{d}日 星期五</span></li>",
    "weekday in brackets": "<li>{link}<span>{y}-{m}-{d}（周五）</span></li>",
    "labelled": "<li>{link}<p>来源：采购中心 发布时间：{y}-{m}-{d} 浏览：12</p></li>",
    "labelled beside a deadline": "<li>{link}<p>截止日期：2018-12-01</p><p>发布日期：{y}-{m}-{d}</p></li>",
    "ISO": "<li>{link}<span>{y}-{m}-{d}T10:00:00</span></li>",
    "full width": "<li>{link}<span>{y}－{m}－{d}</span></li>",
    "interpuncts": "<li>{link}<span>{y}·{m}·{d}</span></li>",
    "half of the day": "<li>{link}<span>{y}/{m}/{d} 下午 3:20</span></li>",
    "American": "<li>{link}<span>{m}/{d}/{y} 9:20:00 AM</span></li>",
    "month and day before the year": "<li>{link}<span>{m}-{d} {y}</span></li>",
    "clock glued to the day": "<li>{link}<span>{y}年{m}月{d}日08:51</span></li>",
    "year, then month and day with a stroke": "<li><div><em>{y}</em><b>{m}</b>/<i>{d}</i></div>{link}</li>",
    "time for machines": "<li>{link}<time datetime='{y}-{m}-{d}T08:00:00'>3天前</time></li>",
    "time for machines beside a short day": "<li>{link}<time datetime='{y}-{m}-{d}'>{m}-{d}</time></li>",
    "published and updated in one line": "<li>{link}<p>发布日期：{y}-{m}-{d} 更新日期：2018-02-02</p></li>",
    "published and updated in two": "<li>{link}<p>更新日期：2018-02-02</p><p>发布日期：{y}-{m}-{d}</p></li>",
    "written by a script": "<li>{link}<script>document.write('{y}-{m}-{d} 10:00:00'.substring(0,10))</script></li>",
}
THREE = (
    {"y": "2017", "y2": "17", "m": "04", "d": "14", "mon": "Apr", "chinese": "二〇一七年四月十四日"},
    {"y": "2017", "y2": "17", "m": "04", "d": "09", "mon": "Apr", "chinese": "二○一七年四月九日"},
    {"y": "2016", "y2": "16", "m": "11", "d": "21", "mon": "Nov", "chinese": "二O一六年十一月二十一日"},
)


@pytest.mark.parametrize("name", BOXES)
def test_a_date_in_any_dress(name: str) -> None:
    rows = "".join(BOXES[name].format(link=link(n), **parts) for n, parts in enumerate(THREE))
    listed = f"<table>{rows}</table>" if rows.startswith("<tr") else f"<ul>{rows}</ul>"
    assert days(read(listed)) == ["2017-04-14", "2017-04-09", "2016-11-21"]


HEADED = {
    "headings": "<h3>2017年</h3><ul><li>{0}<span>04-14</span></li><li>{1}<span>01-09</span></li></ul>"
    "<h3>2016年</h3><ul><li>{2}<span>11-21</span></li></ul>",
    "headings in lists of their own": "<div><h3>2017年</h3><ul><li>{0}<span>04-14</span></li><li>{1}<span>01-09"
    "</span></li></ul></div>"
    "<div><h3>2016年</h3><ul><li>{2}<span>11-21</span></li></ul></div>",
    "definition list": "<dl><dt>2017</dt><dd>{0}<span>04-14</span></dd><dd>{1}<span>01-09</span></dd><dt>2016</dt>"
    "<dd>{2}<span>11-21</span></dd></dl>",
    "row over the rows": "<table><tr><td colspan='2'>2017年度</td></tr><tr><td>{0}</td><td>04-14</td></tr><tr>"
    "<td>{1}</td><td>01-09</td></tr>"
    "<tr><td colspan='2'>2016年度</td></tr><tr><td>{2}</td><td>11-21</td></tr></table>",
    "first cell over several rows": "<table><tr><td rowspan='2'>2017</td><td>{0}</td><td>04-14</td></tr><tr><td>{1}"
    "</td><td>01-09</td></tr>"
    "<tr><td rowspan='1'>2016</td><td>{2}</td><td>11-21</td></tr></table>",
    "months": "<h3>2017年4月</h3><ul><li>{0}<span>04-14</span></li></ul><h3>2017年1月</h3><ul><li>{1}<span>01-09"
    "</span></li></ul>"
    "<h3>2016年11月</h3><ul><li>{2}<span>11-21</span></li></ul>",
    "months over days": "<div><h3>2017年4月</h3><ul><li><b>14日</b>{0}</li></ul><h3>2017年1月</h3><ul><li><b>09日"
    "</b>{1}</li></ul>"
    "<h3>2016年11月</h3><ul><li><b>21日</b>{2}</li></ul></div>",
    "list items": "<ul><li>2017年</li><li>{0}<span>04-14</span></li><li>{1}<span>01-09</span></li><li>2016年</li>"
    "<li>{2}<span>11-21</span></li></ul>",
}


@pytest.mark.parametrize("name", HEADED)
def test_year_of_the_heading(name: str) -> None:
    read_items = read(HEADED[name].format(link(1), link(2), link(3)))
    assert days(read_items) == ["2017-04-14", "2017-01-09", "2016-11-21"]
    assert all(p.published and p.published.confidence >= DateConfidence.MEDIUM for p in read_items)


MONTHS = {
    "groups of one and of several": "<h4>2017年4月</h4><ul><li><b>14日</b>{0}</li></ul>"
    "<h4>2017年1月</h4><ul><li><b>9日</b>{1}</li><li><b>3日</b>{2}</li></ul>",
    "the path before them": "<p>当前位置：<a href='/index.htm'>网站首页</a></p><h4>2017年4月</h4>"
    "<ul><li><b>14</b>{0}</li></ul><h4>2017年1月</h4><ul><li><b>9</b>{1}</li><li><b>3</b>{2}</li></ul>",
    "a definition list": "<dl><dt>2017年4月</dt><dd>{0}<i>14日</i></dd>"
    "<dt>2017年1月</dt><dd>{1}<i>9日</i></dd><dd>{2}<i>3日</i></dd></dl>",
}


@pytest.mark.parametrize("name", MONTHS)
def test_no_day_of_a_month_is_lost(name: str) -> None:
    # Each month's list was taken for one item, or for none: what else stood in it was called missing.
    page = f"<div>{MONTHS[name].format(link(1), link(2), link(3))}</div>"
    read_items = read(page)
    assert days(read_items) == ["2017-04-14", "2017-01-09", "2017-01-03"]
    assert all(p.published and p.published.confidence is DateConfidence.HIGH for p in read_items)


NOT_HEADED = {
    "a choice of years": "<ul><li>2018年</li><li>2017年</li><li>2016年</li></ul><ul><li>{0}<span>04-14</span></li>"
    "<li>{1}<span>01-09</span></li>"
    "<li>{2}<span>11-21</span></li></ul>",
    "years that are links": "<p><a href='?y=2017'>2017年</a></p><ul><li>{0}<span>04-14</span></li><li>{1}"
    "<span>01-09</span></li><li>{2}<span>11-21</span></li></ul>",
    "a list beside it": "<div><h3>2017年</h3><ul><li><a href='/tj/1.htm'>统计公报和年鉴资料</a></li><li>"
    "<a href='/tj/2.htm'>人口普查和经济普查资料</a></li></ul></div>"
    "<ul><li>{0}<span>04-14</span></li><li>{1}<span>01-09</span></li><li>{2}<span>11-21</span></li></ul>",
    "a clock in pieces": "<div><span>2018年</span><span>12月</span><span>31日</span><a href='/rl/'>日历</a></div>"
    "<ul><li>{0}<span>04-14</span></li><li>{1}<span>01-09</span></li><li>{2}<span>11-21</span></li></ul>",
    "another month's heading": "<h3>2017年12月</h3><ul><li>{0}<span>04-14</span></li><li>{1}<span>01-09</span></li>"
    "<li>{2}<span>11-21</span></li></ul>",
}


@pytest.mark.parametrize("name", NOT_HEADED)
def test_what_heads_no_list_gives_no_year(name: str) -> None:
    read_items = read(NOT_HEADED[name].format(link(1), link(2), link(3)))
    assert days(read_items)[-3:] == [None, None, None]


def test_year_of_a_heading_after_the_capture_is_none() -> None:
    listed = (
        f"<h3>2018年</h3><ul><li>{link(1)}<span>12-29</span></li><li>{link(2)}<span>01-09</span></li></ul>"
    )
    assert days(read(listed, captured_on=date(2018, 6, 1))) == [None, "2018-01-09"]


@pytest.mark.parametrize("address", ["/art/2021/6/30/art_12_{n}.html", "/202106/t20210630_{n}.html"])
def test_day_of_a_migration_proves_no_year(address: str) -> None:
    shown = ["06-28", "06-20", "06-02", "05-20", "04-14", "03-01", "12-29", "11-02", "10-11", "09-30"]
    rows = "".join(
        f"<li>{link(n, address.format(n=4000 + n))}<span>{day}</span></li>" for n, day in enumerate(shown)
    )
    assert days(read(f"<ul>{rows}</ul>", captured_on=date(2022, 1, 1))) == [None] * len(shown)


def test_month_of_a_migration_that_some_items_contradict_proves_none_of_them() -> None:
    shown = ["02-20", "02-02", "12-20", "11-14", "10-01", "09-29"]
    rows = "".join(
        f"<li>{link(n, f'/201902/{n}abc.shtml')}<span>{day}</span></li>" for n, day in enumerate(shown)
    )
    assert days(read(f"<ul>{rows}</ul>", captured_on=date(2020, 1, 1))) == [None] * len(shown)


def test_twenty_postings_of_one_day_keep_it() -> None:
    rows = "".join(
        f"<li>{link(n, f'/201704/t20170414_{4000 + n}.html')}<span>04-14</span></li>" for n in range(20)
    )
    assert days(read(f"<ul>{rows}</ul>")) == ["2017-04-14"] * 20


@pytest.mark.parametrize("head", ["截止日期", "有效期至", "结束时间"])
def test_column_of_deadlines_dates_nothing(head: str) -> None:
    rows = "".join(f"<tr><td>{link(n)}</td><td>2018-0{n}-14</td></tr>" for n in range(1, 5))
    read_items = read(f"<table><tr><th>名称</th><th>{head}</th></tr>{rows}</table>")
    assert all(p.published is None for p in read_items)


@pytest.mark.parametrize("head", ["报名时间", "来信时间", "会议时间", "开标时间", "处罚日期"])
def test_column_of_other_days_dates_nothing_and_loses_no_item(head: str) -> None:
    rows = "".join(f"<tr><td>{link(n)}</td><td>2018-0{n}-14</td></tr>" for n in range(1, 5))
    read_items = read(f"<table><tr><th>名称</th><th>{head}</th></tr>{rows}</table>")
    assert days(read_items) == [None] * 4


@pytest.mark.parametrize("head", ["公告时间", "公示开始时间", "招标公告日期", "更新时间", "日期"])
def test_column_of_publications_under_another_name(head: str) -> None:
    rows = "".join(f"<tr><td>{link(n)}</td><td>2018-0{n}-14</td></tr>" for n in range(1, 4))
    read_items = read(f"<table><tr><th>名称</th><th>{head}</th></tr>{rows}</table>")
    assert days(read_items) == ["2018-01-14", "2018-02-14", "2018-03-14"]


def test_update_shown_beside_the_publication_is_kept_with_it() -> None:
    cells = (
        f"<table><tr><th>名称</th><th>成文日期</th><th>更新日期</th><th>发布日期</th></tr>"
        f"<tr><td>{link(1)}</td><td>2016-12-14</td><td>2017-05-02</td><td>2017-01-14</td></tr>"
        f"<tr><td>{link(2)}</td><td>2016-12-14</td><td>2017-02-14</td><td>2017-02-14</td></tr></table>"
    )
    line = (
        f"<ul><li>{link(1)}<p>发布日期：2017-01-14 更新日期：2017-05-02</p></li>"
        f"<li>{link(2)}<p>发布日期：2017-02-14 更新日期：2017-02-14</p></li></ul>"
    )
    for content in (cells, line):
        tree = parse(f"<html><body>{content}</body></html>")
        (found,) = find_lists(tree, find_links(tree, "http://www.xian.gov.cn/tzgg/", regions(tree)))
        shown = [(item.on, item.date_text.changed) for item in found.items if item.date_text]
        assert shown == [(date(2017, 1, 14), date(2017, 5, 2)), (date(2017, 2, 14), None)]


def test_published_is_taken_among_heads() -> None:
    rows = "".join(
        f"<tr><td>{link(n)}</td><td>2016-0{n}-14</td><td>2017-0{n}-14</td><td>2018-0{n}-14</td></tr>"
        for n in range(1, 4)
    )
    listed = f"<table><tr><th>名称</th><th>成文日期</th><th>发布日期</th><th>失效日期</th></tr>{rows}</table>"
    assert days(read(listed)) == ["2017-01-14", "2017-02-14", "2017-03-14"]


@pytest.mark.parametrize("shown", ["3天前", "昨天 10:20", "今天", "10:20", "2017年", "2017年4月", "刚刚"])
def test_what_is_no_day_dates_nothing(shown: str) -> None:
    rows = "".join(f"<li>{link(n)}<span>{shown}</span></li>" for n in range(4))
    assert days(read(f"<ul>{rows}</ul>")) == [None] * 4


def test_year_that_a_title_attribute_tells_of_the_same_day() -> None:
    rows = "".join(
        f"<li><a href='/Article/ShowArticle.asp?ArticleID={n}' "
        f"title='文章标题：{TITLES[n]}\n作者：佚名\n更新时间：2010-11-{day}'>{TITLES[n]}</a> <font>11-{shown}</font></li>"
        for n, (day, shown) in enumerate([("30", "30"), ("26", "26"), ("22", "21")])
    )
    # The last tells another day than it shows, which proves no year; the order of its neighbours doesn't either.
    assert days(read(f"<ul>{rows}</ul>"))[:2] == ["2010-11-30", "2010-11-26"]
    assert days(read(f"<ul>{rows}</ul>"))[2] != "2010-11-22"
