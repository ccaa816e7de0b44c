"""What runs when: the nightly audit, hourly availability probes, a weekly clean-up. Triggers only.

The store is persistent, so a night that fell into a stop of the scheduler is caught up once at the next start; one
instance of a job runs at a time. One scheduler a job store: two would fire every tick twice.
"""

import signal
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore
from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.base import BaseTrigger
from apscheduler.triggers.cron import CronTrigger
from apscheduler.triggers.interval import IntervalTrigger

from domain.beijing import BEIJING
from jobs.settings import Settings

HOUR = 3600
GRACE = {"night": 20 * HOUR, "probes": HOUR // 2, "cleanup": 6 * 24 * HOUR}  # how late each may still start


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """A job: its id, the import path of what it runs, and when."""

    id: str
    runs: str
    trigger: BaseTrigger


def planned_jobs(settings: Settings) -> tuple[Planned, ...]:
    """The jobs of the settings."""
    return (
        Planned(id="night", runs="jobs.night:run_night", trigger=cron(hour=settings.night_hour, minute=0)),
        Planned(
            id="probes", runs="jobs.night:run_probes", trigger=IntervalTrigger(hours=1, timezone=BEIJING)
        ),
        Planned(
            id="cleanup", runs="jobs.night:run_cleanup", trigger=cron(day_of_week="sun", hour=12, minute=30)
        ),
    )


def cron(**fields: int | str) -> CronTrigger:
    """A cron trigger on China's clock."""
    return CronTrigger(timezone=BEIJING, **fields)


def build_scheduler(settings: Settings) -> BackgroundScheduler:
    """A scheduler on the settings' store, started but paused, with every planned job in it.

    A job that is already in the store with the same trigger is left alone: adding it again would set its next
    run from now and so forget a night that was missed.
    """
    scheduler = BackgroundScheduler(
        jobstores={"default": SQLAlchemyJobStore(url=settings.schedule_db)}, timezone=BEIJING
    )
    scheduler.start(paused=True)
    for planned in planned_jobs(settings):
        stored = scheduler.get_job(planned.id)
        if stored is None or str(stored.trigger) != str(planned.trigger):
            scheduler.add_job(
                planned.runs,
                planned.trigger,
                id=planned.id,
                replace_existing=True,
                coalesce=True,
                max_instances=1,
                misfire_grace_time=GRACE[planned.id],
            )
    return scheduler


def run_forever(settings: Settings, told: Callable[[str], None]) -> None:
    """Run until SIGINT or SIGTERM; ``told`` gets one line a job with its next time."""
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    scheduler: Any = build_scheduler(settings)
    for job in scheduler.get_jobs():
        told(f"{job.id}: next at {job.next_run_time:%Y-%m-%d %H:%M %Z}")
    scheduler.resume()
    stop.wait()
    scheduler.shutdown(wait=True)
