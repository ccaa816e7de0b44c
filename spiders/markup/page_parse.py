"""How does a page's source become its flat tree? Parsed by lexbor and walked once, safe for any nesting and any size."""

import re
from functools import lru_cache
from typing import cast

from selectolax.lexbor import LexborHTMLParser, LexborNode

from domain.bounded_markup import flatten_if_deep, without_heaps
from spiders.markup.page_node import Node
from spiders.markup.page_texts import BLOCK, PARTING
from spiders.markup.page_tree import PageTree

MAX_NODES = 400_000
_TEXT = "-text"
_COMMENT = "-comment"
_YEAR = re.compile(r"\s*((?:19|20)\d\d)\s?[-/.年]?\s*")
_NO_ATTRIBUTES: dict[str, str] = {}
_INDENT = 4  # characters: more white space at a text's ends is the template's, and counts as one
_SHORT_SCRIPT = 400  # characters: such a one may write an item's date
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_NO_ELEMENT = "-!"  # how the parser calls comments, doctypes and the like begins so
_OPAQUE = frozenset(
    {"script", "style", "template", "noscript", "textarea", "iframe", "svg", "math", "select", "object"}
)


def parse(html: str) -> PageTree:  # noqa: C901, PLR0912, PLR0915 – one loop without calls for each node
    """Parse and flatten a page. Never raises on any text; deep nesting is flattened first."""
    # One loop without calls for each node: on most pages it is the largest part of the whole cost.
    tree = PageTree()
    source = LexborHTMLParser(flatten_if_deep(without_heaps(html.replace("\0", "")))).root
    nodes, by_tag, labelled, clickable = tree.nodes, tree.by_tag, tree.labelled, tree.clickable
    texts, text_at, text_gaps = tree.written.shown, tree.written.at, tree.written.gaps
    around: list[LexborNode] = []  # the open elements
    parent: Node | None = None
    hidden = False
    index = gap = 0
    while source is not None and index < MAX_NODES:
        tag = source.tag
        if tag == _TEXT:
            text = source.text_content or ""
            said = text.strip()
            if not said:
                gap = BLOCK  # white space makes no node: only what it parts is remembered
            else:
                if len(text) > len(said) + _INDENT:
                    text = f"{text[:1].isspace() * ' '}{said}{text[-1:].isspace() * ' '}"
                node = Node()
                node.tag = ""
                node.attrs = _NO_ATTRIBUTES
                node.text = text
                node.parent = parent
                node.hidden = hidden
                node.index = index
                texts.append(node)
                text_at.append(index)
                text_gaps.append(gap)
                gap = 0
                index += 1
                node.end = index
                nodes.append(node)
        elif tag and tag[0] not in _NO_ELEMENT:
            node = Node()
            node.tag = tag
            node.text = ""
            node.parent = parent
            node.hidden = hidden
            node.index = index
            index += 1
            node.end = index
            nodes.append(node)
            known = by_tag.get(tag)
            if known is None:
                by_tag[tag] = [node]
            else:
                known.append(node)
            if gap != BLOCK:
                gap = PARTING.get(tag) or gap
            attributes = source.attributes
            if attributes:
                attrs = node.attrs = (
                    _without_none(attributes)
                    if None in attributes.values()
                    else cast("dict[str, str]", attributes)
                )
                if "class" in attrs or "id" in attrs:
                    labelled.append(node)
                if "onclick" in attrs:
                    clickable.append(node)
                if "hidden" in attrs or ("style" in attrs and _hides(attrs["style"])):
                    node.hidden = True
            else:
                node.attrs = _NO_ATTRIBUTES
            if tag == "script":
                script = source.text(deep=True)
                tree.scripts.append((node.attrs.get("src", ""), script))
                node.text = script if len(script) <= _SHORT_SCRIPT else ""
            elif tag not in _OPAQUE:
                child = source.first_child
                if child is not None:
                    around.append(source)
                    parent = node
                    source = child
                    hidden = node.hidden
                    continue
        elif tag == _COMMENT:
            year = _YEAR.fullmatch(source.comment_content or "")
            if year:
                tree.years_noted[index] = int(year[1])
        source = source.next
        while source is None and parent is not None:
            parent.end = index
            parent = parent.parent
            hidden = parent is not None and parent.hidden
            source = around.pop().next
    while parent is not None:
        parent.end = index
        parent = parent.parent
    return tree


def _without_none(attributes: dict[str, str | None]) -> dict[str, str]:
    return {name: value or "" for name, value in attributes.items()}


@lru_cache(maxsize=4_096)
def _hides(style: str) -> bool:
    return _HIDDEN_STYLE.search(style) is not None
