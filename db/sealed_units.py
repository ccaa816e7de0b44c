"""What is stored of an audit, unit by unit, in the form in which it is hashed?"""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Date,
    Double,
    Integer,
    LargeBinary,
    Select,
    String,
    Text,
    cast,
    func,
    select,
    type_coerce,
)

from db.finding_texts import stored_text, stored_unit_text
from db.store import Store
from db.tables.audits import AuditUnitRow, FindingRow
from db.upserts import chunks

_AT_ONCE = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitTexts:
    """One unit as stored: the canonical JSON of its own row and of its findings, in order.

    ``leaves`` are the hashes that were kept of them when the audit was sealed. ``names`` say which finding each is.
    """

    unit_id: str
    own: str
    findings: tuple[str, ...]
    names: tuple[str, ...]
    leaves: bytes


def sealed_units(store: Store, audit_id: str, *, only: Collection[str] | None = None) -> Iterator[UnitTexts]:
    """An audit's units in order, a few at a time in memory; ``only`` those of some ids.

    Raises:
        StoreError: the database can't be used.
    """
    with store.read() as connection:
        unit_ids = [
            unit_id
            for unit_id in connection.execute(
                select(AuditUnitRow.unit_id)
                .where(AuditUnitRow.audit_id == audit_id)
                .order_by(AuditUnitRow.position, AuditUnitRow.unit_id)
            ).scalars()
            if only is None or unit_id in only
        ]
        for some in chunks(unit_ids, _AT_ONCE):
            units = {
                row.unit_id: row
                for row in connection.execute(
                    _raw(store, AuditUnitRow).where(
                        AuditUnitRow.audit_id == audit_id, AuditUnitRow.unit_id.in_(some)
                    )
                )
            }
            findings = defaultdict(list)
            for row in connection.execute(
                _raw(store, FindingRow)
                .where(FindingRow.audit_id == audit_id, FindingRow.unit_id.in_(some))
                .order_by(FindingRow.position)
            ):
                findings[row.unit_id].append(row)
            for unit_id in some:
                rows = findings[unit_id]
                yield UnitTexts(
                    unit_id=unit_id,
                    own=stored_unit_text(units[unit_id]),
                    findings=tuple(stored_text(row) for row in rows),
                    names=tuple(
                        f"task {row.task} {row.check_id} {row.subject or ''}".rstrip() for row in rows
                    ),
                    leaves=units[unit_id].leaves or b"",
                )


def unit_leaves(store: Store, audit_id: str, unit_id: str) -> bytes | None:
    """The hashes that were kept of a unit's row and findings when its audit was sealed; None for a unit it does not have.

    Raises:
        StoreError: the database can't be used.
    """
    query = select(AuditUnitRow.leaves).where(
        AuditUnitRow.audit_id == audit_id, AuditUnitRow.unit_id == unit_id
    )
    with store.read() as connection:
        row = connection.execute(query).one_or_none()
    return None if row is None else row.leaves or b""


def strangers(store: Store, audit_id: str) -> dict[str, int]:
    """How many findings stand in an audit for units that are not in it, by unit; a whole database has none.

    Raises:
        StoreError: the database can't be used.
    """
    query = (
        select(FindingRow.unit_id, func.count().label("number"))
        .outerjoin(
            AuditUnitRow,
            (AuditUnitRow.audit_id == FindingRow.audit_id) & (AuditUnitRow.unit_id == FindingRow.unit_id),
        )
        .where(FindingRow.audit_id == audit_id, AuditUnitRow.unit_id.is_(None))
        .group_by(FindingRow.unit_id)
    )
    with store.read() as connection:
        return {row.unit_id: row.number for row in connection.execute(query)}


def _raw(store: Store, model: type[AuditUnitRow | FindingRow]) -> Select[Any]:
    """A table's rows as they stand there: what the store never wrote must be told, not fail to be read."""
    chosen: list[Any] = []
    for column in model.__table__.columns:
        # PostgreSQL keeps days as such, and writes them as its settings say.
        if isinstance(column.type, JSON) or (isinstance(column.type, Date) and store.is_sqlite):
            chosen.append(cast(column, Text).label(column.name))
        elif isinstance(column.type, Boolean | Date | Double | LargeBinary | Integer):
            chosen.append(column)
        else:
            chosen.append(type_coerce(column, String).label(column.name))
    return select(*chosen)
