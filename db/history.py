"""Which earlier crawls speak against a posting's date, and since when does it no longer stand in its lists?

Only what can matter is looked up: postings that turned up after the first crawl with a date from before it, and those
that the crawl did not see again in lists that it read past their date. Whether that is suspicious is not said here
(``audit_rules.suspicion.history``).
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import CTE, ColumnElement, Connection, Row, ScalarSelect, Select, and_, func, or_, select
from sqlalchemy.orm import aliased

from db.tables.columns import ColumnRow, ColumnSightingRow
from db.tables.crawls import CrawlRow, PortalCrawlRow
from db.tables.postings import PostingColumnRow, PostingDateRow, PostingRow
from db.upserts import chunks
from domain.columns import ColumnSeen, ColumnStatus
from domain.pages import DateConfidence, DateSource
from domain.postings import ListReading, PastDate, PostingSeen
from domain.reach import ReachStatus

LEAST_GAP = timedelta(days=2)
"""A posting first seen within two days of its date is not looked up: no plan may suspect it."""

_CHINA = timedelta(hours=8)


def reading_id(crawl_id: int, column_id: int) -> str:
    """The citation of what one crawl made of a column."""
    return f"obs:reading/{crawl_id}/{column_id}"


def watched_since(connection: Connection, chosen: CTE) -> dict[str, datetime]:
    """When each chosen portal was first read to the end, by unit id; a portal never reached is not among them."""
    query = (
        select(PortalCrawlRow.unit_id, func.min(PortalCrawlRow.finished_at).label("since"))
        .join(chosen, chosen.c.unit_id == PortalCrawlRow.unit_id)
        .where(
            PortalCrawlRow.finished_at <= chosen.c.finished_at,
            PortalCrawlRow.status.in_([ReachStatus.OK, ReachStatus.PARTIAL]),
        )
        .group_by(PortalCrawlRow.unit_id)
    )
    return {row.unit_id: row.since for row in connection.execute(query)}


class DateBorne(NamedTuple):
    """A date that a posting bore, from when until when; ``started_at`` is when the crawl began whose facts are told."""

    posting_id: int
    id: int
    value: date
    source: DateSource
    confidence: int
    conflict: date | None
    conflict_source: DateSource | None
    first_seen: datetime
    last_seen: datetime
    started_at: datetime


def past_dates(best: DateBorne, others: Iterable[DateBorne]) -> tuple[PastDate, ...]:
    """The dates that the source of the best one showed before, and no longer did when that one appeared."""
    return tuple(
        PastDate(on=row.value, first_seen=row.first_seen, last_seen=row.last_seen)
        for row in sorted(others, key=lambda row: (row.first_seen, row.id))
        if row.source is best.source
        and row.value != best.value
        and row.confidence > DateConfidence.LOW
        and row.last_seen < best.first_seen
    )


def add_readings(
    connection: Connection,
    done: Mapping[str, Row[Any]],
    watched: Mapping[str, datetime],
    columns: Mapping[str, Sequence[ColumnSeen]],
    postings: Mapping[str, list[PostingSeen]],
) -> None:
    """Set ``absent`` and ``gone`` of the postings, by unit id, where a reading of their columns gives them."""
    new: dict[int, tuple[str, int]] = {}
    gone: dict[int, tuple[str, int]] = {}
    for name, every in postings.items():
        since, began = watched.get(name), done[name].started_at
        if since is None or since >= done[name].finished_at:
            continue  # the first crawl: nothing is known of the time before
        spans = _spans(every, began)
        read = {seen.id: seen.complete_since for seen in columns.get(name, ()) if _is_read(seen)}
        for place, posting in enumerate(every):
            if _turned_up(posting, since):
                new[_number(posting.id)] = (name, place)
            if _left(posting, began, read, spans):
                gone[_number(posting.id)] = (name, place)
    latest = {name: row.finished_at for name, row in done.items()}
    wanted = {number: postings[name][place].columns for number, (name, place) in (new | gone).items()}
    for number, reading in _readings(connection, {each: wanted[each] for each in new}, _absent()).items():
        name, place = new[number]
        postings[name][place] = replace(postings[name][place], absent=min(reading, key=_moment))
    for number, reading in _readings(connection, {each: wanted[each] for each in gone}, _gone()).items():
        name, place = gone[number]
        if all(each.at <= latest[name] for each in reading):
            postings[name][place] = replace(postings[name][place], gone=max(reading, key=_moment))


def _moment(reading: ListReading) -> tuple[datetime, str]:
    return reading.at, reading.id


def _number(citation: str) -> int:
    return int(citation.rpartition("/")[2])


def _is_read(column: ColumnSeen) -> bool:
    return column.status is ColumnStatus.OK and column.complete_since is not None


def _turned_up(posting: PostingSeen, since: datetime) -> bool:
    """Whether it came after the first crawl, with a date that lies well before."""
    on, seen = posting.published_on, posting.first_seen
    if on is None or seen is None or seen <= since or not posting.columns:
        return False
    return (seen + _CHINA).date() - on >= LEAST_GAP


def _spans(postings: Iterable[PostingSeen], began: datetime) -> dict[str, tuple[date, date]]:
    """The oldest and the newest date that the crawl saw in each column."""
    dates: dict[str, list[date]] = defaultdict(list)
    for posting in postings:
        if posting.published_on is not None and posting.last_seen is not None and posting.last_seen >= began:
            for column in posting.columns:
                dates[column].append(posting.published_on)
    return {column: (min(days), max(days)) for column, days in dates.items()}


def _left(
    posting: PostingSeen,
    began: datetime,
    read: Mapping[str, date | None],
    spans: Mapping[str, tuple[date, date]],
) -> bool:
    """Whether the crawl did not see it, though it read all its columns past its date, with others around it."""
    on, seen = posting.published_on, posting.last_seen
    if on is None or seen is None or seen >= began or not posting.columns:
        return False
    return all(
        (read.get(column) or date.max) <= on and column in spans and spans[column][0] < on < spans[column][1]
        for column in posting.columns
    )


def _absent() -> ScalarSelect[int]:
    """The newest crawl of a column that ended before the posting was first seen, and would have shown it."""
    before = aliased(PortalCrawlRow)
    # Bounds the search, which would else begin with the newest of all nights.
    newest = (
        select(before.crawl_id)
        .where(before.unit_id == PostingRow.unit_id, before.finished_at < PostingRow.first_seen)
        .order_by(before.finished_at.desc())
        .limit(1)
        .correlate(PostingRow)
        .scalar_subquery()
    )
    never_held = or_(ColumnRow.first_ok.is_(None), ColumnRow.first_ok > ColumnSightingRow.seen_at)
    return (
        _crawls()
        .where(
            ColumnSightingRow.crawl_id <= newest,
            PortalCrawlRow.finished_at < PostingRow.first_seen,
            or_(_complete(), and_(ColumnSightingRow.status == ColumnStatus.BLANK, never_held)),
        )
        .order_by(ColumnSightingRow.crawl_id.desc())
        .limit(1)
        .correlate(PostingRow, PostingColumnRow, ColumnRow)
        .scalar_subquery()
    )


def _gone() -> ScalarSelect[int]:
    """The first crawl of a column that began after the posting was last seen, and would have shown it."""
    return (
        _crawls()
        .join(CrawlRow, CrawlRow.id == ColumnSightingRow.crawl_id)
        .where(CrawlRow.started_at > PostingRow.last_seen, _complete())
        .order_by(ColumnSightingRow.crawl_id)
        .limit(1)
        .correlate(PostingRow, PostingColumnRow, ColumnRow)
        .scalar_subquery()
    )


def _crawls() -> Select[int]:
    same = and_(
        PortalCrawlRow.crawl_id == ColumnSightingRow.crawl_id,
        PortalCrawlRow.unit_id == ColumnSightingRow.unit_id,
    )
    return (
        select(ColumnSightingRow.crawl_id)
        .join(PortalCrawlRow, same)
        .where(
            ColumnSightingRow.column_id == PostingColumnRow.column_id, PortalCrawlRow.finished_at.is_not(None)
        )
    )


def _complete() -> ColumnElement[bool]:
    """Whether the list was read back over every date that the posting ever bore."""
    oldest = (
        select(func.min(PostingDateRow.value))
        .where(PostingDateRow.posting_id == PostingRow.id)
        .correlate(PostingRow)
        .scalar_subquery()
    )
    return and_(ColumnSightingRow.status == ColumnStatus.OK, ColumnSightingRow.complete_since <= oldest)


def _readings(
    connection: Connection, wanted: Mapping[int, Sequence[str]], crawl: ScalarSelect[int]
) -> dict[int, list[ListReading]]:
    """A reading of each column that a posting is wanted in; postings with a column that has none are left out."""
    sighting = ColumnSightingRow.__table__.alias("found")
    found: dict[int, list[ListReading]] = defaultdict(list)
    for some in chunks(sorted(wanted)):
        query = (
            select(
                PostingColumnRow.posting_id,
                ColumnRow.first_seen,
                ColumnRow.url,
                *(
                    sighting.c[name]
                    for name in ("column_id", "crawl_id", "title", "status", "postings", "seen_at")
                ),
            )
            .join(PostingRow, PostingRow.id == PostingColumnRow.posting_id)
            .join(ColumnRow, ColumnRow.id == PostingColumnRow.column_id)
            .join(
                sighting,
                and_(sighting.c.column_id == PostingColumnRow.column_id, sighting.c.crawl_id == crawl),
            )
            .where(PostingColumnRow.posting_id.in_(some))
        )
        for row in connection.execute(query):
            reading = ListReading(
                id=reading_id(row.crawl_id, row.column_id),
                column=f"obs:column/{row.column_id}",
                title=row.title,
                url=row.url,
                at=row.seen_at,
                held=row.postings,
                blank_since=row.first_seen if row.status is ColumnStatus.BLANK else None,
            )
            # An older crawl is not told by the columns that it came to stand in later.
            if reading.column in wanted[row.posting_id]:
                found[row.posting_id].append(reading)
    return {number: each for number, each in found.items() if len(each) == len(wanted[number])}
