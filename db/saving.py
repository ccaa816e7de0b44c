"""How does what a crawl found become rows, in bulk, once, and whole?"""

from collections.abc import Mapping, Sequence
from typing import TypeVar

from sqlalchemy import Connection, select, update

from db import item_rows
from db.crawls import no_such_crawl
from db.errors import StoreError
from db.messages import column_row, save_messages
from db.store import Store
from db.tables.columns import CandidateRow, ColumnRow, ColumnSightingRow
from db.tables.crawls import CrawlRow, PageVisitRow, PortalCrawlRow
from db.tables.postings import ArticleRow, LinkRow, PostingColumnRow, PostingDateRow, PostingRow
from db.upserts import chunks, ids_by_key, merged, upsert
from domain.crawl import (
    ArticleRead,
    CandidateFound,
    ColumnFound,
    CrawlItem,
    LinkFound,
    MessageFound,
    PageVisit,
    PortalDone,
    PostingFound,
)

T = TypeVar("T")


def save_items(store: Store, crawl_id: int, items: Sequence[CrawlItem]) -> None:
    """Store a batch of items in one transaction: all of it or, on any error or kill, nothing.

    Storing the same items again, or a portal crawled again, adds no rows but only moves ``last_seen``. The newest
    item wins where two differ about the same column, candidate or visit. A ``PortalDone`` must not come before the
    other items of its portal.

    Raises:
        StoreError: the crawl or one of the units is not known to the store, or the database can't be used.
    """
    if not items:
        return
    with store.write() as connection:
        _refuse_strangers(connection, crawl_id, {item.unit_id for item in items})
        columns = _save_columns(connection, items)
        _save_sightings(connection, crawl_id, _of(items, ColumnFound), columns)
        _save_postings(connection, _of(items, PostingFound), columns)
        save_messages(connection, crawl_id, _of(items, MessageFound), columns)
        _save_articles(connection, _of(items, ArticleRead))
        _save_links(connection, _of(items, LinkFound))
        _save_candidates(connection, crawl_id, _of(items, CandidateFound))
        _save_visits(connection, crawl_id, _of(items, PageVisit))
        _save_done(connection, crawl_id, _of(items, PortalDone))


def _of(items: Sequence[CrawlItem], kind: type[T]) -> list[T]:
    return [item for item in items if isinstance(item, kind)]


def _refuse_strangers(connection: Connection, crawl_id: int, units: set[str]) -> None:
    known: set[str] = set()
    for some in chunks(sorted(units)):
        known.update(
            connection.scalars(
                select(PortalCrawlRow.unit_id).where(
                    PortalCrawlRow.crawl_id == crawl_id, PortalCrawlRow.unit_id.in_(some)
                )
            )
        )
    if strangers := units - known:
        if connection.scalar(select(CrawlRow.id).where(CrawlRow.id == crawl_id)) is None:
            raise no_such_crawl(crawl_id)
        raise StoreError(
            f"crawl {crawl_id} has no portal of {', '.join(sorted(strangers))}",
            "give every unit that is crawled to begin_crawl",
        )


def _save_columns(connection: Connection, items: Sequence[CrawlItem]) -> Mapping[bytes, int]:
    # A posting or a message may come before its column, whose item is made when its whole list has been read.
    rows = [column_row(item) for item in _of(items, MessageFound)] + [
        item_rows.column_row(item)
        for item in items
        if isinstance(item, ColumnFound) or (isinstance(item, PostingFound) and item_rows.in_column(item))
    ]
    stored = upsert(
        connection,
        ColumnRow,
        merged(rows),
        identity=("key",),
        newest_by="last_seen",
        returning=("key", "id"),
    )
    return ids_by_key(stored)


def _save_sightings(
    connection: Connection, crawl_id: int, items: Sequence[ColumnFound], columns: Mapping[bytes, int]
) -> None:
    rows = [item_rows.sighting_row(item, crawl_id, columns[item_rows.column_key(item)]) for item in items]
    upsert(
        connection,
        ColumnSightingRow,
        merged(rows, by=("column_id",)),
        identity=("column_id", "crawl_id"),
        newest_by="seen_at",
        replace=(
            *("title", "grade", "surface", "found_on", "status", "failure"),
            *("postings", "pages_read", "complete_since", "elements", "level"),
        ),
    )


def _save_postings(
    connection: Connection, items: Sequence[PostingFound], columns: Mapping[bytes, int]
) -> None:
    stored = upsert(
        connection,
        PostingRow,
        merged([item_rows.posting_row(item) for item in items]),
        identity=("key",),
        newest_by="last_seen",
        keep=("section",),
        returning=("key", "id"),
    )
    ids = ids_by_key(stored)
    known = [(item, ids[item_rows.posting_key(item)]) for item in items]
    dates = [item_rows.date_row(item, number) for item, number in known if item.published is not None]
    upsert(
        connection,
        PostingDateRow,
        merged(dates, by=("posting_id", "key")),
        identity=("posting_id", "key"),
        newest_by="last_seen",
    )
    places = [
        item_rows.place_row(item, number, columns[item_rows.column_key(item)])
        for item, number in known
        if item_rows.in_column(item)
    ]
    upsert(
        connection,
        PostingColumnRow,
        merged(places, by=("posting_id", "column_id")),
        identity=("posting_id", "column_id"),
        newest_by="last_seen",
    )


def _save_articles(connection: Connection, items: Sequence[ArticleRead]) -> None:
    upsert(
        connection,
        ArticleRow,
        merged([item_rows.article_row(item) for item in items]),
        identity=("key",),
        newest_by="last_seen",
    )


def _save_links(connection: Connection, items: Sequence[LinkFound]) -> None:
    upsert(
        connection,
        LinkRow,
        merged([item_rows.link_row(item) for item in items]),
        identity=("key",),
        newest_by="last_seen",
        replace=("page_url",),
    )


def _save_candidates(connection: Connection, crawl_id: int, items: Sequence[CandidateFound]) -> None:
    upsert(
        connection,
        CandidateRow,
        merged([item_rows.candidate_row(item, crawl_id) for item in items]),
        identity=("key",),
        newest_by="seen_at",
        replace=("grade", "surface", "found_on", "refusal", "failure"),
    )


def _save_visits(connection: Connection, crawl_id: int, items: Sequence[PageVisit]) -> None:
    upsert(
        connection,
        PageVisitRow,
        merged([item_rows.visit_row(item, crawl_id) for item in items]),
        identity=("crawl_id", "key"),
        newest_by="fetched_at",
        replace=(
            *("final_url", "found_on", "depth", "kind", "family", "http_status"),
            *("failure", "rendered", "content_hash", "size", "seconds"),
        ),
    )


def _save_done(connection: Connection, crawl_id: int, items: Sequence[PortalDone]) -> None:
    for item in sorted(items, key=lambda item: item.unit_id):
        connection.execute(
            update(PortalCrawlRow)
            .where(PortalCrawlRow.crawl_id == crawl_id, PortalCrawlRow.unit_id == item.unit_id)
            .values(item_rows.done_values(item))
        )
