"""Where can one go from this page? Its links, in order, with all that each calls its target."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from spiders.markup.absolute import absolute
from spiders.markup.page_node import Node
from spiders.markup.page_texts import fold
from spiders.markup.page_tree import PageTree
from spiders.markup.whole_titles import attribute_title, whole_title

MAX_LINKS = 20_000
_MOST_METAS = 500
_LONGEST_META = 2_000  # characters: several of one name are joined up to here
CLICKED_TAGS = frozenset(
    {"div", "li", "td", "tr", "span", "p", "dd", "dt", "h2", "h3", "h4", "img", "button", "input"}
)
_NO_TARGET = ("#", "javascript:", "mailto:", "tel:", "data:", "about:", "vbscript:", "void", "sms:", "file:")
_MAY_BE_NO_TARGET = frozenset("".join(start[0] + start[0].upper() for start in _NO_TARGET))
_PICTURES = frozenset({"img", "input"})
# What a click on an element that is no link leads to: only what plainly opens another page.
_CLICKED = re.compile(
    r"(?:window\.open|location(?:\.href)?\s*=|location\.(?:assign|replace))\s*\(?\s*['\"]([^'\"\s]{2,400})['\"]",
    re.IGNORECASE,
)
_SCRIPTED = re.compile(
    r"(?:window\.open|location\.href\s*=|location\s*=|location\.assign|location\.replace|goto|jump\w{0,20}|open\w{0,20})"
    r"\s*\(?\s*['\"]([^'\"\s]{2,400})['\"]",
    re.IGNORECASE,
)


@dataclass(slots=True, kw_only=True)
class PageLink:
    """A link with its element, before it is matched.

    ``title`` is what the element's title attribute calls the target; ``name`` the fullest name that the link gives it:
    its text, its title where the text is cut or missing, or what its images are called.
    """

    node: Node
    url: str
    text: str
    title: str
    alt: str
    region: str
    name: str


def find_links(tree: PageTree, base: str, region_of: list[str]) -> list[PageLink]:
    """All links of a page, in document order, absolute; empty, scripted and in-page targets are left out."""
    found: list[PageLink] = []
    nodes = tree.nodes
    pictured = "img" in tree.by_tag or "input" in tree.by_tag
    for node in _clickable(tree):
        url = target_of(node, base)
        if not url:
            continue
        attrs = node.attrs
        title = attribute_title(attrs["title"]) if "title" in attrs else ""
        alt = fold(attrs["alt"]) if "alt" in attrs else ""
        inner = nodes[node.index + 1] if node.end == node.index + 2 else None
        if inner is not None and not inner.tag:  # as most links: nothing but a text
            text = fold(inner.text)
        else:
            text = tree.text_of(node, 400)
            alt = alt or (_alt_of(tree, node) if pictured else "")
        found.append(
            PageLink(
                node=node,
                url=url,
                text=text,
                title=title,
                alt=alt,
                region=region_of[node.index],
                name=(whole_title(text, title) if title else text) or alt,
            )
        )
        if len(found) >= MAX_LINKS:
            break
    return found


def _alt_of(tree: PageTree, node: Node) -> str:
    """What the images in an element are called, by alt or title."""
    names = [
        fold(item.attrs.get("alt", "") or item.attrs.get("title", ""))
        for item in tree.nodes[node.index : node.end]
        if item.tag in _PICTURES
    ]
    return " ".join([name for name in names if name]) if names else ""


def _clickable(tree: PageTree) -> list[Node]:
    """Links, and other elements that open a page when clicked (onclick="location.href='…'"), in document order."""
    links = tree.find("a", "area") if tree.find("area") else tree.find("a")
    others = [
        node for node in tree.clickable if node.tag in CLICKED_TAGS and _CLICKED.search(node.attrs["onclick"])
    ]
    others = [node for node in others if not (tree.count("a", node) or tree.count("area", node))]
    return sorted([*links, *others], key=lambda node: node.index) if others else links


def clicked_target(node: Node, base: str) -> str | None:
    """The page that a click on an element plainly opens (onclick="location.href='index_2.html'"), or None."""
    found = _CLICKED.search(node.attrs.get("onclick", "")) or _CLICKED.search(node.attrs.get("href", ""))
    return absolute(base, found[1]) if found else None


def target_of(node: Node, base: str) -> str | None:
    """The absolute address that an element leads to, by its ``href`` or its click; None where the page doesn't say."""
    href = node.attrs.get("href", "").strip()
    # "#/…" and "#!…" are pages of a single-page site.
    if not href or (
        href[0] in _MAY_BE_NO_TARGET
        and href.lower().startswith(_NO_TARGET)
        and not href.startswith(("#/", "#!"))
    ):
        scripted = _SCRIPTED.search(href) or _SCRIPTED.search(node.attrs.get("onclick", ""))
        if not scripted:
            return None
        href = scripted[1]
    return absolute(base, href)


def metas(tree: PageTree) -> Mapping[str, str]:
    """Meta values by lower-case name; several of one name are joined by ``;``, empty ones left out."""
    found: dict[str, str] = {}
    for node in tree.find("meta"):
        name = (node.attrs.get("name") or node.attrs.get("property") or "").strip().lower()
        value = fold(node.attrs.get("content", ""))
        if not name or not value or len(found) >= _MOST_METAS:
            continue
        known = found.get(name)
        if known is None:
            found[name] = value
        elif known != value and len(known) <= _LONGEST_META:
            found[name] = f"{known};{value}"
    return found
