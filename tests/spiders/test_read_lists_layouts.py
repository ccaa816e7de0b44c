"""Lists in the layouts that old, hand-made and mobile portals use: which is the link of an item, and where its date is."""

from datetime import date

import pytest

from audit_rules.subjects.matcher import load_vocabulary
from spiders.reader import read_page

VOCABULARY = load_vocabulary()
HOME = "http://www.example.gov.cn/zwgk/tzgg/"
TITLES = (
    "省财政厅关于做好年度预算公开工作的通知",
    "关于公布行政事业性收费目录清单的公告",
    "关于开展双随机抽查工作的通知",
    "2017年第一季度全省财政收支情况",
)
DAYS = ("2017-04-21", "2017-04-14", "2017-03-30", "2017-03-02")
WANTED = [(title, f"{HOME}{n}.html", day) for n, (title, day) in enumerate(zip(TITLES, DAYS, strict=True), 1)]


def read(content: str, *, captured_on: date = date(2017, 12, 31)) -> list[tuple[str, str, str | None]]:
    html = (
        "<html><head><title>通知公告</title></head><body><div class='menu'><a href='/'>首页</a><a href='/jgzn/'>机构职能</a>"
        f"</div><div class='main'>{content}</div><div class='foot'>主办：省财政厅 滇ICP备05001234号</div></body></html>"
    )
    page = read_page(
        HOME + "index.html", html.encode(), vocabulary=VOCABULARY, captured_on=captured_on
    ).postings
    return [(p.title, p.url, p.published_on.isoformat() if p.published_on else None) for p in page]


def rows(pattern: str) -> str:
    """One row an item: ``{n}``, ``{t}``, ``{y}``, ``{m}``, ``{d}``, ``{day}`` and the title's beginning ``{cut}`` filled in."""
    made = []
    for n, (title, day) in enumerate(zip(TITLES, DAYS, strict=True), 1):
        y, m, d = day.split("-")
        made.append(pattern.format(n=n, t=title, y=y, m=m, d=d, day=day, cut=title[:9]))
    return "".join(made)


def listed(row: str, *, head: str = "", tag: str = "ul") -> str:
    return f"<{tag}>{head}{rows(row)}</{tag}>"


LINKS = {
    "day over month, all in the link": listed(
        '<li><a href="{n}.html"><div><b>{d}</b><span>{y}-{m}</span></div><div><h4>{t}</h4><p>摘要，见正文。</p></div></a></li>'
    ),
    "flat links that are items": listed(
        '<a href="{n}.html"><h3>{t}</h3><p>摘要，见正文。</p><span>{day}</span></a>', tag="div"
    ),
    "category that all items share": listed(
        '<li><a href="/zfb/">云南省人民政府办公厅</a> <a href="{n}.html">{t}</a><i>{day}</i></li>'
    ),
    "publisher as a link in its column": listed(
        '<tr><td><a href="{n}.html">{t}</a></td><td><a href="/yjc/">省财政厅预算处信息</a></td><td>{day}</td></tr>',
        head="<tr><th>标题</th><th>发布机构</th><th>发布日期</th></tr>",
        tag="table",
    ),
    "files beside the title": listed(
        '<li><a href="{n}.html">{t}</a><a href="{n}.pdf"><img src="pdf.gif" alt="PDF文件"></a><i>{day}</i></li>'
    ),
    "downloads in a column": listed(
        '<tr><td><a href="{n}.html">{t}</a></td><td>{day}</td><td><a href="{n}.doc">WORD版下载</a>'
        '<a href="{n}.pdf">PDF</a></td></tr>',
        tag="table",
    ),
    "interpretations with dates of their own": listed(
        '<li><a href="{n}.html">{t}</a><i>{day}</i><ul><li><a href="/jd/{n}a.html">一图读懂这份文件的主要内容</a>'
        '<i>2017-05-0{n}</i></li><li><a href="/jd/{n}b.html">关于这份文件的文字解读材料</a><i>2017-05-1{n}</i></li></ul></li>'
    ),
    "one dated interpretation in a like box": listed(
        '<li><div><a href="{n}.html">{t}</a><i>{day}</i></div><div>解读：<a href="/jd/{n}.html">《通知》政策解读材料</a>'
        "<i>2017-05-0{n}</i></div></li>"
    ),
    "kinds of interpretation": listed(
        '<tr><td><a href="{n}.html">{t}</a><p><a href="/jd/{n}1.html">图片解读</a><a href="/jd/{n}2.html">文字解读</a></p></td>'
        "<td>{day}</td></tr>",
        tag="table",
    ),
    "click on the item": listed(
        """<li onclick="location.href='{n}.html'"><span>{t}</span><span>{day}</span></li>"""
    ),
    "click on the row": listed(
        """<tr onclick="window.open('{n}.html')"><td>{n}</td><td>{t}</td><td>{day}</td></tr>""", tag="table"
    ),
    "image leads, text stands beside it": listed(
        '<li><a href="{n}.html"><img src="{n}.jpg"></a><p>{t}</p><i>{day}</i></li>'
    ),
    "查看详情 leads, heading stands over it": listed(
        '<li><h4>{t}</h4><span>{day}</span><a href="{n}.html">查看详情</a></li>'
    ),
    "[详细] leads, title is bold": listed('<li><b>{t}</b><i>{day}</i><a href="{n}.html">[详细]</a></li>'),
    "image named by alt": listed('<li><a href="{n}.html"><img src="{n}.jpg" alt="{t}"></a><i>{day}</i></li>'),
    "image, cut title, [详细]": listed(
        '<dl><dt><a href="{n}.html"><img src="{n}.jpg" alt="{t}"></a></dt><dd><h3><a href="{n}.html" title="{t}">{cut}…</a></h3>'
        '<p>摘要，见正文。<a href="{n}.html">[详细]</a></p><span>{day}</span></dd></dl>',
        tag="div",
    ),
}
PLACES = {
    "a list an item, cells as items": listed(
        '<ul><li>{n}</li><li><a href="{n}.html">{t}</a></li><li>{day}</li></ul>',
        head="<ul><li>序号</li><li>标题</li><li>发布日期</li></ul>",
        tag="div",
    ),
    "heads over cells that are no table": listed(
        '<ul><li>{n}</li><li><a href="{n}.html">{t}</a></li><li>2017-01-0{n}</li><li>{day}</li></ul>',
        head="<ul><li>序号</li><li>名称</li><li>成文日期</li><li>发布日期</li></ul>",
        tag="div",
    ),
    "labels in elements of their own": listed(
        '<li><a href="{n}.html">{t}</a><p><em>成文日期：</em><em>2017-01-0{n}</em><em>发布日期：</em><em>{day}</em></p></li>'
    ),
    "deadline labelled apart": listed(
        '<li><a href="{n}.html">{t}</a><p><em>截止日期：</em><em>2017-09-0{n}</em><em>发布日期：</em><em>{day}</em></p></li>'
    ),
    "labels in brackets": listed(
        '<tr><td>{n}</td><td><p><a href="{n}.html">{t}</a></p><p><span>[ 发文字号 ] 渝府发〔2017〕{n}号</span>'
        "<span>[ 成文日期 ] 2017-01-0{n}</span><span>[ 发布日期 ] {day}</span></p></td></tr>",
        tag="table",
    ),
    "row below the title": listed(
        '<tr><td><a href="{n}.html">{t}</a></td></tr><tr><td>来源：省财政厅　发布时间：{day}　点击：12</td></tr>',
        tag="table",
    ),
    "day alone in the row below": listed(
        '<tr><td><a href="{n}.html">{t}</a></td></tr><tr><td>{day}</td></tr>', tag="table"
    ),
    "beside the publisher's name": listed('<li><a href="{n}.html">{t}</a><span>省财政厅 {day}</span></li>'),
    "beside the count of readers": listed('<li><a href="{n}.html">{t}</a><span>{day} 点击：33</span></li>'),
    "only in the title attribute": listed(
        '<li><a href="{n}.html" title="标题：{t}&#10;发布时间：{day}">{t}</a></li>'
    ),
    "at the beginning of the link": listed('<li><a href="{n}.html">[{day}]{t}</a></li>'),
    "at the end of the link, in words": listed('<li><a href="{n}.html">{t}({y}年{m}月{d}日)</a></li>'),
    "in a column of its own": (
        "<table><tr><td>"
        + rows('<a href="{n}.html">{t}</a><br>')
        + "</td><td>"
        + rows("{day}<br>")
        + "</td></tr></table>"
    ),
    "in a list of its own": (
        "<div>" + listed('<li><a href="{n}.html">{t}</a></li>') + listed("<li>{day}</li>") + "</div>"
    ),
    "twice, in full and short for mobiles": listed(
        '<li><a href="{n}.html">{t}</a><span>{day}</span><span>{m}-{d}</span></li>'
    ),
    "in rows that spacers part": listed(
        '<tr><td><img src="dot.gif"></td><td><a href="{n}.html">{t}</a></td><td>[{day}]</td></tr><tr><td colspan="3"></td></tr>',
        tag="table",
    ),
    "in rows that nobody closed": listed(
        "<tr><td>·<a href={n}.html>{t}</a><td align=right>{day}", tag="table"
    ),
    "in a term before its definition": listed('<dt>{day}</dt><dd><a href="{n}.html">{t}</a></dd>', tag="dl"),
}


@pytest.mark.parametrize("content", LINKS.values(), ids=LINKS)
def test_items_whatever_else_leads_from_them(content: str) -> None:
    assert read(content) == WANTED


@pytest.mark.parametrize("content", PLACES.values(), ids=PLACES)
def test_dates_wherever_they_stand(content: str) -> None:
    assert read(content) == WANTED


def test_days_at_the_beginning_of_links_take_their_year_from_the_address() -> None:
    content = listed('<li><a href="/art/{y}/{m}/{d}/art_1_{n}.html">[{m}-{d}] {t}</a></li>')
    assert [(title, day) for title, _, day in read(content)] == list(zip(TITLES, DAYS, strict=True))


def test_days_that_alone_tell_titles_apart_stay_in_them() -> None:
    content = "".join(
        f'<li><a href="{n}.html">主要农产品批发价格 2017-04-{n:02}</a></li>' for n in (14, 13, 12, 11)
    )
    assert [(title, day) for title, _, day in read(f"<ul>{content}</ul>")] == [
        (f"主要农产品批发价格 2017-04-{n}", f"2017-04-{n}") for n in (14, 13, 12, 11)
    ]


def test_items_that_share_an_address_are_all_kept() -> None:
    content = "".join(
        f'<li><a href="all.html">{title}</a><i>{day}</i></li>'
        for title, day in zip(TITLES, DAYS, strict=True)
    )
    assert [(title, day) for title, _, day in read(f"<ul>{content}</ul>")] == list(
        zip(TITLES, DAYS, strict=True)
    )


def test_two_items_side_by_side_in_a_row() -> None:
    cells = [f'<td><a href="{n}.html">{t}</a></td><td>{day}</td>' for n, (t, _, day) in enumerate(WANTED, 1)]
    assert read(f"<table><tr>{cells[0]}{cells[1]}</tr><tr>{cells[2]}{cells[3]}</tr></table>") == WANTED


def test_an_item_that_holds_another_by_mistake_is_two() -> None:
    good = rows('<li><a href="{n}.html">{t}</a><i>{day}</i></li>')
    both = (
        '<li><a href="7.html">关于公布行政许可事项目录的公告</a><i>2017-02-02</i>'
        '<a href="8.html">关于公布行政处罚事项目录的公告</a><i>2017-02-01</i></li>'
    )
    assert [(title, day) for title, _, day in read(f"<ul>{good}{both}</ul>")] == [
        *zip(TITLES, DAYS, strict=True),
        ("关于公布行政许可事项目录的公告", "2017-02-02"),
        ("关于公布行政处罚事项目录的公告", "2017-02-01"),
    ]
