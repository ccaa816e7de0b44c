"""How does a list come out: a page of JSON with a cursor to the next, or all of it as a table, sent while it is read?"""

import binascii
import csv
import io
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain
from typing import Any, Generic, TypeVar

from fastapi import HTTPException
from pydantic import BaseModel, Field
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from evidence.office.csv_fields import BYTE_ORDER_MARK, LINE_END, csv_field
from web.api.answers import CSV
from web.api.asked import LARGEST, USUAL, Format, Listed

T = TypeVar("T")
M = TypeVar("M", bound=BaseModel)

Place = tuple[Any, ...]
"""Where a row stands in its list, by what the list is ordered by."""

_AT_ONCE = 500
"""Rows of a table that are read at once."""

_ONLY_JSON = frozenset({"review"})
"""What may be missing as a whole has no columns of its own; a table tells it in its remarks."""


class Page(BaseModel, Generic[M]):
    """A page of a list."""

    items: list[M]
    next: str | None = Field(description="The cursor of the next page; null on the last.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing(Generic[T, M]):
    """A list: ``read`` gives rows after a place (None: from the first), ``place`` where a row stands, ``shown`` what is sent.

    ``places`` are the kinds of what a place is made of; ``name`` tells its cursors from those of other lists.
    """

    name: str
    model: type[M]
    places: tuple[type, ...]
    read: Callable[[Place | None, int], Sequence[T]]
    place: Callable[[T], Place]
    shown: Callable[[Sequence[T]], Sequence[M]]


def by_offset(read: Callable[[int, int], Sequence[T]]) -> Callable[[Place | None, int], list[tuple[int, T]]]:
    """Rows with their number from 1, of a list that is read by how many rows to pass over."""

    def numbered(after: Place | None, limit: int) -> list[tuple[int, T]]:
        first = after[0] if after else 0
        return [(first + step, row) for step, row in enumerate(read(first, limit), 1)]

    return numbered


def answer(request: Request, asked: Listed, listing: Listing[T, M]) -> Page[M] | Response:
    """A page, or the table if that is asked for.

    Raises:
        HTTPException: 400, the cursor is not of this list.
    """
    after = _place(listing, asked.cursor) if asked.cursor is not None else None
    if wants_table(request, asked):
        return _table(listing, after, asked.limit)
    limit = asked.limit or USUAL
    found = listing.read(after, limit + 1)
    more = len(found) > limit
    page = found[:limit]
    return Page[listing.model](  # type: ignore[name-defined]
        items=list(listing.shown(page)), next=_cursor(listing, listing.place(page[-1])) if more else None
    )


def wants_table(request: Request, asked: Listed) -> bool:
    """Whether the list is wanted as a table; the parameter comes before what is accepted."""
    if asked.format is not None:
        return asked.format is Format.CSV
    accepted = request.headers.get("accept", "").lower()
    return CSV in accepted and "application/json" not in accepted


def _cursor(listing: Listing[T, M], place: Place) -> str:
    told = json.dumps([listing.name, *place], ensure_ascii=False, separators=(",", ":"))
    return urlsafe_b64encode(told.encode()).decode().rstrip("=")


def _place(listing: Listing[T, M], cursor: str) -> Place:
    try:
        read = json.loads(urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (ValueError, binascii.Error, RecursionError):
        raise HTTPException(400, "cursor") from None
    if not isinstance(read, list) or len(read) != len(listing.places) + 1 or read[0] != listing.name:
        raise HTTPException(400, "cursor")
    for part, kind in zip(read[1:], listing.places, strict=True):
        fits = type(part) is kind and (not isinstance(part, int) or 0 <= part <= LARGEST)
        if not fits or (isinstance(part, str) and not part.isprintable()):
            raise HTTPException(400, "cursor")
    return tuple(read[1:])


def _table(listing: Listing[T, M], after: Place | None, limit: int | None) -> Response:
    # The first rows are read before the answer begins: what can't be read at all is an error, not half a table.
    first = listing.read(after, min(limit or _AT_ONCE, _AT_ONCE))

    def parts() -> Iterator[bytes]:
        yield _lines([_headings(listing.model)], BYTE_ORDER_MARK)
        found, left = first, limit
        while found:
            yield _lines([_fields(row) for row in listing.shown(found)])
            left = None if left is None else left - len(found)
            if left == 0:
                return
            found = listing.read(listing.place(found[-1]), min(left or _AT_ONCE, _AT_ONCE))

    return StreamingResponse(
        parts(),
        media_type=f"{CSV}; charset=utf-8",
        headers={"content-disposition": f'attachment; filename="{listing.name}.csv"'},
    )


def _lines(rows: Sequence[Sequence[str]], before: str = "") -> bytes:
    file = io.StringIO()
    file.write(before)
    csv.writer(file, lineterminator=LINE_END).writerows(rows)
    return file.getvalue().encode()


def _headings(model: type[BaseModel]) -> list[str]:
    """The Chinese titles; a part with parts of its own stands by these."""
    found: list[str] = []
    for name, each in model.model_fields.items():
        inner = each.annotation
        if isinstance(inner, type) and issubclass(inner, BaseModel):
            found += _headings(inner)
        elif name not in _ONLY_JSON:
            found.append(each.title or name)
    return found


def _fields(row: BaseModel) -> list[str]:
    names = (name for name in type(row).model_fields if name not in _ONLY_JSON)
    return list(chain.from_iterable(_field(getattr(row, name)) for name in names))


def _field(value: Any) -> list[str]:
    match value:
        case BaseModel():
            return _fields(value)
        case bool():
            return ["是" if value else "否"]
        case list():
            return [csv_field(" ".join(map(str, value)))]
        case None | float() | date() if not isinstance(value, datetime):
            return [csv_field(value)]
        case _:
            # A whole number in full: those of seven digits would lose their last.
            return [str(value) if isinstance(value, int) else csv_field(str(value))]
