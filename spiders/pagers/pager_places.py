"""Which elements are places of a pager, by their names, and does a script fill them?"""

import re
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING

from spiders.markup.page_node import Node

if TYPE_CHECKING:
    from spiders.families.protocol import RawPage

_PLACES = frozenset({"div", "ul", "span", "p", "nav", "td"})
_PLACE = re.compile(
    r"(?<![a-z_-])(?:(?:el|ant|ivu|van|layui|n|a|t)-)?(?:kk|my|j|m|tcd)?(?:pag(?:e|es|er|ing|ination)(?:[-_]?(?:nav|bar|box|div|list|num|number|area|wrap|code|turn|con)s?)?\d*|"
    r"fenye|fanye|laypage\d*|list[-_]?page|m[-_]?page|page[-_]?\d+)(?![a-z_-])"
)
CAROUSEL = re.compile(
    r"swiper|slick|slide|carousel|focus|banner|jiaodian|flex-?(?:control|direction)|bx-|lunbo|owl-"
)
_NAMED = re.compile(r"[#.'\"]([\w-]+)")
_FULL = 10  # an empty place for a pager means something only under a full page of items
_PAGER_SIZE = 80  # nodes
_NOT_BOUND = frozenset({"", "next", "last", "page", "active", "on", "a1", "btn"})


def has_place(page: "RawPage", items: int) -> bool:
    """An empty element named like a pager, which a script fills: one that names it, or any below a full page of items."""
    for node, label in zip(page.tree.labelled, page.tree.labels, strict=True):
        if node.end - node.index > 3 or node.tag not in _PLACES or not _PLACE.search(label):
            continue
        if page.tree.text_of(node, 20) or page.tree.count("img", node):
            continue
        if items >= _FULL or is_bound(page, node):
            return True
    return False


def is_bound(page: "RawPage", node: Node) -> bool:
    """Whether a script of the page names an element by its id or one of its classes."""
    names = {node.attrs.get("id", ""), *node.attrs.get("class", "").split()} - _NOT_BOUND
    return not names.isdisjoint(_names_in(page.script)) if names else False


@lru_cache(maxsize=1)
def _names_in(script: str) -> frozenset[str]:
    """The names by which a script may find elements: ``#name``, ``.name``, ``'name'``; found once for all elements."""
    return frozenset(_NAMED.findall(script))


def in_pager_box(node: Node) -> bool:
    """Whether a number stands in a small box that is named like a pager and turns no pictures."""
    for above in islice(node.ancestors(), 4):
        if CAROUSEL.search(above.label):
            return False
        if above.end - above.index <= _PAGER_SIZE and above.attrs and _PLACE.search(above.label):
            return True
    return False


def has_no_address(node: Node) -> bool:
    """Whether a control names no page by itself: its address is missing, a place on this page, or a script."""
    href = node.attrs.get("href", "").strip().lower()
    return not href or href.startswith(("#", "javascript:"))
