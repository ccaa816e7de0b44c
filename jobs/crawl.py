"""Crawl portals into the store: begin or resume, fetch, probe, finish."""

import asyncio
import hashlib
import json
import re
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import UTC, datetime
from ipaddress import ip_network
from threading import Thread

from audit_rules.digests import reading_digest
from audit_rules.subjects.versions import program_vocabulary
from casework.reports.kept_sources import keep_vocabulary
from crawler.context import Progress
from crawler.options import CrawlOptions
from crawler.probe import probe
from crawler.process import run_crawl
from db.database import CrawlState, Database
from domain.crawl import CrawlTarget
from domain.plans import Plan
from domain.reach import Probe
from domain.units import Unit
from jobs.errors import UsageError
from jobs.evidence_folder import EvidenceFolder
from jobs.settings import Settings
from spiders.portal.portal_spider import PortalSpider

_PROXY = re.compile(r"https?://[^\s/]+/?")


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
        UsageError: a network is not a CIDR, or the proxy no address of one.
    """
    if proxy is not None and not _PROXY.fullmatch(proxy):
        raise UsageError(f"--proxy {proxy!r} is no HTTP proxy; write http://HOST:PORT")
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
        program_vocabulary().digest,
        reading_digest(),
        sorted(
            [target.unit.id, target.unit.portal_url or "", *sorted(target.subjects)] for target in targets
        ),
    ]
    return "sha256:" + hashlib.sha256(json.dumps(scope, ensure_ascii=False).encode()).hexdigest()


def crawl(
    database: Database,
    plan: Plan,
    units: Sequence[Unit],
    targets: Sequence[CrawlTarget],
    options: CrawlOptions,
    on_progress: Callable[[Progress], None],
    evidence: EvidenceFolder | None = None,
) -> CrawlReport:
    """Crawl the targets that are not yet done and store what they show; what was fetched is kept in ``evidence``.

    Home and filed addresses are probed beside the crawl: a probe of a silent host lasts as long as the norm allows
    a home page. A crawl cut short doesn't wait for them; the run that takes it up probes them all again.

    Raises:
        WorkError: what was fetched could not be kept.
    """
    now = datetime.now(UTC)
    without_portal = [unit for unit in units if unit.portal_url is None]
    vocabulary = program_vocabulary()
    keep_vocabulary(database, vocabulary)
    run = database.begin_crawl(
        [*(target.unit for target in targets), *without_portal],
        scope_digest=scope_digest(plan, targets),
        vocabulary_digest=vocabulary.digest,
        reading_digest=reading_digest(),
        now=now,
    )
    todo = [target for target in targets if target.unit.id in set(run.todo)]
    probing = _Probing(targets, options)
    probing.start()
    with evidence.told() if evidence else nullcontext():
        summary = run_crawl(
            todo,
            options,
            sink=lambda items: database.save_items(run.id, items),
            on_progress=on_progress,
            spider=PortalSpider,
            recording=evidence.captures if evidence else None,
            began=run.began,
        )
    if not summary.interrupted:
        probes = probing.result()
        database.save_probes(probes)
        if evidence:
            evidence.keep_probes(now, probes)
    state = CrawlState.INTERRUPTED if summary.interrupted else CrawlState.FINISHED
    database.finish_crawl(run.id, state, datetime.now(UTC))
    return CrawlReport(
        crawl_id=run.id,
        resumed=run.resumed,
        done=len(targets) - len(todo) + summary.portals_done,
        total=len(targets),
        interrupted=summary.interrupted,
    )


class _Probing(Thread):
    """Probes beside the crawl, in a thread that ends with the program."""

    def __init__(self, targets: Sequence[CrawlTarget], options: CrawlOptions) -> None:
        super().__init__(daemon=True)
        self._targets = targets
        self._options = options
        self._probes: list[tuple[str, Probe]] = []
        self._error: Exception | None = None

    def run(self) -> None:
        """Probe; what goes wrong is kept for ``result``."""
        try:
            self._probes = asyncio.run(probe(addresses_of(self._targets), self._options))
        except Exception as error:  # noqa: BLE001  # raised again where the caller can see it
            self._error = error

    def result(self) -> list[tuple[str, Probe]]:
        """Wait for the probes and return them; raises what went wrong."""
        self.join()
        if self._error is not None:
            raise self._error
        return self._probes


def addresses_of(targets: Sequence[CrawlTarget]) -> list[tuple[str, str, str]]:
    """``(unit id, address, purpose)`` of every address to probe: the home page and the filed one."""
    homes = [(target.unit.id, target.unit.portal_url or "", "home") for target in targets]
    filed = [(target.unit.id, target.unit.filed_url, "filed") for target in targets if target.unit.filed_url]
    return homes + filed
