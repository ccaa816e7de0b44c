"""Crawls the year's portals on one night, in a process of its own: a reactor can't be started twice.

Reads a JSON object from standard input: ``database`` (a URL), ``night``, ``units`` (id, name and portal address of each).
The crawl is the real one and runs now; what it stores bears the times of that night, all moved by the same span.
"""

import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from crawler.options import CrawlOptions
from db.database import CrawlRun, CrawlState, Database
from db.store import parse_url
from domain.crawl import CrawlItem, PageVisit, PortalDone
from domain.reach import Probe
from domain.units import Unit, UnitKind
from jobs.crawl import crawl
from jobs.targets import crawl_targets
from sample_province.year.crawled import began
from sample_province.year.plan import year_plan

OPTIONS = CrawlOptions(
    delay=0.0,
    timeout=4.0,
    first_byte_timeout=1.0,
    retries=0,
    backoff=0.01,
    allow_networks=("127.0.0.0/8",),
    render=False,
)


class NightDatabase(Database):
    """The store, to which a crawl that runs now was made on another night."""

    span: timedelta

    def begin_crawl(self, owing: Sequence[Unit], *, now: datetime, **scope: Any) -> CrawlRun:
        return super().begin_crawl(owing, now=now + self.span, **scope)

    def save_items(self, crawl_id: int, items: Sequence[CrawlItem]) -> None:
        super().save_items(crawl_id, [moved(item, self.span) for item in items])

    def save_probes(self, found: Iterable[tuple[str, Probe]]) -> None:
        super().save_probes([(name, replace(probe, at=probe.at + self.span)) for name, probe in found])

    def finish_crawl(self, crawl_id: int, state: CrawlState | str, now: datetime) -> None:
        super().finish_crawl(crawl_id, state, now + self.span)


def moved(item: CrawlItem, span: timedelta) -> CrawlItem:
    """The item at the time of the night."""
    if isinstance(item, PageVisit):
        return replace(item, fetched_at=item.fetched_at + span)
    if isinstance(item, PortalDone):
        at = item.reach.crawled_at
        reach = replace(item.reach, crawled_at=at + span if at else None)
        return replace(item, reach=reach, finished_at=item.finished_at + span)
    return replace(item, seen_at=item.seen_at + span)


def main() -> None:
    job = json.load(sys.stdin)
    units = [
        Unit(id=each["id"], name=each["name"], kind=UnitKind.PROVINCIAL_DEPT, portal_url=each["portal_url"])
        for each in job["units"]
    ]
    plan = year_plan(tuple(unit.id for unit in units))
    with NightDatabase(parse_url(job["database"])) as database:
        database.span = began(date.fromisoformat(job["night"])) - datetime.now(UTC)
        report = crawl(database, plan, units, crawl_targets(plan, units), OPTIONS, lambda _: None)
    json.dump({"done": report.done, "total": report.total}, sys.stdout)


if __name__ == "__main__":
    main()
