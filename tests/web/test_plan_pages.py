"""Plans are looked at, edited in versions with a reason, and adopted only where they hold."""

from collections.abc import Callable
from html import unescape
from typing import Any

import pytest

from audit_rules.plans.files import Problem
from casework.accounts.log import entries
from casework.plans.task_editing import task_text
from casework.plans.versions import plan_at, versions_of
from db.database import Database
from domain.accounts import Role
from web.reading.plan_problems import problem_words

PLAN = "national-2019"


@pytest.fixture
def number(database: Database) -> str:
    from web.reading.plan_pages import known_plan

    known = known_plan(database, PLAN)
    assert known
    assert known.read.plan
    return str(known.read.plan.tasks[0].number)


def test_who_sees_all_reads_plans_and_changes_none(browser_of: Callable[..., Any], number: str) -> None:
    viewer = browser_of("viewer", Role.VIEWER)
    assert f"/plans/{PLAN}" in viewer.get("/plans").text
    for path in (f"/plans/{PLAN}", f"/plans/{PLAN}/versions/0", f"/plans/{PLAN}/tasks/{number}"):
        answer = viewer.get(path)
        assert answer.status_code == 200, path
        assert len(answer.content) < 200_000
        assert 'name="reason"' not in answer.text, path
    assert "检查通过" in viewer.get(f"/plans/{PLAN}/versions/0").text
    assert (
        viewer.submit(f"/plans/{PLAN}/tasks/{number}", text="x", seen=0, reason="改一下").status_code == 403
    )
    assert viewer.submit(f"/plans/{PLAN}/adopt", version=0, reason="改一下").status_code == 403
    for path in (
        "/plans/none",
        f"/plans/{PLAN}/versions/9",
        f"/plans/{PLAN}/tasks/none",
        "/plans/..%2f..%2fetc",
    ):
        assert viewer.get(path).status_code == 404, path
    assert browser_of("zhao", Role.CONTACT, "czt").get("/plans").status_code == 403


def test_an_edited_task_is_a_version_that_is_adopted_with_a_reason(
    browser_of: Callable[..., Any], database: Database, number: str
) -> None:
    lead = browser_of("lead", Role.LEAD)
    path = f"/plans/{PLAN}/tasks/{number}"
    at = plan_at(database, PLAN)
    assert at
    text = task_text(at.source, number)
    assert unescape(lead.get(path).text).count(text.splitlines()[1])
    changed = text.replace("look_for: ", "look_for: 首页右上角、")
    assert lead.submit(path, text=text, seen=0, reason="没有改").status_code == 422
    assert lead.submit(path, text=changed, seen=0, reason="").status_code == 422
    wrong = lead.submit(path, text="- 一", seen=0, reason="写错了")
    assert wrong.status_code == 422
    assert "须由“键: 值”组成" in wrong.text
    saved = lead.submit(path, text=changed, seen=0, reason="写明位置")
    assert saved.headers["location"] == f"/plans/{PLAN}?done=task"
    assert (
        lead.submit(path, text=changed.replace("右上角", "左上角"), seen=0, reason="没看见").status_code
        == 409
    )
    shown = lead.get(f"/plans/{PLAN}/versions/1").text
    assert "首页右上角" in shown
    assert "写明位置" in shown
    assert plan_at(database, PLAN).adopted == 0  # type: ignore[union-attr]
    adopted = lead.submit(f"/plans/{PLAN}/adopt", version=1, reason="今年起用")
    assert adopted.status_code == 303
    assert plan_at(database, PLAN).adopted == 1  # type: ignore[union-attr]
    assert lead.submit(f"/plans/{PLAN}/adopt", version=0, reason="退回原版").status_code == 303
    assert [each.edit.author for each in versions_of(database, PLAN)] == ["lead"]
    told = [each.action for each in entries(database, object=f"plan:{PLAN}")]
    assert told == ["plan.adopt", "plan.adopt", "plan.version"]


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        ("check 2 (column): there is no rule 'x'", "第2个核查项（column）：没有名为'x'的核查规则。"),
        ("leads: abc is not known", "leads中的abc不在单位名录中。"),
        ("its checks give 3 points, its weight is 5", "核查项分值合计3分，任务分值5分，两者应当相同。"),
        ("something new", "内容不符合规定：something new"),
        ("not YAML: {x}", "不是有效的YAML：{x}"),
    ],
)
def test_problems_are_told_in_chinese(reason: str, words: str) -> None:
    assert problem_words(Problem(file="plan.yaml", reason=reason, remedy="Mend it")) == words
