"""What does a page of a portal say, all parts of it taken together? Fetch, read, and complete it.

A page may be only a shell: a refresh to another page, frames, a list whose data come from elsewhere, a page that
only scripts fill. This brings the parts together into one reading, within the portal's budgets.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from audit_rules.subjects.matcher import Vocabulary
from crawler.answers import Fetched
from crawler.failures import FetchFailed
from crawler.fetch import Fetcher
from crawler.options import CrawlOptions
from domain.page_addresses import page_fragment
from domain.pages import PageKind, PageReading, PageRequest
from domain.reach import FailureKind
from spiders.portal.addresses import Site, clean_url
from spiders.portal.page_parts import joined
from spiders.portal.records import Record
from spiders.reader import read_page

_MOST_FRAMES = 6
_MOST_DATA_REQUESTS = 3
_SAYS_WHO_REFUSED = frozenset({FailureKind.BLOCKED, FailureKind.HTTP_4XX, FailureKind.HTTP_5XX})


class BudgetSpent(Exception):  # noqa: N818 - the end of a budget, which every caller handles
    """The portal's budget of pages or time is spent."""


class OffSiteRedirect(Exception):  # noqa: N818 - an outcome
    """A page of the portal sends its visitors to another site."""

    def __init__(self, url: str) -> None:
        super().__init__(url)
        self.url = url


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

    def __init__(
        self,
        fetcher: Fetcher,
        record: Record,
        vocabulary: Vocabulary,
        options: CrawlOptions,
        site: Site,
    ) -> None:
        self.site = site
        self.home_hash = ""
        self.blocked: dict[str, int] = {}
        self._fetcher = fetcher
        self._record = record
        self._vocabulary = vocabulary
        self._options = options
        self._spent = 0
        self._renders = 0
        self._shown: PageReading | None = None

    @property
    def spent(self) -> bool:
        """Whether the budget of pages or time is used up."""
        return self._spent >= self._options.portal_pages or self._fetcher.out_of_time

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
            self._check_landing(target, url, home=home)
            found_on, url = url, target
        if home:
            self.site = self.site.moved(clean_url(fetched.final_url) or url)
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
            fetched = await self._fetcher.fetch(wanted, referer=found_on, retries=retries)
            self._check_landing(fetched.final_url, wanted.url, home=home)
            reading = self._read(fetched, may_be_home=home)
        except FetchFailed as failure:
            self._name_blocker(failure)
            self._record.visited(wanted.url, found_on=found_on, depth=depth, failure=failure)
            raise
        self._record.visited(wanted.url, found_on=found_on, depth=depth, fetched=fetched, reading=reading)
        return reading, fetched

    def _check_landing(self, landed: str, asked: str, *, home: bool) -> None:
        """Whether a page led where it said it would."""
        if home or clean_url(landed) == clean_url(asked):
            return
        if not self.site.owns(landed):
            raise OffSiteRedirect(landed)
        if self.site.is_home(landed) and not self.site.is_home(asked):
            raise FetchFailed(FailureKind.REDIRECT_HOME, asked)

    def _read(self, fetched: Fetched, *, may_be_home: bool = False) -> PageReading:
        reading = read_page(
            fetched.final_url,
            fetched.body,
            content_type=fetched.content_type,
            status=fetched.status,
            headers=fetched.headers,
            vocabulary=self._vocabulary,
            captured_on=fetched.at.date(),
        )
        if page_fragment(reading.url) and not (may_be_home or fetched.rendered or reading.data_requests):
            # What the server sent is the shell of all such pages; only its scripts show the one that was asked for.
            reading = replace(
                reading, needs_render=True, postings=(), next_page=None, under_construction=False
            )
        failure = failure_of(reading)
        if failure is None and not may_be_home and self._shows_home(reading):
            failure = FetchFailed(FailureKind.REDIRECT_HOME, reading.url)
        if failure is not None:
            failure.http_status = fetched.status
            failure.answer = fetched
            raise failure
        if reading.kind is PageKind.HOME and not self.site.is_home(reading.url) and not may_be_home:
            # A column's own index page, which a reader of single pages takes for a home page.
            return replace(reading, kind=PageKind.COLUMN)
        return reading

    def _shows_home(self, reading: PageReading) -> bool:
        """Whether a page is the home page under another address; a shell for scripts is the same for all pages."""
        return reading.content_hash == self.home_hash != "" and not reading.needs_render

    def _name_blocker(self, failure: FetchFailed) -> None:
        """Learn from the page of a refusal who refused, and count it."""
        answer = failure.answer
        if answer is not None and answer.status >= 400 and failure.kind in _SAYS_WHO_REFUSED and answer.body:
            try:
                self._read(answer)
            except FetchFailed as named:
                if named.kind is FailureKind.BLOCKED:
                    failure.kind, failure.detail = named.kind, named.detail
        if failure.kind is FailureKind.BLOCKED:
            name = failure.detail if failure.detail and "HTTP" not in failure.detail else "waf"
            failure.detail = name
            self.blocked[name] = self.blocked.get(name, 0) + 1

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
            fetched = await self._fetcher.render(reading.url)
            self._check_landing(fetched.final_url, reading.url, home=self.site.is_home(reading.url))
            shown = self._read(fetched)
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


def failure_of(reading: PageReading) -> FetchFailed | None:
    """The failure that a page's own content shows: a challenge, a firewall's page, a soft 404, nothing readable."""
    if reading.kind is PageKind.BLOCKED or (reading.blocked and reading.blocked != "soft404"):
        return FetchFailed(FailureKind.BLOCKED, reading.blocked or "waf")
    if reading.blocked == "soft404":
        return FetchFailed(FailureKind.SOFT_404, reading.title)
    if reading.kind is PageKind.ERROR:
        return FetchFailed(FailureKind.GARBAGE, reading.title)
    return None
