"""Is a plan edited in versions only, checked before it is adopted, and are older ones kept? On SQLite and PostgreSQL."""

import re
from pathlib import Path

import pytest

from audit_rules.bundled import PLANS
from audit_rules.plans.loading import load_plan
from audit_rules.plans.source import plan_source
from casework.accounts.log import entries
from casework.plans.task_editing import TaskTextError, differences, task_text, with_task
from casework.plans.versions import (
    PlanConflictError,
    PlanRefusedError,
    adopt_plan,
    adopted_plan,
    checked,
    plan_at,
    plan_ids,
    save_plan,
    versions_of,
    write_plan,
)
from db.database import Database

ID = "yunnan-2017"
SOURCE = plan_source(PLANS / ID)
NUMBERS = [str(task.number) for task in load_plan(ID).tasks][::8]
TEXT = task_text(SOURCE, "1")
EDITED = TEXT.replace("look_for: ", "look_for: 看首页。")


@pytest.mark.parametrize("number", NUMBERS)
def test_a_task_written_back_changes_nothing(number: str) -> None:
    assert with_task(SOURCE, number, task_text(SOURCE, number)) == SOURCE


def test_an_edit_changes_that_task_alone() -> None:
    made = with_task(SOURCE, "1", EDITED)
    changed = [
        line for line in differences(SOURCE, made) if line[:1] in "+-" and line[:3] not in {"+++", "---"}
    ]
    assert len(changed) == 2
    assert all("look_for" in line for line in changed)


@pytest.mark.parametrize(
    "text",
    [
        "number: 1\n",  # not a task
        "- a\n- b\n",
        "&a [*a, *a]\n",
        "number: 2\ngroup: x\ntext: y\nmanual_reason: z\n",
        "{" * 50,
        "number: 1\ngroup: x\ntext: !!python/object:os.system y\n",
        "number: 1\ngroup: x\ntext: y\nmanual_reason: z\n---\nnumber: 2\n",
        "number: 1\ngroup: x\ntext: y\nmanual_reason: z\n- number: 777\n  group: x\n  text: y\n  manual_reason: z\n",
        "x" * 70_000,
        "number: 1\ngroup: x\ntext: y\nweight: 1:59:59:59:59:59:59:59:59\nmanual_reason: z\n",
    ],
)
def test_what_is_no_task_is_refused(text: str) -> None:
    with pytest.raises(TaskTextError):
        with_task(SOURCE, "1", text)


def test_versions_are_stored_checked_and_adopted(database: Database, tmp_path: Path) -> None:
    assert ID in plan_ids(database)
    assert adopted_plan(database, ID) is None
    edited = with_task(SOURCE, "1", EDITED)
    stored = save_plan(database, None, edited, plan_id=ID, seen=0, reason="补充说明")
    assert (stored.version, stored.draft, stored.digest) == (1, False, edited.digest)
    with pytest.raises(PlanConflictError):
        save_plan(database, None, SOURCE, plan_id=ID, seen=0, reason="另一个人")
    assert adopted_plan(database, ID) is None
    adopt_plan(database, None, plan_id=ID, version=1, reason="启用")
    assert adopted_plan(database, ID) == edited
    found = plan_at(database, ID, 0)
    assert found
    assert (found.source, found.newest, found.adopted) == (SOURCE, 1, 1)
    folder = write_plan(database, edited, tmp_path / "plan")
    assert load_plan(folder).digest == edited.digest
    adopt_plan(database, None, plan_id=ID, version=0, reason="恢复原版")
    assert adopted_plan(database, ID) is None
    assert [each.action for each in entries(database)] == ["plan.adopt", "plan.adopt", "plan.version"]


def test_a_plan_that_does_not_hold_is_not_adopted(database: Database) -> None:
    number = next(each for each in NUMBERS if "\nweight: " in task_text(SOURCE, each))
    text = re.sub(r"(?m)^weight: .*$", "weight: 99", task_text(SOURCE, number))
    broken = with_task(SOURCE, number, text)
    assert not checked(database, ID, broken).ok
    save_plan(database, None, broken, plan_id=ID, seen=0, reason="改权重")
    with pytest.raises(PlanRefusedError) as told:
        adopt_plan(database, None, plan_id=ID, version=1, reason="启用")
    assert told.value.problems
    assert [each.version for each in versions_of(database, ID)] == [1]


def test_no_path_is_a_plan(database: Database) -> None:
    assert plan_at(database, "../../etc") is None
    assert plan_at(database, "/etc/passwd") is None
