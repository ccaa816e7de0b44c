"""What is the title of a list's item, as a careful reader would copy it?

The shown text of its link, whole, without the date, source, summary or state that stand in the link beside it.
"""

import re
from collections.abc import Iterable

from spiders.lists.headlines import HEADINGS, JUNK_NAME, SHORTEST_TITLE, TITLE_OF_POSTING, is_date
from spiders.markup.links import PageLink
from spiders.markup.page_node import Node
from spiders.markup.page_texts import fold
from spiders.markup.page_tree import PageTree
from spiders.markup.whole_titles import plain, stem_of, whole_title

_BLOCKS = HEADINGS | {
    "p",
    "div",
    "li",
    "dd",
    "dt",
    "td",
    "tr",
    "ul",
    "dl",
    "table",
    "section",
    "article",
    "time",
}
_LABELLED = re.compile(
    r"^[\s(（\[【]*(?:信息)?(?:来\s*源|作\s*者|发布(?:时间|日期|机构|单位|者|人)?|公开(?:时间|日期)|时间|日期|更新时间|点击|浏览|阅读|访问|人气|"
    r"编辑|录入|文号|发文字号|索引号)[\u4e00-\u9fff]{0,3}\s*[:：]"
)
_MARKS = re.compile(
    r"^(?:[·•●▪■◆◇□○★☆>»›→\s]+|[\[【（(](?:置顶|最新|NEW|新|热|荐|顶|hot)[\]】）)]|置顶(?=[\s:：])[:：]?|NEW!?\s)+|"
    r"\s*(?:NEW!?|HOT!?|[\[【（(](?:置顶|最新|NEW|新|热)[\]】）)])$",
    re.IGNORECASE,
)
_EMPTY_BRACKETS = re.compile(r"\s*(?:\(\s*\)|（\s*）|\[\s*\]|【\s*】)")
_SENTENCE = re.compile(r"[。；]")
_LONGEST_TITLE = 200
_MOST_DATES = 20
_UNTOLD = frozenset({"href", "src", "class", "id", "style", "target", "rel", "name"})
_LARGEST_SEARCH = 120  # nodes
_QUOTE = re.compile(r"['\"<>\\\r\n|]")


def item_title(tree: PageTree, link: PageLink, dates: Iterable[Node], nodes: list[Node]) -> str:
    """The title of an item with this title link; ``dates`` are where its dates stand, ``nodes`` what it spans."""
    text = shown_text(tree, link, dates)
    title = whole_title(text, link.title) or link.alt
    stem = stem_of(title)
    if stem is not None:
        title = _whole_elsewhere(tree, link.node, nodes, stem) or title
    return without_marks(title)


def without_marks(title: str) -> str:
    """A title without bullets and signs like 置顶 and NEW around it."""
    return _MARKS.sub("", title).strip() or title


def shown_text(tree: PageTree, link: PageLink, dates: Iterable[Node] = ()) -> str:
    """The text of a title link without the dates, labelled remarks and summaries that it may hold."""
    texts = tree.texts_in(link.node)
    if len(texts) < 2 or (link.text and not link.text.startswith(fold(texts[0].text)[:20])):
        return link.text
    spans = [(node.index, node.end) for node in dates][:_MOST_DATES]
    lines: list[tuple[Node, list[str]]] = []
    shown = [node for node in texts if not node.hidden] or texts
    for node in shown:
        if any(start <= node.index < end for start, end in spans):
            continue
        if node.parent is not link.node and _is_remark(fold(node.text)):
            continue
        if (node is shown[0] or node is shown[-1]) and is_date(node.text.strip()):
            continue
        block = _block_of(node, link.node)
        if lines and lines[-1][0] is block:
            lines[-1][1].append(node.text)
        else:
            lines.append((block, [node.text]))
    if len(lines) == 1 and len(lines[0][1]) == len(texts):
        return link.text
    told = [(block, _EMPTY_BRACKETS.sub("", fold("".join(pieces)))) for block, pieces in lines]
    return _title_line([(block, line) for block, line in told if line], link.title) or link.text


def _is_remark(text: str) -> bool:
    return bool(JUNK_NAME.match(text) or _LABELLED.match(text))


def _block_of(text: Node, link: Node) -> Node:
    node = text.parent
    while node is not None and node is not link:
        if node.tag in _BLOCKS:
            return node
        node = node.parent
    return link


def _title_line(lines: list[tuple[Node, str]], title: str) -> str:
    """The line that is the title: the one of the title attribute, a heading's, else the first that may be a headline."""
    if len(lines) < 2:
        return lines[0][1] if lines else ""
    if title:
        told = plain(title)
        for _, line in lines:
            stem = stem_of(line) or plain(line)
            if len(stem) >= SHORTEST_TITLE and told.startswith(stem):
                return line
    for block, line in lines:
        if block.tag in HEADINGS and len(line) >= SHORTEST_TITLE and not is_date(line):
            return line
    first = next((line for _, line in lines if len(line) >= SHORTEST_TITLE), lines[0][1])
    if len(first) >= TITLE_OF_POSTING:
        return first
    return next(
        (line for _, line in lines if len(line) >= TITLE_OF_POSTING and not _SENTENCE.search(line)), first
    )


def _whole_elsewhere(tree: PageTree, link: Node, nodes: list[Node], stem: str) -> str | None:
    """The whole of a cut title from another attribute of the item or from a hidden text (a tip) in it."""
    if sum(node.end - node.index for node in nodes) > _LARGEST_SEARCH:
        nodes = [link]
    best = ""
    for unit in nodes:
        for node in tree.subtree(unit):
            if node.tag:
                told = [
                    value
                    for name, value in node.attrs.items()
                    if len(value) > len(stem) and name not in _UNTOLD
                ]
            else:
                told = [node.text] if node.hidden else []
            for value in told:
                found = _continuation(value, stem)
                if len(found) > max(len(best), len(stem)):
                    best = found
    return best or None


def _continuation(value: str, stem: str) -> str:
    """From a value that holds the stem somewhere, the title that begins with it."""
    if stem[:4] not in value or len(value) > 2_000:
        return ""
    told = fold(value)
    for start in _places(told, stem[:4]):
        rest = told[start:]
        end = _QUOTE.search(rest)
        rest = rest[: end.start()].strip() if end else rest.strip()
        if plain(rest).startswith(stem) and stem_of(rest) is None and len(rest) <= _LONGEST_TITLE:
            return "" if _SENTENCE.search(rest) else rest
    return ""


def _places(text: str, part: str) -> Iterable[int]:
    at = text.find(part)
    while at >= 0:
        yield at
        at = text.find(part, at + 1)
