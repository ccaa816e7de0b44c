"""What does a sealed visit tell? Its events as they were, their bytes read from the packs when they are asked for."""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cached_property, partial
from pathlib import Path
from typing import Any, TypeVar

from domain.capture_ref import CaptureRef
from domain.captures import (
    Body,
    BrowserResponse,
    Connection,
    Event,
    Exchange,
    Rendering,
    Response,
    VisitBegun,
    VisitEnded,
)
from evidence.captures.begun_json import begun_from_json, ended_from_json
from evidence.captures.connection_json import connection_from_json
from evidence.captures.errors import CaptureDamaged
from evidence.captures.heads import changed_head
from evidence.captures.journal import Journal, SameRow, unpack_journal
from evidence.captures.kept import Kept, KeptBody, KeptExchange, KeptRendering, Place, from_row
from evidence.captures.pack import block_at, body_at, check_pack, member_at
from evidence.captures.places import journal_path

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Origin:
    """The full row by which an event is told: of the visit itself, or of an earlier one where it was the same."""

    visit: str
    row: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One event of a visit: what is kept of it, and where it was first told, by ``full``, at the times of then.

    ``rank`` is its row in this visit's journal.
    """

    rank: int
    origin: Origin
    full: Kept
    kept: Kept


class Visit:
    """A sealed visit. ``journals`` gives the journal of another visit, ``root`` is the evidence folder."""

    def __init__(self, root: Path, name: str, journals: Callable[[str], "Visit"], *, sealed: bytes) -> None:
        self.name = name
        self._sealed = sealed
        self.ref = CaptureRef(id=name, digest=f"sha256:{hashlib.sha256(sealed).hexdigest()}")
        self._root = root
        self._journals = journals
        try:
            self._journal: Journal = unpack_journal(sealed)
        except ValueError as error:
            raise CaptureDamaged(self.path, str(error)) from error

    @property
    def path(self) -> Path:
        """The journal's file."""
        return journal_path(self._root, self.name)

    @property
    def began(self) -> datetime:
        """When the visit began, aware."""
        return self._journal.began

    @property
    def bases(self) -> tuple[str, ...]:
        """The earlier visits that this one can't be read without."""
        return self._journal.bases

    @cached_property
    def begun(self) -> VisitBegun:
        """What the visit was to do."""
        return self._whole(lambda: begun_from_json(self.begun_json()))

    @cached_property
    def ended(self) -> VisitEnded:
        """How it ended."""
        return self._whole(lambda: ended_from_json(self._journal.ended))

    @property
    def sealed(self) -> bytes:
        """The journal as it is kept."""
        return self._sealed

    @property
    def tellers(self) -> tuple[str, ...]:
        """The earlier visits whose journals this one refers to, and vouches for by their digests."""
        return tuple(
            name for name, digest in zip(self._journal.bases, self._journal.digests, strict=True) if digest
        )

    def journal_of(self, name: str) -> "Visit":
        """This visit, or one of its ``tellers``.

        Raises:
            CaptureDamaged: it is not the one that this visit vouches for.
        """
        if name == self.name:
            return self
        return self._whole(lambda: self._base(self._journal.bases.index(name)))

    def begun_json(self) -> dict[str, Any]:
        """``begun`` as JSON, the parts that stand in an earlier journal brought in."""
        return {
            name: self._base(part).part_of_begun(name) if isinstance(part, int) else part
            for name, part in self._journal.begun.items()
        }

    def part_of_begun(self, name: str) -> Any:
        """A part of ``begun`` that stands in this journal itself."""
        return self._itself(self._journal.begun[name], f"the part {name!r} of its beginning")

    def teller_of_begun(self, name: str) -> str:
        """The visit in whose journal a part of ``begun`` stands."""
        part = self._journal.begun.get(name)
        return self._name_of(part) if isinstance(part, int) else self.name

    @cached_property
    def connections(self) -> tuple[Connection, ...]:
        """The ways taken to servers, as events number them."""
        return self._whole(lambda: tuple(map(connection_from_json, self.connections_json())))

    def connections_json(self) -> list[dict[str, Any]]:
        """The same as JSON."""
        return [
            dict(self._base(each[0]).connection_json(each[1]) if isinstance(each, list) else each)
            for each in self._journal.connections
        ]

    def connection_json(self, number: int) -> dict[str, Any]:
        """A connection that stands in this journal itself."""
        return dict(self._itself(self._journal.connections[number], f"connection {number}"))

    def teller_of_connection(self, number: int) -> Origin:
        """The visit in whose journal a connection stands, and its number there."""
        each = self._journal.connections[number]
        return (
            Origin(self._name_of(each[0]), each[1]) if isinstance(each, list) else Origin(self.name, number)
        )

    @cached_property
    def told(self) -> tuple[Told, ...]:
        """Every event in the order in which they ended, with the place where it was first told."""
        return self._whole(lambda: tuple(self._told(rank) for rank in range(len(self._journal.rows))))

    @cached_property
    def events(self) -> tuple[Event, ...]:
        """Every event, in the order in which they ended."""
        return tuple(self.event(each.kept) for each in self.told)

    def full(self, row: int) -> Kept:
        """What one of this journal's full rows tells."""
        return from_row(self._itself(self._journal.rows[row], f"row {row}"), self._name_of)

    def fulls(self) -> Iterator[Kept]:
        """What this journal tells by full rows, in order: whatever was new to its visit."""
        rows = self._journal.rows
        return (self.full(rank) for rank, row in enumerate(rows) if not isinstance(row, SameRow))

    def event(self, kept: Kept) -> Event:
        """An event as it was."""
        at = self.began + timedelta(microseconds=kept.microseconds)
        if isinstance(kept, KeptRendering):
            return self._rendering(kept, at)
        return self._exchange(kept, at)

    def _exchange(self, kept: KeptExchange, at: datetime) -> Exchange:
        response = None
        if kept.head is not None:
            body = kept.body
            response = Response(
                head=kept.head.encode("latin-1"),
                payload=self.body(body) if body else Body.of(b""),
                framed=None,
                truncated=kept.truncated,
            )
        return Exchange(
            began=kept.began,
            ended=kept.ended,
            method=kept.method,
            url=kept.url,
            at=at,
            seconds=kept.took / 1_000_000,
            request=self.record(kept.request.place) if kept.request else b"",
            response=response,
            failure=kept.failure,
            detail=kept.detail,
            http_status=kept.http_status,
            connection=None if kept.connection is None else self.connections[kept.connection],
        )

    def _rendering(self, kept: KeptRendering, at: datetime) -> Rendering:
        return Rendering(
            began=kept.began,
            ended=kept.ended,
            url=kept.url,
            at=at,
            seconds=kept.took / 1_000_000,
            final_url=kept.final_url,
            status=kept.status,
            headers=kept.headers,
            dom=self.body(kept.dom) if kept.dom else None,
            screenshot=self.body(kept.screenshot) if kept.screenshot else None,
            screenshot_type=kept.screenshot_type,
            seen=tuple(
                BrowserResponse(
                    url=each.url,
                    method=each.method,
                    status=each.status,
                    headers=each.headers,
                    body=self.body(each.body),
                )
                for each in kept.seen
            ),
            failure=kept.failure,
            detail=kept.detail,
        )

    def check_journal(self) -> None:
        """Read all of the journal, and of those that it refers to.

        Raises:
            CaptureError: one is not there, or was changed.
        """
        for part in ("told", "connections", "begun", "ended"):
            getattr(self, part)

    def check_pack(self) -> None:
        """Hold the visit's own pack against its digest, every byte of it.

        Raises:
            CaptureError: it is not there, or was changed.
        """
        if self._journal.pack is not None:
            check_pack(self._root, self.name, self._journal.pack)

    def body(self, kept: KeptBody) -> Body:
        """Kept bytes, read when they are asked for."""
        return Body(digest=kept.digest, size=kept.size, read=partial(body_at, self._root, kept))

    def member(self, place: Place) -> bytes:
        """The gzip member of a record.

        Raises:
            CaptureError: the pack can't be read.
        """
        return member_at(self._root, place)

    def record(self, place: Place) -> bytes:
        """The content of a record.

        Raises:
            CaptureError: the pack can't be read, or was changed.
        """
        return block_at(self._root, place)

    def _told(self, rank: int) -> Told:
        row = self._journal.rows[rank]
        if not isinstance(row, SameRow):
            kept = from_row(row, self._name_of)
            return Told(rank=rank, origin=Origin(self.name, rank), full=kept, kept=kept)
        base = self._base(row.base)
        full = kept = base.full(row.row)
        times: dict[str, Any] = {
            "began": row.began,
            "ended": row.ended,
            "microseconds": row.microseconds,
            "took": row.took,
        }
        if isinstance(kept, KeptExchange):
            head = changed_head(kept.head, row.head) if kept.head is not None else None
            kept = replace(kept, connection=row.connection, head=head, **times)
        else:
            kept = replace(kept, **times)
        return Told(rank=rank, origin=Origin(base.name, row.row), full=full, kept=kept)

    def _base(self, number: int) -> "Visit":
        name = self._name_of(number)
        found = self._journals(name)
        if found.ref.digest != self._journal.digests[number]:
            raise CaptureDamaged(found.path, f"it is not the journal that {self.path.name} refers to")
        return found

    def _name_of(self, number: int) -> str:
        if number == -1:
            return self.name
        if not 0 <= number < len(self._journal.bases):
            raise ValueError(f"there is no base {number}")
        return self._journal.bases[number]

    def _itself(self, part: Any, what: str) -> Any:
        """A part that others refer to, which must not refer to others in its turn: that could go on for ever."""
        if isinstance(part, (SameRow, list, int)):
            raise CaptureDamaged(self.path, f"{what} is referred to and tells nothing itself")
        return part

    def _whole(self, read: Callable[[], T]) -> T:
        """What is read of the journal, whose parts may be anything once it was changed."""
        try:
            return read()
        except (KeyError, TypeError, ValueError, IndexError, OverflowError) as error:
            raise CaptureDamaged(self.path, f"{type(error).__name__}: {error}") from error
