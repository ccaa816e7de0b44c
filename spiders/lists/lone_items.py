"""Which dated items stand alone? A column that holds one posting only is not a blank column."""

import re
from bisect import bisect_left
from collections.abc import Iterator

from spiders.lists.headlines import JUNK_NAME, TITLE_OF_POSTING, Headlines, is_date, is_title
from spiders.lists.item_dates import unit_dates
from spiders.lists.list_items import Item, ItemList, is_neighbour
from spiders.lists.posting_addresses import is_posting_address
from spiders.lists.spans import Spans
from spiders.lists.title_dates import dates_in_titles
from spiders.lists.undated_lists import is_attachment
from spiders.markup.links import PageLink
from spiders.markup.page_node import Node
from spiders.markup.page_tree import PageTree
from spiders.markup.regions import CONTENT

_LEVELS = 5
_TOO_WIDE = frozenset({"body", "html", "tbody", "table", "form"})
_WHOLE_ITEMS = frozenset({"li", "tr", "dl"})
_LARGEST = 120  # nodes
_FEW = 2
_OWN_FOLDER = re.compile(r"\s*(?:\./)?(?![a-z]+:|[./#?])\S")
_OTHER_TEXT = 30  # characters


def lone_items(page: Headlines, links: list[PageLink], places: list[int], taken: Spans) -> Iterator[ItemList]:
    """Lists of one item: the link in the smallest element around a date that no list has taken.

    ``places`` are the indexes of the links' nodes.
    """
    tried: set[int] = set()
    for text in page.date_texts:
        if taken.meet(text.index, text.end):
            continue
        unit = _unit_around(text, places)
        if unit is None or unit.index in tried or taken.meet(unit.index, unit.end):
            continue
        tried.add(unit.index)
        made = _read(page.tree, unit, links[bisect_left(places, unit.index) : bisect_left(places, unit.end)])
        if made is not None and taken.take(unit.index, unit.end):
            yield made


def undated_items(page: Headlines) -> list[ItemList]:
    """The postings without dates of a page that has no list: one or two headlines kept in the page's own folder."""
    found = [
        link
        for link in page.titles
        if link.region == CONTENT
        and len(link.name) >= TITLE_OF_POSTING
        and _OWN_FOLDER.match(link.node.attrs.get("href", ""))
        and is_posting_address(link.url)
    ]
    if len(found) > _FEW:
        return []
    items = [Item(link=link, date_text=None, nodes=[link.node]) for link in found]
    return [
        ItemList(container=item.link.node, items=[item]) for item in items if not is_attachment(item.link)
    ]


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


def _title_link(links: list[PageLink]) -> PageLink | None:
    """The title among the links of what may be one item: all lead to one page, and one has a title."""
    named = [link for link in links if not JUNK_NAME.match(link.name) and not is_date(link.name)]
    if not named or any(link.url != named[0].url or link.region != CONTENT for link in named):
        return None
    link = max(named, key=lambda link: len(link.text))
    told = is_title(link.name) or (len(link.name) >= 2 and is_posting_address(link.url))
    # What runs through the page's head stands in one of its lists.
    return link if told and not link.node.within("marquee") else None


def _read(tree: PageTree, unit: Node, links: list[PageLink]) -> ItemList | None:
    link = _title_link(links)
    if link is None or is_neighbour(tree, unit):
        return None
    dates = unit_dates(tree, [unit], [link.node])
    before = bool(dates) and dates[0][0].index < link.node.index
    if len(dates) > 1 or (before and unit.tag not in _WHOLE_ITEMS and len(link.name) < TITLE_OF_POSTING):
        return None  # several items, or a clock before a link
    item = Item(link=link, date_text=dates[0][1] if dates else None, nodes=[unit], dates=dates)
    dates_in_titles([item])
    if item.date_text is None:
        return None
    told = len(link.text) + len(item.date_text.text) + _OTHER_TEXT
    return ItemList(container=unit, items=[item]) if len(tree.text_of(unit, 600)) <= told else None
