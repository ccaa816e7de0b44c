"""How does the report of ``mingcha plan check`` read?"""

from collections import Counter

from audit_rules.plans.check import PlanReport
from domain.plans import Plan, Provenance, Scoring, SourceStatus


def render_report(report: PlanReport) -> str:
    """The report as lines of text: what was checked, then every problem with file, task, reason and remedy."""
    lines = [] if report.plan is None else _counts(report, report.plan)
    lines += [f"  {problem}" for problem in report.problems]
    lines.append("The plan holds." if report.ok else f"{len(report.problems)} problem(s).")
    return "\n".join([f"{report.folder}  {report.digest}", *lines])


def _counts(report: PlanReport, plan: Plan) -> list[str]:
    others = [task.number for task in plan.tasks if isinstance(task.number, str)]
    checks = [check for task in plan.tasks for check in task.checks]
    advice = sum(check.advice for check in checks)
    checked = sum(bool(task.checks) for task in plan.tasks)
    rows = ", ".join(f"{report.rows(status)} {status}" for status in SourceStatus)
    quoted = report.quotations
    facts = {
        "plan": f"{plan.title}（{plan.document_number}）",
        "numbers": f"{report.numbered_found} of {report.numbered}",
        "other rows": f"{len(others)} ({', '.join(str(number) for number in others)})",
        "source rows": rows,
        "verbatim": f"{quoted.texts_found} of {quoted.texts} texts, {quoted.cells_found} of {quoted.cells} table cells",
        "deadlines": f"{report.phrases.understood} of {report.phrases.every} phrases understood",
        "units": f"{report.units} in the registry",
        "checks": f"{len(checks)} in {checked} tasks ({advice} advice); {len(plan.tasks) - checked} tasks for people",
        **(_weights(plan) if plan.scoring is Scoring.WEIGHTED else _figures(plan)),
    }
    return [f"  {name:<12}{value}" for name, value in facts.items()]


def _weights(plan: Plan) -> dict[str, str]:
    weights = sum(task.weight for task in plan.tasks)
    return {"weights": f"{weights:g} of {sum(plan.sections.values()):g}"}


def _figures(plan: Plan) -> dict[str, str]:
    """How many vetoes an inspection table has, and how its thresholds and points are known."""
    vetoes = sum(check.veto for task in plan.tasks for check in task.checks)
    known = Counter(task.provenance for task in plan.tasks)
    points = Counter(task.points_provenance for task in plan.tasks if task.weight)
    return {
        "vetoes": f"{vetoes} checks",
        "thresholds": ", ".join(f"{known[each]} {each}" for each in Provenance),
        "points": ", ".join(f"{points[each]} {each}" for each in Provenance),
    }
