"""Which year stands over an item that shows only month and day, or a day alone? A heading 2017年, a first cell 2017, a
month 2017年4月.

A row of years (2017 2016 2015) is a choice and heads nothing; so do years that come again with every item.
"""

import re
from bisect import bisect_left
from dataclasses import dataclass
from datetime import date
from itertools import islice
from weakref import WeakKeyDictionary

from spiders.dates.date_text import make_date, normalise
from spiders.markup.page_node import Node
from spiders.markup.page_tree import PageTree

_LONGEST = 16  # characters
_LEVELS = 12
_CHOICES = ("a", "option", "button", "title", "label")
_OPEN = r"^[\s\[(<【〔《·•|>◆■▪●-]*"
_CLOSE = r"[\s\])>】〕》:|-]*$"
_YEAR = re.compile(rf"{_OPEN}(?P<y>(?:19|20)\d\d)\s*(?:年度?)?{_CLOSE}")
_DAY_ALONE = re.compile(r"^[\[(]?(\d{1,2})\s?[日号]?[\])]?$")
_LONGEST_DAY = 12  # characters
_MONTH = re.compile(rf"{_OPEN}(?P<y>(?:19|20)\d\d)\s*年\s*(?P<m>\d{{1,2}})\s*月份?{_CLOSE}")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Heading:
    """A year, or a year and month (0 for none), that heads what follows it within ``scope``; None heads nothing."""

    at: int
    year: int
    month: int
    scope: Node | None


_KNOWN: WeakKeyDictionary[PageTree, tuple[list[int], list[_Heading]]] = WeakKeyDictionary()


def heading_over(tree: PageTree, node: Node) -> tuple[int, int] | None:
    """The year and the month (0 where it names none) that the last heading before a node gives it; None for none."""
    known = _KNOWN.get(tree)
    if known is None:
        headings = _headings(tree)
        known = _KNOWN[tree] = [each.at for each in headings], headings
    places, headings = known
    before = bisect_left(places, node.index) - 1
    if before < 0:
        return None
    heading = headings[before]
    if heading.scope is None or not heading.scope.index <= node.index < heading.scope.end:
        return None
    return heading.year, heading.month


def headed_day(tree: PageTree, node: Node) -> date | None:
    """The date of a text that is a day and nothing else (4日) under a heading with year and month (2017年12月)."""
    match = _DAY_ALONE.match(node.text.strip()) if len(node.text) <= _LONGEST_DAY else None
    over = heading_over(tree, node) if match else None
    return make_date(*over, int(match[1])) if match and over and over[1] else None


def _headings(tree: PageTree) -> list[_Heading]:
    found: list[tuple[Node, int, int]] = []
    for node in tree.numbered():
        if len(node.text) > 2 * _LONGEST or len(node.text.strip()) > _LONGEST:
            continue
        text = normalise(node.text)
        match = _YEAR.match(text) or _MONTH.match(text)
        if match and not node.within(*_CHOICES):
            month = int(match["m"]) if match.re is _MONTH else 0
            if make_date(int(match["y"]), month or 1, 1):
                found.append((node, int(match["y"]), month))
    headings: list[_Heading] = []
    for place, (node, year, month) in enumerate(found):
        beside = [found[at] for at in (place - 1, place + 1) if 0 <= at < len(found)]
        of_items = node.hidden or any(_is_of_items(tree, (node, year, month), other) for other in beside)
        scope = None if of_items else _scope(tree, node)
        headings.append(_Heading(at=node.index, year=year, month=month, scope=scope))
    return headings


def _is_of_items(tree: PageTree, one: tuple[Node, int, int], other: tuple[Node, int, int]) -> bool:
    """Whether two neighbouring years are no headings: nothing stands between them, or they are one year said twice."""
    if one[1:] == other[1:]:
        return True
    first, last = sorted((one[0].index, other[0].index))
    return not any(node.tag == "a" for node in tree.nodes[first:last])


def _scope(tree: PageTree, node: Node) -> Node | None:
    """The element whose items a heading is over: the first around it that holds links, or the one around its head line."""
    cell = next((above for above in node.ancestors() if above.tag in {"td", "th"}), None)
    if cell is not None and cell.attrs.get("rowspan", "1") != "1":
        return next((above for above in cell.ancestors() if above.tag == "table"), None)
    for above in islice(node.ancestors(), _LEVELS):
        links = tree.count("a", above)
        if links:
            # A heading with a link of its own (更多) stands in a box of its own.
            return (
                above.parent
                if links == 1 and above.parent is not None and _is_head_line(tree, above)
                else above
            )
    return None


def _is_head_line(tree: PageTree, box: Node) -> bool:
    """Whether a box with one link is a head line: it shows a year and a short link, and no day."""
    return len(tree.numbered(box)) == 1 and len(tree.text_of(box, 60)) <= 2 * _LONGEST
