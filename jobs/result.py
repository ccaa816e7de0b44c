"""The result of ``audit`` and ``judge`` as the contract's JSON, from findings and facts."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from audit_rules.changes import CAUSES
from audit_rules.ranking import grade, rank
from audit_rules.scoring import score, score_sections
from domain.changes import Change, Judged
from domain.dossier_json import dossier_to_json
from domain.findings import Digests, Finding, Points, Score, SectionScore, Standing
from domain.observations import PortalFacts
from domain.plans import Plan
from domain.units import Unit
from jobs.compare import Since
from jobs.errors import WorkError
from jobs.inspection import deductions_of, inspected


def result_of(
    plan: Plan,
    units: Sequence[Unit],
    facts: Mapping[str, PortalFacts],
    findings: Sequence[Finding],
    *,
    digests: Digests,
    since: Mapping[str, Since | None],
    as_of: date,
    run_id: str,
) -> dict[str, Any]:
    """The contract's result object; units in the order of the registry."""
    by_unit: dict[str, list[Finding]] = {unit.id: [] for unit in units}
    for finding in findings:
        by_unit[finding.unit_id].append(finding)
    scores = {unit.id: score(by_unit[unit.id]) for unit in units}
    return {
        "plan": plan.id,
        "plan_digest": digests.plan,
        "rules_digest": digests.rules,
        "vocabulary_digest": digests.vocabulary,
        "as_of": as_of.isoformat(),
        "run_id": run_id,
        "units": [
            {
                "id": unit.id,
                "name": unit.name,
                "score": score_of(scores[unit.id]),
                "grade": grade(scores[unit.id], plan.grading),
                "reach": reach_of(facts[unit.id]),
                "sections": [section_of(section) for section in score_sections(plan, by_unit[unit.id])],
                "since": since_of(since.get(unit.id)),
                **inspected(plan, unit.id, by_unit[unit.id]),
                "findings": [
                    finding_of(finding, deduction)
                    for finding, deduction in deductions_of(plan, by_unit[unit.id])
                ],
            }
            for unit in units
        ],
        "ranking": [standing_of(standing) for standing in rank(scores, plan.grading)],
    }


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


def reach_of(facts: PortalFacts) -> dict[str, Any]:
    """A portal's reach as the contract's object, with the failure and its remedy where there is one."""
    reach = facts.reach
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


def write_result(result: Mapping[str, Any], path: Path) -> None:
    """Write the result whole or not at all.

    Raises:
        WorkError: the file can't be written.
    """
    text = json.dumps(result, ensure_ascii=False, indent=1) + "\n"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists() and not path.is_file():
            # A pipe or a terminal can't be replaced by a finished file, and must not be.
            path.write_text(text, encoding="utf-8")
            return
        target = path.resolve()
        partial = target.with_name(target.name + ".part")
        partial.write_text(text, encoding="utf-8")
        partial.replace(target)
    except OSError as error:
        message = f"cannot write {path}: {error.strerror}; the result is stored in the database all the same"
        raise WorkError(message) from None
