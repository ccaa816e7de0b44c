"""How are some units brought up to date in one transaction?"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from math import fsum
from typing import Any

from casework.standing.decided import decided
from casework.standing.planned import KnownPlans, grade_of, is_ranked
from casework.standing.states import UnitStates, states_after, status_after
from db import duty_states, standing_rows
from db.audit_order import AuditRef, audits_of_unit, finished_audit
from db.duty_states import DutyKey, DutyState, JudgedRow, Kept, KeptDuty, VerdictChange
from db.standing_rows import STATUSES, UnitAudited
from db.store import Connection
from domain.findings import Outcome, Score
from domain.plans import Grading

Causes = Mapping[str, Mapping[DutyKey, str]]
"""Why verdicts became others (``domain.changes.Cause``, joined by commas), by unit and duty."""

_PLACES = 6


@dataclass(slots=True)
class Renewed:
    """What parts changed for others: the tasks whose counts, and whether places, are to be worked out anew.

    ``replayed``: some unit was gone through from its first audit on.
    """

    tasks: set[str] = field(default_factory=set)
    places: bool = False
    replayed: bool = False

    def add(self, other: "Renewed") -> None:
        """Take over what another part changed."""
        self.tasks |= other.tasks
        self.places |= other.places
        self.replayed |= other.replayed


def renew_part(
    connection: Connection, audit: AuditRef, unit_ids: Sequence[str], plans: KnownPlans, causes: Causes
) -> Renewed:
    """Work an audit in for some of its units. One that stands by a newer audit is gone through from its first audit on."""
    renewed = Renewed()
    standings = standing_rows.load_standings(connection, audit.plan_id, unit_ids)
    known = {each["audit_id"] for each in standings.values()}
    audits = {audit_id: finished_audit(connection, audit_id) for audit_id in known}
    onward, late = [], []
    for unit_id in unit_ids:
        standing = standings.get(unit_id)
        newest = audits[standing["audit_id"]] if standing else None
        if newest is None or newest < audit:
            onward.append(unit_id)
        elif newest.id != audit.id:
            late.append(unit_id)
    _go_on(connection, audit, onward, plans, causes, standings, renewed)
    for unit_id in late:
        replay_unit(connection, audit.plan_id, unit_id, plans, renewed)
    return renewed


def _go_on(
    connection: Connection,
    audit: AuditRef,
    unit_ids: Sequence[str],
    plans: KnownPlans,
    causes: Causes,
    standings: Mapping[str, Mapping[str, Any]],
    renewed: Renewed,
) -> None:
    kept = duty_states.load_states(connection, audit.plan_id, unit_ids)
    judged = duty_states.load_judged(connection, audit.id, unit_ids)
    audited = standing_rows.load_audited(connection, audit.id, unit_ids)
    planned = plans.of(audit)
    held = decided(connection, audit, unit_ids, planned.plan)
    rows, history = [], []
    changes: list[VerdictChange] = []
    for unit_id in unit_ids:
        standing = standings.get(unit_id)
        findings = judged.get(unit_id, [])
        after = states_after(
            audit,
            unit_id,
            findings,
            # What is left of a unit that has no standing is to be built anew: it is no state to go on from.
            kept[unit_id] if standing else {},
            coming=planned.coming(unit_id, audit.as_of),
            held=held.get(unit_id, {}),
            causes=causes.get(unit_id),
        )
        _save(connection, audit.plan_id, unit_id, kept[unit_id], after.states, renewed)
        changes += after.changes
        changed = len(after.changes)
        rows.append(standing_row(audit, audited[unit_id], after.states, planned.grading, standing, changed))
        history.append(history_row(audit, audited[unit_id], findings, planned.grading, changed))
    duty_states.save_changes(connection, changes)
    standing_rows.save_standings(connection, audit.plan_id, rows)
    standing_rows.save_history(connection, audit.id, history)
    renewed.places = True


def replay_unit(
    connection: Connection, plan_id: str, unit_id: str, plans: KnownPlans, renewed: Renewed
) -> None:
    """Build all that is kept of a unit anew from its audits, the oldest first."""
    audits = [each for each in audits_of_unit(connection, plan_id, unit_id) if not each.ahead]
    if not audits:
        return
    there = duty_states.load_states(connection, plan_id, [unit_id])[unit_id]
    standing = standing_rows.load_standings(connection, plan_id, [unit_id]).get(unit_id)
    kept: Kept = {}
    changes: list[VerdictChange] = []
    newest = audits[-1]
    after = UnitStates({}, ())
    for audit in audits:
        judged = duty_states.load_judged(connection, audit.id, [unit_id])
        audited = standing_rows.load_audited(connection, audit.id, [unit_id])[unit_id]
        findings = judged.get(unit_id, [])
        last = audit is newest
        planned = plans.of(audit)
        after = states_after(
            audit,
            unit_id,
            findings,
            kept,
            coming=planned.coming(unit_id, audit.as_of) if last else _nothing_known,
            held=decided(connection, audit, [unit_id], planned.plan).get(unit_id, {}) if last else {},
        )
        changes += after.changes
        row = history_row(audit, audited, findings, planned.grading, len(after.changes))
        standing_rows.save_history(connection, audit.id, [row])
        kept = {key: KeptDuty(0, state) for key, state in after.states.items()}
    _save(connection, plan_id, unit_id, there, after.states, renewed)
    duty_states.replace_changes(connection, plan_id, unit_id, changes)
    row = standing_row(newest, audited, after.states, planned.grading, standing, len(after.changes))
    standing_rows.save_standings(connection, plan_id, [row])
    renewed.places = renewed.replayed = True


def renew_decided(
    connection: Connection, plan_id: str, unit_id: str, grading: Grading, plans: KnownPlans
) -> Renewed:
    """Bring a unit up to date with what people decided since; its findings are the same."""
    renewed = Renewed()
    standing = standing_rows.load_standings(connection, plan_id, [unit_id]).get(unit_id)
    newest = finished_audit(connection, standing["audit_id"]) if standing else None
    if standing is None or newest is None:
        return renewed
    kept = duty_states.load_states(connection, plan_id, [unit_id])[unit_id]
    judged = duty_states.load_judged(connection, newest.id, [unit_id])
    audited = standing_rows.load_audited(connection, newest.id, [unit_id])[unit_id]
    after = states_after(
        newest,
        unit_id,
        judged.get(unit_id, []),
        kept,
        coming=lambda key, _: kept[key].state.due_next if key in kept else None,
        held=decided(connection, newest, [unit_id], plans.of(newest).plan).get(unit_id, {}),
    )
    states = after.states
    if not standing["listed"]:
        states = {key: state._replace(queue_reason=None, queue_weight=None) for key, state in states.items()}
    _save(connection, plan_id, unit_id, kept, states, renewed)
    row = standing_row(newest, audited, states, grading, standing, standing["changed"])
    standing_rows.save_standings(connection, plan_id, [row])
    renewed.places = (row["percent"], row["ranked"]) != (standing["percent"], standing["ranked"])
    return renewed


def standing_row(
    audit: AuditRef,
    unit: UnitAudited,
    states: Mapping[DutyKey, DutyState],
    grading: Grading,
    standing: Mapping[str, Any] | None,
    changed: int,
) -> dict[str, Any]:
    """A row of ``unit_standings``; what only all units together give is taken over from ``standing``."""
    judged = Score(earned=unit.earned, possible=unit.possible, unmeasured=unit.unmeasured)
    score = _sum(states.values())
    taken = standing or {}
    return {
        "plan_id": audit.plan_id,
        "unit_id": unit.unit_id,
        "audit_id": audit.id,
        "as_of": audit.as_of,
        "name": unit.name,
        "kind": unit.kind,
        "region": unit.region,
        "parent": unit.parent,
        "position": unit.position,
        "listed": taken.get("listed", False),
        "judged_percent": judged.percent,
        "judged_coverage": judged.coverage,
        "earned": score.earned,
        "possible": score.possible,
        "unmeasured": score.unmeasured,
        "percent": score.percent,
        "coverage": score.coverage,
        "ranked": is_ranked(score, grading),
        "place": taken.get("place"),
        "tied": taken.get("tied"),
        "grade": grade_of(score, grading),
        "warnings": sum(state.warning for state in states.values()),
        "queued": sum(state.queue_weight is not None for state in states.values()),
        "changed": changed,
        "reach_status": unit.reach["status"],
        "reach_failure": unit.reach.get("failure"),
        "pages": unit.reach.get("pages", 0),
        "audit_before": taken.get("audit_before"),
        "percent_before": taken.get("percent_before"),
        "place_before": taken.get("place_before"),
        **_counts(state.status.value for state in states.values()),
    }


def history_row(
    audit: AuditRef, unit: UnitAudited, findings: Sequence[JudgedRow], grading: Grading, changed: int
) -> dict[str, Any]:
    """A row of ``unit_history``: the unit as it was judged."""
    score = Score(earned=unit.earned, possible=unit.possible, unmeasured=unit.unmeasured)
    return {
        "plan_id": audit.plan_id,
        "unit_id": unit.unit_id,
        "audit_id": audit.id,
        "as_of": audit.as_of,
        "earned": score.earned,
        "possible": score.possible,
        "unmeasured": score.unmeasured,
        "percent": score.percent,
        "coverage": score.coverage,
        "ranked": is_ranked(score, grading),
        "place": None,
        "warnings": sum(finding.warning for finding in findings),
        "changed": changed,
        "reach_status": unit.reach["status"],
        **_counts(status_after(finding, None).value for finding in findings),
    }


def _save(
    connection: Connection,
    plan_id: str,
    unit_id: str,
    kept: Kept,
    states: Mapping[DutyKey, DutyState],
    renewed: Renewed,
) -> None:
    duty_states.save_states(connection, plan_id, unit_id, kept, states)
    for key in kept.keys() | states.keys():
        if key not in kept or key not in states or _counted(kept[key].state) != _counted(states[key]):
            renewed.tasks.add(key.task)


def _counted(state: DutyState) -> tuple[object, ...]:
    """What the counts of its task tell of a duty."""
    return state.status, state.due_last, state.due_next


def _counts(statuses: Iterable[str]) -> dict[str, int]:
    counted = Counter(statuses)
    return {name: counted[name] for name in STATUSES}


def _sum(states: Iterable[DutyState]) -> Score:
    every = list(states)
    return Score(
        earned=round(fsum(state.earned for state in every), _PLACES),
        possible=round(fsum(state.possible for state in every), _PLACES),
        unmeasured=round(fsum(state.unmeasured for state in every), _PLACES),
    )


def _nothing_known(_key: DutyKey, _outcome: Outcome) -> date | None:
    return None
