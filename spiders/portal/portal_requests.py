"""What came of one request to a portal: the page that was asked for, another one, a refusal? And what does it say?"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace

from audit_rules.subjects.matcher import Vocabulary
from crawler.answers import Fetched
from crawler.failures import FetchFailed
from crawler.fetch import Fetcher
from domain.page_addresses import page_fragment
from domain.pages import PageKind, PageReading, PageRequest
from domain.reach import FailureKind
from spiders.portal.addresses import Site, clean_url
from spiders.reader import read_page

Heard = Callable[[PageRequest, Fetched | None, FetchFailed | None], None]
"""Is told what came of each request: an answer, a failure, or an answer that fails by what it shows or where it led."""

_SAYS_WHO_REFUSED = frozenset({FailureKind.BLOCKED, FailureKind.HTTP_4XX, FailureKind.HTTP_5XX})


class OffSiteRedirect(Exception):  # noqa: N818 - an outcome
    """A page of the portal sends its visitors to another site."""

    def __init__(self, url: str) -> None:
        super().__init__(url)
        self.url = url


class PortalRequests:
    """The single requests of one portal's visit, in no budget.

    ``site`` is what belongs to the portal as far as is known, ``home_hash`` tells its home page by its content, and ``blocked``
    counts who refused.
    """

    def __init__(self, fetcher: Fetcher, vocabulary: Vocabulary, site: Site, heard: Heard) -> None:
        self.site = site
        self.home_hash = ""
        self.blocked: dict[str, int] = {}
        self._fetcher = fetcher
        self._vocabulary = vocabulary
        self._heard = heard

    @property
    def out_of_time(self) -> bool:
        """Whether the budget of time is used up."""
        return self._fetcher.out_of_time

    async def look(self, url: str, *, retries: int | None) -> None:
        """Ask for an address that is no page of the search: it counts in no budget and no reach, and ``heard`` is told of it."""
        with suppress(FetchFailed, OffSiteRedirect):
            await self.had(PageRequest(url=url), None, home=self.site.is_home(url), retries=retries)

    async def had(
        self, wanted: PageRequest, referer: str | None, *, home: bool, retries: int | None
    ) -> tuple[PageReading, Fetched]:
        """Fetch a page, and see whether it is what was asked for; the ``home`` page may be anywhere, and like itself.

        Raises:
            FetchFailed: it could not be had or read; redirects to the home page and soft 404s are such failures.
            OffSiteRedirect: it leads to another site.
        """
        fetched: Fetched | None = None
        try:
            fetched = await self._fetcher.fetch(wanted, referer=referer, retries=retries)
            self.check_landing(fetched.final_url, wanted.url, home=home)
            reading = self._read(fetched, may_be_home=home)
        except FetchFailed as failure:
            self._name_blocker(failure)
            self._heard(wanted, fetched, failure)
            raise
        except OffSiteRedirect:
            self._heard(wanted, fetched, None)
            raise
        self._heard(wanted, fetched, None)
        return reading, fetched

    def behind(self, answer: Fetched) -> FailureKind | None:
        """What an answer of 404 shows instead of saying that nothing is there; None where it shows nothing else.

        A firewall may refuse with it, and a server that rewrites addresses, or leaves them to scripts, may send the page with it.
        """
        try:
            reading = self._read(replace(answer, status=200))
        except FetchFailed as shown:
            return FailureKind.BLOCKED if shown.kind is FailureKind.BLOCKED else None
        shows = reading.postings or reading.frames or reading.data_requests or reading.needs_render
        return FailureKind.GARBAGE if shows else None

    async def rendered(self, url: str) -> tuple[PageReading, Fetched]:
        """Load a page in the browser, and see whether it is what was asked for.

        Raises:
            FetchFailed: it could not be had or read.
            OffSiteRedirect: it leads to another site.
        """
        fetched = await self._fetcher.render(url)
        self.check_landing(fetched.final_url, url, home=self.site.is_home(url))
        return self._read(fetched), fetched

    def check_landing(self, landed: str, asked: str, *, home: bool) -> None:
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


def failure_of(reading: PageReading) -> FetchFailed | None:
    """The failure that a page's own content shows: a challenge, a firewall's page, a soft 404, nothing readable."""
    if reading.kind is PageKind.BLOCKED or (reading.blocked and reading.blocked != "soft404"):
        return FetchFailed(FailureKind.BLOCKED, reading.blocked or "waf")
    if reading.blocked == "soft404":
        return FetchFailed(FailureKind.SOFT_404, reading.title)
    if reading.kind is PageKind.ERROR:
        return FetchFailed(FailureKind.GARBAGE, reading.title)
    return None
