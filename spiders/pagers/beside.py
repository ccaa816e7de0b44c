"""Does an element stand beside the page's list, or is it of another box, of a menu, of the site's frame?"""

import re
from bisect import bisect_left
from collections.abc import Callable
from itertools import islice
from typing import TYPE_CHECKING

from spiders.markup.page_node import Node
from spiders.markup.page_texts import fold

if TYPE_CHECKING:
    from spiders.families.protocol import RawPage

_LEVELS = 4
_DEPTH = 12  # how deep in a child of the body its first or last posting is looked for
_MOST_TEXTS = 60
_MOST_ENTRIES = 12
_LONGEST_MENU = 200  # links
_FRAME = frozenset({"body", "html", "form"})
_COLUMN = re.compile(r"^[\u4e00-\u9fff]{2,12}$")
_NO_COLUMN = re.compile(r"页$|^全部$|更多|往年|往期|历[年史]|以往|早期|归档|存档")


def is_beside(
    page: "RawPage",
    node: Node,
    items: int,
    *,
    below: bool = False,
    alike: Callable[[str], bool] | None = None,
) -> bool:
    """Whether the smallest box around an element that holds links to postings holds the list, and not one at its side.

    ``below``: the element must stand after all of them. ``alike``: whether a text says what the element's own says. Without a
    box around it an element is beside the list that stands next to it, if all that is said with it is alike.
    """
    places = page.named_places
    child = node
    for above in islice(node.ancestors(), _LEVELS):
        if above.tag in _FRAME:
            return alike is not None and _is_next(page, child, items, alike, below=below)
        held = _held(places, above)
        if held >= 2 or (held and items == 1):
            last = places[bisect_left(places, above.end) - 1]
            return held * 2 >= items and not (below and last > node.index)
        child = above
    return False


def is_apart(page: "RawPage", node: Node, items: int) -> bool:
    """Whether an element stands in a box with links to postings, or with names as long, that isn't the list's."""
    for above in islice(node.ancestors(), _LEVELS):
        if above.tag in _FRAME:
            return False
        held = _held(page.named_places, above)
        if held >= 2:
            return held * 2 < items
    return False


def in_menu(page: "RawPage", node: Node) -> bool:
    """Whether an element stands among names of columns, in a box without links to postings."""
    box = None
    for above in islice(node.ancestors(), _LEVELS):
        if above.tag in _FRAME or _held(page.named_places, above):
            break
        box = above
    if box is None or page.tree.count("a", box) > _LONGEST_MENU:
        return False
    entries = islice(page.tree.elements_in(box, "a"), _MOST_ENTRIES)
    names = [fold(page.tree.text_of(one, 40)) for one in entries if one is not node]
    return sum(1 for name in names if _COLUMN.match(name) and not _NO_COLUMN.search(name)) >= 2


def _held(places: list[int], box: Node) -> int:
    return bisect_left(places, box.end) - bisect_left(places, box.index)


def _is_next(page: "RawPage", child: Node, items: int, alike: Callable[[str], bool], *, below: bool) -> bool:
    """Whether the list is the box with postings next to a child of the body that says only what is alike."""
    tree = page.tree
    if tree.texts_within(child) > _MOST_TEXTS or not all(
        alike(fold(text.text)) for text in tree.texts_in(child)
    ):
        return False
    places, nodes = page.named_places, tree.nodes
    at = bisect_left(places, child.index)
    after = bisect_left(places, child.end)
    near = [] if at == 0 else [places[at - 1]]
    if not below and after < len(places):
        near.append(places[after])
    for place in near:
        sibling = next(
            (
                up
                for up in (nodes[place], *islice(nodes[place].ancestors(), _DEPTH))
                if up.parent is child.parent
            ),
            None,
        )
        if sibling is not None:
            held = _held(places, sibling)
            if (held >= 2 or items == 1) and held * 2 >= items:
                return True
    return False
