"""What the scheduler runs: the nightly audit, hourly availability probes, the weekly clean-up.

Each is a function of its own name, because the scheduler's store keeps jobs by their import path. A crawl runs in
a process of its own: a reactor can't be started twice, and a crash of one night must not take the scheduler along.
"""

import asyncio
import fcntl
import logging
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from crawler.probe import probe
from db.database import open_database
from domain.beijing import BEIJING
from jobs.crawl import addresses_of, options_from
from jobs.evidence_cleaning import clean_evidence
from jobs.evidence_folder import EvidenceFolder
from jobs.inputs import load_input, with_filed
from jobs.settings import Settings, load_settings
from jobs.targets import crawl_targets

LOG = logging.getLogger("mingcha.night")
AUDIT = "audit"


def night_command(settings: Settings) -> list[str]:
    """The command line of one night's audit."""
    return [
        *(sys.executable, "-m", "jobs.cli", "audit"),
        *("--plan", settings.plan, "--units", settings.units, "--db", settings.db),
        *(("--evidence", settings.evidence) if settings.evidence else ()),
    ]


@contextmanager
def night_lock(path: Path) -> Iterator[int | None]:
    """Hold the lock on nights, or give None when another night still runs.

    The lock belongs to the open file: a child process that inherits it keeps it when its parent is killed.
    """
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    os.set_inheritable(descriptor, True)  # noqa: FBT003  # the function takes it by position only
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield None
            return
        yield descriptor
    finally:
        os.close(descriptor)


def run_night(command: Sequence[str] | None = None) -> bool:
    """Audit once for today (Asia/Shanghai) in a process of its own; True when it was run and ended well.

    A day whose audit has ended is not audited again; one that was cut short goes on where it stopped.
    """
    settings = load_settings()
    today = datetime.now(BEIJING).date()
    with night_lock(Path(settings.night_lock)) as lock:
        if lock is None:
            LOG.warning("the night of %s is skipped: an earlier one still runs", today)
            return False
        with open_database(settings.db) as database:
            database.migrate()
            if not database.claim_night(today, AUDIT, datetime.now(UTC)):
                LOG.info("the night of %s has been audited already", today)
                return False
        LOG.info("the night of %s begins", today)
        status = subprocess.run(  # noqa: S603  # our own command line
            list(command or night_command(settings)), pass_fds=(lock,), check=False
        ).returncode
        with open_database(settings.db) as database:
            database.finish_night(today, AUDIT, datetime.now(UTC), ok=status == 0)
        LOG.info("the night of %s ended with status %d", today, status)
        return status == 0


def run_probes() -> int:
    """Probe every portal's home page and filed address once; returns how many addresses were probed."""
    settings = load_settings()
    given = load_input(settings.plan, Path(settings.units))
    options = options_from(settings, proxy=settings.proxy, networks=settings.networks)
    evidence = EvidenceFolder(settings.evidence_folder) if settings.evidence_folder else None
    began = datetime.now(UTC)
    with open_database(settings.db) as database:
        database.migrate()
        given = with_filed(given, database)
        probes = asyncio.run(probe(addresses_of(crawl_targets(given.plan, given.units)), options))
        database.save_probes(probes)
    if evidence:
        evidence.keep_probes(began, probes)
    return len(probes)


def run_cleanup() -> dict[str, int]:
    """Delete what is older than ``keep_days`` and no audit rests on: page visits, candidates, captured visits.

    Returns the counts.
    """
    settings = load_settings()
    now = datetime.now(UTC)
    before = now - timedelta(days=settings.keep_days)
    with open_database(settings.db) as database:
        database.migrate()
        counts = dict(database.cleanup(before))
        if settings.evidence_folder:
            cleaned = clean_evidence(database, settings.evidence_folder, before=before, now=now)
            counts |= {"captured_visits": cleaned.visits, "captured_bytes": cleaned.size}
            for each in cleaned.spared:
                LOG.warning("%s", each)
    LOG.info("clean-up removed %s", counts)
    return counts
