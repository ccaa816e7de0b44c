"""What of a list is easily overlooked: a year in a comment, an update, an English notice, what runs through the page?"""

from datetime import date

from audit_rules.subjects.matcher import load_vocabulary
from domain.pages import DateSource, PageReading
from spiders.reader import read_page

VOCABULARY = load_vocabulary()
URL = "http://www.example.gov.cn/zcfg/index.jhtml"


def read(html: str) -> PageReading:
    return read_page(URL, html.encode(), vocabulary=VOCABULARY, captured_on=date(2020, 1, 1))


def items(*rows: tuple[str, str]) -> str:
    names = ("关于印发政务公开工作要点的通知", "关于开展专项检查工作的公告", "城市地下管网管理条例全文发布")
    listed = (
        f"<li><a href='/a/{at}f.jhtml'>{name}</a><span>{before}{shown}</span></li>"
        for at, (name, (before, shown)) in enumerate(zip(names, rows, strict=True))
    )
    return f"<html><body><ul>{''.join(listed)}</ul></body></html>"


def test_a_year_that_the_template_hides_before_month_and_day_is_the_items() -> None:
    noted = read(items(("<!--  2018-->", " 07-04 "), ("<!-- 2017年 -->", "07-04"), ("<!--2015/-->", "06-19")))
    assert [posting.published_on for posting in noted.postings] == [
        date(2018, 7, 4),
        date(2017, 7, 4),
        date(2015, 6, 19),
    ]


def test_such_a_year_may_stand_before_the_dates_element() -> None:
    names = ("关于印发政务公开工作要点的通知", "关于开展专项检查工作的公告", "城市地下管网管理条例全文发布")
    listed = "".join(
        f"<li><a href='/a/{at}f.jhtml'>{name}</a><!--{2018 - at}--><span>07-04</span></li>"
        for at, name in enumerate(names)
    )
    postings = read(f"<ul>{listed}</ul>").postings
    assert [posting.published_on for posting in postings] == [date(2018 - at, 7, 4) for at in range(3)]


def test_other_comments_date_nothing() -> None:
    said = read(items(("<!--2018年第3期-->", "07-04"), ("<!-- list -->", "07-03"), ("", "06-19")))
    assert [posting.published_on for posting in said.postings] == [None, None, None]
    assert [posting.date_text for posting in said.postings] == ["07-04", "07-03", "06-19"]


def test_an_update_beside_an_items_publication_is_a_conflict() -> None:
    row = "<li><a href='/a/{at}f.jhtml'>{name}</a><p>来源：县政府 发布时间：2017-0{month}-10 更新时间：2018-0{month}-11</p></li>"
    names = ("关于印发政务公开工作要点的通知", "关于开展专项检查工作的公告", "城市地下管网管理条例全文发布")
    listed = "".join(row.format(at=at, name=name, month=9 - at) for at, name in enumerate(names))
    for posting, month in zip(read(f"<ul>{listed}</ul>").postings, (9, 8, 7), strict=True):
        assert posting.published is not None
        assert posting.published.on == date(2017, month, 10)
        assert posting.published.conflict == date(2018, month, 11)
        assert posting.published.conflict_source is DateSource.LIST


def test_what_runs_through_the_head_of_a_list_page_is_not_the_columns() -> None:
    def rows(names: str, year: int, count: int) -> str:
        return "".join(
            f"<li><a href='/{names}/{at}.html'>{names}第{at}号公告的全文</a> {year}-05-{20 - at}</li>"
            for at in range(count)
        )

    box = "<div id='mq' style='height:50px; overflow: hidden' onmouseover='stop()'>{}</div>"
    notices = f"<ul>{rows('停水', 2016, 6)}</ul>"
    for running in (box, "<marquee>{}</marquee>"):
        page = read(f"<body>{running.format(notices)}<ul>{rows('综合信息', 2017, 12)}</ul></body>")
        assert [posting.title[:4] for posting in page.postings] == ["综合信息"] * 12
    alone = read(f"<body>{box.format(notices)}</body>")
    assert len(alone.postings) == 6


def test_an_english_notice_in_a_dated_list_is_one_of_its_items() -> None:
    names = (
        "Notice of the Committee on Adjusting the Deposit Ratio",
        "关于调整住房公积金缴存比例的通知",
        "关于开展专项检查工作的公告",
    )
    listed = "".join(
        f"<li><a href='/a/{at}f.html'>{name}</a> 2018-04-2{9 - at}</li>" for at, name in enumerate(names)
    )
    assert [posting.title for posting in read(f"<ul>{listed}</ul>").postings] == list(names)


def rows(names: str, count: int, *, dated: bool = True, path: str = "/a") -> str:
    shown = "<span>2018-05-{0:02}</span>" if dated else ""
    return "".join(
        f"<li><a href='{path}/201805/t201805{20 - at:02}_{at}.html'>{names}第{at}号文件的全文</a>{shown.format(20 - at)}</li>"
        for at in range(count)
    )


def test_the_name_of_a_menu_that_opens_heads_no_list() -> None:
    menu = "".join(f"<li><a href='/m{at}/'>第{at}类文件</a></li>" for at in range(4))
    page = read(
        f"<body><div><div>网站导航</div><ul style='display:none'>{menu}</ul></div><div><ul>{rows('政府', 8)}</ul></div></body>"
    )
    assert len(page.postings) == 8
    assert {posting.section for posting in page.postings} == {None}


def test_a_dated_list_is_one_whatever_menu_stands_over_it() -> None:
    page = read(f"<body><h3>网站导航</h3><ul>{rows('政府', 8)}</ul></body>")
    assert len(page.postings) == 8


def test_headed_lists_without_dates_count_beside_dated_ones_when_their_addresses_are_postings() -> None:
    dated = f"<div><h3>通知公告</h3><ul>{rows('公告', 5)}</ul></div>"

    def beside(items: str) -> int:
        return len(read(f"<body>{dated}<div><h3>规章制度</h3><ul>{items}</ul></div></body>").postings) - 5

    assert beside(rows("规章", 4, dated=False, path="/zcfg")) == 4
    pictured = rows("规章", 4, dated=False, path="/zcfg").replace("<a ", "<img src='/p.jpg'><a ")
    assert beside(pictured) == 0
    assert (
        beside("".join(f"<li><a href='/topic{at}/'>专题栏目之第{at}个专题的名称</a></li>" for at in range(4)))
        == 0
    )


def test_a_more_with_dots_is_no_posting() -> None:
    boxes = "".join(
        f"<div><ul>{rows(name, 3)}</ul><a href='/list.aspx?cid={at}'>更多...</a></div>"
        for at, name in enumerate("甲乙丙")
    )
    assert not [posting for posting in read(f"<body>{boxes}</body>").postings if "更多" in posting.title]


def test_dates_and_titles_are_read_however_far_a_template_indents_them() -> None:
    far = "\n" + " " * 70
    names = ("关于开展专项检查工作的公告", "关于印发政务公开工作要点的通知", "城市地下管网管理条例全文发布")
    listed = "".join(
        f"<dl><dd><a href='/a/{at}f.html'>{far}{name}{far}</a></dd><dd>{far}2018-04-2{9 - at}{far}</dd></dl>"
        for at, name in enumerate(names)
    )
    postings = read(f"<div>{listed}</div>").postings
    assert [(posting.title, str(posting.published_on)) for posting in postings] == [
        (name, f"2018-04-2{9 - at}") for at, name in enumerate(names)
    ]
    article = read(
        f"<h1>{far}{names[0]}{far}</h1><p>{far}发布时间：2018-04-29 09:30{far}</p><p>{'各县区：现公告如下。' * 30}</p>"
    )
    assert article.published is not None
    assert str(article.published.on) == "2018-04-29"
