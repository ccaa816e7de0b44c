"""How are many rows stored at once so that storing them again changes nothing?"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Connection, Table, case, func
from sqlalchemy.dialects import postgresql, sqlite

from db.base import Base

T = TypeVar("T")
Row = dict[str, Any]

# Both databases bound the number of values in one statement; SQLite's bound is 32766.
CHUNK = 500


def chunks(values: Sequence[T], size: int = CHUNK) -> Iterator[Sequence[T]]:
    """The values in runs short enough for an ``IN`` list."""
    iterator = iter(values)
    while run := list(islice(iterator, size)):
        yield run


def merged(rows: Iterable[Row], by: Sequence[str] = ("key",)) -> list[Row]:
    """One row a key, in order of the keys: the newest, with the earliest ``first_seen`` of all.

    PostgreSQL refuses an upsert that meets a row twice, and two writers that lock rows in different order block
    each other.
    """
    found: dict[tuple[Any, ...], Row] = {}
    for row in rows:
        name = tuple(row[part] for part in by)
        known = found.get(name)
        found[name] = row if known is None else _merge(known, row)
    return [found[name] for name in sorted(found)]


def _merge(known: Row, row: Row) -> Row:
    moment = "last_seen" if "last_seen" in row else "seen_at" if "seen_at" in row else "fetched_at"
    newest, other = (row, known) if row[moment] >= known[moment] else (known, row)
    if "first_seen" in row:
        newest["first_seen"] = min(known["first_seen"], row["first_seen"])
    if "first_ok" in row:
        newest["first_ok"] = min((at for at in (known["first_ok"], row["first_ok"]) if at), default=None)
    if newest.get("section", "") is None:
        newest["section"] = other["section"]
    return newest


def upsert(
    connection: Connection,
    model: type[Base],
    rows: Sequence[Row],
    *,
    identity: Sequence[str],
    newest_by: str | None = None,
    replace: Sequence[str] = (),
    keep: Sequence[str] = (),
    returning: Sequence[str] = (),
) -> list[tuple[Any, ...]]:
    """Insert rows; of those that are there already, ``replace`` is set to what the newer of the two says.

    ``newest_by`` names the moment that decides which is newer, and it only ever rises (None: the row given is the
    newer); ``first_seen`` and
    ``first_ok`` only ever fall. ``keep`` is like ``replace``, but what is known is not replaced by None.
    Rows must be unique by ``identity``. Returns the ``returning`` columns of every row, in no given order.
    """
    if not rows:
        return []
    table = model.__table__
    assert isinstance(table, Table)
    insert = (sqlite if connection.dialect.name == "sqlite" else postgresql).insert(table)
    there, new = table.c, insert.excluded
    changes: dict[str, ColumnElement[Any]] = {name: new[name] for name in replace}
    if newest_by:
        newer: ColumnElement[bool] = new[newest_by] >= there[newest_by]
        changes = {name: case((newer, new[name]), else_=there[name]) for name in (*replace, newest_by)}
        for name in keep:
            known = func.coalesce(new[name], there[name])
            changes[name] = case((newer, known), else_=func.coalesce(there[name], new[name]))
    if "first_seen" in there:
        changes["first_seen"] = case(
            (new.first_seen < there.first_seen, new.first_seen), else_=there.first_seen
        )
    if "first_ok" in there:
        known_ok = func.coalesce(there.first_ok, new.first_ok)
        changes["first_ok"] = case((new.first_ok < there.first_ok, new.first_ok), else_=known_ok)
    statement = insert.on_conflict_do_update(index_elements=list(identity), set_=changes)
    if not returning:
        connection.execute(statement, list(rows))
        return []
    result = connection.execute(statement.returning(*(there[name] for name in returning)), list(rows))
    return [tuple(row) for row in result]


def insert_new(
    connection: Connection, model: type[Base], rows: Sequence[Row], *, identity: Sequence[str]
) -> None:
    """Insert the rows that are not there yet and leave the others alone."""
    if not rows:
        return
    table = model.__table__
    assert isinstance(table, Table)
    insert = (sqlite if connection.dialect.name == "sqlite" else postgresql).insert(table)
    connection.execute(insert.on_conflict_do_nothing(index_elements=list(identity)), list(rows))


def ids_by_key(pairs: Sequence[tuple[Any, ...]]) -> Mapping[bytes, int]:
    """``(key, id)`` pairs as a mapping."""
    return {bytes(key): int(number) for key, number in pairs}
