"""A console with two audits of three units, and programs with keys of every role."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from starlette.testclient import TestClient

from audit_rules.scores.scoring import score
from casework.accounts.tokens import issue_token
from casework.standing import renewing
from db.audit_writing import writing_audit
from db.database import AuditedUnit, Database, finding_rows
from domain.accounts import Role
from domain.findings import Digests, Finding, Outcome, Points, Timeliness
from domain.reach import Reach, ReachStatus
from domain.units import Unit, UnitKind

DIGESTS = Digests(plan="sha256:none", rules="r", vocabulary="v")
HOSTILE = '=HYPERLINK("http://evil.example","看")\r\n<script>alert(1)</script>'
NAMES = {"czt": "省财政厅", "nyt": '=cmd|"/c calc"!A1', "jyt": "省教育厅"}


def finding(unit_id: str, task: int | str, **changes: Any) -> Finding:
    made = Finding(
        unit_id=unit_id, task=task, check="column", subject="ppp", outcome=Outcome.PASSED, code="found",
        timeliness=Timeliness.ON_TIME, explanation="设有该栏目。", points=Points(earned=2.0, possible=2.0),
    )  # fmt: skip
    return replace(made, **changes)


def failed(unit_id: str, task: int | str, **changes: Any) -> Finding:
    told = {
        "outcome": Outcome.FAILED, "timeliness": Timeliness.OVERDUE, "code": "missing", "points": Points(possible=2.0),
        "due": (date(2017, 6, 30),), "explanation": HOSTILE,
    }  # fmt: skip
    return finding(unit_id, task, **{**told, **changes})


def unseen(unit_id: str, task: int | str) -> Finding:
    return finding(
        unit_id, task, outcome=Outcome.CANT_TELL, timeliness=Timeliness.UNKNOWN, code="column_unread",
        points=Points(unmeasured=2.0), explanation="栏目没有读到。",
    )  # fmt: skip


def stored(database: Database, findings: list[Finding], minute: int) -> str:
    at = datetime(2017, 8, 20, 1, tzinfo=UTC) + timedelta(minutes=minute)
    audited = [
        AuditedUnit(
            unit_id=name,
            name=NAMES[name],
            score=score(each for each in findings if each.unit_id == name),
            reach=Reach(id=f"obs:reach/1/{name}", status=ReachStatus.OK, pages=9),
            registered=Unit(id=name, name=NAMES[name], kind=UnitKind.COUNTY, region="昆明市"),
        )
        for name in NAMES
    ]
    ordered = [each for name in NAMES for each in findings if each.unit_id == name]
    with writing_audit(database, plan_id="p", digests=DIGESTS, as_of=date(2017, 8, 10), now=at) as audit:
        audit.add(audited, finding_rows(ordered))
    renewing.work_in(database, audit.id)
    return audit.id


@pytest.fixture
def audits(database: Database) -> list[str]:
    """Two audits: in the second one unit fails more."""
    base = [finding(unit, task) for unit in NAMES for task in (7, "27a")] + [unseen("jyt", 9)]
    first = stored(database, [*base, failed("czt", 9), finding("nyt", 9)], 0)
    second = stored(database, [*base, failed("czt", 9), failed("nyt", 9)], 1)
    return [first, second]


@pytest.fixture
def program(app: Any, database: Database, person: Callable[..., Any]) -> Callable[..., TestClient]:
    """A program with a key of a new account."""

    def make(role: Role, unit_id: str | None = None, *, read_only: bool = False) -> TestClient:
        account = person(f"{role.value}{'-read' if read_only else ''}", role, unit_id)
        issued = issue_token(
            database, account, name="程序", days=9, read_only=read_only, now=datetime.now(UTC), address=None
        )
        return TestClient(app, headers={"authorization": f"Bearer {issued.secret}"}, follow_redirects=False)

    return make
