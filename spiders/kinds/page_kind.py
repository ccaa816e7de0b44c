"""What kind of page is this: home, column, list, article, search, or something else? Its content decides, not its name."""

import re
from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from domain.pages import PageKind, Posting
from spiders.articles.article_date import ShownDate
from spiders.dates.date_text import read_date_text
from spiders.families.protocol import Paging
from spiders.kinds.article_marks import ENOUGH, ArticleMarks
from spiders.kinds.disclosure_fronts import is_disclosure_front
from spiders.kinds.firewall_words import DOCUMENT, TO_VISITOR
from spiders.kinds.firewalls import refuses_barely
from spiders.kinds.home_pages import calls_itself_home, is_home_address
from spiders.kinds.own_words import OwnWords
from spiders.kinds.search_pages import asks_a_register, is_search_address, shows_results
from spiders.kinds.soft_errors import SOFT_404, is_closed, is_server_error, is_soft_404
from spiders.lists.find_lists import ItemList
from spiders.markup.links import PageLink
from spiders.markup.more_links import is_more
from spiders.markup.page_node import Node
from spiders.markup.page_tree import PageTree
from spiders.markup.regions import BREADCRUMB, CONTENT, FOOTER, FRIEND
from spiders.subjects.column_hosts import same_site

_LONGEST_NAME = 14  # characters of a column's name
WAF = "waf"
_REFUSAL = 160  # characters that a page in a frame says beside its refusal
_BOXES_OF_A_HOME = 4
_LINKS_OF_A_HOME = 80
_WAYS_OF_A_HOME = 12
_ONLY_YEARS = re.compile(r"^[\d\s年月度.-]+$")
# What a hall of services (办事大厅) repeats at each of its items.
_SERVICES = ("在线办理", "在线申办", "在线申请", "在线申报", "在线预约", "立即办理", "我要办")
_TOOL = re.compile(r"检索|查询|搜索|登录|登陆|注册|地图|问卷|调查|测评|投票|申报系统|管理系统")
_PROSE = 600
_LONGEST_DATE = 40
_LONGEST_MORE = 8
_HEADING = 10  # nodes from a 更多 to the list that it heads
_LINKS_OF_A_LOGIN = 20  # beside more links a login is a box on a page
_MANY_CHOICES = 6  # a search form has two or three, a poll beside a list four or five
_LINKS_OF_A_FRAME = 5


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """What the kind of a page is judged by.

    ``title`` is the document's, ``headline`` the text that may be an article's title (empty where it is a link),
    ``crumbs`` the parts of the breadcrumb, ``text`` all that the page shows. ``choices`` are the radio buttons and
    password fields it has, ``loose_dates`` counts the texts that are a date and in no item of a list. ``under_construction``: it
    says that there is nothing; ``being_built``: that it is being built.
    """

    url: str
    meta: Mapping[str, str]
    title: str
    headline: str
    crumbs: Sequence[str]
    text: str
    words: OwnWords
    found: Sequence[PageLink]
    postings: tuple[Posting, ...]
    lists: Sequence[ItemList]
    shown: ShownDate | None
    has_info_line: bool
    paging: Callable[[], Paging]
    loose_dates: Callable[[], int]
    choices: int
    signs_in: bool
    under_construction: bool
    being_built: bool

    @property
    def links(self) -> int:
        """How many links the page has."""
        return len(self.found)

    @cached_property
    def has_next(self) -> bool:
        """Whether its postings go on elsewhere, where the auditor can follow."""
        return bool(self.postings) and (self.paging().next_page is not None or bool(self.paging().data))

    @cached_property
    def has_pager(self) -> bool:
        """Whether it has a pager; one that only a script understands also counts."""
        return self.paging().needs_postback or (self.paging().total_pages or 1) > 1

    @property
    def prose(self) -> int:
        """Characters of running text in the content."""
        return self.words.prose

    @cached_property
    def boxes(self) -> list[ItemList]:
        """The lists that hold several items."""
        return [found for found in self.lists if found.dated >= 2 or len(found.items) >= 4]

    @cached_property
    def declared(self) -> bool:
        """Whether the page declares that it is a column's."""
        return bool(self.meta.get("columnname") or self.meta.get("columntype"))

    @cached_property
    def entries(self) -> list[PageLink]:
        """Links of the content, outside lists, that are called as columns are."""
        inside = sorted((item.start, item.end) for found in self.lists for item in found.items)
        entries: list[PageLink] = []
        place = 0
        for link in self.found:
            while place < len(inside) and inside[place][1] <= link.node.index:
                place += 1
            held = place < len(inside) and inside[place][0] <= link.node.index
            if held or link.region in {FOOTER, FRIEND, BREADCRUMB}:
                continue
            if 2 <= len(link.name) <= _LONGEST_NAME and not is_more(link.name):
                entries.append(link)
        return entries


def kind_of(evidence: Evidence) -> PageKind:
    """The kind of a readable page (blocked pages are told apart before, errors by :func:`or_error`)."""
    if is_search_address(evidence.url):
        return PageKind.OTHER if asks_a_register(evidence.title) else PageKind.SEARCH
    if shows_results(evidence.title, evidence.crumbs, evidence.text):
        # Results that lead nowhere are some application's (a database of standards, say).
        return PageKind.SEARCH if evidence.postings or evidence.links >= 5 else PageKind.OTHER
    if article_score(evidence) >= ENOUGH:
        return PageKind.ARTICLE
    if _is_home(evidence):
        return PageKind.HOME
    if evidence.postings:
        return PageKind.COLUMN if _has_boxes(evidence) else PageKind.LIST
    return PageKind.COLUMN if evidence.under_construction or _leads_on(evidence) else PageKind.OTHER


def article_score(evidence: Evidence) -> int:
    """How much speaks for a single article, by what the page shows and declares."""
    return ArticleMarks(
        url=evidence.url,
        meta=evidence.meta,
        crumbs=evidence.crumbs,
        text=evidence.text,
        headline=evidence.headline,
        prose=evidence.prose,
        shown=evidence.shown,
        has_info_line=evidence.has_info_line,
        lists=evidence.lists,
        has_next=lambda: evidence.has_next,
        loose_dates=evidence.loose_dates,
    ).score


def _is_home(evidence: Evidence) -> bool:
    if not is_home_address(evidence.url) or evidence.links < (25 if evidence.postings else 5):
        return False
    if not calls_itself_home(evidence.title, evidence.crumbs, evidence.meta):
        rich = len(evidence.boxes) >= _BOXES_OF_A_HOME and evidence.links >= _LINKS_OF_A_HOME
        if evidence.crumbs or evidence.declared or not rich:
            return False
    if not evidence.postings or len(evidence.boxes) >= 2:
        return True
    ways = sum(link.region == CONTENT for link in evidence.entries)
    return not evidence.has_next and ways >= _WAYS_OF_A_HOME


def _has_boxes(evidence: Evidence) -> bool:
    """Whether the postings are the heads of lists that stand elsewhere (a column's page), not the page's own list.

    The heading of such a box bears a 更多, or there are several. A page of boxes that were taken for one list would
    seem to show all that its column holds.
    """
    if is_disclosure_front(evidence.title, evidence.crumbs, evidence.entries):
        return True
    seen = [found for found in evidence.boxes if not found.hidden]
    more = [
        link.node.index for link in evidence.found if len(link.text) <= _LONGEST_MORE and is_more(link.text)
    ]
    heads = sum(1 for found in seen if any(0 < found.container.index - place <= _HEADING for place in more))
    if seen and heads == len(seen) and not evidence.has_next:
        return True
    if len(seen) < 2:
        return len(seen) == 1 and _is_front(evidence, seen[0])
    sizes = sorted((len(found.items) for found in seen), reverse=True)
    leads = sizes[0] >= 10 and sizes[0] * 2 > sum(sizes)
    if leads and evidence.has_next:
        return False
    sections = {posting.section for posting in evidence.postings if posting.section}
    sections = {section for section in sections if not _ONLY_YEARS.match(section)}
    return heads >= 2 or len(sections) >= 3 - (not evidence.has_next)


def _is_front(evidence: Evidence, only: ItemList) -> bool:
    """Whether a short list of what is new stands before the many entries of a column's parts; other sites are none."""
    if evidence.has_next or evidence.has_pager:
        return False
    behind = [
        link
        for link in evidence.entries
        if link.node.index > only.container.end
        and link.region == CONTENT
        and same_site(link.url, evidence.url)
    ]
    return len(only.items) <= 10 and len(behind) >= max(12, len(only.items))


def _leads_on(evidence: Evidence) -> bool:
    """Whether a page without postings is a column's, that leads on to others; an application is none."""
    if evidence.choices >= _MANY_CHOICES or sum(evidence.text.count(word) for word in _SERVICES) >= 3:
        return False
    if evidence.links < 10 or (evidence.prose >= _PROSE and not evidence.declared):
        return False
    if not _TOOL.search(evidence.title):
        return True
    return len(evidence.crumbs) >= 2 or sum(link.region == CONTENT for link in evidence.entries) >= 4


def or_error(kind: PageKind, evidence: Evidence, *, blank: bool) -> tuple[PageKind, str | None]:
    """The kind of a page that may be an error's instead, and what it names: ``soft404`` or nothing.

    ``blank``: it shows nothing, leads nowhere and no script fills it. A column that says 建设中 in the site's frame is a
    column; a page that says no more than that may be any page of a site that is down, so nothing is blank by it.
    """
    shown = evidence.shown is not None and evidence.shown.near
    if evidence.postings or (kind is PageKind.ARTICLE and shown):
        return kind, None
    told = (evidence.text, evidence.title, evidence.links, evidence.words)
    # A refusal in the site's own frame: it speaks to the visitor, and says next to nothing else.
    said = evidence.words.text
    refused = evidence.words.size <= _REFUSAL and (
        TO_VISITOR.search(said) or (refuses_barely(said) and not DOCUMENT.search(evidence.headline))
    )
    if refused and evidence.shown is None and not evidence.signs_in:
        return PageKind.BLOCKED, WAF
    if kind is not PageKind.SEARCH and is_soft_404(*told):
        return PageKind.ERROR, SOFT_404
    if kind is not PageKind.SEARCH and is_server_error(*told):
        return PageKind.ERROR, None
    frame = evidence.declared or len(evidence.crumbs) >= 2 or evidence.links >= _LINKS_OF_A_FRAME
    if blank or (not frame and (evidence.being_built or is_closed(evidence.text, evidence.title))):
        return PageKind.ERROR, None
    return kind, None


def loose_dates(tree: PageTree, region_of: Sequence[str], spans: Sequence[tuple[int, int]]) -> int:
    """How many texts of the content, outside links and the items of lists (``spans``), are a date and nothing else."""
    inside = sorted(spans)
    starts = [start for start, _ in inside]
    count = 0
    for node in tree.numbered():
        if (
            len(node.text) > _LONGEST_DATE
            or region_of[node.index] != CONTENT
            or read_date_text(node.text) is None
        ):
            continue
        place = bisect_right(starts, node.index) - 1
        listed = place >= 0 and node.index < inside[place][1]
        count += not (listed or node.hidden or node.within("a", "option", "button"))
    return count


def choices_of(tree: PageTree) -> int:
    """How many radio buttons a page has, a password counting for many: what is asked of a reader, not told to him."""
    kinds = [node.attrs.get("type", "").lower() for node in tree.find("input")]
    small = len(tree.find("a")) < _LINKS_OF_A_LOGIN
    return kinds.count("radio") + (_MANY_CHOICES if "password" in kinds and small else 0)


def signs_in(tree: PageTree) -> bool:
    """Whether the page asks for a password: its captcha guards an account, not the page."""
    return any(node.attrs.get("type", "").lower() == "password" for node in tree.find("input"))


def headline_of(tree: PageTree, title: Node | None) -> str:
    """The text of the place that may show an article's title; none where it links to another page."""
    if title is None:
        return ""
    linked = title.within("a") or (title.tag and tree.count("a", title))
    return "" if linked else tree.text_of(title, 300)
