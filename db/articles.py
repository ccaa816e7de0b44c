"""What did the own pages of a portal's postings say, as of one crawl of it?"""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import CTE, Connection, select

from db.tables.postings import ArticleRow
from domain.postings import ArticleSeen

Articles = Mapping[tuple[str, str], ArticleSeen]
"""By unit id and address."""


def articles_by_then(connection: Connection, chosen: CTE) -> Articles:
    """What each opened page said last by the end of the chosen crawl; a page that no crawl opened is not among them.

    Of two readings that were both seen in the crawl or since, the one that appeared later counts: an older crawl must
    not be told by what a newer one saw.
    """
    query = (
        select(ArticleRow.__table__, chosen.c.started_at)
        .join(chosen, chosen.c.unit_id == ArticleRow.unit_id)
        .where(ArticleRow.first_seen <= chosen.c.finished_at)
        .order_by(ArticleRow.id)
    )
    best: dict[tuple[str, str], tuple[tuple[bool, datetime, int], ArticleSeen]] = {}
    for row in connection.execute(query):
        recent = row.last_seen >= row.started_at
        rank = (recent, row.first_seen if recent else row.last_seen, row.id)
        place = (row.unit_id, row.url)
        if place not in best or best[place][0] < rank:
            best[place] = (rank, ArticleSeen(related=tuple(row.related), marks=tuple(row.marks)))
    return {place: seen for place, (_, seen) in best.items()}
