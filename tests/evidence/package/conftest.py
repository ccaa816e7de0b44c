"""A store with captured visits of every kind of event, two nights of the same portal."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from domain.captures import (
    Body,
    BrowserResponse,
    ClockState,
    Connection,
    Event,
    Exchange,
    Rendering,
    Response,
    Truncation,
    VisitBegun,
    VisitEnded,
)
from domain.crawl import CrawlTarget
from domain.reach import FailureKind
from domain.units import Unit, UnitKind
from evidence.captures.store import CaptureStore
from evidence.captures.visit import Visit

NIGHT = datetime(2017, 8, 1, 1, 0, 0, 250_000, tzinfo=UTC)
HOST = "http://www.czt.example"
CONNECTION = Connection(
    host="www.czt.example",
    port=443,
    resolved=("192.0.2.7", "2001:db8::7"),
    peer="192.0.2.7",
    tls_version="TLSv1.3",
    certificates=(b"leaf", b"root" * 40),
)
CHUNKED = Response(
    head=b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n",
    payload=Body.of(b"hello world"),
    framed=b"5\r\nhello\r\n6\r\n world\r\n0\r\n\r\n",
)

KeepVisit = Callable[..., Visit]


@pytest.fixture
def night() -> datetime:
    """When the first visit began."""
    return NIGHT


@pytest.fixture
def every_kind() -> Callable[[datetime], list[Event]]:
    """Events of every kind, of a night."""
    return _every_kind


@pytest.fixture
def read() -> Callable[[Sequence[Event]], list[object]]:
    """Events with their bytes."""
    return _read


@pytest.fixture
def keep(tmp_path: Path) -> KeepVisit:
    """Keep a visit and give it back as the store tells it."""

    def keep(events: Sequence[Event], at: datetime = NIGHT, unit_id: str = "czt") -> Visit:
        store = CaptureStore(tmp_path / "evidence")
        writer = store.begin(begun(at, unit_id))
        for each in events:
            if isinstance(each, Rendering):
                writer.rendered(each)
            else:
                writer.exchanged(each)
        clock = ClockState(at=at + timedelta(minutes=5), synchronised=False)
        ref = writer.seal(VisitEnded(clock=clock, other_hosts=("a.czt.example",), out_of_time_at=7))
        return store.visit(ref.id, digest=ref.digest)

    return keep


def begun(at: datetime, unit_id: str) -> VisitBegun:
    """What a visit was to do."""
    unit = Unit(id=unit_id, name="省财政厅", kind=UnitKind.PROVINCIAL_DEPT, portal_url=f"{HOST}/")
    return VisitBegun(
        target=CrawlTarget(unit=unit, subjects=frozenset({"ppp", "budget", "debt"}), since=date(2016, 1, 1)),
        crawl_began=at,
        options={"portal_pages": 300, "user_agent": "Mingcha/0.1"},
        software="Mingcha/0.1",
        clock=ClockState(at=at, synchronised=True, error=0.01),
    )


def page(title: str, text: str = "") -> bytes:
    """A page with a title."""
    return f"<!doctype html><meta charset=utf-8><title>{title}</title><h1>{title}</h1><p>{text}</p>".encode()


def exchange(number: int, at: datetime, body: bytes, path: str = "", **changes: object) -> Exchange:
    """An exchange of HTTP; ``changes`` replace its fields."""
    path = path or f"/p{number}.html"
    when = at + timedelta(milliseconds=100 * number)
    head = (
        f"HTTP/1.1 200 OK\r\nDate: {when:%a, %d %b %Y %H:%M:%S} GMT\r\n"
        f"Content-Type: text/html; charset=utf-8\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    made = Exchange(
        began=2 * number,
        ended=2 * number + 1,
        method="GET",
        url=f"{HOST}{path}",
        at=when,
        seconds=0.05,
        request=f"GET {path} HTTP/1.1\r\nHost: www.czt.example\r\n\r\n".encode(),
        response=Response(head=head.encode(), payload=Body.of(body)),
        connection=CONNECTION,
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def rendering(number: int, at: datetime, dom: bytes, picture: bytes | None = b"\x89PNG picture") -> Rendering:
    """A rendered page, whose tree the browser drew of an answer and a script."""
    return Rendering(
        began=2 * number,
        ended=2 * number + 1,
        url=f"{HOST}/app",
        at=at + timedelta(seconds=number),
        seconds=1.5,
        final_url=f"{HOST}/app#/list",
        status=200,
        headers=(("content-type", "text/html"),),
        dom=Body.of(dom),
        screenshot=Body.of(picture) if picture else None,
        screenshot_type="image/png" if picture else "",
        seen=(
            BrowserResponse(
                url=f"{HOST}/app",
                method="GET",
                status=200,
                headers=(
                    ("content-type", "text/html"),
                    ("content-encoding", "gzip"),
                    ("set-cookie", "a=1\nb=2"),
                ),
                body=Body.of(page("应用")),
            ),
            BrowserResponse(
                url=f"{HOST}/app.js",
                method="GET",
                status=200,
                headers=(("content-type", "text/javascript"),),
                body=Body.of(b"draw()"),
            ),
            BrowserResponse(url=f"{HOST}/api", method="POST", status=299, headers=(), body=Body.of(b"{}")),
        ),
    )


def _every_kind(at: datetime) -> list[Event]:
    """Events of every kind."""
    return [
        exchange(0, at, page("云南省财政厅", "首页"), "/"),
        exchange(1, at, b"hello world", response=CHUNKED),
        exchange(
            2,
            at,
            b"odd",
            response=Response(head=b"HTTP/1.1 200 OK\r\nX: caf\xe9\r\n\r\n", payload=Body.of(b"odd")),
        ),
        exchange(
            3, at, b"", response=None, failure=FailureKind.TIMEOUT, detail="no answer\nat all", request=b""
        ),
        exchange(
            4, at, b"", response=replace(CHUNKED, truncated=Truncation.LENGTH), failure=FailureKind.TOO_LARGE
        ),
        exchange(5, at, b"x", connection=None, method="POST", request=b"POST / HTTP/1.1\r\n\r\nkey=\xd6\xd0"),
        exchange(6, at, page("云南省财政厅", "首页"), "/index.html?b=2&A=1"),
        exchange(
            7,
            at,
            b"gone",
            "/gone/",
            response=Response(head=b"HTTP/1.1 404 Gone\r\n\r\n", payload=Body.of(b"")),
        ),
        rendering(8, at, page("应用", "由浏览器画出")),
        rendering(9, at, page("应用", "由浏览器画出"), picture=None),
        exchange(10, at, b"draw()", "/app.js"),
        Rendering(
            began=22,
            ended=23,
            url="http://x/\ud800",
            at=at,
            seconds=0.0,
            failure=FailureKind.RENDER_FAILED,
            detail="?",
        ),
    ]


def _read(events: Sequence[Event]) -> list[object]:
    """Events with their bytes."""
    return [
        (
            each,
            each.response and each.response.payload.read()
            if isinstance(each, Exchange)
            else (
                each.dom and each.dom.read(),
                each.screenshot and each.screenshot.read(),
                [one.body.read() for one in each.seen],
            ),
        )
        for each in events
    ]
