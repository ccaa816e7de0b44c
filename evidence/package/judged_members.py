"""What of an audit goes into a package: a unit's findings as they are stored, the seal that they lie under, the reviews?"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from db.database import AuditRecord, Database, UnitTexts
from domain.canonical_json import CanonicalError, canonical_bytes, parse_canonical
from domain.reviews import Review
from evidence.errors import EvidenceError
from evidence.package.members import Member
from evidence.seals.leaves import finding_digest, review_json, text_leaf
from evidence.seals.proofs import check_unit_proof, prove_unit
from evidence.seals.seal import audit_json, digest_of, open_seal
from evidence.signing.envelopes import EnvelopeError

FINDINGS_FORMAT = "mingcha-findings/1"
REVIEWS_FORMAT = "mingcha-reviews/1"
FACTS_FORMAT = "mingcha-facts/1"
CHAIN = "seals/chain.jsonl"
CONTEXT = "facts/context.json"
"""What was known of other units while each was judged, and what the operator had registered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedUnit:
    """One unit of a sealed audit: the digest of each finding in order, and their reviews.

    ``chain`` are the seals up to the audit's own, or to the newest one that brought another key, whichever is later, one a
    line: whoever trusts a key from before that change learns by it which one signs now. ``seal`` is the digest of the audit's
    own.
    """

    audit: AuditRecord
    texts: UnitTexts
    digests: tuple[str, ...]
    reviews: tuple[Review, ...]
    proof: bytes
    chain: bytes
    seal: str

    @property
    def own(self) -> Mapping[str, Any]:
        """The unit's own row as it was sealed."""
        found: Mapping[str, Any] = parse_canonical(self.texts.own.encode())
        return found

    @property
    def capture(self) -> str | None:
        """The digest of the captured visit that the unit rests on, as it was sealed."""
        found: str | None = self.own["capture"]
        return found


def judged_unit(database: Database, audit_id: str, unit_id: str) -> JudgedUnit:
    """Read a unit of an audit with its proof, and hold what is stored against the audit's seal.

    Raises:
        EvidenceError: the audit was not sealed, has no such unit, or what is stored is not what was sealed.
        StoreError: the database can't be used.
    """
    proof = prove_unit(database, audit_id, unit_id)
    texts = next(database.sealed_units(audit_id, only=[unit_id]))
    stored_chain = database.load_chain()
    audit = next(each for each in stored_chain.heads if each.id == audit_id)
    seals = stored_chain.seals
    own = next((place for place, each in enumerate(seals) if each.audit_id == audit.id), None)
    if own is None:
        faults: tuple[str, ...] = (f"no seal of the audit {audit.id} is in the chain",)
    else:
        faults = _faults(seals[own].envelope.encode(), proof, texts, audit)
    if faults or own is None:
        raise EvidenceError(
            f"the unit {unit_id} of the audit {audit.id} can't be exported: {faults[0]}",
            "the store was changed after the audit was sealed; mingcha chain check says where",
        )
    # A link that is of no audit is one that brought another key.
    last = max((place for place, each in enumerate(seals) if each.audit_id is None), default=own)
    return JudgedUnit(
        audit=audit,
        texts=texts,
        digests=tuple(finding_digest(text_leaf(text)) for text in texts.findings),
        reviews=database.load_reviews(audit.id, unit_id),
        proof=proof,
        chain=b"".join(f"{each.envelope}\n".encode() for each in seals[: max(own, last) + 1]),
        seal=digest_of(seals[own].envelope.encode()),
    )


def judged_members(judged: JudgedUnit, name: str, chosen: Collection[int]) -> tuple[Member, ...]:
    """The members of a judged unit.

    All findings are there, since the seal is over them together; those asked for are marked.

    Args:
        judged: the unit.
        name: the unit's in the names of members.
        chosen: the places of the findings asked for.
    """
    findings = {
        "format": FINDINGS_FORMAT,
        "audit": audit_json(judged.audit),
        "unit": parse_canonical(judged.texts.own.encode()),
        "findings": [parse_canonical(text.encode()) for text in judged.texts.findings],
        "chosen": sorted(chosen),
    }
    reviews: dict[str, Any] = {
        "format": REVIEWS_FORMAT,
        "reviews": [review_json(review) for review in judged.reviews],
    }
    return (
        Member(f"findings/{name}.json", canonical_bytes(findings)),
        Member(f"reviews/{name}.json", canonical_bytes(reviews)),
        Member(f"seals/{name}.proof.json", judged.proof),
        Member(CHAIN, judged.chain),
        *((Member(CONTEXT, judged.audit.context.encode()),) if judged.audit.context is not None else ()),
    )


def _faults(envelope: bytes, proof: bytes, texts: UnitTexts, audit: AuditRecord) -> tuple[str, ...]:
    try:
        seal = open_seal(envelope)
        if seal.audit is None or seal.audit.head != audit_json(audit):
            return ("what the audit says of itself is not what was sealed",)
        return check_unit_proof(
            proof, seal, texts.unit_id, own=texts.own, findings=dict(enumerate(texts.findings)), whole=True
        )
    except (EnvelopeError, CanonicalError) as error:
        return (str(error),)
