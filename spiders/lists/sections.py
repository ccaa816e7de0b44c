"""Under which heading does a list stand? The sub-column's name of its items."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import takewhile

from spiders.dates.date_text import find_dates, normalise
from spiders.lists.find_lists import ItemList
from spiders.lists.headlines import JUNK_NAME, is_date
from spiders.lists.posting_addresses import is_posting_address
from spiders.lists.tabs import earlier, tab_name
from spiders.markup.page_node import Node
from spiders.markup.page_texts import fold
from spiders.markup.page_tree import PageTree
from spiders.markup.regions import CRUMB_TEXT

_LEVELS = 7
_FAR = 60  # nodes between a heading and its list
_SIBLINGS = 12
_LONGEST = 20
_FEW_TEXTS = 3  # a heading is a name, a name in another language, 更多
_MOST_HEADS = 12
_MOST_TEXTS = 40  # of a block that may be a heading, or a strip of tabs with what is hidden in it
_CHOSEN = re.compile(
    r"(?<![a-z])(?:on|cur|current|active|act|selected|sel|hover|now|this|checked|here)(?![a-z])",
    re.IGNORECASE,
)
_EDGES = " :：>》»【】[]|·-—_/▪■◆●+"
_NO_NAME = re.compile(
    r"[，。；？！,;!?]|^(?:首页|返回|您|共\d|第\d)|条$|^\d+$|(?:找|检索|查询|搜索)到|^(?:相关|搜索|检索|查询)?结果"
)
_COUNTS = re.compile(r"(?:找|检索|查询|搜索)到")  # what stands beside it was searched for
_CHOICE = re.compile(r"^(?:(?:19|20)\d\d\s?年?|全部|不限|所有|按.{1,4}[排查].*)$")
_OF_A_SITE = re.compile(r"(?:人民政府|政府网站?|门户网站?|委员会|[厅局])$")
_HEADING_TAGS = ("h1", "h2", "h3", "h4", "h5", "h6", "dt", "th", "caption", "strong", "b")
_SHORT = 8  # characters: the name of a column, where a headline is longer
# What heads a column of a table, an index or a form, never a list.
_HEAD_CELL = re.compile(
    r"^(?:序号|编号|标题|名称|文件名称|信息名称|信息标题|文件标题|主题|主题词|内容|内容概述|索引号?|文号|发文字号|发文机关|发文单位|发布机构|发布单位|"
    r"公开单位|来源|信息来源|(?:发布|发文|成文|公开|生成|公布|印发|更新|印发)?(?:日期|时间)|点击(?:数|量)?|浏览(?:量|次数)?|状态|效力状态|操作|类别|下载|相关[度性]|"
    r"关键[字词]|全文|默认|排序|不限|全部|列表|正文列表|近.{1,3}|字体|大|中|小|打印|收藏|分享到?.{0,4})$"
)
_FORM = ("form", "input", "button", "select", "textarea")


def sections_of(tree: PageTree, lists: Sequence[ItemList]) -> list[str | None]:
    """The names of the boxes that a page's lists stand in, given and returned in document order.

    A list's name is its tab's, or what its box begins with; None where the page shows none.
    """
    names: list[str | None] = []
    starts = [found.container.index for found in lists]

    def holds_list(node: Node) -> bool:
        return bisect_left(starts, node.index) < bisect_left(starts, node.end)

    for at, found in enumerate(lists):
        own = _own_heading(tree, found) or tab_name(tree, found.container, is_section_name, holds_list)
        names.append(trimmed(own) if own else _heading_before(tree, at, lists, starts, names))
    return names


def _heading_before(
    tree: PageTree,
    at: int,
    lists: Sequence[ItemList],
    starts: list[int],
    names: list[str | None],
) -> str | None:
    """The nearest heading before a list, up to another list: one cut in two has the heading of its first part."""
    container = lists[at].container
    alone = len(lists) == 1
    box = container
    for _ in range(_LEVELS):
        for count, child in enumerate(earlier(tree, box)):
            if count > _SIBLINGS or container.index - child.end > _FAR or _is_crumb(tree, child):
                return None
            last = bisect_left(starts, child.end) - 1
            if last >= 0 and starts[last] >= child.index:
                before = lists[last].container
                cut = before.parent is box.parent and before.tag == box.tag
                return names[last] if cut else None
            name = _heading(tree, child, alone=alone)
            if name:
                return None if _names_the_site(child, name) else name
            if _is_box(tree, child):
                if alone:
                    return None  # what stands before a menu heads the page, not its only list
                break  # what stands before a menu or another box heads that
        if box.parent is None or box.parent.tag in {"body", "html"}:
            return None
        box = box.parent
    return None


def _is_crumb(tree: PageTree, node: Node) -> bool:
    text = fold(node.text) if not node.tag else tree.text_of(node, 300)
    return bool(CRUMB_TEXT.search(text)) or text.startswith(("首页", "网站首页"))


def _names_the_site(block: Node, name: str) -> bool:
    """Whether a name in a block of the whole page is an organisation's: a banner's, not a list's."""
    return block.parent is not None and block.parent.tag == "body" and _OF_A_SITE.search(name) is not None


def _is_box(tree: PageTree, node: Node) -> bool:
    """Whether a block without a name of its own is a menu or another box: what stands before it heads that."""
    texts = tree.texts_in(node)
    if len(texts) > _FEW_TEXTS:
        return not _is_form(tree, node)
    return _is_menu(texts) and not any(_CHOICE.match(trimmed(text.text)) for text in texts)


def _is_menu(texts: list[Node]) -> bool:
    """Whether several names are links each: the columns beside a list, none of them its heading."""
    names = [text for text in texts if is_section_name(text.text)]
    return len(names) > 1 and all(text.within("a") for text in names)


def _is_form(tree: PageTree, node: Node) -> bool:
    return any(tree.count(tag, node) for tag in _FORM)


def _own_heading(tree: PageTree, found: ItemList) -> str | None:
    """The name in the first row of the list itself."""
    texts = tree.texts()[tree.place_of(found.container) : tree.place_of(found.items[0].nodes[0])]
    if not 1 <= len(texts) <= _FEW_TEXTS or any(_HEAD_CELL.match(trimmed(node.text)) for node in texts):
        return None
    return next((trimmed(node.text) for node in texts if is_section_name(node.text)), None)


def is_section_name(text: str) -> bool:
    """Whether a text may be the heading of a list: short, Chinese, no date, no 更多, no sentence, no head of a table."""
    name = trimmed(text)
    if not 2 <= len(name) <= _LONGEST or JUNK_NAME.match(name) or _HEAD_CELL.match(name.replace(" ", "")):
        return False
    if _NO_NAME.search(name) or CRUMB_TEXT.search(name) or is_date(name):
        return False
    return any("\u4e00" <= char <= "\u9fff" for char in name) and not find_dates(normalise(name))


def trimmed(text: str) -> str:
    """A heading without the signs around it."""
    return fold(text).strip(_EDGES)


def _heading(tree: PageTree, node: Node, *, alone: bool) -> str | None:
    """The name that a block before a list gives it; None for a menu, a form, a picture without a name.

    ``alone``: the page has no other list. A single link is no heading then, unless it is marked as one or leads to more.
    """
    if not node.tag:
        return trimmed(node.text) if is_section_name(node.text) else None
    if (
        node.tag in {"thead", "script", "style"}
        or tree.texts_within(node) > _MOST_TEXTS
        or _is_form(tree, node)
    ):
        return None
    visible = (item for item in tree.texts_in(node) if not item.hidden)
    shown = list(takewhile(lambda item: not trimmed(item.text).startswith("排序"), visible))
    heads = [item for item in shown if not JUNK_NAME.match(fold(item.text)) and not _leads_to_posting(item)]
    texts = [fold(item.text) for item in heads if trimmed(item.text)]
    if not texts:
        return _pictured(tree, node)
    chosen = _chosen(tree, node) if 1 < len(texts) <= _MOST_HEADS else None
    if chosen or len(texts) > _FEW_TEXTS or any(_is_no_head(item.text) for item in shown) or _is_menu(heads):
        return chosen
    menu_opens = sum(1 for item in tree.texts_in(node) if item.hidden and item.within("a")) > _FEW_TEXTS
    mere_link = alone and len(shown) == 1 and heads[0].within("a") and not heads[0].within(*_HEADING_TAGS)
    if menu_opens or mere_link:
        return None
    return next((trimmed(text) for text in texts if is_section_name(text)), None)


def _is_no_head(text: str) -> bool:
    """Whether a text says that what stands with it is a table's head, a choice, a count of what was found."""
    name = trimmed(text)
    head = _HEAD_CELL.match(name) is not None and not JUNK_NAME.match(name)
    return head or _CHOICE.match(name) is not None or _COUNTS.search(name) is not None


def _leads_to_posting(text: Node) -> bool:
    """Whether a text is the headline of a posting: what a carousel shows last heads nothing."""
    if len(trimmed(text.text)) <= _SHORT:
        return False
    link = text.parent
    for _ in range(3):
        if link is None or link.tag == "a":
            break
        link = link.parent
    if link is None or link.tag != "a":
        return False
    address = link.attrs.get("href", "")
    return is_posting_address(address if "://" in address else f"http://host/{address}")


def _pictured(tree: PageTree, node: Node) -> str | None:
    """What an image that stands for a heading is called."""
    if not tree.count("img", node):
        return None
    image = next(item for item in tree.subtree(node) if item.tag == "img")
    name = image.attrs.get("alt", "") or image.attrs.get("title", "")
    return trimmed(name) if is_section_name(name) else None


def _chosen(tree: PageTree, node: Node) -> str | None:
    """The one of several names (a strip of tabs, a menu) that is marked as the chosen one."""
    for item in tree.subtree(node):
        if item.attrs and _CHOSEN.search(item.attrs.get("class", "")):
            name = tree.text_of(item, _LONGEST + 10)
            if is_section_name(name) and len(tree.texts_in(item)) == 1:
                return trimmed(name)
    return None
