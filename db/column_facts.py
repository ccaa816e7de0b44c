"""Which columns did a crawl find, and which that held postings before did it not meet with?"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

from sqlalchemy import CTE, Connection, Row, Select, exists, func, or_, select
from sqlalchemy.orm import aliased

from db.citations import reach_id
from db.json_values import coverage_from_json
from db.tables.columns import CandidateRow, ColumnRow, ColumnSightingRow
from db.tables.crawls import CrawlRow, PortalCrawlRow
from domain.columns import ColumnSeen, ColumnStatus, NotMet, Refusal
from domain.coverage import Coverage
from domain.reach import ReachStatus
from domain.subjects import Grade

_DECIDED = (
    Refusal.ARTICLE,
    Refusal.SERVICE,
    Refusal.NOT_A_LIST,
    Refusal.OTHER_COLUMN,
    Refusal.GONE,
)
"""Refusals that leave no doubt that the link was not the column."""


def load_columns(connection: Connection, chosen: CTE) -> dict[str, list[ColumnSeen]]:
    """The columns of each chosen portal crawl, by unit id."""
    query = _sightings(chosen).where(
        ColumnSightingRow.crawl_id == chosen.c.crawl_id,
        ColumnSightingRow.unit_id == chosen.c.unit_id,
        chosen.c.finished_at.is_not(None),
    )
    return _read(connection.execute(query).all(), _not_met(connection, chosen))


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


def _not_met(connection: Connection, chosen: CTE) -> dict[int, NotMet]:
    """By column the last crawl before it was first seen, where that one would have seen it had it been there.

    Not where another column of the subject, or another subject's at its address, was seen before (a site rebuilt, a column
    renamed), where a link was left undecided for the subject, nor where that crawl told columns by another vocabulary.
    """
    before, older, told = aliased(PortalCrawlRow), aliased(ColumnRow), aliased(CrawlRow)
    newest = (
        select(func.max(before.finished_at))
        .where(
            before.unit_id == ColumnRow.unit_id,
            before.finished_at < ColumnRow.first_seen,
            before.status == ReachStatus.OK,
        )
        .correlate(ColumnRow)
        .scalar_subquery()
    )
    was_there = exists().where(
        older.unit_id == ColumnRow.unit_id,
        or_(older.subject == ColumnRow.subject, older.url == ColumnRow.url),
        older.first_seen < ColumnRow.first_seen,
    )
    undecided = exists().where(
        CandidateRow.crawl_id == PortalCrawlRow.crawl_id,
        CandidateRow.unit_id == PortalCrawlRow.unit_id,
        CandidateRow.subject == ColumnRow.subject,
        CandidateRow.refusal.not_in(_DECIDED),
    )
    query = (
        select(ColumnRow.id, ColumnRow.unit_id, ColumnRow.subject, PortalCrawlRow.crawl_id)
        .add_columns(PortalCrawlRow.finished_at, PortalCrawlRow.coverage)
        .join(chosen, chosen.c.unit_id == ColumnRow.unit_id)
        .join(
            PortalCrawlRow,
            (PortalCrawlRow.unit_id == ColumnRow.unit_id) & (PortalCrawlRow.finished_at == newest),
        )
        .join(CrawlRow, CrawlRow.id == PortalCrawlRow.crawl_id)
        .join(told, told.id == chosen.c.crawl_id)
        .where(
            ColumnRow.first_seen <= chosen.c.finished_at,
            CrawlRow.vocabulary_digest == told.vocabulary_digest,
            ~was_there,
            ~undecided,
        )
    )
    return {
        row.id: NotMet(id=reach_id(row.crawl_id, row.unit_id), at=row.finished_at)
        for row in connection.execute(query).all()
        if _was_read(coverage_from_json(row.coverage), row.subject)
    }


def _was_read(coverage: Coverage, subject: str) -> bool:
    """Whether a crawl with such a coverage would have met with a column of the subject."""
    places = coverage.sitemap or coverage.statutory or coverage.key_areas
    return (
        coverage.looked_for(subject)
        and coverage.home
        and coverage.navigation
        and places
        and not (coverage.budget_exhausted or coverage.unread)
    )


def _read(
    rows: Iterable[Row[Any]], not_met: Mapping[int, NotMet] = MappingProxyType({})
) -> dict[str, list[ColumnSeen]]:
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
                not_met=not_met.get(row.column_id),
            )
        )
    return found
