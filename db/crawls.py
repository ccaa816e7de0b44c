"""Which crawl is to be done or gone on with, and how far is it?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, func, insert, select, update

from db.errors import StoreError
from db.json_values import to_json
from db.store import Store
from db.tables.crawls import CrawlRow, CrawlState, PageVisitRow, PortalCrawlRow, UnitRow
from db.upserts import chunks, insert_new, upsert
from domain.reach import ReachStatus
from domain.units import Unit

# Facts older than this would be mixed with new ones as if they were of one night.
RESUMED_WITHIN = timedelta(hours=24)


@dataclass(frozen=True, slots=True, kw_only=True)
class CrawlRun:
    """A crawl begun, or ``resumed`` after it was cut short; ``todo`` are ids of units, in the order given.

    ``began`` is when it was first begun.
    """

    id: int
    began: datetime
    resumed: bool
    todo: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PortalProgress:
    """How far one portal of a crawl is; ``status`` is None until it is done."""

    unit_id: str
    pages: int
    finished_at: datetime | None
    status: ReachStatus | None


def begin_crawl(
    store: Store,
    units: Sequence[Unit],
    *,
    scope_digest: str,
    now: datetime,
    vocabulary_digest: str = "",
    reading_digest: str = "",
) -> CrawlRun:
    """Begin a crawl, or go on with the newest of the same scope that was cut short less than 24 hours ago.

    Units without a portal are stored but are not to do. ``vocabulary_digest`` says by which vocabulary columns are
    told, ``reading_digest`` by which code pages are read. An unfinished crawl of the same scope that is too old is
    marked as interrupted.

    Raises:
        StoreError: the database can't be used.
    """
    with store.write() as connection:
        store.lock(connection, "begin_crawl")
        _remember(connection, units)
        newest = connection.execute(
            select(CrawlRow.id, CrawlRow.state, CrawlRow.started_at)
            .where(CrawlRow.scope_digest == scope_digest)
            .order_by(CrawlRow.id.desc())
            .limit(1)
        ).one_or_none()
        unfinished = newest is not None and newest.state is not CrawlState.FINISHED
        if newest is not None and unfinished and now - newest.started_at < RESUMED_WITHIN:
            crawl_id = int(newest.id)
            connection.execute(
                update(CrawlRow)
                .where(CrawlRow.id == crawl_id)
                .values(state=CrawlState.RUNNING, resumed_at=now, finished_at=None)
            )
            return CrawlRun(
                id=crawl_id,
                began=newest.started_at,
                resumed=True,
                todo=_enter(connection, crawl_id, units),
            )
        connection.execute(
            update(CrawlRow)
            .where(CrawlRow.scope_digest == scope_digest, CrawlRow.state == CrawlState.RUNNING)
            .values(state=CrawlState.INTERRUPTED)
        )
        begun = connection.execute(
            insert(CrawlRow)
            .values(
                scope_digest=scope_digest,
                vocabulary_digest=vocabulary_digest,
                reading_digest=reading_digest,
                state=CrawlState.RUNNING,
                started_at=now,
            )
            .returning(CrawlRow.id)
        ).scalar_one()
        return CrawlRun(id=begun, began=now, resumed=False, todo=_enter(connection, begun, units))


def finish_crawl(store: Store, crawl_id: int, state: CrawlState | str, now: datetime) -> None:
    """Close a crawl as finished or interrupted.

    Raises:
        StoreError: there is no such crawl, or the database can't be used.
        ValueError: the state is no state of a crawl.
    """
    with store.write() as connection:
        closed = connection.execute(
            update(CrawlRow).where(CrawlRow.id == crawl_id).values(state=CrawlState(state), finished_at=now)
        )
        if closed.rowcount != 1:
            raise no_such_crawl(crawl_id)


def newest_crawl_began(store: Store) -> datetime | None:
    """When the newest crawl began; None where there is none.

    Raises:
        StoreError: the database can't be used.
    """
    with store.read() as connection:
        began: datetime | None = connection.scalar(select(func.max(CrawlRow.started_at)))
        return began


def newest_crawl_of(store: Store, unit_id: str, *, before: datetime) -> int | None:
    """The crawl that was the last, up to a moment, to finish a unit's portal; None where none had.

    Raises:
        StoreError: the database can't be used.
    """
    query = (
        select(PortalCrawlRow.crawl_id)
        .where(PortalCrawlRow.unit_id == unit_id, PortalCrawlRow.finished_at <= before)
        .order_by(PortalCrawlRow.finished_at.desc(), PortalCrawlRow.crawl_id.desc())
        .limit(1)
    )
    with store.read() as connection:
        return connection.scalar(query)


def portal_progress(store: Store, crawl_id: int) -> tuple[PortalProgress, ...]:
    """Every portal of a crawl, by unit id, with the addresses visited so far."""
    visits = (
        select(PageVisitRow.unit_id, func.count().label("pages"))
        .where(PageVisitRow.crawl_id == crawl_id)
        .group_by(PageVisitRow.unit_id)
        .subquery()
    )
    query = (
        select(
            PortalCrawlRow.unit_id,
            func.coalesce(visits.c.pages, 0).label("pages"),
            PortalCrawlRow.finished_at,
            PortalCrawlRow.status,
        )
        .outerjoin(visits, visits.c.unit_id == PortalCrawlRow.unit_id)
        .where(PortalCrawlRow.crawl_id == crawl_id)
        .order_by(PortalCrawlRow.unit_id)
    )
    with store.read() as connection:
        return tuple(
            PortalProgress(
                unit_id=row.unit_id, pages=row.pages, finished_at=row.finished_at, status=row.status
            )
            for row in connection.execute(query)
        )


def no_such_crawl(crawl_id: int) -> StoreError:
    """The error for a crawl that isn't there."""
    return StoreError(f"there is no crawl {crawl_id} in the database", "begin one with begin_crawl")


def _enter(connection: Connection, crawl_id: int, units: Iterable[Unit]) -> tuple[str, ...]:
    portals = {unit.id: unit.portal_url for unit in units if unit.portal_url}
    insert_new(
        connection,
        PortalCrawlRow,
        [{"crawl_id": crawl_id, "unit_id": name, "portal_url": url} for name, url in sorted(portals.items())],
        identity=("crawl_id", "unit_id"),
    )
    done: set[str] = set()
    for some in chunks(list(portals)):
        done.update(
            connection.scalars(
                select(PortalCrawlRow.unit_id).where(
                    PortalCrawlRow.crawl_id == crawl_id,
                    PortalCrawlRow.unit_id.in_(some),
                    PortalCrawlRow.finished_at.is_not(None),
                )
            )
        )
    return tuple(name for name in portals if name not in done)


def _remember(connection: Connection, units: Iterable[Unit]) -> None:
    rows = {unit.id: _unit_row(unit) for unit in units}
    ordered = [rows[name] for name in sorted(rows)]
    others = [name for name in UnitRow.__table__.c.keys() if name != "id"]  # noqa: SIM118 - not a dict
    upsert(connection, UnitRow, ordered, identity=("id",), replace=others)


def _unit_row(unit: Unit) -> dict[str, object]:
    return {
        "id": unit.id,
        "name": unit.name,
        "kind": unit.kind,
        "portal_url": unit.portal_url,
        "aliases": to_json(unit.aliases),
        "region": unit.region,
        "parent": unit.parent,
        "filed_url": unit.filed_url,
        "successor": unit.successor,
        "note": unit.note,
    }
