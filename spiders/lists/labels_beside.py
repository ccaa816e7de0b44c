"""What is a date of an item called by an element of its own before it (发布日期：), or by the head of its column in a list?"""

from collections.abc import Sequence
from dataclasses import replace

from spiders.dates.date_labels import OTHER, PUBLISHED, REACH, said_of
from spiders.dates.date_text import DateText, find_dates, normalise
from spiders.lists.item_dates import Dated
from spiders.markup.page_node import Node
from spiders.markup.page_texts import fold
from spiders.markup.page_tree import PageTree

_LONGEST = 12
_WITHOUT_COLON = 5
_LONGEST_LINE = 100
_FEWEST_CELLS = 3


def labelled_dates(tree: PageTree, dates: list[Dated], heads: Sequence[str], row: Node) -> list[Dated]:
    """The dates with the labels that stand apart from them; those of something else than a publication are left out.

    ``heads`` are the names of the columns when ``row`` holds a cell for each.
    """
    told: list[Dated] = []
    for node, date_text in dates:
        label = "" if date_text.label else _before(tree, node) or _head(tree, node, heads, row)
        if not label:
            told.append((node, date_text))
        elif said_of(label, "").rank != OTHER:
            told.append((node, replace(date_text, label=label)))
    return told


def published_among(tree: PageTree, nodes: Sequence[Node], dates: list[Dated]) -> list[Dated]:
    """The date of publication where the only one found is called otherwise ([成文日期] 2017-01-01 [发布日期] 2017-04-14)."""
    if len(dates) != 1 or not dates[0][1].label or said_of(dates[0][1].label, "").rank in {0, PUBLISHED}:
        return dates
    for text in (text for node in nodes for text in tree.numbered(node) if len(text.text) <= _LONGEST_LINE):
        line = normalise(text.text)
        for found in find_dates(line):
            said = said_of(line[: found.start][-REACH:], line[found.end :][:REACH])
            if said.rank == PUBLISHED:
                return [(text, DateText(text=fold(text.text), on=found.on, label=said.label))]
    return dates


def column_heads(tree: PageTree, container: Node, first: Node) -> list[str]:
    """The names over the columns of rows that are no rows of a table: the cells of the child before the first of them."""
    if first.tag == "tr":
        return []
    cells = sum(bool(child.tag) for child in tree.children(first))
    if cells < _FEWEST_CELLS:
        return []
    for child in tree.children(container):
        if child.index >= first.index:
            break
        heads = [tree.text_of(cell, 20) for cell in tree.children(child) if cell.tag]
        if len(heads) == cells:
            return heads
    return []


def _before(tree: PageTree, node: Node) -> str:
    """The text before a date, when it is a label: it ends in a colon, or is no more than a word and 时间 or 日期."""
    place = tree.place_of(node)
    if not place or len(tree.texts()[place - 1].text) > 2 * _LONGEST:
        return ""
    text = normalise(fold(tree.texts()[place - 1].text)).rstrip("[( ")
    if len(text) > _LONGEST:
        return ""
    told = text.endswith(":") or (len(text) <= _WITHOUT_COLON and text.endswith(("时间", "日期")))
    return text if told else ""


def _head(tree: PageTree, node: Node, heads: Sequence[str], row: Node) -> str:
    if not heads:
        return ""
    cells = [child for child in tree.children(row) if child.tag]
    at = next((place for place, cell in enumerate(cells) if cell.index <= node.index < cell.end), -1)
    return heads[at] if 0 <= at < len(heads) else ""
