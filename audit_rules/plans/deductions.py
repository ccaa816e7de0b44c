"""Does an inspection table add up: its sections to 100, and does every item say what it takes off and how that is known?"""

from math import isclose

from audit_rules.plans.files import Problem
from domain.plans import Plan, Provenance, Task

WHOLE = 100.0


def check_deductions(plan: Plan, files: dict[int | str, str], head: str) -> list[Problem]:
    """Every item whose points can't be right, and sections that don't add up to the whole (told of the file ``head``)."""
    problems = [
        Problem(file=files[task.number], task=task.number, reason=reason, remedy=remedy)
        for task in plan.tasks
        for reason, remedy in _task_faults(task)
    ]
    whole = sum(plan.sections.values())
    if not isclose(whole, WHOLE, abs_tol=1e-6):
        reason = f"the sections weigh {whole:g}"
        problems.append(Problem(file=head, reason=reason, remedy=f"They must add up to {WHOLE:g}"))
    return problems


def _task_faults(task: Task) -> list[tuple[str, str]]:
    faults = []
    taken = [check for check in task.checks if not check.veto and not check.advice]
    for place, check in enumerate(task.checks, start=1):
        name = f"check {place} ({check.rule})"
        if (check.veto or check.advice) and check.points:
            faults.append((f"{name} is a veto or advice, but takes off points", "Remove its points"))
        if check.veto and check.advice:
            faults.append((f"{name} is a veto and advice", "A veto is no advice"))
        if check in taken and not check.points:
            faults.append((f"{name} takes off no points", "Give it points, or mark it 'veto' or 'advice'"))
    if taken and task.weight < max(check.points for check in taken):
        reason = f"a check takes off more than the item's {task.weight:g} points"
        faults.append((reason, "'weight' is the most that the item's checks take off together"))
    if not taken and task.weight and task.checks:
        faults.append(("it has a weight, but takes off nothing", "Remove its weight"))
    if task.bonus and task.checks:
        faults.append(("a bonus is not measured, but it has checks", "Give it a manual_reason instead"))
    known = Provenance.SOURCED in {task.provenance, task.points_provenance}
    if known and task.source_url is None:
        faults.append(("a figure called 'sourced' has no source_url", "Say where it was read"))
    return faults
