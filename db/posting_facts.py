"""Which postings did portals ever show, each with the date that counts and the columns it stood in?

A portal has hundreds of postings and an audit thousands of portals: rows are taken as tuples, and what many postings
have in common (a date as it was read, the columns) is made once.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import cache
from operator import itemgetter
from typing import Any

from sqlalchemy import CTE, ColumnElement, Connection, Row, Select, select

from db.articles import articles_by_then
from db.history import DateBorne, past_dates
from db.tables.columns import ColumnRow
from db.tables.postings import PostingColumnRow, PostingDateRow, PostingRow
from db.upserts import chunks
from domain.pages import DateConfidence, DateSource, ReadDate
from domain.postings import PastDate, PostingSeen


def load_postings(
    connection: Connection, chosen: CTE, done: Mapping[str, Row[Any]]
) -> dict[str, list[PostingSeen]]:
    """The postings of each chosen portal that were first seen by the end of its crawl, by unit id, in order of ids."""
    dates = _dates(connection, chosen)
    places = _places(connection, chosen)
    articles = articles_by_then(connection, chosen)
    ended = {name: row.finished_at for name, row in done.items()}
    found: dict[str, list[PostingSeen]] = defaultdict(list)
    rows = connection.execute(
        select(
            PostingRow.id,
            PostingRow.unit_id,
            PostingRow.title,
            PostingRow.url,
            PostingRow.section,
            PostingRow.first_seen,
            PostingRow.last_seen,
        ).join(chosen, _seen_by_then(chosen))
    ).all()
    # The database would sort whole rows.
    for number, unit_id, title, url, section, first_seen, last_seen in sorted(rows, key=itemgetter(0)):
        published, replaced = dates.get(number, _UNDATED)
        subjects, columns = places.get(number, _NOWHERE)
        found[unit_id].append(
            PostingSeen(
                id=f"obs:posting/{number}",
                title=title,
                url=url,
                published=published,
                past_dates=replaced,
                subjects=subjects,
                columns=columns,
                section=section,
                first_seen=first_seen,
                last_seen=min(last_seen, ended[unit_id]),
                article=articles.get((unit_id, url)),
            )
        )
    return found


_UNDATED: tuple[None, tuple[PastDate, ...]] = (None, ())
_NOWHERE: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())


def _seen_by_then(chosen: CTE) -> ColumnElement[bool]:
    return (chosen.c.unit_id == PostingRow.unit_id) & (PostingRow.first_seen <= chosen.c.finished_at)


def _rank(each: DateBorne) -> tuple[int, bool, datetime, datetime, int]:
    """The greatest counts: the surest; among equals one seen last; among those the newest to appear.

    Dates seen in the crawl (or since) are all "seen last": which of two lists was read later is chance. So a date
    that replaced another wins, and an older crawl is not told by what a newer one saw.
    """
    recent = each.last_seen >= each.started_at
    appeared = each.first_seen if recent else each.last_seen
    return (each.confidence, recent, appeared, each.first_seen, each.id)


def _dates(connection: Connection, chosen: CTE) -> dict[int, tuple[ReadDate | None, tuple[PastDate, ...]]]:
    """The date that counts for each posting, and those that it replaced."""
    read = cache(_read_date)
    found: dict[int, tuple[ReadDate | None, tuple[PastDate, ...]]] = {}
    several: set[int] = set()
    # Nearly all postings only ever bore one date: from when until when they did matters for the others alone.
    for number, *date_read in connection.execute(_borne(chosen, ("posting_id", *_READ))).all():
        if number in found:
            several.add(number)
        found[number] = (read(*date_read), ())
    borne: dict[int, list[DateBorne]] = defaultdict(list)
    for some in chunks(sorted(several)):
        query = _borne(chosen, DateBorne._fields[:-1]).add_columns(chosen.c.started_at)
        for row in connection.execute(query.where(PostingDateRow.posting_id.in_(some))).all():
            borne[row[0]].append(DateBorne._make(row))
    for number, dates in borne.items():
        best, *others = sorted(dates, key=_rank, reverse=True)
        found[number] = (read(*(getattr(best, name) for name in _READ)), past_dates(best, others))
    return found


_READ = ("value", "source", "confidence", "conflict", "conflict_source")


def _borne(chosen: CTE, names: Sequence[str]) -> Select[Any]:
    """These columns of every date that the chosen portals' postings bore by the end of their crawl."""
    return (
        select(*(PostingDateRow.__table__.c[name] for name in names))
        .join(PostingRow, PostingRow.id == PostingDateRow.posting_id)
        .join(chosen, _seen_by_then(chosen))
        .where(PostingDateRow.first_seen <= chosen.c.finished_at)
    )


def _read_date(
    on: date, source: DateSource, confidence: int, conflict: date | None, conflict_source: DateSource | None
) -> ReadDate:
    return ReadDate(
        on=on,
        source=source,
        confidence=DateConfidence(confidence),
        conflict=conflict,
        conflict_source=conflict_source,
    )


def _places(connection: Connection, chosen: CTE) -> dict[int, tuple[tuple[str, ...], tuple[str, ...]]]:
    """The subjects and the ids of the columns in which each posting stood, in an order that doesn't depend on that of storing."""
    columns_of_units = select(ColumnRow.id, ColumnRow.subject, ColumnRow.url).join(
        chosen, chosen.c.unit_id == ColumnRow.unit_id
    )
    known = {row.id: (row.subject, row.url) for row in connection.execute(columns_of_units)}
    query = (
        select(PostingColumnRow.posting_id, PostingColumnRow.column_id)
        .join(PostingRow, PostingRow.id == PostingColumnRow.posting_id)
        .join(chosen, _seen_by_then(chosen))
        .where(PostingColumnRow.first_seen <= chosen.c.finished_at)
    )
    stood: dict[int, tuple[int, ...]] = {}
    for posting, column in connection.execute(query).all():
        stood[posting] = (*stood.get(posting, ()), column)

    @cache
    def named(columns: tuple[int, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
        ordered = sorted(columns, key=lambda column: known[column])
        return (
            tuple(dict.fromkeys(known[column][0] for column in ordered)),
            tuple(f"obs:column/{column}" for column in ordered),
        )

    return {posting: named(columns) for posting, columns in stood.items()}
