"""Into which file do the records of an archive go, each once, and which of them holds which bytes?"""

from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO

from domain.http_messages import split_message
from evidence.captures.kept import KeptBody, Place
from evidence.captures.records import sha256, split_record
from evidence.captures.visit import Visit
from evidence.package.cdx import Capture
from evidence.package.http_heads import media_type, status_of

REVISIT = "warc/revisit"
"""How indexes name a record that holds no bytes of its own."""


@dataclass(frozen=True, slots=True)
class Holder:
    """The record that holds some bytes: its id, address and date as they stand in it; ``framed``: they lie in chunks."""

    id: str
    uri: str
    date: str
    framed: bool


class RecordSink:
    """Takes the records of one visit's archive in order. ``captures`` are what the index is made of."""

    def __init__(self, file: BinaryIO, visit: Visit) -> None:
        self._file = file
        self._visit = visit
        self._size = 0
        self._copied: dict[Place, str] = {}
        self._holders: dict[str, Holder] = {}
        self.captures: list[Capture] = []

    def add(self, member: bytes, digest: str = "", *, framed: bool = False, indexed: bool = True) -> str:
        """Add a record; returns its id.

        Args:
            member: its gzip member.
            digest: of the bytes that it holds, or (a revisit) names; empty for a record of no page.
            framed: these lie in it in chunks.
            indexed: a viewer finds it by its address.
        """
        fields, block = split_record(member)
        found = fields["WARC-Record-ID"]
        kind = fields["WARC-Type"]
        if digest and kind != "revisit":
            holder = Holder(found, fields["WARC-Target-URI"], fields["WARC-Date"], framed)
            self._holders.setdefault(digest, holder)
        if digest and indexed:
            self._index(fields, block, digest, member)
        self._file.write(member)
        self._size += len(member)
        return found

    def is_new(self, place: Place) -> bool:
        """Whether a record of the store was made in this visit and is not in the archive yet.

        Who uses a record first in the visit that it lies in is who made it.
        """
        return place.visit == self._visit.name and place not in self._copied

    def copy(self, place: Place, digest: str = "", *, framed: bool = False, indexed: bool = True) -> str:
        """Add a record of the store as it lies there, unless it is in the archive already; returns its id.

        Raises:
            CaptureError: the pack can't be read, or was changed.
        """
        if place not in self._copied:
            self._visit.record(place)  # held against its own digest, and the pack named if it does not fit
            member = self._visit.member(place)
            self._copied[place] = self.add(member, digest, framed=framed, indexed=indexed)
        return self._copied[place]

    def holder(self, body: KeptBody) -> Holder:
        """The record that holds some bytes, copied from the store if there is none yet.

        Raises:
            CaptureError: the pack can't be read, or was changed.
        """
        if body.digest not in self._holders:
            self.copy(body.place, body.digest, framed=body.framed)
        return self._holders[body.digest]

    def has(self, digest: str) -> bool:
        """Whether a record in the archive holds these bytes."""
        return digest in self._holders

    def _index(self, fields: dict[str, str], block: bytes, digest: str, member: bytes) -> None:
        kind = fields["WARC-Type"]
        head = split_message(block)[0] if kind in {"response", "revisit"} else b""
        mime = media_type(head) if head else fields["Content-Type"].partition(";")[0]
        self.captures.append(
            Capture(
                url=fields["WARC-Target-URI"],
                at=datetime.fromisoformat(fields["WARC-Date"]),
                mime=REVISIT if kind == "revisit" else mime,
                status=status_of(head) if head else 200,
                digest=digest,
                offset=self._size,
                length=len(member),
                record_digest=sha256(member),
            )
        )
