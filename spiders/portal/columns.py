"""What is known of a column once it and its sub-columns were read?"""

from dataclasses import dataclass, field
from datetime import date

from domain.columns import ColumnStatus
from domain.crawl import ColumnFound, CrawlItem
from domain.pages import PageReading
from domain.reach import FailureKind
from spiders.portal.column_check import level_of, status_of
from spiders.portal.frontier import Claim
from spiders.portal.list_reading import ListReading
from spiders.portal.records import Record


@dataclass(slots=True, kw_only=True)
class ColumnState:
    """A verified column: its claims, its own list, and the sub-columns that are still to be read."""

    url: str
    reading: PageReading
    own: ListReading
    claims: list[Claim]
    children: dict[str, str] = field(default_factory=dict)
    waiting: set[str] = field(default_factory=set)
    elements: dict[str, None] = field(default_factory=dict)
    child_postings: int = 0
    pages: int = 0
    complete_since: date | None = None
    child_failure: FailureKind | None = None

    def __post_init__(self) -> None:
        self.pages = self.own.pages
        self.complete_since = self.own.complete_since

    def take_child(
        self, child: ListReading | None, failure: FailureKind | None, record: Record, url: str
    ) -> None:
        """Take what a sub-column holds, or that it could not be read (None)."""
        self.waiting.discard(url)
        if child is None:
            self.complete_since = None
            self.child_failure = failure or self.child_failure
            return
        name = self.children[url]
        for claim in self.claims:
            record.postings(child.postings, subject=claim.subject, column_url=self.url, section=name)
        self.child_postings += len(child.postings)
        self.pages += child.pages
        if self.complete_since is not None:
            self.complete_since = (
                None if child.complete_since is None else max(self.complete_since, child.complete_since)
            )
        self.child_failure = child.failure or self.child_failure

    def finish(self, record: Record) -> None:
        """Write the column down, once for each of its subjects."""
        if self.waiting:
            self.complete_since = None
        postings = len(self.own.postings) + self.child_postings
        record.put([self._found(claim, postings, record) for claim in self.claims])

    def _found(self, claim: Claim, postings: int, record: Record) -> CrawlItem:
        status, failure = status_of(
            self.reading, self.own, postings, claim.subject, children=len(self.children)
        )
        if status is ColumnStatus.BLANK and (self.waiting or self.child_failure is not None):
            status, failure = ColumnStatus.UNREADABLE, self.child_failure
        return ColumnFound(
            unit_id=record.unit_id,
            subject=claim.subject,
            url=self.url,
            title=self.reading.column_name or claim.text or self.reading.title,
            grade=claim.grade,
            surface=claim.surface,
            found_on=claim.found_on,
            status=status,
            seen_at=record.now(),
            failure=failure,
            postings=postings,
            pages_read=self.pages,
            complete_since=self.complete_since if status is not ColumnStatus.UNREADABLE else None,
            elements=tuple(self.elements),
            level=level_of(self.reading),
        )


def failed_column(claim: Claim, url: str, failure: FailureKind, record: Record) -> ColumnFound:
    """A column whose address could not be read."""
    return ColumnFound(
        unit_id=record.unit_id,
        subject=claim.subject,
        url=url,
        title=claim.text,
        grade=claim.grade,
        surface=claim.surface,
        found_on=claim.found_on,
        status=ColumnStatus.FAILED,
        seen_at=record.now(),
        failure=failure,
    )
