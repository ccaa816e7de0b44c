"""Which columns and postings of one unit hold a text in their titles?

Only of one unit, whose rows an index finds: a text of two characters, such as 征地, is found in no index of words, and looking
through tens of millions of titles takes seconds.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from db.store import Store
from db.tables.columns import ColumnRow, ColumnSightingRow
from db.tables.postings import PostingRow


@dataclass(frozen=True, slots=True, kw_only=True)
class TitleFound:
    """A column or a posting whose title holds what was looked for; ``cite`` is its citation."""

    cite: str
    title: str
    url: str
    first_seen: datetime
    last_seen: datetime


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
