"""Which lists of publications (信息列表) stand on the page? Found by structure, never by class names.

A list is an element whose children repeat: each holds one title link, most hold one date. Children without a link
(a date beside the link, a rule between items) belong to the item before them, or after them where the dates lead.
What is nested in an item (interpretations of a document, attachments) is part of it.
"""

from collections.abc import Iterator
from itertools import islice

from spiders.lists.entrances import entrances
from spiders.lists.headlines import Headlines, is_date, is_short_title
from spiders.lists.item_titles import item_title, without_marks
from spiders.lists.list_items import Item, ItemList, read_container
from spiders.lists.list_units import MANY_LINKS
from spiders.lists.lone_items import lone_items, undated_items
from spiders.lists.passed_over import add_passed_over
from spiders.lists.spans import Spans
from spiders.markup.links import PageLink
from spiders.markup.page_node import Node
from spiders.markup.page_tree import PageTree

__all__ = ["Item", "ItemList", "find_lists"]

_LONGEST_DATE = 40
_LEVELS = 3  # how far above the widest element of a title its list may stand


def find_lists(tree: PageTree, links: list[PageLink]) -> list[ItemList]:
    """The lists of a page in document order: not overlapping, dated ones preferred to undated ones."""
    page = Headlines(tree, links)
    beside = entrances(page, links)
    if beside:
        page.set_titles(sorted([*page.titles, *beside], key=lambda link: link.node.index))
    taken = Spans()
    chosen = _chosen(page, taken)
    if not any(made.dated for made in chosen) and _has_dates(page):
        page.set_titles([link for link in links if is_short_title(link)])
        chosen += _chosen(page, taken)
    places = [link.node.index for link in links]
    for made in chosen:
        add_passed_over(page, links, places, made)
    chosen.extend(lone_items(page, links, places, taken))
    if not chosen:
        chosen = undated_items(page)
    for made in chosen:
        for item in made.items:
            dates = [node for node, _ in item.dates]
            item.title = without_marks(item.title) or item_title(tree, item.link, dates, item.nodes)
    return sorted(chosen, key=lambda made: made.container.index)


def _has_dates(page: Headlines) -> bool:
    """Whether several texts of the page are dates: a list without dated items may have the shortest of titles."""
    dates = (
        text for text in page.date_texts if len(text.text) <= _LONGEST_DATE and is_date(text.text.strip())
    )
    return len(list(islice(dates, 2))) == 2


def _chosen(page: Headlines, taken: Spans) -> list[ItemList]:
    """The lists that are left of all that may be one, those with most dates first; what they span is taken."""
    found: list[tuple[int, ItemList]] = []
    for container, first, last in _containers(page):
        # What holds a list found just before and few titles besides is a wrapper of that list.
        held = (
            sum(dated for dated, made in found[-_LEVELS:] if dated and _lies_in(made, container))
            if found
            else 0
        )
        made = read_container(page, container, first, last) if held * 2 <= last - first else None
        if made is not None:
            found.append((made.dated, made))
    found.sort(key=lambda entry: (-entry[0], entry[1].container.end - entry[1].container.index))
    return [made for _, made in found if taken.take(made.container.index, made.container.end)]


def _lies_in(made: ItemList, container: Node) -> bool:
    return container.index <= made.container.index and made.container.end <= container.end


def _containers(page: Headlines) -> Iterator[tuple[Node, int, int]]:
    """The elements whose children may be items: the parents of the widest elements with one title link each.

    Each comes with the places of the first title in it and of the first after it.
    """
    climbed: dict[int, int] = {}  # from which element how many levels were climbed
    places = page.places
    last = len(places) - 1
    before = -1
    for at, link in enumerate(page.titles):
        after = places[at + 1] if at < last else len(page.tree.nodes)
        above = link.node.parent
        while above is not None and above.index > before and above.end <= after:
            above = above.parent
        before = places[at]
        for levels in range(_LEVELS, 0, -1):
            if above is None or above.tag == "html":
                break
            known = climbed.get(above.index, 0)
            if known >= levels:
                break
            climbed[above.index] = levels
            if not known:
                first, end = page.span(above)
                yield above, first, end
                if end - first > MANY_LINKS:
                    climbed[above.index] = _LEVELS  # a box in anything wider
                    break
            above = above.parent
