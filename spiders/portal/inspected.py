"""What is written down of a portal for an inspection: the home page itself, and every column of its navigation."""

from domain.crawl import ColumnFound
from domain.observations import ColumnStatus
from domain.pages import PageKind, PageReading
from domain.subjects import HOME, NAVIGATION, Grade, Surface
from spiders.portal.column_check import status_of
from spiders.portal.frontier import Role, Task
from spiders.portal.list_reading import ListReading
from spiders.portal.page_source import Loaded
from spiders.portal.records import now

_OF_THE_NAVIGATION = frozenset({Role.HUB, Role.WEAK, Role.NAVIGATION})
_COLUMNS = frozenset({PageKind.LIST, PageKind.COLUMN, PageKind.OTHER})


def home_column(home: Loaded, unit_id: str) -> ColumnFound:
    """The home page as a column: what it shows are its postings."""
    return ColumnFound(
        unit_id=unit_id,
        subject=HOME,
        url=home.final_url,
        title="首页",
        grade=Grade.EXACT,
        surface=Surface.CONTEXT,  # no name made it one: another vocabulary leaves it what it is
        found_on=home.final_url,
        status=ColumnStatus.OK,
        seen_at=now(),
        postings=len(home.reading.postings),
        pages_read=1,
    )


def is_navigation_column(task: Task, reading: PageReading) -> bool:
    """Whether a page that no subject claims is a column of the navigation; an article or a search page is none."""
    return task.role in _OF_THE_NAVIGATION and reading.kind in _COLUMNS


def navigation_column(
    task: Task, reading: PageReading, own: ListReading, children: int, unit_id: str
) -> ColumnFound:
    """A column of the navigation as its first page shows it: whether it holds anything is all that is asked."""
    status, failure = status_of(reading, own, len(own.postings), NAVIGATION, children=children)
    return ColumnFound(
        unit_id=unit_id,
        subject=NAVIGATION,
        url=task.url,
        title=reading.column_name or (reading.breadcrumb[-1] if reading.breadcrumb else reading.title),
        grade=Grade.EXACT,
        surface=Surface.CONTEXT,  # no name made it one: another vocabulary leaves it what it is
        found_on=task.found_on or reading.url,
        status=status,
        seen_at=now(),
        failure=failure,
        postings=len(own.postings),
        pages_read=own.pages,
    )
