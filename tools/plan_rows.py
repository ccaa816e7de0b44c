"""How is each row of a plan judged, and why not more strictly? Writes docs/<plan>-rows.md from the plan's own words."""

import sys
from pathlib import Path

from audit_rules.plans.loading import load_plan
from domain.plans import Check, Plan, Shared, SourceStatus, Task

DOCS = Path(__file__).resolve().parent.parent / "docs"
PLAN = "yunnan-2017"

NEVER_FAIL = {
    "paired": "没有解读的文件不一定需要解读，只列出",
    "attended": "没有写明不等于没有出席，只列出",
    "also_on": "由另一网站发布，未见不等于未提供",
    "norms": "规范公布晚于方案，只作提示",
    "backdated": "只是疑点，由人工查证",
    "redated": "只是疑点，由人工查证",
    "removed": "只是疑点，由人工查证",
}

HEAD = """# Each row of 云政办发〔2017〕41号: what is checked, and why not more strictly

Written by `python tools/plan_rows.py` from `plans/yunnan-2017`; a test holds it to the plan. Points are those of the check;
提示 gives a finding without points. What carries an excuse (in the last column) is looked for all the same: found, it is proof;
not found, it is for an inspector and never held against anybody. 人工 rows have no check. 配合 names who only helps.

| row | who | what is checked | why not more strictly |
|---|---|---|---|
"""


def page(plan: Plan) -> str:
    """The whole page."""
    return HEAD + "".join(_row(task) for task in plan.tasks)


def _row(task: Task) -> str:
    checks = "<br>".join(_check(task, check) for check in task.checks) or "人工"
    return f"| {task.number} | {_who(task)} | {checks} | {'；'.join(_reasons(task)) or '–'} |\n"


def _who(task: Task) -> str:
    words = _ids(task.units) or "原文未写明"
    words += "（任一家即可）" if task.shared is Shared.ANY else ""
    return words + (f"；配合 {_ids(task.supports)}" if task.supports else "")


def _ids(ids: tuple[str, ...]) -> str:
    return " ".join(ids) if len(ids) <= 12 else f"{len(ids)}家"


def _check(task: Task, check: Check) -> str:
    name = f"`{check.rule}`" + (f" {check.subject}" if check.subject else "")
    detail = [
        f"{each}={check.params[each]}"
        for each in ("per", "at_least", "need", "max_age_days", "min_postings", "on_home")
        if each in check.params
    ]
    who = f" [{_ids(check.units)}]" if check.units and check.units != task.units else ""
    points = "提示" if check.advice else f"{check.points:g}分"
    return f"{name}{' ' if detail else ''}{' '.join(detail)}{who}，{points}"


def _reasons(task: Task) -> list[str]:
    reasons = [task.manual_reason] if task.manual_reason else []
    if task.source is SourceStatus.MISSING:
        reasons.append("原文缺字")
    reasons += [str(check.params["excuse"]) for check in task.checks if "excuse" in check.params]
    reasons += [NEVER_FAIL[check.rule] for check in task.checks if check.rule in NEVER_FAIL]
    if task.checks and task.look_for:
        reasons.append(f"另看：{task.look_for.rstrip('。')}")
    return [each.rstrip("。").replace("|", "／") for each in dict.fromkeys(reasons)]


def main() -> int:
    """Write the page."""
    (DOCS / f"{PLAN}-rows.md").write_text(page(load_plan(PLAN)), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
