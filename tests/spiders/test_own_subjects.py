"""What is a page about by its own word: the column its meta names, its title, its breadcrumb, at last its address?"""

import pytest

from audit_rules.subjects.matcher import load_vocabulary
from domain.pages import PageReading
from domain.subjects import Grade, Surface
from spiders.reader import read_page

VOCABULARY = load_vocabulary()
LIST = "".join(
    f'<li><a href="/a/t202301{day:02}_{day}.html">某项工作的第{day}期说明</a><span>2023-01-{day:02}</span></li>'
    for day in range(10, 20)
)


def read(head: str, body: str, path: str = "/a/") -> PageReading:
    html = f"<html><head>{head}</head><body>{body}<ul>{LIST}</ul></body></html>"
    return read_page("http://www.example.gov.cn" + path, html.encode(), vocabulary=VOCABULARY)


def told(reading: PageReading) -> set[tuple[str, Grade, Surface]]:
    return {(match.subject, match.grade, match.surface) for match in reading.own_subjects}


def test_meta_title_breadcrumb_and_address_each_tell() -> None:
    assert told(read('<meta name="ColumnName" content="政府公报">', "")) == {
        ("gazette", Grade.EXACT, Surface.COLUMN_META)
    }
    assert told(read("<title>政府公报-某县人民政府</title>", "")) == {
        ("gazette", Grade.EXACT, Surface.PAGE_TITLE)
    }
    assert told(read("", '<div class="position">当前位置：首页 &gt; 政府公报</div>')) == {
        ("gazette", Grade.EXACT, Surface.BREADCRUMB)
    }
    assert told(read("", "", "/zfgb/")) == {("gazette", Grade.WEAK, Surface.SLUG)}
    assert (
        told(read("<title>某县人民政府</title>", "", "/zfgb/2023/")) == set()
    )  # of a parent, not of this page


def test_what_a_search_was_asked_for_is_not_its_subject() -> None:
    head = "<title>预决算公开</title>"
    assert told(read(head, "", "/yjs/"))
    assert told(read(head, "", "/search.jsp?key=%E9%A2%84%E5%86%B3%E7%AE%97")) == set()


@pytest.mark.parametrize(
    "shown",
    [
        "当前位置：首页 &gt; 政务公开 &gt; 环境保护",
        "您现在的位置：<a href='/'>首页</a> » <a href='/zwgk/'>政务公开</a> » 环境保护",
        "<a href='/'>首页</a> <a href='/zwgk/'>政务公开</a> <span>环境保护</span>",
        "<b>重点领域</b> <i>食品药品</i> 您的位置：首页 &gt; 政务公开 &gt; 环境保护",
        "环境保护 您当前的位置&gt;首页&gt;政务公开&gt;环境保护",
        "当前位置：首页&gt;&gt;政务公开&gt;&gt;环境保护",
        "首页 / 政务公开 / 环境保护",
    ],
)
def test_a_breadcrumb_is_read_in_the_forms_it_has(shown: str) -> None:
    reading = read("", f'<div class="position">{shown}</div>')
    assert reading.breadcrumb == ("首页", "政务公开", "环境保护")
    assert told(reading) == {("environment", Grade.EXACT, Surface.BREADCRUMB)}
