"""Is this element a list of publications, and which are its items?"""

import re
from dataclasses import dataclass, field
from datetime import date

from spiders.dates.date_text import DateText
from spiders.lists.headlines import TITLE_OF_POSTING, Headlines
from spiders.lists.item_dates import Dated, pick_date
from spiders.lists.labels_beside import column_heads
from spiders.lists.list_dates import add_told_years, find_missing_dates
from spiders.lists.list_units import (
    Unit,
    are_boxes,
    cut_units,
    is_box,
    is_item_beside,
    is_panel,
    own_dates,
    shared_addresses,
    title_link,
)
from spiders.lists.undated_lists import is_undated_list
from spiders.markup.links import PageLink
from spiders.markup.page_node import Node
from spiders.markup.page_tree import PageTree
from spiders.markup.regions import CONTENT, NAV

_NEIGHBOUR = re.compile(r"^[\s\[【<＜«]*[上下前后]一[篇条则页个]")
_NAMES_OF_COLUMNS = 7  # characters on average, at most


@dataclass(slots=True, kw_only=True)
class Item:
    """One item of a list: its title link, its date and the nodes it spans."""

    link: PageLink
    date_text: DateText | None
    nodes: list[Node]
    dates: list[Dated] = field(default_factory=list)
    title: str = ""

    @property
    def on(self) -> date | None:
        """The full date shown beside the item, or None."""
        return self.date_text.on if self.date_text else None

    @property
    def start(self) -> int:
        """The index of its first node."""
        return self.nodes[0].index

    @property
    def end(self) -> int:
        """The index after its last node."""
        return self.nodes[-1].end

    @property
    def hidden(self) -> bool:
        """Whether its title is hidden, alone or with its list."""
        return self.link.node.hidden


@dataclass(slots=True, kw_only=True)
class ItemList:
    """One list with its items in document order."""

    container: Node
    items: list[Item] = field(default_factory=list)

    @property
    def dated(self) -> int:
        """How many items show a date."""
        return sum(1 for item in self.items if item.date_text)

    @property
    def hidden(self) -> bool:
        """Whether the list as a whole is hidden: the panel of a tab that isn't chosen."""
        return self.container.hidden


def read_container(page: Headlines, container: Node, first: int, last: int) -> ItemList | None:
    """The list whose items an element's children are; None where they are none.

    ``first`` and ``last`` are the places of its first title and of the first after it.
    """
    units = _units(page, container, first, last)
    if not units:
        return None
    read = read_units(page, container, units)
    if not read:
        return None
    items = [item for _, item in read]
    made = ItemList(container=container, items=items)
    if made.dated * 2 < len(items):
        find_missing_dates(page.tree, container, items, [unit.below for unit, _ in read])
    add_told_years(items)
    if made.dated >= 2 and made.dated * 2 >= len(items):
        return None if _is_frame(items) or is_neighbour(page.tree, items[-1].nodes[0]) else made
    return made if len(items) == len(units) and is_undated_list([item.link for item in items]) else None


def _units(page: Headlines, container: Node, first: int, last: int) -> list[Unit]:
    """The children that may be items; none where a look at the titles and at what is dated shows that they are none."""
    if last - first < 2 or page.looks < 0:
        return []
    page.looks -= last - first
    dated = page.dates_in(container) >= 2
    if not dated and not page.are_undated_postings(first, last):
        return []
    units = cut_units(page, container, page.titles[first:last])
    if len(units) < 2 or are_boxes(units, last - first):
        return []
    if dated and not _are_dated(page, units) and not page.are_undated_postings(first, last):
        return []
    return units


def read_units(page: Headlines, container: Node, units: list[Unit]) -> list[tuple[Unit, Item]]:
    """The units that are one item each; none where too many are not, or one is a list of its own."""
    shared = shared_addresses(units)
    first = units[0].nodes[0]
    heads = column_heads(page.tree, container, first) if page.dates_in(first) > 1 else []
    read: list[tuple[Unit, Item]] = []
    odd = 0
    for unit in units:
        item = None if is_box(unit) else _read_unit(page, container, unit, shared, heads)
        if item is not None:
            read.append((unit, item))
            continue
        odd += 1
        if odd * 3 > len(units) or is_panel(unit):
            return []
    return read


def _are_dated(page: Headlines, units: list[Unit]) -> bool:
    """Whether so many units hold something of a date that they may be a dated list: menus are passed over by this alone."""
    dated = sum(
        any(map(page.may_be_dated, unit.nodes)) or any(map(page.may_be_dated, unit.below)) for unit in units
    )
    return dated >= 2 and dated * 3 >= len(units)


def _read_unit(
    page: Headlines, container: Node, unit: Unit, shared: frozenset[str], heads: list[str]
) -> Item | None:
    dates = own_dates(page.tree, unit, shared, heads)
    if dates is None:
        return None
    link = title_link(unit.links, shared)
    if not dates and any(is_item_beside(link, other) for other in unit.links if other.url not in shared):
        return None
    return Item(link=link, date_text=pick_date(page.tree, container, dates), nodes=unit.nodes, dates=dates)


def is_neighbour(tree: PageTree, node: Node) -> bool:
    """Whether an item leads from one article to the next (下一篇：…)."""
    return _NEIGHBOUR.match(tree.text_of(node, 10)) is not None


def _is_frame(items: list[Item]) -> bool:
    """Whether items stand in the frame of the page, where short names with a stray date are a menu, not a list."""
    regions = {item.link.region for item in items}
    if CONTENT in regions:
        return False
    length = sum(len(item.link.name) for item in items) / len(items)
    return length < (_NAMES_OF_COLUMNS if regions == {NAV} else TITLE_OF_POSTING)
