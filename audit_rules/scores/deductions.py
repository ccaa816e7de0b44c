"""What do one site's findings under an inspection table add up to, and what is said of a finding's points?

Source: 国办秘函〔2019〕19号 (单项否决、扣分、加分 in turn; 扣分后不足60分为不合格; 单项扣分不超过该项分值; 无对外服务职能的
部门不查办事服务，得分×4/3); 国办发〔2015〕15号. Figures that are not sourced are reference values: they are shown, and
decide nothing.
"""

from collections.abc import Iterable
from math import fsum

from domain.findings import Finding, Outcome
from domain.inspections import Deduction, Inspection, InspectionResult
from domain.plans import Check, Plan, Provenance, Task

LEAST = 60.0
"""Less than this is 不合格 (国办秘函〔2019〕19号)."""

_PLACES = 2
_OPEN = frozenset({Outcome.CANT_TELL, Outcome.ERROR, Outcome.MANUAL})
_JUDGED = frozenset({Outcome.PASSED, Outcome.FAILED})


def deduction_of(task: Task, check: Check, finding: Finding) -> Deduction | None:
    """What a finding takes off; None when it takes off nothing."""
    if finding.outcome is not Outcome.FAILED or check.veto or check.advice or not check.points:
        return None
    times = _count(finding) if check.each else 1
    known = {task.provenance, task.points_provenance} == {Provenance.SOURCED}
    return Deduction(points=round(min(check.points * times, task.weight), _PLACES), reference=not known)


def clause(task: Task, check: Check, finding: Finding) -> str:
    """What to add to a failed finding's sentence: a veto, or points, and whether the figures are facts; else nothing."""
    if finding.outcome is not Outcome.FAILED:
        return ""
    if check.veto:
        known = task.provenance is Provenance.SOURCED
        return "，属单项否决情形" if known else "，属单项否决情形（该项限值未经核实，为参考值）"
    taken = deduction_of(task, check, finding)
    if taken is None:
        return ""
    return (
        f"，扣分参考值{taken.points:g}分（分值未经核实，不计入结论）"
        if taken.reference
        else f"，扣{taken.points:g}分"
    )


def inspect(plan: Plan, unit_id: str, findings: Iterable[Finding]) -> Inspection:
    """One site's findings put together. Order does not matter."""
    spared = plan.services_section if unit_id in plan.without_services else None
    tasks = {task.number: task for task in plan.tasks if task.section != spared}
    checks = {
        (task.number, check.rule, check.subject): check for task in tasks.values() for check in task.checks
    }
    every = [each for each in findings if each.task in tasks]
    pairs = [(each, checks.get((each.task, each.check, each.subject))) for each in every]
    vetoes = [(each, check) for each, check in pairs if _is_veto(plan, tasks[each.task], check)]
    proved = [each for each, _ in vetoes if each.outcome is Outcome.FAILED]
    sure = {each.task for each in proved if tasks[each.task].provenance is Provenance.SOURCED}
    taken, reference = _taken(tasks.values(), pairs)
    whole = 100.0 - (plan.sections.get(spared, 0.0) if spared else 0.0)
    scale = 100.0 / whole if whole else 1.0
    taken, reference = round(taken * scale, _PLACES), round(reference * scale, _PLACES)
    return Inspection(
        result=_result(every, vetoes, vetoed=bool(sure), left=100.0 - taken),
        vetoes=tuple(number for number in tasks if number in sure),
        reference_vetoes=tuple(n for n in tasks if n in {each.task for each in proved} - sure),
        vetoes_open=sum(each.outcome in _OPEN for each, _ in vetoes),
        warnings=sum(each.warning for each in every),
        breaches=sum(each.outcome is Outcome.FAILED for each in every),
        taken=taken,
        taken_reference=reference,
        open=sum(each.outcome in _OPEN for each in every) - sum(each.outcome in _OPEN for each, _ in vetoes),
    )


def _is_veto(plan: Plan, task: Task, check: Check | None) -> bool:
    """Whether a finding is one of a veto; the vetoes that no page can show stand in a section without points."""
    if check is not None:
        return check.veto
    return not task.checks and not task.bonus and not plan.sections.get(task.section)


def _taken(tasks: Iterable[Task], pairs: list[tuple[Finding, Check | None]]) -> tuple[float, float]:
    """Points taken off, sourced and reference, no item more than it is worth."""
    sourced: list[float] = []
    reference: list[float] = []
    for task in tasks:
        found = [
            taken
            for each, check in pairs
            if each.task == task.number and check is not None
            if (taken := deduction_of(task, check, each)) is not None
        ]
        points = min(fsum(each.points for each in found), task.weight)
        (reference if any(each.reference for each in found) else sourced).append(points)
    return fsum(sourced), fsum(reference)


def _result(
    every: list[Finding], vetoes: list[tuple[Finding, Check | None]], *, vetoed: bool, left: float
) -> InspectionResult:
    if every and all(each.code == "out_of_force" for each in every):
        return InspectionResult.NOT_IN_FORCE
    if vetoed:
        return InspectionResult.VETOED
    if left < LEAST:
        return InspectionResult.BELOW
    if any(each.outcome in _JUDGED for each, _ in vetoes):
        return InspectionResult.NOT_FOUND
    return InspectionResult.CANT_TELL


def _count(finding: Finding) -> int:
    count = str(finding.values.get("count", "1"))
    return int(count) if count.isdigit() else 1
