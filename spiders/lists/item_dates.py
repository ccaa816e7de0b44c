"""Which of the dates beside an item is the item's? Hidden ones aren't, headed columns and labels decide."""

import re
from dataclasses import replace
from datetime import date
from functools import lru_cache
from itertools import islice

from spiders.dates.date_labels import OTHER, PUBLISHED, REACH, UPDATED, Said, label_at_end, said_of
from spiders.dates.date_text import DateText, find_dates, first_date, normalise, read_date_text
from spiders.lists.cut_dates import time_of
from spiders.lists.year_headings import headed_day, heading_over
from spiders.markup.page_node import Node
from spiders.markup.page_tree import PageTree

_LONGEST = 60
_LARGEST_ITEM = 90  # nodes
_NO_ITEM = 1_500  # nodes
_LONGEST_PIECE = 24
_MOST_CELLS = 60
_HEAD = 16  # characters of a column's head
_PUBLISHED = re.compile(r"发布|公布|公开|公告|公示|刊登|发表|上网|上传|挂网")
_CHANGED = re.compile(r"更新|修改|变更|修订")
_TIME = re.compile(r"时间|日期")
_DOCUMENT = re.compile(r"成文|发文|印发|生成|签发|文件")
_NEVER = re.compile(r"生效|实施|施行|有效|废止|失效|截止|截至|开标|到期|结束|终止|届满")
_OF_OTHERS, _FORCE = -1, -2  # ranks: some other thing's (开标时间, 来信时间), a deadline's or a validity's
_LINE = re.compile(r"时间|日期|来源|发布于|浏览|点击|阅读|作者")
_WRITTEN = re.compile(r"['\"]((?:19|20)\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}[^'\"]{0,12})['\"]")
_YEAR = re.compile(r"(?:19|20)\d\d")

_ROWS_OF_THEIR_OWN = frozenset({"li", "dd", "dl", "ul", "table"})

Dated = tuple[Node, DateText]


def unit_dates(tree: PageTree, nodes: list[Node], links: list[Node]) -> list[Dated]:
    """The dates shown in the nodes of one item; titles and summaries are not searched."""
    size = sum(node.end - node.index for node in nodes)
    if size > _NO_ITEM:
        return []
    numbered = [item for node in nodes for item in tree.numbered(node)]
    if not numbered:
        return _timed(tree, nodes) or _written(tree, nodes) if size <= _LARGEST_ITEM else []
    found: list[Dated] = []
    for item in numbered:
        if len(item.text) > _LONGEST + 40:
            continue
        date_text = read_date_text(item.text)
        if date_text and not _NEVER.search(date_text.label):
            found.append((item, date_text))
    if len(found) > 1:
        found = [pair for pair in found if not pair[0].hidden] or found
    whole = any(date_text.on for _, date_text in found)
    if not whole and size <= _LARGEST_ITEM:
        composed = _composed(tree, nodes, links) or _pieced(numbered, links)
        if composed:
            return composed
        timed = _timed(tree, nodes)
        if timed and (not found or _same_day(timed[0][1].on, found[0][1])):
            return timed
        if not found:
            return _in_lines(numbered, links) or _day_alone(tree, numbered, links) or _written(tree, nodes)
    return found if whole else [_headed(tree, *pair) for pair in found]


def _headed(tree: PageTree, node: Node, date_text: DateText) -> Dated:
    """A month and day with the year that a template hid before it, else with that of the heading over it."""
    noted = tree.years_noted.get(node.index)
    if noted is None and node.parent is not None and node.parent.index == node.index - 1:
        noted = tree.years_noted.get(node.index - 1)  # before the element that the date stands in
    if noted is not None:
        return node, replace(date_text, year=noted)
    over = heading_over(tree, node)
    if over is None or over[1] not in {0, date_text.month}:
        return node, date_text
    return node, replace(date_text, year=over[0])


def _pieced(numbered: list[Node], links: list[Node]) -> list[Dated]:
    """A date whose pieces stand apart in the item: its year in one element, month and day in others."""
    pieces = [item for item in numbered if len(item.text) <= _LONGEST_PIECE and not _inside(item, links)]
    if not 2 <= len(pieces) <= 3 or not any(_YEAR.search(item.text) for item in pieces):
        return []
    date_text = read_date_text(" ".join(item.text.strip() for item in pieces))
    return [(pieces[0], date_text)] if date_text and date_text.on else []


def _day_alone(tree: PageTree, numbered: list[Node], links: list[Node]) -> list[Dated]:
    """The days beside what stands under a heading with year and month (2017年4月); several of them are several items'."""
    return [
        (item, DateText(text=item.text.strip(), on=on))
        for item in numbered
        if not _inside(item, links) and (on := headed_day(tree, item))
    ]


def _inside(item: Node, links: list[Node]) -> bool:
    return any(link.index <= item.index < link.end for link in links)


def _in_lines(numbered: list[Node], links: list[Node]) -> list[Dated]:
    """A date in a line that also names the source (来源：… 发布时间：…), outside the item's links."""
    for item in numbered:
        if len(item.text) > _LONGEST + 40 or not _LINE.search(item.text) or _inside(item, links):
            continue
        text = normalise(item.text)
        dates = [
            (said_of(text[: found.start][-REACH:], text[found.end :][:REACH]), found.on)
            for found in find_dates(text)
        ]
        if len(dates) > 1:
            dates = [entry for entry in dates if entry[0].rank in {PUBLISHED, UPDATED}]
            dates.sort(key=lambda entry: -entry[0].rank)
        if dates and dates[0][0].rank != OTHER and not _is_said_twice(dates):
            said, on = dates[0]
            changed = next((day for _, day in dates[1:] if day != on), None)
            shown = DateText(text=item.text.strip(), on=on, label=said.label, changed=changed)
            return [(item, shown)]
    return []


def _is_said_twice(dates: list[tuple[Said, date]]) -> bool:
    """Whether two dates of a line are called the same: none is the item's then."""
    return len(dates) > 1 and dates[0][0].rank == dates[1][0].rank


def _timed(tree: PageTree, nodes: list[Node]) -> list[Dated]:
    """A date that a ``time`` element tells machines, where its text shows no year, or 3天前."""
    if "time" not in tree.by_tag:
        return []
    for node in nodes:
        for item in tree.elements_in(node, "time"):
            on = time_of(item)
            if on:
                return [(item, DateText(text=tree.text_of(item, 40) or on.isoformat(), on=on))]
    return []


def _same_day(on: date | None, shown: DateText) -> bool:
    return on is not None and (on.month, on.day) == (shown.month, shown.day)


def _written(tree: PageTree, nodes: list[Node]) -> list[Dated]:
    """A date that a script in the item writes."""
    for node in nodes:
        for item in tree.subtree(node) if tree.count("script", node) else ():
            match = _WRITTEN.search(item.text) if item.tag == "script" else None
            on = first_date(match[1]) if match else None
            if match and on:
                return [(item, DateText(text=match[1], on=on))]
    return []


def _composed(tree: PageTree, nodes: list[Node], links: list[Node]) -> list[Dated]:
    """A date set in several pieces: the day in one element, year and month in another."""
    inside = links if len(links) > 1 else []
    for node in nodes:
        for item in tree.subtree(node):
            if not item.tag or not 3 <= item.end - item.index <= 12 or not tree.numbered(item):
                continue
            if _inside(item, inside):
                continue
            text = tree.text_of(item, 40)
            if not 6 <= len(text) <= 24:
                continue
            spaced = " ".join(part.text.strip() for part in tree.texts_in(item))
            date_text = read_date_text(text) or read_date_text(spaced)
            if date_text and date_text.on:
                return [(item, date_text)]
    return []


def pick_date(tree: PageTree, container: Node, dates: list[Dated]) -> DateText | None:
    """The item's date among several: by its label, by the head of its table column, else the first full one.

    The day of an update that is shown beside it is kept with it. A date that its column's head calls a deadline's, a
    validity's or an event's is none of the item's, even where it is the only one.
    """
    if not dates:
        return None
    if len(dates) == 1 and not dates[0][0].within("td"):
        return dates[0][1]
    named = [(date_text.label or column_head(tree, node, container), date_text) for node, date_text in dates]
    named.sort(key=lambda entry: (-_rank(entry[0]), entry[1].on is None))
    words, date_text = named[0]
    rank = _rank(words)
    if rank < 0:
        # What is dated otherwise is an item all the same, whose day of publication its own page may show.
        return None if rank == _FORCE else replace(date_text, on=None, month=0, day=0)
    if date_text.on is None or _CHANGED.search(words):
        return date_text
    changed = (
        other.on for name, other in named if other.on not in {None, date_text.on} and _CHANGED.search(name)
    )
    return replace(date_text, changed=next(changed, None))


@lru_cache(maxsize=1_024)
def _rank(words: str) -> int:
    """What the words over or before a date make of it; a negative number where it is some other thing's."""
    if _NEVER.search(words):
        return _FORCE
    if _PUBLISHED.search(words):
        return 3
    if _DOCUMENT.search(words):
        return 1
    if not _TIME.search(words):
        return 0
    said = label_at_end(normalise(words), colon=False)
    return _OF_OTHERS if said is not None and said.rank == OTHER else 2


def _place_in(tree: PageTree, row: Node, cell: Node) -> int:
    """Which cell of its row this is; a row of more cells than any table has is not counted to its end."""
    children = (child for child in tree.children(row) if child.tag)
    return next((at for at, child in enumerate(islice(children, _MOST_CELLS)) if child is cell), _MOST_CELLS)


def column_head(tree: PageTree, node: Node, container: Node | None = None) -> str:
    """The head cell over a table cell, or empty; ``container`` stands for the table where there is none."""
    row: Node | None = None
    place = 0
    table = container
    for above in node.ancestors():
        if row is None and above.tag in {"td", "th"} and above.parent is not None:
            row = above.parent
            place = _place_in(tree, row, above)
        elif above.tag == "table":
            table = above
            break
        elif row is None and above.tag in _ROWS_OF_THEIR_OWN:
            return ""
    if row is None or table is None:
        return ""
    head = next((tree.nodes[at] for at in range(table.index, table.end) if tree.nodes[at].tag == "tr"), row)
    if head is row or place >= _MOST_CELLS:
        return ""
    cells = [child for child in islice(tree.children(head), 2 * _MOST_CELLS) if child.tag]
    words = tree.text_of(cells[place], 30) if place < len(cells) else ""
    return words if len(words) <= _HEAD else ""
