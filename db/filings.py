"""Which addresses did units put on file? Every function belongs to a transaction of the caller."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, func, insert, select, update

from db.store import Connection
from db.tables.crawls import UnitRow
from db.tables.objections import FilingRow
from db.upserts import chunks
from domain.filings import Filing, FilingState

_TABLE = FilingRow.__table__
_COUNTING = (FilingState.AWAITING, FilingState.CONFIRMED)


def insert_filing(connection: Connection, filing: Filing) -> Filing:
    """Store a filing as it is; its ``id`` is not looked at. Returns it as it was stored."""
    added = connection.execute(
        insert(FilingRow).values(
            unit_id=filing.unit_id,
            subject=filing.subject,
            url=filing.url,
            before=filing.before,
            name=filing.name,
            note=filing.note,
            author=filing.author,
            author_id=filing.author_id,
            at=filing.at,
            state=filing.state,
            settled_by=filing.settled_by,
            settled_by_id=filing.settled_by_id,
            settled_at=filing.settled_at,
        )
    )
    key = added.inserted_primary_key
    assert key is not None
    stored = find_filing(connection, int(key[0]))
    assert stored is not None
    return stored


def find_filing(connection: Connection, filing_id: int) -> Filing | None:
    """The filing with an id; None where there is none."""
    row = connection.execute(select(_TABLE).where(FilingRow.id == filing_id)).one_or_none()
    return None if row is None else _filing(row)


def settle_filing(
    connection: Connection,
    filing_id: int,
    state: FilingState,
    *,
    by: str,
    by_id: int,
    at: datetime,
    reason: str | None,
) -> bool:
    """Settle a filing that awaits it; False when it no longer does."""
    settled = connection.execute(
        update(FilingRow)
        .where(FilingRow.id == filing_id, FilingRow.state == FilingState.AWAITING)
        .values(state=state, settled_by=by, settled_by_id=by_id, settled_at=at, settled_reason=reason)
    )
    return settled.rowcount == 1


def newest_filing(connection: Connection, unit_id: str, subject: str) -> Filing | None:
    """The newest filing of a unit for a subject that was not refused or replaced; None without one."""
    row = connection.execute(
        select(_TABLE)
        .where(FilingRow.unit_id == unit_id, FilingRow.subject == subject, FilingRow.state.in_(_COUNTING))
        .order_by(FilingRow.id.desc())
        .limit(1)
    ).one_or_none()
    return None if row is None else _filing(row)


def newest_filings(connection: Connection, subject: str, unit_ids: Sequence[str]) -> dict[str, Filing]:
    """The newest filing that was not refused or replaced of each of these units for a subject; most have none."""
    found: dict[str, Filing] = {}
    for some in chunks(unit_ids):
        query = (
            select(_TABLE)
            .where(FilingRow.unit_id.in_(some), FilingRow.subject == subject, FilingRow.state.in_(_COUNTING))
            .order_by(FilingRow.id)
        )
        found.update({row.unit_id: _filing(row) for row in connection.execute(query)})
    return found


def filings_of_units(
    connection: Connection, subject: str, unit_ids: Sequence[str]
) -> dict[str, tuple[Filing, ...]]:
    """All that each of these units ever filed for a subject, whatever became of it, the oldest first."""
    found: dict[str, list[Filing]] = {}
    for some in chunks(unit_ids):
        query = (
            select(_TABLE)
            .where(FilingRow.unit_id.in_(some), FilingRow.subject == subject)
            .order_by(FilingRow.id)
        )
        for row in connection.execute(query):
            found.setdefault(row.unit_id, []).append(_filing(row))
    return {unit_id: tuple(filed) for unit_id, filed in found.items()}


def list_filings(
    connection: Connection,
    *,
    unit_id: str | None = None,
    state: FilingState | None = None,
    before_id: int | None = None,
    limit: int = 50,
) -> tuple[Filing, ...]:
    """Filings, the newest first; ``before_id`` goes on after a page."""
    query = select(_TABLE).order_by(FilingRow.id.desc()).limit(limit)
    if unit_id is not None:
        query = query.where(FilingRow.unit_id == unit_id)
    if state is not None:
        query = query.where(FilingRow.state == state)
    if before_id is not None:
        query = query.where(FilingRow.id < before_id)
    return tuple(map(_filing, connection.execute(query)))


def filed_since(connection: Connection, unit_id: str, since: datetime) -> int:
    """How many filings there are of a unit since a moment."""
    query = (
        select(func.count()).select_from(FilingRow).where(FilingRow.unit_id == unit_id, FilingRow.at >= since)
    )
    return int(connection.execute(query).scalar_one())


def registered_addresses(connection: Connection, unit_id: str) -> tuple[str | None, str | None] | None:
    """The portal's and the filed address of a unit as the registry last had them; None for a unit not known."""
    row = connection.execute(
        select(UnitRow.portal_url, UnitRow.filed_url).where(UnitRow.id == unit_id)
    ).one_or_none()
    return None if row is None else (row.portal_url, row.filed_url)


def registered_names(connection: Connection, unit_ids: Sequence[str]) -> dict[str, tuple[str, str | None]]:
    """Name and portal's address of units as the registry last had them; units not known are left out."""
    found: dict[str, tuple[str, str | None]] = {}
    for some in chunks(unit_ids):
        query = select(UnitRow.id, UnitRow.name, UnitRow.portal_url).where(UnitRow.id.in_(some))
        found.update({row.id: (row.name, row.portal_url) for row in connection.execute(query)})
    return found


def _filing(row: Row[Any]) -> Filing:
    return Filing(
        id=row.id,
        unit_id=row.unit_id,
        subject=row.subject,
        url=row.url,
        before=row.before,
        name=row.name,
        note=row.note,
        author=row.author,
        author_id=row.author_id,
        at=row.at,
        state=row.state,
        settled_by=row.settled_by,
        settled_by_id=row.settled_by_id,
        settled_at=row.settled_at,
        settled_reason=row.settled_reason,
    )
