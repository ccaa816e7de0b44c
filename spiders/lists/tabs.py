"""Which tab's panel is this list? Tab heads and panels stand in the same number and order."""

from collections.abc import Callable, Iterator
from itertools import dropwhile, islice, pairwise

from spiders.markup.page_node import Node
from spiders.markup.page_texts import fold
from spiders.markup.page_tree import PageTree
from spiders.markup.regions import CRUMB_TEXT

_LEVELS = 4
_HEAD_LEVELS = 3  # how far around the first panel the heads may stand, and how deep in their block
_BLOCKS_BACK = 2  # between heads and panels may stand a filter
_MOST_TABS = 30
_MOST_CHILDREN = 80
_TEXTS_BETWEEN = 20
_CHOSEN = frozenset(
    {"on", "cur", "current", "active", "act", "selected", "sel", "show", "block", "now", "this"}
)
_EMPTY = 3  # nodes; less holds no list


def tab_name(
    tree: PageTree, container: Node, is_name: Callable[[str], bool], holds_list: Callable[[Node], bool]
) -> str | None:
    """The name of the tab whose panel a list is or stands in; None where there are no tabs.

    ``is_name`` says whether a text may name a section, ``holds_list`` whether a list stands in an element.
    """
    panel = container
    for _ in range(_LEVELS):
        parent = panel.parent
        if parent is None or parent.tag in {"body", "html"}:
            return None
        between = tree.texts()[tree.place_of(panel) : tree.place_of(container)]
        if any(is_name(fold(node.text)) for node in between[:_TEXTS_BETWEEN]):
            return None  # the panel has a heading of its own
        panels = list(dropwhile(lambda node: not holds_list(node), _alike(tree, parent, panel)))
        if 2 <= len(panels) <= _MOST_TABS and panel in panels and not _are_headed(tree, panels, is_name):
            heads = _heads(tree, panels, is_name)
            if heads:
                return heads[panels.index(panel)]
        panel = parent
    return None


def _are_headed(tree: PageTree, panels: list[Node], is_name: Callable[[str], bool]) -> bool:
    """Whether a name stands between two of what may be panels: then they are boxes one under another, each with a heading."""
    texts = tree.texts()
    for one, other in pairwise(panels):
        between = texts[tree.place_of(tree.nodes[one.end]) : tree.place_of(other)]
        if any(is_name(fold(node.text)) for node in between[:_TEXTS_BETWEEN]):
            return True
    return False


def _alike(tree: PageTree, parent: Node, panel: Node) -> list[Node]:
    """The children that may be panels beside this one: of its tag and class, and not next to nothing."""
    kind = _kind(panel)
    found: list[Node] = []
    for count, child in enumerate(tree.children(parent)):
        if count > _MOST_CHILDREN:
            return []
        if child.tag == panel.tag and child.end - child.index > _EMPTY and _kind(child) == kind:
            found.append(child)
    return found


def _kind(node: Node) -> str:
    """The first class of an element without its number; the columns of a grid are of different kinds.

    A class that marks the chosen one of several is none of its kind's.
    """
    first = node.attrs.get("class", "").lstrip().partition(" ")[0]
    if first in _CHOSEN:
        return ""
    return first if first.startswith("col") else first.rstrip("0123456789")


def _heads(tree: PageTree, panels: list[Node], is_name: Callable[[str], bool]) -> list[str] | None:
    """The names in a block before the first panel, when they are as many as the panels.

    One more than the panels may be where some are hidden: a tab can lead to another page.
    """
    spare = 1 if len({panel.hidden for panel in panels}) > 1 else 0
    holder = panels[0]
    for _ in range(_HEAD_LEVELS):
        before = list(islice((node for node in earlier(tree, holder) if tree.texts_in(node)), _BLOCKS_BACK))
        for block in before:
            if not block.tag or CRUMB_TEXT.search(tree.text_of(block, 200)):
                break
            names = _names(tree, block, len(panels), spare, is_name)
            if names:
                return names
        if before or holder.parent is None:
            return None
        holder = holder.parent
    return None


def earlier(tree: PageTree, node: Node) -> Iterator[Node]:
    """The siblings before a node, nearest first."""
    parent = node.parent
    at = node.index - 1
    while parent is not None and at > parent.index:
        sibling = tree.nodes[at]
        while sibling.parent is not None and sibling.parent is not parent:
            sibling = sibling.parent
        yield sibling
        at = sibling.index - 1


def _names(
    tree: PageTree, block: Node, count: int, spare: int, is_name: Callable[[str], bool]
) -> list[str] | None:
    """The texts of an element's children, where so many of them are names; 更多 and rules between them aside."""
    for _ in range(_HEAD_LEVELS):
        children = [child for child in tree.children(block) if tree.texts_in(child)]
        names = [name for name in (fold(tree.text_of(child, 60)) for child in children) if is_name(name)]
        if count <= len(names) <= count + spare and len(set(names)) == len(names):
            return names
        inner = [child for child in children if child.tag]
        if len(inner) != 1:
            return None
        block = inner[0]
    return None
