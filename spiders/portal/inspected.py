"""What is written down of a portal for an inspection: the home page itself, and every column of its navigation."""

from collections.abc import Collection
from dataclasses import replace

from domain.columns import ColumnStatus
from domain.crawl import ColumnFound
from domain.pages import PageKind, PageReading
from domain.subjects import HOME, NAVIGATION, Grade, Surface
from spiders.portal.addresses import clean_url
from spiders.portal.column_check import level_of, status_of
from spiders.portal.frontier import Role, Task
from spiders.portal.list_reading import ListReading
from spiders.portal.page_source import Loaded
from spiders.portal.records import Record

_OF_THE_NAVIGATION = frozenset({Role.HUB, Role.WEAK, Role.NAVIGATION})
_LEAST_WORDS = 40  # characters: the words before a breadcrumb and over a menu are fewer
_COLUMNS = frozenset({PageKind.LIST, PageKind.COLUMN, PageKind.OTHER})


class Inspection:
    """What one visit notes for an inspection, where its target asks for it.

    Columns of the navigation are written down at the end: one that the pages below it name as the way to them leads to
    them, and is not blank, whatever its own page shows.
    """

    def __init__(self, wanted: Collection[str], record: Record) -> None:
        """Take the subjects asked for, among which ``HOME`` and ``NAVIGATION`` may be, and where to write."""
        self._home = HOME in wanted
        self._navigation = NAVIGATION in wanted
        self._record = record
        self._frame: frozenset[str] = frozenset()
        self._above: set[str] = set()
        self._columns: list[ColumnFound] = []

    def home(self, home: Loaded) -> None:
        """Write down what the home page shows."""
        self._frame = frozenset(home.reading.text.split())
        if not self._home:
            self._record.postings(home.reading.postings)
            return
        self._record.put([_home_column(home, self._record)])
        self._record.postings(home.reading.postings, subject=HOME, column_url=home.final_url)

    def passed(self, url: str, reading: PageReading) -> None:
        """Note which columns a page names as the way to it."""
        if self._navigation:
            above = (clean_url(link.url) for link in reading.links if link.region == "breadcrumb")
            self._above.update(each for each in above if each is not None and each != url)

    def wants(self, task: Task, reading: PageReading) -> bool:
        """Whether a page that no subject claims is to be noted as a column of the navigation."""
        return self._navigation and task.role in _OF_THE_NAVIGATION and reading.kind in _COLUMNS

    def column(
        self, task: Task, reading: PageReading, own: ListReading, *, children: Collection[str]
    ) -> None:
        """Note a column of the navigation as its first page shows it: whether it holds anything is all that is asked.

        Many such columns are no lists: a page that says something of its own is never blank, whatever it is.
        """
        status, failure = status_of(reading, own, len(own.postings), NAVIGATION)
        if children or (failure is None and _says(reading, self._frame) >= _LEAST_WORDS):
            status = ColumnStatus.OK
        self._columns.append(
            ColumnFound(
                unit_id=self._record.unit_id,
                subject=NAVIGATION,
                url=task.url,
                title=reading.column_name
                or (reading.breadcrumb[-1] if reading.breadcrumb else reading.title),
                grade=Grade.EXACT,
                surface=Surface.CONTEXT,  # no name made it one: another vocabulary leaves it what it is
                found_on=task.found_on or reading.url,
                status=status,
                seen_at=self._record.now(),
                failure=failure,
                postings=len(own.postings),
                pages_read=own.pages,
                level=level_of(reading),
            )
        )

    def close(self) -> None:
        """Write the columns of the navigation down."""
        self._record.put(
            replace(each, status=ColumnStatus.OK) if each.url in self._above else each
            for each in self._columns
        )


def _home_column(home: Loaded, record: Record) -> ColumnFound:
    """The home page as a column: what it shows are its postings."""
    return ColumnFound(
        unit_id=record.unit_id,
        subject=HOME,
        url=home.final_url,
        title="首页",
        grade=Grade.EXACT,
        surface=Surface.CONTEXT,  # no name made it one: another vocabulary leaves it what it is
        found_on=home.final_url,
        status=ColumnStatus.OK,
        seen_at=record.now(),
        postings=len(home.reading.postings),
        pages_read=1,
    )


def _says(reading: PageReading, frame: Collection[str]) -> int:
    """How many characters a page says beside the site's frame, its links, its name and the way to it."""
    known = {*frame, *reading.breadcrumb, reading.title, reading.column_name or ""}
    known.update(word for link in reading.links for word in link.text.split())
    return sum(len(word) for word in reading.text.split() if word not in known)
