"""How is a package signed so that one altered byte of any member is found?

Each member vouches for those before it:

- ``manifest.json`` lists every member that is no signature with its SHA-256;
- ``signature.json`` is signed and names the manifest's SHA-256;
- ``timestamp.tsr`` (RFC 3161), where there is one, is over the bytes of ``signature.json``;
- ``closing.json`` is signed and names the SHA-256 of ``signature.json`` and of ``timestamp.tsr``, or says why there is none: the
  reply of an authority holds bytes that its own signature does not cover.

Both signed members are envelopes (``evidence.signing.envelopes``), which have one form only. Ed25519 draws no random numbers:
the same input gives the same bytes.
"""

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from evidence.signing.envelopes import EnvelopeError, open_envelope, put_in_envelope
from evidence.signing.keys import SigningKey

SIGNATURE_FORM = "mingcha-signature/1"
CLOSING_FORM = "mingcha-closing/1"


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureCheck:
    """What came out: nothing in ``faults``, and it holds. ``key`` signed it; None where that can't be told.

    ``created`` is the moment that ``signature.json`` names; ``no_timestamp`` why ``closing.json`` says there is none.
    """

    faults: tuple[str, ...]
    key: str | None = None
    created: datetime | None = None
    no_timestamp: str | None = None

    @property
    def holds(self) -> bool:
        """Whether nothing speaks against it."""
        return not self.faults


def sign_manifest(manifest: bytes, key: SigningKey, created: datetime) -> bytes:
    """``signature.json`` for a manifest; ``created`` is the moment of the audit's seal, aware."""
    assert created.tzinfo is not None, "a moment without a zone is none"
    signed = {
        "format": SIGNATURE_FORM,
        "key": key.id,
        "created": created.isoformat(),
        "manifest": _digest(manifest),
    }
    return put_in_envelope(signed, [key])


def check_signature(signature: bytes, manifest: bytes, trusted: Collection[str] | None) -> SignatureCheck:
    """Check ``signature.json``. ``trusted`` are names of keys known from elsewhere; None takes any at its word."""
    opened = _open(signature, SIGNATURE_FORM, {"format", "key", "created", "manifest"}, trusted)
    if isinstance(opened, SignatureCheck):
        return opened
    signed, faults = opened
    created = _moment(signed["created"])
    if created is None:
        faults.append("it names no moment")
    if signed["manifest"] != _digest(manifest):
        faults.append("the manifest is not the one that was signed")
    return SignatureCheck(faults=tuple(faults), key=signed["key"], created=created)


def close_package(
    signature: bytes, timestamp: bytes | None, key: SigningKey, *, reason: str | None = None
) -> bytes:
    """``closing.json``; ``reason`` says why there is no timestamp, and is given only then."""
    assert (timestamp is None) == (reason is not None), "a timestamp, or why there is none"
    signed = {
        "format": CLOSING_FORM,
        "key": key.id,
        "signature": _digest(signature),
        "timestamp": None if timestamp is None else _digest(timestamp),
        "no_timestamp": reason,
    }
    return put_in_envelope(signed, [key])


def check_closing(
    closing: bytes, signature: bytes, timestamp: bytes | None, trusted: Collection[str] | None
) -> SignatureCheck:
    """Check ``closing.json`` against the bytes of the two members before it; ``timestamp`` None: there is no such member."""
    opened = _open(
        closing, CLOSING_FORM, {"format", "key", "signature", "timestamp", "no_timestamp"}, trusted
    )
    if isinstance(opened, SignatureCheck):
        return opened
    signed, faults = opened
    if signed["signature"] != _digest(signature):
        faults.append("signature.json is not the one that was closed with it")
    if timestamp is None and signed["timestamp"] is not None:
        faults.append("timestamp.tsr was removed")
    elif timestamp is not None and signed["timestamp"] is None:
        faults.append("timestamp.tsr was inserted: none was closed with it")
    elif timestamp is not None and signed["timestamp"] != _digest(timestamp):
        faults.append("timestamp.tsr is not the one that was closed with it")
    reason = signed["no_timestamp"]
    return SignatureCheck(
        faults=tuple(faults), key=signed["key"], no_timestamp=reason if isinstance(reason, str) else None
    )


def _open(
    data: bytes, form: str, fields: set[str], trusted: Collection[str] | None
) -> tuple[dict[str, Any], list[str]] | SignatureCheck:
    try:
        opened = open_envelope(data, form)
    except EnvelopeError as error:
        return SignatureCheck(faults=(str(error),))
    if set(opened.signed) != fields or len(opened.keys) != 1:
        return SignatureCheck(faults=("it does not hold what such a member holds",))
    key = opened.keys[0].id
    faults = []
    if trusted is not None and key not in trusted:
        faults.append(f"signed with the key {key}, which is not one of the trusted")
    return opened.signed, faults


def _moment(text: object) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text) if isinstance(text, str) else None
    except ValueError:
        return None
    return moment if moment is not None and moment.tzinfo is not None else None


def _digest(data: bytes) -> str:
    return f"sha256:{hashlib.sha256(data).hexdigest()}"
