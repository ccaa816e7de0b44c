"""How are a portal's visits written down? Facts on their way to the store, each once."""

from collections.abc import Callable, Iterable
from datetime import date, datetime

from crawler.answers import Fetched
from crawler.context import CrawlContext
from crawler.failures import FetchFailed
from domain.columns import Refusal
from domain.crawl import CandidateFound, CrawlItem, LinkFound, MessageFound, PageVisit, PostingFound
from domain.pages import Message, PageReading, Posting
from domain.reach import FailureKind
from spiders.portal.addresses import clean_url
from spiders.portal.frontier import Claim
from spiders.portal.navigation import name_of


class Record:
    """Writes one portal's facts to the crawl's outlet and counts its pages."""

    def __init__(self, context: CrawlContext, unit_id: str, now: Callable[[], datetime]) -> None:
        """Take where facts go, whose they are, and the visit's clock (``Wire.now``)."""
        self._context = context
        self.unit_id = unit_id
        self.now = now
        self.pages = 0
        self.rendered = 0
        self.failed = 0
        self._links: set[tuple[str, str]] = set()
        self._postings: set[tuple[str | None, str | None, str, str]] = set()
        self._candidates: set[tuple[str, str]] = set()
        self.dated: dict[str, dict[str, date]] = {}  # by subject: addresses of postings with their days

    def put(self, items: Iterable[CrawlItem]) -> None:
        """Hand facts to the outlet."""
        self._context.outlet.put(items)

    def visited(
        self,
        url: str,
        *,
        found_on: str | None,
        depth: int,
        fetched: Fetched | None = None,
        reading: PageReading | None = None,
        failure: FetchFailed | None = None,
    ) -> None:
        """Write down one fetch, successful or not."""
        answer = fetched or (failure.answer if failure else None)
        self.pages += failure is None
        self.failed += failure is not None
        rendered = answer is not None and answer.rendered
        self.rendered += rendered and failure is None
        self._context.pages += failure is None
        self._context.failed += failure is not None
        self._context.rendered += rendered and failure is None
        self.put(
            [
                PageVisit(
                    unit_id=self.unit_id,
                    url=url,
                    fetched_at=answer.at if answer else self.now(),
                    final_url=answer.final_url if answer and answer.final_url != url else None,
                    found_on=found_on,
                    depth=depth,
                    kind=reading.kind if reading else None,
                    family=reading.family if reading else None,
                    http_status=answer.status if answer else (failure.http_status if failure else None),
                    failure=failure.kind if failure else None,
                    rendered=rendered,
                    content_hash=reading.content_hash or None if reading else None,
                    size=answer.size if answer else 0,
                    seconds=round(answer.seconds, 3) if answer else 0.0,
                )
            ]
        )
        self._context.tell(self.unit_id)

    def links(self, reading: PageReading, limit: int) -> None:
        """Write down the links that weren't seen on this portal yet."""
        seen_at = self.now()
        fresh: list[CrawlItem] = []
        for link in reading.links[:limit]:
            name = name_of(link)
            if not name or (link.url, name) in self._links:
                continue
            self._links.add((link.url, name))
            url = clean_url(link.url)
            if url is not None:
                fresh.append(
                    LinkFound(unit_id=self.unit_id, url=url, text=name, page_url=reading.url, seen_at=seen_at)
                )
        self.put(fresh)

    def postings(
        self,
        postings: Iterable[Posting],
        *,
        subject: str | None = None,
        column_url: str | None = None,
        section: str | None = None,
    ) -> None:
        """Write down postings of a column, or of no column in particular."""
        seen_at = self.now()
        fresh: list[CrawlItem] = []
        for posting in postings:
            key = (subject, column_url, posting.url, posting.title)
            if key in self._postings:
                continue
            self._postings.add(key)
            if subject is not None and posting.published_on is not None:
                address = clean_url(posting.url) or posting.url
                self.dated.setdefault(subject, {})[address] = posting.published_on
            fresh.append(
                PostingFound(
                    unit_id=self.unit_id,
                    title=posting.title,
                    url=clean_url(posting.url) or posting.url,
                    seen_at=seen_at,
                    published=posting.published,
                    section=section or posting.section,
                    subject=subject,
                    column_url=column_url,
                )
            )
        self.put(fresh)

    def messages(self, messages: Iterable[Message], *, subject: str, column_url: str) -> None:
        """Write down letters and messages that a column's list showed."""
        seen_at = self.now()
        self.put(
            MessageFound(
                unit_id=self.unit_id, subject=subject, column_url=column_url, message=each, seen_at=seen_at
            )
            for each in messages
        )

    def refused(self, claim: Claim, url: str, refusal: Refusal, failure: FailureKind | None = None) -> None:
        """Write down a link that was considered for a subject and refused."""
        if (claim.subject, url) in self._candidates:
            return
        self._candidates.add((claim.subject, url))
        self.put(
            [
                CandidateFound(
                    unit_id=self.unit_id,
                    subject=claim.subject,
                    url=url,
                    text=claim.text,
                    grade=claim.grade,
                    surface=claim.surface,
                    found_on=claim.found_on,
                    refusal=refusal,
                    seen_at=self.now(),
                    failure=failure,
                )
            ]
        )
