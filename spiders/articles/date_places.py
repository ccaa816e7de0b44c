"""May the date of an article's publication stand here? Not in footers, links, lists, hidden panels or tables of records.

Behind the first running text only lines of particulars may tell it: a bare date there is a signature or a mention.
"""

import re
from bisect import bisect_right

from spiders.dates.date_labels import SIGNS
from spiders.dates.date_text import read_date_text
from spiders.markup.page_node import Node
from spiders.markup.page_tree import PageTree
from spiders.markup.regions import FOOTER, FRIEND

BESIDE = 45  # nodes: as far under the title a bare date may be the article's
LONE = 12  # nodes
_PROSE = 25  # characters
_DATES_OF_AN_ARTICLE = 7
_MOST_LOOKED_AT = 400  # dates of one table
_SENTENCE_ENDS = ("。", "；", "：", "”", "！", "？", "…")
_FIELD = re.compile(
    r"(?:概\s*述|摘\s*要|简\s*介|导\s*读|概\s*要|主\s*题\s*词|关\s*键\s*[词字]|名\s*称|标\s*题|描\s*述)[\s:：】\]]*$"
)
_INDEX = re.compile(r"索\s?引\s?号")


class DatePlaces:
    """A page, its title, and the places where no publication date stands. ``spans`` are the items of its lists."""

    def __init__(
        self, tree: PageTree, region_of: list[str], title: Node | None, spans: list[tuple[int, int]]
    ) -> None:
        self.tree = tree
        self.texts = tree.texts()
        self.region_of = region_of
        self.title = title
        self.prose_from = _prose_from(tree, region_of, title)
        if title is not None and not title.within("a"):
            # An item's title is a link: what holds the headline of an article is no item.
            spans = [(start, end) for start, end in spans if not start <= title.index < end]
        self._spans = sorted(spans)
        self._starts = [start for start, _ in self._spans]
        self._tables: dict[int, bool] = {}
        self._index: int | None = None

    def may_tell(self, node: Node) -> bool:
        """Whether a text or an element may hold the date of publication."""
        if node.hidden or self.region_of[node.index] in {FOOTER, FRIEND} or self._in_list(node):
            return False
        if node.parent is None or node.within("a", "option", "button", "title"):
            return False
        return not self._in_table_of_dates(node)

    def told(self, text: str, place: int) -> bool:
        """Whether a text or its short neighbours name an article's particulars: parts of a line may be elements."""
        if SIGNS.search(text):
            return True
        around = self.texts[max(0, place - 1) : place] + self.texts[place + 1 : place + 3]
        return any(len(node.text) <= 60 and SIGNS.search(node.text) for node in around)

    def _in_list(self, node: Node) -> bool:
        at = bisect_right(self._starts, node.index) - 1
        if at < 0 or node.index >= self._spans[at][1]:
            return False
        return not self._is_line_with_a_link(at) and not self._holds_the_index(at)

    def _is_line_with_a_link(self, at: int) -> bool:
        """Whether a lone item is a line of particulars whose source is a link (来源：<a>云南日报</a> 2017-04-14)."""
        start, end = self._spans[at]
        if self.title is None or not 0 <= start - self.title.index < BESIDE:
            return False
        before = self._spans[at - 1][1] if at else -LONE
        after = self._spans[at + 1][0] if at + 1 < len(self._spans) else end + LONE
        link = next((node for node in self.tree.nodes[start:end] if node.tag == "a"), None)
        if link is None or start - before < LONE or after - end < LONE:
            return False
        place = self.tree.place_of(link) - 1
        lead = self.texts[place].text.rstrip()[-LONE:] if place >= 0 else ""
        return lead.endswith((":", "：")) and bool(SIGNS.search(lead))

    def _holds_the_index(self, at: int) -> bool:
        """Whether what looks like an item holds the page's one index table (索引号, 发布机构 …): that is the article's."""
        if self._index is None:
            indexed = [node.index for node in self.tree.texts_with(_INDEX) if len(node.text) <= 60]
            self._index = indexed[0] if len(indexed) == 1 else -1
        start, end = self._spans[at]
        return start <= self._index < end

    def _in_table_of_dates(self, node: Node) -> bool:
        """Whether a date stands by itself in a table of many: records with a date each, no article's particulars."""
        table = _table_around(node)
        if table is None or read_date_text(node.text) is None:
            return False
        if table.index not in self._tables:
            dates = [
                item
                for item in self.tree.numbered(table)[:_MOST_LOOKED_AT]
                if read_date_text(item.text) is not None
            ]
            # A layout's side list stands in one cell: rows are counted, not dates.
            rows = {_row_around(item) for item in dates if _table_around(item) is table}
            self._tables[table.index] = len(rows) > _DATES_OF_AN_ARTICLE
        return self._tables[table.index]


def _prose_from(tree: PageTree, region_of: list[str], title: Node | None) -> int:
    """The index of the first running text after the title."""
    texts = tree.texts()
    begin = max(title.end, title.index + 2) if title is not None else 0
    start = tree.place_of(tree.nodes[begin]) if begin < len(tree.nodes) else len(texts)
    for place in range(start, len(texts)):
        node = texts[place]
        if len(node.text) < _PROSE or region_of[node.index] or not _is_prose(node.text.strip()):
            continue
        former = texts[place - 1].text if place else ""
        is_field = len(former) <= LONE and _FIELD.search(former) is not None
        if not is_field and not node.within("a"):
            return node.index
    return 1 << 30


def _is_prose(text: str) -> bool:
    if len(text) >= 4 * _PROSE:
        return True
    return len(text) >= _PROSE and text.endswith(_SENTENCE_ENDS) and not SIGNS.search(text)


def _row_around(node: Node) -> int:
    return next((above.index for above in node.ancestors() if above.tag == "tr"), -1)


def _table_around(node: Node) -> Node | None:
    return next((above for above in node.ancestors() if above.tag == "table"), None)
