"""How is one portal searched? Home, then subjects, hubs, site map, navigation and column-like links, within budgets."""

from datetime import date

from audit_rules.subjects.matcher import Vocabulary
from crawler.failures import FetchFailed
from crawler.fetch import Fetcher
from crawler.options import CrawlOptions
from domain.columns import ColumnStatus, Refusal
from domain.crawl import CrawlTarget, PortalDone
from domain.pages import PageKind, PageReading, PageRequest, Posting, SiteNorms
from domain.reach import GONE, FailureKind
from domain.subjects import Grade
from spiders.markup.absolute import is_file
from spiders.portal.addresses import Site, clean_url
from spiders.portal.articles import read_articles
from spiders.portal.column_book import ColumnBook
from spiders.portal.column_check import (
    children_of,
    cuts_children,
    elements_of,
    names_itself,
    status_of,
    verify,
)
from spiders.portal.columns import ColumnState, failed_column
from spiders.portal.filed_address import FiledAddress
from spiders.portal.following import Following
from spiders.portal.frontier import Claim, Frontier, Role, Task
from spiders.portal.home import frame_of, is_navigation, load_home
from spiders.portal.inspected import Inspection
from spiders.portal.list_reading import ListReader, ListReading, one_page
from spiders.portal.navigation import HUB_SUBJECTS, own_claims
from spiders.portal.page_source import BudgetSpent, Loaded, PageSource
from spiders.portal.phrases import look_for_phrases
from spiders.portal.portal_requests import OffSiteRedirect, PortalRequests
from spiders.portal.reach import Search, coverage_of, reach_of
from spiders.portal.records import Record
from spiders.portal.site_search import SiteSearch
from spiders.portal.working_off import work_off


class PortalVisit:
    """The search of one portal, start to end."""

    def __init__(
        self,
        target: CrawlTarget,
        *,
        fetcher: Fetcher,
        record: Record,
        vocabulary: Vocabulary,
        options: CrawlOptions,
        other_hosts: frozenset[str] = frozenset(),
    ) -> None:
        self._target = target
        self._options = options
        self._record = record
        home = clean_url(target.unit.portal_url or "") or ""
        self._filed = FiledAddress(target.unit.filed_url, record.now)
        self._requests = PortalRequests(fetcher, vocabulary, Site(home, other_hosts), self._filed.heard)
        self._source = PageSource(self._requests, record, options)
        self._lists = ListReader(
            self._load_list_page,
            self._read_article,
            since=target.since,
            list_pages=options.list_pages,
            dated_articles=options.dated_articles,
        )
        self._frontier = Frontier()
        self._chrome: set[str] = set()
        self._inspection = Inspection(target.subjects, record)
        self._columns = ColumnBook(record, self._have_child_read)
        self._vocabulary = vocabulary
        self.search = Search()
        self._following = Following(
            target,
            options=options,
            vocabulary=vocabulary,
            record=record,
            search=self.search,
            columns=self._columns,
            frontier=self._frontier,
            site=lambda: self.site,
        )

    @property
    def site(self) -> Site:
        """The addresses of the portal, as far as they are known."""
        return self._source.site

    async def run(self) -> PortalDone:
        """Search the portal and write down all of it but its end, which is returned."""
        search = self.search
        norms = SiteNorms()
        try:
            home = await load_home(self._source)
        except FetchFailed as failure:
            search.home_failure = failure
        else:
            norms = home.reading.norms
            search.home = True
            self._take_home(home)
            await self._read_frontier()
            await self._ask_search(SiteSearch(self._source, home.reading, self._chrome))
            await read_articles(
                self._record, self._target, self._load_article, self._chrome, self._options.read_articles
            )
            await self._filed.ask(self._requests)
        self._inspection.close()
        for claim, url in self._columns.close():
            if claim.subject in HUB_SUBJECTS:
                search.unread.setdefault(url, FailureKind.INTERRUPTED)
        self._following.tell_passed_over()
        search.budget_exhausted = any(task.role.required for task in self._frontier.waiting())
        return PortalDone(
            unit_id=self._record.unit_id,
            reach=reach_of(search, self._record, self._requests.blocked, self.site.home_url),
            coverage=coverage_of(search, self._record, self.site.home_url, self._target),
            norms=norms,
            finished_at=self._record.now(),
            filed=self._filed.found,
        )

    async def _ask_search(self, search: SiteSearch) -> None:
        """Ask the portal's own search for what was not found and is held against the unit, and read what it finds."""
        names = self._vocabulary.names
        missing = [
            each for each in self._target.sought if each in names and each not in self.search.subjects_read
        ]
        asked = missing[: self._options.portal_searches]
        await search.ask(((each, names[each].partition("/")[0]) for each in asked), self._following.answer)
        self.search.box, self.search.asked = search.seen, search.asked
        await self._read_frontier()

    def _take_home(self, home: Loaded) -> None:
        self._frontier.mark(self.site.home_url)
        self._frontier.mark(home.final_url)
        self.search.navigation = is_navigation(home.reading, self.site, home=True)
        self._chrome = frame_of(home.reading)
        self._inspection.home(home)
        self._record.links(home.reading, self._options.max_links)
        self._following.links_of(home.reading, depth=1)

    async def _read_frontier(self) -> None:
        """Read what waits, a few pages at a time; pages that are being read may still add to it."""
        await work_off(self._next_task, self._visit, at_once=self._options.host_concurrency)

    def _next_task(self) -> Task | None:
        return None if self._source.spent else self._frontier.take()

    async def _visit(self, task: Task) -> None:
        try:
            loaded = await self._source.load(task.url, found_on=task.found_on, depth=task.depth)
            await self._take(task, loaded)
        except BudgetSpent:
            self._frontier.add(task, again=True)
        except OffSiteRedirect:
            for claim in task.claims.values():
                self._record.refused(claim, task.url, Refusal.OTHER_SITE)
            self._columns.settle(task.url, None)
        except FetchFailed as failure:
            self._take_failure(task, failure)

    async def _take(self, task: Task, loaded: Loaded) -> None:
        reading = loaded.reading
        self._frontier.mark(loaded.final_url)
        self.search.read(task)
        self._following.read(task, reading)
        self._inspection.passed(task.url, reading)
        if not self.search.navigation and task.depth <= 1 and is_navigation(reading, self.site, home=False):
            # Behind a splash page the site's frame is what the first page with a navigation shows.
            self.search.navigation = True
            self._chrome |= frame_of(reading)
        self._record.links(reading, self._options.max_links)
        self._following.links_of(reading, depth=task.depth + 1)
        claims = self._verified(task, reading)
        self.search.subjects_read.update(claim.subject for claim in claims)
        if not claims and task.role is not Role.CHILD and not self._columns.is_awaited(task.url):
            self._record.postings([*reading.postings, *self._following.hit_of(task, reading)])
            self._columns.glance(task.url, one_page(loaded))
            if self._inspection.wants(task, reading):
                await self._take_navigation(task, loaded)
            return
        own = await self._lists.read(loaded)
        if self._seems_blank(loaded, own, claims):
            # Only a browser can tell a blank column from one that a script fills.
            loaded = await self._source.rendered(loaded, task.depth)
            own = await self._lists.read(loaded)
        if claims:
            await self._take_column(task.url, loaded.reading, own, claims)
        elif self._shows_heads(loaded.reading):
            own.complete_since = None
        self._columns.settle(task.url, own)

    def _verified(self, task: Task, reading: PageReading) -> list[Claim]:
        """The claims that the page bears out; refusals are written down."""
        found: dict[str, Claim] = {}
        for claim in task.claims.values():
            verdict = verify(reading, claim, self._target.subjects)
            if verdict.refusal is None:
                found[claim.subject] = verdict.claim
            elif verdict.refusal is Refusal.UNCONFIRMED and names_itself(reading):
                self._record.refused(verdict.claim, task.url, Refusal.OTHER_COLUMN)
            else:
                self._record.refused(verdict.claim, task.url, verdict.refusal)
        if reading.kind in {PageKind.LIST, PageKind.COLUMN}:
            for claim in own_claims(reading, self._target.subjects, task.found_on or reading.url):
                found.setdefault(claim.subject, claim)
        taken = self._columns.subjects_at(task.url)
        return [claim for claim in found.values() if claim.subject not in taken]

    def _shows_heads(self, reading: PageReading) -> bool:
        """Whether a sub-column only shows the heads of lists that stand in sub-columns of its own."""
        if reading.kind is not PageKind.COLUMN or "?" in reading.url:
            return False  # where the query tells pages apart, no address lies under another
        return bool(children_of(reading, self.site, self._chrome))

    def _seems_blank(self, loaded: Loaded, own: ListReading, claims: list[Claim]) -> bool:
        """Whether a page shows nothing of its own, but has scripts that might."""
        if not loaded.scripted or own.postings:
            return False
        states = [status_of(loaded.reading, own, 0, claim.subject)[0] for claim in claims]
        if claims and ColumnStatus.BLANK not in states:
            return False
        return not children_of(loaded.reading, self.site, self._chrome)

    async def _take_navigation(self, task: Task, loaded: Loaded) -> None:
        """Write down whether a column of the navigation holds anything; only a browser can tell that of a scripted page."""
        children = set(children_of(loaded.reading, self.site, self._chrome)) - self._chrome
        own = one_page(loaded)
        if not own.postings and not children and loaded.scripted:
            loaded = await self._source.rendered(loaded, task.depth)
            own = one_page(loaded)
        self._inspection.column(task, loaded.reading, own, children=children)

    async def _take_column(
        self, url: str, reading: PageReading, own: ListReading, claims: list[Claim]
    ) -> None:
        children: dict[str, str] = {}
        if reading.kind is not PageKind.LIST:
            children = children_of(reading, self.site, self._chrome)
            if reading.kind is PageKind.COLUMN:
                # A column page shows only the heads of its lists: what is complete are its sub-columns.
                own.complete_since = date.min if children and not cuts_children(children, url) else None
        column = ColumnState(url=url, reading=reading, own=own, claims=claims, children=children)
        column.elements = elements_of(reading, children.values(), self._chrome)
        await look_for_phrases(column, self._target.phrases, self._load_article, self._chrome)
        self._columns.open(column)
        for claim in claims:
            self._record.messages(own.messages, subject=claim.subject, column_url=url)

    def _have_child_read(self, url: str, column_url: str, again: bool) -> None:  # noqa: FBT001 - a callback
        self._frontier.add(Task(url=url, role=Role.CHILD, depth=1, found_on=column_url), again=again)

    def _take_failure(self, task: Task, failure: FetchFailed) -> None:
        self.search.failed(task, failure.kind)
        for claim in task.claims.values():
            if claim.grade is Grade.WEAK:
                refusal = Refusal.GONE if failure.kind in GONE else Refusal.FAILED
                self._record.refused(claim, task.url, refusal, failure.kind)
            else:
                self._record.put([failed_column(claim, task.url, failure.kind, self._record)])
        self._columns.settle(task.url, None, failure.kind)

    async def _load_list_page(self, wanted: PageRequest, page_url: str) -> Loaded:
        if not self.site.owns(wanted.url):
            raise OffSiteRedirect(wanted.url)
        url = clean_url(wanted.url) or wanted.url
        if wanted.method == "GET" and not self._columns.is_awaited(url):
            # A later page of a list is no column of its own.
            self._frontier.drop(url)
        return await self._source.load_part(wanted, found_on=page_url, depth=1)

    async def _read_article(self, posting: Posting, page_url: str) -> PageReading | None:
        page = await self._load_article(posting.url, page_url)
        return page.reading if page else None

    async def _load_article(self, address: str, page_url: str) -> Loaded | None:
        url = clean_url(address)
        if url is None or is_file(url) or not self.site.owns(url) or url in self._columns.failed:
            return None
        try:
            return await self._source.load(url, found_on=page_url, depth=2)
        except FetchFailed as failure:
            self._columns.failed[url] = failure.kind
        except (OffSiteRedirect, BudgetSpent):
            pass
        return None
