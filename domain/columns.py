"""Which columns (栏目) did a crawl find, which links did it refuse, and which stood there?"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from domain.reach import FailureKind
from domain.subjects import Grade, Surface


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
