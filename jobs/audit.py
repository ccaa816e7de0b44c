"""The main job: crawl the units' portals, judge what they show against the plan, store and return the result."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TextIO

from crawler.context import Progress
from db.database import Database
from jobs.captured import Captured
from jobs.crawl import CrawlReport, crawl, options_from
from jobs.evidence_folder import EvidenceFolder
from jobs.inputs import AuditInput, with_filed
from jobs.judge import judge_into
from jobs.replay import ReplayReport, replay_all
from jobs.settings import Settings
from jobs.signing import signing_key
from jobs.targets import crawl_targets


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditOptions:
    """What the command line adds to the settings."""

    as_of: date
    proxy: str | None = None
    networks: tuple[str, ...] = ()
    evidence: EvidenceFolder | None = None
    on_progress: Callable[[Progress], None] = field(default=lambda _: None)
    on_phase: Callable[[str], None] = field(default=lambda _: None)


def audit_again(
    given: AuditInput,
    database: Database,
    settings: Settings,
    options: AuditOptions,
    captured: Captured,
    file: TextIO | None = None,
) -> tuple[ReplayReport, dict[str, Any]]:
    """The same from what was captured instead of the network.

    Raises:
        EvidenceError: what was captured can't be read, or the audit could not be sealed.
    """
    key = signing_key(settings, database)
    report = replay_all(database, captured, given.units, options.on_progress)
    return report, judge_into(
        given, database, as_of=options.as_of, file=file, processes=settings.judge_processes, key=key
    )


def audit(
    given: AuditInput,
    database: Database,
    settings: Settings,
    options: AuditOptions,
    file: TextIO | None = None,
) -> tuple[CrawlReport, dict[str, Any] | None]:
    """Crawl and, unless that was interrupted, judge; returns the crawl's report and what the league table tells.

    The contract's result is written to ``file``.

    Raises:
        EvidenceError: the audit could not be sealed; told before anything is crawled.
    """
    key = signing_key(settings, database)
    given = with_filed(given, database)
    report = crawl(
        database,
        given.plan,
        given.units,
        crawl_targets(given.plan, given.units, options.as_of),
        options_from(settings, proxy=options.proxy or settings.proxy, networks=options.networks),
        options.on_progress,
        options.evidence,
    )
    if report.interrupted:
        return report, None
    options.on_phase("judging")
    return report, judge_into(
        given, database, as_of=options.as_of, file=file, processes=settings.judge_processes, key=key
    )
