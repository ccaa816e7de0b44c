"""How is it shown, without the rest of an audit, that a unit and some of its findings are what was sealed?

A proof is canonical JSON: the leaf hashes of the unit's own tree, its place among the audit's units, and the path from there
to the root that the seal names. What is shown of the unit (all or some of its findings) is hashed and compared with them.
"""

from collections.abc import Mapping

from db.database import Database
from domain.canonical_json import CanonicalError, canonical_bytes, parse_canonical
from evidence.errors import EvidenceError
from evidence.seals.leaves import audited_leaf, text_leaf
from evidence.seals.merkle import SIZE, hashes_in, inclusion_proof, root_by_proof
from evidence.seals.seal import Seal
from evidence.signing.envelopes import EnvelopeError, from_hex

FORM = "mingcha-proof/1"


def prove_unit(database: Database, audit_id: str, unit_id: str) -> bytes:
    """The proof for a unit of a sealed audit.

    Raises:
        EvidenceError: the audit was not sealed, has no such unit, or its hashes do not fit its seal.
        StoreError: the database can't be used.
    """
    seal = database.load_seal(audit_id)
    if seal is None or seal.units is None:
        raise EvidenceError(
            f"the audit {audit_id} was not sealed", "judge again with a signing key: mingcha judge"
        )
    kept = database.unit_leaves(audit_id, unit_id)
    units = hashes_in(seal.units)
    if kept is None:
        raise EvidenceError(f"the audit {audit_id} has no unit {unit_id}", "name one that it has")
    leaves = hashes_in(kept)
    try:
        place = units.index(audited_leaf(unit_id, leaves))
    except ValueError:
        raise EvidenceError(
            f"the hashes kept of the unit {unit_id} in the audit {audit_id} do not fit its seal",
            "the store was changed; mingcha chain check says where",
        ) from None
    return canonical_bytes(
        {
            "format": FORM,
            "audit": audit_id,
            "unit": unit_id,
            "place": place,
            "units": len(units),
            "path": [each.hex() for each in inclusion_proof(units, place)],
            "leaves": [each.hex() for each in leaves],
        }
    )


def check_unit_proof(
    proof: bytes, seal: Seal, unit_id: str, *, own: str, findings: Mapping[int, str], whole: bool
) -> tuple[str, ...]:
    """What speaks against the proof; nothing, and what is shown is what was sealed.

    Args:
        proof: as ``prove_unit`` made it.
        seal: of the audit, its signature and place in the chain checked.
        unit_id: the unit that it must be of.
        own: canonical JSON of the unit's own row.
        findings: canonical JSON of the findings shown, by their place among the unit's, from 0.
        whole: whether these must be all of them.
    """
    try:
        value = parse_canonical(proof)
        match value:
            case {
                "format": str(form), "audit": str(audit), "unit": str(unit), "place": int(place), "units": int(units),
                "path": [*path], "leaves": [*leaves], **more,
            } if not more:  # fmt: skip
                hashes = [from_hex(each, SIZE) for each in leaves]
                root = root_by_proof(
                    audited_leaf(unit, hashes), place, units, [from_hex(each, SIZE) for each in path]
                )
            case _:
                return ("no proof of a unit",)
    except (CanonicalError, EnvelopeError, ValueError) as error:
        return (str(error),)
    if seal.audit is None or not hashes:
        return ("the seal is of no audit, or the proof of no unit",)
    faults = []
    if (form, audit, unit) != (FORM, seal.audit.id, unit_id):
        faults.append("the proof is of another audit or unit")
    if (root.hex(), units) != (seal.audit.units.root, seal.audit.units.count):
        faults.append("the proof does not lead to the root that was sealed")
    if text_leaf(own) != hashes[0]:
        faults.append("the unit's name, row of the registry, score, reach or capture is not what was sealed")
    for at, text in sorted(findings.items()):
        if not 0 <= at < len(hashes) - 1 or text_leaf(text) != hashes[at + 1]:
            faults.append(f"finding {at + 1} is not what was sealed")
    if whole and set(findings) != set(range(len(hashes) - 1)):
        faults.append(f"{len(hashes) - 1} findings were sealed, {len(findings)} are shown")
    return tuple(faults)
