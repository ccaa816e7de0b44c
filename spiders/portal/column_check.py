"""Is the page at a link the column that the link promises? Verified at its target, never by the link alone."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from domain.columns import ColumnStatus, Refusal
from domain.pages import Link, PageKind, PageReading
from domain.reach import FailureKind
from domain.subjects import Grade
from spiders.markup.absolute import is_file
from spiders.portal.addresses import Site, bare_host, clean_url, is_article, is_trap
from spiders.portal.frontier import Claim
from spiders.portal.list_reading import ListReading
from spiders.portal.navigation import is_column_name, name_of, own_claims

# Columns whose content is a page (a guide, a table, portraits, a form) as often as a list.
PAGE_SUBJECTS = frozenset(
    {
        "leaders",
        "on-request",
        "hotline",
        "services",
        "interview",
        "press",
        "statutory",
        "key-areas",
        "gazette",
        "consultation",
    }
)
# Of these a single page that looks like an article (申请指南, 领导分工) is the column itself.
_ONE_PAGE_SUBJECTS = frozenset({"leaders", "on-request", "hotline", "services"})
_SERVICE_WORDS = re.compile(r"办事服务|网上办事|办事大厅|办事指南|在线办事|便民服务|便民查询|服务大厅")
_SERVICE_SUBJECTS = frozenset({"services", "hotline", "interview", "on-request", "consultation"})
_MORE = re.compile(r"(?:更多|more)?\s*[>»›]*\s*$", re.IGNORECASE)
_NUMBERED_FILE = re.compile(r"\d+(?:_\d+)?\.\w+")
_LEAST_OWN_TEXT = 120  # characters beside the links: less is a template without content
_SENTENCE = re.compile(r"[^\s。；]{8,}(?:[。；]|[：，、][^\s。；]{4,})")
_NO_SENTENCE = re.compile(
    r"版权|主办|承办|备案|ICP|技术支持|分辨率|浏览器|邮编|邮政编码|位置[:：]|您是第|访问量|暂无|没有(?:相关|找到)|正在建设|敬请期待"
)
# A whole date that is no clock (今天是2017年6月1日) and stands in no footer.
_DATED_LINE = re.compile(
    r"(?<!今天是)(?<!今天)(?<!今日)(?<!日期)(?<!时间)(?<![\d：:])(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2}(?!\d)"
)
_HOME_STEP = re.compile(r"^(?:网站|本站)?首\s?页$|^您?(?:当前|现在|的|所在)*位置[:：]?$")
_HEADLINE = 9
_LONG_HEADLINE = 14  # characters: no column of a menu is called so
_SEVERAL = 2
MOST_CHILDREN = 15
_MOST_ELEMENTS = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """What a page turned out to be for one claim: a column (``refusal`` None) or not."""

    claim: Claim
    refusal: Refusal | None = None


def verify(reading: PageReading, claim: Claim, wanted: Collection[str]) -> Verified:
    """Check one claim against the page it leads to."""
    own = {each.subject: each for each in own_claims(reading, wanted, claim.found_on)}
    named = own.get(claim.subject)
    if named is not None and named.grade > claim.grade:
        claim = replace(claim, grade=named.grade, surface=named.surface)
    if reading.kind is PageKind.ARTICLE and not (
        claim.subject in _ONE_PAGE_SUBJECTS and claim.grade > Grade.WEAK
    ):
        return Verified(claim=claim, refusal=Refusal.ARTICLE)
    if reading.kind in {PageKind.HOME, PageKind.SEARCH}:
        return Verified(claim=claim, refusal=Refusal.NOT_A_LIST)
    if claim.subject not in _SERVICE_SUBJECTS and named is None and is_service(reading):
        return Verified(claim=claim, refusal=Refusal.SERVICE)
    if claim.grade is Grade.WEAK:
        return Verified(claim=claim, refusal=Refusal.UNCONFIRMED)
    return Verified(claim=claim)


def level_of(reading: PageReading) -> int | None:
    """How deep a column stands by its own breadcrumb (首页 > 政务公开 > 政策文件 is 2); None where it shows none."""
    steps = [step for step in reading.breadcrumb if step and not _HOME_STEP.match(step)]
    if not steps:
        return None
    named = reading.column_name is None or reading.column_name == steps[-1]
    return len(steps) if named else len(steps) + 1


def is_service(reading: PageReading) -> bool:
    """Whether a page stands among the services (办事服务) rather than among what is published."""
    place = " ".join((*reading.breadcrumb, reading.column_name or ""))
    if _SERVICE_WORDS.search(place):
        return True
    return not reading.postings and _SERVICE_WORDS.search(reading.title) is not None


def names_itself(reading: PageReading) -> bool:
    """Whether a page says what column it is; a merely weak link to one that says another is then decided."""
    return bool(reading.column_name or reading.own_subjects)


def status_of(
    reading: PageReading, own: ListReading, postings: int, subject: str, *, children: int = 0
) -> tuple[ColumnStatus, FailureKind | None]:
    """What became of a verified column that was read, with ``postings`` in it and in its ``children``, the sub-columns."""
    if postings or (children and subject in PAGE_SUBJECTS and not reading.under_construction):
        return ColumnStatus.OK, None
    if own.failure is not None or reading.needs_render or own.needs_postback:
        unread = own.failure or (FailureKind.RENDER_FAILED if reading.needs_render else None)
        return ColumnStatus.UNREADABLE, unread
    if _is_content(reading, subject):
        return ColumnStatus.OK, None
    if reading.traces or _shows_more(reading, subject):
        # Something stands there that was not recognised as postings: nobody may call that blank.
        portraits = subject in PAGE_SUBJECTS and any(is_article(link.url) for link in _unnamed(reading))
        return (ColumnStatus.OK if portraits else ColumnStatus.UNREADABLE), None
    return ColumnStatus.BLANK, None


def _is_content(reading: PageReading, subject: str) -> bool:
    """Whether a page without any posting says something itself, so that it isn't a blank column."""
    if reading.under_construction:
        return False
    if subject in PAGE_SUBJECTS:
        return own_text(reading) >= _LEAST_OWN_TEXT or _says_something(reading)
    return reading.kind is PageKind.OTHER and own_text(reading) >= 3 * _LEAST_OWN_TEXT


def _shows_more(reading: PageReading, subject: str) -> bool:
    """Whether a page without postings shows a date, or leads to articles, to other sites, or wherever a script does."""
    if reading.unlinked or (reading.total_pages or 1) > 1:
        return True
    if any(is_article(link.url) or is_file(link.url) for link in _of_content(reading)):
        # 暂无数据 may be said of one box, or of the comments, of a page that shows a posting: 2017年部门预算, an attachment.
        return True
    if _is_kept_elsewhere(reading, subject):
        return True
    if not reading.under_construction and _DATED_LINE.search(reading.text):
        # A single item, perhaps, under a title too short to be told from a button.
        return True
    if reading.under_construction:
        return sum(len(name_of(link)) >= _LONG_HEADLINE for link in _unnamed(reading)) >= _SEVERAL
    host = urlsplit(reading.url).netloc
    return any(
        len(name_of(link)) >= _HEADLINE or urlsplit(link.url).netloc != host for link in _unnamed(reading)
    )


def _is_kept_elsewhere(reading: PageReading, subject: str) -> bool:
    """Whether the content leads to another host under the column's own subject (PPP项目库): what it holds may stand there."""
    host = bare_host(reading.url)
    return any(
        any(match.subject == subject for match in link.matches) and bare_host(link.url) != host
        for link in _of_content(reading)
        if link.region != "breadcrumb"
    )


def _of_content(reading: PageReading) -> Iterator[Link]:
    """The links of a page's content that have a text."""
    return (link for link in reading.links if link.region in {"", "breadcrumb"} and name_of(link))


def _unnamed(reading: PageReading) -> Iterator[Link]:
    """The links of a page's content that have a text but name no subject, as the site's frame does."""
    return (link for link in _of_content(reading) if not link.matches)


def _says_something(reading: PageReading) -> bool:
    """Whether a page says a sentence of its own; the lines of its footer and its excuses are none."""
    return any(_SENTENCE.search(line) and not _NO_SENTENCE.search(line) for line in reading.text.split())


def own_text(reading: PageReading) -> int:
    """About how many characters a page says beside its links."""
    return max(0, len(reading.text) - sum(len(link.text) for link in reading.links))


def children_of(reading: PageReading, site: Site, chrome: Collection[str]) -> dict[str, str]:
    """Sub-columns (子栏目) that a column page leads to: address to name, at most fifteen.

    Links that stand on the home page too are the site's own frame, unless they lie under the column's address. A page
    named by a fragment (``/app/#/ppp``) has the sub-columns under its fragment (``/app/#/ppp/list``) and no other of its
    application; one that a number names (``/gkmlpt/index#508``) has none.
    """
    own = clean_url(reading.url) or reading.url
    address, _, fragment = own.partition("#")
    base = address.rpartition("/")[0] + "/"
    # Files that numbers name lie side by side, the columns of the whole site in one directory.
    flat = _NUMBERED_FILE.fullmatch(address.rpartition("/")[2]) is not None
    under = None if fragment.isdecimal() else fragment.rstrip("/") + "/"
    postings = {posting.url for posting in reading.postings}
    found: dict[str, str] = {}
    for link in reading.links:
        url = _child_url(link, site, postings)
        if url is None or url == own or url in found:
            continue
        page, _, part = url.partition("#")
        if fragment and (part or page == address):
            if page != address or under is None or not part.startswith(under) or part == under:
                continue
            below = True
        else:
            inside = url.startswith(base) and len(url) > len(base) and base.count("/") > 3
            below = inside and not fragment and not flat
        if not below and (url in chrome or link.region):
            continue
        found[url] = name_of(link)
        if len(found) >= MOST_CHILDREN:
            break
    return found


def cuts_children(children: Collection[str], url: str) -> bool:
    """Whether there may be sub-columns beyond those that are read; where the query tells pages apart, most are none."""
    return len(children) >= MOST_CHILDREN and "?" not in url


def _child_url(link: Link, site: Site, postings: Collection[str]) -> str | None:
    url = clean_url(link.url)
    if url is None or link.region in {"footer", "friend", "breadcrumb"} or link.url in postings:
        return None
    if not site.owns(url) or site.is_home(url) or is_file(url) or is_trap(url) or is_article(url):
        return None
    return url if is_column_name(name_of(link)) else None


def elements_of(reading: PageReading, children: Collection[str], chrome: Collection[str]) -> dict[str, None]:
    """The names of a column's parts: sub-columns, headings, sections of its lists.

    Postings are no parts, nor is what heads the site's own frame (a menu's name, a step of the breadcrumb).
    """
    frame = {name_of(link) for link in reading.links if (clean_url(link.url) or "") in chrome}
    others = {item.title for item in reading.postings} | frame | set(reading.breadcrumb[:-1])
    headings = (_MORE.sub("", name).strip() for name in reading.headings)
    sections = (item.section or "" for item in reading.postings)
    names = [*children, *(name for name in headings if name not in others), *sections]
    return dict.fromkeys([name for name in names if name][:_MOST_ELEMENTS])
