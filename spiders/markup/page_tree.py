"""What is on the page, flattened: elements and texts in document order, where a subtree is a slice.

Every question about a page is answered on the flat list. Nothing here recurses, so depth costs nothing.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cached_property
from itertools import chain
from operator import attrgetter

from spiders.markup.page_node import Node
from spiders.markup.page_texts import Texts, fold

_NUMBER = re.compile(r"\d|年")
_by_index = attrgetter("index")


class PageTree:
    """The flat page, as the parser made it.

    ``scripts`` holds (src, text) of every script, ``by_tag`` the elements of each tag, ``labelled`` those that have a
    class or an id, ``clickable`` those that have a script for a click: all in document order. ``years_noted``: the years
    that are a comment of their own (``<!--2018--> 07-04``), by the index of the node behind it.
    """

    def __init__(self) -> None:
        self.nodes: list[Node] = []
        self.scripts: list[tuple[str, str]] = []
        self.by_tag: dict[str, list[Node]] = {}
        self.labelled: list[Node] = []
        self.clickable: list[Node] = []
        self.written = Texts()
        self.years_noted: dict[int, int] = {}

    @cached_property
    def labels(self) -> list[str]:
        """The labels (class and id in lower case) of the elements that have one, in the order of ``labelled``."""
        named = [(node.attrs.get("class", ""), node.attrs.get("id")) for node in self.labelled]
        return [(f"{classes} {name}" if name else classes).lower() for classes, name in named]

    def subtree(self, node: Node) -> list[Node]:
        """A node and all that is in it, in document order."""
        return self.nodes[node.index : node.end]

    def children(self, node: Node) -> Iterator[Node]:
        """The direct children of an element, texts included."""
        at = node.index + 1
        while at < node.end:
            child = self.nodes[at]
            yield child
            at = child.end

    def text_of(self, node: Node, limit: int = 5_000) -> str:
        """The visible text of a subtree, white space folded, at most about ``limit`` characters."""
        end = node.end
        if end == node.index + 2:  # as most links: an element around one text
            inner = self.nodes[node.index + 1]
            return "" if inner.tag else fold(inner.text)
        return self.written.joined(node.index, end, limit) if node.tag else fold(node.text)

    def find(self, *tags: str) -> list[Node]:
        """All elements of these tags, in document order."""
        if len(tags) == 1:
            return self.by_tag.get(tags[0], [])
        groups = [self.by_tag[tag] for tag in tags if tag in self.by_tag]
        return sorted(chain.from_iterable(groups), key=_by_index) if len(groups) != 1 else groups[0]

    def of(self, *tags: str) -> Iterator[Node]:
        """All elements of these tags, tag by tag: where order is of no matter."""
        return chain.from_iterable([self.by_tag.get(tag, ()) for tag in tags])

    def count(self, tag: str, node: Node) -> int:
        """How many elements of a tag stand in a subtree, the node itself included."""
        places = self._indexes(tag)
        return bisect_left(places, node.end) - bisect_left(places, node.index)

    def _indexes(self, tag: str) -> list[int]:
        places = self._places.get(tag)
        if places is None:
            places = self._places[tag] = [found.index for found in self.by_tag.get(tag, ())]
        return places

    @cached_property
    def _places(self) -> dict[str, list[int]]:
        return {}

    def texts(self) -> list[Node]:
        """The text nodes of the page that hold more than white space."""
        return self.written.shown

    def place_of(self, node: Node) -> int:
        """The place of a text, or of the first text in or after an element, among :meth:`texts`."""
        return self.written.place_of(node.index)

    def elements_in(self, box: Node, tag: str) -> list[Node]:
        """The elements of a tag in a subtree, the node itself included, in document order."""
        places = self._indexes(tag)
        first = bisect_left(places, box.index)
        return self.by_tag.get(tag, [])[first : bisect_left(places, box.end, first)]

    def texts_within(self, node: Node) -> int:
        """How many texts stand in a subtree."""
        return self.written.place_of(node.end) - self.written.place_of(node.index)

    def texts_in(self, node: Node) -> list[Node]:
        """The text nodes of a subtree that hold more than white space."""
        return self.written.between(node.index, node.end)

    def numbered(self, node: Node | None = None) -> list[Node]:
        """The texts, in the page or in a subtree, that may hold a date: they have a digit or the sign of a year."""
        if node is None:
            return self._numbered
        places = self._numbered_at
        first = bisect_left(places, node.index)
        return self._numbered[first : bisect_left(places, node.end, first)]

    @cached_property
    def _numbered(self) -> list[Node]:
        return self.written.having(_NUMBER)

    @cached_property
    def _numbered_at(self) -> list[int]:
        return [node.index for node in self._numbered]

    def texts_with(self, pattern: re.Pattern[str]) -> list[Node]:
        """The texts in which a pattern is found, in document order. It must not match a NUL."""
        return self.written.having(pattern)

    def visible_text(self, limit: int) -> str:
        """The page's text outside its head, scripts and hidden parts, white space folded, at most ``limit`` long."""
        head = self.by_tag.get("head")
        return self.written.visible(head[0].end if head else 0, limit)
