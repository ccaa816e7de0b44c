"""Which columns and postings hold a text in their titles: of one unit, or among those of all units that were stored last?

Of one unit an index finds the rows. Of all units only the newest are looked through: a text of two characters, such as 征地, is
found in no index of words or of three letters, and looking through tens of millions of titles takes seconds.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Subquery, and_, func, select

from db.store import Store
from db.tables.columns import ColumnRow, ColumnSightingRow
from db.tables.postings import PostingRow
from db.tables.standings import UnitStandingRow

NEWEST = 20_000
"""Titles of all units that are looked through, the newest: some hundredths of a second."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TitleFound:
    """A column or a posting whose title holds what was looked for; ``cite`` is its citation.

    ``unit_id`` and ``unit_name`` are empty where one unit was asked for.
    """

    cite: str
    title: str
    url: str
    first_seen: datetime
    last_seen: datetime
    unit_id: str = ""
    unit_name: str = ""


def search_postings(
    store: Store, unit_id: str, text: str, *, offset: int = 0, limit: int = 50
) -> tuple[TitleFound, ...]:
    """Postings of a unit with a text in the title, the newest first seen first.

    Raises:
        StoreError: the database can't be used.
    """
    there = PostingRow
    query = (
        select(there.id, there.title, there.url, there.first_seen, there.last_seen)
        .where(there.unit_id == unit_id, there.title.contains(text, autoescape=True))
        .order_by(there.first_seen.desc(), there.id.desc())
        .offset(offset)
        .limit(limit)
    )
    with store.read() as connection:
        return tuple(
            TitleFound(
                cite=f"obs:posting/{row[0]}", title=row[1], url=row[2], first_seen=row[3], last_seen=row[4]
            )
            for row in connection.execute(query)
        )


def search_columns(store: Store, unit_id: str, text: str, *, limit: int = 50) -> tuple[TitleFound, ...]:
    """Columns of a unit with a text in the title that the newest crawl read.

    Raises:
        StoreError: the database can't be used.
    """
    there, seen = ColumnRow, ColumnSightingRow
    newest = (
        select(func.max(seen.crawl_id)).where(seen.column_id == there.id).correlate(there).scalar_subquery()
    )
    query = (
        select(there.id, seen.title, there.url, there.first_seen, there.last_seen)
        .join(seen, (seen.column_id == there.id) & (seen.crawl_id == newest))
        .where(there.unit_id == unit_id, seen.title.contains(text, autoescape=True))
        .order_by(seen.title, there.id)
        .limit(limit)
    )
    with store.read() as connection:
        return tuple(
            TitleFound(
                cite=f"obs:column/{row[0]}", title=row[1], url=row[2], first_seen=row[3], last_seen=row[4]
            )
            for row in connection.execute(query)
        )


def search_newest_postings(
    store: Store, plan_id: str, text: str, *, limit: int = 50
) -> tuple[TitleFound, ...]:
    """Among the ``NEWEST`` postings stored last, those of listed units with a text in the title, the newest first.

    Raises:
        StoreError: the database can't be used.
    """
    there = PostingRow
    newest = (
        select(there.id, there.unit_id, there.title, there.url, there.first_seen, there.last_seen)
        .order_by(there.id.desc())
        .limit(NEWEST)
        .subquery()
    )
    return _newest(store, plan_id, "posting", newest, text, limit)


def search_newest_columns(
    store: Store, plan_id: str, text: str, *, limit: int = 50
) -> tuple[TitleFound, ...]:
    """Among the ``NEWEST`` columns met last for the first time, those of listed units with a text in their newest title.

    Raises:
        StoreError: the database can't be used.
    """
    there, seen = ColumnRow, ColumnSightingRow
    last = (
        select(there.id, there.unit_id, there.url, there.first_seen, there.last_seen)
        .order_by(there.id.desc())
        .limit(NEWEST)
        .subquery()
    )
    crawl = (
        select(func.max(seen.crawl_id)).where(seen.column_id == last.c.id).correlate(last).scalar_subquery()
    )
    newest = (
        select(last.c.id, last.c.unit_id, seen.title, last.c.url, last.c.first_seen, last.c.last_seen)
        .join(seen, and_(seen.column_id == last.c.id, seen.crawl_id == crawl))
        .subquery()
    )
    return _newest(store, plan_id, "column", newest, text, limit)


def _newest(
    store: Store, plan_id: str, kind: str, newest: Subquery, text: str, limit: int
) -> tuple[TitleFound, ...]:
    # Limits within keep the order of work: first the newest rows, then the text, at last the units of the few that are left.
    found = (
        select(newest)
        .where(newest.c.title.contains(text, autoescape=True))
        .order_by(newest.c.id.desc())
        .limit(limit)
        .subquery()
    )
    unit = UnitStandingRow
    kept = and_(unit.plan_id == plan_id, unit.unit_id == found.c.unit_id, unit.listed)
    query = select(found, unit.name.label("unit_name")).join(unit, kept).order_by(found.c.id.desc())
    with store.read() as connection:
        return tuple(
            TitleFound(
                cite=f"obs:{kind}/{row.id}",
                title=row.title,
                url=row.url,
                first_seen=row.first_seen,
                last_seen=row.last_seen,
                unit_id=row.unit_id,
                unit_name=row.unit_name,
            )
            for row in connection.execute(query)
        )
