"""Which pages do thousands of citations stand for? One query for five hundred of a kind.

Only what no later crawl changes is given: a document made of a stored audit stays the same, whatever is crawled after it.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, Select, select, tuple_

from db import citations
from db.store import Store
from db.tables.columns import CandidateRow, ColumnRow, ColumnSightingRow
from db.tables.crawls import PortalCrawlRow
from db.tables.messages import MessageRow
from db.tables.postings import LinkRow, PostingRow
from db.tables.watch import ProbeRow
from db.upserts import chunks
from domain.cited_pages import CitedPage

_NUMBERED: Mapping[str, Select[*tuple[Any, ...]]] = {
    "column": select(ColumnRow.id, ColumnRow.url),
    "posting": select(PostingRow.id, PostingRow.url, PostingRow.title),
    "candidate": select(CandidateRow.id, CandidateRow.url, CandidateRow.text),
    "probe": select(ProbeRow.id, ProbeRow.url),
    "link": select(LinkRow.id, LinkRow.url, LinkRow.text),
    "message": select(MessageRow.id, MessageRow.url, MessageRow.title),
}
"""Number, address and, where there is one, title of what is cited by its number."""

_Named = tuple[int, str | None]
"""What a citation says after its kind: a number and, for some kinds, the rest."""

_Page = tuple[_Named, str | None, str | None]


def load_cited_pages(store: Store, cites: Iterable[str]) -> dict[str, CitedPage]:
    """The page of each citation; those that stand for nothing in the store are left out (see ``db.citations``).

    Raises:
        StoreError: the database can't be used.
    """
    by_kind: dict[str, dict[_Named, str]] = {}
    for cite in cites:
        parsed = citations.parse(cite)
        if parsed is not None:
            kind, number, rest = parsed
            by_kind.setdefault(kind, {})[number, rest] = cite
    found: dict[str, CitedPage] = {}
    with store.read() as connection:
        for kind, wanted in by_kind.items():
            for some in chunks(list(wanted)):
                for named, address, title in _pages(connection, kind, some):
                    cite = wanted[named]
                    found[cite] = CitedPage(id=cite, address=address or None, title=title)
    return found


def _pages(connection: Connection, kind: str, some: Iterable[_Named]) -> Iterator[_Page]:
    match kind:
        case "reach":
            of = tuple_(PortalCrawlRow.crawl_id, PortalCrawlRow.unit_id)
            reaches = select(
                PortalCrawlRow.crawl_id,
                PortalCrawlRow.unit_id,
                PortalCrawlRow.home_url,
                PortalCrawlRow.portal_url,
            ).where(of.in_(list(some)))
            for crawl, unit, home, portal in connection.execute(reaches):
                yield (crawl, unit), home or portal, None
        case "filed":
            of = tuple_(PortalCrawlRow.crawl_id, PortalCrawlRow.unit_id)
            filed = select(PortalCrawlRow.crawl_id, PortalCrawlRow.unit_id, PortalCrawlRow.filed)
            for crawl, unit, found in connection.execute(filed.where(of.in_(list(some)))):
                if found is not None:
                    yield (crawl, unit), found["url"], None
        case "reading":
            of = tuple_(ColumnSightingRow.crawl_id, ColumnSightingRow.column_id)
            readings = (
                select(
                    ColumnSightingRow.crawl_id,
                    ColumnSightingRow.column_id,
                    ColumnRow.url,
                    ColumnSightingRow.title,
                )
                .join(ColumnRow, ColumnRow.id == ColumnSightingRow.column_id)
                .where(of.in_([(crawl, int(column or 0)) for crawl, column in some]))
            )
            for crawl, column, url, title in connection.execute(readings):
                yield (crawl, str(column)), url, title
        case _:
            query = _NUMBERED[kind]
            number_column = query.selected_columns[0]
            numbers = [number for number, _ in some]
            for number, url, *titles in connection.execute(query.where(number_column.in_(numbers))):
                yield (number, None), url, titles[0] if titles else None
