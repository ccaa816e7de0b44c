"""Which observation does a citation (``obs:…``) stand for, and what can be shown of it?

``obs:reach/CRAWL/UNIT`` · ``obs:filed/CRAWL/UNIT`` (what one crawl found at the unit's address on file) ·
``obs:column/N`` · ``obs:reading/CRAWL/N`` (what one crawl made of column N) · ``obs:posting/N`` · ``obs:candidate/N`` ·
``obs:probe/N`` · ``obs:link/N`` · ``obs:message/N``. Numbers are never given twice.

A column's number stays the same from crawl to crawl; a candidate's is of one crawl.
"""

from collections.abc import Callable
from typing import Any

from sqlalchemy import Connection, Row, select

from db.json_values import probe_from_json, to_json
from db.store import Store
from db.tables.columns import CandidateRow, ColumnRow, ColumnSightingRow
from db.tables.crawls import PortalCrawlRow
from db.tables.messages import MessageRow, MessageSightingRow
from db.tables.postings import ArticleRow, LinkRow, PostingColumnRow, PostingDateRow, PostingRow
from db.tables.watch import ProbeRow
from domain.reach import Probe, Reach
from domain.subjects import Grade

Shown = dict[str, Any]

PASSING = ("obs:reach/", "obs:candidate/", "obs:reading/")
"""How citations begin of what the clean-up takes away when nobody cites it, or whose captured visit it does."""


def reach_id(crawl_id: int | None, unit_id: str) -> str:
    """The citation of a portal's reach in a crawl; a unit never crawled has ``none`` for the crawl."""
    return f"obs:reach/{'none' if crawl_id is None else crawl_id}/{unit_id}"


def filed_id(crawl_id: int, unit_id: str) -> str:
    """The citation of what a crawl of a unit's portal found at its address on file."""
    return f"obs:filed/{crawl_id}/{unit_id}"


def parse(citation: str) -> tuple[str, int, str | None] | None:
    """Kind, number and, for what one crawl saw (a reach, a reading), the rest; None where no observation is cited so."""
    prefix, _, rest = citation.partition("obs:")
    kind, _, name = rest.partition("/")
    number, _, unit = name.partition("/")
    if prefix or not number.isascii() or not number.isdigit() or len(number) > 18:
        return None
    if kind in {"reach", "filed"}:
        return (kind, int(number), unit) if unit else None
    if kind == "reading":
        return (kind, int(number), unit) if unit.isascii() and unit.isdigit() and len(unit) <= 18 else None
    return (kind, int(number), None) if kind in _SHOW and not unit else None


def load_citation(store: Store, citation: str) -> Shown | None:
    """What a citation stands for, as plain JSON with ``id``, ``kind``, ``unit_id`` and what was seen, when.

    A column comes with its ``sightings``, a posting with the history of its ``dates`` and its ``columns``. None when
    there is no such observation (a candidate that no audit cites may have been cleaned up).

    Raises:
        StoreError: the database can't be used.
    """
    parsed = parse(citation)
    if parsed is None:
        return None
    kind, number, rest = parsed
    with store.read() as connection:
        match kind:
            case "reach":
                shown = _show_reach(connection, number, rest or "")
            case "filed":
                shown = _show_filed(connection, number, rest or "")
            case "reading":
                shown = _show_reading(connection, number, int(rest or 0))
            case _:
                shown = _SHOW[kind](connection, number)
    return None if shown is None else {"id": citation, "kind": kind, **to_json(shown)}


def reach_of(row: Row[Any]) -> Reach:
    """The reach of a portal that was brought to its end, from its ``portal_crawls`` row."""
    return Reach(
        id=reach_id(row.crawl_id, row.unit_id),
        status=row.status,
        pages=row.pages,
        rendered=row.rendered,
        failed_pages=row.failed_pages,
        blocked=row.blocked,
        failure=row.failure,
        http_status=row.http_status,
        home_url=row.home_url,
        remedy=row.remedy,
        crawled_at=row.crawled_at,
    )


def _show_reach(connection: Connection, crawl_id: int, unit_id: str) -> Shown | None:
    query = select(PortalCrawlRow.__table__).where(
        PortalCrawlRow.crawl_id == crawl_id, PortalCrawlRow.unit_id == unit_id
    )
    return _without(connection.execute(query).one_or_none(), "cited", "filed")


def filed_of(row: Row[Any]) -> Probe | None:
    """What a crawl found at the unit's address on file, from its ``portal_crawls`` row."""
    return None if row.filed is None else probe_from_json(row.filed, filed_id(row.crawl_id, row.unit_id))


def _show_filed(connection: Connection, crawl_id: int, unit_id: str) -> Shown | None:
    query = select(PortalCrawlRow.filed).where(
        PortalCrawlRow.crawl_id == crawl_id, PortalCrawlRow.unit_id == unit_id
    )
    found = connection.scalar(query)
    return None if found is None else {"crawl_id": crawl_id, "unit_id": unit_id, **found}


def _show_column(connection: Connection, number: int) -> Shown | None:
    column = connection.execute(select(ColumnRow.__table__).where(ColumnRow.id == number)).one_or_none()
    if column is None:
        return None
    query = (
        select(ColumnSightingRow.__table__)
        .where(ColumnSightingRow.column_id == number)
        .order_by(ColumnSightingRow.crawl_id)
    )
    sightings = [_graded(_without(row, "column_id", "unit_id")) for row in connection.execute(query)]
    return {**(_without(column, "id", "key") or {}), "sightings": sightings}


def _show_reading(connection: Connection, crawl_id: int, column_id: int) -> Shown | None:
    query = (
        select(ColumnSightingRow.__table__, ColumnRow.subject, ColumnRow.url)
        .join(ColumnRow, ColumnRow.id == ColumnSightingRow.column_id)
        .where(ColumnSightingRow.crawl_id == crawl_id, ColumnSightingRow.column_id == column_id)
    )
    row = connection.execute(query).one_or_none()
    if row is None:
        return None
    return {**_graded(_without(row, "column_id")), "column": f"obs:column/{row.column_id}"}


def _show_posting(connection: Connection, number: int) -> Shown | None:
    posting = connection.execute(select(PostingRow.__table__).where(PostingRow.id == number)).one_or_none()
    if posting is None:
        return None
    articles = (
        select(ArticleRow.__table__)
        .where(ArticleRow.unit_id == posting.unit_id, ArticleRow.url == posting.url)
        .order_by(ArticleRow.first_seen, ArticleRow.id)
    )
    dates = select(PostingDateRow.__table__).where(PostingDateRow.posting_id == number)
    columns = (
        select(
            ColumnRow.id,
            ColumnRow.subject,
            ColumnRow.url,
            PostingColumnRow.first_seen,
            PostingColumnRow.last_seen,
        )
        .join(ColumnRow, ColumnRow.id == PostingColumnRow.column_id)
        .where(PostingColumnRow.posting_id == number)
        .order_by(ColumnRow.id)
    )
    return {
        **(_without(posting, "id", "key") or {}),
        "dates": [
            _without(row, "id", "key", "posting_id")
            for row in connection.execute(dates.order_by(PostingDateRow.first_seen, PostingDateRow.id))
        ],
        "articles": [_without(row, "id", "key", "unit_id", "url") for row in connection.execute(articles)],
        "columns": [{**row._mapping, "id": f"obs:column/{row.id}"} for row in connection.execute(columns)],
    }


def _show_candidate(connection: Connection, number: int) -> Shown | None:
    query = select(CandidateRow.__table__).where(CandidateRow.id == number)
    shown = _without(connection.execute(query).one_or_none(), "id", "key")
    return None if shown is None else _graded(shown)


def _show_message(connection: Connection, number: int) -> Shown | None:
    message = connection.execute(select(MessageRow.__table__).where(MessageRow.id == number)).one_or_none()
    if message is None:
        return None
    query = (
        select(MessageSightingRow.__table__)
        .where(MessageSightingRow.message_id == number)
        .order_by(MessageSightingRow.crawl_id)
    )
    sightings = [_without(row, "message_id", "unit_id") for row in connection.execute(query)]
    return {**(_without(message, "id", "key") or {}), "sightings": sightings}


def _show_probe(connection: Connection, number: int) -> Shown | None:
    query = select(ProbeRow.__table__).where(ProbeRow.id == number)
    return _without(connection.execute(query).one_or_none(), "id", "key")


def _show_link(connection: Connection, number: int) -> Shown | None:
    query = select(LinkRow.__table__).where(LinkRow.id == number)
    return _without(connection.execute(query).one_or_none(), "id", "key")


def _without(row: Row[Any] | None, *names: str) -> Shown | None:
    if row is None:
        return None
    return {name: value for name, value in row._mapping.items() if name not in names}


def _graded(shown: Shown | None) -> Shown:
    assert shown is not None
    return {**shown, "grade": Grade(shown["grade"]).word}


_SHOW: dict[str, Callable[[Connection, int], Shown | None]] = {
    "column": _show_column,
    "posting": _show_posting,
    "candidate": _show_candidate,
    "probe": _show_probe,
    "link": _show_link,
    "message": _show_message,
}
