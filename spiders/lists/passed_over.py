"""Which rows of a dated list were passed over: with the shortest of titles (公告), foreign ones, or two items by mistake?"""

from bisect import bisect_left

from spiders.lists.headlines import Headlines, is_foreign_headline, is_short_title
from spiders.lists.item_dates import unit_dates
from spiders.lists.list_items import Item, ItemList, read_units
from spiders.lists.list_units import cut_units, is_box
from spiders.markup.links import PageLink
from spiders.markup.page_node import Node

_ROWS = frozenset({"li", "tr", "dl", "div", "p", "table", "ul"})
_MOST_CHILDREN = 3_000


def add_passed_over(page: Headlines, links: list[PageLink], places: list[int], made: ItemList) -> None:
    """Add to a dated list the items of like rows that show dates; ``places`` are the indexes of the links' nodes."""
    tag = made.items[0].nodes[-1].tag
    if tag not in _ROWS or made.dated * 2 < len(made.items):
        return
    taken = {node.index for item in made.items for node in item.nodes}
    added: list[Item] = []
    for count, child in enumerate(page.tree.children(made.container)):
        if count > _MOST_CHILDREN:
            break
        if child.tag == tag and child.index not in taken and page.may_be_dated(child):
            inside = links[bisect_left(places, child.index) : bisect_left(places, child.end)]
            added += _short_item(page, inside, child) or _items_within(page, child)
    if added:
        made.items = sorted([*made.items, *added], key=lambda item: item.start)


def _short_item(page: Headlines, links: list[PageLink], row: Node) -> list[Item]:
    """The item whose title was too short to be told from a column's name, or in no Chinese."""
    named = [link for link in links if is_short_title(link) or is_foreign_headline(link)]
    if not named or any(link.url != named[0].url for link in links):
        return []
    dates = unit_dates(page.tree, [row], [link.node for link in named])
    if len(dates) != 1:
        return []
    return [Item(link=named[0], date_text=dates[0][1], nodes=[row], dates=dates)]


def _items_within(page: Headlines, row: Node) -> list[Item]:
    """The items of a row that holds several, each with its date."""
    first, last = page.span(row)
    units = cut_units(page, row, page.titles[first:last]) if last - first > 1 else []
    if len(units) < 2 or any(map(is_box, units)):
        return []
    items = [item for _, item in read_units(page, row, units)]
    return items if len(items) == len(units) and all(item.date_text for item in items) else []
