"""Lists of publications are found by structure: the shapes that portals really use, one test a shape."""

from datetime import date

import pytest

from audit_rules.subjects.matcher import load_vocabulary
from domain.pages import PageKind, PageReading
from spiders.reader import read_page

VOCABULARY = load_vocabulary()
URL = "http://www.example.gov.cn/zwgk/tzgg/index.html"
TITLES = (
    "省财政厅关于做好年度预算公开工作的通知",
    "关于公布行政事业性收费目录清单的公告",
    "关于开展双随机抽查工作的通知",
)
DAYS = ("2017-04-21", "2017-04-14", "2017-03-30")
WANTED = [
    (title, f"http://www.example.gov.cn/zwgk/tzgg/{n}.html", day)
    for n, (title, day) in enumerate(zip(TITLES, DAYS, strict=True), 1)
]

MENU = (
    '<div class="menu"><ul><li><a href="/jgzn/">机构职能</a></li><li><a href="/zcfg/">政策法规</a></li>'
    '<li><a href="/hdjl/">互动交流</a></li><li><a href="/bsfw/">办事服务</a></li></ul></div>'
)
FOOT = '<div class="foot"><p>主办：省财政厅 滇ICP备05001234号</p><a href="/map.html">网站地图</a></div>'


def read(content: str, url: str = URL, captured_on: date | None = date(2017, 12, 31)) -> PageReading:
    html = (
        f"<!DOCTYPE html><html><head><title>通知公告</title></head><body>{MENU}{content}{FOOT}</body></html>"
    )
    return read_page(url, html.encode(), vocabulary=VOCABULARY, captured_on=captured_on)


def listed(reading: PageReading) -> list[tuple[str, str, str | None]]:
    return [
        (p.title, p.url, p.published_on.isoformat() if p.published_on else None) for p in reading.postings
    ]


def rows(pattern: str, between: str = "") -> str:
    """One row an item; ``{n}``, ``{t}``, ``{y}``, ``{m}``, ``{d}`` and ``{day}`` are filled in."""
    made = []
    for n, (title, day) in enumerate(zip(TITLES, DAYS, strict=True), 1):
        y, m, d = day.split("-")
        made.append(pattern.format(n=n, t=title, y=y, m=m, d=d, day=day))
    return between.join(made)


SHAPES = {
    "link then date": "<ul>" + rows('<li><a href="{n}.html">{t}</a><span>{day}</span></li>') + "</ul>",
    "date then link": "<ul>" + rows('<li><span>[{day}]</span><a href="{n}.html">{t}</a></li>') + "</ul>",
    "date inside the link": "<div>" + rows('<a href="{n}.html"><b>{t}</b><em>{day}</em></a>') + "</div>",
    "flat, dates after": "<div>" + rows('<a href="{n}.html">{t}</a> <span>({day})</span><br>') + "</div>",
    "flat, dates before": "<div>" + rows('<span>{day}</span> <a href="{n}.html">{t}</a><br>') + "</div>",
    "flat, bare text dates": "<td>" + rows('· <a href="{n}.html">{t}</a> {y}年{m}月{d}日<br>') + "</td>",
    "definition list": "<dl>" + rows('<dt><a href="{n}.html">{t}</a></dt><dd>{day}</dd>') + "</dl>",
    "rows of a table": "<table>"
    + rows('<tr><td>·</td><td><a href="{n}.html">{t}</a></td><td>{day}</td></tr>')
    + "</table>",
    "a table an item": "<div>"
    + rows('<table><tr><td><a href="{n}.html">{t}</a></td><td>{y}/{m}/{d}</td></tr></table>')
    + "</div>",
    "table with a head": "<table><tr><th>序号</th><th>标题</th><th>成文日期</th><th>发布日期</th></tr>"
    + rows('<tr><td>{n}</td><td><a href="{n}.html">{t}</a></td><td>2016-01-0{n}</td><td>{day}</td></tr>')
    + "</table>",
    "cards with a summary": "<div>"
    + rows(
        '<div class="card"><h3><a href="{n}.html">{t}</a></h3><p>为贯彻落实省政府2015年1月1日的要求，现就有关事项通知如下。</p>'
        "<div>来源：省财政厅 发布时间：{day}</div></div>"
    )
    + "</div>",
    "picture, headline, date": "<ul>"
    + rows('<li><a href="{n}.html"><img src="{n}.jpg"></a><a href="{n}.html">{t}</a><i>{day}</i></li>')
    + "</ul>",
    "day over month": "<ul>"
    + rows('<li><div><b>{d}</b><span>{y}-{m}</span></div><a href="{n}.html">{t}</a></li>')
    + "</ul>",
    "day and month in one": "<ul>"
    + rows('<li><a href="{n}.html"><h3>{t}</h3><span><i>{d}</i>/ {y}-{m}</span></a></li>')
    + "</ul>",
    "day within the month": "<ul>"
    + rows('<li><div class="time"><span>{d}</span>{y}/{m}</div><a href="{n}.html">{t}</a></li>')
    + "</ul>",
    "date at the end of the title": "<ul>" + rows('<li><a href="{n}.html">{t} [{day}]</a></li>') + "</ul>",
    "category before the title": "<ul>"
    + rows('<li><a href="/zcfg/">[政策]</a><a href="{n}.html">{t}</a><span>{day}</span></li>')
    + "</ul>",
    "interpretations under an item": "<ul>"
    + rows(
        '<li><a href="{n}.html">{t}</a><span>{day}</span><div><a href="/jd/{n}.html">一图读懂这份文件的主要内容</a>'
        '<a href="/jd/{n}a.html">关于这份文件的文字解读材料</a></div></li>'
    )
    + "</ul>",
    "one date of five is shown": "<ul>"
    + rows(
        '<li><a href="{n}.html">{t}</a><span style="display:none">2010-01-01</span><span style="display: none;">2011-01-01</span>'
        "<span hidden>2012-01-01</span><span>{day}</span></li>"
    )
    + "</ul>",
    "rules between items": "<ul>"
    + rows('<li><a href="{n}.html">{t}</a><span>{day}</span></li>', '<div class="line"></div>')
    + "</ul>",
    "dates written by scripts": "<ul>"
    + rows(
        """<li><a href="{n}.html">{t}</a><span><script>document.write(formatDate('{day} 10:20:30'));</script></span></li>"""
    )
    + "</ul>",
    "two lists beside each other in a row": "<table>"
    + rows('<tr><td><a href="{n}.html">{t}</a></td><td>{day}</td></tr>')
    + "</table>",
    "cut titles": "<ul>"
    + rows('<li><a href="{n}.html" title="{t}">省财政厅关于做好年度…</a><span>{day}</span></li>')
    .replace(
        'title="关于公布行政事业性收费目录清单的公告">省财政厅关于做好年度…',
        'title="关于公布行政事业性收费目录清单的公告">关于公布行政事业性…',
    )
    .replace(
        'title="关于开展双随机抽查工作的通知">省财政厅关于做好年度…',
        'title="关于开展双随机抽查工作的通知">关于开展双随机…',
    )
    + "</ul>",
    "scripted links": "<ul>"
    + rows(
        """<li><a href="javascript:void(0)" onclick="window.open('{n}.html')">{t}</a><span>{day}</span></li>"""
    )
    + "</ul>",
    "nested wrappers": "<div><div><ul>"
    + rows(
        '<li><div><p><a href="{n}.html"><span>{t}</span></a></p></div><div><p><span>{day}</span></p></div></li>'
    )
    + "</ul></div></div>",
    "an empty template list after": "<ul>"
    + rows('<li><a href="{n}.html">{t}</a><span>{day}</span></li>')
    + '</ul><ul><li><a href="">{{title}}</a><span></span></li></ul>',
}


@pytest.mark.parametrize("shape", SHAPES)
def test_every_shape_of_a_list_gives_its_items(shape: str) -> None:
    reading = read(f'<div class="main">{SHAPES[shape]}</div>')
    assert listed(reading) == WANTED
    assert reading.kind is PageKind.LIST


def test_single_posting_is_a_list_and_not_a_blank_column() -> None:
    reading = read(
        '<div class="main"><ul><li><a href="1.html">关于公布省级征地信息的公告</a><span>2017-05-02</span></li></ul></div>'
    )
    assert listed(reading) == [
        ("关于公布省级征地信息的公告", "http://www.example.gov.cn/zwgk/tzgg/1.html", "2017-05-02")
    ]
    assert not reading.under_construction


def test_pinned_old_item_stays_first() -> None:
    pinned = '<li><a href="0.html">[置顶] 省财政厅网站使用说明及常见问题</a><span>2012-01-05</span></li>'
    reading = read("<ul>" + pinned + rows('<li><a href="{n}.html">{t}</a><span>{day}</span></li>') + "</ul>")
    assert listed(reading)[0] == (
        "省财政厅网站使用说明及常见问题",
        "http://www.example.gov.cn/zwgk/tzgg/0.html",
        "2012-01-05",
    )
    assert listed(reading)[1:] == WANTED


def test_items_to_files_and_other_sites_are_kept() -> None:
    reading = read(
        '<ul><li><a href="/files/2017.pdf">二〇一七年省级部门预算公开目录</a><span>2017-02-10</span></li>'
        '<li><a href="https://www.gov.cn/zhengce/content.htm">国务院办公厅关于印发要点的通知</a><span>2017-02-09</span></li>'
        '<li><a href="https://mp.weixin.qq.com/s/abc">一图读懂全省财政预算报告</a><span>2017-02-08</span></li></ul>'
    )
    assert [p.url for p in reading.postings] == [
        "http://www.example.gov.cn/files/2017.pdf",
        "https://www.gov.cn/zhengce/content.htm",
        "https://mp.weixin.qq.com/s/abc",
    ]


def test_several_lists_keep_their_headings_and_make_a_column() -> None:
    boxes = "".join(
        f'<div class="box"><div class="hd"><h3>{name}</h3><a href="/{slug}/">更多&gt;&gt;</a></div><ul>'
        + rows('<li><a href="/' + slug + '/{n}.html">' + name + "：{t}</a><span>{day}</span></li>")
        + "</ul></div>"
        for name, slug in (("政策文件", "zcwj"), ("政策解读", "zcjd"))
    )
    reading = read(boxes)
    assert [p.section for p in reading.postings] == ["政策文件"] * 3 + ["政策解读"] * 3
    assert reading.kind is PageKind.COLUMN


def test_list_cut_in_two_by_a_rule_has_one_heading() -> None:
    half = "<ul>" + rows('<li><a href="{n}.html">{t}</a><span>{day}</span></li>') + "</ul>"
    other = half.replace('href="', 'href="b')
    reading = read(f"<div><h3>通知公告</h3></div><div>{half}<div class='line'></div>{other}</div>")
    assert [p.section for p in reading.postings] == ["通知公告"] * 6


def test_tabs_name_their_panels_and_hidden_ones_are_marked() -> None:
    panels = (
        "<div><ul>" + rows('<li><a href="a{n}.html">{t}</a><span>{day}</span></li>') + "</ul></div>"
        '<div style="display:none"><ul>'
        + rows('<li><a href="b{n}.html">{t}</a><span>{day}</span></li>')
        + "</ul></div>"
    )
    reading = read(
        f'<div class="tab"><span>省政府文件</span><span>部门文件</span></div><div class="bd">{panels}</div>'
    )
    assert [(p.section, p.hidden) for p in reading.postings] == [("省政府文件", False)] * 3 + [
        ("部门文件", True)
    ] * 3


@pytest.mark.parametrize("name", ["热点资讯", "点击排行", "相关链接", "热门推荐", "猜你喜欢"])
def test_hot_lists_are_no_publications(name: str) -> None:
    hot = (
        f"<div><h3>{name}</h3><ul>"
        + rows('<li><a href="/hot/{n}.html">{t}</a><span>2018-01-0{n}</span></li>')
        + "</ul></div>"
    )
    main = (
        "<div><h3>通知公告</h3><ul>"
        + rows('<li><a href="{n}.html">{t}</a><span>{day}</span></li>')
        + "</ul></div>"
    )
    assert listed(read(hot + main)) == WANTED
    assert listed(read(main + hot)) == WANTED


def test_menus_friend_links_and_footers_are_no_lists() -> None:
    friends = (
        '<div><h4>友情链接</h4><ul><li><a href="http://www.gov.cn/">中华人民共和国中央人民政府门户网站</a></li>'
        '<li><a href="http://www.mof.gov.cn/">中华人民共和国财政部门户网站</a></li>'
        '<li><a href="http://www.ndrc.gov.cn/">国家发展和改革委员会门户网站</a></li></ul></div>'
    )
    reading = read(friends)
    assert reading.postings == ()
    assert {link.region for link in reading.links if "gov.cn/" in link.url and "example" not in link.url} == {
        "friend"
    }


def test_undated_list_gives_postings_without_dates() -> None:
    reading = read("<ul>" + rows('<li><a href="{n}.html">{t}</a></li>') + "</ul>")
    assert [(p.title, p.published_on) for p in reading.postings] == [(title, None) for title in TITLES]


def test_date_that_disagrees_with_the_address_is_kept_with_its_conflict() -> None:
    reading = read(
        '<ul><li><a href="201902/t20190222_1.html">关于公布收费目录清单的公告</a><span>2017-04-14</span></li></ul>'
    )
    published = reading.postings[0].published
    assert published is not None
    assert (published.on, published.conflict) == (date(2017, 4, 14), date(2019, 2, 22))


def test_address_dates_shared_by_most_items_date_nothing() -> None:
    items = "".join(
        f'<li><a href="/201902/t20190222_{n}.html">关于公布第{n}批收费目录清单的公告</a></li>'
        for n in range(12)
    )
    reading = read(f"<ul>{items}</ul>", captured_on=date(2020, 1, 1))
    assert len(reading.postings) == 12
    assert all(p.published is None for p in reading.postings)


def test_dates_after_the_capture_are_no_dates() -> None:
    reading = read('<ul><li><a href="1.html">关于公布收费目录清单的公告</a><span>2027-04-14</span></li></ul>')
    assert reading.postings[0].published is None
    assert reading.postings[0].date_text == "2027-04-14"


def test_second_document_before_the_list_is_read_over() -> None:
    html = (
        "<!DOCTYPE html><html><head><title>通知公告</title></head><body><!DOCTYPE html><html><body>"
        + MENU
        + "</body></html><div class='main'><ul>"
        + rows('<li><a href="{n}.html">{t}</a><span>{day}</span></li>')
        + "</ul></div></body></html>"
    )
    assert listed(read_page(URL, html.encode(), vocabulary=VOCABULARY)) == WANTED
