"""How does a page's source become its flat tree? Parsed by lexbor and walked once, safe for any nesting and any size."""

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

from spiders.page_node import Node
from spiders.page_tree import NO_ATTRIBUTES, PageTree

MAX_NODES = 400_000
_TAGS_THAT_MAY_BE_DEEP = 8_000
_MAX_DEPTH = 400
_HUGE = 400_000  # characters
_ENDLESS_TAG = re.compile(r"<[a-zA-Z][^<>]{100000,}>?")
_OPTION = re.compile(r"</?option\b[^<>]{0,500}>?", re.IGNORECASE)
_MOST_OPTIONS = 5_000
_TEXT = "-text"
_NO_ELEMENT = "-!"  # how the parser calls comments, doctypes and the like begins so
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
                nodes.append(Node(len(nodes), "", parent, NO_ATTRIBUTES, text))
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
