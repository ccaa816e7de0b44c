"""What kind of page is this: home, column, list, article, search, or something else? Its content decides, not its name."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from domain.pages import PageKind, Posting
from spiders.article_date import ShownDate
from spiders.families.table import is_article_address
from spiders.lists import ItemList
from spiders.page_tree import PageTree
from spiders.regions import CONTENT

_SEARCH_PATH = re.compile(
    r"/(?:so/s|search\w*|searchclass\w*|jsearch\w*|was5/web/search|sousuo|ss)\b", re.IGNORECASE
)
_SEARCH_QUERY = re.compile(
    r"(?:^|&)(?:q|qt|key|keyword|keywords|searchword|sword|wd|tags|classsql|kw|title)=", re.IGNORECASE
)
_HOME_PATH = re.compile(
    r"^/?(?:[\w\-.]+/)?(?:(?:index|default|main|home)\.(?:s?html?|aspx?|jsp|php|do))?$", re.IGNORECASE
)
_LIST_PATH = re.compile(
    r"(?:/|/index(?:_\d+)?\.\w+|/list\w*\.\w+|_list\w*\.\w+|/Index(?:_\d+)?\.aspx)$", re.IGNORECASE
)
_ARTICLE_TYPE = re.compile(r"article|content|detail|正文|文章")


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What the kind of a page is judged by."""

    url: str
    meta: Mapping[str, str]
    postings: tuple[Posting, ...]
    lists: list[ItemList]
    links: int
    prose: int
    shown: ShownDate | None
    has_title: bool
    has_info_line: bool
    under_construction: bool
    has_next: bool


def kind_of(evidence: Evidence) -> PageKind:
    """The kind of a readable page (blocked and error pages are told apart before)."""
    if _is_search(evidence.url):
        return PageKind.SEARCH
    if is_article(evidence):
        return PageKind.ARTICLE
    # A page that declares its column is no home page, whatever its address was saved as.
    named = evidence.meta.get("columnname", "") not in {"", "首页", "网站首页"}
    home = is_home_address(evidence.url) and not named
    columns = sum(1 for found in evidence.lists if found.dated >= 2 or len(found.items) >= 4)
    if (
        home
        and evidence.links >= (5 if not evidence.postings else 25)
        and (columns >= 2 or not evidence.postings)
    ):
        return PageKind.HOME
    if evidence.postings:
        sections = {posting.section for posting in evidence.postings} - {None}
        several = len(sections) >= 2 and columns >= 2 and not evidence.has_next
        return PageKind.COLUMN if several else PageKind.LIST
    declared = bool(evidence.meta.get("columnname") or evidence.meta.get("columntype"))
    leads_on = evidence.links >= 10 and (declared or evidence.prose < 600)
    return PageKind.COLUMN if leads_on or evidence.under_construction else PageKind.OTHER


def is_article(evidence: Evidence) -> bool:
    """Whether the page is a single article, by what it shows and declares."""
    score = 0
    meta = evidence.meta
    if meta.get("articletitle") or meta.get("pubdate"):
        score += 3
    if _ARTICLE_TYPE.search(meta.get("pagetype", "") + meta.get("pagecategory", "")):
        score += 2
    shown = evidence.shown
    if shown is not None:
        score += 4 if shown.near else 3 if shown.labelled else 1
    path = urlsplit(evidence.url).path
    if is_article_address(path):
        score += 3
    elif _LIST_PATH.search(path):
        score -= 1
    if evidence.prose >= 400:
        score += 2
    elif evidence.prose >= 150:
        score += 1
    score += evidence.has_title
    if evidence.has_info_line and shown is None:
        score += 3
    score -= _list_weight(evidence)
    # Neither an address nor a title makes an article: something must be dated, declared or written out.
    told = shown is not None or evidence.has_info_line or meta.get("pubdate") or meta.get("articletitle")
    if not told and evidence.prose < 150:
        score -= 3
    return score >= 5


def _list_weight(evidence: Evidence) -> int:
    """How much the page's lists speak against an article; less where a date line and long text stand under a title."""
    dated = sum(found.dated for found in evidence.lists)
    weight = 4 if dated >= 8 or evidence.has_next else 2 if dated >= 4 else 0
    written = evidence.shown is not None and evidence.shown.near and evidence.prose >= 400
    return min(weight, 1) if written else weight


def is_home_address(url: str) -> bool:
    """Whether an address is that of a home page: the host's root or its index."""
    parts = urlsplit(url)
    return (
        bool(_HOME_PATH.match(parts.path))
        and not parts.query
        and parts.path.count("/") <= 2
        and _root_like(parts.path)
    )


def _root_like(path: str) -> bool:
    return path in {"", "/"} or "." in path.rpartition("/")[2]


def _is_search(url: str) -> bool:
    parts = urlsplit(url)
    return bool(_SEARCH_PATH.search(parts.path)) and (
        bool(_SEARCH_QUERY.search(parts.query)) or "search" in parts.path
    )


def prose_length(tree: PageTree, region_of: list[str], spans: list[tuple[int, int]]) -> int:
    """Characters of running text in the content: texts of 15 or more outside links, lists and page frame."""
    links = [(node.index, node.end) for node in tree.find("a")]
    outside = sorted(links + spans)
    total = 0
    place = 0
    reach = -1
    for node in tree.texts():
        while place < len(outside) and outside[place][0] <= node.index:
            reach = max(reach, outside[place][1])
            place += 1
        if node.index < reach or region_of[node.index] != CONTENT:
            continue
        if node.parent is not None and node.parent.tag in {"title", "option", "button"}:
            continue
        size = len(node.text.strip())
        if size >= 15:
            total += size
    return total
