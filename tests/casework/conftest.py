"""Audits of small registries, and what a plain count over their findings gives."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from audit_rules.scores.scoring import score
from casework.standing import renewing
from db.audit_writing import writing_audit
from db.database import AuditedUnit, Database, finding_rows
from domain.findings import Digests, Finding, Outcome, Points, Timeliness
from domain.reach import Reach, ReachStatus
from domain.units import Unit, UnitKind

DAY = date(2017, 8, 10)
MOMENT = datetime(2017, 8, 20, 1, tzinfo=UTC)
DIGESTS = Digests(plan="sha256:none", rules="r", vocabulary="v")


def finding(unit_id: str = "czt", task: int | str = 7, **changes: Any) -> Finding:
    """A duty done in time, unless said otherwise."""
    made = Finding(
        unit_id=unit_id, task=task, check="column", subject="ppp", outcome=Outcome.PASSED,
        timeliness=Timeliness.ON_TIME, code="found", explanation="设有该栏目。", points=Points(earned=2.0, possible=2.0),
    )  # fmt: skip
    return replace(made, **changes)


def failed(unit_id: str = "czt", task: int | str = 7, **changes: Any) -> Finding:
    """A duty that was not done."""
    settled = {
        "outcome": Outcome.FAILED, "timeliness": Timeliness.OVERDUE, "code": "missing",
        "points": Points(possible=2.0), "due": (date(2017, 6, 30),),
    }  # fmt: skip
    return finding(unit_id, task, **{**settled, **changes})


def unseen(unit_id: str = "czt", task: int | str = 7, **changes: Any) -> Finding:
    """A duty of which nothing could be told."""
    settled = {
        "outcome": Outcome.CANT_TELL, "timeliness": Timeliness.UNKNOWN, "code": "column_unread",
        "points": Points(unmeasured=2.0),
    }  # fmt: skip
    return finding(unit_id, task, **{**settled, **changes})


class Audits:
    """Stores audits one after the other, and works them in unless told not to."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self._count = 0

    def store(
        self,
        *findings: Finding,
        as_of: date = DAY,
        later: int | None = None,
        units: Sequence[str] = (),
        plan_id: str = "p",
        work_in: bool = True,
        reaches: Mapping[str, ReachStatus] | None = None,
    ) -> str:
        self._count += 1
        at = MOMENT + timedelta(minutes=self._count if later is None else later)
        ids = sorted({each.unit_id for each in findings} | set(units))
        audited = [
            AuditedUnit(
                unit_id=name,
                name=f"单位{name}",
                score=score(each for each in findings if each.unit_id == name),
                reach=Reach(
                    id=f"obs:reach/1/{name}", status=(reaches or {}).get(name, ReachStatus.OK), pages=9
                ),
                registered=Unit(id=name, name=f"单位{name}", kind=UnitKind.COUNTY, region="昆明市"),
            )
            for name in ids
        ]
        ordered = [each for name in ids for each in findings if each.unit_id == name]
        with writing_audit(self.database, plan_id=plan_id, digests=DIGESTS, as_of=as_of, now=at) as audit:
            audit.add(audited, finding_rows(ordered))
        if work_in:
            renewing.work_in(self.database, audit.id)
        return audit.id

    def dump(self) -> dict[str, list[tuple[Any, ...]]]:
        """All that is kept, without numbers and moments that another order of work gives otherwise."""
        from sqlalchemy import text

        left_out = {"id", "worked_in_at", "since_audit"}
        found = {}
        with self.database.read() as connection:
            for table in (
                "duties",
                "verdict_changes",
                "unit_standings",
                "unit_history",
                "task_standings",
                "task_days",
                "audit_totals",
            ):
                rows = connection.execute(text(f"SELECT * FROM {table}")).mappings()
                found[table] = sorted(
                    tuple((name, str(value)) for name, value in row.items() if name not in left_out)
                    for row in rows
                )
        return found

    def rows(self, table: str, where: str = "1=1") -> list[dict[str, Any]]:
        from sqlalchemy import text

        names = ("unit_id", "task", "nth", "as_of", "audit_id")
        with self.database.read() as connection:
            found = connection.execute(text(f"SELECT * FROM {table} WHERE {where}")).mappings()
            return sorted(
                (dict(row) for row in found), key=lambda row: [str(row.get(name)) for name in names]
            )


@pytest.fixture
def audits(database: Database) -> Audits:
    """Stores audits."""
    return Audits(database)


@pytest.fixture
def make() -> Any:
    """Makes findings: ``make.finding``, ``make.failed``, ``make.unseen``."""
    from types import SimpleNamespace

    return SimpleNamespace(finding=finding, failed=failed, unseen=unseen, day=DAY)
