"""Is a plan in one file as good as a folder, and is nobody judged by a draft?"""

from pathlib import Path
from typing import Any

import pytest
import yaml

from audit_rules.bundled import PLANS
from audit_rules.plans.check import check_plan
from audit_rules.plans.loading import PlanError, load_plan

YUNNAN = PLANS / "yunnan-2017"


def whole() -> dict[str, Any]:
    """The bundled plan as one file has it."""
    head: dict[str, Any] = yaml.safe_load((YUNNAN / "plan.yaml").read_text(encoding="utf-8"))
    for section in head["sections"]:
        file = yaml.safe_load((YUNNAN / "tasks" / f"{section.pop('file')}.yaml").read_text(encoding="utf-8"))
        section["tasks"] = file["tasks"]
    return head


def write(folder: Path, plan: dict[str, Any]) -> Path:
    for name in ("units.csv", "source.txt"):
        (folder / name).write_bytes((YUNNAN / name).read_bytes())
    path = folder / "whole.yaml"
    path.write_text(yaml.safe_dump(plan, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return path


def test_one_file_is_the_same_plan_as_the_folder(tmp_path: Path) -> None:
    path = write(tmp_path, whole())
    assert check_plan(path).problems == ()
    assert load_plan(path).tasks == load_plan(YUNNAN).tasks


def test_the_digest_of_one_file_is_of_that_file_only(tmp_path: Path) -> None:
    path = write(tmp_path, whole())
    before = load_plan(path).digest
    (tmp_path / "beside.txt").write_text("x", encoding="utf-8")
    assert load_plan(path).digest == before
    path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert load_plan(path).digest != before


def test_nobody_is_judged_by_a_draft(tmp_path: Path) -> None:
    path = write(tmp_path, whole() | {"draft": True})
    with pytest.raises(PlanError, match="it is a draft: nobody may be judged by it"):
        load_plan(path)
    assert [problem.reason for problem in check_plan(path).problems] == [
        "it is a draft: nobody may be judged by it"
    ]


def test_what_was_not_read_and_what_is_suggested_is_named_until_it_is_settled(tmp_path: Path) -> None:
    plan = whole() | {"unread": [{"place": "line 65", "task": 21, "reason": "no duty is printed"}]}
    plan["sections"][1]["tasks"][0]["suggested"] = [
        {"rule": "column", "subject": "ppp", "because": "开设专栏"}
    ]
    problems = [str(problem) for problem in check_plan(write(tmp_path, plan)).problems]
    assert len(problems) == 2
    assert "task 21: not read of the document: line 65: no duty is printed" in problems[0]
    assert "task 1: a suggested check is not decided: column of ppp, because of “开设专栏”" in problems[1]


def test_a_fault_names_the_task_it_stands_in(tmp_path: Path) -> None:
    plan = whole()
    plan["sections"][1]["tasks"][0]["weight"] = -1
    assert "whole.yaml, task 1: weight:" in str(check_plan(write(tmp_path, plan)).problems[0])


@pytest.mark.parametrize("change", [{"file": "growth"}, {"tasks": []}])
def test_a_section_has_a_file_or_tasks(tmp_path: Path, change: dict[str, Any]) -> None:
    plan = whole()
    plan["sections"][1] |= change
    assert "one of the two" in str(check_plan(write(tmp_path, plan)).problems[0])
