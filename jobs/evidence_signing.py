"""What is signed of an evidence package, and how does it come by its timestamp, once and for all?"""

import contextlib
import hashlib
import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from cryptography import x509

from evidence.errors import EvidenceError
from evidence.package.members import Member
from evidence.signing.keys import SigningKey
from evidence.signing.package_signature import close_package, sign_manifest
from evidence.signing.timestamps import check_timestamp, request_timestamp

NO_AUTHORITY = "no timestamp authority was configured"
UNREACHED = "the timestamp authority gave no usable timestamp"


@dataclass(frozen=True, slots=True, kw_only=True)
class Authority:
    """A timestamp authority (RFC 3161), and the roots that its certificate must lead to."""

    url: str
    roots: Sequence[x509.Certificate] = ()


@dataclass(slots=True, kw_only=True)
class Signer:
    """Signs one package. ``note`` is set where an authority was asked and gave no timestamp.

    Replies are kept in ``folder`` by the digest of what they stamp: an export that is made again has the same one.
    """

    key: SigningKey
    authority: Authority | None
    created: datetime
    folder: Path
    note: str | None = field(default=None, init=False)

    def sign(self, manifest: bytes) -> tuple[Member, ...]:
        """The members that vouch for a manifest."""
        signature = sign_manifest(manifest, self.key, self.created)
        reply = self._timestamp(signature)
        reason = None if reply else UNREACHED if self.authority else NO_AUTHORITY
        stamped = () if reply is None else (Member("signed/timestamp.tsr", reply),)
        closing = close_package(signature, reply, self.key, reason=reason)
        return (
            Member("signed/signature.json", signature),
            *stamped,
            Member("signed/closing.json", closing),
        )

    def _timestamp(self, signature: bytes) -> bytes | None:
        path = self.folder / f"{hashlib.sha256(signature).hexdigest()}.tsr"
        with contextlib.suppress(OSError):
            kept = path.read_bytes()
            if not check_timestamp(kept, signature, ()).faults:
                return kept
        if self.authority is None:
            return None
        try:
            reply = request_timestamp(signature, self.authority.url, self.authority.roots)
        except EvidenceError as error:
            self.note = str(error)
            return None
        self._keep(path, reply)
        return reply

    def _keep(self, path: Path, reply: bytes) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_name(f"{path.name}.{os.getpid()}.part")
        part.write_bytes(reply)
        part.replace(path)


def signer(key: SigningKey, authority: Authority | None, *, created: datetime, kept_in: Path) -> Signer:
    """What signs a package whose evidence is kept in a folder; ``created`` is the moment of the audit's seal."""
    return Signer(key=key, authority=authority, created=created, folder=kept_in / "timestamps")
