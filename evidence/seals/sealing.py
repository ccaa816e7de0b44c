"""How is an audit sealed while it is written, with one hash a unit in memory?"""

from collections.abc import Iterator

from db.database import AuditedUnit, AuditRecord, Database, StoredSeal
from domain.reviews import Review
from evidence.seals.leaves import audited_leaf, review_leaf
from evidence.seals.merkle import GrowingTree, hashes_in
from evidence.seals.seal import Counted, require_key, seal_audit, seal_key_change, seal_restart
from evidence.signing.keys import SigningKey


class AuditSealing:
    """Seals one audit (``db.seals.Sealing``): takes its units in order, and makes the link when it is finished."""

    def __init__(self, key: SigningKey) -> None:
        self._key = key
        self._leaves = bytearray()
        self._tree = GrowingTree()
        self._findings = 0

    def add(self, unit: AuditedUnit) -> None:
        """The next unit; its ``leaves`` are those of all its findings (``evidence.seals.leaves``)."""
        leaves = hashes_in(unit.leaves)
        assert leaves, "a unit of a sealed audit comes with its leaves"
        leaf = audited_leaf(unit.unit_id, leaves)
        self._leaves += leaf
        self._tree.add(leaf)
        self._findings += len(leaves) - 1

    def seal(self, audit: AuditRecord, before: StoredSeal | None, reviews: Iterator[Review]) -> StoredSeal:
        """The link for the audit.

        Raises:
            EvidenceError: the link before was signed with another key.
        """
        reviewed = GrowingTree()
        for review in reviews:
            reviewed.add(review_leaf(review))
        envelope = seal_audit(
            self._key,
            before,
            audit,
            units=Counted(count=self._tree.size, root=self._tree.root().hex()),
            findings=self._findings,
            reviews=Counted(count=reviewed.size, root=reviewed.root().hex()),
        )
        return _stored(envelope, before, audit.id, bytes(self._leaves))


def sealing_with(database: Database, key: SigningKey) -> AuditSealing:
    """What seals the next audit of a database; asked for before the work begins, so that none is done in vain.

    Raises:
        EvidenceError: the chain is signed with another key.
        StoreError: the database can't be used.
    """
    require_key(key, database.last_seal())
    return AuditSealing(key)


def change_key(database: Database, former: SigningKey, new: SigningKey) -> StoredSeal:
    """Announce a new key in the chain.

    Raises:
        EvidenceError: the former key is not the one in use, or both are the same.
        StoreError: the database can't be used.
    """
    return database.add_seal(lambda before, _: _stored(seal_key_change(former, new, before), before))


def restart_chain(database: Database, new: SigningKey) -> StoredSeal:
    """Go on with a new key where the former one is lost.

    Raises:
        StoreError: the database can't be used.
    """
    return database.add_seal(lambda before, _: _stored(seal_restart(new, before), before))


def _stored(
    envelope: bytes, before: StoredSeal | None, audit_id: str | None = None, units: bytes | None = None
) -> StoredSeal:
    return StoredSeal(
        sequence=1 if before is None else before.sequence + 1,
        audit_id=audit_id,
        envelope=envelope.decode(),
        units=units,
    )
