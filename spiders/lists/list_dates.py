"""Where do the items of a list show their dates when no text in them is a date and nothing else?

In a row below the title, in the title attribute (发布时间：…), beside the publisher's name, at one end of the title. A list
does so for most of its items, or it doesn't.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import islice
from typing import Protocol

from spiders.dates.date_labels import OTHER, said_of
from spiders.dates.date_text import DateText, find_dates, normalise, read_date_text
from spiders.lists.item_dates import Dated, pick_date, unit_dates
from spiders.lists.tabs import earlier
from spiders.lists.title_dates import dates_in_titles
from spiders.markup.links import PageLink
from spiders.markup.page_node import Node
from spiders.markup.page_texts import fold
from spiders.markup.page_tree import PageTree

_TOLD = re.compile(r"(?:时间|日期)\s*[:：]\s*(\d{4}\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}日?)")
_LONGEST_LINE = 40


class ListedItem(Protocol):
    """What is asked of an item of a list."""

    @property
    def link(self) -> PageLink:
        """The title link."""

    date_text: DateText | None
    title: str
    dates: list[Dated]
    nodes: list[Node]


def find_missing_dates(
    tree: PageTree, container: Node, items: Sequence[ListedItem], below: Sequence[Sequence[Node]]
) -> None:
    """Give the items without a date what is shown elsewhere; ``below`` are the nodes that follow each item."""
    rows = dict(zip(map(id, items), below, strict=True))
    for item, dates in _most(items, lambda item: unit_dates(tree, list(rows[id(item)]), [])):
        item.date_text, item.dates = pick_date(tree, container, dates), dates
        item.nodes = [*item.nodes, *rows[id(item)]]
    for item, dates in _most(items, lambda item: _told(item.link.node)):
        item.date_text = dates[0][1]
    for item, dates in _most(items, lambda item: _beside(tree, item)):
        item.date_text, item.dates = dates[0][1], dates
    if all(item.date_text is None and not item.dates for item in items):
        _take_parallel(tree, container, items)
    dates_in_titles(items)


def add_told_years(items: Sequence[ListedItem]) -> None:
    """Give a shown month and day the year that the link's title attribute tells of the same day."""
    for item in items:
        shown = item.date_text
        if shown is None or shown.on is not None or "title" not in item.link.node.attrs:
            continue
        told = _told(item.link.node)
        on = told[0][1].on if told else None
        if on is not None and (on.month, on.day) == (shown.month, shown.day):
            item.date_text = replace(shown, on=on)


def _take_parallel(tree: PageTree, container: Node, items: Sequence[ListedItem]) -> None:
    """Take the dates of a list that has them in a column of their own, in the element after or before it."""
    parent = container.parent
    if parent is None:
        return
    after = [tree.nodes[container.end]] if container.end < parent.end else []
    for beside in [*after, *islice(earlier(tree, container), 1)]:
        if tree.count("a", beside):
            continue
        found = [
            (node, date_text)
            for node in tree.numbered(beside)
            if (date_text := read_date_text(fold(node.text)))
        ]
        if len(found) == len(items):
            for item, dated in zip(items, found, strict=True):
                item.date_text, item.dates = dated[1], [dated]
            return


def _most(
    items: Sequence[ListedItem], look: Callable[[ListedItem], list[Dated]]
) -> list[tuple[ListedItem, list[Dated]]]:
    """What a look finds for the items without a date, when it does so for half of the list.

    An item whose dates are all of something else (a deadline) has none.
    """
    found = [(item, look(item)) for item in items if item.date_text is None and not item.dates]
    found = [(item, dates) for item, dates in found if dates]
    return found if found and len(found) * 2 >= len(items) else []


def _told(link: Node) -> list[Dated]:
    """The date that a link's title attribute tells beside the title."""
    told = _TOLD.search(normalise(link.attrs["title"])) if "title" in link.attrs else None
    date_text = read_date_text(told[1]) if told else None
    return [(link, date_text)] if date_text else []


def _beside(tree: PageTree, item: ListedItem) -> list[Dated]:
    """The only date in a short text beside the title (省财政厅 2017-04-14)."""
    found: list[Dated] = []
    for node in item.nodes:
        for text in tree.numbered(node):
            if len(text.text) > _LONGEST_LINE or item.link.node.index <= text.index < item.link.node.end:
                continue
            line = normalise(text.text)
            for shown in find_dates(line):
                if said_of(line[: shown.start], line[shown.end :]).rank != OTHER:
                    found.append((text, DateText(text=fold(text.text), on=shown.on)))
    return found if len(found) == 1 else []
