"""Do signs on this page say that its list goes on, though no link to the next page can be followed?

A list whose end isn't proved must not prove that something is missing. So a pager that only scripts understand
counts as "there is more" unless the page itself says otherwise: one page in all, or a count that the items reach.
How few items stand above it doesn't matter where the pager plainly does something. Only a pager that may be a
template's leftover, because nothing on the page says what it does, needs a list of some length above it.
"""

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from spiders.markup.page_node import Node
from spiders.pagers.beside import is_apart
from spiders.pagers.older_elsewhere import more_elsewhere
from spiders.pagers.page_numbers import number_in, number_named, same_page
from spiders.pagers.pager_attributes import read_pager_attributes
from spiders.pagers.pager_choice import has_choice
from spiders.pagers.pager_controls import has_control, has_number
from spiders.pagers.pager_places import has_place
from spiders.pagers.pager_text import digits_of

if TYPE_CHECKING:
    from spiders.families.protocol import RawPage

_CURRENT = re.compile(r"(?<![a-z])(?:on|active|cur|current|now|sel|select|selected|hover|this)(?![a-z])")
_BACK = frozenset({"上一页", "上页", "前一页", "上一頁", "prev", "previous"})


def goes_on(page: "RawPage", items: int) -> bool:
    """Whether the list seems to have later pages; ``items`` is the number of items read from this one."""
    counted = _counted(page, items) if items else 0
    # A smaller count is of something else: 关于取消共2项行政许可的通知.
    if counted >= items and counted:
        return counted > items and not _is_last(page)
    script = page.pager_script
    if script.pages:
        return max(script.pages) > 1 and not _is_last(page)
    if script.loads:
        return True
    if not items or _is_last(page):
        return False
    told = read_pager_attributes(page, items)
    if told is not None:
        return told
    return (
        script.sets_more(items)
        or has_control(page, items)
        or has_number(page)
        or _has_numbered_links(page)
        or has_choice(page)
        or has_place(page, items)
        or more_elsewhere(page, items)
    )


def _counted(page: "RawPage", items: int) -> int:
    """The greatest count of items that the pager's text names; one among the links of another box is that box's."""
    told = zip(page.pager.items, page.pager.counted, strict=True)
    return max((count for count, node in told if not is_apart(page, node, items)), default=0)


def is_near(here: str, there: str) -> bool:
    """Whether an address is another page in the same place: the same host and folder, or the same path."""
    one, other = urlsplit(here), urlsplit(there)
    if one.netloc != other.netloc or here == there:
        return False
    return one.path == other.path or (
        other.path.rpartition("/")[2] != "" and one.path.rpartition("/")[0] == other.path.rpartition("/")[0]
    )


def _is_last(page: "RawPage") -> bool:
    """Whether the pager's own links prove that this page is the last: they lead back, and to no later page."""
    numbers: list[int] = []
    back = False
    at = page.pager.at
    for link in page.links:
        name = link.text.strip("<>《»«[]【】 ")
        number = number_named(name)
        if number is None and name.lower() not in _BACK:
            continue
        if number is not None and at is None and (link.url == page.url or is_marked(link.node)):
            at = number
        elif is_near(page.url, link.url):
            back = back or not (number is not None or same_page(page.url, link.url))
            numbers.extend([number] if number is not None else [])
    if not numbers:
        return back
    at = at or unlinked_number(page, numbers)
    return at is not None and max(numbers) <= at


def is_marked(node: Node) -> bool:
    """Whether a page number is marked as the current one, by its own class or its box's."""
    parent = node.parent
    return bool(_CURRENT.search(node.label) or (parent is not None and _CURRENT.search(parent.label)))


def unlinked_number(page: "RawPage", linked: list[int]) -> int | None:
    """The number of the pager that is no followable link, where it is the one after or between the linked ones."""
    wanted = set(range(1, max(linked, default=0) + 2)) - set(linked)
    return next((shown for node in page.pager_parts.numbers if (shown := digits_of(node)) in wanted), None)


def _has_numbered_links(page: "RawPage") -> bool:
    """Links 1 2 3 to other pages in the same place, of which none says that it is this one."""
    before: tuple[int, int] = (0, 0)
    for link in page.links:
        number, at = number_named(link.text), link.node.index
        if number is None:
            continue
        if number >= 2 and number == before[0] + 1 and at - before[1] <= 12 and is_near(page.url, link.url):
            return number_in(page.url) != number
        before = (number, at)
    return False
