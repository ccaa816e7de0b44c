"""Does an audit that is stored in batches count for nobody before it is whole, and vanish when it never will be?"""

import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import update

from db.audit_writing import remove_unfinished, writing_audit
from db.database import AuditedUnit, Database, StoreError, finding_rows
from db.tables.audits import AuditRow
from domain.findings import Digests, Finding, Outcome, Score, Timeliness
from domain.reach import Reach, ReachStatus

ROOT = Path(__file__).resolve().parents[2]
DIGESTS = Digests(plan="sha256:abc", rules="r", vocabulary="v")
HEAD: dict[str, Any] = {"plan_id": "p", "digests": DIGESTS, "as_of": date(2017, 12, 31)}
TABLES = ("audits", "audit_units", "findings")


def unit(name: str) -> AuditedUnit:
    score = Score(earned=1.0, possible=2.0, unmeasured=0.5)
    return AuditedUnit(
        unit_id=name, name=name, score=score, reach=Reach(id="obs:reach/1/czt", status=ReachStatus.OK)
    )


def finding(name: str, task: int, explanation: str = "……") -> Finding:
    return Finding(
        unit_id=name,
        task=task,
        check="column",
        subject=None,
        outcome=Outcome.PASSED,
        timeliness=Timeliness.ON_TIME,
        code="found",
        explanation=explanation,
        values={"title": "半个\ud800字"},
    )


def test_batches_make_one_audit_in_the_order_they_came(database: Database) -> None:
    with database.writing_audit(**HEAD) as audit:
        audit.add([unit("dsj")], finding_rows([finding("dsj", 2), finding("dsj", 1)]))
        with pytest.raises(StoreError, match="no audit is stored yet"):
            database.load_audit()
        audit.add([unit("czt"), unit("aaa")], finding_rows([finding("aaa", 1), finding("dsj", 3)]))
    stored = database.load_audit()
    assert stored.id == audit.id
    assert [each.unit_id for each in stored.units] == ["dsj", "czt", "aaa"]
    assert [(each.unit_id, each.task) for each in stored.findings] == [
        ("dsj", 2), ("dsj", 1), ("aaa", 1), ("dsj", 3),
    ]  # fmt: skip
    assert stored.findings[0].values == {"title": "半个?字"}
    with pytest.raises(StoreError, match="a finished audit is never changed"):
        audit.add([unit("late")], finding_rows([]))


def test_an_audit_that_fails_midway_leaves_nothing(database: Database, rows: Any) -> None:
    def write() -> None:
        with database.writing_audit(**HEAD) as audit:
            audit.add([unit("czt")], finding_rows([finding("czt", 1)]))
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write()
    assert [rows(table) for table in TABLES] == [0, 0, 0]


def test_a_finding_of_a_unit_that_was_not_added_is_refused(database: Database, rows: Any) -> None:
    with pytest.raises(StoreError), database.writing_audit(**HEAD) as audit:
        audit.add([unit("czt")], finding_rows([finding("dsj", 1)]))
    assert [rows(table) for table in TABLES] == [0, 0, 0]


KILLED = """
import os, sys
from datetime import date
from db.database import open_database, finding_rows
sys.path.insert(0, "tests/db")
from test_store_unfinished_audits import HEAD, finding, unit
with open_database(sys.argv[1]) as database, database.writing_audit(**HEAD) as audit:
    audit.add([unit("czt")], finding_rows([finding("czt", 1)]))
    os.kill(os.getpid(), 9)
"""


def test_what_a_killed_process_left_is_cleaned_up_and_a_living_ones_work_is_not(
    database: Database, crawled: Any, rows: Any
) -> None:
    url = database.url.render_as_string(hide_password=False)
    killed = subprocess.run([sys.executable, "-c", KILLED, url], cwd=ROOT, check=False)
    assert killed.returncode == -9
    assert [rows(table) for table in TABLES] == [1, 1, 1]
    with database.writing_audit(**HEAD) as audit:
        audit.add([unit("dsj")], finding_rows([finding("dsj", 1)]))
        assert database.cleanup(crawled.at(0))["unfinished_audits"] == 1
        assert [rows(table) for table in TABLES] == [1, 1, 1]
    assert database.load_audit().id == audit.id
    assert database.cleanup(crawled.at(0))["unfinished_audits"] == 0


def test_an_audit_of_another_machine_is_given_up_after_a_day(database: Database, crawled: Any) -> None:
    now = crawled.at(0)

    def write() -> None:
        with writing_audit(database, **HEAD, now=now):
            with database.write() as connection:
                connection.execute(update(AuditRow).values(owner="elsewhere 1 1"))
            assert remove_unfinished(database, now + timedelta(hours=22)) == 0
            assert remove_unfinished(database, now + timedelta(hours=23)) == 1

    with pytest.raises(StoreError, match="was given up while it was being written"):
        write()
