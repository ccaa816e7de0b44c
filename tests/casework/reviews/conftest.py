"""Audits of a small plan on a store of either kind, with people who decide about them."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from audit_rules.plans.source import plan_source
from audit_rules.scores.scoring import score
from audit_rules.subjects.versions import program_vocabulary
from casework.reports.kept_sources import keep_plan, keep_vocabulary
from db.accounts import add_account
from db.database import Database
from db.duty_findings import newest_audit_of
from domain.accounts import Account, Role
from domain.coverage import Coverage
from domain.findings import Digests, Finding, Outcome, Points, Timeliness
from domain.observations import PortalFacts
from domain.reach import Reach, ReachStatus

NOW = datetime(2018, 1, 3, 2, 0, tzinfo=UTC)
PLAN = """
id: small
title: 某省2017年政务公开工作要点分工方案
document_number: 某政办发〔2017〕1号
year: 2017
issued_on: 2017-04-17
published_on: 2017-04-21
numbered: 4
sections:
- {name: 稳增长, file: growth, weight: 100}
"""
TASK = """- number: {number}
  group: 加强预期引导
  text: 开设PPP专栏
  leads: [czt]
  deadline_text: 2017年7月底前
  weight: 25
  checks:
  - {{rule: column, subject: ppp, points: 25}}
"""
POINTS = {
    Outcome.PASSED: Points(earned=25.0, possible=25.0),
    Outcome.FAILED: Points(possible=25.0),
    Outcome.CANT_TELL: Points(unmeasured=25.0),
}


class Office:
    """A store with audits of four duties of a unit, and accounts."""

    now = NOW

    def __init__(self, database: Database, folder: Path) -> None:
        self.database = database
        self.folder = folder
        self._audits = 0
        self._accounts: dict[str, Account] = {}
        self.source = self.plan()

    def plan(self, extra: str = "") -> Any:
        """Write the plan, with more text for its last task; returns its files."""
        folder = self.folder / f"plan{len(extra)}"
        (folder / "tasks").mkdir(parents=True, exist_ok=True)
        (folder / "plan.yaml").write_text(PLAN, encoding="utf-8")
        tasks = "".join(TASK.format(number=number) for number in range(1, 5))
        (folder / "tasks" / "growth.yaml").write_text(
            f"section: 稳增长\ntasks:\n{tasks}{extra}", encoding="utf-8"
        )
        return plan_source(folder)

    def finding(self, task: int, outcome: Outcome, unit: str = "czt", **values: Any) -> Finding:
        given: dict[str, Any] = {
            "unit_id": unit,
            "task": task,
            "check": "column",
            "subject": "ppp",
            "outcome": outcome,
            "timeliness": Timeliness.OVERDUE if outcome is Outcome.FAILED else Timeliness.UNKNOWN,
            "code": {Outcome.FAILED: "missing", Outcome.CANT_TELL: "blocked"}.get(outcome, "found"),
            "explanation": f"第{task}项。",
            "due": (date(2017, 7, 31),),
            "points": POINTS.get(outcome, Points()),
            "cites": (f"obs:reach/{self._audits}/{unit}", "obs:column/7"),
            **values,
        }
        return Finding(**given)

    def usual(self, unit: str = "czt") -> list[Finding]:
        """Passed, failed, untold and manual, by number of the task."""
        outcomes = (Outcome.PASSED, Outcome.FAILED, Outcome.CANT_TELL, Outcome.MANUAL)
        return [self.finding(task, outcome, unit) for task, outcome in enumerate(outcomes, 1)]

    def audit(self, findings: Sequence[Finding] | None = None, *, source: Any = None) -> str:
        """Store an audit, a day after the one before; returns its id."""
        keep_plan(self.database, source or self.source)
        keep_vocabulary(self.database, program_vocabulary())
        self._audits += 1
        found = list(self.usual() if findings is None else findings)
        units = sorted({each.unit_id for each in found})
        return self.database.save_audit(
            plan_id="small",
            digests=Digests(
                plan=(source or self.source).digest, rules="r", vocabulary=program_vocabulary().digest
            ),
            as_of=date(2017, 12, 1) + timedelta(days=self._audits),
            scores={unit: score(each for each in found if each.unit_id == unit) for unit in units},
            findings=found,
            facts={
                unit: PortalFacts(
                    unit_id=unit,
                    reach=Reach(id=f"obs:reach/{self._audits}/{unit}", status=ReachStatus.OK, pages=9),
                    coverage=Coverage(),
                )
                for unit in units
            },
            names={"czt": "省财政厅", "dsj": "省地税局"},
            now=NOW - timedelta(days=30 - self._audits),
        )

    def account(self, login: str, role: Role = Role.INSPECTOR, **values: Any) -> Account:
        """An account, made when it is asked for first."""
        if login not in self._accounts:
            made = Account(
                id=0, login=login, name={"wang": "王芳", "li": "李强"}.get(login, login), role=role
            )
            with self.database.write() as transaction:
                self._accounts[login] = add_account(
                    transaction, replace(made, **values), password=None, now=NOW
                )
        return self._accounts[login]

    def id_of(self, task: int, unit: str = "czt") -> int:
        """The number of the newest finding of a task."""
        with self.database.read() as transaction:
            newest = newest_audit_of(transaction, "small", unit)
        assert newest is not None
        return next(each.id for each in newest.findings if each.finding.task == task)

    def log(self) -> list[tuple[str, str]]:
        """Who did what, in order."""
        with self.database.read() as connection:
            rows = connection.exec_driver_sql("SELECT login, action FROM action_log ORDER BY id")
            return [(row[0], row[1]) for row in rows]


@pytest.fixture
def office(database: Database, tmp_path: Path) -> Office:
    """A store of either kind with one audit."""
    made = Office(database, tmp_path)
    made.audit()
    return made


@pytest.fixture
def in_office(tmp_path: Path) -> Callable[[Database], Office]:
    """The same in a database at hand."""
    return lambda database: Office(database, tmp_path)
