"""Do ordered audits go by the registry, the plan and the vocabulary that people adopted in the console?"""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from audit_rules.bundled import PLANS
from audit_rules.inputs.units import load_units
from audit_rules.plans.loading import load_plan
from audit_rules.plans.source import plan_source
from casework.plans.task_editing import task_text, with_task
from casework.plans.versions import adopt_plan, save_plan
from casework.registry.editing import By, change_unit
from casework.reports.kept_sources import keep_plan
from casework.vocabulary.suggestions import adopt_edition, decide, make_edition
from db.audited import AuditedUnit
from db.database import Database, joined_rows
from domain.findings import Digests, Score
from domain.orders import Ask, OrderKind
from domain.reach import Reach, ReachStatus
from domain.units import Unit, UnitKind
from jobs.order_command import command_of, environment_of
from jobs.settings import load_settings

ID = "yunnan-2017"
UNIT = Unit(id="czt", name="省财政厅", kind=UnitKind.PROVINCIAL_DEPT, portal_url="http://czt.gov.cn/")
AUDIT = Ask(kind=OrderKind.AUDIT, plan_id=ID)
BY = By(actor=None, reason="网站迁址")


@pytest.fixture
def audited(database: Database) -> Database:
    source = plan_source(PLANS / ID)
    keep_plan(database, source)
    database.begin_crawl([UNIT], scope_digest="sha256:one", now=datetime(2018, 1, 1, tzinfo=UTC))
    with database.writing_audit(
        plan_id=ID, digests=Digests(plan=source.digest, rules="", vocabulary=""), as_of=date(2018, 1, 1)
    ) as audit:
        none = Score(earned=0, possible=0, unmeasured=0)
        reach = Reach(id="", status=ReachStatus.NOT_CRAWLED)
        unit = AuditedUnit(unit_id="czt", name=UNIT.name, score=none, reach=reach, registered=UNIT)
        audit.add([unit], joined_rows([]))
    return database


def after(arguments: list[str], name: str) -> Path:
    return Path(arguments[arguments.index(name) + 1])


def fresh(folder: Path, name: str) -> Path:
    (folder / name).mkdir()
    return folder / name


def test_what_was_judged_last_until_somebody_changes_it(audited: Database, tmp_path: Path) -> None:
    first = command_of(AUDIT, audited, load_settings(), tmp_path, tmp_path)
    assert load_units(after(first, "--units"))[0] == (UNIT,)
    moved = replace(UNIT, portal_url="http://cz.yn.gov.cn/")
    change_unit(audited, moved, seen=0, by=BY)
    second = command_of(AUDIT, audited, load_settings(), tmp_path, tmp_path)
    assert load_units(after(second, "--units"))[0] == (moved,)


def test_the_adopted_plan_is_for_whole_audits(audited: Database, tmp_path: Path) -> None:
    source = plan_source(PLANS / ID)
    edited = with_task(source, "1", task_text(source, "1").replace("look_for: ", "look_for: 看首页。"))
    save_plan(audited, None, edited, plan_id=ID, seen=0, reason="补充说明")
    adopt_plan(audited, None, plan_id=ID, version=1, reason="启用")
    whole = command_of(AUDIT, audited, load_settings(), fresh(tmp_path, "a"), tmp_path)
    assert load_plan(after(whole, "--plan")).digest == edited.digest
    one = Ask(kind=OrderKind.REAUDIT, plan_id=ID, unit_id="czt")
    again = command_of(one, audited, load_settings(), fresh(tmp_path, "b"), tmp_path)
    assert load_plan(after(again, "--plan")).digest == source.digest
    adopt_plan(audited, None, plan_id=ID, version=0, reason="恢复")
    assert "yunnan-2017" in command_of(AUDIT, audited, load_settings(), fresh(tmp_path, "c"), tmp_path)


def test_the_adopted_vocabulary_is_handed_on(audited: Database, tmp_path: Path) -> None:
    assert environment_of(AUDIT, audited, tmp_path) == {}
    decide(audited, None, subject="ppp", name="合作共建之窗", accepted=True, reason="采纳")
    make_edition(audited, None, seen=0, reason="采纳")
    adopt_edition(audited, None, version=1, reason="启用")
    named = environment_of(AUDIT, audited, tmp_path)["MINGCHA_VOCABULARY"]
    assert "合作共建之窗" in Path(named).read_text(encoding="utf-8")
