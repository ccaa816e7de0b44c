"""What is the right verdict for each duty? Conditions are told from what was written; verdicts stand in one table."""

import pkgutil
from collections.abc import Callable, Mapping
from functools import cache
from importlib import import_module
from typing import Any

from domain.deadlines import DeadlineKind
from domain.findings import Outcome
from sample_province import truths
from sample_province.conditions import RIGHT, Condition
from sample_province.duties import AS_OF, Duty
from sample_province.portal import Portal
from sample_province.province import Model
from sample_province.scenario import HostKind
from sample_province.standing import missing

ABSENT = frozenset({Condition.MISSING, Condition.TOO_FEW, Condition.LACKING, Condition.GAP})


@cache
def conditions() -> Mapping[str, Callable[[Portal, Duty], Condition]]:
    """How the condition of a duty is told, by the rule's id."""
    names = sorted(found.name for found in pkgutil.iter_modules(truths.__path__))
    return {name: import_module(f"{truths.__name__}.{name}").condition for name in names}


def condition(model: Model, duty: Duty, host: HostKind) -> Condition:
    """The condition of one duty."""
    if not model.plan.in_force(AS_OF) or duty.check is None:
        return Condition.MANUAL if model.plan.in_force(AS_OF) else Condition.OUT_OF_FORCE
    if duty.past and duty.first_due is None:
        return Condition.PAST
    if host is HostKind.NO_PORTAL:
        return Condition.NO_PORTAL
    if duty.kind is DeadlineKind.AFTER_EVENT and duty.first_due is None:
        return Condition.EVENT_UNKNOWN
    if duty.unit_id not in model.built:
        return missing(duty, Condition.HOST_UNREADABLE)
    state = conditions()[duty.rule](model.built[duty.unit_id], duty)
    if model.built[duty.unit_id].plan.successor:
        state = inherited(state)
    return Condition.EXCUSED if duty.check.params.get("excuse") and state in ABSENT else state


def inherited(state: Condition) -> Condition:
    """What a condition says of the predecessor, where the portal is that of the body that took over."""
    if RIGHT[state].outcome is Outcome.FAILED:
        return Condition.SUCCEEDED
    return Condition.SUCCEEDED_LATE if state is Condition.LATE else state


def truth(model: Model) -> list[dict[str, Any]]:
    """The right verdict for every duty: unit, task, check, subject, outcome, timeliness, why."""
    rows: list[dict[str, Any]] = []
    for portal in model.portals:
        for duty in model.duties[portal.id]:
            state = condition(model, duty, portal.host)
            right = RIGHT[state]
            rows.append({
                "unit": portal.id, "task": duty.task, "check": duty.rule, "subject": duty.subject,
                "outcome": str(right.outcome), "timeliness": str(right.timeliness) if right.timeliness else None,
                "why": right.why, "condition": str(state), "warning": right.warning,
            })  # fmt: skip
    return rows
