"""How does a duty stand by its newest finding, by what people did about it, and by how it stood before?"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from casework.queue.weights import Waiting, nearest, reason_of, weight_of
from casework.standing.held import NOTHING, Held
from db.audit_order import AuditRef
from db.duty_states import DutyKey, DutyState, JudgedRow, KeptDuty, VerdictChange
from domain.duty_standing import PROBLEM_STATUSES, DutyStatus
from domain.findings import Outcome, Points, Timeliness
from domain.reviews import Decision
from evidence.office.statuses import Status, judged_status, reviewed_status

STATUS_IDS: Mapping[Status, DutyStatus] = {status: DutyStatus[status.name] for status in Status}
"""The stored id of each status of the office documents."""

STATUS_WORDS: Mapping[DutyStatus, Status] = {kept: status for status, kept in STATUS_IDS.items()}
"""The status of the office documents that a stored id stands for."""


Coming = Callable[[DutyKey, Outcome], date | None]
"""Says by when a duty that stands so is due next."""


@dataclass(frozen=True, slots=True)
class UnitStates:
    """A unit's duties after an audit, and the verdicts that it made others."""

    states: dict[DutyKey, DutyState]
    changes: tuple[VerdictChange, ...]


def states_after(
    audit: AuditRef,
    unit_id: str,
    judged: list[JudgedRow],
    kept: Mapping[DutyKey, KeptDuty],
    *,
    coming: Coming,
    held: Mapping[DutyKey, Held],
    causes: Mapping[DutyKey, str] | None = None,
) -> UnitStates:
    """How the duties of a unit stand after an audit that is newer than what is kept of it.

    Args:
        audit: the audit.
        unit_id: the unit.
        judged: its findings in order.
        kept: how its duties stood after the audit before; empty for a unit that is audited for the first time.
        coming: says by when a duty is due next.
        held: what people did about them.
        causes: why verdicts became others, where that was told.
    """
    states: dict[DutyKey, DutyState] = {}
    changes: list[VerdictChange] = []
    told = causes or {}
    for position, (key, finding) in enumerate(keyed(judged)):
        before = kept[key].state if key in kept else None
        due_next = coming(key, finding.outcome)
        state = state_of(audit, position, finding, before, due_next=due_next, held=held.get(key, NOTHING))
        states[key] = state
        if before is None and not kept:
            continue
        if before is None or before.verdict != state.verdict:
            changes.append(_change(audit, unit_id, key, before, state, told.get(key)))
    for key, known in kept.items():
        if key not in states:
            changes.append(_change(audit, unit_id, key, known.state, None, told.get(key)))
    return UnitStates(states, tuple(changes))


def keyed(judged: list[JudgedRow]) -> list[tuple[DutyKey, JudgedRow]]:
    """The findings of a unit by the keys of their duties: those alike are counted in the order in which they were judged."""
    alike: dict[tuple[str, str, str], int] = {}
    found = []
    for finding in judged:
        name = (finding.task, finding.check_id, finding.subject or "")
        nth = alike.get(name, 0)
        alike[name] = nth + 1
        found.append((DutyKey(*name, nth), finding))
    return found


def state_of(
    audit: AuditRef,
    position: int,
    finding: JudgedRow,
    before: DutyState | None,
    *,
    due_next: date | None,
    held: Held,
) -> DutyState:
    """How one duty stands by a finding."""
    same = before is not None and before.verdict == (finding.outcome, finding.timeliness, finding.code)
    status = status_after(finding, held.decision)
    due_last = date.fromisoformat(finding.due[-1]) if finding.due else None
    if due_last is not None and due_last > audit.as_of:
        due_last = max(
            (day for day in map(date.fromisoformat, finding.due) if day <= audit.as_of), default=None
        )
    points = Points(earned=finding.earned, possible=finding.possible, unmeasured=finding.unmeasured)
    done_on, late_by, warning = finding.done_on, finding.late_by, finding.warning
    if held.stands is not None:
        # What a review cleared must not be listed as so many days late any more.
        points, done_on = held.stands.points, held.stands.done_on
        late_by, warning = held.stands.late_by, held.stands.warning
    waiting = Waiting(
        finding.check_id,
        finding.code,
        status,
        held.decision,
        held.disputed,
        held.returned,
        held.proposal_id is not None,
    )
    reason = reason_of(waiting)
    weight = None
    if reason is not None:
        lost = points.possible - points.earned if status in PROBLEM_STATUSES else points.possible
        days = nearest(audit.as_of, due_last, due_next)
        weight = weight_of(waiting, reason, stake=lost + points.unmeasured, days=days)
    return DutyState(
        finding_id=finding.id,
        audit_id=audit.id,
        position=position,
        outcome=finding.outcome,
        timeliness=finding.timeliness,
        code=finding.code,
        status=status,
        advice=finding.advice,
        warning=warning,
        due_last=due_last,
        due_next=due_next,
        done_on=done_on,
        late_days=max(late_by, default=0) or None,
        earned=points.earned,
        possible=points.possible,
        unmeasured=points.unmeasured,
        basis=finding.basis,
        since_audit=before.since_audit if same and before else audit.id,
        since_day=before.since_day if same and before else audit.as_of,
        before_outcome=(before.before_outcome if same else before.outcome) if before else None,
        before_timeliness=(before.before_timeliness if same else before.timeliness) if before else None,
        before_code=(before.before_code if same else before.code) if before else None,
        review_id=held.review_id,
        proposal_id=held.proposal_id,
        returned=held.returned,
        disputed=held.disputed,
        queue_reason=reason,
        queue_weight=weight,
    )


def status_after(finding: JudgedRow, decision: Decision | None) -> DutyStatus:
    """The status of a finding after a decision; without one as it was judged."""
    return _status(finding.outcome, finding.timeliness, finding.code, decision, advice=finding.advice)


@cache
def _status(
    outcome: Outcome, timeliness: Timeliness, code: str, decision: Decision | None, *, advice: bool
) -> DutyStatus:
    judged = judged_status(outcome, timeliness, code, advice=advice)
    return STATUS_IDS[judged if decision is None else reviewed_status(judged, decision, advice=advice)]


def _change(
    audit: AuditRef,
    unit_id: str,
    key: DutyKey,
    before: DutyState | None,
    after: DutyState | None,
    causes: str | None,
) -> VerdictChange:
    known = after or before
    assert known is not None
    return VerdictChange(
        plan_id=audit.plan_id,
        unit_id=unit_id,
        task=key.task,
        check_id=key.check_id,
        subject=key.subject,
        nth=key.nth,
        audit_id=audit.id,
        as_of=audit.as_of,
        outcome=after.outcome if after else None,
        timeliness=after.timeliness if after else None,
        code=after.code if after else None,
        advice=known.advice,
        basis=after.basis if after else None,
        finding_id=after.finding_id if after else None,
        before_outcome=before.outcome if before else None,
        before_timeliness=before.timeliness if before else None,
        before_code=before.code if before else None,
        before_day=before.since_day if before else None,
        before_finding_id=before.finding_id if before else None,
        causes=causes,
    )
