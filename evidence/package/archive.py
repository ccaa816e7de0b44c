"""How does a captured visit become an archive that any viewer can read?

Records of the store are copied as they lie there, byte for byte. For a page that an earlier night had brought already the
earlier record is copied, and a ``revisit`` record of this night, with its own head, names it. Ids of new records are
derived from the visit, so that the same visit always gives the same archive.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any, BinaryIO

from domain.captures import BrowserResponse, ClockState, Exchange, Rendering
from evidence.captures.kept import KeptBody, KeptExchange, KeptRendering
from evidence.captures.records import REVISIT_PROFILE, record, request_record
from evidence.captures.visit import Visit
from evidence.package.cdx import Capture
from evidence.package.connection_record import connection_block
from evidence.package.http_heads import browser_head, field_of
from evidence.package.record_sink import Holder, RecordSink
from evidence.package.trace import Line, begun_line, ended_line, exchange_line, rendering_line, seen_part

_RESPONSE = "application/http;msgtype=response"
_FIELDS = "application/warc-fields"


@dataclass(frozen=True, slots=True)
class ArchivedVisit:
    """What was written: the trace that goes with it, and every capture for the index."""

    trace: list[Line]
    captures: list[Capture]


def write_archive(file: BinaryIO, visit: Visit) -> ArchivedVisit:
    """Write the archive of a visit, record by record.

    Raises:
        CaptureError: the store's packs can't be read, or were changed.
        OSError: the file can't be written to.
    """
    writing = _Writing(file, visit)
    trace = [begun_line(visit.begun, visit.name, visit.ref.digest)]
    for told in visit.told:
        event = visit.event(told.kept)
        if isinstance(event, Exchange) and isinstance(told.kept, KeptExchange):
            trace.append(writing.exchange(event, told.kept))
        elif isinstance(event, Rendering) and isinstance(told.kept, KeptRendering):
            trace.append(writing.rendering(event, told.kept))
    trace.append(ended_line(visit.ended, len(visit.told)))
    return ArchivedVisit(trace, writing.sink.captures)


class _Writing:
    def __init__(self, file: BinaryIO, visit: Visit) -> None:
        self.sink = RecordSink(file, visit)
        self._visit = visit
        self._connections: dict[int, str] = {}
        self._seen: dict[BrowserResponse, dict[str, Any]] = {}
        self._add_fields(
            "warcinfo",
            "",
            {
                "software": visit.begun.software,
                "format": "WARC File Format 1.1",
                "isPartOf": visit.name,
                **_clock("Begin", visit.begun.clock),
                **_clock("End", visit.ended.clock),
            },
            at=visit.began,
            name="warcinfo",
        )

    def exchange(self, event: Exchange, kept: KeptExchange) -> Line:
        """Add the records of an exchange."""
        connection = None if kept.connection is None else self._connection(kept.connection, event)
        request = self._request(event, kept) if kept.request else None
        response = self._response(event, kept, kept.body) if kept.body else None
        parts = {"request": request, "response": response, "connection": connection}
        return exchange_line(event, {**parts, "metadata": self._metadata(event, parts)})

    def rendering(self, event: Rendering, kept: KeptRendering) -> Line:
        """Add the records of a rendered page."""
        seen = [
            seen_part(answer, self._seen_by(event, number, answer, each.body))
            for number, (answer, each) in enumerate(zip(event.seen, kept.seen, strict=True))
        ]
        parts = {"dom": self._resource(kept.dom), "screenshot": self._resource(kept.screenshot), "seen": seen}
        return rendering_line(event, parts)

    def _request(self, event: Exchange, kept: KeptExchange) -> str:
        assert kept.request is not None
        if self.sink.is_new(kept.request.place):
            return self.sink.copy(kept.request.place)
        name = self._name("request", event.began)
        return self.sink.add(request_record(event.url, event.request, at=event.at, name=name, headers={}))

    def _response(self, event: Exchange, kept: KeptExchange, body: KeptBody) -> dict[str, Any]:
        assert event.response is not None
        # What was posted is no part of an address: a viewer that looks for the address alone must not find the answer.
        indexed = event.method == "GET"
        if body.http and self.sink.is_new(body.place):
            found = self.sink.copy(body.place, body.digest, framed=body.framed, indexed=indexed)
            holder = Holder(found, "", "", body.framed)
        else:
            holder = self.sink.holder(body)
            found = self._revisit(
                event.url,
                event.response.head,
                holder,
                body.digest,
                event.at,
                ("response", event.began),
                indexed=indexed,
            )
        return {**_bytes_in(found, holder, body), "truncated": kept.truncated}

    def _revisit(
        self,
        uri: str,
        head: bytes,
        holder: Holder,
        digest: str,
        at: datetime,
        name: tuple[object, ...],
        *,
        indexed: bool,
    ) -> str:
        member = record(
            "revisit",
            uri,
            head,
            at=at,
            name=self._name(*name),
            content_type=_RESPONSE,
            headers={
                "WARC-Profile": REVISIT_PROFILE,
                "WARC-Refers-To": holder.id,
                "WARC-Refers-To-Target-URI": holder.uri,
                "WARC-Refers-To-Date": holder.date,
                "WARC-Payload-Digest": digest,
            },
        )
        return self.sink.add(member, digest, indexed=indexed)

    def _resource(self, body: KeptBody | None) -> dict[str, Any] | None:
        """A tree or a picture: in the record in which it was first kept, with the date of then."""
        if body is None:
            return None
        holder = self.sink.holder(body)
        return _bytes_in(holder.id, holder, body)

    def _seen_by(
        self, event: Rendering, number: int, answer: BrowserResponse, body: KeptBody
    ) -> dict[str, Any]:
        """An answer that the browser saw; the same answer seen again is in the archive once."""
        if answer in self._seen:
            return self._seen[answer]
        head, name = browser_head(answer), ("seen", event.began, number)
        indexed = answer.method == "GET"
        if self.sink.has(body.digest):
            holder = self.sink.holder(body)
            found = self._revisit(answer.url, head, holder, body.digest, event.at, name, indexed=indexed)
        else:
            member = record(
                "response",
                answer.url,
                head + answer.body.read(),
                at=event.at,
                name=self._name(*name),
                content_type=_RESPONSE,
                headers={"WARC-Payload-Digest": body.digest},
            )
            found = self.sink.add(member, body.digest, indexed=indexed)
            holder = Holder(found, "", "", framed=False)
        self._seen[answer] = _bytes_in(found, holder, body)
        return self._seen[answer]

    def _connection(self, number: int, event: Exchange) -> str:
        if number not in self._connections:
            assert event.connection is not None
            member = record(
                "metadata",
                event.url,
                connection_block(event.connection),
                at=event.at,
                name=self._name("connection", number),
                content_type="application/json",
            )
            self._connections[number] = self.sink.add(member)
        return self._connections[number]

    def _metadata(self, event: Exchange, parts: Mapping[str, Any]) -> str:
        response = parts["response"]["record"] if parts["response"] else None
        fields = {
            "fetchTimeMs": f"{event.seconds * 1000:.3f}",
            "method": event.method,
            "request": parts["request"],
            "response": response,
            "connection": parts["connection"],
            "failure": event.failure,
            "failureDetail": event.detail,
            **_server_date(event),
        }
        concurrent = response or parts["request"]
        headers = {"WARC-Concurrent-To": concurrent} if concurrent else {}
        return self._add_fields(
            "metadata", event.url, fields, at=event.at, name=f"metadata {event.began}", headers=headers
        )

    def _add_fields(
        self,
        kind: str,
        uri: str,
        fields: Mapping[str, str | None],
        *,
        at: datetime,
        name: str,
        headers: Mapping[str, str] | None = None,
    ) -> str:
        lines = "".join(f"{field}: {' '.join(value.split())}\r\n" for field, value in fields.items() if value)
        block = lines.encode("utf-8", "replace")
        member = record(kind, uri, block, at=at, name=self._name(name), content_type=_FIELDS, headers=headers)
        return self.sink.add(member)

    def _name(self, *parts: object) -> str:
        """What the id of a new record is derived from; the store's own records are called otherwise."""
        return " ".join(["package", self._visit.name, *map(str, parts)])


def _bytes_in(found: str, holder: Holder, body: KeptBody) -> dict[str, Any]:
    """Where bytes are: ``record`` says what was answered, ``payload`` holds the bytes."""
    return {
        "record": found,
        "payload": holder.id,
        "framed": holder.framed,
        "digest": body.digest,
        "size": body.size,
    }


def _clock(when: str, clock: ClockState) -> dict[str, str | None]:
    known = {True: "yes", False: "no", None: None}
    return {
        f"clock{when}At": clock.at.astimezone(UTC).isoformat(),
        f"clock{when}Synchronised": known[clock.synchronised],
        f"clock{when}GreatestErrorSeconds": None if clock.error is None else repr(clock.error),
    }


def _server_date(event: Exchange) -> dict[str, str | None]:
    """The server's date, and how many seconds it was ahead of our clock when the answer had come."""
    told = field_of(event.response.head, "date") if event.response else ""
    if not told:
        return {}
    try:
        date = parsedate_to_datetime(told)
    except ValueError:
        return {"serverDate": told}
    ahead = date.replace(tzinfo=date.tzinfo or UTC) - (event.at + timedelta(seconds=event.seconds))
    return {"serverDate": told, "serverAheadSeconds": f"{ahead.total_seconds():.3f}"}
