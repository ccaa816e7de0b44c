"""What of a visit's events is kept, and where do its bytes lie? Full rows of journals, taken apart and put together."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from domain.captures import Truncation
from domain.reach import FailureKind
from evidence.captures.journal import Row


@dataclass(frozen=True, slots=True)
class Place:
    """A record of a pack: the visit whose pack it is, and its gzip member in bytes."""

    visit: str
    offset: int
    length: int


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptBody:
    """Bytes in a record. ``http``: they follow the head of an HTTP message, ``framed``: in chunks."""

    place: Place
    digest: str
    size: int
    http: bool = False
    framed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptRequest:
    """A request as it was sent; ``digest`` is of all of it."""

    place: Place
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptExchange:
    """An exchange, ``microseconds`` after the visit began; it took ``took`` of them.

    ``head`` is the answer's, as Latin-1 text, None where none came.
    """

    began: int
    ended: int
    microseconds: int
    took: int
    method: str
    url: str
    request: KeptRequest | None
    head: str | None
    body: KeptBody | None
    truncated: Truncation | None
    failure: FailureKind | None
    detail: str
    http_status: int | None
    connection: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptAnswer:
    """An answer that the browser saw."""

    url: str
    method: str
    status: int
    headers: tuple[tuple[str, str], ...]
    body: KeptBody


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptRendering:
    """A rendered page."""

    began: int
    ended: int
    microseconds: int
    took: int
    url: str
    final_url: str
    status: int
    headers: tuple[tuple[str, str], ...]
    dom: KeptBody | None
    screenshot: KeptBody | None
    screenshot_type: str
    seen: tuple[KeptAnswer, ...]
    failure: FailureKind | None
    detail: str


Kept = KeptExchange | KeptRendering


def exchange_row(kept: KeptExchange, number: Callable[[str], int]) -> Row:
    """A full row; ``number`` gives the place of a visit among the journal's bases, -1 for its own pack."""
    row = _times(kept, "x")
    row |= {"m": kept.method, "u": kept.url, "c": kept.connection}
    if kept.request:
        row["q"] = [*_place(kept.request.place, number), kept.request.digest]
    if kept.head is not None:
        row["h"] = kept.head
    if kept.body:
        row["b"] = _body(kept.body, number)
    if kept.truncated:
        row["x"] = kept.truncated.value
    if kept.http_status is not None:
        row["s"] = kept.http_status
    return row | _failure(kept)


def rendering_row(kept: KeptRendering, number: Callable[[str], int]) -> Row:
    """A full row of a rendered page."""
    row = _times(kept, "r")
    row |= {"u": kept.url, "l": kept.final_url, "s": kept.status, "hd": kept.headers}
    if kept.dom:
        row["d"] = _body(kept.dom, number)
    if kept.screenshot:
        row |= {"p": _body(kept.screenshot, number), "pt": kept.screenshot_type}
    row["seen"] = [
        [each.url, each.method, each.status, each.headers, _body(each.body, number)] for each in kept.seen
    ]
    return row | _failure(kept)


def from_row(row: Row, name: Callable[[int], str]) -> Kept:
    """What a full row tells; ``name`` gives the visit of a place among the bases.

    Raises:
        KeyError, TypeError, ValueError: it is no full row.
    """
    failure = FailureKind(row["f"]) if "f" in row else None
    if row["k"] == "r":
        return KeptRendering(
            began=row["n"][0],
            ended=row["n"][1],
            microseconds=row["t"][0],
            took=row["t"][1],
            url=row["u"],
            final_url=row["l"],
            status=row["s"],
            headers=_headers(row["hd"]),
            dom=_kept_body(row.get("d"), name),
            screenshot=_kept_body(row.get("p"), name),
            screenshot_type=row.get("pt", ""),
            seen=tuple(_answer(each, name) for each in row["seen"]),
            failure=failure,
            detail=row.get("e", ""),
        )
    request = row.get("q")
    return KeptExchange(
        began=row["n"][0],
        ended=row["n"][1],
        microseconds=row["t"][0],
        took=row["t"][1],
        method=row["m"],
        url=row["u"],
        request=KeptRequest(place=_kept_place(request, name), digest=request[3]) if request else None,
        head=row.get("h"),
        body=_kept_body(row.get("b"), name),
        truncated=Truncation(row["x"]) if "x" in row else None,
        failure=failure,
        detail=row.get("e", ""),
        http_status=row.get("s"),
        connection=row["c"],
    )


def _times(kept: Kept, kind: str) -> Row:
    return {"k": kind, "n": [kept.began, kept.ended], "t": [kept.microseconds, kept.took]}


def _failure(kept: Kept) -> Row:
    row: Row = {"f": kept.failure.value} if kept.failure else {}
    return {**row, "e": kept.detail} if kept.detail else row


def _place(place: Place, number: Callable[[str], int]) -> list[Any]:
    return [number(place.visit), place.offset, place.length]


def _body(body: KeptBody, number: Callable[[str], int]) -> list[Any]:
    return [*_place(body.place, number), body.digest, body.size, body.http + 2 * body.framed]


def _kept_place(row: list[Any], name: Callable[[int], str]) -> Place:
    return Place(name(row[0]), row[1], row[2])


def _kept_body(row: list[Any] | None, name: Callable[[int], str]) -> KeptBody | None:
    if row is None:
        return None
    return KeptBody(
        place=_kept_place(row, name),
        digest=row[3],
        size=row[4],
        http=bool(row[5] & 1),
        framed=bool(row[5] & 2),
    )


def _answer(row: list[Any], name: Callable[[int], str]) -> KeptAnswer:
    body = _kept_body(row[4], name)
    if body is None:
        raise ValueError("an answer without a body")
    return KeptAnswer(url=row[0], method=row[1], status=row[2], headers=_headers(row[3]), body=body)


def _headers(pairs: list[list[str]]) -> tuple[tuple[str, str], ...]:
    return tuple((name, value) for name, value in pairs)
