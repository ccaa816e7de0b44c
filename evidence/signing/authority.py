"""Is there a timestamp for these bytes, and if not, why? Asks an authority once for the same bytes, and keeps what it said."""

import hashlib
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from secrets import token_hex

from cryptography import x509

from evidence.errors import EvidenceError
from evidence.signing.timestamps import check_timestamp, request_timestamp

NONE_CONFIGURED = "no timestamp authority is configured"


@dataclass(frozen=True, slots=True, kw_only=True)
class Authority:
    """A timestamp authority; ``roots`` are the certificates that its own must lead to, if any are known."""

    url: str
    roots: tuple[x509.Certificate, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamped:
    """The authority's reply, or the reason why there is none."""

    reply: bytes | None = None
    reason: str | None = None


def stamp(
    data: bytes, authority: Authority | None, *, kept: Path | None = None, demanded: bool = False
) -> Stamped:
    """Have bytes stamped, or say why that can't be.

    Args:
        data: what is stamped.
        authority: whom to ask; None: nobody.
        kept: a folder of replies: the same bytes are stamped once, so that what is made of them stays the same.
        demanded: no reply is an error, and not a reason.

    Raises:
        EvidenceError: it was demanded, and can't be had; or a reply can't be kept.
    """
    place = kept / f"{hashlib.sha256(data).hexdigest()}.tsr" if kept else None
    roots = authority.roots if authority else ()
    if place is not None and place.exists():
        reply = place.read_bytes()
        if not check_timestamp(reply, data, roots).faults:
            return Stamped(reply=reply)
    if authority is None:
        if demanded:
            raise EvidenceError(NONE_CONFIGURED, "name one with MINGCHA_TSA_URL")
        return Stamped(reason=NONE_CONFIGURED)
    try:
        reply = request_timestamp(data, authority.url, roots)
    except EvidenceError as error:
        if demanded:
            raise
        return Stamped(reason=error.reason)
    if place is not None:
        _keep(reply, place)
    return Stamped(reply=reply)


def _keep(reply: bytes, place: Path) -> None:
    draft = place.with_name(f".{place.name}.{token_hex(8)}")
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        draft.write_bytes(reply)
        draft.replace(place)
    except OSError as error:
        with suppress(OSError):
            draft.unlink()
        raise EvidenceError(
            f"the timestamp can't be kept at {place} ({error.strerror})",
            "free some space, or give this user the right to write there",
        ) from None
