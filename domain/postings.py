"""Which postings and letters stand on a portal, and what does their history show?"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from domain.pages import MessageState, ReadDate


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
    ``audit_rules.suspicion.history`` weighs is read off the store beforehand: ``absent``, the last reading before
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
