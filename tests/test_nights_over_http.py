"""Do real crawls of the simulated year's portals, night after night, lead to the right findings and accuse nobody?

The portals stand on loopback addresses as pages of several content systems; each chosen night is crawled by the real
spider through the project's own job, judged as of that night, and held against the truth of those who saw these nights only.
"""

import json
import os
import subprocess
import sys
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from db.database import open_database
from domain.findings import Outcome
from domain.units import Unit
from jobs.inputs import AuditInput
from jobs.judge import judge_stored
from sample_province.server import Province
from sample_province.year.hosts import YearHosts
from sample_province.year.plan import year_plan
from sample_province.year.portals import cast
from sample_province.year.truth import Right, Watched

ROOT = Path(__file__).resolve().parents[1]
RUNNER = Path(__file__).with_name("night_runner.py")
PORTALS = frozenset(
    {
        "silent",
        "stale",
        "backdated",
        "vanished",
        "redated",
        "failing",
        "faulty",
        "moved",
        "both",
        "pruned",
        "halved",
    }
)
NIGHTS = {
    date(2017, 5, 3): "the first",
    date(2017, 5, 25): "plans were published",
    date(2017, 6, 7): "the plan is overdue; one portal is down, another fails in one column",
    date(2017, 7, 18): "nothing yet of what will be set back",
    date(2017, 7, 22): "a plan with a date of two months ago",
    date(2017, 8, 1): "the column is overdue; one portal is down",
    date(2017, 9, 12): "a plan vanished",
    date(2017, 9, 20): "it is still gone; one portal is blank",
    date(2017, 10, 11): "one portal moved, one is down",
    date(2017, 11, 11): "one portal moved and was rebuilt with other names, one is down",
    date(2017, 12, 18): "the report is overdue; one portal is down, half of another's notices fail",
    date(2018, 1, 3): "a report of December 28th",
    date(2018, 1, 12): "a report vanished, that of December 28th is dated the 14th",
    date(2018, 1, 22): "a report with a date of a month ago",
    date(2018, 2, 2): "the vanished one is back",
}


def crawl(database: str, night: date, units: list[Unit]) -> None:
    """Crawl the portals as they stand, in a process of its own."""
    job = {
        "database": database,
        "night": night.isoformat(),
        "units": [{"id": u.id, "name": u.name, "portal_url": u.portal_url} for u in units],
    }
    done = subprocess.run(
        [sys.executable, str(RUNNER)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        input=json.dumps(job),
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == {"done": len(units), "total": len(units)}


def difference(night: date, unit: str, finding: dict[str, Any], right: Right) -> str | None:
    """What a finding says otherwise than it should."""
    said = (finding["outcome"], finding["timeliness"])
    if said == (right.outcome, right.timeliness or finding["timeliness"]):
        return None
    where = f"{night} ({NIGHTS[night]}) {unit} task {finding['task']}"
    return f"{where}: {said} ({finding['code']}) for {right}: {finding['explanation']}"


@pytest.mark.e2e
def test_chosen_nights_of_the_year(tmp_path: Path) -> None:
    portals = tuple(portal for portal in cast() if portal.id in PORTALS)
    plan = year_plan(tuple(portal.id for portal in portals))
    watched = {portal.id: Watched(portal) for portal in portals}
    url = f"sqlite:///{tmp_path / 'nights.db'}"
    wrong: list[str] = []
    seen: Counter[tuple[int, str]] = Counter()
    hosts = YearHosts(portals, min(NIGHTS))
    with open_database(url) as database, Province(hosts=hosts.hosts()) as province:
        database.migrate()
        hosts.port = province.port
        for night in NIGHTS:
            hosts.night = night
            units = [hosts.unit(portal) for portal in portals]
            crawl(url, night, units)
            result = judge_stored(AuditInput(plan=plan, units=tuple(units)), database, as_of=night)
            for unit in result["units"]:
                portal = watched[unit["id"]]
                portal.pass_night(night)
                rights = portal.rightly(night)
                for finding in unit["findings"]:
                    right = rights[finding["task"]]
                    found = difference(night, unit["id"], finding, right)
                    wrong += [found] if found else []
                    seen[finding["task"], finding["outcome"]] += 1
    assert wrong == []
    assert sum(seen.values()) == len(NIGHTS) * len(portals) * len(plan.tasks)
    for outcome in (Outcome.PASSED, Outcome.FAILED, Outcome.CANT_TELL):
        assert {task for task, said in seen if said == outcome} >= set(range(1, 7))
