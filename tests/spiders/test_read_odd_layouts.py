"""Layouts of small and old portals: short lists under a breadcrumb, 更多 beside a heading, clicks that are no links."""

from datetime import date

import pytest

from audit_rules.subjects.matcher import load_vocabulary
from domain.pages import PageReading
from domain.subjects import Grade
from spiders.reader import read_page

VOCABULARY = load_vocabulary()
HOME = "http://www.example.gov.cn/"


def read(content: str, path: str = "ppp/index.html", title: str = "政府和社会资本合作") -> PageReading:
    html = f"<html><head><title>{title}</title></head><body>{content}</body></html>"
    return read_page(HOME + path, html.encode(), vocabulary=VOCABULARY, captured_on=date(2017, 12, 31))


ROWS = "".join(
    f"<TR><TD WIDTH=15><IMG SRC=dot.gif></TD><TD><A HREF=./201711/t20171102_{n}.html><FONT>{name}</FONT></A></TD>"
    f"<TD><FONT>({day})</FONT></TD></TR>"
    for n, (name, day) in enumerate([("专家库专家名单", "11-02"), ("入库项目名单", "06-20")])
)


@pytest.mark.parametrize(
    "content",
    [
        f"<TABLE><TR><TD><P>当前位置：<A HREF=/>首页</A> &gt; 合作</P><TABLE>{ROWS}</TABLE></TD></TR></TABLE>",
        f"<TABLE><TR><TD>当前位置：<A HREF=/>首页</A> &gt; 合作<BR><TABLE>{ROWS}</TABLE></TD></TR></TABLE>",
        f'<div class="weizhi">当前位置：<a href="/">首页</a> &gt; 合作<table>{ROWS}</table></div>',
    ],
    ids=["tables", "same cell", "labelled box"],
)
def test_a_short_list_is_no_part_of_the_breadcrumb_above_it(content: str) -> None:
    reading = read(content)
    assert [(item.title, item.published_on) for item in reading.postings] == [
        ("专家库专家名单", date(2017, 11, 2)),
        ("入库项目名单", date(2017, 6, 20)),
    ]


def test_two_undated_headlines_are_no_breadcrumb() -> None:
    items = "".join(f'<p><a href="{n}.html">关于做好第{n}批示范项目申报工作的通知</a></p>' for n in range(2))
    reading = read(f'<div><div>当前位置：<a href="/">首页</a> &gt; 合作</div>{items}</div>')
    assert [link.region for link in reading.links] == ["breadcrumb", "", ""]


@pytest.mark.parametrize(
    "box",
    [
        "<table><tr><td><b>预决算公开</b></td><td><a href=/yjs/>更多&gt;&gt;</a></td></tr></table>",
        '<div><span>预决算公开</span><a href="/yjs/">更多>></a><p><a href="/a/1.html">2016年部门决算情况</a></p></div>',
        '<div><h3>预决算公开</h3><p><a href="/a/1.html">2016年部门决算</a>08-25</p><a href="/yjs/">[更多]</a></div>',
        '<h3>预决算公开<a href="/yjs/">+</a></h3>',
    ],
)
def test_more_is_called_what_its_box_is_headed(box: str) -> None:
    other = '<div><h3>工作动态</h3><a href="/gzdt/">更多>></a></div>'
    reading = read(f"<div>{other}{box}</div>", path="", title="省财政厅")
    more = [link for link in reading.links if link.url.endswith("/yjs/")]
    assert [(match.subject, match.grade) for match in more[0].matches] == [("budget", Grade.SYNONYM)]


def test_more_of_several_boxes_is_no_one_s() -> None:
    reading = read('<div>预决算公开<a href="/a1/">更多</a><a href="/b1/">更多</a></div>', path="")
    assert [link.matches for link in reading.links] == [(), ()]


def test_what_a_click_opens_is_a_link() -> None:
    reading = read(
        "<div onclick=\"location.href='/key/'\">重点领域信息公开</div>"
        "<span onclick=\"window.open('/jgzn/')\">机构职能</span>"
        "<a href=\"javascript:window.open('/bsfw/')\">办事服务</a>"
        "<div onclick=\"window.open('/x/')\"><a href='/a/1.html'>关于公布结果的公告</a></div>"
        "<div onclick=\"openMenu('/nav/')\">展开</div><body onclick=\"location.href='/ad/'\">",
        path="",
    )
    assert [link.url.removeprefix(HOME) for link in reading.links] == ["key/", "jgzn/", "bsfw/", "a/1.html"]
    assert [match.subject for match in reading.links[0].matches] == ["key-areas"]


def test_a_date_in_the_link_is_no_part_of_a_title_that_is_given_whole() -> None:
    items = "".join(
        f'<li><a href="{n}.html" title="第{n}批项目名单公示"><em>第{n}批项目名单公示</em><span>2017年07月1{n}日</span></a></li>'
        for n in range(3)
    )
    found = read(f"<ul>{items}</ul>").postings
    assert [(item.title, str(item.published_on)) for item in found] == [
        (f"第{n}批项目名单公示", f"2017-07-1{n}") for n in range(3)
    ]


def test_a_subject_named_on_a_scripted_tab_is_not_lost() -> None:
    reading = read(
        '<a href="javascript:;" onmouseover="tab(1)">依申请公开</a><a href="#">政府公报</a><a href="/bsfw/">办事服务</a>'
        '<div onclick="go(12)">双随机一公开</div><p>审计结果</p><div class="footer"><a href="#">领导信息</a></div>',
        path="",
    )
    assert [match.subject for match in reading.scripted] == ["on-request", "gazette", "random-check"]


def test_headlines_that_only_a_script_opens_are_counted() -> None:
    items = "".join(
        f'<li><a href="javascript:void(0)" onclick="show({n})">关于公布第{n}批项目的通知</a></li>'
        for n in range(3)
    )
    reading = read(f'<a href="javascript:;">首页</a><ul>{items}</ul><div onclick="toggle()">展开</div>')
    assert (reading.postings, reading.unlinked) == ((), 3)


def test_a_next_page_that_a_click_opens_is_followed() -> None:
    items = "".join(
        f'<li><a href="{n}.html">关于公布第{n}批项目的通知</a><i>2017-06-0{n}</i></li>' for n in (3, 2, 1)
    )
    click = """<a href="#" onclick="location.href='index_2.html'">下一页</a>"""
    following = read(f"<ul>{items}</ul><div>{click}</div>").next_page
    assert following is not None
    assert following.url == HOME + "ppp/index_2.html"


def test_subjects_in_a_choice_or_written_by_a_script_are_not_lost() -> None:
    reading = read(
        '<select onchange="location.href=this.value"><option value="">请选择</option>'
        '<option value="/zdly/">重点领域信息公开</option></select><select><option value="3">政府公报</option></select>'
        """<script>document.write('<a href="/ysq/" class="t">依申请公开<\\/a>');</script>""",
        path="",
    )
    assert [match.subject for match in reading.scripted] == ["on-request", "key-areas"]
