"""Which dated items stand alone? A column that holds one posting only is not a blank column."""

from bisect import bisect_left
from collections.abc import Iterator

from spiders.headlines import JUNK_NAME, Headlines, is_date, is_title
from spiders.item_dates import unit_dates
from spiders.links import PageLink
from spiders.list_items import Item, ItemList
from spiders.page_tree import Node, PageTree
from spiders.posting_addresses import is_posting_address
from spiders.regions import CONTENT
from spiders.spans import Spans
from spiders.title_dates import dates_in_titles

_LEVELS = 5
_TOO_WIDE = frozenset({"body", "html", "tbody", "table", "form"})
_WHOLE_ITEMS = frozenset({"li", "tr", "dl"})
_LARGEST = 120  # nodes
_OTHER_TEXT = 30  # characters


def lone_items(page: Headlines, links: list[PageLink], taken: Spans) -> Iterator[ItemList]:
    """Lists of one item: the link in the smallest element around a date that no list has taken."""
    places: list[int] = []
    tried: set[int] = set()
    for text in page.date_texts:
        if taken.meet(text.index, text.end):
            continue
        places = places or [link.node.index for link in links]
        unit = _unit_around(text, places)
        if unit is None or unit.index in tried or taken.meet(unit.index, unit.end):
            continue
        tried.add(unit.index)
        made = _read(page.tree, unit, links[bisect_left(places, unit.index) : bisect_left(places, unit.end)])
        if made is not None and taken.take(unit.index, unit.end):
            yield made


def _unit_around(text: Node, places: list[int]) -> Node | None:
    """The item around a date: the smallest element with a link, widened to its row while no link is added."""
    unit: Node | None = None
    held = 0
    above = text.parent
    for _ in range(_LEVELS):
        if above is None or above.tag in _TOO_WIDE or above.end - above.index > _LARGEST:
            break
        links = bisect_left(places, above.end) - bisect_left(places, above.index)
        if held and links > held:
            break
        if links:
            unit, held = above, links
            if above.tag in _WHOLE_ITEMS:
                break
        above = above.parent
    return unit


def _read(tree: PageTree, unit: Node, links: list[PageLink]) -> ItemList | None:
    named = [link for link in links if not JUNK_NAME.match(link.name) and not is_date(link.name)]
    if not named or any(link.url != named[0].url or link.region != CONTENT for link in named):
        return None
    link = max(named, key=lambda link: len(link.text))
    if link.node.within("marquee"):
        return None  # what runs through the page's head stands in one of its lists
    if not is_title(link.name) and not (len(link.name) >= 2 and is_posting_address(link.url)):
        return None
    dates = unit_dates(tree, [unit], [link.node])
    if len(dates) > 1:
        return None
    item = Item(link=link, date_text=dates[0][1] if dates else None, nodes=[unit], dates=dates)
    dates_in_titles([item])
    if (
        item.date_text is None
        or len(tree.text_of(unit, 600)) > len(link.text) + len(item.date_text.text) + _OTHER_TEXT
    ):
        return None
    return ItemList(container=unit, items=[item])
