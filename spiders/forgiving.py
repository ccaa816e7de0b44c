"""What is on a page whose markup a strict parser gives up on? A slower, forgiving tree, asked only then.

An unclosed ``<title>``, ``<textarea>`` or ``<select>`` swallows the rest of a page by the rules of HTML 5; browsers of
the page's day showed it. Where the fast parser finds far fewer links than are written, Beautiful Soup reads again.
"""

import re

from bs4 import BeautifulSoup
from bs4.element import Comment, Doctype, Tag

from spiders.page_node import Node
from spiders.page_parse import MAX_NODES, flatten_if_deep, parse
from spiders.page_tree import PageTree

_WRITTEN_LINK = re.compile(r"<a\s[^>]*\bhref\s*=", re.IGNORECASE)
# A choice of other sites, some of them written as links, has lost nothing but these; one that holds blocks was never closed.
_BLOCK = re.compile(r"<(?:div|ul|li|table|p)\b", re.IGNORECASE)
_FEW = 5
_LARGEST = 2_000_000
_OPAQUE = frozenset({"script", "style", "template", "noscript"})


def parse_page(html: str) -> PageTree:
    """Parse a page fast; again, forgivingly, when most of its links are lost. Never raises on any text."""
    tree = parse(html)
    found = len(tree.find("a"))
    written = html.count("<a ") + html.count("<A ")
    if written < _FEW or found * 3 > written or len(html) > _LARGEST:
        return tree
    shown = html.lower()
    for opening, closing in (
        ("<!--", "-->"),
        ("<script", "</script"),
        ("<style", "</style"),
        ("<select", "</select"),
    ):
        shown = _without(shown, opening, closing)
    if len(_WRITTEN_LINK.findall(shown)) <= max(_FEW, found * 3):
        return tree
    again = parse_forgivingly(html)
    return again if len(again.find("a")) > found else tree


def _without(html: str, opening: str, closing: str) -> str:
    """A page without what stands between two marks; what is never closed stays, as does a choice that holds blocks."""
    pieces: list[str] = []
    at = 0
    while (start := html.find(opening, at)) >= 0 and (end := html.find(closing, start)) >= 0:
        kept = opening == "<select" and _BLOCK.search(html, start, end)
        pieces.append(html[at:end] if kept else html[at:start])
        at = end + len(closing)
    return "".join([*pieces, html[at:]])


def parse_forgivingly(html: str) -> PageTree:
    """The flat page as Beautiful Soup reads it: elements stay where they are written."""
    soup = BeautifulSoup(flatten_if_deep(html.replace("\0", "")), "html.parser")
    tree = PageTree()
    open_nodes: list[tuple[Tag, Node | None]] = []  # None: inside an element whose content isn't shown
    for part in soup.descendants:
        if len(tree.nodes) >= MAX_NODES:
            break
        while open_nodes and part.parent is not open_nodes[-1][0]:
            _close(tree, open_nodes.pop()[1])
        parent = open_nodes[-1][1] if open_nodes else None
        shown = not open_nodes or parent is not None
        if isinstance(part, Tag):
            node = _add(tree, part, parent) if shown else None
            open_nodes.append((part, None if part.name in _OPAQUE else node))
        elif shown and not isinstance(part, Comment | Doctype):
            tree.add_text(str(part), parent)
    for _, node in open_nodes:
        _close(tree, node)
    return tree


def _close(tree: PageTree, node: Node | None) -> None:
    if node is not None:
        node.end = len(tree.nodes)


def _add(tree: PageTree, tag: Tag, parent: Node | None) -> Node:
    attrs = {
        str(name).lower(): " ".join(value) if isinstance(value, list) else str(value or "")
        for name, value in tag.attrs.items()
    }
    node = tree.add_element(tag.name.lower(), attrs, parent)
    if node.tag == "script":
        tree.add_script(node, "".join(str(part) for part in tag.contents))
    return node
