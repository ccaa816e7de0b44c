"""Audits that are sealed while they are stored, and ways to change them behind the store's back."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from db.audit_writing import writing_audit
from db.database import AuditedUnit, Database, finding_rows
from domain.dossier import Dossier, SubjectSought
from domain.findings import Digests, Finding, Outcome, Points, Score, Timeliness
from domain.reach import Reach, ReachStatus
from domain.reviews import Decision, Review
from domain.units import Unit, UnitKind
from evidence.seals.leaves import finding_digest, text_leaf, unit_leaves
from evidence.seals.sealing import sealing_with
from evidence.signing.keys import SigningKey, load_or_create_signing_key

T0 = datetime(2017, 12, 31, 18, 0, 0, 123456, tzinfo=UTC)
UNITS = ("dsj", "czt", "aaa")
ROW = Unit(
    id="czt",
    name="省财政局\x00",
    kind=UnitKind.PROVINCIAL_DEPT,
    aliases=("半个\ud800", "财政局"),
    portal_url="http://x.example/",
)
FINDING = Finding(
    unit_id="czt", task=16, check="column", subject="ppp", outcome=Outcome.FAILED, timeliness=Timeliness.OVERDUE,
    code="missing", explanation="省财政厅门户网站未见“PPP项目”栏目\x00。", due=(date(2017, 7, 31),), done_on=date(2017, 6, 20),
    late_by=(0, 12), points=Points(earned=0.1 + 0.2, possible=1e-7, unmeasured=-0.0), advice=True, warning=True,
    cites=("obs:reach/1/czt",),
    values={"半个\ud800": 1.5, "day": date(2017, 1, 1), "deep": [{"b": 1e16, "a": None, "9": {10: "x", 9: "y"}}], "n": 10**20},
    dossier=Dossier(
        subjects=(SubjectSought(subject="ppp", name="政府和社会资本合作", names=12),), crawled_on=None, pages_read=1, places=()
    ),
)  # fmt: skip


class Sealed:
    """A database, a key, and sealed audits in it."""

    def __init__(self, database: Database, key: SigningKey, folder: Path) -> None:
        self.database = database
        self.key = key
        self.folder = folder
        self.stored = 0

    def other_key(self, name: str = "other.pem") -> SigningKey:
        return load_or_create_signing_key(self.folder / name)

    def unit(self, unit_id: str, findings: list[Finding], **changes: Any) -> AuditedUnit:
        reach = Reach(id=f"obs:reach/1/{unit_id}", status=ReachStatus.OK, pages=12, crawled_at=T0)
        made = AuditedUnit(
            unit_id=unit_id,
            name=f"省{unit_id}厅",
            score=Score(earned=1 / 3, possible=2, unmeasured=-0.0),
            reach=reach,
            # Audits from before the registry's row was kept have none.
            registered=ROW if unit_id == "czt" else None,
            capture="sha256:00" if unit_id == "czt" else None,
        )
        made = replace(made, **changes)
        return replace(made, leaves=unit_leaves(made, finding_rows(findings).rows))

    def audit(self, key: SigningKey | None = None, *, sealed: bool = True, findings: int = 4) -> str:
        """Store an audit of three units in two parts, and seal it; returns its id."""
        self.stored += 1
        with writing_audit(
            self.database,
            plan_id="yunnan-2017",
            digests=Digests(plan="sha256:p", rules="sha256:r", vocabulary="sha256:v"),
            as_of=date(2017, 12, 31),
            now=T0 + timedelta(days=self.stored),
            sealing=sealing_with(self.database, key or self.key) if sealed else None,
        ) as audit:
            audit.keep_context('{"events":{}}')
            for unit_ids in (UNITS[:2], UNITS[2:]):
                every = {
                    name: [replace(FINDING, unit_id=name, task=task) for task in range(1, findings + 1)]
                    for name in unit_ids
                }
                audit.add(
                    [self.unit(name, every[name]) for name in unit_ids],
                    finding_rows([finding for name in unit_ids for finding in every[name]]),
                )
        return audit.id

    def review(self, audit_id: str, reason: str = "经核查，该栏目确实存在。", task: int = 2) -> Review:
        unit = next(each for each in self.database.sealed_units(audit_id) if each.unit_id == "czt")
        return self.database.add_review(
            Review(
                audit_id=audit_id,
                unit_id="czt",
                task=str(task),
                check="column",
                subject="ppp",
                finding=finding_digest(text_leaf(unit.findings[task - 1])),
                decision=Decision.DISMISSED,
                author="王芳",
                at=T0,
                reason=reason,
            )
        )

    def behind_its_back(self, *statements: str) -> None:
        """Change the database as whoever has its file may: without triggers and foreign keys."""
        if self.database.is_sqlite:
            with self.database.engine.connect() as connection:
                raw: Any = connection.connection
                raw.execute("PRAGMA foreign_keys = OFF")
                for (name,) in raw.execute(
                    "SELECT name FROM sqlite_master WHERE type = 'trigger'"
                ).fetchall():
                    raw.execute(f"DROP TRIGGER {name}")
                for statement in statements:
                    raw.execute(statement)
                raw.execute("PRAGMA foreign_keys = ON")
            return
        with self.database.write() as connection:
            connection.execute(text("SET LOCAL session_replication_role = replica"))
            for statement in statements:
                connection.exec_driver_sql(statement)


@pytest.fixture
def sealed(database: Database, tmp_path: Path) -> Sealed:
    return Sealed(database, load_or_create_signing_key(tmp_path / "seal.pem"), tmp_path)
