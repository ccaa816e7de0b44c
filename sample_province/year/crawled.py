"""What does a crawl of one night hand over of a portal?"""

from datetime import UTC, date, datetime, timedelta

from domain.columns import ColumnStatus
from domain.coverage import Coverage
from domain.crawl import ColumnFound, CrawlItem, PageVisit, PortalDone, PostingFound
from domain.pages import DateConfidence, DateSource, PageKind, ReadDate, SiteNorms
from domain.reach import FailureKind, Reach, ReachStatus
from domain.subjects import Grade, Surface
from domain.units import Unit, UnitKind
from sample_province.year.happenings import COLUMNS, NOTICES, PAGE, Item, Trouble, YearPortal

_LATE = 15  # o'clock in UTC: eleven at night in China


def began(night: date) -> datetime:
    """When the night's crawl begins."""
    return datetime(night.year, night.month, night.day, _LATE, tzinfo=UTC)


def unit_of(portal: YearPortal, night: date) -> Unit:
    """The unit as the registry has it on a night: a portal that moved has its new address."""
    return Unit(
        id=portal.id, name=portal.name, kind=UnitKind.PROVINCIAL_DEPT, portal_url=f"{portal.root(night)}/"
    )


def crawl_items(portal: YearPortal, night: date) -> list[CrawlItem]:
    """What the crawl stores; a portal cut short has no end."""
    trouble, at = portal.trouble(night), began(night) + timedelta(minutes=2)
    if trouble is Trouble.UNREACHABLE:
        return [
            _end(portal, night, Reach(id="", status=ReachStatus.UNREACHABLE, failure=FailureKind.TIMEOUT))
        ]
    items: list[CrawlItem] = [
        PageVisit(
            unit_id=portal.id,
            url=portal.address(night, ""),
            fetched_at=at,
            kind=PageKind.HOME,
            http_status=200,
        )
    ]
    for slug in COLUMNS:
        listed = [] if trouble is Trouble.BLANK else portal.listed(slug, night)
        if not listed and trouble is not Trouble.BLANK:
            continue
        fails = trouble is Trouble.COLUMN_FAILS and slug == NOTICES
        cut = trouble is Trouble.PAGE_FAILS and slug == NOTICES
        listed = listed[:PAGE] if cut else listed
        items.append(_column(portal, night, slug, len(listed), fails=fails, cut=cut))
        if not fails:
            items += [_posting(portal, night, each) for each in listed]
    if trouble is Trouble.CUT_SHORT:
        return items[: len(items) // 2]
    home = portal.address(night, "")
    return [*items, _end(portal, night, Reach(id="", status=ReachStatus.OK, pages=60, home_url=home))]


def _column(portal: YearPortal, night: date, slug: str, held: int, *, fails: bool, cut: bool) -> ColumnFound:
    status = ColumnStatus.FAILED if fails else ColumnStatus.OK if held else ColumnStatus.BLANK
    return ColumnFound(
        unit_id=portal.id,
        subject=slug,
        url=portal.address(night, f"{slug}/"),
        title=COLUMNS[slug],
        grade=Grade.EXACT,
        surface=Surface.TEXT,
        found_on=portal.address(night, ""),
        status=status,
        seen_at=began(night) + timedelta(minutes=3),
        failure=FailureKind.HTTP_5XX if fails or cut else None,
        postings=0 if fails else held,
        pages_read=0 if fails else 1,
        complete_since=None if fails or cut else date.min,
    )


def _posting(portal: YearPortal, night: date, item: Item) -> PostingFound:
    read = ReadDate(on=item.date_on(night), source=DateSource.LIST, confidence=DateConfidence.HIGH)
    return PostingFound(
        unit_id=portal.id,
        title=item.title,
        url=portal.address(night, f"{item.column}/{item.id}.html"),
        seen_at=began(night) + timedelta(minutes=4),
        published=read,
        subject=item.column,
        column_url=portal.address(night, f"{item.column}/"),
    )


def _end(portal: YearPortal, night: date, reach: Reach) -> PortalDone:
    whole = reach.status is ReachStatus.OK
    return PortalDone(
        unit_id=portal.id,
        reach=reach,
        coverage=Coverage(
            home=whole, navigation=whole, sitemap=whole, statutory=whole, pages_read=60 if whole else 0
        ),
        norms=SiteNorms(),
        finished_at=began(night) + timedelta(minutes=9),
    )
