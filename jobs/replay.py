"""Go through captured visits again instead of the network: the same spider, the same store, the same judging."""

import asyncio
import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from pydantic import TypeAdapter

from audit_rules.digests import reading_digest
from audit_rules.subjects.matcher import Vocabulary
from audit_rules.subjects.versions import VocabularyVersion, program_vocabulary
from casework.reports.kept_sources import keep_vocabulary
from crawler.context import CrawlContext, Progress
from crawler.options import CrawlOptions
from crawler.outlet import Outlet
from crawler.replay_wire import Divergence, ReplayWire
from db.database import CrawlState, Database
from domain.units import Unit
from evidence.captures.crawls import CapturedCrawl, CapturedVisit
from jobs.captured import Captured
from jobs.errors import UsageError
from spiders.portal.visiting import visit_portal

_OPTIONS: TypeAdapter[CrawlOptions] = TypeAdapter(CrawlOptions)


@dataclass(frozen=True, slots=True, kw_only=True)
class Replayed:
    """How the visit of one unit's portal went when it was gone through again."""

    unit_id: str
    divergence: Divergence


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplayReport:
    """What was gone through again: crawls, visits, and those of them that took another way than they once did."""

    crawls: int
    visits: int
    diverged: tuple[Replayed, ...]


def replay_all(
    database: Database,
    captured: Captured,
    units: Sequence[Unit],
    on_progress: Callable[[Progress], None],
) -> ReplayReport:
    """Go through all captured crawls of some units again, oldest first, as if each were crawled then by this program.

    Raises:
        UsageError: nothing was captured of these units, or the store has crawls that are not older.
        EvidenceError: what was captured can't be read.
        StoreError: the store can't be used.
    """
    crawls = captured.crawls([unit.id for unit in units])
    if not crawls:
        raise UsageError(
            f"--replay {captured.path}: it holds no visit of these units; name the evidence of another audit"
        )
    newest = database.newest_crawl_began()
    if newest is not None and newest >= crawls[0].began:
        raise UsageError(
            f"--replay goes through the crawl of {crawls[0].began:%Y-%m-%d %H:%M} again, and the database has one that is not "
            "older; name a new database with --db"
        )
    without_portal = [unit for unit in units if unit.portal_url is None]
    wanted = {unit.id for unit in units}
    database.save_probes((name, probe) for name, probe in captured.probes() if name in wanted)
    vocabulary = program_vocabulary()
    keep_vocabulary(database, vocabulary)
    diverged: list[Replayed] = []
    for crawl in crawls:
        _, replayed = replay_crawl(database, crawl, on_progress, vocabulary, beside=without_portal)
        diverged += [each for each in replayed if each.divergence]
    visits = sum(len(crawl.visits) for crawl in crawls)
    return ReplayReport(crawls=len(crawls), visits=visits, diverged=tuple(diverged))


def replay_crawl(
    database: Database,
    crawl: CapturedCrawl,
    on_progress: Callable[[Progress], None],
    vocabulary: VocabularyVersion,
    *,
    beside: Sequence[Unit] = (),
) -> tuple[int, tuple[Replayed, ...]]:
    """Go through one captured crawl again, into the store as if it were crawled then; returns its number there.

    ``vocabulary`` is the one that columns are told by; ``beside`` are units without a portal, which the store is to know as well.

    Raises:
        EvidenceError: what was captured can't be read.
        StoreError: the store can't be used.
    """
    units = [*(visit.begun.target.unit for visit in crawl.visits), *beside]
    scope = hashlib.sha256(f"replay {crawl.began.isoformat()}".encode()).hexdigest()
    run = database.begin_crawl(
        units,
        scope_digest=f"sha256:{scope}",
        now=crawl.began,
        vocabulary_digest=vocabulary.digest,
        reading_digest=reading_digest(),
    )
    outlet = Outlet(lambda items: database.save_items(run.id, items))
    replayed = replay_visits(crawl.visits, outlet, on_progress, vocabulary.compiled())
    outlet.flush()
    database.finish_crawl(run.id, CrawlState.FINISHED, max(_ends(crawl.visits), default=crawl.began))
    return run.id, replayed


def replay_visits(
    visits: Sequence[CapturedVisit],
    outlet: Outlet,
    on_progress: Callable[[Progress], None],
    vocabulary: Vocabulary,
) -> tuple[Replayed, ...]:
    """Go through visits again, one after the other; what they show goes to the outlet."""
    return asyncio.run(_replay(visits, outlet, on_progress, vocabulary))


def options_of(visit: CapturedVisit) -> CrawlOptions:
    """The bounds within which a captured visit went.

    Raises:
        ValueError: they are none.
    """
    return _OPTIONS.validate_python(dict(visit.begun.options))


async def _replay(
    visits: Sequence[CapturedVisit],
    outlet: Outlet,
    on_progress: Callable[[Progress], None],
    vocabulary: Vocabulary,
) -> tuple[Replayed, ...]:
    replayed: list[Replayed] = []
    pages = failed = rendered = 0
    targets = tuple(visit.begun.target for visit in visits)
    for visit in visits:
        context = CrawlContext(
            targets=targets,
            options=options_of(visit),
            outlet=outlet,
            on_progress=on_progress,
            portals_done=len(replayed),
            pages=pages,
            failed=failed,
            rendered=rendered,
        )
        replayed.append(await _visit(visit, context, vocabulary))
        pages, failed, rendered = context.pages, context.failed, context.rendered
        context.portals_done += 1
        context.tell(replayed[-1].unit_id)
    return tuple(replayed)


async def _visit(visit: CapturedVisit, context: CrawlContext, vocabulary: Vocabulary) -> Replayed:
    begun = visit.begun
    wire = ReplayWire(visit.events, began=begun.clock.at, ended=visit.ended, options=context.options)
    try:
        visited = await visit_portal(
            begun.target,
            wire=wire,
            context=context,
            vocabulary=vocabulary,
            other_hosts=frozenset(visit.ended.other_hosts),
        )
    finally:
        await wire.close()
    context.outlet.put([replace(visited.done, capture=visit.ref)])
    return Replayed(unit_id=begun.target.unit.id, divergence=wire.divergence())


def _ends(visits: Iterable[CapturedVisit]) -> list[datetime]:
    return [visit.ended.clock.at for visit in visits]
