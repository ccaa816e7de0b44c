"""How does something signed stand in a file, so that one changed bit is found and anybody can check it?

An envelope is canonical JSON: ``{"signatures": [{"public_key": …, "signature": …}, …], "signed": {…}}``. What is signed are the
canonical bytes of ``signed``, as they stand in the file. Keys (SubjectPublicKeyInfo, DER) and signatures are lower-case
hexadecimal: unlike Base64 it has one form only. ``signed`` names its ``format``, so that a signature over one kind of thing is
none over another, and its ``key``, so that no key can be exchanged for another.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from domain.canonical_json import CanonicalError, canonical_bytes, parse_canonical
from evidence.signing.keys import PublicKey, SigningKey, read_public_key

LARGEST = 1 << 20
"""Bytes of the largest envelope that is read."""


class EnvelopeError(ValueError):
    """It is no envelope, or a signature in it does not hold; the message says what is wrong."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """What an envelope holds, its signatures checked; ``keys`` signed it, in order."""

    signed: dict[str, Any]
    keys: tuple[PublicKey, ...]


def put_in_envelope(signed: dict[str, Any], keys: Sequence[SigningKey]) -> bytes:
    """Sign with each key, in order; the first is the one that ``signed["key"]`` names."""
    data = canonical_bytes(signed)
    return canonical_bytes(
        {
            "signatures": [
                {"public_key": key.public.der.hex(), "signature": key.sign(data).hex()} for key in keys
            ],
            "signed": signed,
        }
    )


def open_envelope(data: bytes, form: str) -> Opened:
    """Check an envelope of one format. Whether its keys can be trusted is for the caller to say.

    Raises:
        EnvelopeError: it is none, of another format, or a signature does not hold.
    """
    if len(data) > LARGEST:
        raise EnvelopeError(f"larger than {LARGEST} bytes")
    try:
        value = parse_canonical(data)
    except CanonicalError as error:
        raise EnvelopeError(str(error)) from None
    match value:
        case {"signatures": [_, *_] as signatures, "signed": {"format": str(found), "key": str(name)}}:
            signed = value["signed"]
        case _:
            raise EnvelopeError("no envelope of signatures and what is signed")
    if len(value) != 2:
        raise EnvelopeError("an envelope holds signatures and what is signed, and nothing else")
    if found != form:
        raise EnvelopeError(f"of the format {found!r}, not {form!r}")
    content = canonical_bytes(signed)
    keys = tuple(_signer(each, content) for each in signatures)
    if keys[0].id != name:
        raise EnvelopeError("it was signed with another key than it names")
    return Opened(signed=signed, keys=keys)


def from_hex(text: object, size: int | None = None) -> bytes:
    """Bytes in lower-case hexadecimal.

    Raises:
        EnvelopeError: it is none, or not of this size.
    """
    try:
        data = bytes.fromhex(text) if isinstance(text, str) else b""
    except ValueError:
        data = b""
    # Upper case and spaces would be read, too: then one value had several forms.
    if data.hex() != text or (size is not None and len(data) != size):
        raise EnvelopeError("no lower-case hexadecimal of the right length")
    return data


def _signer(each: object, content: bytes) -> PublicKey:
    match each:
        case {"public_key": public, "signature": signature, **more} if not more:
            der, signed = from_hex(public), from_hex(signature, 64)
        case _:
            raise EnvelopeError("a signature is a public_key and a signature, and nothing else")
    try:
        key = read_public_key(der)
    except ValueError as error:
        raise EnvelopeError(str(error)) from None
    if not key.verifies(signed, content):
        raise EnvelopeError(f"the signature of {key.id} does not hold: what is signed was changed")
    return key
