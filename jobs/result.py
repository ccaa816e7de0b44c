"""The result of ``audit`` and ``judge`` as the contract's JSON, from findings and facts."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from audit_rules.scoring import score
from domain.findings import Finding, Score
from domain.observations import PortalFacts
from domain.plans import Plan
from domain.units import Unit
from jobs.errors import WorkError


def result_of(
    plan: Plan,
    units: Sequence[Unit],
    facts: Mapping[str, PortalFacts],
    findings: Sequence[Finding],
    *,
    as_of: date,
    run_id: str,
) -> dict[str, Any]:
    """The contract's result object; units in the order of the registry."""
    by_unit: dict[str, list[Finding]] = {unit.id: [] for unit in units}
    for finding in findings:
        by_unit[finding.unit_id].append(finding)
    return {
        "plan": plan.id,
        "plan_digest": plan.digest,
        "as_of": as_of.isoformat(),
        "run_id": run_id,
        "units": [
            {
                "id": unit.id,
                "name": unit.name,
                "score": score_of(score(by_unit[unit.id])),
                "reach": reach_of(facts[unit.id]),
                "findings": [finding_of(finding) for finding in by_unit[unit.id]],
            }
            for unit in units
        ],
    }


def score_of(value: Score) -> dict[str, float | None]:
    """A score as the contract's object."""
    return {
        "earned": round(value.earned, 2),
        "possible": round(value.possible, 2),
        "unmeasured": round(value.unmeasured, 2),
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


def finding_of(finding: Finding) -> dict[str, Any]:
    """A finding as the contract's object."""
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
        "points": {"earned": finding.points.earned, "possible": finding.points.possible},
        "advice": finding.advice,
        "cites": list(finding.cites),
        "review": None,
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
