"""Where is kept what a portal's crawl fetched?"""

from collections.abc import Iterable

from sqlalchemy import select, tuple_

from db import citations
from db.store import Store
from db.tables.crawls import PortalCrawlRow
from db.upserts import chunks
from domain.capture_ref import CaptureRef


def load_captures(store: Store, reaches: Iterable[str]) -> dict[str, CaptureRef]:
    """The captured visit of each portal's crawl that was kept, by the citation of its reach (``obs:reach/CRAWL/UNIT``).

    Raises:
        StoreError: the database can't be used.
    """
    wanted = {
        (number, rest): cite
        for cite in reaches
        for kind, number, rest in (citations.parse(cite) or ("", 0, None),)
        if kind == "reach"
    }
    found: dict[str, CaptureRef] = {}
    of = tuple_(PortalCrawlRow.crawl_id, PortalCrawlRow.unit_id)
    with store.read() as connection:
        for some in chunks(list(wanted)):
            query = select(
                PortalCrawlRow.crawl_id,
                PortalCrawlRow.unit_id,
                PortalCrawlRow.capture_id,
                PortalCrawlRow.capture_digest,
            ).where(of.in_(some), PortalCrawlRow.capture_id.is_not(None))
            for crawl, unit, name, digest in connection.execute(query):
                if name is not None and digest is not None:
                    found[wanted[crawl, unit]] = CaptureRef(id=name, digest=digest)
    return found
