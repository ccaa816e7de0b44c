"""How many points does a finding earn, and what do findings add up to?"""

from collections.abc import Iterable
from math import fsum

from domain.findings import (
    Finding,
    Outcome,
    Points,
    Score,
    SectionScore,
    TaskScore,
    Timeliness,
    Verdict,
)
from domain.plans import LateCurve, Plan

_PLACES = 6
"""Sums are rounded so far that the noise of binary fractions (0.1 + 0.2) never shows."""

_UNMEASURED = frozenset({Outcome.CANT_TELL, Outcome.ERROR})


def points_of(verdict: Verdict, points: float, *, late: LateCurve, advice: bool = False) -> Points:
    """The points of one verdict.

    Args:
        verdict: what was found; of several parts (periods) each late one lowers its own part of the points.
        points: what the check is worth.
        late: the plan's curve for what came late.
        advice: an advice check is worth nothing.
    """
    if advice or points <= 0:
        return Points()
    if verdict.outcome is Outcome.PASSED:
        earned = points * _kept(verdict, late)
        return Points(earned=round(earned, _PLACES), possible=round(points, _PLACES))
    if verdict.outcome is Outcome.FAILED:
        return Points(possible=round(points, _PLACES))
    return Points(unmeasured=round(points, _PLACES)) if verdict.outcome in _UNMEASURED else Points()


def _kept(verdict: Verdict, late: LateCurve) -> float:
    if verdict.timeliness is not Timeliness.LATE:
        return 1.0
    if not verdict.late_by:
        return late.rest
    return fsum(late.share(days) for days in verdict.late_by) / len(verdict.late_by)


def score(findings: Iterable[Finding]) -> Score:
    """The sum over findings: earned / possible, and what could not be measured. Order does not matter."""
    every = [finding.points for finding in findings]
    return Score(
        earned=round(fsum(points.earned for points in every), _PLACES),
        possible=round(fsum(points.possible for points in every), _PLACES),
        unmeasured=round(fsum(points.unmeasured for points in every), _PLACES),
    )


def score_sections(plan: Plan, findings: Iterable[Finding]) -> tuple[SectionScore, ...]:
    """One unit's score taken apart: by section and task of the plan, in its order; what owes nothing is left out.

    The points of a section are the sum of its tasks', those of a task of its findings': put together again they
    give the unit's score to the digit.
    """
    by_task: dict[int | str, list[Finding]] = {}
    for finding in findings:
        by_task.setdefault(finding.task, []).append(finding)
    taken = []
    for name in plan.sections:
        tasks = [
            TaskScore(task=task.number, score=score(by_task[task.number]))
            for task in plan.tasks
            if task.section == name and any(_counts(each.points) for each in by_task.get(task.number, ()))
        ]
        if tasks:
            whole = score(each for task in tasks for each in by_task[task.task])
            taken.append(SectionScore(name=name, score=whole, tasks=tuple(tasks)))
    return tuple(taken)


def _counts(points: Points) -> bool:
    return bool(points.possible or points.unmeasured)
