"""What is signed of an evidence package, and how does it come by its timestamp, once and for all?"""

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from evidence.package.members import Member
from evidence.signing.authority import NONE_CONFIGURED, Authority, stamp
from evidence.signing.keys import SigningKey
from evidence.signing.package_signature import close_package, sign_manifest

UNREACHED = "the timestamp authority gave no usable timestamp"


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
        stamped = stamp(signature, self.authority, kept=self.folder)
        self.note = stamped.reason if self.authority else None
        # In the package stand fixed words: what a failing network says is another thing each time.
        reason = None if stamped.reply else UNREACHED if self.authority else NONE_CONFIGURED
        reply = () if stamped.reply is None else (Member("signed/timestamp.tsr", stamped.reply),)
        closing = close_package(signature, stamped.reply, self.key, reason=reason)
        return (
            Member("signed/signature.json", signature),
            *reply,
            Member("signed/closing.json", closing),
        )


def signer(key: SigningKey, authority: Authority | None, *, created: datetime, kept_in: Path) -> Signer:
    """What signs a package whose evidence is kept in a folder; ``created`` is the moment of the audit's seal."""
    return Signer(key=key, authority=authority, created=created, folder=kept_in / "timestamps")
