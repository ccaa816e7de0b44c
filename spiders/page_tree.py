"""What is on the page, flattened once: elements and texts in document order, safe for any nesting.

The tree is parsed by lexbor and walked once; every later question is answered on the flat list, where a
subtree is a slice. Nothing here recurses, so depth costs nothing.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from functools import cached_property, lru_cache
from itertools import accumulate, chain, islice, takewhile
from operator import attrgetter
from typing import cast

from selectolax.lexbor import LexborHTMLParser, LexborNode

MAX_NODES = 400_000
_TAGS_THAT_MAY_BE_DEEP = 8_000
_MAX_DEPTH = 400
_SHORT_SCRIPT = 400
_HUGE = 400_000  # characters
_ENDLESS_TAG = re.compile(r"<[a-zA-Z][^<>]{100000,}>?")
_OPTION = re.compile(r"</?option\b[^<>]{0,500}>?", re.IGNORECASE)
_MOST_OPTIONS = 5_000
_TEXT = "-text"
_NO_ELEMENT = "-!"  # how the parser calls comments, doctypes and the like begins so
_INLINE, _BLOCK = 1, 2
# What parts the text in it from the text before: within any text, and only where the whole page is written out.
_PARTING = dict.fromkeys(("br", "p", "div", "td", "li", "tr"), _BLOCK) | dict.fromkeys(
    ("a", "span", "h1", "h2", "h3", "h4"), _INLINE
)
_by_index = attrgetter("index")
_NO_ATTRIBUTES: dict[str, str] = {}
# Elements without an end tag, or whose end tag may be left out.
_VOID = frozenset(
    {
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
    }
    | {"p", "li", "tr", "td", "th", "dt", "dd", "option"}
)
_OPAQUE = frozenset(
    {"script", "style", "template", "noscript", "textarea", "iframe", "svg", "math", "select", "object"}
)
_TAG = re.compile(r"<(/?)([a-zA-Z!][^\s/>]*)[^>]*>?")
_SPACE = re.compile(r"[\s\u3000\xa0\u200b\ufeff]+")
_NUMBER = re.compile(r"\d|年")
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


class Node:
    """One element, or one text (``tag`` is empty then). ``end`` is the index after its subtree.

    ``hidden``: its own style or attribute hides it, or that of an element around it. A short script keeps its
    text, since some lists write their dates by script.
    """

    __slots__ = ("attrs", "end", "hidden", "index", "parent", "tag", "text")

    def __init__(self, index: int, tag: str, parent: "Node | None", attrs: dict[str, str], text: str) -> None:
        self.index = index
        self.tag = tag
        self.parent = parent
        self.attrs = attrs
        self.text = text
        self.end = index + 1
        self.hidden: bool = parent is not None and parent.hidden

    def ancestors(self) -> Iterator["Node"]:
        """The elements around this node, innermost first."""
        node = self.parent
        while node is not None:
            yield node
            node = node.parent

    def within(self, *tags: str) -> bool:
        """Whether an element around this node has one of these tags."""
        node = self.parent
        while node is not None:
            if node.tag in tags:
                return True
            node = node.parent
        return False

    @property
    def label(self) -> str:
        """Class and id in one lower-case text, for hints only: never the proof of anything."""
        get = self.attrs.get
        return _label_of(get("class", ""), get("id", ""))


class _Texts:
    """The texts of a page that hold more than white space, by place, with what parts each from the one before."""

    def __init__(self, nodes: list[Node], spaced: set[int]) -> None:
        self.shown: list[Node] = []
        self._at: list[int] = []
        self._gaps: list[int] = []
        gap = 0
        parting = _PARTING.get
        for index, node in enumerate(nodes):
            if index in spaced:
                gap = _BLOCK
            if node.tag:
                if gap < _BLOCK:
                    gap = parting(node.tag) or gap
            else:
                self.shown.append(node)
                self._at.append(index)
                self._gaps.append(gap)
                gap = 0

    def place_of(self, index: int) -> int:
        """The place of the first text whose node stands at ``index`` or after it."""
        return bisect_left(self._at, index)

    def between(self, start: int, end: int) -> list[Node]:
        """The texts whose nodes stand from ``start`` to before ``end``."""
        return self.shown[bisect_left(self._at, start) : bisect_left(self._at, end)]

    def joined(self, start: int, end: int, limit: int) -> str:
        """These texts in one, parted where blocks or white space part them."""
        first = bisect_left(self._at, start)
        last = bisect_left(self._at, end, first)
        if last - first <= 1:
            return fold(self.shown[first].text) if last > first else ""
        parts = [self.shown[first].text]
        size = len(parts[0])
        for place in range(first + 1, last):
            if size > limit:
                break
            if self._gaps[place] == _BLOCK:
                parts.append(" ")
            text = self.shown[place].text
            parts.append(text)
            size += len(text)
        return fold("".join(parts))

    def having(self, pattern: re.Pattern[str]) -> list[Node]:
        """The texts that hold a match; all are searched at once, so what stands in few of them is found for little."""
        starts, whole = self._whole
        found: list[Node] = []
        match = pattern.search(whole)
        while match:
            place = bisect_right(starts, match.start())
            found.append(self.shown[place - 1])
            match = pattern.search(whole, starts[place]) if place < len(starts) else None
        return found

    @cached_property
    def _whole(self) -> tuple[list[int], str]:
        texts = [node.text for node in self.shown]
        lengths = (len(text) + 1 for text in texts)
        return list(accumulate(lengths, initial=0))[: len(texts)], "\0".join(texts)

    def visible(self, start: int, limit: int) -> str:
        """The texts from a place on that nothing hides."""
        parts: list[str] = []
        size = 0
        for node, gap in zip(self.shown, self._gaps, strict=True):
            if gap:
                parts.append(" ")
            if node.hidden or node.index < start:
                continue
            parts.append(node.text)
            size += len(node.text)
            if size > 2 * limit:
                break
        return fold("".join(parts))[:limit]


class PageTree:
    """The flat page. ``scripts`` holds (src, text) of every script, in order."""

    def __init__(self) -> None:
        self.nodes: list[Node] = []
        self.scripts: list[tuple[str, str]] = []
        self.by_tag: dict[str, list[Node]] = {}
        self.spaced: set[int] = set()

    def add_element(self, tag: str, attributes: Mapping[str, str | None], parent: Node | None) -> Node:
        """Add an element while the page is built."""
        attrs = _NO_ATTRIBUTES
        if attributes:
            attrs = cast("dict[str, str]", attributes)
            if None in attributes.values():
                attrs = {name: value or "" for name, value in attributes.items()}
        nodes = self.nodes
        node = Node(len(nodes), tag, parent, attrs, "")
        nodes.append(node)
        known = self.by_tag.get(tag)
        if known is None:
            self.by_tag[tag] = [node]
        else:
            known.append(node)
        if attrs and ("hidden" in attrs or ("style" in attrs and _hides(attrs["style"]))):
            node.hidden = True
        return node

    def add_text(self, text: str, parent: Node | None) -> None:
        """Add a text while the page is built. White space makes no node: only what it parts is remembered."""
        if not text or text.isspace():
            self.spaced.add(len(self.nodes))
        else:
            self.nodes.append(Node(len(self.nodes), "", parent, _NO_ATTRIBUTES, text))

    def add_script(self, node: Node, script: str) -> None:
        """Keep a script's text beside its element."""
        self.scripts.append((node.attrs.get("src", ""), script))
        node.text = script if len(script) <= _SHORT_SCRIPT else ""

    @cached_property
    def _texts(self) -> _Texts:
        return _Texts(self.nodes, self.spaced)

    @cached_property
    def labelled(self) -> list[Node]:
        """The elements that have a class or an id."""
        return [node for node in self.nodes if node.attrs and ("class" in node.attrs or "id" in node.attrs)]

    @cached_property
    def clickable(self) -> list[Node]:
        """The elements that have a script for a click."""
        return [node for node in self.nodes if "onclick" in node.attrs]

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
        return fold(node.text) if not node.tag else self._texts.joined(node.index, node.end, limit)

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
        return self._texts.shown

    def place_of(self, node: Node) -> int:
        """The place of a text, or of the first text in or after an element, among :meth:`texts`."""
        return self._texts.place_of(node.index)

    def elements_in(self, box: Node, tag: str) -> Iterator[Node]:
        """The elements of a tag in a subtree, the node itself included, in document order."""
        first = bisect_left(self._indexes(tag), box.index)
        return takewhile(lambda node: node.index < box.end, islice(self.by_tag.get(tag, ()), first, None))

    def texts_within(self, node: Node) -> int:
        """How many texts stand in a subtree."""
        return self._texts.place_of(node.end) - self._texts.place_of(node.index)

    def texts_in(self, node: Node) -> list[Node]:
        """The text nodes of a subtree that hold more than white space."""
        return self._texts.between(node.index, node.end)

    def numbered(self, node: Node | None = None) -> list[Node]:
        """The texts, in the page or in a subtree, that may hold a date: they have a digit or the sign of a year."""
        if node is None:
            return self._numbered
        places = self._numbered_at
        first = bisect_left(places, node.index)
        return self._numbered[first : bisect_left(places, node.end, first)]

    @cached_property
    def _numbered(self) -> list[Node]:
        return self._texts.having(_NUMBER)

    @cached_property
    def _numbered_at(self) -> list[int]:
        return [node.index for node in self._numbered]

    def texts_with(self, pattern: re.Pattern[str]) -> list[Node]:
        """The texts in which a pattern is found, in document order. It must not match a NUL."""
        return self._texts.having(pattern)

    def visible_text(self, limit: int) -> str:
        """The page's text outside its head, scripts and hidden parts, white space folded, at most ``limit`` long."""
        head = self.by_tag.get("head")
        return self._texts.visible(head[0].end if head else 0, limit)


@lru_cache(maxsize=16_384)
def _label_of(classes: str, name: str) -> str:
    return f"{classes} {name}".lower()


@lru_cache(maxsize=4_096)
def _hides(style: str) -> bool:
    return _HIDDEN_STYLE.search(style) is not None


def fold(text: str) -> str:
    """Fold every run of white space (also full-width and zero-width) to one space, and trim."""
    if "\u200b" in text or "\ufeff" in text:
        return _SPACE.sub(" ", text).strip()
    return " ".join(text.split())


def parse(html: str) -> PageTree:
    """Parse and flatten a page. Never raises on any text; deep nesting is flattened first."""
    tree = PageTree()
    source = LexborHTMLParser(flatten_if_deep(without_heaps(html.replace("\0", "")))).root
    nodes, spaced, add_element = tree.nodes, tree.spaced, tree.add_element
    around: list[
        tuple[LexborNode, Node | None]
    ] = []  # the elements that are open, each with the one around it
    parent: Node | None = None
    while source is not None and len(nodes) < MAX_NODES:
        tag = source.tag
        if tag == _TEXT:
            text = source.text_content
            if text is None or text.isspace():
                spaced.add(len(nodes))
            else:
                nodes.append(Node(len(nodes), "", parent, _NO_ATTRIBUTES, text))
        elif tag and tag[0] not in _NO_ELEMENT:
            node = add_element(tag, source.attributes, parent)
            if tag == "script":
                tree.add_script(node, source.text(deep=True))
            elif tag not in _OPAQUE:
                child = source.first_child
                if child is not None:
                    around.append((source, parent))
                    parent, source = node, child
                    continue
        source = source.next
        while source is None and around:
            if parent is not None:
                parent.end = len(nodes)
            source, parent = around.pop()
            source = source.next
    while parent is not None:
        parent.end = len(nodes)
        parent = parent.parent
    return tree


def without_heaps(html: str) -> str:
    """A page without what no real one has: tags of a hundred thousand characters, choices of thousands of options.

    The parser's cost grows with the square of the attributes of one tag, and of the options of one choice.
    """
    if len(html) < _HUGE:
        return html
    html = _ENDLESS_TAG.sub(" ", html)
    return _OPTION.sub(" ", html) if html.count("<option") > _MOST_OPTIONS else html


def flatten_if_deep(html: str) -> str:
    """Drop the tags that nest deeper than any real page: the parser's cost grows with the square of the depth."""
    if html.count("<") < _TAGS_THAT_MAY_BE_DEEP:
        return html
    open_tags: list[tuple[str, bool]] = []
    depth = 0
    pieces: list[str] = []
    last = 0
    for tag in _TAG.finditer(html):
        name = tag[2].lower()
        if name in _VOID or name.startswith("!") or tag[0].endswith("/>"):
            continue
        if tag[1]:
            kept = open_tags.pop()[1] if open_tags else True
            depth -= kept and depth > 0
        else:
            # Nesting without end is one tag over and over; what such wrappers hold is kept.
            again = bool(open_tags) and open_tags[-1][0] == name
            kept = depth < _MAX_DEPTH or (not again and depth < 2 * _MAX_DEPTH)
            open_tags.append((name, kept))
            depth += kept
        if not kept:
            pieces.append(html[last : tag.start()])
            last = tag.end()
    if not pieces:
        return html
    pieces.append(html[last:])
    return " ".join(pieces)
