"""Which columns of a portal were found, and which sub-columns do they still wait for?"""

from collections.abc import Callable, Iterator

from domain.reach import FailureKind
from spiders.portal.columns import ColumnState
from spiders.portal.frontier import Claim
from spiders.portal.list_reading import ListReading
from spiders.portal.records import Record


class ColumnBook:
    """The columns of one portal, the lists read and the addresses that failed.

    A column is written down when it and its sub-columns were read. A sub-column is read once, whoever asks for
    it; who waits for it is told its own list only, so columns that lead to each other don't wait for ever.
    """

    def __init__(self, record: Record, have_read: Callable[[str, str, bool], None]) -> None:
        """Take the record, and how a sub-column is had read: its address, the column above it, whether once more."""
        self._record = record
        self._have_read = have_read
        self._columns: dict[str, ColumnState] = {}
        self._lists: dict[str, ListReading] = {}
        self._glanced: set[str] = set()
        self._waiters: dict[str, list[ColumnState]] = {}
        self.failed: dict[str, FailureKind] = {}

    def subjects_at(self, url: str) -> set[str]:
        """The subjects whose column an address is known to be."""
        known = self._columns.get(url)
        return {claim.subject for claim in known.claims} if known else set()

    def is_awaited(self, url: str) -> bool:
        """Whether a column waits for an address as for its sub-column."""
        return url in self._waiters

    def open(self, column: ColumnState) -> None:
        """Take a column; what its sub-columns hold is added as they are read."""
        self._columns[column.url] = column
        for claim in column.claims:
            self._record.postings(column.own.postings, subject=claim.subject, column_url=column.url)
        column.waiting = set(column.children)
        for child in column.children:
            cut_short = child in self._glanced and self._lists[child].complete_since is None
            if (child in self._lists and not cut_short) or child in self.failed:
                column.take_child(self._lists.get(child), self.failed.get(child), self._record, child)
            else:
                self._waiters.setdefault(child, []).append(column)
                self._have_read(child, column.url, cut_short)
        if not column.waiting:
            column.finish(self._record)

    def settle(self, url: str, own: ListReading | None, failure: FailureKind | None = None) -> None:
        """Remember what an address held, or that it could not be read, and tell the columns that wait for it."""
        if own is not None:
            self._lists[url] = own
            self._glanced.discard(url)
        elif failure is not None:
            self.failed[url] = failure
        for column in self._waiters.pop(url, []):
            column.take_child(own, failure, self._record, url)
            if not column.waiting:
                column.finish(self._record)

    def glance(self, url: str, own: ListReading) -> None:
        """Remember a page that was read in passing, as far as its first page shows it."""
        if url not in self._lists:
            self._lists[url] = own
            self._glanced.add(url)

    def close(self) -> Iterator[tuple[Claim, str]]:
        """Write down the columns that still wait; yields each claim with a sub-column that stayed unread."""
        for column in self._columns.values():
            if column.waiting:
                column.finish(self._record)
                yield from ((claim, url) for url in sorted(column.waiting) for claim in column.claims)
