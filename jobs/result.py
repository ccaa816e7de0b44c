"""The parts of the contract's result of ``audit`` and ``judge``: head, units with their findings, ranking."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from audit_rules.scores.changes import CAUSES
from audit_rules.scores.ranking import grade, rank
from audit_rules.scores.scoring import score, score_sections
from domain.changes import Change, Judged
from domain.dossier_json import dossier_to_json
from domain.findings import Digests, Finding, Points, Score, SectionScore, Standing
from domain.plans import Plan, Task
from domain.reach import Reach
from domain.units import Unit
from jobs.compare import Since
from jobs.inspection import deductions_of, inspected


def head_of(plan: Plan, *, digests: Digests, as_of: date, run_id: str) -> dict[str, Any]:
    """What the contract's result says before its units."""
    return {
        "plan": plan.id,
        "plan_digest": digests.plan,
        "rules_digest": digests.rules,
        "vocabulary_digest": digests.vocabulary,
        "register_digest": digests.register,
        "as_of": as_of.isoformat(),
        "run_id": run_id,
        "tasks": [task_of(task) for task in plan.tasks],
    }


def task_of(task: Task) -> dict[str, Any]:
    """A task as findings refer to it by its number: its words, who owes it, and what an inspector looks for."""
    return {
        "task": task.number,
        "section": task.section,
        "group": task.group,
        "text": task.text,
        "leads": list(task.leads),
        "supports": list(task.supports),
        "deadline": task.deadline,
        "weight": task.weight,
        "source_note": task.source_note,
        "manual_reason": task.manual_reason,
        "look_for": task.look_for,
    }


def unit_of(
    plan: Plan, unit: Unit, reach: Reach, findings: Sequence[Finding], since: Since | None
) -> dict[str, Any]:
    """One unit as the contract's object."""
    whole = score(findings)
    return {
        "id": unit.id,
        "name": unit.name,
        "score": score_of(whole),
        "grade": grade(whole, plan.grading),
        "reach": reach_of(reach),
        "sections": [section_of(section) for section in score_sections(plan, findings)],
        "since": since_of(since),
        **inspected(plan, unit.id, findings),
        "findings": [finding_of(finding, deduction) for finding, deduction in deductions_of(plan, findings)],
    }


def ranking_of(plan: Plan, scores: Mapping[str, Score]) -> list[dict[str, Any]]:
    """The ranking that ends the result."""
    return [standing_of(standing) for standing in rank(scores, plan.grading)]


def standing_of(standing: Standing) -> dict[str, Any]:
    """One row of the ranking; ``place`` is null for a unit that is not ranked."""
    return {
        "unit": standing.unit_id,
        "place": standing.place,
        "tied": standing.tied,
        "grade": standing.grade,
        "percent": standing.percent,
        "coverage": standing.coverage,
    }


def section_of(section: SectionScore) -> dict[str, Any]:
    """A section's score with those of its tasks."""
    tasks = [{"task": each.task, **points_of(each.score)} for each in section.tasks]
    return {"section": section.name, **points_of(section.score), "tasks": tasks}


def since_of(since: Since | None) -> dict[str, Any] | None:
    """What changed since the unit's last audit under the plan; null when there was none."""
    if since is None:
        return None
    return {
        "run_id": since.audit_id,
        "as_of": since.as_of.isoformat(),
        "changes": [change_of(change) for change in since.changes],
    }


def change_of(change: Change) -> dict[str, Any]:
    """One duty that stands otherwise than before, and why."""
    return {
        "task": change.task,
        "check": change.check,
        "subject": change.subject,
        "before": judged_of(change.before),
        "after": judged_of(change.after),
        "causes": [str(cause) for cause in change.causes],
        "explanation": "；".join(CAUSES[cause] for cause in change.causes) + "。",
    }


def judged_of(judged: Judged | None) -> dict[str, str] | None:
    """How a duty stood."""
    if judged is None:
        return None
    return {
        "outcome": str(judged.outcome),
        "timeliness": str(judged.timeliness),
        "code": judged.code,
        "explanation": judged.explanation,
    }


def points_of(value: Score | Points) -> dict[str, float]:
    """Points as numbers that add up."""
    return {"earned": value.earned, "possible": value.possible, "unmeasured": value.unmeasured}


def score_of(value: Score) -> dict[str, float | None]:
    """A score as the contract's object."""
    return {
        **points_of(value),
        "percent": value.percent,
        "coverage": value.coverage,
    }


def reach_of(reach: Reach) -> dict[str, Any]:
    """A portal's reach as the contract's object, with the failure and its remedy where there is one."""
    return {
        "status": str(reach.status),
        "pages": reach.pages,
        "rendered": reach.rendered,
        "blocked": reach.blocked,
        "failure": str(reach.failure) if reach.failure else None,
        "remedy": reach.remedy,
    }


def finding_of(finding: Finding, deduction: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """A finding as the contract's object; ``deduction`` is what it takes off under an inspection table."""
    return {
        "task": finding.task,
        "check": finding.check,
        "subject": finding.subject,
        "outcome": str(finding.outcome),
        "timeliness": str(finding.timeliness),
        "code": finding.code,
        "explanation": finding.explanation,
        "due": [day.isoformat() for day in finding.due],
        "done_on": finding.done_on.isoformat() if finding.done_on else None,
        "late_by": list(finding.late_by),
        "points": points_of(finding.points),
        "advice": finding.advice,
        "warning": finding.warning,
        "deduction": deduction,
        "cites": list(finding.cites),
        "review": None,
        **({"dossier": dossier_to_json(finding.dossier)} if finding.dossier else {}),
    }
