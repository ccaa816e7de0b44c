"""Which items of a list have titles so short (公告) that they are told from names of columns by the list alone?"""

from bisect import bisect_left

from spiders.headlines import Headlines, is_short_title
from spiders.item_dates import unit_dates
from spiders.links import PageLink
from spiders.list_items import Item, ItemList
from spiders.page_tree import Node

_ROWS = frozenset({"li", "tr", "dl", "div", "p", "table", "ul"})
_MOST_CHILDREN = 3_000


def add_short_items(page: Headlines, links: list[PageLink], places: list[int], made: ItemList) -> None:
    """Add to a dated list the rows that show a date beside a link which was too short to be taken for a title."""
    tag = made.items[0].nodes[-1].tag
    if tag not in _ROWS or made.dated * 2 < len(made.items):
        return
    taken = {node.index for item in made.items for node in item.nodes}
    added: list[Item] = []
    for count, child in enumerate(page.tree.children(made.container)):
        if count > _MOST_CHILDREN:
            break
        if child.tag == tag and child.index not in taken and page.may_be_dated(child):
            item = _short_item(
                page, links[bisect_left(places, child.index) : bisect_left(places, child.end)], child
            )
            if item is not None:
                added.append(item)
    if added:
        made.items = sorted([*made.items, *added], key=lambda item: item.start)


def _short_item(page: Headlines, links: list[PageLink], row: Node) -> Item | None:
    named = [link for link in links if is_short_title(link)]
    if not named or any(link.url != named[0].url for link in links):
        return None
    dates = unit_dates(page.tree, [row], [link.node for link in named])
    return Item(link=named[0], date_text=dates[0][1], nodes=[row], dates=dates) if len(dates) == 1 else None
