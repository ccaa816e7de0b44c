"""How does a visit come back from a package: its trace, and the archive in which its bytes are?"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
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
    Truncation,
    VisitBegun,
    VisitEnded,
)
from domain.http_messages import split_message, unchunked
from domain.reach import FailureKind
from evidence.captures.begun_json import begun_from_json, ended_from_json
from evidence.captures.records import sha256
from evidence.package.connection_record import connection_of
from evidence.package.errors import PackageDamaged
from evidence.package.records_in import Archive
from evidence.package.trace import BEGUN, ENDED, EXCHANGE, FORMAT, RENDERING

T = TypeVar("T")
MOST_HELD = 1 << 26
"""Bytes of all requests and heads of answers of a visit: they are held in memory, unlike bodies, and take a kilobyte each."""
_LONGEST = 1e6  # seconds that an event may have taken


@dataclass(frozen=True, slots=True)
class PackagedVisit:
    """A visit as the store told it; bytes are read from the archive, and held against their digests, when asked for.

    ``ref`` is its name, and its journal's digest, in the store (see ``evidence.captures.crawls.CapturedVisit``).
    ``named`` are the ids of all records that the trace names.
    """

    ref: CaptureRef
    begun: VisitBegun
    ended: VisitEnded
    events: tuple[Event, ...]
    named: frozenset[str] = frozenset()


def read_visit(trace: bytes, name: str, archive: Archive) -> PackagedVisit:
    """The visit of a trace; ``name`` is the trace's member.

    Raises:
        PackageDamaged: it is no whole trace, or names a record that the archive does not hold.
    """
    return _Reader(name, archive).visit(trace)


class _Reader:
    def __init__(self, name: str, archive: Archive) -> None:
        self._name = name
        self._archive = archive
        self._connections: dict[str, Connection] = {}
        self._line = 0
        self._held = 0
        self._named: set[str] = set()
        self._places: set[int] = set()

    def visit(self, trace: bytes) -> PackagedVisit:
        lines = trace.splitlines(keepends=True)
        if len(lines) < 2 or not trace.endswith(b"\n"):
            raise PackageDamaged(self._name, "it has no beginning or no end")
        first, *rest, last = [self._parsed(line) for line in lines]
        return self._whole(lambda: self._visit(first, rest, last))

    def _visit(
        self, first: dict[str, Any], rest: list[dict[str, Any]], last: dict[str, Any]
    ) -> PackagedVisit:
        if (first["kind"], first["format"], last["kind"]) != (BEGUN, FORMAT, ENDED):
            raise ValueError("it has no beginning or no end")
        if last["events"] != len(rest):
            raise ValueError(f"its end counts {last['events']} events, and there are {len(rest)}")
        self._line = 1
        events: list[Event] = []
        for value in rest:
            self._line += 1
            events.append(self._event(value))
        return PackagedVisit(
            ref=CaptureRef(id=_text(first["visit"]), digest=_text(first["journal"])),
            begun=begun_from_json(first["begun"]),
            ended=ended_from_json(last["ended"]),
            events=tuple(events),
            named=frozenset(self._named),
        )

    def _parsed(self, line: bytes) -> dict[str, Any]:
        self._line += 1
        value = self._whole(lambda: json.loads(line.decode()))
        if not isinstance(value, dict):
            raise PackageDamaged(self._name, f"line {self._line} is no object")
        return value

    def _event(self, value: dict[str, Any]) -> Event:
        if value["kind"] == EXCHANGE:
            return self._exchange(value)
        if value["kind"] == RENDERING:
            return self._rendering(value)
        raise ValueError(f"an event of the kind {value['kind']!r}")

    def _exchange(self, value: dict[str, Any]) -> Exchange:
        self._named.add(value["metadata"])
        return Exchange(
            began=self._place(value["began"]),
            ended=self._place(value["ended"]),
            method=_text(value["method"]),
            url=_text(value["url"]),
            at=_moment(value["at"]),
            seconds=_seconds(value["seconds"]),
            request=self._holding(self._block(value["request"])) if value["request"] else b"",
            response=self._response(value["response"]) if value["response"] else None,
            failure=_failure(value["failure"]),
            detail=_text(value["detail"]),
            http_status=None if value["http_status"] is None else _count(value["http_status"]),
            connection=self._connection(value["connection"]) if value["connection"] else None,
        )

    def _response(self, value: dict[str, Any]) -> Response:
        head, _ = split_message(self._block(value["record"]))
        return Response(
            head=self._holding(head),
            payload=self._body(value),
            truncated=None if value["truncated"] is None else Truncation(value["truncated"]),
        )

    def _rendering(self, value: dict[str, Any]) -> Rendering:
        return Rendering(
            began=self._place(value["began"]),
            ended=self._place(value["ended"]),
            url=_text(value["url"]),
            at=_moment(value["at"]),
            seconds=_seconds(value["seconds"]),
            final_url=_text(value["final_url"]),
            status=_count(value["status"]),
            headers=_headers(value["headers"]),
            dom=self._body(value["dom"]) if value["dom"] else None,
            screenshot=self._body(value["screenshot"]) if value["screenshot"] else None,
            screenshot_type=_text(value["screenshot_type"]),
            seen=tuple(self._seen(each) for each in value["seen"]),
            failure=_failure(value["failure"]),
            detail=_text(value["detail"]),
        )

    def _seen(self, value: dict[str, Any]) -> BrowserResponse:
        self._named.add(value["record"])
        return BrowserResponse(
            url=_text(value["url"]),
            method=_text(value["method"]),
            status=_count(value["status"]),
            headers=_headers(value["headers"]),
            body=self._body(value),
        )

    def _place(self, value: object) -> int:
        """A place among all beginnings and ends: no two events have one."""
        place = _count(value)
        if place in self._places:
            raise ValueError(f"the place {place} is taken by an event before")
        self._places.add(place)
        return place

    def _block(self, record_id: str) -> bytes:
        self._named.add(record_id)
        return self._archive.block(record_id)

    def _holding(self, data: bytes) -> bytes:
        """Bytes that stay in memory."""
        self._held += len(data)
        if self._held > MOST_HELD:
            raise ValueError(f"its requests and heads of answers are larger than {MOST_HELD} bytes together")
        return bytes(data)

    def _connection(self, record_id: str) -> Connection:
        if record_id not in self._connections:
            self._connections[record_id] = connection_of(self._block(record_id))
        return self._connections[record_id]

    def _body(self, value: dict[str, Any]) -> Body:
        if value["payload"] not in self._archive.records:
            raise ValueError(f"the archive holds no record {value['payload']}")
        if not isinstance(value["framed"], bool):
            raise ValueError("framed is neither true nor false")  # noqa: TRY004 - the trace is wrong, not a type of ours
        self._named.update((value["record"], value["payload"]))
        read = partial(self._read, value["payload"], value["digest"], framed=value["framed"])
        return Body(digest=_text(value["digest"]), size=_count(value["size"]), read=read)

    def _read(self, record_id: str, digest: str, *, framed: bool) -> bytes:
        fields, block = self._archive.read(record_id)
        data = split_message(block)[1] if fields.get("WARC-Type") == "response" else block
        if framed:
            data = unchunked(data)
        if sha256(data) != digest:
            raise PackageDamaged(
                self._archive.name, f"the record {record_id} does not hold what {self._name} says"
            )
        return data

    def _whole(self, read: Callable[[], T]) -> T:
        """What is read of the trace, whose parts may be anything once it was changed."""
        try:
            return read()
        except (KeyError, TypeError, ValueError, IndexError, OverflowError, RecursionError) as error:
            reason = f"line {self._line}: {type(error).__name__}: {error}"
            raise PackageDamaged(self._name, reason) from error


def _failure(value: str | None) -> FailureKind | None:
    return None if value is None else FailureKind(value)


def _headers(pairs: list[list[str]]) -> tuple[tuple[str, str], ...]:
    return tuple((_text(name), _text(value)) for name, value in pairs)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError(f"{value!r:.40} stands where a text must")  # noqa: TRY004 - the trace is wrong, not a type of ours
    return value


def _count(value: object) -> int:
    if type(value) is not int or not 0 <= value < 1 << 53:
        raise ValueError(f"{value!r:.40} stands where a whole number must")
    return value


def _seconds(value: object) -> float:
    if not isinstance(value, int | float) or not 0 <= value <= _LONGEST:
        raise ValueError(f"{value!r:.40} stands where seconds must")
    return value


def _moment(value: object) -> datetime:
    moment = datetime.fromisoformat(_text(value))
    if moment.tzinfo is None or not 1990 <= moment.year < 9000:
        raise ValueError(f"{value!r:.40} stands where a moment with its zone must")
    return moment
