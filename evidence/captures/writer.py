"""How is a visit kept while it goes on, and sealed when it ends?

New bytes go to the pack at once; the journal is written at the end. Until both are on the disk under their own names
there is no such visit: who dies before leaves ``.part`` files, which nobody reads.
"""

from datetime import timedelta
from pathlib import Path
from typing import Any

from domain.capture_ref import CaptureRef
from domain.captures import (
    Body,
    BrowserResponse,
    Connection,
    Exchange,
    Rendering,
    Response,
    VisitBegun,
    VisitEnded,
)
from evidence.captures.begun_json import begun_to_json, ended_to_json
from evidence.captures.connection_json import connection_to_json
from evidence.captures.durable import make_folder, settle, settle_folder
from evidence.captures.heads import difference
from evidence.captures.journal import Journal, Row, SameRow, pack_journal
from evidence.captures.kept import (
    KeptAnswer,
    KeptBody,
    KeptExchange,
    KeptRendering,
    KeptRequest,
    Place,
    exchange_row,
    rendering_row,
)
from evidence.captures.known import Known
from evidence.captures.pack import PackWriter
from evidence.captures.places import PART, journal_path, pack_path, visit_id
from evidence.captures.records import record, request_record, response_record, sha256

DOM = "urn:dom:"
SCREENSHOT = "urn:fullPage:"
"""What stands before the address of a rendered page where its tree or its picture is addressed: neither is what the
server answers there. Viewers of web archives know the second one.
"""
DOM_TYPE, SEEN_TYPE = "text/html; charset=utf-8", "application/octet-stream"
"""The media types of their records, and of those of answers that a browser saw."""


class VisitWriter:
    """Keeps one visit. Its methods raise ``OSError`` where the disk doesn't take it."""

    def __init__(self, root: Path, begun: VisitBegun, known: Known) -> None:
        self.name = visit_id(begun.target.unit.id, begun.clock.at)
        self._root = root
        self._begun = begun
        self._began = begun.clock.at
        self._known = known
        self._pack: PackWriter | None = None
        self._bases: dict[str, str | None] = {}
        self._connections: list[Row | list[int]] = []
        self._numbers: dict[Connection, int] = {}
        self._rows: list[Row | SameRow] = []
        self._open = True
        make_folder(journal_path(root, self.name).parent)

    def exchanged(self, exchange: Exchange) -> None:
        """Keep an exchange."""
        response = exchange.response
        kept = KeptExchange(
            began=exchange.began,
            ended=exchange.ended,
            microseconds=(exchange.at - self._began) // timedelta(microseconds=1),
            took=round(exchange.seconds * 1_000_000),
            method=exchange.method,
            url=exchange.url,
            request=self._request(exchange) if exchange.request else None,
            head=response.head.decode("latin-1") if response else None,
            body=self._answer(exchange, response) if response else None,
            truncated=response.truncated if response else None,
            failure=exchange.failure,
            detail=exchange.detail,
            http_status=exchange.http_status,
            connection=self._connection(exchange.connection) if exchange.connection else None,
        )
        self._rows.append(self._exchange_row(kept))
        self._known.add(kept)

    def rendered(self, rendering: Rendering) -> None:
        """Keep a rendered page."""
        kept = KeptRendering(
            began=rendering.began,
            ended=rendering.ended,
            microseconds=(rendering.at - self._began) // timedelta(microseconds=1),
            took=round(rendering.seconds * 1_000_000),
            url=rendering.url,
            final_url=rendering.final_url,
            status=rendering.status,
            headers=rendering.headers,
            dom=self._resource(rendering, rendering.dom, DOM_TYPE, address_of(DOM, rendering))
            if rendering.dom
            else None,
            **self._picture(rendering),
            seen=tuple(self._seen(rendering, each) for each in rendering.seen),
            failure=rendering.failure,
            detail=rendering.detail,
        )
        origin = self._known.rendering(kept)
        if origin is None:
            self._rows.append(rendering_row(kept, self._base))
        else:
            self._rows.append(
                SameRow(
                    self._teller(origin.visit),
                    origin.row,
                    kept.began,
                    kept.ended,
                    kept.microseconds,
                    kept.took,
                )
            )
        self._known.add(kept)

    def picture_of(self, dom_digest: str) -> bool:
        """Whether a screenshot of a tree of this digest is kept already, so that none has to be taken."""
        return self._known.picture_of(dom_digest) is not None

    def seal(self, ended: VisitEnded) -> CaptureRef:
        """Write what is not on the disk yet, and give the visit its name."""
        if self._pack is not None:
            self._pack.settle()
        journal = pack_journal(
            Journal(
                began=self._began,
                begun=self._told_before(begun_to_json(self._begun)),
                ended=ended_to_json(ended),
                bases=tuple(self._bases),
                digests=tuple(self._bases.values()),
                connections=tuple(self._connections),
                rows=tuple(self._rows),
                pack=self._pack.digest if self._pack is not None else None,
            )
        )
        path = journal_path(self._root, self.name)
        with _part(path).open("wb") as file:
            file.write(journal)
            settle(file)
        _part(path).replace(path)
        settle_folder(path.parent)
        self._open = False
        if self._pack is not None:
            self._pack.close()
        return CaptureRef(id=self.name, digest=sha256(journal))

    def discard(self) -> None:
        """Forget the visit, unless it is sealed."""
        if not self._open:
            return
        self._open = False
        if self._pack is not None:
            self._pack.close()
        # Named already, where the disk failed after that: without its journal there is no visit, so that goes first.
        for path in (journal_path(self._root, self.name), self._pack_path):
            path.unlink(missing_ok=True)
            _part(path).unlink(missing_ok=True)

    @property
    def _pack_path(self) -> Path:
        return pack_path(self._root, self.name)

    def _request(self, exchange: Exchange) -> KeptRequest:
        digest = sha256(exchange.request)
        known = self._known.requests.get(digest)
        if known is not None:
            return known
        name = self._record_name("request", exchange.began)
        place = self._write(
            request_record(exchange.url, exchange.request, at=exchange.at, name=name, headers={})
        )
        return KeptRequest(place=place, digest=digest)

    def _answer(self, exchange: Exchange, response: Response) -> KeptBody:
        known = self._known.bodies.get(response.payload.digest)
        if known is not None:
            return known
        headers = {}
        if exchange.connection and exchange.connection.peer:
            headers["WARC-IP-Address"] = exchange.connection.peer
        name = self._record_name("response", exchange.began)
        place = self._write(
            response_record(exchange.url, response, at=exchange.at, name=name, headers=headers)
        )
        payload = response.payload
        return KeptBody(
            place=place,
            digest=payload.digest,
            size=payload.size,
            http=True,
            framed=response.framed is not None,
        )

    def _picture(self, rendering: Rendering) -> dict[str, Any]:
        """The screenshot that was taken, or the one that is known of the same tree."""
        if rendering.screenshot is not None:
            kind = rendering.screenshot_type
            return {
                "screenshot": self._resource(
                    rendering, rendering.screenshot, kind, address_of(SCREENSHOT, rendering)
                ),
                "screenshot_type": kind,
            }
        known = self._known.picture_of(rendering.dom.digest) if rendering.dom else None
        return {"screenshot": known[0] if known else None, "screenshot_type": known[1] if known else ""}

    def _seen(self, rendering: Rendering, answer: BrowserResponse) -> KeptAnswer:
        body = self._resource(rendering, answer.body, SEEN_TYPE, answer.url)
        return KeptAnswer(
            url=answer.url, method=answer.method, status=answer.status, headers=answer.headers, body=body
        )

    def _resource(self, rendering: Rendering, body: Body, content_type: str, url: str) -> KeptBody:
        known = self._known.bodies.get(body.digest)
        if known is not None:
            return known
        kept = KeptBody(
            place=self._write(
                record(
                    "resource",
                    url,
                    body.read(),
                    at=rendering.at,
                    name=self._record_name("resource", rendering.began, body.digest),
                    content_type=content_type,
                    packed=content_type.startswith("image/"),
                )
            ),
            digest=body.digest,
            size=body.size,
        )
        self._known.bodies[body.digest] = kept
        return kept

    def _exchange_row(self, kept: KeptExchange) -> Row | SameRow:
        found = self._known.exchange(kept)
        changes = difference(found[1].head or "", kept.head or "") if found else None
        if found is None or changes is None:
            return exchange_row(kept, self._base)
        return SameRow(
            self._teller(found[0].visit),
            found[0].row,
            kept.began,
            kept.ended,
            kept.microseconds,
            kept.took,
            kept.connection,
            changes,
        )

    def _connection(self, connection: Connection) -> int:
        number = self._numbers.get(connection)
        if number is None:
            number = self._numbers[connection] = len(self._connections)
            self._connections.append(self._connection_row(connection))
        return number

    def _connection_row(self, connection: Connection) -> Row | list[int]:
        last = self._known.last
        if last is not None and connection in last.connections:
            teller = last.teller_of_connection(last.connections.index(connection))
            return [self._teller(teller.visit), teller.row]
        return connection_to_json(connection)

    def _told_before(self, begun: dict[str, Any]) -> dict[str, Any]:
        """The beginning, with the last visit's place for what stands there alike."""
        last = self._known.last
        if last is None:
            return begun
        before = last.begun_json()
        return {
            name: self._teller(last.teller_of_begun(name))
            if before.get(name) == part and isinstance(part, dict)
            else part
            for name, part in begun.items()
        }

    def _base(self, visit: str) -> int:
        """The number of a visit whose pack is referred to."""
        if visit == self.name:
            return -1
        self._bases.setdefault(visit, None)
        return list(self._bases).index(visit)

    def _teller(self, visit: str) -> int:
        """The number of a visit whose journal is referred to, and vouched for."""
        last = self._known.last
        assert last is not None, "only an earlier visit tells anything"
        self._bases[visit] = last.journal_of(visit).ref.digest
        return self._base(visit)

    def _record_name(self, kind: str, *parts: object) -> str:
        return record_name(self.name, kind, *parts)

    def _write(self, member: bytes) -> Place:
        if self._pack is None:
            self._pack = PackWriter(self._pack_path, self.name)
            self._pack.append(self._information())
        return self._pack.append(member)

    def _information(self) -> bytes:
        fields = f"software: {self._begun.software}\r\nformat: WARC File Format 1.1\r\n"
        return record(
            "warcinfo",
            "",
            fields.encode(),
            at=self._began,
            name=self._record_name("warcinfo"),
            content_type="application/warc-fields",
        )


def record_name(visit: str, kind: str, *parts: object) -> str:
    """What the id of a record in a visit's pack is derived from."""
    return " ".join([visit, kind, *map(str, parts)])


def address_of(mark: str, rendering: Rendering | KeptRendering) -> str:
    """The address of a rendered page's tree (``DOM``) or picture (``SCREENSHOT``)."""
    return f"{mark}{rendering.final_url or rendering.url}"


def _part(path: Path) -> Path:
    return path.with_name(path.name + PART)
