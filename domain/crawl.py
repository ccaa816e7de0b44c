"""What a crawl is asked for, and what it hands over, item by item, to be stored."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from domain.capture_ref import CaptureRef
from domain.columns import ColumnStatus, Refusal
from domain.coverage import Coverage
from domain.pages import Message, PageKind, ReadDate, SiteNorms
from domain.reach import FailureKind, Probe, Reach
from domain.subjects import Grade, Surface
from domain.units import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class CrawlTarget:
    """One portal to visit: the subjects wanted, the day lists are read back to, phrases to look for.

    ``sought`` are the subjects whose absence would be held against the unit, in the plan's order: the portal's own
    search is asked for those of them that were not found.

    ``phrases`` maps a subject to texts that the pages of its column (and, for short columns, its articles)
    are searched for; those that are found become elements of the column. ``articles`` maps a subject to words: the
    newest postings of its columns are opened, to see where they lead and which of the words they hold; only
    postings dated on or after ``articles_since``.
    """

    unit: Unit
    subjects: frozenset[str]
    since: date
    phrases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sought: tuple[str, ...] = ()
    articles: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    articles_since: date = date.min


@dataclass(frozen=True, slots=True, kw_only=True)
class PageVisit:
    """One fetch of a page, also a failed one."""

    unit_id: str
    url: str
    fetched_at: datetime
    final_url: str | None = None
    found_on: str | None = None
    depth: int = 0
    kind: PageKind | None = None
    family: str | None = None
    http_status: int | None = None
    failure: FailureKind | None = None
    rendered: bool = False
    content_hash: str | None = None
    size: int = 0  # bytes on the wire or, when unknown, of the body
    seconds: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkFound:
    """A link with its text, once per portal, address and text and crawl."""

    unit_id: str
    url: str
    text: str
    page_url: str
    seen_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnFound:
    """A column that was visited for a subject; fields as in ``ColumnSeen``."""

    unit_id: str
    subject: str
    url: str
    title: str
    grade: Grade
    surface: Surface
    found_on: str
    status: ColumnStatus
    seen_at: datetime
    failure: FailureKind | None = None
    postings: int = 0
    pages_read: int = 0
    complete_since: date | None = None
    elements: tuple[str, ...] = ()
    level: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PostingFound:
    """A posting that stood in a column (``subject`` and ``column_url``), or elsewhere on the portal (both None)."""

    unit_id: str
    title: str
    url: str
    seen_at: datetime
    published: ReadDate | None = None
    section: str | None = None
    subject: str | None = None
    column_url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleRead:
    """A posting's own page that was opened; fields as in ``ArticleSeen``."""

    unit_id: str
    url: str
    seen_at: datetime
    related: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CandidateFound:
    """A link considered for a subject and refused."""

    unit_id: str
    subject: str
    url: str
    text: str
    grade: Grade
    surface: Surface
    found_on: str
    refusal: Refusal
    seen_at: datetime
    failure: FailureKind | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageFound:
    """A letter or message of the public that a column's list showed."""

    unit_id: str
    subject: str
    column_url: str
    message: Message
    seen_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class PortalDone:
    """The end of one portal's crawl; only then do its facts count as a whole. ``capture`` is where its visit is kept.

    ``filed`` is what the visit found at the unit's address on file, as in ``PortalFacts``.
    """

    unit_id: str
    reach: Reach
    coverage: Coverage
    norms: SiteNorms
    finished_at: datetime
    capture: CaptureRef | None = None
    filed: Probe | None = None


CrawlItem = (
    PageVisit
    | LinkFound
    | ColumnFound
    | PostingFound
    | ArticleRead
    | CandidateFound
    | MessageFound
    | PortalDone
)
