"""How does an event stand in the trace of a package? One line of JSON: all of it but its bytes, which it names by record.

The first line is the visit's beginning, the last its end; between them stand the events in the order in which they ended.
"""

import json
from collections.abc import Mapping
from typing import Any

from domain.captures import BrowserResponse, Exchange, Rendering, VisitBegun, VisitEnded
from evidence.captures.begun_json import begun_to_json, ended_to_json

BEGUN, ENDED, EXCHANGE, RENDERING = "begun", "ended", "exchange", "rendering"
FORMAT = "mingcha-trace/1"

Line = dict[str, Any]


def begun_line(begun: VisitBegun, visit: str, journal: str) -> Line:
    """The first line; ``visit`` and ``journal`` are the capture's name and digest in the store that it is of."""
    return {
        "kind": BEGUN,
        "format": FORMAT,
        "visit": visit,
        "journal": journal,
        "begun": begun_to_json(begun),
    }


def ended_line(ended: VisitEnded, events: int) -> Line:
    """The last line, which counts the events before it."""
    return {"kind": ENDED, "events": events, "ended": ended_to_json(ended)}


def exchange_line(event: Exchange, parts: Mapping[str, Any]) -> Line:
    """An exchange; ``parts`` name the records of ``request``, ``response``, ``connection`` and ``metadata``."""
    return {
        "kind": EXCHANGE,
        "began": event.began,
        "ended": event.ended,
        "method": event.method,
        "url": event.url,
        "at": event.at.isoformat(),
        "seconds": event.seconds,
        "failure": event.failure,
        "detail": event.detail,
        "http_status": event.http_status,
        **parts,
    }


def rendering_line(event: Rendering, parts: Mapping[str, Any]) -> Line:
    """A rendered page; ``parts`` name the records of ``dom``, ``screenshot`` and ``seen``."""
    return {
        "kind": RENDERING,
        "began": event.began,
        "ended": event.ended,
        "url": event.url,
        "final_url": event.final_url,
        "at": event.at.isoformat(),
        "seconds": event.seconds,
        "status": event.status,
        "headers": event.headers,
        "screenshot_type": event.screenshot_type,
        "failure": event.failure,
        "detail": event.detail,
        **parts,
    }


def seen_part(answer: BrowserResponse, bytes_in: Mapping[str, Any]) -> Line:
    """An answer that the browser saw, within the line of its rendering."""
    return {
        "url": answer.url,
        "method": answer.method,
        "status": answer.status,
        "headers": answer.headers,
        **bytes_in,
    }


def trace_bytes(lines: list[Line]) -> bytes:
    """All lines, always the same for the same ones."""
    return b"".join(_bytes(line) for line in lines)


def _bytes(line: Line) -> bytes:
    text = json.dumps(line, ensure_ascii=False, separators=(",", ":"))
    try:
        return f"{text}\n".encode()
    except UnicodeEncodeError:
        # Half a surrogate pair, which a portal's address may hold, is no text; its escape stands for it.
        return f"{json.dumps(line, separators=(',', ':'))}\n".encode()
