"""Which links of a page may be the titles of postings? Found once and kept by place."""

import re
from bisect import bisect_left
from functools import lru_cache
from itertools import accumulate

from spiders.dates.date_text import read_date_text
from spiders.lists.posting_addresses import is_column_address
from spiders.lists.undated_lists import SHORT_HEADLINES, are_postings
from spiders.lists.year_headings import headed_day
from spiders.markup.links import PageLink
from spiders.markup.page_node import Node
from spiders.markup.page_tree import PageTree
from spiders.markup.regions import CONTENT

JUNK_NAME = re.compile(
    r"^[\s\[【(（<>＞»·|-]*(?:(?:点击|请点击|立即)?(?:查看|阅读|浏览|进入|了解)(?:更多|全部|详情|详细|全文|原文)?|"
    r"更多|more|详情|详细|全文|(?:网站|本站|返回)?首页|第一页|最后一页|上一页|下一页|上页|下页|尾页|末页|前页|后页|返回|"
    r"[<>＜＞«»…\d\s]+|(?:19|20)\d\d\s*年度?|下载|附件\d*|登录|注册|打印|关闭|收藏|置顶|new|热点|图解|展开|收起|点击|搜索|查询|检索|全部)"
    r"[\s\])】）>＞»·|+.信息内容全部专题附件…-]*$",
    re.IGNORECASE,
)
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
SHORTEST_TITLE = 4
TITLE_OF_POSTING = 9  # characters; names of columns are shorter
_SUMMARY = 80
_NUMBER_OF_DOCUMENT = re.compile(r"^\S{1,12}[〔\[（(【]\s?\d{4}\s?[〕\]）)】]\s?\S{0,4}\d+\s?号$")
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_WORD = re.compile(r"[^\W\d_]{2,}")
_WORDS_OF_HEADLINE = 4
_SHORTEST_NAME = 2
_LIKE_A_DATE = re.compile(
    r"^[\s\[(（【<〔『「|·•>,，;；*]*(?:\d|[一二]\S{3}年|[发公成生更上录添印编信刊时日创签]\S{0,5}[:：于]?\s*\d)"
)
_LONGEST_DATE = 32
_LONGEST_LINE = 100
_OF_A_DATE = re.compile(r"\d\s?[-/.年月–—]|[一二][〇○零OＯ０0-9０-９一二三四五六七八九]")
_LONGEST_JUNK = 16
_NEAR = 15  # nodes
_LOOKS = 2_000
_LOOKS_A_TITLE = 30


class Headlines:
    """The links of a page that may be titles, in document order; counting them in a subtree costs next to nothing.

    ``looks`` is how many titles may still be looked at: elements that nest without end hold the same ones again and again.
    """

    __slots__ = (
        "_dated_places",
        "_framed",
        "_lengths",
        "date_texts",
        "looks",
        "places",
        "titles",
        "tree",
    )

    def __init__(self, tree: PageTree, links: list[PageLink]) -> None:
        """Pick the titles among a page's links."""
        self.tree = tree
        self.date_texts = [
            node
            for node in tree.numbered()
            if len(node.text) <= _LONGEST_LINE
            and (_OF_A_DATE.search(node.text) or headed_day(tree, node) is not None)
        ]
        self._dated_places = [node.index for node in self.date_texts]
        scripts = tree.find("script")
        if scripts:
            self._dated_places = sorted([*self._dated_places, *(node.index for node in scripts)])
        self.set_titles([link for link in _without_doubles(links) if is_title(link.name)])

    def set_titles(self, titles: list[PageLink]) -> None:
        """Take these links, in document order, for the titles."""
        self.titles = titles
        self.places = [link.node.index for link in titles]
        self.looks = _LOOKS + _LOOKS_A_TITLE * len(titles)
        self._lengths = list(accumulate((len(link.name) for link in titles), initial=0))
        self._framed = list(accumulate((link.region != CONTENT for link in titles), initial=0))

    def span(self, node: Node) -> tuple[int, int]:
        """The places of the first title in a subtree and of the first after it."""
        first = bisect_left(self.places, node.index)
        return first, bisect_left(self.places, node.end, first)

    def are_undated_postings(self, first: int, last: int) -> bool:
        """Whether the titles from one place to before another, each an item, are postings though none shows a date."""
        if self._framed[last] > self._framed[first]:
            return False
        length = (self._lengths[last] - self._lengths[first]) / (last - first)
        return length >= SHORT_HEADLINES and are_postings(self.titles[first:last], length)

    def may_be_dated(self, node: Node) -> bool:
        """Whether a text or script in a subtree may hold a date or the greater part of one."""
        at = bisect_left(self._dated_places, node.index)
        return at < len(self._dated_places) and self._dated_places[at] < node.end

    def dates_in(self, node: Node) -> int:
        """How many texts and scripts in a subtree may hold a date or the greater part of one."""
        first = bisect_left(self._dated_places, node.index)
        return bisect_left(self._dated_places, node.end, first) - first


@lru_cache(maxsize=16_384)
def is_title(name: str) -> bool:
    """Whether a link's name may be a posting's title: no 更多, no date, no address, no number."""
    if len(name) < SHORTEST_TITLE or not _CHINESE.search(name):
        return False
    return not (len(name) <= _LONGEST_JUNK and JUNK_NAME.match(name)) and not is_date(name)


def is_short_title(link: PageLink) -> bool:
    """Whether a link may be a posting with the shortest of titles (公告): in the content, and no column's."""
    name = link.name
    if link.region != CONTENT or len(name) < _SHORTEST_NAME or not _CHINESE.search(name):
        return False
    return not JUNK_NAME.match(name) and not is_date(name) and not is_column_address(link.url)


def is_foreign_headline(link: PageLink) -> bool:
    """Whether a link of the content may be a posting in another script: several words of letters."""
    return link.region == CONTENT and len(_WORD.findall(link.name)) >= _WORDS_OF_HEADLINE


def is_date(text: str) -> bool:
    """Whether a text is a date and nothing else."""
    return len(text) <= _LONGEST_DATE and bool(_LIKE_A_DATE.match(text)) and read_date_text(text) is not None


def _without_doubles(links: list[PageLink]) -> list[PageLink]:
    """Neighbouring links to one target count once: the picture, the headline, the summary and 详细 of one item."""
    kept: list[PageLink] = []
    for link in links:
        if kept:
            last = kept[-1]
            if last.url == link.url and link.node.index - last.node.end < _NEAR and not _siblings(last, link):
                kept[-1] = _better(last, link)
                continue
        kept.append(link)
    return kept


def _siblings(one: PageLink, other: PageLink) -> bool:
    """Whether two links with headlines of their own are items beside each other that share an address."""
    first, second = one.node.parent, other.node.parent
    if first is None or second is None or first is second or first.parent is not second.parent:
        return False
    if first.tag != second.tag or first.tag not in {"li", "tr", "dd", "dt"}:
        return False
    return is_title(one.name) and is_title(other.name) and one.name != other.name


def _better(one: PageLink, other: PageLink) -> PageLink:
    """The link that holds the title: a text before an image, a heading before a summary, a headline before a mark."""
    if not one.text or not other.text:
        return one if one.text or (not other.text and len(one.name) >= len(other.name)) else other
    if _NUMBER_OF_DOCUMENT.match(one.name) or (
        other.node.parent is not None and other.node.parent.tag in HEADINGS
    ):
        return other
    chinese = bool(_CHINESE.search(one.name))
    if chinese is not bool(_CHINESE.search(other.name)):
        return one if chinese else other
    headline = TITLE_OF_POSTING <= len(one.name) <= _SUMMARY
    before_summary = len(one.name) >= SHORTEST_TITLE and len(other.name) > _SUMMARY
    return one if headline or before_summary or len(one.name) >= len(other.name) else other
