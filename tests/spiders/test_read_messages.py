"""Which letters of the public are read off a list with a head, and what does the portal say became of them?"""

from datetime import date

import pytest

from audit_rules.subjects.matcher import load_vocabulary
from domain.pages import Message, MessageState
from spiders.reader import read_page

URL = "http://czt.example/ldxx/"
HEAD = "<tr><th>编号</th><th>信件标题</th><th>来信时间</th><th>办理状态</th><th>回复时间</th></tr>"


def read(body: str) -> tuple[Message, ...]:
    html = f"<html><head><title>领导信箱</title></head><body>{body}</body></html>"
    return read_page(URL, html.encode(), vocabulary=load_vocabulary()).messages


def row(*cells: str) -> str:
    return "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"


def test_a_table_with_a_head() -> None:
    first = row(
        "1",
        '<a href="x/1.html" title="关于南路路灯的咨询">关于南路…</a>',
        "2017-04-01",
        "已回复",
        "2017-04-09",
    )
    second = row("2", '<a href="x/2.html">停车</a>', "2017年5月3日 10:20", "未回复", "")
    assert read(f"<table>{HEAD}{first}{second}</table>") == (
        Message(
            title="关于南路路灯的咨询",
            url="http://czt.example/ldxx/x/1.html",
            state=MessageState.ANSWERED,
            submitted_on=date(2017, 4, 1),
            answered_on=date(2017, 4, 9),
        ),
        Message(
            title="停车",
            url="http://czt.example/ldxx/x/2.html",
            state=MessageState.OPEN,
            submitted_on=date(2017, 5, 3),
        ),
    )


def test_a_list_with_a_head() -> None:
    head = "<li><span>标题</span><span>类型</span><span>提交时间</span><span>是否回复</span></li>"
    item = "<li><a href='/m/1'>路灯</a><span>咨询</span><span>2017-04-01</span><span>否</span></li>"
    assert read(f"<ul>{head}{item}</ul>") == (
        Message(
            title="路灯",
            url="http://czt.example/m/1",
            state=MessageState.OPEN,
            submitted_on=date(2017, 4, 1),
            category="咨询",
        ),
    )


@pytest.mark.parametrize(
    ("word", "state"),
    [
        ("已回复", MessageState.ANSWERED),
        ("【已办结】", MessageState.ANSWERED),
        ("待回复", MessageState.OPEN),
        ("未答复", MessageState.OPEN),
        ("处理中", MessageState.UNKNOWN),
        ("未办结", MessageState.UNKNOWN),
        ("转办", MessageState.UNKNOWN),
        ("", MessageState.UNKNOWN),
    ],
)
def test_only_what_is_said_in_so_many_words_is_open(word: str, state: MessageState) -> None:
    (message,) = read(f"<table>{HEAD}{row('1', '路灯', '2017-04-01', word, '')}</table>")
    assert message.state is state


def test_a_day_of_an_answer_is_an_answer() -> None:
    (message,) = read(f"<table>{HEAD}{row('1', '路灯', '2017-04-01', '未回复', '2017-04-09')}</table>")
    assert message.state is MessageState.ANSWERED


@pytest.mark.parametrize(
    "body",
    [
        # Documents, a table of services, a head without rows, rows of another number of cells.
        "<table><tr><th>索引号</th><th>标题</th><th>发布日期</th></tr>" + row("1", "通知", "2017-04-01") + "</table>办理状态",
        "<table><tr><th>事项</th><th>办理状态</th><th>办理时间</th></tr>" + row("证照", "办理中", "2017-04-01") + "</table>",
        f"<table>{HEAD}</table>",
        f"<table>{HEAD}{row('1', '路灯', '2017-04-01')}</table>",
        "<p>办理状态</p>",
    ],
)  # fmt: skip
def test_what_is_no_list_of_letters(body: str) -> None:
    assert read(body) == ()
