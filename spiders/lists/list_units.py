"""Where does one item of a list end and the next begin, and which of its links is its title?

An item is a child of the list's element with a title link, and what follows it without one. Its further links are a
category, an interpretation, an attachment; where every link has a date of its own, they are items themselves.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from spiders.dates.date_text import read_date_text
from spiders.lists.headlines import TITLE_OF_POSTING, Headlines
from spiders.lists.item_dates import Dated, unit_dates
from spiders.lists.labels_beside import labelled_dates, published_among
from spiders.markup.links import PageLink
from spiders.markup.page_node import Node
from spiders.markup.page_tree import PageTree

MANY_LINKS = 12  # more are no document with its interpretations and attachments, but a box
_LINKS_ON_AVERAGE = 4
_WIDEST = 200  # nodes
_MANY_CHILDREN = 3_000
_LISTS = frozenset({"ul", "ol", "table", "tbody", "dl"})
_BESIDE = frozenset({"dd", "span", "em", "i", "b", "font", "p", "td", ""})
_BELOW = frozenset({"tr", "div", "li", "table", "ul"})
_BRACKETED = re.compile(r"^[\[【(（<〔].{1,20}[\])】）>〕]$")
_BELONGS = re.compile(r"解读|图解|读懂|图文|附件|相关|问答|政策|视频|下载")


@dataclass(slots=True)
class Unit:
    """What may be one item: its nodes, the title links in it, and what follows it in rows of its own."""

    nodes: list[Node]
    links: list[PageLink]
    below: list[Node] = field(default_factory=list)


def is_box(unit: Unit) -> bool:
    """Whether a unit is too wide or too full of links for one item."""
    return len(unit.links) > MANY_LINKS or unit.nodes[-1].end - unit.nodes[0].index > _WIDEST


def cut_units(page: Headlines, container: Node, titles: list[PageLink]) -> list[Unit]:
    """The children of an element cut at those that hold one of its title links."""
    units: list[Unit] = []
    leading: list[Node] = []
    dates_lead = False
    at, number = 0, len(titles)
    for count, child in enumerate(page.tree.children(container)):
        if count > _MANY_CHILDREN:
            break
        start = at
        while at < number and titles[at].node.index < child.end:
            at += 1
        if at > start:
            nodes = [*leading, child] if dates_lead or not units else [child]
            units.append(Unit(nodes, titles[start:at]))
            leading = []
        elif page.may_be_dated(child) and _is_bare_date(page.tree, child):
            dates_lead = dates_lead or not units
            if dates_lead:
                leading = [child]
            else:
                units[-1].nodes.append(child)
        elif units and not dates_lead:
            if child.tag in _BESIDE:
                units[-1].nodes.append(child)
            elif child.tag in _BELOW:
                units[-1].below.append(child)
    return units


def _is_bare_date(tree: PageTree, node: Node) -> bool:
    if node.end - node.index > 12:
        return False
    text = tree.text_of(node, 60)
    return bool(text) and read_date_text(text) is not None


def shared_addresses(units: list[Unit]) -> frozenset[str]:
    """The addresses that several items with several links lead to: categories, authors, never titles."""
    if all(len(unit.links) < 2 for unit in units):
        return frozenset()
    seen = Counter(url for unit in units for url in {link.url for link in unit.links})
    return frozenset(url for url, count in seen.items() if count > 1)


def title_link(links: list[PageLink], shared: frozenset[str]) -> PageLink:
    """The title of an item among its links: the first that is long enough for a headline, else the longest."""
    own = [link for link in links if link.url not in shared] or links
    if len(own) == 1:
        return own[0]
    for link in own:
        if len(link.name) >= TITLE_OF_POSTING and not _BRACKETED.match(link.name):
            return link
    return max(own, key=lambda link: len(link.name))


def own_dates(
    tree: PageTree, unit: Unit, shared: frozenset[str], heads: Sequence[str] = ()
) -> list[Dated] | None:
    """The dates of the item itself; None where the unit holds several items.

    What is nested in an item (its interpretations with their dates) stands in another kind of element than its title.
    """
    dates = unit_dates(tree, unit.nodes, [link.node for link in unit.links])
    dates = published_among(tree, unit.nodes, labelled_dates(tree, dates, heads, unit.nodes[0]))
    if len(unit.links) < 2 or len(dates) < 2:
        return dates
    links = [link for link in unit.links if link.url not in shared] or unit.links
    parted = any(links[0].node.end <= node.index < links[-1].node.index for node, _ in dates)
    if not parted:
        return dates
    first, second = links[0], links[1]
    top = next((node for node in unit.nodes if node.index <= first.node.index < node.end), first.node)
    own, other = _apart(top, first.node, second.node), _apart(top, second.node, first.node)
    if own.tag == other.tag and own.label == other.label and not _BELONGS.search(second.name):
        return None
    outside = [(node, found) for node, found in dates if not other.index <= node.index < other.end]
    before = [(node, found) for node, found in outside if node.index < other.index]
    return before or outside or None


def is_item_beside(title: PageLink, other: PageLink) -> bool:
    """Whether a further link of a unit without dates is an item of its own, no category or interpretation."""
    return other is not title and len(other.name) >= TITLE_OF_POSTING and not _BELONGS.search(other.name)


def is_panel(unit: Unit) -> bool:
    """Whether a unit with several titles is a list of its own, not one item: its titles part in a list's element."""
    first, last = unit.links[0].node, unit.links[-1].node
    around = next((above for above in first.ancestors() if above.index <= last.index < above.end), None)
    return around is not None and around.tag in _LISTS


def are_boxes(units: list[Unit], titles: int) -> bool:
    """Whether units with so many titles are boxes with lists of their own: wide, full of links, or the panels of tabs."""
    if titles > _LINKS_ON_AVERAGE * len(units):
        return True
    boxes = [unit for unit in units if is_box(unit)]
    if boxes and (len(boxes) * 3 > len(units) or any(map(is_panel, boxes))):
        return True
    # Of the panels of tabs some are hidden and some are shown.
    if units[0].nodes[-1].tag not in _LISTS:
        return False
    shown = {(unit.nodes[-1].tag in _LISTS, unit.nodes[-1].hidden) for unit in units}
    return shown == {(True, True), (True, False)}


def _apart(top: Node, node: Node, other: Node) -> Node:
    """The widest element around a node, within the item's, that does not hold the other node."""
    widest = node
    for above in node.ancestors():
        if above is top or above.index <= other.index < above.end:
            break
        widest = above
    return widest
