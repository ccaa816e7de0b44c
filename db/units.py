"""Which units does the store know? Those of the registries that crawls were begun with, as last given."""

from sqlalchemy import select

from db.store import Connection, Store
from db.tables.crawls import UnitRow
from domain.units import Unit


def stored_units(store: Store) -> tuple[Unit, ...]:
    """Every unit of the store, by id.

    Raises:
        StoreError: the database can't be used.
    """
    with store.read() as connection:
        return tuple(
            Unit(
                id=row.id,
                name=row.name,
                kind=row.kind,
                portal_url=row.portal_url,
                aliases=tuple(row.aliases),
                region=row.region,
                parent=row.parent,
                filed_url=row.filed_url,
                successor=row.successor,
                note=row.note,
            )
            for row in connection.execute(select(UnitRow.__table__).order_by(UnitRow.id))
        )


def unit_name(transaction: Connection, unit_id: str) -> str | None:
    """What a unit is called; None where the store knows none with this id."""
    return transaction.execute(select(UnitRow.name).where(UnitRow.id == unit_id)).scalar_one_or_none()
