"""Is the archive what the exporter writes of the sealed visit: every record under its address, kind and date, and none besides?

The journals of a package tell all of a visit but its bytes, and the archive holds these. So the archive is written again,
from the journals, by the code that exporters use: what it copies from packs is taken from the archive, where it must stand as
the writer of the pack has made it; what it makes anew must come out the same.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from io import RawIOBase
from pathlib import Path

from domain.captures import Body, Event, Exchange
from domain.http_messages import split_message, unchunked
from evidence.captures.kept import KeptBody, KeptExchange, KeptRendering, Place
from evidence.captures.makers import Made, made_in
from evidence.captures.places import moment_of
from evidence.captures.records import sha256, split_record, warc_date
from evidence.captures.visit import Visit
from evidence.package.archive import ArchivedVisit, write_archive
from evidence.package.cdx import cdx_lines
from evidence.package.errors import PackageDamaged
from evidence.package.journals import FOLDER, PackagedJournals
from evidence.package.packaged_visit import PackagedVisit
from evidence.package.records_in import Archive

_OF_EVERY = ("WARC-Block-Digest", "Content-Length")
_NEEDED = ("WARC-Type", "WARC-Record-ID", "WARC-Date", "WARC-Target-URI", "Content-Type")
_POSSIBLE = {*_OF_EVERY, *_NEEDED, "WARC-IP-Address", "WARC-Payload-Digest", "WARC-Truncated"}


@dataclass(slots=True)
class Rewritten:
    """What came out: ``faults`` of the archive, and what was written (None where it broke off at a fault).

    ``order`` are the ids of the records as they were written, ``starts`` the bytes at which they then began.
    """

    faults: list[str] = field(default_factory=list)
    order: list[str] = field(default_factory=list)
    starts: dict[int, str] = field(default_factory=dict)
    archived: ArchivedVisit | None = None


def rewritten(packaged: PackagedVisit, archive: Archive, journals: Mapping[str, bytes]) -> Rewritten:
    """Write the archive of a packaged visit again, and compare.

    Args:
        packaged: the visit; its events are those that the journals tell of (``told_otherwise``).
        archive: of the package.
        journals: the members of their folder, by path.

    Raises:
        CaptureError: a journal can't be read.
    """
    found = Rewritten()
    every = PackagedJournals(packaged.ref.id, journals)
    visit = _InArchive(packaged, archive, every, found)
    try:
        found.archived = write_archive(_Compared(archive, found), visit)  # type: ignore[arg-type]  # it only writes
    except PackageDamaged as error:
        found.faults.append(error.reason)
        return found
    written = set(found.order)
    for each, record in archive.records.items():
        if each not in written:
            found.faults.append(
                f"the record {each} at byte {record.offset} is not of the visit: it was inserted"
            )
    if not found.faults and [*archive.records] != found.order:
        found.faults.append("its records do not stand in the order in which they are written")
    return found


def index_of(found: Rewritten, archive: Archive) -> bytes:
    """The index that follows for the archive, in which records may be packed otherwise than they are today."""
    assert found.archived is not None, "there is no index of what broke off"
    captures = []
    for each in found.archived.captures:
        name = found.starts[each.offset]
        record, digest = archive.records[name], sha256(archive.member(name))
        captures.append(replace(each, offset=record.offset, length=record.length, record_digest=digest))
    return cdx_lines(captures, archive.name.rpartition("/")[2])


class _Compared(RawIOBase):
    """Takes the records of an archive, and holds each against the one of its id."""

    def __init__(self, archive: Archive, found: Rewritten) -> None:
        super().__init__()
        self._archive = archive
        self._found = found
        self._size = 0

    def write(self, member: bytes) -> int:  # type: ignore[override]  # records come as bytes
        fields, _ = split_record(member)
        name = fields["WARC-Record-ID"]
        self._found.order.append(name)
        self._found.starts[self._size] = name
        self._size += len(member)
        if name not in self._archive.records:
            self._found.faults.append(f"there is no record {name} ({_of(fields)})")
            return len(member)
        told, _ = self._archive.read(name)
        for reason in _unlike(told, fields):
            self._found.faults.append(_at(self._archive, name, reason))
        return len(member)


class _InArchive(Visit):
    """The visit as its journal tells it; its bytes come from the archive."""

    def __init__(
        self, packaged: PackagedVisit, archive: Archive, journals: PackagedJournals, found: Rewritten
    ) -> None:
        name = packaged.ref.id
        super().__init__(Path(FOLDER), name, journals.visit, sealed=journals.sealed(name))
        self._archive = archive
        self._found = found
        self._records = list(archive.records)
        self._bodies = {body.digest: body for event in packaged.events for body in bodies_of(event)}
        self._requests: dict[Place, bytes] = {}
        self._wanted: dict[Place, tuple[str, KeptBody | None]] = {}
        for told, event in zip(self.told, packaged.events, strict=True):
            self._learn(told.kept, event)
        self._made: dict[Place, Made] = {}
        for each in (self.name, *self.tellers):
            self._made |= made_in(self.journal_of(each))

    def body(self, kept: KeptBody) -> Body:
        return self._bodies[kept.digest]

    def record(self, place: Place) -> bytes:
        return self._requests.get(place, b"")

    def member(self, place: Place) -> bytes:
        """The record of a pack, as it stands in the archive."""
        made = self._made.get(place)
        if made is not None:
            name = made.fields["WARC-Record-ID"]
        elif len(self._found.order) < len(self._records):
            # The journal that tells of it is not vouched for, and not here: it must be the next one.
            name = self._records[len(self._found.order)]
        else:
            raise PackageDamaged(self._archive.name, "it ends before all records of the visit are there")
        if name not in self._archive.records:
            told = f" ({_of(made.fields)})" if made else ""
            raise PackageDamaged(self._archive.name, f"there is no record {name}{told}")
        fields, block = self._archive.read(name)
        reasons = [*self._unlike(place, made, fields, block)]
        self._found.faults += [_at(self._archive, name, reason) for reason in reasons]
        if any(each not in fields for each in _NEEDED):
            raise PackageDamaged(
                self._archive.name, _at(self._archive, name, "it lacks fields that every record has")
            )
        return self._archive.member(name)

    def _learn(self, kept: KeptExchange | KeptRendering, event: Event) -> None:
        """Which bytes the journal says are at which place."""
        bodies: tuple[KeptBody | None, ...]
        if isinstance(kept, KeptExchange):
            bodies = (kept.body,)
            if kept.request and isinstance(event, Exchange):
                self._requests[kept.request.place] = event.request
                self._wanted[kept.request.place] = (kept.request.digest, None)
        else:
            bodies = (kept.dom, kept.screenshot, *(each.body for each in kept.seen))
        for body in bodies:
            if body is not None:
                self._wanted[body.place] = (body.digest, body)

    def _unlike(self, place: Place, made: Made | None, fields: dict[str, str], block: bytes) -> Iterator[str]:
        """In what a record is not the one that a pack held at a place."""
        digest, body = self._wanted[place]
        if made is not None:
            expected = {**made.fields, **{each: fields.get(each, "") for each in _OF_EVERY}}
            if not made.peer_known and "WARC-IP-Address" in fields:
                expected["WARC-IP-Address"] = fields["WARC-IP-Address"]
            yield from _unlike(fields, expected)
        else:
            yield from self._unlike_any(place, body, fields)
        head, content = split_message(block) if body and body.http else (None, block)
        if made is not None and made.head is not None and head != made.head:
            yield "its head is not the one that the journal tells"
        if body and body.framed:
            content = unchunked(content)
        if sha256(content) != digest:
            yield f"it does not hold the bytes of {digest}, which the journal names"

    def _unlike_any(self, place: Place, body: KeptBody | None, fields: dict[str, str]) -> Iterator[str]:
        """The same of a record whose making is told in a journal that is not here."""
        kind = "request" if body is None else "response" if body.http else "resource"
        if fields.get("WARC-Type") != kind:
            yield f"its WARC-Type is {fields.get('WARC-Type')!r:.40}, and {kind!r} follows from the journal"
        night = moment_of(place.visit)
        if not warc_date(night) <= fields.get("WARC-Date", "") < warc_date(self.began):
            yield f"its WARC-Date is {fields.get('WARC-Date')!r:.40}, and it is of the visit of {warc_date(night)}"
        if more := fields.keys() - _POSSIBLE:
            yield f"it has fields that no such record has: {', '.join(sorted(more))[:80]}"


def bodies_of(event: Event) -> Iterator[Body]:
    """All bytes of an event that are read when they are asked for."""
    if isinstance(event, Exchange):
        if event.response is not None:
            yield event.response.payload
        return
    yield from (body for body in (event.dom, event.screenshot) if body is not None)
    yield from (each.body for each in event.seen)


def _unlike(told: dict[str, str], expected: dict[str, str]) -> Iterator[str]:
    """Fields of a record that say something else than what follows."""
    if told.get("WARC-Block-Digest") != expected["WARC-Block-Digest"]:
        yield "its content is not what follows from the journal"
    for name in sorted((told.keys() | expected.keys()) - {*_OF_EVERY}):
        have, wanted = told.get(name), expected.get(name)
        if have != wanted:
            yield f"its {name} is {have!r:.200}, and {wanted!r:.200} follows from the journal"


def _of(fields: Mapping[str, str]) -> str:
    return f"{fields['WARC-Type']} of {fields.get('WARC-Target-URI', 'the archive')[:200]}"


def _at(archive: Archive, name: str, reason: str) -> str:
    return f"the record {name} at byte {archive.records[name].offset}: {reason}"
