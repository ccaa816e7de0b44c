"""How is the registry of units (名录) kept in versions, so that nobody overwrites what somebody else wrote?"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, Select, func, insert, select

from db.json_values import unit_from_json, unit_to_json
from db.store import Connection, Store
from db.tables.registry import UnitVersionRow
from domain.versions import Edit, UnitVersion

_AT_ONCE = 500


def current_rows(connection: Connection, unit_id: str | None = None) -> tuple[UnitVersion, ...]:
    """The newest version of each unit, or of one, those taken off among them, in the order of the registry."""
    newest = select(UnitVersionRow.unit_id, func.max(UnitVersionRow.version).label("version"))
    if unit_id is not None:
        newest = newest.where(UnitVersionRow.unit_id == unit_id)
    found = newest.group_by(UnitVersionRow.unit_id).subquery()
    query: Select[Any] = (
        select(UnitVersionRow.__table__)
        .join(
            found, (found.c.unit_id == UnitVersionRow.unit_id) & (found.c.version == UnitVersionRow.version)
        )
        .order_by(UnitVersionRow.position, UnitVersionRow.unit_id)
    )
    return tuple(_version(row) for row in connection.execute(query))


def unit_history(store: Store, unit_id: str) -> tuple[UnitVersion, ...]:
    """All versions of a unit's row, the newest first.

    Raises:
        StoreError: the database can't be used.
    """
    query = (
        select(UnitVersionRow.__table__)
        .where(UnitVersionRow.unit_id == unit_id)
        .order_by(UnitVersionRow.version.desc())
    )
    with store.read() as connection:
        return tuple(_version(row) for row in connection.execute(query))


def recent_versions(store: Store, limit: int = 50) -> tuple[UnitVersion, ...]:
    """The newest versions of all units, the newest first.

    Raises:
        StoreError: the database can't be used.
    """
    query = select(UnitVersionRow.__table__).order_by(UnitVersionRow.id.desc()).limit(limit)
    with store.read() as connection:
        return tuple(_version(row) for row in connection.execute(query))


def add_versions(connection: Connection, versions: Sequence[UnitVersion]) -> None:
    """Add versions; the transaction holds the lock ``registry`` from before it looked at the newest ones."""
    rows = [
        {
            "unit_id": each.unit_id,
            "version": each.version,
            "registered": None if each.unit is None else unit_to_json(each.unit),
            "position": each.position,
            "source": each.source,
            "author": each.edit.author[:64],
            "account_id": each.edit.account_id,
            "at": each.edit.at,
            "reason": each.edit.reason,
        }
        for each in versions
    ]
    for begin in range(0, len(rows), _AT_ONCE):
        connection.execute(insert(UnitVersionRow), rows[begin : begin + _AT_ONCE])


def _version(row: Row[Any]) -> UnitVersion:
    return UnitVersion(
        unit_id=row.unit_id,
        version=row.version,
        unit=None if row.registered is None else unit_from_json(row.registered),
        position=row.position,
        source=row.source,
        edit=Edit(author=row.author, at=row.at, reason=row.reason, account_id=row.account_id),
    )
