"""How does the chain of seals grow, one link at a time, and how is it read?

What a link says is made elsewhere (``evidence.seals``): the store only keeps the order. A link is made inside the
transaction that stores it, while no other can be added, so that no two follow the same one.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Protocol

from sqlalchemy import Connection, Row, func, insert, select

from db.audited import AuditedUnit, AuditRecord, record_of
from db.reviews import every_review
from db.store import Store
from db.tables.audits import AuditRow
from db.tables.seals import AuditSealRow
from domain.reviews import Review


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredSeal:
    """One link of the chain. ``envelope`` is canonical JSON; ``units`` see ``db.tables.seals``."""

    sequence: int
    audit_id: str | None
    envelope: str
    units: bytes | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredChain:
    """All links in order (without their units), the heads of all finished audits by time, and all reviews in order."""

    seals: tuple[StoredSeal, ...]
    heads: tuple[AuditRecord, ...]
    reviews: tuple[Review, ...]


class Sealing(Protocol):
    """Seals one audit while it is written."""

    def add(self, unit: AuditedUnit) -> None:
        """The next unit, whole."""

    def seal(self, audit: AuditRecord, before: StoredSeal | None, reviews: Iterator[Review]) -> StoredSeal:
        """The link for the audit, behind the newest link, over all reviews stored so far."""


Link = Callable[[StoredSeal | None, Iterator[Review]], StoredSeal]


def append_seal(store: Store, connection: Connection, make: Link) -> StoredSeal:
    """Add a link to the chain in a transaction that writes; the chain is locked until that ends."""
    store.lock(connection, "seals")
    seal = make(_last(connection), every_review(connection))
    connection.execute(
        insert(AuditSealRow).values(
            sequence=seal.sequence, audit_id=seal.audit_id, envelope=seal.envelope, units=seal.units
        )
    )
    return seal


def add_seal(store: Store, make: Link) -> StoredSeal:
    """Add a link in a transaction of its own.

    Raises:
        StoreError: the database can't be used.
    """
    with store.write() as connection:
        return append_seal(store, connection, make)


def last_seal(store: Store) -> StoredSeal | None:
    """The newest link, without its units.

    Raises:
        StoreError: the database can't be used.
    """
    with store.read() as connection:
        return _last(connection)


def load_chain(store: Store) -> StoredChain:
    """The whole chain, and what it speaks of, as of one moment: audits may be finished meanwhile.

    Raises:
        StoreError: the database can't be used.
    """
    heads = (
        select(AuditRow.__table__)
        .where(AuditRow.finished_at.is_not(None))
        .order_by(AuditRow.finished_at, AuditRow.id)
    )
    with store.read() as connection:
        return StoredChain(
            seals=tuple(_seal(row) for row in connection.execute(_CHAIN.order_by(AuditSealRow.sequence))),
            heads=tuple(record_of(row) for row in connection.execute(heads)),
            reviews=tuple(every_review(connection)),
        )


def load_seal(store: Store, audit_id: str) -> StoredSeal | None:
    """The link of an audit, with its units; None for an audit that was not sealed.

    Raises:
        StoreError: the database can't be used.
    """
    with store.read() as connection:
        row = connection.execute(
            select(AuditSealRow.__table__).where(AuditSealRow.audit_id == audit_id)
        ).one_or_none()
    return (
        None
        if row is None
        else StoredSeal(sequence=row.sequence, audit_id=row.audit_id, envelope=row.envelope, units=row.units)
    )


def _last(connection: Connection) -> StoredSeal | None:
    newest = select(func.max(AuditSealRow.sequence)).scalar_subquery()
    row = connection.execute(_CHAIN.where(AuditSealRow.sequence == newest)).one_or_none()
    return None if row is None else _seal(row)


def _seal(row: Row[int, str | None, str]) -> StoredSeal:
    return StoredSeal(sequence=row.sequence, audit_id=row.audit_id, envelope=row.envelope)


_CHAIN = select(AuditSealRow.sequence, AuditSealRow.audit_id, AuditSealRow.envelope)
