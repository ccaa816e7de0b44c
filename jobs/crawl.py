"""Crawl portals into the store: begin or resume, fetch, probe, finish."""

import asyncio
import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from ipaddress import ip_network
from threading import Thread

from crawler.options import CrawlOptions
from crawler.probe import probe
from crawler.process import Progress, run_crawl
from db.database import CrawlState, Database
from domain.crawl import CrawlTarget
from domain.observations import Probe
from domain.plans import Plan
from jobs.errors import UsageError
from jobs.settings import Settings
from spiders.portal import PortalSpider


@dataclass(frozen=True, slots=True, kw_only=True)
class CrawlReport:
    """How a crawl ended: ``done`` of ``total`` portals are stored whole."""

    crawl_id: int
    resumed: bool
    done: int
    total: int
    interrupted: bool


def options_from(settings: Settings, *, proxy: str | None, networks: Sequence[str]) -> CrawlOptions:
    """Crawl options from settings; ``proxy`` and ``networks`` are what the command line says.

    Raises:
        UsageError: a network is not a CIDR.
    """
    for network in networks:
        try:
            ip_network(network)
        except ValueError as error:
            raise UsageError(
                f"--allow-network {network!r}: {error}; write a CIDR such as 10.0.0.0/8"
            ) from None
    return CrawlOptions(
        user_agent=f"Mingcha/0.1 (+{settings.contact})",
        obey_robots=settings.obey_robots,
        delay=settings.delay,
        timeout=settings.timeout,
        connect_timeout=settings.connect_timeout,
        retries=settings.retries,
        concurrency=settings.concurrency,
        portal_pages=settings.portal_pages,
        portal_seconds=settings.portal_seconds,
        allow_networks=tuple(networks),
        proxy=proxy,
        render=settings.render,
        chromium=settings.chromium,
    )


def scope_digest(plan: Plan, targets: Sequence[CrawlTarget]) -> str:
    """What a crawl is for; a crawl cut short is resumed only by one of the same scope."""
    scope = [
        plan.digest,
        sorted(
            [target.unit.id, target.unit.portal_url or "", *sorted(target.subjects)] for target in targets
        ),
    ]
    return "sha256:" + hashlib.sha256(json.dumps(scope, ensure_ascii=False).encode()).hexdigest()


def crawl(
    database: Database,
    plan: Plan,
    targets: Sequence[CrawlTarget],
    options: CrawlOptions,
    on_progress: Callable[[Progress], None],
) -> CrawlReport:
    """Crawl the targets that are not yet done and store what they show.

    Home and filed addresses are probed beside the crawl: a probe of a silent host lasts as long as the norm allows
    a home page. A crawl cut short doesn't wait for them; the run that takes it up probes them all again.
    """
    now = datetime.now(UTC)
    run = database.begin_crawl(
        [target.unit for target in targets], scope_digest=scope_digest(plan, targets), now=now
    )
    todo = [target for target in targets if target.unit.id in set(run.todo)]
    probes: list[tuple[str, Probe]] = []
    probing = Thread(
        target=lambda: probes.extend(asyncio.run(probe(addresses_of(targets), options))), daemon=True
    )
    probing.start()
    summary = run_crawl(
        todo,
        options,
        sink=lambda items: database.save_items(run.id, items),
        on_progress=on_progress,
        spider=PortalSpider,
    )
    if not summary.interrupted:
        probing.join()
        database.save_probes(probes)
    state = CrawlState.INTERRUPTED if summary.interrupted else CrawlState.FINISHED
    database.finish_crawl(run.id, state, datetime.now(UTC))
    return CrawlReport(
        crawl_id=run.id,
        resumed=run.resumed,
        done=len(targets) - len(todo) + summary.portals_done,
        total=len(targets),
        interrupted=summary.interrupted,
    )


def addresses_of(targets: Sequence[CrawlTarget]) -> list[tuple[str, str, str]]:
    """``(unit id, address, purpose)`` of every address to probe: the home page and the filed one."""
    homes = [(target.unit.id, target.unit.portal_url or "", "home") for target in targets]
    filed = [(target.unit.id, target.unit.filed_url, "filed") for target in targets if target.unit.filed_url]
    return homes + filed
