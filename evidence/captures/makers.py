"""Which event had a record of a pack made, and so: under which name, address, kind and date must it stand there?"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from domain.captures import Truncation
from evidence.captures.errors import CaptureError
from evidence.captures.kept import KeptBody, KeptExchange, KeptRendering, Place
from evidence.captures.records import one_line, record_id, warc_date
from evidence.captures.visit import Visit
from evidence.captures.writer import DOM, DOM_TYPE, SCREENSHOT, SEEN_TYPE, address_of, record_name


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A record as the writer of the pack made it: its named fields but for digests and length, and an answer's head.

    ``peer_known`` is False where the journal that tells of the connection is not at hand, so that nothing is known of
    ``WARC-IP-Address``.
    """

    fields: dict[str, str]
    head: bytes | None = None
    peer_known: bool = True


def made_in(visit: Visit) -> dict[Place, Made]:
    """Every record of a visit's pack but its ``warcinfo``, by its place: whoever names it first had it made.

    Raises:
        CaptureError: the journal can't be read.
    """
    made: dict[Place, Made] = {}
    for kept in visit.fulls():
        every = _of_exchange(visit, kept) if isinstance(kept, KeptExchange) else _of_rendering(visit, kept)
        for place, each in every:
            if place.visit == visit.name:
                made.setdefault(place, each)
    return made


def _of_exchange(visit: Visit, kept: KeptExchange) -> Iterator[tuple[Place, Made]]:
    if kept.request:
        fields = _fields(visit, kept, "request", kept.url)
        yield kept.request.place, Made(fields={**fields, "Content-Type": "application/http;msgtype=request"})
    if kept.body and kept.head is not None:
        peer, known = _peer(visit, kept)
        fields = {
            **_fields(visit, kept, "response", kept.url),
            **({"WARC-IP-Address": peer} if peer else {}),
            **({} if kept.body.framed else {"WARC-Payload-Digest": kept.body.digest}),
            **_truncated(kept.truncated),
            "Content-Type": "application/http;msgtype=response",
        }
        yield kept.body.place, Made(fields=fields, head=kept.head.encode("latin-1"), peer_known=known)


def _of_rendering(visit: Visit, kept: KeptRendering) -> Iterator[tuple[Place, Made]]:
    parts: list[tuple[KeptBody | None, str, str]] = [
        (kept.dom, address_of(DOM, kept), DOM_TYPE),
        (kept.screenshot, address_of(SCREENSHOT, kept), kept.screenshot_type),
        *((each.body, each.url, SEEN_TYPE) for each in kept.seen),
    ]
    for body, address, content_type in parts:
        if body is not None:
            fields = _fields(visit, kept, "resource", address, body.digest)
            yield body.place, Made(fields={**fields, "Content-Type": content_type})


def _fields(
    visit: Visit, kept: KeptExchange | KeptRendering, kind: str, address: str, *parts: str
) -> dict[str, str]:
    return {
        "WARC-Type": kind,
        "WARC-Record-ID": record_id(record_name(visit.name, kind, kept.began, *parts)),
        "WARC-Date": warc_date(visit.began + timedelta(microseconds=kept.microseconds)),
        "WARC-Target-URI": one_line(address),
    }


def _peer(visit: Visit, kept: KeptExchange) -> tuple[str | None, bool]:
    """The address that was spoken to, and whether it is known at all."""
    if kept.connection is None:
        return None, True
    try:
        return visit.connections[kept.connection].peer, True
    except CaptureError:
        return None, False


def _truncated(why: Truncation | None) -> dict[str, str]:
    return {"WARC-Truncated": why.value} if why else {}
