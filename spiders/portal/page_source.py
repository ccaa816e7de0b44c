"""What does a page of a portal say, all parts of it taken together? Fetch, read, and complete it.

A page may be only a shell: a refresh to another page, frames, a list whose data come from elsewhere, a page that
only scripts fill. This brings the parts together into one reading, within the portal's budgets.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from crawler.answers import Fetched
from crawler.failures import FetchFailed
from crawler.options import CrawlOptions
from domain.pages import PageReading, PageRequest
from domain.reach import FailureKind
from spiders.portal.addresses import Site, clean_url
from spiders.portal.page_parts import joined
from spiders.portal.portal_requests import OffSiteRedirect, PortalRequests
from spiders.portal.records import Record

_MOST_FRAMES = 6
_MOST_DATA_REQUESTS = 3


class BudgetSpent(Exception):  # noqa: N818 - the end of a budget, which every caller handles
    """The portal's budget of pages or time is spent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """A page with all its parts. ``incomplete`` is why the data of its list could not be had, if so.

    ``scripted``: it has scripts, and was not rendered, so what it doesn't show may yet be there.
    """

    reading: PageReading
    final_url: str
    incomplete: FailureKind | None = None
    scripted: bool = False


class PageSource:
    """Loads the pages of one portal."""

    def __init__(self, requests: PortalRequests, record: Record, options: CrawlOptions) -> None:
        self.requests = requests
        self._record = record
        self._options = options
        self._spent = 0
        self._renders = 0
        self._shown: PageReading | None = None

    @property
    def site(self) -> Site:
        """What belongs to the portal, as far as is known."""
        return self.requests.site

    @property
    def spent(self) -> bool:
        """Whether the budget of pages or time is used up."""
        return self._spent >= self._options.portal_pages or self.requests.out_of_time

    async def load(
        self, url: str, *, found_on: str | None, depth: int, home: bool = False, retries: int | None = None
    ) -> Loaded:
        """Load a page, follow its refreshes, and bring in its frames and its list's data.

        Where the ``home`` page is found settles what belongs to the portal.

        Raises:
            FetchFailed: it could not be had or read; redirects to the home page and soft 404s are such failures.
            OffSiteRedirect: it leads to another site.
            BudgetSpent: there is no budget left.
        """
        followed = 0
        while True:
            reading, fetched = await self._get(
                PageRequest(url=url), found_on=found_on, depth=depth, home=home, retries=retries
            )
            target = reading.refresh_to and clean_url(reading.refresh_to)
            if not target or target == clean_url(fetched.final_url):
                break
            followed += 1
            if followed > self._options.max_refreshes:
                raise FetchFailed(FailureKind.REDIRECT_LOOP, target)
            self.requests.check_landing(target, url, home=home)
            found_on, url = url, target
        if home:
            self.requests.site = self.site.moved(clean_url(fetched.final_url) or url)
        parts = (*reading.frames, *(reading.includes if home else ()))
        reading, unread = await self._with_frames(reading, parts[:_MOST_FRAMES], depth)
        reading, incomplete = await self._with_data(reading, depth)
        if not reading.postings and reading.frames:
            # What such a page has to show may stand in the frame that could not be had.
            incomplete = incomplete or unread
        return Loaded(
            reading=reading,
            final_url=clean_url(fetched.final_url) or url,
            incomplete=incomplete,
            scripted=reading is not self._shown and b"<script" in fetched.body.lower(),
        )

    async def rendered(self, page: Loaded, depth: int) -> Loaded:
        """A page as the browser shows it; ``incomplete`` when that could not be had."""
        reading, incomplete = await self._rendered(page.reading, depth)
        return Loaded(reading=reading, final_url=page.final_url, incomplete=incomplete)

    async def load_part(self, wanted: PageRequest, *, found_on: str, depth: int) -> Loaded:
        """Load the next page of a list (or its data), with the data that it asks for in its turn.

        Raises:
            FetchFailed: it could not be had or read.
            OffSiteRedirect: it leads to another site.
            BudgetSpent: there is no budget left.
        """
        reading, fetched = await self._get(wanted, found_on=found_on, depth=depth)
        reading, incomplete = await self._with_data(reading, depth)
        return Loaded(reading=reading, final_url=fetched.final_url, incomplete=incomplete)

    async def _get(
        self,
        wanted: PageRequest,
        *,
        found_on: str | None,
        depth: int,
        home: bool = False,
        retries: int | None = None,
    ) -> tuple[PageReading, Fetched]:
        if self.spent:
            raise BudgetSpent
        self._spent += 1
        try:
            reading, fetched = await self.requests.had(wanted, found_on, home=home, retries=retries)
        except FetchFailed as failure:
            self._record.visited(wanted.url, found_on=found_on, depth=depth, failure=failure)
            raise
        self._record.visited(wanted.url, found_on=found_on, depth=depth, fetched=fetched, reading=reading)
        return reading, fetched

    async def _with_frames(
        self, reading: PageReading, parts: Sequence[str], depth: int
    ) -> tuple[PageReading, FailureKind | None]:
        """The page with what its frames say, and why one of them could not be had, if so."""
        unread: FailureKind | None = None
        for frame in parts:
            url = clean_url(frame)
            if url is None or url == clean_url(reading.url):
                continue
            if not self.site.owns(url):
                unread = unread or FailureKind.GARBAGE
                continue
            try:
                part, _ = await self._get(PageRequest(url=url), found_on=reading.url, depth=depth)
            except OffSiteRedirect:
                unread = unread or FailureKind.GARBAGE
            except FetchFailed as failure:
                unread = unread or failure.kind
            else:
                traces = reading.traces or part.traces
                reading = replace(joined(reading, part), traces=traces)
        return reading, unread

    async def _with_data(self, reading: PageReading, depth: int) -> tuple[PageReading, FailureKind | None]:
        """The page with the data of its list, or rendered where only scripts can show it."""
        incomplete: FailureKind | None = None
        for wanted in reading.data_requests[:_MOST_DATA_REQUESTS]:
            if not self.site.owns(wanted.url):
                continue
            try:
                part, _ = await self._get(wanted, found_on=reading.url, depth=depth)
            except OffSiteRedirect:
                incomplete = FailureKind.GARBAGE
            except FetchFailed as failure:
                incomplete = failure.kind
            else:
                reading = joined(reading, part)
        if reading.needs_render and (not reading.postings or not reading.data_requests or incomplete):
            return await self._rendered(reading, depth)
        return reading, incomplete

    async def _rendered(self, reading: PageReading, depth: int) -> tuple[PageReading, FailureKind | None]:
        if self._renders >= self._options.portal_renders or self.spent:
            return reading, FailureKind.RENDER_FAILED
        self._renders += 1
        self._spent += 1
        try:
            shown, fetched = await self.requests.rendered(reading.url)
        except (FetchFailed, OffSiteRedirect) as error:
            failure = (
                error
                if isinstance(error, FetchFailed)
                else FetchFailed(FailureKind.RENDER_FAILED, str(error))
            )
            self._record.visited(reading.url, found_on=reading.url, depth=depth, failure=failure)
            return reading, failure.kind
        self._record.visited(reading.url, found_on=reading.url, depth=depth, fetched=fetched, reading=shown)
        if shown.under_construction:
            # Its scripts have run: what it says of itself now (暂无数据) is no more a placeholder's text.
            shown = replace(shown, needs_render=False)
        shown, unread = await self._with_frames(shown, shown.frames[:_MOST_FRAMES], depth)
        if not shown.postings and (shown.needs_render or unread is not None):
            return shown, unread or FailureKind.RENDER_FAILED
        self._shown = shown
        return shown, None
