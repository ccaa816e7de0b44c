"""Which lists of publications (信息列表) stand on the page? Found by structure, never by class names.

A list is an element whose children repeat: each holds one title link, most hold one date. Children without a link
(a date beside the link, a rule between items) belong to the item before them, or after them where the dates lead.
What is nested in an item (interpretations of a document, attachments) is part of it.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import urlsplit

from spiders.dates import DateText, find_dates, normalise, read_date_text
from spiders.item_dates import pick_date, unit_dates
from spiders.links import PageLink
from spiders.page_tree import Node, PageTree
from spiders.regions import BREADCRUMB, CONTENT, FOOTER, FRIEND, NAV

JUNK_NAME = re.compile(
    r"^[\s\[【(（<>＞>»·|-]*(?:更多|more|详情|详细|查看|阅读全文|全文|首页|上一页|下一页|上页|下页|尾页|末页|前页|后页|返回|进入|"
    r"[<>＜＞«»…\d\s]+|下载|附件\d*|登录|注册|打印|关闭|收藏|置顶|new|热点|图解|展开|收起|点击)[\s\])】）>＞»·|信息内容全部专题…-]*$",
    re.IGNORECASE,
)
_SHORTEST_TITLE = 4
_TITLE_OF_POSTING = 9
_MANY_CHILDREN = 3_000
_LINKS_OF_AN_ITEM = 12  # a document with its interpretations and attachments


@dataclass(slots=True, kw_only=True)
class Item:
    """One item of a list: its title link, its date and the nodes it spans."""

    link: PageLink
    title: str
    date_text: DateText | None
    start: int
    end: int

    @property
    def on(self) -> date | None:
        """The full date shown beside the item, or None."""
        return self.date_text.on if self.date_text else None


@dataclass(slots=True, kw_only=True)
class ItemList:
    """One list with its items in document order."""

    container: Node
    items: list[Item] = field(default_factory=list)
    hidden: bool = False

    @property
    def dated(self) -> int:
        """How many items show a date."""
        return sum(1 for item in self.items if item.date_text)


@dataclass(slots=True)
class _Unit:
    """One child of a container, or a run of children, that may be an item."""

    nodes: list[Node]
    links: list[PageLink]


class _Page:
    """The title links of a page by place, so that counting them in a subtree costs next to nothing."""

    def __init__(self, tree: PageTree, links: list[PageLink]) -> None:
        self.tree = tree
        self.titles = [link for link in _without_doubles(links) if _is_title(link)]
        self._places = [link.node.index for link in self.titles]

    def count(self, node: Node) -> int:
        """Title links in a subtree."""
        return bisect_left(self._places, node.end) - bisect_left(self._places, node.index)

    def links_in(self, node: Node) -> list[PageLink]:
        """Title links in a subtree, in order."""
        return self.titles[bisect_left(self._places, node.index) : bisect_left(self._places, node.end)]


def find_lists(tree: PageTree, links: list[PageLink]) -> list[ItemList]:
    """The lists of a page in document order: not overlapping, dated ones preferred to undated ones."""
    page = _Page(tree, links)
    found: list[ItemList] = []
    for container in _containers(page):
        if container.end - container.index < 3:
            continue
        made = _read_container(page, container)
        if made is not None:
            found.append(made)
    found.sort(key=lambda made: (-made.dated, made.container.end - made.container.index))
    chosen: list[ItemList] = []
    taken: list[tuple[int, int]] = []
    for made in found:
        span = (made.container.index, made.container.end)
        if any(span[0] < end and start < span[1] for start, end in taken):
            continue
        chosen.append(made)
        taken.append(span)
    chosen.extend(_single_items(page, taken))
    for made in chosen:
        made.hidden = made.container.hidden
    return sorted(chosen, key=lambda made: made.container.index)


def _containers(page: _Page) -> Iterator[Node]:
    """The elements whose children may be items: the parents of the widest elements with one title link each."""
    seen: set[int] = set()
    for link in page.titles:
        if link.region in {FOOTER, FRIEND, BREADCRUMB}:
            continue
        unit = link.node
        for above in link.node.ancestors():
            if page.count(above) > 1:
                break
            unit = above
        parent = unit.parent
        for _ in range(3):
            if parent is None or parent.tag == "html":
                break
            if parent.index not in seen:
                seen.add(parent.index)
                yield parent
            parent = parent.parent


def _units(page: _Page, container: Node) -> list[_Unit]:
    """The children of a container cut into items at the children that hold a title link."""
    units: list[_Unit] = []
    leading: list[Node] = []
    dates_lead = False
    for count, child in enumerate(page.tree.children(container)):
        if count > _MANY_CHILDREN:
            break
        links = page.links_in(child)
        if links:
            units.append(_Unit([*leading, child] if dates_lead or not units else [child], links))
            leading = []
            continue
        if _bare_date(page.tree, child):
            if not units:
                dates_lead = True
            if dates_lead:
                leading = [child]
            elif units:
                units[-1].nodes.append(child)
        elif (
            units and not dates_lead and (child.tag in {"dd", "span", "em", "i", "b", "font", "p", "td", ""})
        ):
            units[-1].nodes.append(child)
    return units


def _bare_date(tree: PageTree, node: Node) -> bool:
    if node.end - node.index > 12 or not tree.numbered(node):
        return False
    text = tree.text_of(node, 60)
    return bool(text) and read_date_text(text) is not None


def _read_container(page: _Page, container: Node) -> ItemList | None:
    if not _may_be_list(page, container):
        return None
    units = _units(page, container)
    if not units:
        return None
    boxes = sum(1 for unit in units if len(unit.links) > _LINKS_OF_AN_ITEM)
    if boxes * 2 > len(units):
        return None
    items: list[Item] = []
    odd = 0
    for unit in units:
        if len(unit.links) > _LINKS_OF_AN_ITEM:
            odd += 1
            continue
        dates = unit_dates(page.tree, unit.nodes, [link.node for link in unit.links])
        days = {(d.on, d.month, d.day) for _, d in dates}
        if len(unit.links) > 1 and len(dates) > 1 and (len(days) > 1 or len(dates) >= len(unit.links)):
            odd += 1
            continue
        if len(unit.links) > 1 and not dates:
            odd += 1
            continue
        link = _main_link(unit.links)
        chosen = pick_date(page.tree, container, dates)
        title, chosen = _title_and_date(link, chosen)
        if len(title) < _SHORTEST_TITLE:
            odd += 1
            continue
        first, last = unit.nodes[0], unit.nodes[-1]
        items.append(Item(link=link, title=title, date_text=chosen, start=first.index, end=last.end))
    made = ItemList(container=container, items=items)
    if not items or odd * 2 > len(items):
        return None
    if made.dated >= 2 and made.dated * 2 >= len(items):
        return made if not _is_menu(made) else None
    return made if not odd and _undated_list(made) else None


def _may_be_list(page: _Page, container: Node) -> bool:
    """Whether an element holds anything of a date, or else headlines only: menus are passed over by this alone."""
    if page.tree.numbered(container) or page.tree.count("script", container):
        return True
    links = page.links_in(container)
    longest = sum(1 for link in links if len(link.name) >= _TITLE_OF_POSTING)
    return longest * 3 > len(links) and all(link.region == CONTENT for link in links)


def _is_menu(made: ItemList) -> bool:
    """Short names in a navigation area with a stray date are a menu, not a list."""
    return all(item.link.region == NAV for item in made.items) and _mean_length(made) < 7


def _undated_list(made: ItemList) -> bool:
    """Whether items without dates are postings: headlines or article addresses, in the content."""
    if len(made.items) < 3 or any(item.link.region != CONTENT for item in made.items):
        return False
    sites = sum(1 for item in made.items if urlsplit(item.link.url).path in {"", "/"})
    return _mean_length(made) >= 11 and sites * 2 < len(made.items)


def _mean_length(made: ItemList) -> float:
    return sum(len(item.title) for item in made.items) / len(made.items)


def _main_link(links: list[PageLink]) -> PageLink:
    """The title of an item among its links: the first that is long enough for a headline, else the longest."""
    for link in links:
        if len(link.name) >= _TITLE_OF_POSTING:
            return link
    return max(links, key=lambda link: len(link.name))


_TRAILING = re.compile(
    r"^(?P<title>.{4,}?)[\s(\[【（]*(?P<date>(?:19|20)\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}日?)[\s)\]】）]*$"
)
_LEADING = re.compile(
    r"^[\s(\[【（]*(?P<date>(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2})[\s)\]】）]+(?P<title>.{4,})$"
)
_MARKS = re.compile(r"^(?:[·•●▪■◆>»]|\[?(?:置顶|最新)\]?|NEW!?)+\s*|\s*(?:NEW!?|\[?置顶\]?)$", re.IGNORECASE)


def _title_and_date(link: PageLink, shown: DateText | None) -> tuple[str, DateText | None]:
    """The title without the date that stands in the link's own text."""
    title = link.name
    if shown and shown.text and title != shown.text and shown.text in title and not link.title:
        rest = title.replace(shown.text, " ").strip(" -[]()（）【】|/")
        if len(rest) >= _SHORTEST_TITLE:
            title = rest
    if not link.title or shown is None:
        match = _TRAILING.match(title) or _LEADING.match(title)
        if match:
            found = find_dates(normalise(match["date"]))
            if found:
                shown = shown or DateText(text=match["date"], on=found[0].on)
                title = match["title"].strip()
    return _MARKS.sub("", title).strip() or title, shown


def _single_items(page: _Page, taken: list[tuple[int, int]]) -> Iterator[ItemList]:
    """Items that stand alone: a column that holds one posting only is not a blank column."""
    for link in page.titles:
        index = link.node.index
        if link.region != CONTENT or any(start <= index < end for start, end in taken):
            continue
        unit: Node | None = None
        for above in list(link.node.ancestors())[:4]:
            if page.count(above) > 1 or above.tag in {"body", "html", "tbody", "table", "form"}:
                break
            unit = above
            if above.tag in {"li", "tr", "dl"}:
                break
        if unit is None:
            continue
        dates = unit_dates(page.tree, [unit], [link.node])
        if len(dates) != 1 or len(page.tree.text_of(unit, 600)) > len(link.text) + len(dates[0][1].text) + 30:
            continue
        title, shown = _title_and_date(link, dates[0][1])
        item = Item(link=link, title=title, date_text=shown, start=unit.index, end=unit.end)
        taken.append((unit.index, unit.end))
        yield ItemList(container=unit, items=[item])


def _is_title(link: PageLink) -> bool:
    name = link.name
    return len(name) >= _SHORTEST_TITLE and not JUNK_NAME.match(name) and read_date_text(name) is None


def _without_doubles(links: list[PageLink]) -> list[PageLink]:
    """Neighbouring links to one target count once: the picture and the headline of the same item."""
    kept: list[PageLink] = []
    for link in links:
        if kept and kept[-1].url == link.url and link.node.index - kept[-1].node.end < 15:
            if len(link.text) > len(kept[-1].text):
                kept[-1] = link
            continue
        kept.append(link)
    return kept
