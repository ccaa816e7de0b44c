"""Where is kept what a portal's crawl fetched, and which of it may be forgotten?

A captured visit that an audit rests on stays for ever. Another one may be forgotten when it is old and its unit has a newer
one: facts are always judged by the newest crawl. It is forgotten here first, and its files deleted then; who is killed between
leaves files that the next clean-up takes. An audit that is being stored and the forgetting wait for each other, so that
neither sees the other half done.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, bindparam, func, or_, select, true, tuple_, update

from db import citations
from db.errors import StoreError
from db.store import Store
from db.tables.audits import AuditRow, AuditUnitRow
from db.tables.columns import ColumnRow
from db.tables.crawls import CrawlRow, PortalCrawlRow
from db.upserts import chunks
from domain.capture_ref import CaptureRef

_LOCK = "captures"


def load_captures(store: Store, reaches: Iterable[str]) -> dict[str, CaptureRef]:
    """The captured visit of each portal's crawl that was kept, by the citation of its reach (``obs:reach/CRAWL/UNIT``).

    Those that were forgotten are left out: see ``capture_forgotten``.

    Raises:
        StoreError: the database can't be used.
    """
    wanted = {
        (number, rest): cite
        for cite in reaches
        for kind, number, rest in (citations.parse(cite) or ("", 0, None),)
        if kind == "reach"
    }
    found: dict[str, CaptureRef] = {}
    of = tuple_(PortalCrawlRow.crawl_id, PortalCrawlRow.unit_id)
    with store.read() as connection:
        for some in chunks(list(wanted)):
            query = select(
                PortalCrawlRow.crawl_id,
                PortalCrawlRow.unit_id,
                PortalCrawlRow.capture_id,
                PortalCrawlRow.capture_digest,
            ).where(
                of.in_(some),
                PortalCrawlRow.capture_id.is_not(None),
                PortalCrawlRow.capture_forgotten_at.is_(None),
            )
            for crawl, unit, name, digest in connection.execute(query):
                if name is not None and digest is not None:
                    found[wanted[crawl, unit]] = CaptureRef(id=name, digest=digest)
    return found


def capture_forgotten(store: Store, reach: str) -> datetime | None:
    """When the captured visit of a portal's crawl was forgotten; None where it was not, or there never was one.

    Raises:
        StoreError: the database can't be used.
    """
    parsed = citations.parse(reach)
    if parsed is None or parsed[0] != "reach":
        return None
    with store.read() as connection:
        at: datetime | None = connection.scalar(
            select(PortalCrawlRow.capture_forgotten_at).where(
                PortalCrawlRow.crawl_id == parsed[1], PortalCrawlRow.unit_id == parsed[2]
            )
        )
        return at


def forgettable_captures(store: Store, before: datetime) -> dict[str, frozenset[CaptureRef]]:
    """By unit, the captured visits of crawls begun before a moment that no audit rests on, also those forgotten already.

    Raises:
        StoreError: the database can't be used.
    """
    found = defaultdict(set)
    with store.read() as connection:
        for unit_id, ref in _forgettable(connection, before):
            found[unit_id].add(ref)
    return {unit_id: frozenset(refs) for unit_id, refs in sorted(found.items())}


def forget_captures(
    store: Store,
    unit_id: str,
    before: datetime,
    now: datetime,
    choose: Callable[[frozenset[CaptureRef]], Collection[str]],
) -> frozenset[str]:
    """Forget captured visits of a unit; returns the names of all that ``choose`` chose, whose files may then be deleted.

    ``choose`` is given those that may be forgotten while no audit can begin to rest on one, and names those that nothing
    which stays needs. It must be quick: others wait for it.

    Raises:
        StoreError: the database can't be used.
    """
    with store.write() as connection:
        store.lock(connection, _LOCK)
        refs = frozenset(ref for _, ref in _forgettable(connection, before, unit_id))
        chosen = frozenset(choose(refs)) & {ref.id for ref in refs}
        for some in chunks(sorted(chosen)):
            connection.execute(
                update(PortalCrawlRow)
                .where(
                    PortalCrawlRow.unit_id == unit_id,
                    PortalCrawlRow.capture_id.in_(some),
                    PortalCrawlRow.capture_forgotten_at.is_(None),
                    PortalCrawlRow.rested_on.is_(False),
                )
                .values(capture_forgotten_at=now)
            )
        return chosen


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditedCapture:
    """A captured visit that finished audits rest on, ``audit_id`` the first of them; ``name`` None: no crawl names it."""

    unit_id: str
    digest: str
    audit_id: str
    name: str | None


def audited_captures(store: Store) -> tuple[AuditedCapture, ...]:
    """The captured visits that finished audits rest on, each once, by unit and name.

    Raises:
        StoreError: the database can't be used.
    """
    rested = (
        select(AuditUnitRow.unit_id, AuditUnitRow.capture, func.min(AuditUnitRow.audit_id).label("audit"))
        .join(AuditRow, AuditRow.id == AuditUnitRow.audit_id)
        .where(AuditRow.finished_at.is_not(None), AuditUnitRow.capture.is_not(None))
        .group_by(AuditUnitRow.unit_id, AuditUnitRow.capture)
        .subquery()
    )
    query = (
        select(
            rested.c.unit_id,
            rested.c.capture,
            rested.c.audit,
            func.max(PortalCrawlRow.capture_id).label("name"),
        )
        .outerjoin(
            PortalCrawlRow,
            (PortalCrawlRow.unit_id == rested.c.unit_id)
            & (PortalCrawlRow.capture_digest == rested.c.capture),
        )
        .group_by(rested.c.unit_id, rested.c.capture, rested.c.audit)
        .order_by(rested.c.unit_id, func.max(PortalCrawlRow.capture_id))
    )
    with store.read() as connection:
        return tuple(
            AuditedCapture(unit_id=row.unit_id, digest=row.capture, audit_id=row.audit, name=row.name)
            for row in connection.execute(query)
        )


def rest_on(store: Store, connection: Connection, cites: Iterable[str], judged: Collection[str]) -> None:
    """Keep for ever the captured visits behind citations of a reach or of what a crawl made of a column.

    ``judged`` are the reaches of units that were judged by a captured visit.

    Raises:
        StoreError: one of those was forgotten meanwhile.
    """
    store.lock(connection, _LOCK)
    parsed = [found for cite in cites if (found := citations.parse(cite))]
    portals = {(number, str(unit)) for kind, number, unit in parsed if kind == "reach"}
    readings = {(number, int(str(column))) for kind, number, column in parsed if kind == "reading"}
    units: dict[int, str] = {}
    for some in chunks(sorted({column for _, column in readings})):
        query = select(ColumnRow.id, ColumnRow.unit_id).where(ColumnRow.id.in_(some))
        units.update((row.id, row.unit_id) for row in connection.execute(query))
    portals.update((crawl, units[column]) for crawl, column in readings if column in units)
    if not portals:
        return
    connection.execute(
        update(PortalCrawlRow)
        .where(
            PortalCrawlRow.crawl_id == bindparam("of_crawl"),
            PortalCrawlRow.unit_id == bindparam("of_unit"),
        )
        .values(rested_on=True),
        [{"of_crawl": crawl, "of_unit": unit} for crawl, unit in sorted(portals)],
    )
    _refuse_forgotten(connection, judged)


def _refuse_forgotten(connection: Connection, judged: Collection[str]) -> None:
    of = tuple_(PortalCrawlRow.crawl_id, PortalCrawlRow.unit_id)
    pairs = [
        (found[1], found[2]) for reach in judged if (found := citations.parse(reach)) and found[0] == "reach"
    ]
    for some in chunks(pairs):
        query = select(PortalCrawlRow.unit_id).where(
            of.in_(some), PortalCrawlRow.capture_forgotten_at.is_not(None)
        )
        for unit_id in connection.scalars(query.limit(1)):
            raise StoreError(
                f"what was captured of {unit_id} was cleaned up while the audit was judged",
                "run mingcha judge again; it goes by the newest crawl",
            )


def _forgettable(
    connection: Connection, before: datetime, unit_id: str | None = None
) -> list[tuple[str, CaptureRef]]:
    newest = (
        select(PortalCrawlRow.unit_id, func.max(PortalCrawlRow.finished_at).label("at"))
        .where(_of(unit_id))
        .group_by(PortalCrawlRow.unit_id)
        .subquery()
    )
    query = (
        select(PortalCrawlRow.unit_id, PortalCrawlRow.capture_id, PortalCrawlRow.capture_digest)
        .join(CrawlRow, CrawlRow.id == PortalCrawlRow.crawl_id)
        .join(newest, newest.c.unit_id == PortalCrawlRow.unit_id)
        .where(
            _of(unit_id),
            CrawlRow.started_at < before,
            PortalCrawlRow.capture_id.is_not(None),
            PortalCrawlRow.rested_on.is_(False),
            or_(PortalCrawlRow.finished_at < newest.c.at, PortalCrawlRow.capture_forgotten_at.is_not(None)),
        )
    )
    return [
        (row.unit_id, CaptureRef(id=row.capture_id, digest=row.capture_digest or ""))
        for row in connection.execute(query)
    ]


def _of(unit_id: str | None) -> ColumnElement[bool]:
    return PortalCrawlRow.unit_id == unit_id if unit_id is not None else true()
