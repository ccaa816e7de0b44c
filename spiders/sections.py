"""Under which heading does a list stand? The sub-column's name of its items."""

from spiders.dates import find_dates, normalise, read_date_text
from spiders.lists import JUNK_NAME, ItemList
from spiders.page_tree import Node, PageTree
from spiders.regions import CRUMB_TEXT

_HOW_FAR = 60
_LONGEST = 20
_EDGES = " :：>》»【】[]|·-—_/"


def section_of(tree: PageTree, container: Node, lists: list[ItemList]) -> str | None:
    """The nearest short text before a list that is no item of another list, no date and no 更多."""
    tab = _tab_of(tree, container)
    if tab:
        return tab
    blocked = [
        (found.container.index, found.container.end) for found in lists if found.container is not container
    ]
    index = container.index - 1
    steps = 0
    while index > 0 and steps < _HOW_FAR:
        node = tree.nodes[index]
        if any(start < index < end for start, end in blocked):
            return (
                None
                if _starts_elsewhere(blocked, index, container)
                else _same_box(tree, blocked, index, container, lists)
            )
        index -= 1
        steps += 1
        if node.tag or not node.text.strip():
            continue
        text = _trimmed(node)
        if CRUMB_TEXT.search(text):
            return None
        if _names_section(text):
            return text
    return None


def _names_section(text: str) -> bool:
    if not 2 <= len(text) <= _LONGEST or JUNK_NAME.match(text) or read_date_text(text) is not None:
        return False
    return not find_dates(normalise(text)) and any("\u4e00" <= char <= "\u9fff" for char in text)


def _starts_elsewhere(blocked: list[tuple[int, int]], index: int, container: Node) -> bool:
    """Whether the list met on the way back stands in another box than this one."""
    end = max(end for start, end in blocked if start < index < end)
    return container.index - end > 6


def _same_box(
    tree: PageTree, blocked: list[tuple[int, int]], index: int, container: Node, lists: list[ItemList]
) -> str | None:
    """A list cut in two (five items, a rule, five items) has one heading: that of its first part."""
    start = min(start for start, end in blocked if start < index < end)
    before = next((found.container for found in lists if found.container.index == start), None)
    if before is None or before.parent is not container.parent or before.index >= container.index:
        return None
    return section_of(tree, before, [found for found in lists if found.container.index < start])


def _tab_of(tree: PageTree, container: Node) -> str | None:
    """The name of the tab whose panel this list is: tab heads and panels stand in the same number and order."""
    panel = container
    for _ in range(4):
        parent = panel.parent
        if parent is None or parent.tag in {"body", "html"}:
            return None
        between = tree.nodes[panel.index + 1 : container.index]
        if any(not node.tag and _names_section(_trimmed(node)) for node in between):
            return None  # the panel has a heading of its own
        panels = [c for c in tree.children(parent) if c.tag == panel.tag and c.end - c.index > 3]
        if len(panels) >= 2 and panel in panels:
            heads = _heads_before(tree, panels[0], len(panels))
            if heads:
                return heads[panels.index(panel)]
        panel = parent
    return None


def _heads_before(tree: PageTree, first: Node, count: int) -> list[str] | None:
    """The tab names: the nearest element before the panels, if it holds exactly as many short texts and no more."""
    holder: Node | None = first
    for _ in range(3):
        parent = holder.parent if holder else None
        if holder is None or parent is None:
            return None
        before = [
            c for c in tree.children(parent) if c.tag and c.index < holder.index and c.end - c.index > count
        ]
        if before:
            block = before[-1]
            names = [_trimmed(node) for node in tree.subtree(block) if not node.tag and node.text.strip()]
            names = [name for name in names if not JUNK_NAME.match(name)]
            fits = len(names) == count and all(map(_names_section, names)) and not CRUMB_TEXT.search(names[0])
            return names if fits else None
        holder = parent
    return None


def _trimmed(node: Node) -> str:
    return node.text.strip().strip(_EDGES).strip()
