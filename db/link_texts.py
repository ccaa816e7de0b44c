"""Which texts do the links and columns of all portals bear, and where does a text stand?"""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from sqlalchemy import Subquery, select, union

from db.store import Store
from db.tables.audits import FindingRow
from db.tables.columns import ColumnRow, ColumnSightingRow
from db.tables.postings import LinkRow
from db.upserts import chunks

_AT_ONCE = 5_000


def distinct_texts(store: Store, newest: int | None = None) -> Iterator[str]:
    """Every text of a link and every title of a column, each once; few at a time in memory.

    ``newest``: of so many links and so many columns, those stored last, as whoever waits for a page asks.

    Raises:
        StoreError: the database can't be used.
    """
    links, columns = _links(newest), _columns(newest)
    query = union(select(links.c.text), select(columns.c.title))
    with store.read() as connection:
        for row in connection.execution_options(yield_per=_AT_ONCE).execute(query):
            yield str(row[0])


def places_of(
    store: Store, texts: Sequence[str], newest: int | None = None
) -> Iterator[tuple[str, str, str]]:
    """Where links and columns of these texts stand: unit, text, address, each once; ``newest`` as in ``distinct_texts``.

    Raises:
        StoreError: the database can't be used.
    """
    seen: set[tuple[str, str, str]] = set()
    with store.read() as connection:
        for some in chunks(texts):
            link, column = _links(newest), _columns(newest)
            links = select(link.c.unit_id, link.c.text, link.c.url).where(link.c.text.in_(some))
            columns = select(column.c.unit_id, column.c.title, column.c.url).where(column.c.title.in_(some))
            for query in (links, columns):
                for row in connection.execute(query):
                    place = (row[0], row[1], row[2])
                    if place not in seen:
                        seen.add(place)
                        yield place


def judged_duties(
    store: Store, audit_id: str, subjects: Sequence[str], unit_ids: Sequence[str]
) -> dict[str, frozenset[str]]:
    """Which of these subjects an audit judged of each of these units, by unit id.

    Raises:
        StoreError: the database can't be used.
    """
    found: dict[str, set[str]] = defaultdict(set)
    wanted = frozenset(subjects)
    with store.read() as connection:
        for some in chunks(unit_ids):
            query = (
                select(FindingRow.unit_id, FindingRow.subject)
                .where(FindingRow.audit_id == audit_id, FindingRow.unit_id.in_(some))
                .distinct()
            )
            for row in connection.execute(query):
                if row.subject in wanted:
                    found[row.unit_id].add(row.subject)
    return {unit_id: frozenset(names) for unit_id, names in found.items()}


def _links(newest: int | None) -> Subquery:
    query = select(LinkRow.unit_id, LinkRow.text, LinkRow.url)
    return query.order_by(LinkRow.id.desc()).limit(newest).subquery() if newest else query.subquery()


def _columns(newest: int | None) -> Subquery:
    there, seen = ColumnRow, ColumnSightingRow
    query = select(there.unit_id, seen.title, there.url).join(seen, seen.column_id == there.id)
    return query.order_by(there.id.desc()).limit(newest).subquery() if newest else query.subquery()
