"""Which links stood on a portal when it was crawled?"""

from collections import defaultdict
from collections.abc import Iterable

from sqlalchemy import select

from db import citations
from db.store import Store
from db.tables.crawls import CrawlRow, PortalCrawlRow
from db.tables.postings import LinkRow
from db.upserts import chunks
from domain.columns import LinkSeen
from domain.observations import PortalFacts


def load_links(store: Store, facts: Iterable[PortalFacts]) -> dict[str, tuple[LinkSeen, ...]]:
    """The links of each portal as of the crawl that the facts are of, by unit id; none where it was not crawled.

    Raises:
        StoreError: the database can't be used.
    """
    found: dict[str, list[LinkSeen]] = {}
    by_crawl: dict[int, list[str]] = defaultdict(list)
    for each in facts:
        found[each.unit_id] = []
        crawl = citations.parse(each.reach.id)
        if crawl is not None:
            by_crawl[crawl[1]].append(each.unit_id)
    with store.read() as connection:
        for crawl_id, units in by_crawl.items():
            for some in chunks(units):
                query = (
                    select(LinkRow.id, LinkRow.unit_id, LinkRow.url, LinkRow.text, LinkRow.page_url)
                    .join(PortalCrawlRow, PortalCrawlRow.unit_id == LinkRow.unit_id)
                    .join(CrawlRow, CrawlRow.id == PortalCrawlRow.crawl_id)
                    .where(
                        PortalCrawlRow.crawl_id == crawl_id,
                        LinkRow.unit_id.in_(some),
                        LinkRow.first_seen <= PortalCrawlRow.finished_at,
                        LinkRow.last_seen >= CrawlRow.started_at,
                    )
                    .order_by(LinkRow.id)
                )
                for row in connection.execute(query):
                    found[row.unit_id].append(
                        LinkSeen(id=f"obs:link/{row.id}", url=row.url, text=row.text, page_url=row.page_url)
                    )
    return {unit_id: tuple(links) for unit_id, links in found.items()}
