"""What a crawl saw of one portal: the facts that rules judge. Every fact has an id (``obs:…``) to be cited by."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from domain.pages import MessageState, ReadDate, SiteNorms
from domain.subjects import Grade, Surface


class FailureKind(StrEnum):
    """Why a page could not be had (the failure taxonomy). None of these is ever a breach by itself."""

    DNS = "dns"
    CONNECT = "connect"
    TLS = "tls"
    TIMEOUT = "timeout"
    HTTP_4XX = "http_4xx"
    HTTP_5XX = "http_5xx"
    RATE_LIMITED = "rate_limited"
    NOT_FOUND = "not_found"
    BLOCKED = "blocked"
    SOFT_404 = "soft404"
    REDIRECT_HOME = "redirect_home"
    REDIRECT_LOOP = "redirect_loop"
    ROBOTS = "robots"
    TOO_LARGE = "too_large"
    GARBAGE = "garbage"
    RENDER_FAILED = "render_failed"
    ADDRESS_REFUSED = "address_refused"
    INTERRUPTED = "interrupted"


GONE = frozenset({FailureKind.NOT_FOUND, FailureKind.SOFT_404, FailureKind.REDIRECT_HOME})
"""Failures by which the server itself says that nothing is there: such an address hides nothing."""


class ReachStatus(StrEnum):
    """How far a portal could be reached in a crawl."""

    OK = "ok"
    PARTIAL = "partial"  # reached, but too much failed for absence to be proved
    BLOCKED = "blocked"
    UNREACHABLE = "unreachable"
    NOT_CRAWLED = "not_crawled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """The reach of one portal in one crawl. ``remedy`` says in Chinese what to do about a failure."""

    id: str
    status: ReachStatus
    pages: int = 0
    rendered: int = 0
    failed_pages: int = 0
    blocked: str | None = None
    failure: FailureKind | None = None
    http_status: int | None = None
    home_url: str | None = None
    remedy: str | None = None
    crawled_at: datetime | None = None


class Place(StrEnum):
    """Where on a portal columns are listed or can be asked for."""

    HOME = "home"
    NAVIGATION = "navigation"
    SITEMAP = "sitemap"
    STATUTORY = "statutory"
    KEY_AREAS = "key_areas"
    SEARCH = "search"


class PlaceState(StrEnum):
    """What became of such a place."""

    READ = "read"
    NOT_OFFERED = "not_offered"  # no page that was read leads to one
    UNREAD = "unread"  # offered, and could not be read (see failure)
    NOT_USABLE = "not_usable"  # a search that only a person can use (see bar)
    NOT_ASKED = "not_asked"  # a search that there was no need, or no budget, to ask


class SearchBar(StrEnum):
    """Why a portal's search can't be asked by a program that follows links only."""

    POST = "post"
    SCRIPT = "script"
    CAPTCHA = "captcha"
    OTHER_SITE = "other_site"
    NOT_UNDERSTOOD = (
        "not_understood"  # it answers, but neither with results nor by saying that there are none
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceSeen:
    """One such place, with its address and, when it was not read, the reason."""

    place: Place
    state: PlaceState
    url: str | None = None
    failure: FailureKind | None = None
    bar: SearchBar | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the portal's own search was asked for, and how many results its first page showed.

    ``whole``: these were all, and all of them were looked at.
    """

    subject: str
    words: str
    hits: int
    whole: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """What was searched, so that absence can be proved.

    Each flag says that the place was found, fetched and readable. ``budget_exhausted``: the page budget ended
    before the frontier did. ``unread``: addresses of pages that mattered (navigation, matched columns) and
    could not be read, each with its failure. ``places`` says the same of each place with its address, and of the
    portal's search; a crawl from before it was recorded has none. ``asked`` are the questions that the search answered.
    """

    home: bool = False
    navigation: bool = False
    sitemap: bool = False
    key_areas: bool = False
    statutory: bool = False
    budget_exhausted: bool = False
    pages_read: int = 0
    unread: tuple[tuple[str, FailureKind], ...] = ()
    places: tuple[PlaceSeen, ...] = ()
    asked: tuple[Asked, ...] = ()

    def place(self, place: Place) -> PlaceSeen | None:
        """What is known of a place; None when the crawl did not record it."""
        return next((each for each in self.places if each.place is place), None)


class ColumnStatus(StrEnum):
    """What became of a column once its address was visited."""

    OK = "ok"
    BLANK = "blank"  # reached and readable, holds no posting (空白栏目 or 建设中)
    UNREADABLE = "unreadable"  # needs postback, render failed, list data not had: nothing can be said
    FAILED = "failed"  # the address could not be fetched (see failure)


@dataclass(frozen=True, slots=True, kw_only=True)
class NotMet:
    """A crawl that read a portal and met with no column of a subject; ``id`` is that of its reach."""

    id: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnSeen:
    """A column (栏目) found for a subject.

    ``grade`` is the best of the link's and the target page's own name. ``complete_since``: every posting dated
    on or after this day was read (None = the list was not read to an end or to a known day; ``date.min`` =
    read to its end). ``elements`` are the names of sub-columns, sections and headings on the column's pages.
    ``level`` is 1 for a column of the first level (一级栏目), 2 for one under it …, None where its page does not say.
    ``first_ok`` is when a crawl first found the column holding postings; a column seen blank since March and
    filled since June has its ``first_seen`` in March. ``not_met`` is the last crawl before ``first_seen``, where it read
    the portal well and found no trace of a column of the subject.
    """

    id: str
    subject: str
    url: str
    title: str
    grade: Grade
    surface: Surface
    found_on: str
    status: ColumnStatus
    failure: FailureKind | None = None
    postings: int = 0
    pages_read: int = 0
    complete_since: date | None = None
    elements: tuple[str, ...] = ()
    level: int | None = None
    first_seen: datetime | None = None
    last_seen: datetime | None = None
    first_ok: datetime | None = None
    not_met: NotMet | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ListReading:
    """One crawl's reading of one column's list, back over the date of a posting that did not stand in it.

    ``held`` is how many postings the list held. ``blank_since``: the list was blank (空白栏目), and has been since
    that crawl; None when it held postings.
    """

    id: str
    column: str  # id of the ColumnSeen
    title: str
    url: str
    at: datetime
    held: int = 0
    blank_since: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PastDate:
    """A date that the same source showed for a posting before it showed another one; from when until when."""

    on: date
    first_seen: datetime
    last_seen: datetime


class Suspicion(StrEnum):
    """What the history of a posting speaks against. A suspicion is for people to look into, never a breach."""

    BACKDATED = "backdated"  # 疑似倒填日期: not in its list when that was read after its date
    IMPORTED = "imported"  # the same of many at once: a migration or a belated entry is likelier
    REDATED = "redated"  # 改动日期: the same source showed another date before
    REMOVED = "removed"  # 发布后撤除: gone from its list, though older and newer ones still stand there


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleSeen:
    """What the own page of a posting said when a crawl opened it.

    ``related`` are the addresses of other postings that it leads to beside the site's frame (相关解读, 政策原文);
    ``marks`` those of the words asked for (厅长, 新闻发言人) that its text holds.
    """

    related: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PostingSeen:
    """A posting in the store. ``subjects`` are those of the columns it stood in; ``section`` its sub-column.

    ``first_seen`` and ``last_seen`` are kept for ever: they show backdating, removal and silent change. What
    ``audit_rules.history`` weighs is read off the store beforehand: ``absent``, the last reading before
    ``first_seen`` of a list in which it should have stood by its date; ``past_dates``, what it was dated before;
    ``gone``, the first reading after ``last_seen`` of a list in which it should still have stood. What it makes of
    them is ``suspected``; the store leaves that empty. ``article`` is None where no crawl opened
    the posting's own page: what stands there is then not known.
    """

    id: str
    title: str
    url: str
    published: ReadDate | None
    subjects: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()  # ids of ColumnSeen
    section: str | None = None
    first_seen: datetime | None = None
    last_seen: datetime | None = None
    absent: ListReading | None = None
    past_dates: tuple[PastDate, ...] = ()
    gone: ListReading | None = None
    suspected: tuple[Suspicion, ...] = ()
    article: ArticleSeen | None = None

    @property
    def published_on(self) -> date | None:
        """The date, or None."""
        return self.published.on if self.published else None


class Refusal(StrEnum):
    """Why a candidate link was not taken as the column."""

    ARTICLE = "article"  # leads to a single article
    OTHER_SITE = "other_site"
    SERVICE = "service"  # a service link, not a disclosure column
    NOT_A_LIST = "not_a_list"
    OTHER_COLUMN = "other_column"  # a hint only, and the target names itself as something else
    GONE = "gone"  # a hint only, and the server says that nothing is there
    HOME = "home"  # leads to the home page: its content may stand there
    FILE = "file"  # leads to a file, which may hold what the column would
    SCRIPT = "script"  # only a script knows where it leads
    NOT_FOLLOWED = "not_followed"  # beyond a limit of the visit
    UNCONFIRMED = "unconfirmed"  # weak match, and the target does not name the subject
    FAILED = "failed"  # the target could not be read: absence is then not proved


@dataclass(frozen=True, slots=True, kw_only=True)
class CandidateSeen:
    """A link considered for a subject and refused, with the reason."""

    id: str
    subject: str
    url: str
    text: str
    grade: Grade
    surface: Surface
    found_on: str
    refusal: Refusal
    failure: FailureKind | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkSeen:
    """A link that stood on the portal when it was crawled: its address, its text, a page it stood on."""

    id: str
    url: str
    text: str
    page_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Probe:
    """One availability or filed-address probe (an HTTP request outside the crawl)."""

    id: str
    url: str
    at: datetime
    ok: bool
    http_status: int | None = None
    failure: FailureKind | None = None
    seconds: float = 0.0
    final_url: str | None = None
    purpose: str = "home"  # home | filed


@dataclass(frozen=True, slots=True, kw_only=True)
class FailedLink:
    """A link of the home page that the crawl followed, and that could not be opened, with the failure."""

    url: str
    failure: FailureKind


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageSeen:
    """A letter or message of the public (信件、留言) as a portal's list shows it; ``column`` is a ColumnSeen's id.

    State, category and day of the answer are those that the crawl saw.
    """

    id: str
    title: str
    url: str
    column: str
    state: MessageState
    submitted_on: date | None = None
    answered_on: date | None = None
    category: str | None = None
    first_seen: datetime | None = None
    last_seen: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PortalFacts:
    """All facts of one unit's portal that a judgement may rest on.

    ``crawl_began`` is when the crawl began that the facts are of; ``watched_since`` when the portal was first read
    to the end: what stood there then may have stood there for ever.
    ``former_columns`` held postings in an earlier crawl, as that crawl saw them, and were not met with in this one.
    ``vocabulary`` is the digest of the vocabulary by which the crawl told columns; empty where that is not known.
    """

    unit_id: str
    reach: Reach
    coverage: Coverage
    columns: tuple[ColumnSeen, ...] = ()
    former_columns: tuple[ColumnSeen, ...] = ()
    postings: tuple[PostingSeen, ...] = ()
    candidates: tuple[CandidateSeen, ...] = ()
    probes: tuple[Probe, ...] = ()
    norms: SiteNorms = field(default_factory=SiteNorms)
    crawl_began: datetime | None = None
    watched_since: datetime | None = None
    vocabulary: str = ""
    failed_links: tuple[FailedLink, ...] = ()  # of the home page
    messages: tuple[MessageSeen, ...] = ()
