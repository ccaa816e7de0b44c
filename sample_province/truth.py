"""What is the right verdict for each duty? Conditions are told from what was written; verdicts stand in one table."""

import pkgutil
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from importlib import import_module
from typing import Any

from domain.deadlines import DeadlineKind
from domain.findings import Outcome, Timeliness
from sample_province import truths
from sample_province.conditions import RIGHT, Condition
from sample_province.duties import AS_OF, Duty
from sample_province.portal import Portal
from sample_province.province import Model
from sample_province.scenario import HostKind, PortalPlan
from sample_province.standing import missing, still_runs

OPEN = frozenset({Outcome.FAILED, Outcome.CANT_TELL})
"""Outcomes that nobody is told while the time still runs, or where one of several units did what they owe together."""

UNSEEN = frozenset({Condition.MISSING, Condition.LACKING, Condition.BLANK})
"""What the portal does not show at all: a notice that it was done leaves it to people."""

OF_NO_SURE_DAY = frozenset({Condition.LATE, Condition.UNDATED, Condition.FILED_RIGHT})
"""What a notice from before the due date proves to have been in time."""

ABSENT = frozenset(
    {
        Condition.MISSING,
        Condition.BLANK,
        Condition.TOO_FEW,
        Condition.LACKING,
        Condition.UNSORTED,
        Condition.GAP,
        Condition.STALE,
    }
)
"""What a plan's excuse explains."""


@cache
def conditions() -> Mapping[str, Callable[[Portal, Duty], Condition]]:
    """How the condition of a duty is told, by the rule's id."""
    names = sorted(found.name for found in pkgutil.iter_modules(truths.__path__))
    return {name: import_module(f"{truths.__name__}.{name}").condition for name in names}


def condition(model: Model, duty: Duty, portal: PortalPlan) -> Condition:
    """The condition of one duty."""
    if not model.plan.in_force(AS_OF) or duty.check is None:
        return Condition.MANUAL if model.plan.in_force(AS_OF) else Condition.OUT_OF_FORCE
    if duty.past and duty.first_due is None:
        return Condition.PAST
    if portal.host is HostKind.NO_PORTAL:
        return Condition.MERGED if portal.successor else Condition.NO_PORTAL
    if duty.kind is DeadlineKind.AFTER_EVENT and duty.first_due is None:
        return Condition.EVENT_UNKNOWN
    if duty.unit_id not in model.built:
        return missing(duty, Condition.HOST_UNREADABLE)
    return written(model.built[duty.unit_id], duty)


def written(portal: Portal, duty: Duty) -> Condition:
    """The condition of a duty on a portal that can be read, with all that is known besides."""
    state = conditions()[duty.rule](portal, duty)
    if RIGHT[state].outcome in OPEN and still_runs(duty):
        return Condition.NOT_DUE
    if duty.task in portal.plan.notices:
        state = noticed(state, portal.plan.notices[duty.task][0], duty)
    if portal.plan.successor:
        state = inherited(state)
    excused = duty.check is not None and duty.check.params.get("excuse") and state in ABSENT
    return Condition.EXCUSED if excused else state


def inherited(state: Condition) -> Condition:
    """What a condition says of the predecessor, where the portal is that of the body that took over."""
    if RIGHT[state].outcome is Outcome.FAILED:
        return Condition.SUCCEEDED
    return Condition.SUCCEEDED_LATE if state is Condition.LATE else state


def noticed(state: Condition, filed_on: date, duty: Duty) -> Condition:
    """What becomes of a condition by a notice that the unit filed; of what recurs it does not say which period it is for."""
    if duty.kind is DeadlineKind.RECURRING:
        return state
    if state in UNSEEN:
        return Condition.FILED_ONLY
    due = duty.first_due
    in_time = due is not None and filed_on <= due.late_after
    return Condition.FILED_IN_TIME if in_time and state in OF_NO_SURE_DAY else state


def is_done(duty: Duty, state: Condition) -> bool:
    """Whether a unit did what several owe together."""
    return duty.shared and RIGHT[state].outcome is Outcome.PASSED


def is_late(state: Condition) -> bool:
    """Whether it was done after its time."""
    return RIGHT[state].timeliness is Timeliness.LATE


def truth(model: Model) -> list[dict[str, Any]]:
    """The right verdict for every duty: unit, task, check, subject, outcome, timeliness, why."""
    told = [
        (portal, duty, condition(model, duty, portal))
        for portal in model.portals
        for duty in model.duties[portal.id]
    ]
    done = {(duty.task, duty.index) for _, duty, state in told if is_done(duty, state)}
    in_time = {
        (duty.task, duty.index) for _, duty, state in told if is_done(duty, state) and not is_late(state)
    }
    rows: list[dict[str, Any]] = []
    for portal, duty, own in told:
        place = (duty.task, duty.index)
        relieved = (place in done and RIGHT[own].outcome in OPEN) or (place in in_time and is_late(own))
        state = Condition.MET_BY_OTHER if relieved else own
        right = RIGHT[state]
        rows.append({
                "unit": portal.id, "task": duty.task, "check": duty.rule, "subject": duty.subject,
                "outcome": str(right.outcome), "timeliness": str(right.timeliness) if right.timeliness else None,
                "why": right.why, "condition": str(state), "warning": right.warning,
            })  # fmt: skip
    return rows
