"""Do the lists of the console say what a plain count over the findings says?"""

from collections import Counter, defaultdict
from datetime import date, timedelta
from typing import Any

import pytest

from casework.standing.states import STATUS_IDS
from db import duty_reading, unit_reading
from db.database import Database
from db.unit_reading import UnitFilter
from domain.duty_standing import DutyStatus
from domain.findings import Finding, Outcome
from domain.standings import Duty, DutyChange
from domain.units import UnitKind
from evidence.office.statuses import judged_status

LATER = timedelta(days=1)


def status(finding: Finding) -> DutyStatus:
    return STATUS_IDS[judged_status(finding.outcome, finding.timeliness, finding.code, advice=finding.advice)]


def findings(make: Any, night: int) -> list[Finding]:
    """Twelve units with twelve tasks, a third of them each way; a tenth turn from night to night."""
    made = []
    for unit in range(12):
        for task in range(1, 13):
            way = (unit * 7 + task * 5 + (night if (unit + task) % 10 == 0 else 0)) % 3
            due = (date(2017, 5, 1) + timedelta(days=unit + task),)
            changes = {"due": due} if way == 1 else {}
            made.append((make.finding, make.failed, make.unseen)[way](f"u{unit:02}", task, **changes))
    return made


@pytest.fixture
def nights(audits: Any, make: Any) -> list[list[Finding]]:
    """Two nights, worked in."""
    told = [findings(make, night) for night in range(2)]
    for night, every in enumerate(told):
        audits.store(*every, as_of=make.day + night * LATER)
    return told


def test_the_overview_counts_the_newest_audit(database: Database, nights: list[list[Finding]]) -> None:
    newest, before = unit_reading.load_totals(database, "p")
    for total, every in ((newest, nights[1]), (before, nights[0])):
        counted = Counter(map(status, every))
        assert {name: count for name, count in total.counts.items() if count} == counted
        assert (total.findings, total.units) == (144, 12)
    turned = [one for one, other in zip(*nights, strict=True) if one.outcome is not other.outcome]
    assert (newest.changed, before.changed) == (len(turned), 0)
    assert sum(newest.histogram) == newest.ranked
    assert unit_reading.newest_plan(database) == "p"


def test_the_ranking_pages_through_every_unit_once(database: Database, nights: list[list[Finding]]) -> None:
    pages = [unit_reading.load_ranking(database, "p", offset=offset, limit=5) for offset in (0, 5, 10)]
    units = [unit for page in pages for unit in page.units]
    assert {page.total for page in pages} == {12}
    assert len({unit.unit_id for unit in units}) == 12
    assert [unit.place for unit in units] == sorted(unit.place or 99 for unit in units)
    for unit in units:
        own = [each for each in nights[1] if each.unit_id == unit.unit_id]
        assert {name: count for name, count in unit.counts.items() if count} == Counter(map(status, own))
        assert unit.percent_before is not None
    assert unit_reading.load_ranking(database, "p", UnitFilter(kind=UnitKind.SOE)).total == 0
    assert (
        unit_reading.load_ranking(database, "p", UnitFilter(kind=UnitKind.COUNTY, region="昆明市")).total
        == 12
    )
    assert unit_reading.load_ranking(database, "p", UnitFilter(text="位u0")).total == 10
    assert unit_reading.load_regions(database, "p") == ("昆明市",)
    assert [unit.unit_id for unit in unit_reading.search_units(database, "p", "u03")] == ["u03"]
    assert unit_reading.search_units(database, "p", "100%") == ()


def test_a_unit_s_duties_are_its_findings_in_order(database: Database, nights: list[list[Finding]]) -> None:
    duties = unit_reading.load_duties(database, "p", "u05")
    own = [each for each in nights[1] if each.unit_id == "u05"]
    assert [(duty.task, duty.status) for duty in duties] == [(str(each.task), status(each)) for each in own]
    standing = unit_reading.load_standing(database, "p", "u05")
    assert standing is not None
    assert standing.queued == sum(duty.queue_weight is not None for duty in duties)
    assert unit_reading.load_standing(database, "p", "nobody") is None
    assert [len(unit_reading.load_duties(database, "p", "u05", tasks=["3", "4"]))] == [2]
    first, second = unit_reading.load_unit_history(database, "p", "u05")
    assert (first.as_of, second.as_of) == (date(2017, 8, 11), date(2017, 8, 10))
    assert standing.percent_before == second.percent


def test_tasks_count_every_unit_that_owes_them(database: Database, nights: list[list[Finding]]) -> None:
    expected: dict[str, Counter[DutyStatus]] = defaultdict(Counter)
    for each in nights[1]:
        expected[str(each.task)][status(each)] += 1
    tasks = duty_reading.load_tasks(database, "p")
    assert {
        each.task: {name: count for name, count in each.counts.items() if count} for each in tasks
    } == expected
    assert {each.units for each in tasks} == {12}


@pytest.mark.parametrize("wanted", [None, DutyStatus.FAILED, DutyStatus.DONE, DutyStatus.LATE])
def test_a_task_pages_through_its_units(
    database: Database, nights: list[list[Finding]], wanted: DutyStatus | None
) -> None:
    expected = [
        (each.unit_id, status(each))
        for each in nights[1]
        if each.task == 4 and wanted in (None, status(each))
    ]
    found: list[Duty] = []
    after = None
    while page := duty_reading.load_task(database, "p", "4", status=wanted, after=after, limit=5):
        found += page
        after = (page[-1].unit_id, page[-1].id)
    assert [(duty.unit_id, duty.status) for duty in found] == expected
    assert all(duty.unit_name == f"单位{duty.unit_id}" for duty in found)


def test_the_newest_overdue_come_first(database: Database, nights: list[list[Finding]]) -> None:
    due = sorted((each.due[0] for each in nights[1] if each.outcome is Outcome.FAILED), reverse=True)
    found = [
        *duty_reading.load_overdue(database, "p", limit=30),
        *duty_reading.load_overdue(database, "p", offset=30),
    ]
    assert [duty.due_last for duty in found] == due
    assert len({duty.id for duty in found}) == len(due)


def test_changes_of_an_audit_are_the_verdicts_that_turned(
    database: Database, nights: list[list[Finding]]
) -> None:
    turned = {
        (one.unit_id, str(one.task), one.outcome, other.outcome)
        for one, other in zip(*nights, strict=True)
        if one.outcome is not other.outcome
    }
    newest, before = unit_reading.load_totals(database, "p")
    found: list[DutyChange] = []
    after = 0
    while page := duty_reading.load_changes(database, newest.audit_id, after=after, limit=4):
        found += page
        after = page[-1].id
    assert {(each.unit_id, each.task, each.before_outcome, each.outcome) for each in found} == turned
    assert len(found) == len(turned)
    unit_id = found[0].unit_id
    own = duty_reading.load_changes(database, newest.audit_id, unit_id=unit_id)
    assert {each.unit_id for each in own} == {unit_id}
    assert duty_reading.load_changes(database, before.audit_id) == ()


def test_a_duty_s_verdicts_are_told_from_the_newest_back(audits: Any, make: Any, database: Database) -> None:
    shown = [make.finding(), make.finding(), make.failed(), make.failed(), make.unseen()]
    for night, each in enumerate(shown):
        audits.store(make.finding(task=1), each, as_of=make.day + night * LATER)
    steady, turned = unit_reading.load_duties(database, "p", "czt")
    steps = duty_reading.load_verdicts(database, "p", turned)
    assert [(step.day.day, step.outcome) for step in steps] == [
        (14, Outcome.CANT_TELL),
        (12, Outcome.FAILED),
        (10, Outcome.PASSED),
    ]
    # Each step names the newest finding that says so.
    stored = [row["id"] for row in audits.rows("findings", "task = '7'")]
    assert [step.finding_id for step in steps] == [stored[4], stored[3], stored[1]]
    (only,) = duty_reading.load_verdicts(database, "p", steady)
    assert (only.day.day, only.outcome) == (10, Outcome.PASSED)
    for finding_id in stored:
        duty = duty_reading.duty_of_finding(database, finding_id)
        assert duty is not None
        assert duty.id == turned.id
    assert duty_reading.duty_of_finding(database, 10**6) is None
    assert duty_reading.load_duty(database, turned.id) is not None
    assert duty_reading.load_duty(database, 10**6) is None
