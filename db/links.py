"""Which links stood on a portal when it was crawled?"""

from collections import defaultdict
from collections.abc import Mapping

from sqlalchemy import select

from db.store import Store
from db.tables.crawls import CrawlRow, PortalCrawlRow
from db.tables.postings import LinkRow
from db.upserts import chunks
from domain.observations import LinkSeen


def load_links(store: Store, crawls: Mapping[str, int]) -> dict[str, tuple[LinkSeen, ...]]:
    """The links of each unit as of a crawl of its portal, in the order in which they were first seen.

    Args:
        store: the database.
        crawls: the crawl of each unit, by unit id.

    Raises:
        StoreError: the database can't be used.
    """
    found: dict[str, list[LinkSeen]] = defaultdict(list)
    by_crawl: dict[int, list[str]] = defaultdict(list)
    for unit_id, crawl_id in crawls.items():
        by_crawl[crawl_id].append(unit_id)
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
    return {unit_id: tuple(found.get(unit_id, ())) for unit_id in crawls}
