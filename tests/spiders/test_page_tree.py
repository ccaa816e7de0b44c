"""Does the flat page keep what the page shows: texts parted as a reader sees them, what is hidden, what is in what?"""

import re

import pytest

from spiders.markup.forgiving import parse_forgivingly
from spiders.markup.page_parse import parse
from spiders.markup.page_tree import PageTree

PAGE = """<html><head><title>标题</title></head><body>
<div class="A" id="B"><span>省财政厅</span> <span>2017</span><b>年</b></div>
<ul><li>一</li><li>二<br>三</li></ul>
<p style="DISPLAY : none"><i>藏</i></p><em>明</em><script>var a = 1;</script></body></html>"""


@pytest.fixture(params=[parse, parse_forgivingly], ids=["fast", "forgiving"])
def tree(request: pytest.FixtureRequest) -> PageTree:
    """The same page as both parsers give it."""
    made: PageTree = request.param(PAGE)
    return made


def test_texts_are_parted_where_a_reader_sees_them_parted(tree: PageTree) -> None:
    block = tree.find("div")[0]
    assert tree.text_of(block) == "省财政厅 2017年"
    assert [tree.text_of(item) for item in tree.find("li")] == ["一", "二 三"]
    assert tree.text_of(tree.find("ul")[0]) == "一 二 三"


def test_white_space_makes_no_node(tree: PageTree) -> None:
    assert [node.text for node in tree.texts()] == [
        "标题",
        "省财政厅",
        "2017",
        "年",
        "一",
        "二",
        "三",
        "藏",
        "明",
    ]
    assert all(node.tag or node.text.strip() for node in tree.nodes)
    assert parse(PAGE.replace("\n", "")).visible_text(100) == parse(PAGE).visible_text(100)


def test_what_is_hidden_is_left_out_of_the_visible_text(tree: PageTree) -> None:
    assert tree.visible_text(1_000) == "省财政厅 2017年 一 二 三 明"
    assert tree.find("i")[0].hidden
    assert not tree.find("em")[0].hidden


def test_texts_are_found_by_pattern_and_by_place(tree: PageTree) -> None:
    assert [node.text for node in tree.texts_with(re.compile("[一三]"))] == ["一", "三"]
    assert [node.text for node in tree.numbered()] == ["2017", "年"]
    assert [node.text for node in tree.numbered(tree.find("ul")[0])] == []
    assert [node.text for node in tree.texts_in(tree.find("li")[1])] == ["二", "三"]
    assert tree.count("li", tree.find("ul")[0]) == 2
    assert tree.texts()[tree.place_of(tree.find("em")[0])].text == "明"


def test_label_and_scripts(tree: PageTree) -> None:
    assert tree.find("div")[0].label == "a b"
    assert tree.scripts == [("", "var a = 1;")]
    assert tree.labelled == tree.find("div")
