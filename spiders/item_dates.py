"""Which of the dates beside an item is the item's? Hidden ones aren't, headed columns and labels decide."""

import re

from spiders.dates import DateText, find_dates, first_date, normalise, read_date_text
from spiders.page_tree import Node, PageTree

_LONGEST = 60
_LARGEST_ITEM = 90  # nodes
_PUBLISHED = re.compile(r"发布|公布|公开|刊登|发表|上网|上传")
_TIME = re.compile(r"时间|日期")
_DOCUMENT = re.compile(r"成文|发文|印发|生成|签发|文件")
_NEVER = re.compile(r"生效|实施|施行|有效|废止|失效|截止|截至|开标|到期")
_LINE = re.compile(r"时间|日期|来源|发布于|浏览|点击|阅读|作者")
_WRITTEN = re.compile(r"['\"]((?:19|20)\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}[^'\"]{0,12})['\"]")

Dated = tuple[Node, DateText]


def unit_dates(tree: PageTree, nodes: list[Node], links: list[Node]) -> list[Dated]:
    """The dates shown in the nodes of one item; titles and summaries are not searched."""
    numbered = [item for node in nodes for item in tree.numbered(node)]
    found: list[Dated] = []
    for item in numbered:
        if len(item.text) > _LONGEST + 40:
            continue
        text = item.text.strip()
        if 3 <= len(text) <= _LONGEST:
            date_text = read_date_text(text)
            if date_text and not _NEVER.search(date_text.label):
                found.append((item, date_text))
    if len(found) > 1:
        found = [pair for pair in found if not pair[0].hidden] or found
    if found or sum(node.end - node.index for node in nodes) > _LARGEST_ITEM:
        return found
    if numbered:
        found = _composed(tree, nodes, links) or _in_lines(numbered, links)
    return found or _written(tree, nodes)


def _in_lines(numbered: list[Node], links: list[Node]) -> list[Dated]:
    """A date in a line that also names the source (来源：… 发布时间：…), outside the item's links."""
    for item in numbered:
        if any(link.index <= item.index < link.end for link in links):
            continue
        if len(item.text) > _LONGEST + 40 or not _LINE.search(item.text):
            continue
        dates = find_dates(normalise(item.text))
        if len(dates) == 1:
            return [(item, DateText(text=item.text.strip(), on=dates[0].on))]
    return []


def _written(tree: PageTree, nodes: list[Node]) -> list[Dated]:
    """A date that a script in the item writes."""
    for node in nodes:
        for item in tree.subtree(node) if tree.count("script", node) else ():
            match = _WRITTEN.search(item.text) if item.tag == "script" else None
            on = first_date(match[1]) if match else None
            if match and on:
                return [(item, DateText(text=match[1], on=on))]
    return []


def _composed(tree: PageTree, nodes: list[Node], links: list[Node]) -> list[Dated]:
    """A date set in several pieces: the day in one element, year and month in another."""
    inside = links if len(links) > 1 else []
    for node in nodes:
        for item in tree.subtree(node):
            if not item.tag or not 3 <= item.end - item.index <= 12 or not tree.numbered(item):
                continue
            if any(link.index <= item.index < link.end for link in inside):
                continue
            text = tree.text_of(item, 40)
            if not 6 <= len(text) <= 24:
                continue
            spaced = " ".join(part.text.strip() for part in tree.texts_in(item))
            date_text = read_date_text(text) or read_date_text(spaced)
            if date_text and date_text.on:
                return [(item, date_text)]
    return []


def pick_date(tree: PageTree, container: Node, dates: list[Dated]) -> DateText | None:
    """The item's date among several: by its label, by the head of its table column, else the first full one."""
    if not dates:
        return None
    if len(dates) == 1:
        return dates[0][1]
    ranked = sorted(
        enumerate(dates),
        key=lambda entry: (-_rank(tree, container, *entry[1]), entry[1][1].on is None, entry[0]),
    )
    return ranked[0][1][1]


def _rank(tree: PageTree, container: Node, node: Node, date_text: DateText) -> int:
    words = date_text.label or _column_head(tree, container, node)
    if _NEVER.search(words):
        return -1
    if _PUBLISHED.search(words):
        return 3
    if _DOCUMENT.search(words):
        return 1
    return 2 if _TIME.search(words) else 0


def _column_head(tree: PageTree, container: Node, node: Node) -> str:
    """The head cell over a table cell, or empty."""
    cell = next((above for above in node.ancestors() if above.tag in {"td", "th", "li", "span"}), None)
    row = cell.parent if cell else None
    if cell is None or row is None:
        return ""
    place = (
        [child.index for child in tree.children(row) if child.tag].index(cell.index)
        if cell.tag in {"td", "th"}
        else -1
    )
    if place < 0:
        return ""
    table = next((above for above in row.ancestors() if above.tag == "table"), container)
    for head in tree.subtree(table):
        if head.tag == "tr":
            cells = [child for child in tree.children(head) if child.tag]
            return tree.text_of(cells[place], 30) if place < len(cells) else ""
    return ""
