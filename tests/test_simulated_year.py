"""Do the findings match the truth after every night of a year, and is nobody accused who did nothing wrong?

Portals publish, are late, backdate, withdraw, fail for days, are rebuilt and move. Each night's crawl goes into a real store, the
facts come out of it, and the engine judges them; only the fetching is left out (tests of the crawler do that).
"""

from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest

from audit_rules.engine import judge
from db.database import Database, open_database
from domain.findings import Finding, Outcome
from domain.plans import Plan
from jobs.inputs import AuditInput
from jobs.judge import judge_stored
from sample_province.year.crawled import began, crawl_items, unit_of
from sample_province.year.happenings import NIGHTS, YearPortal, nights
from sample_province.year.plan import year_plan
from sample_province.year.portals import cast
from sample_province.year.truth import Right, Watched


def crawl(database: Database, portals: tuple[YearPortal, ...], night: date) -> None:
    """Store what one night's crawl hands over."""
    at = began(night)
    run = database.begin_crawl(
        [unit_of(portal, night) for portal in portals], scope_digest=night.isoformat(), now=at
    )
    database.save_items(run.id, [item for portal in portals for item in crawl_items(portal, night)])
    database.finish_crawl(run.id, "finished", at + timedelta(minutes=10))


def differences(night: date, finding: Finding, right: Right) -> list[str]:
    """What a finding says otherwise than it should."""
    said = [str(finding.outcome), str(finding.timeliness)]
    wanted = [str(right.outcome), str(right.timeliness or finding.timeliness)]
    if said == wanted:
        return []
    where = f"{night} {finding.unit_id} task {finding.task}"
    return [f"{where}: {'/'.join(said)} ({finding.code}) for {'/'.join(wanted)}: {finding.explanation}"]


@pytest.mark.e2e
def test_every_night_of_a_year(tmp_path: Path) -> None:
    portals = cast()
    plan: Plan = year_plan(tuple(portal.id for portal in portals))
    watched = {portal.id: Watched(portal) for portal in portals}
    wrong: list[str] = []
    seen: Counter[tuple[object, object, object]] = Counter()
    with open_database(f"sqlite:///{tmp_path / 'year.db'}") as database:
        database.migrate()
        for night in nights():
            crawl(database, portals, night)
            units = [unit_of(portal, night) for portal in portals]
            facts = database.load_facts([unit.id for unit in units])
            rights = {}
            for each in watched.values():
                each.pass_night(night)
                rights[each.portal.id] = each.rightly(night)
            for finding in judge(plan, units, facts, night):
                right = rights[finding.unit_id][int(finding.task)]
                wrong += differences(night, finding, right)
                seen[finding.task, finding.outcome, finding.timeliness] += 1
        result = judge_stored(AuditInput(plan=plan, units=tuple(units)), database, as_of=night)
    assert wrong[:40] == []
    assert sum(seen.values()) == NIGHTS * len(portals) * len(plan.tasks)
    assert {unit["id"] for unit in result["units"]} == set(watched)
    outcomes = {(task, outcome) for task, outcome, _ in seen}
    for task in range(1, 7):
        assert {(task, each) for each in (Outcome.PASSED, Outcome.FAILED, Outcome.CANT_TELL)} <= outcomes
    assert {(task, Outcome.CANT_TELL) for task in (7, 8, 9)} <= outcomes
