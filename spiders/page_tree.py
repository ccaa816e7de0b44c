"""What is on the page, flattened once: elements and texts in document order, safe for any nesting.

The tree is parsed by lexbor and walked once; every later question is answered on the flat list, where a
subtree is a slice. Nothing here recurses, so depth costs nothing.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser

MAX_NODES = 400_000
_TAGS_THAT_MAY_BE_DEEP = 8_000
_MAX_DEPTH = 400
_SHORT_SCRIPT = 400
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
HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


class Node:
    """One element, or one text (``tag`` is empty then). ``end`` is the index after its subtree.

    A short script keeps its text, since some lists write their dates by script.
    """

    __slots__ = ("attrs", "end", "index", "own_hidden", "parent", "tag", "text")

    def __init__(self, index: int, tag: str, parent: "Node | None", attrs: dict[str, str], text: str) -> None:
        self.index = index
        self.tag = tag
        self.parent = parent
        self.attrs = attrs
        self.text = text
        self.end = index + 1
        self.own_hidden = False

    def ancestors(self) -> Iterator["Node"]:
        """The elements around this node, innermost first."""
        node = self.parent
        while node is not None:
            yield node
            node = node.parent

    @property
    def label(self) -> str:
        """Class and id in one lower-case text, for hints only: never the proof of anything."""
        return f"{self.attrs.get('class', '')} {self.attrs.get('id', '')}".lower()


@dataclass(slots=True)
class PageTree:
    """The flat page. ``scripts`` holds (src, text) of every script, in order."""

    nodes: list[Node] = field(default_factory=list)
    scripts: list[tuple[str, str]] = field(default_factory=list)
    by_tag: dict[str, list[Node]] = field(default_factory=dict)

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
        if not node.tag:
            return fold(node.text)
        parts: list[str] = []
        size = 0
        for item in self.subtree(node):
            if item.text and not item.tag:
                parts.append(item.text)
                size += len(item.text)
                if size > limit:
                    break
            elif item.tag in {"br", "p", "div", "td", "li", "tr"}:
                parts.append(" ")
        return fold("".join(parts))

    def find(self, *tags: str) -> list[Node]:
        """All elements of these tags, in document order."""
        if len(tags) == 1:
            return self.by_tag.get(tags[0], [])
        found = [node for tag in tags for node in self.by_tag.get(tag, ())]
        return sorted(found, key=lambda node: node.index)

    def texts(self) -> Iterator[Node]:
        """The visible text nodes of the body that hold more than white space."""
        for node in self.nodes:
            if not node.tag and node.text and not node.text.isspace():
                yield node


def fold(text: str) -> str:
    """Fold every run of white space (also full-width and zero-width) to one space, and trim."""
    return _SPACE.sub(" ", text).strip()


def hidden(node: Node) -> bool:
    """Whether the element or one around it is hidden by its own style or attribute."""
    return node.own_hidden or any(above.own_hidden for above in node.ancestors())


def parse(html: str) -> PageTree:
    """Parse and flatten a page. Never raises on any text; deep nesting is flattened first."""
    tree = PageTree()
    document = LexborHTMLParser(flatten_if_deep(html.replace("\0", "")))
    node = document.root
    parent: Node | None = None
    nodes, by_tag = tree.nodes, tree.by_tag
    while node is not None:
        child = None
        kept: Node | None = None
        if node.is_element_node:
            tag = node.tag or "unknown"
            attrs = {key: value or "" for key, value in node.attributes.items()}
            kept = Node(len(nodes), tag, parent, attrs, "")
            nodes.append(kept)
            by_tag.setdefault(tag, []).append(kept)
            kept.own_hidden = "hidden" in attrs or bool(
                "style" in attrs and HIDDEN_STYLE.search(attrs["style"])
            )
            if tag == "script":
                script = node.text(deep=True)
                tree.scripts.append((attrs.get("src", ""), script))
                kept.text = script if len(script) <= _SHORT_SCRIPT else ""
            if tag not in _OPAQUE:
                child = node.first_child
        elif node.is_text_node:
            nodes.append(Node(len(nodes), "", parent, {}, node.text_content or ""))
        if len(nodes) >= MAX_NODES:
            break
        if child is not None:
            parent, node = kept, child
            continue
        while node is not None:
            following = node.next
            if following is not None:
                node = following
                break
            node = node.parent
            if parent is not None:
                parent.end = len(nodes)
                parent = parent.parent
            else:
                node = None
    while parent is not None:
        parent.end = len(nodes)
        parent = parent.parent
    return tree


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
