"""What one page says: the value a page reader makes of (url, headers, bytes)."""

from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum, StrEnum

from domain.subjects import SubjectMatch


class PageKind(StrEnum):
    """What a page is."""

    HOME = "home"
    COLUMN = "column"  # 栏目首页: leads to sub-columns or shows several boxes
    LIST = "list"  # a list of postings
    ARTICLE = "article"
    SEARCH = "search"
    BLOCKED = "blocked"  # a challenge or a firewall's page
    ERROR = "error"  # soft 404, empty or broken page
    OTHER = "other"


class DateSource(StrEnum):
    """Where a date was read."""

    SHOWN = "body"  # shown beside the title of the article
    META = "meta"
    LIST = "list"  # shown beside the item in a list
    URL = "url"


class DateConfidence(IntEnum):
    """How much a date may carry: LOW never makes anything late."""

    LOW = 1
    MEDIUM = 2
    HIGH = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadDate:
    """A date with its source. ``conflict`` is another source's differing value (a fact, not a verdict)."""

    on: date
    source: DateSource
    confidence: DateConfidence
    conflict: date | None = None
    conflict_source: DateSource | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A link on a page; ``url`` is absolute. ``region`` is ``nav``, ``footer``, ``friend``, ``breadcrumb`` or ``""``."""

    url: str
    text: str
    title: str = ""
    alt: str = ""
    region: str = ""
    matches: tuple[SubjectMatch, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Posting:
    """One item (信息) of a list of publications. ``date_text`` keeps a shown text that gave no date (``12-29``)."""

    title: str
    url: str
    published: ReadDate | None = None
    date_text: str | None = None
    section: str | None = None
    hidden: bool = False

    @property
    def published_on(self) -> date | None:
        """The date, or None."""
        return self.published.on if self.published else None


class MessageState(StrEnum):
    """What a portal says became of a letter or message of the public (信件、留言)."""

    ANSWERED = "answered"  # 已回复、已办结
    OPEN = "open"  # 未回复: the portal itself says that nobody answered
    UNKNOWN = "unknown"  # 处理中, or nothing said


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One letter or message in a list of them: when it was sent, what became of it, and when it was answered."""

    title: str
    url: str = ""
    state: MessageState = MessageState.UNKNOWN
    submitted_on: date | None = None
    answered_on: date | None = None
    category: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PageRequest:
    """A request that a page asks for: the next page of a list, the data of a list, a frame, a refresh.

    ``form`` are the fields of a POST, in order.
    """

    url: str
    method: str = "GET"
    form: tuple[tuple[str, str], ...] = ()
    headers: tuple[tuple[str, str], ...] = ()


class SearchWay(StrEnum):
    """How a site's search is asked."""

    GET = "get"  # a form whose address and field are known
    LINK = "link"  # a link to a page of its own
    POST = "post"
    CAPTCHA = "captcha"
    SCRIPT = "script"  # only a script reads what is typed


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchBox:
    """A way to search the site: where it asks, the ``field`` for the words, and the ``fields`` that go with them."""

    way: SearchWay
    url: str
    field: str = ""
    fields: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteNorms:
    """Meta and footer norms of 国办发〔2017〕47号; None or False = not seen in this page's static text."""

    site_name: str | None = None
    site_domain: str | None = None
    site_id_code: str | None = None
    organiser: str | None = None  # 主办单位
    contact: str | None = None
    icp: str | None = None  # ICP 备案编号
    police: str | None = None  # 公安机关备案
    party_badge: bool = False  # 党政机关网站标识
    report_errors: bool = False  # 我为政府网站找错
    sitemap: bool = False
    search: bool = False  # a box or a link to search the site (站内搜索)


@dataclass(frozen=True, slots=True, kw_only=True)
class PageReading:
    """All that was read off one page. URLs are absolute; order is document order."""

    url: str
    kind: PageKind
    family: str = "unknown"
    charset: str = "utf-8"
    title: str = ""
    column_name: str | None = None
    breadcrumb: tuple[str, ...] = ()
    published: ReadDate | None = None
    postings: tuple[Posting, ...] = ()
    messages: tuple[Message, ...] = ()
    links: tuple[Link, ...] = ()
    headings: tuple[str, ...] = ()
    # Subjects named, and how many headlines shown, where only a script knows the target (href="javascript:;").
    scripted: tuple[SubjectMatch, ...] = ()
    unlinked: int = 0
    own_subjects: tuple[SubjectMatch, ...] = ()  # what the page itself is about (meta, title, breadcrumb)
    next_page: PageRequest | None = None
    data_requests: tuple[PageRequest, ...] = ()  # where the list's data is, when not in the page
    frames: tuple[str, ...] = ()
    includes: tuple[
        str, ...
    ] = ()  # parts of the page's frame (header, navigation) kept in files of their own
    refresh_to: str | None = None
    blocked: str | None = None  # ruishu, jsl, acw, wzws, waf, soft404 …
    needs_render: bool = False
    needs_postback: bool = False  # later pages are only reachable by a postback we can't replay
    under_construction: bool = False  # 栏目建设中 and the like
    traces: bool = False  # no posting was read, but something stands there that may be one, or may hold some
    total_pages: int | None = None
    norms: SiteNorms = field(default_factory=SiteNorms)
    search_boxes: tuple[SearchBox, ...] = ()
    text: str = ""  # visible text, white space folded, bounded
    content_hash: str = ""  # sha256 hex of the decoded visible text
