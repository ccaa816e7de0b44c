"""What is known of each unit's portal, as of one crawl of it?"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import CTE, Connection, Row, column, exists, func, select, tuple_, values

from db import citations, history
from db.column_facts import load_columns, load_former_columns
from db.json_values import coverage_from_json, norms_from_json
from db.messages import load_messages
from db.posting_facts import load_postings
from db.probes import WINDOW, probes_between
from db.store import Store
from db.tables.columns import CandidateRow, ColumnSightingRow
from db.tables.crawls import CrawlRow, PageVisitRow, PortalCrawlRow
from db.tables.postings import LinkRow
from db.upserts import chunks
from domain.columns import CandidateSeen
from domain.coverage import Coverage
from domain.observations import PortalFacts
from domain.reach import FailedLink, FailureKind, Probe, Reach, ReachStatus
from domain.subjects import Grade

# The probes of the audit that the crawl belongs to may come after its end.
PROBES_AFTER = timedelta(days=1)
_MOST_FAILED = 200
NOT_CRAWLED = "尚未抓取该门户网站，请先运行抓取。"
CUT_SHORT = "抓取在该门户网站完成之前中断，请重新运行以继续抓取。"


def load_facts(
    store: Store,
    unit_ids: Sequence[str],
    *,
    crawl_id: int | None = None,
    probes_until: datetime | None = None,
) -> dict[str, PortalFacts]:
    """The facts of every unit asked for, by unit id, in the order asked.

    ``crawl_id``: that crawl's facts; None: those of each unit's newest finished portal crawl. Columns and candidates
    are that crawl's; postings are all that were ever seen by its end, so the facts of an older crawl don't change
    when newer ones come. Probes are those of the seven days before the portal was done, and up to ``probes_until``
    (None: a day after it was done). A portal that the crawl did not bring to its end counts as not crawled: half of
    it proves nothing. Takes a constant number of queries for 500 units, and a few more for every 500
    postings whose dates or disappearance an earlier crawl may speak against.

    Raises:
        StoreError: the database can't be used.
    """
    facts: dict[str, PortalFacts] = {}
    with store.read() as connection:
        for some in chunks(list(dict.fromkeys(unit_ids))):
            facts.update(_load(connection, some, crawl_id, probes_until))
    return {name: facts[name] for name in dict.fromkeys(unit_ids)}


def _load(
    connection: Connection, unit_ids: Sequence[str], crawl_id: int | None, probes_until: datetime | None
) -> Iterator[tuple[str, PortalFacts]]:
    portals = _portals(connection, unit_ids, crawl_id)
    done = {name: row for name, row in portals.items() if row.finished_at is not None}
    chosen = _chosen(done)
    columns = load_columns(connection, chosen) if done else {}
    former = load_former_columns(connection, chosen) if done else {}
    candidates = _candidates(connection, chosen) if done else {}
    postings = load_postings(connection, chosen, done) if done else {}
    watched = history.watched_since(connection, chosen) if done else {}
    history.add_readings(connection, done, watched, columns, postings)
    probes = _probes(connection, done, probes_until)
    messages = load_messages(connection, chosen) if done else {}
    failed = _failed_links(connection, chosen) if done else {}
    for name in unit_ids:
        if name not in done:
            yield (
                name,
                PortalFacts(unit_id=name, reach=_no_reach(name, portals.get(name)), coverage=Coverage()),
            )
            continue
        yield (
            name,
            PortalFacts(
                unit_id=name,
                reach=citations.reach_of(done[name]),
                coverage=coverage_from_json(done[name].coverage),
                columns=tuple(columns.get(name, ())),
                former_columns=tuple(former.get(name, ())),
                postings=tuple(postings.get(name, ())),
                candidates=tuple(candidates.get(name, ())),
                probes=tuple(probes.get(name, ())),
                norms=norms_from_json(done[name].norms),
                crawl_began=done[name].started_at,
                watched_since=watched.get(name),
                vocabulary=done[name].vocabulary_digest,
                reading=done[name].reading_digest,
                failed_links=tuple(failed.get(name, ())),
                messages=tuple(messages.get(name, ())),
                filed=citations.filed_of(done[name]),
            ),
        )


def _portals(connection: Connection, unit_ids: Sequence[str], crawl_id: int | None) -> dict[str, Row[Any]]:
    """One portal crawl of each unit that has one, with the start of its crawl, by unit id."""
    wanted = _newest(connection, unit_ids) if crawl_id is None else dict.fromkeys(unit_ids, crawl_id)
    pairs = [(number, unit_id) for unit_id, number in wanted.items()]
    query = (
        select(
            PortalCrawlRow.__table__, CrawlRow.started_at, CrawlRow.vocabulary_digest, CrawlRow.reading_digest
        )
        .join(CrawlRow, CrawlRow.id == PortalCrawlRow.crawl_id)
        .where(tuple_(PortalCrawlRow.crawl_id, PortalCrawlRow.unit_id).in_(pairs))
    )
    return {row.unit_id: row for row in connection.execute(query)} if wanted else {}


def _newest(connection: Connection, unit_ids: Sequence[str]) -> dict[str, int]:
    """The crawl that finished each unit's portal last; where none did, the newest that did not."""
    finished = (
        select(PortalCrawlRow.unit_id, func.max(PortalCrawlRow.finished_at).label("at"))
        .where(PortalCrawlRow.unit_id.in_(unit_ids), PortalCrawlRow.finished_at.is_not(None))
        .group_by(PortalCrawlRow.unit_id)
        .subquery()
    )
    number = func.max(PortalCrawlRow.crawl_id)
    last = (
        select(PortalCrawlRow.unit_id, number)
        .join(
            finished,
            (finished.c.unit_id == PortalCrawlRow.unit_id) & (finished.c.at == PortalCrawlRow.finished_at),
        )
        .group_by(PortalCrawlRow.unit_id)
    )
    found = {unit_id: crawl_id for unit_id, crawl_id in connection.execute(last)}  # noqa: C416 - a result is no mapping
    rest = [unit_id for unit_id in unit_ids if unit_id not in found]
    if rest:
        begun = (
            select(PortalCrawlRow.unit_id, number)
            .where(PortalCrawlRow.unit_id.in_(rest))
            .group_by(PortalCrawlRow.unit_id)
        )
        found |= {unit_id: crawl_id for unit_id, crawl_id in connection.execute(begun)}  # noqa: C416
    return found


def _chosen(done: Mapping[str, Row[Any]]) -> CTE:
    """The portal crawls chosen, as a table that every query of them joins: they are looked up only once."""
    known = PortalCrawlRow.__table__.c
    return (
        values(
            column("crawl_id", known.crawl_id.type),
            column("unit_id", known.unit_id.type),
            column("started_at", known.finished_at.type),
            column("finished_at", known.finished_at.type),
            column("home_url", known.home_url.type),
            name="chosen",
        )
        .data(
            [
                (row.crawl_id, row.unit_id, row.started_at, row.finished_at, row.home_url or "")
                for row in done.values()
            ]
        )
        .cte("chosen")
    )


def _no_reach(unit_id: str, portal: Row[Any] | None) -> Reach:
    if portal is None:
        return Reach(id=citations.reach_id(None, unit_id), status=ReachStatus.NOT_CRAWLED, remedy=NOT_CRAWLED)
    return Reach(
        id=citations.reach_id(portal.crawl_id, unit_id),
        status=ReachStatus.NOT_CRAWLED,
        failure=FailureKind.INTERRUPTED,
        remedy=CUT_SHORT,
    )


def _candidates(connection: Connection, chosen: CTE) -> dict[str, list[CandidateSeen]]:
    query = (
        select(CandidateRow.__table__)
        .join(chosen, _same_crawl(chosen, CandidateRow))
        .order_by(CandidateRow.id)
    )
    found: dict[str, list[CandidateSeen]] = defaultdict(list)
    for row in connection.execute(query).all():
        found[row.unit_id].append(
            CandidateSeen(
                id=f"obs:candidate/{row.id}",
                subject=row.subject,
                url=row.url,
                text=row.text,
                grade=Grade(row.grade),
                surface=row.surface,
                found_on=row.found_on,
                refusal=row.refusal,
                failure=row.failure,
            )
        )
    return found


def _failed_links(connection: Connection, chosen: CTE) -> dict[str, list[FailedLink]]:
    """What the home page links to and could not be opened; what the crawl asked for by itself (a search) is no link."""
    home = func.rtrim(chosen.c.home_url, "/")
    linked = exists().where(LinkRow.unit_id == PageVisitRow.unit_id, LinkRow.url == PageVisitRow.url)
    query = (
        select(PageVisitRow.unit_id, PageVisitRow.url, PageVisitRow.failure)
        .join(chosen, _same_crawl(chosen, PageVisitRow))
        .where(PageVisitRow.failure.is_not(None), func.rtrim(PageVisitRow.found_on, "/") == home, linked)
        .order_by(PageVisitRow.unit_id, PageVisitRow.url)
    )
    found: dict[str, list[FailedLink]] = defaultdict(list)
    for row in connection.execute(query):
        if len(found[row.unit_id]) < _MOST_FAILED:
            found[row.unit_id].append(FailedLink(url=row.url, failure=row.failure))
    return found


def _probes(
    connection: Connection, done: dict[str, Row[Any]], until: datetime | None
) -> dict[str, list[Probe]]:
    spans = {
        name: (row.finished_at - WINDOW, until or row.finished_at + PROBES_AFTER)
        for name, row in done.items()
    }
    return probes_between(connection, spans)


def _same_crawl(chosen: CTE, model: type[ColumnSightingRow] | type[CandidateRow] | type[PageVisitRow]) -> Any:
    same = (chosen.c.crawl_id == model.crawl_id) & (chosen.c.unit_id == model.unit_id)
    return same & chosen.c.finished_at.is_not(None)
