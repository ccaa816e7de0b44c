"""What does one link of the chain say, and what does it name as the link before?

Three kinds. ``audit``: one audit, by its head, its numbers and the root over its units and findings, with the root over all
reviews stored until then. ``key_change``: from here on another key signs; the new key and the former one both sign it.
``restart``: the former key is lost; the new key alone signs, so whoever checks must be told of that key by other means.
A link names the one before by the SHA-256 of its whole file.
"""

import hashlib
from dataclasses import dataclass
from typing import Any

from db.database import AuditRecord, StoredSeal
from domain.canonical_json import CanonicalError, parse_canonical
from evidence.errors import EvidenceError
from evidence.signing.envelopes import EnvelopeError, open_envelope, put_in_envelope
from evidence.signing.keys import SigningKey

FORM = "mingcha-seal/1"
AUDIT, KEY_CHANGE, RESTART = "audit", "key_change", "restart"
_FIELDS = {
    AUDIT: {"format", "kind", "key", "sequence", "previous", "audit", "reviews"},
    KEY_CHANGE: {"format", "kind", "key", "sequence", "previous", "former"},
    RESTART: {"format", "kind", "key", "sequence", "previous"},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """So many leaves, and the root (hexadecimal) over them."""

    count: int
    root: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SealedAudit:
    """An audit as it was sealed: what it says of itself as in ``audit_json``, its units and their findings."""

    head: dict[str, Any]
    units: Counted
    findings: int

    @property
    def id(self) -> str:
        """The audit's id."""
        return str(self.head["id"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Seal:
    """One link, its signatures checked. ``digest`` is how the next one names it; ``keys`` signed it."""

    kind: str
    sequence: int
    previous: str | None
    key: str
    keys: tuple[str, ...]
    digest: str
    former: str | None = None
    audit: SealedAudit | None = None
    reviews: Counted | None = None


def digest_of(data: bytes) -> str:
    """How a link is named by the next one, and an audit's context by its seal."""
    return f"sha256:{hashlib.sha256(data).hexdigest()}"


def audit_json(head: AuditRecord) -> dict[str, Any]:
    """What an audit says of itself, as it is sealed; of what was known of other units, the digest."""
    return {
        "id": head.id,
        "plan": head.plan_id,
        "digests": {
            "plan": head.digests.plan,
            "rules": head.digests.rules,
            "vocabulary": head.digests.vocabulary,
            "register": head.digests.register,
        },
        "as_of": head.as_of.isoformat(),
        "version": head.version,
        "finished_at": head.finished_at.isoformat(),
        "context": None if head.context is None else digest_of(head.context.encode()),
    }


def seal_audit(
    key: SigningKey,
    before: StoredSeal | None,
    audit: AuditRecord,
    *,
    units: Counted,
    findings: int,
    reviews: Counted,
) -> bytes:
    """The link for an audit.

    Raises:
        EvidenceError: the link before was signed with another key.
    """
    require_key(key, before)
    sealed = {**audit_json(audit), "units": units.count, "findings": findings, "root": units.root}
    return _link([key], before, AUDIT, audit=sealed, reviews={"count": reviews.count, "root": reviews.root})


def seal_key_change(former: SigningKey, new: SigningKey, before: StoredSeal | None) -> bytes:
    """The link by which a new key follows the former one.

    Raises:
        EvidenceError: the link before was not signed with the former key, or both are the same.
    """
    require_key(former, before)
    if former.id == new.id:
        raise EvidenceError("the new key is the one in use", "name a file that holds another, or none")
    return _link([new, former], before, KEY_CHANGE, former=former.id)


def seal_restart(new: SigningKey, before: StoredSeal | None) -> bytes:
    """The link by which a key follows one that is lost."""
    return _link([new], before, RESTART)


def open_seal(envelope: bytes) -> Seal:
    """A link, its signatures checked.

    Raises:
        EnvelopeError: it is none, or a signature does not hold.
    """
    opened = open_envelope(envelope, FORM)
    signed = opened.signed
    kind = signed.get("kind")
    if not isinstance(kind, str) or _FIELDS.get(kind) != set(signed):
        raise EnvelopeError("a seal of no known kind, or with fields that it has not")
    keys = tuple(key.id for key in opened.keys)
    match signed:
        case {"sequence": int(sequence), "previous": str() | None as previous}:
            pass
        case _:
            raise EnvelopeError("a seal without its place in the chain")
    former = signed.get("former")
    if keys != ((signed["key"], former) if kind == KEY_CHANGE else (signed["key"],)):
        raise EnvelopeError(f"a seal of the kind {kind} that was not signed by the keys it needs")
    return Seal(
        kind=kind,
        sequence=sequence,
        previous=previous,
        key=str(signed["key"]),
        keys=keys,
        digest=digest_of(envelope),
        former=former,
        audit=_audit(signed["audit"]) if kind == AUDIT else None,
        reviews=_reviews(signed["reviews"]) if kind == AUDIT else None,
    )


def require_key(key: SigningKey, before: StoredSeal | None) -> None:
    """See that a key may sign the next link.

    Raises:
        EvidenceError: another key signed the newest one.
    """
    if before is None:
        return
    try:
        name = parse_canonical(before.envelope.encode())["signed"]["key"]
    except (CanonicalError, KeyError, TypeError):
        raise EvidenceError(
            f"the newest seal (number {before.sequence}) can't be read: it was changed",
            "run mingcha chain check, restore the database from a backup, or begin anew: mingcha key change FILE --old-key-lost",
        ) from None
    if name != key.id:
        raise EvidenceError(
            f"the newest seal of this database was signed with the key {name}, and the signing key is {key.id}",
            "name the right key with MINGCHA_SIGNING_KEY; a new one is announced with: mingcha key change FILE",
        )


def _link(keys: list[SigningKey], before: StoredSeal | None, kind: str, **content: object) -> bytes:
    signed = {
        "format": FORM,
        "kind": kind,
        "key": keys[0].id,
        "sequence": 1 if before is None else before.sequence + 1,
        "previous": None if before is None else digest_of(before.envelope.encode()),
        **content,
    }
    return put_in_envelope(signed, keys)


def _audit(value: Any) -> SealedAudit:
    match value:
        case {
            "id": str(), "plan": str(), "digests": {}, "as_of": str(), "version": str(), "finished_at": str(),
            "context": str() | None, "units": int(units), "findings": int(findings), "root": str(root), **more,
        } if not more:  # fmt: skip
            numbers = {"units", "findings", "root"}
            head = {name: each for name, each in value.items() if name not in numbers}
            return SealedAudit(head=head, units=Counted(count=units, root=root), findings=findings)
    raise EnvelopeError("a seal of an audit that does not say which")


def _reviews(value: Any) -> Counted:
    match value:
        case {"count": int(count), "root": str(root), **more} if not more:
            return Counted(count=count, root=root)
    raise EnvelopeError("a seal of an audit that does not count the reviews")
