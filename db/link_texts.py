"""Which texts do the links and columns of all portals bear, and where does a text stand?"""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from sqlalchemy import select, union

from db.store import Store
from db.tables.audits import FindingRow
from db.tables.columns import ColumnRow, ColumnSightingRow
from db.tables.postings import LinkRow
from db.upserts import chunks

_AT_ONCE = 5_000


def distinct_texts(store: Store) -> Iterator[str]:
    """Every text of a link and every title of a column, each once; few at a time in memory.

    Raises:
        StoreError: the database can't be used.
    """
    query = union(select(LinkRow.text), select(ColumnSightingRow.title))
    with store.read() as connection:
        for row in connection.execution_options(yield_per=_AT_ONCE).execute(query):
            yield str(row[0])


def places_of(store: Store, texts: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    """Where links and columns of these texts stand: unit, text, address, each once.

    Raises:
        StoreError: the database can't be used.
    """
    seen: set[tuple[str, str, str]] = set()
    with store.read() as connection:
        for some in chunks(texts):
            links = select(LinkRow.unit_id, LinkRow.text, LinkRow.url).where(LinkRow.text.in_(some))
            columns = (
                select(ColumnRow.unit_id, ColumnSightingRow.title, ColumnRow.url)
                .join(ColumnSightingRow, ColumnSightingRow.column_id == ColumnRow.id)
                .where(ColumnSightingRow.title.in_(some))
            )
            for query in (links, columns):
                for row in connection.execute(query):
                    place = (row[0], row[1], row[2])
                    if place not in seen:
                        seen.add(place)
                        yield place


def judged_duties(store: Store, audit_id: str, subjects: Sequence[str]) -> dict[str, frozenset[str]]:
    """Which of these subjects an audit judged of each unit, by unit id.

    Raises:
        StoreError: the database can't be used.
    """
    found: dict[str, set[str]] = defaultdict(set)
    with store.read() as connection:
        for some in chunks(subjects):
            query = (
                select(FindingRow.unit_id, FindingRow.subject)
                .where(FindingRow.audit_id == audit_id, FindingRow.subject.in_(some))
                .distinct()
            )
            for row in connection.execute(query):
                found[row.unit_id].add(row.subject)
    return {unit_id: frozenset(names) for unit_id, names in found.items()}
