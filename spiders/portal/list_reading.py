"""How far back was a list read, and what stood in it? Page after page until a known day, its end, or a bound."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import pairwise

from crawler.failures import FetchFailed
from domain.pages import DateConfidence, Message, PageKind, PageReading, PageRequest, Posting
from domain.reach import FailureKind
from spiders.portal.cut_titles import completed, is_cut
from spiders.portal.page_source import BudgetSpent, Loaded
from spiders.portal.portal_requests import OffSiteRedirect

_PINNED_AT_MOST = 3
_PAGE_FULL = 10  # items; pages hold 10, 15, 20 …
_DISORDER_DAYS = 7
_FEW_LINKS = 3  # an answer of a data interface holds none beside its items
_CUT_TITLES = 100  # articles of one portal opened to read the title that a list cuts


@dataclass(slots=True, kw_only=True)
class ListReading:
    """What was read of a list. ``complete_since`` as in ``ColumnSeen``."""

    postings: list[Posting] = field(default_factory=list)
    messages: list[Message] = field(default_factory=list)
    pages: int = 1
    complete_since: date | None = None
    failure: FailureKind | None = None
    needs_postback: bool = False


class ListReader:
    """Reads lists of one portal."""

    def __init__(
        self,
        load_page: Callable[[PageRequest, str], Awaitable[Loaded]],
        read_article: Callable[[Posting, str], Awaitable[PageReading | None]],
        *,
        since: date,
        list_pages: int,
        dated_articles: int,
    ) -> None:
        """Take how the next page and an article are had, and the bounds."""
        self._load_page = load_page
        self._read_article = read_article
        self._since = since
        self._list_pages = list_pages
        self._dated_articles = dated_articles
        self._titles_to_open = _CUT_TITLES

    async def read(self, first: Loaded) -> ListReading:
        """Read a list from its first page on."""
        reading = ListReading(failure=first.incomplete)
        seen: set[tuple[str, str]] = set()
        to_open = self._dated_articles
        page: Loaded | None = first
        while page is not None:
            fresh = [item for item in page.reading.postings if (item.url, item.title) not in seen]
            seen.update((item.url, item.title) for item in fresh)
            fresh, to_open = await self._dated(fresh, page.final_url, to_open)
            fresh = await self._completed(fresh, page.final_url)
            reading.postings.extend(fresh)
            reading.messages.extend(page.reading.messages)
            reading.needs_postback |= page.reading.needs_postback
            page = await self._turn(page, fresh, reading)
        reading.complete_since = _where_whole(reading)
        return reading

    async def _turn(self, page: Loaded, fresh: list[Posting], reading: ListReading) -> Loaded | None:
        """The list's next page; None when it was read far enough or there is no more to be had (and which it was)."""
        next_page = page.reading.next_page
        if page.incomplete is not None:
            reading.failure = page.incomplete
        elif self._is_old(fresh, reading.postings):
            reading.complete_since = self._since
        elif reading.pages > 1 and not fresh and page.reading.postings:
            # The same items again: the server doesn't turn the page, so what follows can't be had.
            reading.complete_since = None
        elif reading.pages > 1 and not fresh and _holds_other_things(page):
            reading.complete_since = None
        elif next_page is None or (reading.pages > 1 and not fresh):
            reading.complete_since = _end(page, reading)
        elif reading.pages < self._list_pages:
            return await self._load(next_page, page, reading)
        return None

    async def _load(self, next_page: PageRequest, page: Loaded, reading: ListReading) -> Loaded | None:
        try:
            loaded = await self._load_page(next_page, page.final_url)
        except FetchFailed as failure:
            if failure.kind is FailureKind.NOT_FOUND and page.reading.total_pages is None:
                reading.complete_since = date.min
            else:
                reading.failure = failure.kind
        except OffSiteRedirect:
            reading.failure = FailureKind.GARBAGE
        except BudgetSpent:
            reading.complete_since = None
        else:
            reading.pages += 1
            return loaded
        return None

    async def _dated(self, postings: list[Posting], page_url: str, to_open: int) -> tuple[list[Posting], int]:
        """Postings with the dates their articles show, where the list shows none that can carry a judgement."""
        dated: list[Posting] = []
        for posting in postings:
            known = posting.published
            if to_open > 0 and (known is None or known.confidence is DateConfidence.LOW):
                to_open -= 1
                article = await self._read_article(posting, page_url)
                shown = article.published if article else None
                better = shown is not None and (known is None or shown.confidence > known.confidence)
                title = completed(posting.title, article) or posting.title
                dated.append(replace(posting, title=title, published=shown if better else known))
            else:
                dated.append(posting)
        return dated, to_open

    async def _completed(self, postings: list[Posting], page_url: str) -> list[Posting]:
        """Postings with the titles their articles show, where the list cuts them (关于印发2017年政务公…)."""
        whole: list[Posting] = []
        for posting in postings:
            old = posting.published_on is not None and posting.published_on < self._since
            if is_cut(posting.title) and not old and self._titles_to_open > 0:
                self._titles_to_open -= 1
                article = await self._read_article(posting, page_url)
                title = completed(posting.title, article)
                whole.append(replace(posting, title=title) if title else posting)
            else:
                whole.append(posting)
        return whole

    def _is_old(self, fresh: Sequence[Posting], all_read: Sequence[Posting]) -> bool:
        """Whether a whole page is older than wanted, in a list that is in order. A pinned old item alone proves nothing."""
        dates = [item.published_on for item in fresh]
        days = [day for day in dates if day is not None]
        if not days or len(days) < len(dates) or max(days) >= self._since:
            return False
        return in_order([item.published_on for item in all_read])


def in_order(dates: Sequence[date | None]) -> bool:
    """Whether a list runs from new to old, its pinned first items aside."""
    days = [day for day in dates[_PINNED_AT_MOST:] if day is not None]
    slack = timedelta(days=_DISORDER_DAYS)
    if days and days[-1] > days[0] + slack:
        return False  # it runs from old to new, perhaps in steps too small to be breaks
    breaks = sum(later > former + slack for former, later in pairwise(days))
    return breaks <= max(1, len(days) // 10)


def _where_whole(reading: ListReading) -> date | None:
    """Since when a list is known in full: what a cut title says isn't known."""
    since = reading.complete_since
    for posting in reading.postings:
        if since is None or not is_cut(posting.title):
            continue
        on = posting.published_on
        since = None if on is None else max(since, on + timedelta(days=1))
    return since


def _end(page: Loaded, reading: ListReading) -> date | None:
    """``date.min`` when this was the list's last page; None when there are more that can't be had."""
    if page.reading.needs_postback:
        return None
    total = page.reading.total_pages
    if total is None and reading.pages == 1:
        return _since_of_one_page(reading.postings)
    return date.min if total is None or reading.pages >= total else None


def _since_of_one_page(postings: Sequence[Posting]) -> date | None:
    """Since when a list is known of which there is one page: as many items as pages hold may be the newest of more.

    What stands in several boxes is no page of one list: their items add up to any number.
    """
    boxes = {item.section for item in postings}
    if len(postings) < _PAGE_FULL or len(postings) % 5 or len(boxes) > 1:
        return date.min
    days = [item.published_on for item in postings]
    known = [day for day in days if day is not None]
    return min(known) + timedelta(days=1) if len(known) == len(days) and in_order(days) else None


def _one_page_since(reading: PageReading) -> date | None:
    if reading.total_pages == 1:
        return date.min
    return _since_of_one_page(reading.postings) if reading.total_pages is None else None


def _holds_other_things(page: Loaded) -> bool:
    """Whether a later page without items is a whole page all the same: its items may not have been recognised."""
    reading = page.reading
    return len(reading.links) > _FEW_LINKS and not reading.under_construction and reading.total_pages is None


def one_page(loaded: Loaded) -> ListReading:
    """A page that was read as part of the search only: its list is known as far as its first page shows it."""
    reading = loaded.reading
    whole = reading.next_page is None and not reading.needs_postback and loaded.incomplete is None
    whole = whole and reading.kind is not PageKind.COLUMN
    whole = whole and not any(is_cut(posting.title) for posting in reading.postings)
    return ListReading(
        postings=list(reading.postings),
        complete_since=_one_page_since(reading) if whole else None,
        failure=loaded.incomplete,
    )
