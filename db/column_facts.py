"""Which columns did a crawl find, and which that held postings before did it not meet with?"""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from sqlalchemy import CTE, Connection, Row, Select, func, select
from sqlalchemy.orm import aliased

from db.tables.columns import ColumnRow, ColumnSightingRow
from domain.observations import ColumnSeen, ColumnStatus
from domain.subjects import Grade


def load_columns(connection: Connection, chosen: CTE) -> dict[str, list[ColumnSeen]]:
    """The columns of each chosen portal crawl, by unit id."""
    query = _sightings(chosen).where(
        ColumnSightingRow.crawl_id == chosen.c.crawl_id,
        ColumnSightingRow.unit_id == chosen.c.unit_id,
        chosen.c.finished_at.is_not(None),
    )
    return _read(connection.execute(query).all())


def load_former_columns(connection: Connection, chosen: CTE) -> dict[str, list[ColumnSeen]]:
    """The columns that held postings before the crawl and that it did not meet with, as they were last seen so."""
    met, held = aliased(ColumnSightingRow), aliased(ColumnSightingRow)
    last_held = (
        select(func.max(held.crawl_id))
        .where(
            held.column_id == ColumnRow.id,
            held.crawl_id < chosen.c.crawl_id,
            held.status == ColumnStatus.OK,
        )
        .correlate(ColumnRow, chosen)
        .scalar_subquery()
    )
    query = (
        _sightings(chosen)
        .outerjoin(met, (met.column_id == ColumnRow.id) & (met.crawl_id == chosen.c.crawl_id))
        .where(
            ColumnRow.unit_id == chosen.c.unit_id,
            ColumnRow.first_ok <= chosen.c.finished_at,
            met.column_id.is_(None),
            ColumnSightingRow.crawl_id == last_held,
        )
    )
    return _read(connection.execute(query).all())


def _sightings(chosen: CTE) -> Select[Any]:
    return (
        select(
            ColumnSightingRow.__table__,
            ColumnRow.subject,
            ColumnRow.url,
            ColumnRow.first_seen,
            ColumnRow.first_ok,
            chosen.c.finished_at,
        )
        .join(ColumnRow, ColumnRow.id == ColumnSightingRow.column_id)
        .join(chosen, chosen.c.unit_id == ColumnRow.unit_id)
        .order_by(ColumnSightingRow.column_id)
    )


def _read(rows: Iterable[Row[Any]]) -> dict[str, list[ColumnSeen]]:
    found: dict[str, list[ColumnSeen]] = defaultdict(list)
    for row in rows:
        found[row.unit_id].append(
            ColumnSeen(
                id=f"obs:column/{row.column_id}",
                subject=row.subject,
                url=row.url,
                title=row.title,
                grade=Grade(row.grade),
                surface=row.surface,
                found_on=row.found_on,
                status=row.status,
                failure=row.failure,
                postings=row.postings,
                pages_read=row.pages_read,
                complete_since=row.complete_since,
                elements=tuple(row.elements),
                level=row.level,
                first_seen=row.first_seen,
                last_seen=row.seen_at,
                first_ok=row.first_ok if row.first_ok and row.first_ok <= row.finished_at else None,
            )
        )
    return found
