"""Is a unit that is judged alone told the same as among all: who else did it, when the event was, what is on other sites?"""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from audit_rules.plans.loading import load_plan
from db.database import Database, open_database
from domain.columns import ColumnStatus
from domain.coverage import Coverage
from domain.crawl import PostingFound
from domain.pages import DateConfidence, DateSource, ReadDate
from domain.plans import Check, Plan, Shared
from domain.units import Unit, UnitKind
from jobs.inputs import AuditInput, with_register
from jobs.judge import judge_into
from tests.small_portal import column_found, portal_done

AS_OF = date(2017, 12, 31)
AT = datetime(2017, 12, 30, 18, tzinfo=UTC)
UNITS = tuple(
    Unit(id=name, name=f"省{name}厅", kind=UnitKind.PROVINCIAL_DEPT, portal_url=f"http://{name}.example/")
    for name in ("czt", "dsj", "gtt")
)
SEEN = Coverage(home=True, navigation=True, sitemap=True, pages_read=40)
EVENT = {"title_all": ["指导意见"], "units": ["dsj"]}


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with open_database(f"sqlite:///{tmp_path / 'm.db'}") as opened:
        opened.migrate()
        yield opened


@pytest.fixture
def plan() -> Plan:
    """One duty that all three share, one that runs from an event on the second's portal."""
    whole = load_plan("yunnan-2017")
    task = next(task for task in whole.tasks if task.number == 7)
    ids = tuple(unit.id for unit in UNITS)
    shared = replace(
        task,
        leads=ids,
        units=ids,
        shared=Shared.ANY,
        checks=(Check(rule="column", subject="ppp", points=2.0),),
    )
    after = Check(
        rule="column",
        subject="ppp",
        points=1.0,
        deadline="国家指导意见印发后60日内",
        params={"event": EVENT},
    )
    alone = replace(task, number=8, leads=ids, units=ids, shared=Shared.EACH, checks=(after,))
    return replace(whole, tasks=(shared, alone))


def crawled(database: Database, *having: str, at: datetime = AT, units: tuple[Unit, ...] = UNITS) -> None:
    """All portals were read whole; some have the column, with what was issued on the second's."""
    run = database.begin_crawl(units, scope_digest="x", now=at)
    issued = ReadDate(on=date(2017, 6, 20), source=DateSource.LIST, confidence=DateConfidence.HIGH)
    for unit in units:
        items: list[Any] = []
        if unit.id in having:
            items.append(
                column_found(
                    at, unit, status=ColumnStatus.OK, postings=1, complete_since=date.min, pages_read=1
                )
            )
        if unit.id == "dsj":
            items.append(
                PostingFound(
                    unit_id="dsj",
                    title="关于印发指导意见的通知",
                    url="http://dsj.example/1.html",
                    seen_at=at,
                    published=issued,
                )
            )
        database.save_items(run.id, [*items, portal_done(at, unit, coverage=SEEN)])
    database.finish_crawl(run.id, "finished", at + timedelta(hours=1))


def judged(database: Database, plan: Plan, *only: str, register: Path | None = None) -> dict[str, Any]:
    chosen = tuple(unit for unit in UNITS if not only or unit.id in only)
    given = with_register(AuditInput(plan=plan, units=chosen, registry=UNITS), register)
    file = StringIO()
    judge_into(given, database, as_of=AS_OF, file=file, processes=1)
    return {unit["id"]: unit["findings"] for unit in json.loads(file.getvalue())["units"]}


@pytest.mark.parametrize("having", [(), ("czt",), ("gtt",), ("czt", "dsj", "gtt")])
def test_a_unit_alone_is_told_what_it_is_told_among_all(
    database: Database, plan: Plan, having: tuple[str, ...]
) -> None:
    crawled(database, *having)
    whole = judged(database, plan)
    for unit in UNITS:
        assert judged(database, plan, unit.id) == {unit.id: whole[unit.id]}


def test_nobody_is_accused_alone_of_what_another_did(database: Database, plan: Plan) -> None:
    crawled(database, "gtt")
    (shared, after) = judged(database, plan, "czt")["czt"]
    assert shared["code"] == "met_by_other"
    assert after["code"] != "event_unknown"
    assert after["due"] == ["2017-08-19"]


def test_nobody_passes_alone_who_fails_among_all(database: Database, plan: Plan) -> None:
    crawled(database)
    (shared, _) = judged(database, plan, "czt")["czt"]
    assert shared["outcome"] == "failed"


def test_one_of_them_that_was_never_read_leaves_it_open(database: Database, plan: Plan) -> None:
    crawled(database, units=UNITS[:2])
    (shared, _) = judged(database, plan, "czt")["czt"]
    assert shared["code"] == "other_open"


def test_the_register_of_all_units_counts(database: Database, plan: Plan, tmp_path: Path) -> None:
    """A notice of another unit is no bad row when one is judged alone: the same register, the same digest."""
    crawled(database)
    file = tmp_path / "register.csv"
    file.write_text("unit,task,done_on,note\ngtt,7,2017-07-01,函\n", encoding="utf-8")
    chosen = with_register(AuditInput(plan=plan, units=UNITS[:1], registry=UNITS), file)
    whole = with_register(AuditInput(plan=plan, units=UNITS), file)
    assert chosen.register == whole.register
    assert chosen.refused == whole.refused == ()


def test_what_others_are_judged_by_is_kept_though_they_are_no_part_of_the_audit(
    database: Database, plan: Plan
) -> None:
    crawled(database, "gtt")
    judged(database, plan, "czt")
    with database.read() as connection:
        rested = connection.exec_driver_sql(
            "SELECT unit_id FROM portal_crawls WHERE rested_on ORDER BY unit_id"
        )
        assert [row.unit_id for row in rested] == ["czt", "dsj", "gtt"]
