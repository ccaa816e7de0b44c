"""What may be forgotten, and what must never be?"""

from collections.abc import Mapping
from datetime import UTC, datetime

from sqlalchemy import delete, select, tuple_

from db.audit_writing import remove_unfinished
from db.store import Store
from db.tables.columns import CandidateRow
from db.tables.crawls import CrawlRow, PageVisitRow, PortalCrawlRow
from db.upserts import chunks


def cleanup(store: Store, before: datetime) -> Mapping[str, int]:
    """Delete page visits and candidates of crawls begun before a moment, and audits that nobody will finish.

    Returns how many of each. Left whole is a portal's crawl whose reach or candidates an audit cites, and every crawl
    that still runs. Links, postings, columns, their history and findings of finished audits are never deleted.

    Raises:
        StoreError: the database can't be used.
    """
    counts = {"page_visits": 0, "candidates": 0}
    query = (
        select(PortalCrawlRow.crawl_id, PortalCrawlRow.unit_id)
        .join(CrawlRow, CrawlRow.id == PortalCrawlRow.crawl_id)
        .where(CrawlRow.started_at < before, PortalCrawlRow.cited.is_(False))
        .order_by(PortalCrawlRow.crawl_id, PortalCrawlRow.unit_id)
    )
    with store.read() as connection:
        portals = [(row.crawl_id, row.unit_id) for row in connection.execute(query)]
    for some in chunks(portals):
        # One transaction a run of portals: a crawl that stores meanwhile waits for no more than that.
        with store.write() as connection:
            chosen = select(PortalCrawlRow.crawl_id, PortalCrawlRow.unit_id).where(
                tuple_(PortalCrawlRow.crawl_id, PortalCrawlRow.unit_id).in_(some),
                PortalCrawlRow.cited.is_(False),
            )
            for name, model in (("page_visits", PageVisitRow), ("candidates", CandidateRow)):
                gone = connection.execute(
                    delete(model).where(tuple_(model.crawl_id, model.unit_id).in_(chosen))
                )
                counts[name] += gone.rowcount
    counts["unfinished_audits"] = remove_unfinished(store, datetime.now(UTC))
    return counts
