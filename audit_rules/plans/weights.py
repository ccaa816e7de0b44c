"""Do the weights add up: checks to their task, tasks to their section, sections to 100?"""

from math import isclose

from audit_rules.plans.files import Problem
from audit_rules.plans.source import HEAD
from domain.plans import Plan, Task

WHOLE = 100.0


def check_weights(plan: Plan, files: dict[int | str, str], head: str = HEAD) -> list[Problem]:
    """Every sum that is wrong, and points where there should be none or some."""
    problems = [
        Problem(file=files[task.number], task=task.number, reason=reason, remedy=remedy)
        for task in plan.tasks
        for reason, remedy in _task_faults(task)
    ]
    for section, weight in plan.sections.items():
        owed = sum(task.weight for task in plan.tasks if task.section == section)
        if not _same(owed, weight):
            reason = f"the tasks of section {section} weigh {owed:g}, the section {weight:g}"
            problems.append(Problem(file=head, reason=reason, remedy="Make both the same"))
    whole = sum(plan.sections.values())
    if not _same(whole, WHOLE):
        reason = f"the sections weigh {whole:g}"
        problems.append(Problem(file=head, reason=reason, remedy=f"They must add up to {WHOLE:g}"))
    return problems


def _task_faults(task: Task) -> list[tuple[str, str]]:
    faults = []
    points = sum(check.points for check in task.checks)
    if not _same(points, task.weight):
        faults.append(
            (f"its checks give {points:g} points, its weight is {task.weight:g}", "Make both the same")
        )
    for place, check in enumerate(task.checks, start=1):
        if check.advice and check.points:
            faults.append((f"check {place} ({check.rule}) is advice, but gives points", "Remove its points"))
        if not check.advice and not check.points:
            faults.append(
                (f"check {place} ({check.rule}) gives no points", "Give it points, or mark it 'advice: true'")
            )
    return faults


def _same(one: float, other: float) -> bool:
    return isclose(one, other, abs_tol=1e-6)
