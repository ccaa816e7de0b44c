"""Is what the store holds still what was sealed, and if not, what was changed?

The chain alone proves that something was changed: an audit's root is over all its units and findings. What it was is told by
the hashes that are kept beside each audit and unit; whoever changes those, too, is found out all the same, less exactly.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from db.database import AuditRecord, Database, StoredSeal, UnitTexts
from domain.reviews import Review
from evidence.seals.chain import check_chain
from evidence.seals.differences import Change, differences
from evidence.seals.leaves import audited_leaf, finding_digest, review_leaf, text_leaf
from evidence.seals.merkle import GrowingTree, hashes_in, tree_root
from evidence.seals.seal import Counted, Seal, SealedAudit, audit_json


@dataclass(frozen=True, slots=True, kw_only=True)
class StoreCheck:
    """What came out: nothing in ``faults``, and everything sealed is as it was sealed.

    ``head`` is the digest of the newest seal, None without one. ``audits`` are the sealed ones, ``before`` the audits from
    before the first seal, which no seal speaks of; ``unsealed_reviews`` were stored since the newest seal.
    """

    audits: int
    findings: int
    reviews: int
    before: int
    unsealed_reviews: int
    head: str | None
    beginnings: tuple[str, ...]
    faults: tuple[str, ...]


def check_store(
    database: Database, trusted: Collection[str] | None = None, *, head: str | None = None
) -> StoreCheck:
    """Compare everything that is sealed with what is stored; memory holds one audit's hashes.

    Args:
        database: the store.
        trusted: names of keys that may begin the chain; None: any.
        head: the digest of a seal noted elsewhere, which the chain must hold: so that its end can't be cut off.

    Raises:
        StoreError: the database can't be used.
    """
    stored = database.load_chain()
    reviews = stored.reviews
    chain = check_chain((seal.envelope.encode() for seal in stored.seals), trusted)
    faults = list(chain.faults)
    if head is not None and head not in {seal.digest for seal in chain.seals}:
        faults.append(f"the chain does not hold the seal {head}: its end was cut off, or it is another chain")
    heads = {each.id: each for each in stored.heads}
    of_audit = defaultdict(list)
    for review in reviews:
        of_audit[review.audit_id].append(review)
    sealed = {seal.audit.id: seal.audit for seal in chain.seals if seal.audit}
    faults += _misplaced(stored.seals, chain.seals)
    for audit in sealed.values():
        found = heads.get(audit.id)
        if found is None:
            faults.append(f"audit {audit.id}: removed")
        else:
            faults += [
                f"audit {audit.id}: {fault}"
                for fault in _audit_faults(database, audit, found, of_audit[audit.id])
            ]
    began = min((heads[name].finished_at for name in sealed if name in heads), default=None)
    unsealed = [each for each in heads.values() if each.id not in sealed]
    late = [each for each in unsealed if began is not None and each.finished_at >= began]
    faults += [
        f"audit {each.id}: no seal speaks of it, though the chain had begun: inserted" for each in late
    ]
    faults += _review_faults(chain.seals, reviews)
    counted = [seal.reviews.count for seal in chain.seals if seal.reviews]
    return StoreCheck(
        audits=len(sealed),
        findings=sum(audit.findings for audit in sealed.values()),
        reviews=len(reviews),
        before=len(unsealed) - len(late),
        unsealed_reviews=max(0, len(reviews) - max(counted, default=0)),
        head=chain.head,
        beginnings=chain.beginnings,
        faults=tuple(faults),
    )


def _misplaced(stored: Sequence[StoredSeal], seals: Sequence[Seal]) -> Iterator[str]:
    """The columns beside a seal must say what it says."""
    by_number = {seal.sequence: seal for seal in seals}
    for row in stored:
        seal = by_number.get(row.sequence)
        if seal is not None and row.audit_id != (seal.audit.id if seal.audit else None):
            yield f"seal {row.sequence}: kept as one of the audit {row.audit_id}, which it is not"


def _audit_faults(
    database: Database, audit: SealedAudit, found: AuditRecord, reviews: Sequence[Review]
) -> Iterator[str]:
    now = audit_json(found)
    for each in sorted(now):
        if now[each] != audit.head.get(each):
            yield f"{each} was changed: sealed {audit.head.get(each)!r}, stored {now[each]!r}"
    row = database.load_seal(audit.id)
    kept = _hashes(row.units if row else None)
    known: Collection[bytes] = set(kept)
    if tree_root(kept).hex() != audit.units.root:
        yield "the hashes kept beside its seal were changed"
        known = ()
    told: dict[str, list[str]] = {}
    leaves: list[bytes] = []
    findings: set[tuple[str, str]] = set()
    for unit in database.sealed_units(audit.id):
        hashes = [text_leaf(unit.own), *map(text_leaf, unit.findings)]
        told[unit.unit_id] = list(_unit_faults(unit, hashes, known))
        leaves.append(audited_leaf(unit.unit_id, hashes))
        findings.update((unit.unit_id, finding_digest(leaf)) for leaf in hashes[1:])
    faults = [fault for each in told.values() for fault in each]
    if known:
        faults += _list_faults(kept, leaves, told)
    for unit_id, number in database.strangers(audit.id).items():
        faults.append(f"{number} finding(s) of the unit {unit_id}, which it does not have: inserted")
    if tree_root(leaves).hex() != audit.units.root and not faults:
        faults.append("its units and findings are not those that were sealed")
    yield from faults
    for review in reviews:
        if (review.unit_id, review.finding) not in findings:
            yield f"it has no such finding of {review.unit_id} as the review {review.id} is of"


def _list_faults(
    kept: Sequence[bytes], leaves: Sequence[bytes], told: Mapping[str, Sequence[str]]
) -> Iterator[str]:
    """What was changed of the list of units; ``told`` is, by unit and in order, what was said of each already."""
    ids = list(told)
    for difference in differences(kept, leaves):
        place = difference.place
        if difference.change is Change.INSERTED:
            yield f"unit {ids[place]} was inserted"
        elif difference.change is Change.REMOVED:
            behind = f"behind {ids[place - 1]}" if 0 < place <= len(ids) else "the first"
            yield f"a unit was removed, place {place + 1}, {behind}"
        elif not told[ids[place]]:
            yield f"unit {ids[place]}: changed, together with the hashes kept of it"


def _unit_faults(unit: UnitTexts, hashes: Sequence[bytes], known: Collection[bytes]) -> Iterator[str]:
    """What was changed of a unit; ``known`` are the leaves of the audit's tree, as they were sealed."""
    name = f"unit {unit.unit_id}"
    kept = _hashes(unit.leaves)
    if audited_leaf(unit.unit_id, hashes) in known:
        if kept != hashes:
            yield f"{name}: the hashes kept of it were changed; it is as it was sealed"
        return
    if not kept or audited_leaf(unit.unit_id, kept) not in known:
        return
    if kept[0] != hashes[0]:
        yield f"{name}: its name, row of the registry, score, reach or capture was changed"
    for difference in differences(kept[1:], hashes[1:]):
        place = difference.place
        if difference.change is Change.REMOVED:
            behind = f"behind {unit.names[place - 1]}" if 0 < place <= len(unit.names) else "the first"
            yield f"{name}: a finding was removed, place {place + 1}, {behind}"
        else:
            yield f"{name}: finding {place + 1} ({unit.names[place]}) was {difference.change}"


def _review_faults(seals: Sequence[Seal], reviews: Sequence[Review]) -> Iterator[str]:
    """A seal is over the reviews stored before it: where one no longer fits, one of them was touched."""
    tree = GrowingTree()
    told: Counted | None = None
    for seal in seals:
        if seal.reviews is None:
            continue
        for review in reviews[tree.size : seal.reviews.count]:
            tree.add(review_leaf(review))
        if tree.size == seal.reviews.count and tree.root().hex() == seal.reviews.root:
            told = seal.reviews
            continue
        first = told.count if told else 0
        some = [str(review.id) for review in reviews[first : seal.reviews.count]]
        yield (
            f"reviews: of the {seal.reviews.count} that seal {seal.sequence} is over, one from number {first + 1} on was"
            f" changed, inserted or removed (stored there now: {', '.join(some[:20]) or 'none'})"
        )
        return


def _hashes(kept: bytes | None) -> list[bytes]:
    try:
        return hashes_in(kept or b"")
    except ValueError:
        return []
