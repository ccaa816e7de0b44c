"""How does a person decide about a finding, so that nobody overwrites another and what accuses needs a second person?

Everything happens in one transaction: what is looked at, what is stored and its entry in the log. Two people at one duty wait for
each other; the second is told what the first decided (``ConflictError``).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from casework.accounts.log import record
from casework.objections.following import what_follows
from casework.reports.audited_plans import audited_plan
from casework.reviews.attachments import Upload, check_uploads, keep_uploads
from casework.reviews.duty_now import DutyNow, duty_now
from casework.reviews.effects import late_days, needs_approval, possible_decisions, standpoint
from casework.reviews.holding import is_overtaken
from casework.reviews.refusals import ConflictError, ReviewError, Why
from casework.reviews.settling import After, checked_reason, settle
from db.database import Database
from db.duty_findings import audit_of_finding, newest_audit_of
from db.review_proposals import insert_proposal
from db.reviews import insert_review
from db.store import Connection
from domain.accounts import Account, Permission
from domain.beijing import beijing_day
from domain.findings import Finding
from domain.plans import Plan
from domain.proposals import Proposal, ProposalState
from domain.reviews import Decision, Review


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What somebody looked at who decides: the finding, and the newest review and proposal of its duty (0: none)."""

    finding_id: int
    review_id: int = 0
    proposal_id: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What somebody wants to decide. ``done_on`` is the day of publication, with ``Decision.LATE`` only."""

    decision: Decision
    reason: str
    done_on: date | None = None
    attachments: Sequence[Upload] = ()


def propose(
    database: Database,
    actor: Account,
    seen: Seen,
    wish: Wish,
    *,
    address: str | None = None,
    now: datetime | None = None,
    after: After = what_follows,
) -> Review | Proposal:
    """Decide about a finding: a review at once, or a proposal where a second person has to agree.

    Args:
        database: where the audit is.
        actor: who decides.
        seen: what the actor looked at.
        wish: what the actor wants.
        address: from where, for the log.
        now: when (default: now).
        after: what brings up to date that is kept ready.

    Returns:
        The review that was stored, or the proposal that waits.

    Raises:
        ConflictError: the finding is not the newest of its duty any more, or somebody decided about it meanwhile.
        ReviewError: the actor may not, or this can't be decided so.
        StoreError: the database can't be used.
        UsageError, WorkError: the plan that the audit was judged by was not kept, or can't be read.
    """
    moment = now or datetime.now(UTC)
    wish = _checked(actor, wish)
    plan = _plan_of(database, seen)
    with database.write() as transaction:
        # One lock for all: reviews are few, and each looks at its whole unit.
        database.lock(transaction, "deciding")
        duty = _as_seen(transaction, seen)
        waiting = duty.proposal if duty.proposal and duty.proposal.state is ProposalState.PENDING else None
        if waiting is not None and not is_overtaken(waiting, duty.finding, duty.basis):
            raise ReviewError(Why.PROPOSED)
        if duty.audit.plan_digest != plan.digest:
            raise ConflictError(newest=duty.finding_id)
        _check_decision(plan, duty.finding, wish, moment)
        if waiting is not None:
            settle(transaction, waiting, actor, ProposalState.OVERTAKEN, "", moment, address)
        review = _review(duty, actor, wish, moment)
        agreed = not _needs_second(plan, duty, review)
        kept = keep_uploads(transaction, wish.attachments, actor.login, moment)
        stored: Review | Proposal
        if agreed:
            stored = insert_review(database, transaction, replace(review, attachments=kept))
        else:
            stored = insert_proposal(transaction, _proposal(duty, actor, wish, kept, moment))
        record(
            transaction,
            actor,
            "review.add" if agreed else "review.propose",
            f"finding:{duty.finding_id}",
            _told(stored, duty),
            address,
            now=moment,
        )
        after(database, transaction, duty.audit.plan_id, duty.audit.unit_id)
        return stored


def _checked(actor: Account, wish: Wish) -> Wish:
    if not actor.may(Permission.REVIEW):
        raise ReviewError(Why.NOT_ALLOWED)
    check_uploads(wish.attachments)
    return replace(wish, reason=checked_reason(wish.reason))


def _plan_of(database: Database, seen: Seen) -> Plan:
    """The plan that the newest audit of the finding's unit was judged by: read before anything is locked."""
    with database.read() as transaction:
        known = audit_of_finding(transaction, seen.finding_id)
        newest = newest_audit_of(transaction, known[0], known[2]) if known else None
    if newest is None:
        raise ReviewError(Why.NO_FINDING)
    return audited_plan(database, newest.plan_id, newest.plan_digest)


def _as_seen(transaction: Connection, seen: Seen) -> DutyNow:
    duty = duty_now(transaction, seen.finding_id)
    if duty is None:
        raise ReviewError(Why.GONE)
    changed = duty.last_review_id != seen.review_id or duty.last_proposal_id != seen.proposal_id
    if changed or duty.finding_id != seen.finding_id:
        raise ConflictError(
            newest=duty.finding_id,
            review=duty.review if duty.last_review_id != seen.review_id else None,
            proposal=duty.proposal if duty.last_proposal_id != seen.proposal_id else None,
        )
    return duty


def _check_decision(plan: Plan, finding: Finding, wish: Wish, moment: datetime) -> None:
    if wish.decision not in possible_decisions(finding):
        raise ReviewError(Why.NOT_POSSIBLE)
    if (wish.done_on is not None) != (wish.decision is Decision.LATE):
        raise ReviewError(Why.DONE_ON)
    if wish.done_on is not None:
        today = beijing_day(moment) or moment.date()
        if wish.done_on > today or late_days(plan, finding, wish.done_on) == 0:
            raise ReviewError(Why.DONE_ON)


def _needs_second(plan: Plan, duty: DutyNow, review: Review) -> bool:
    before = standpoint(plan, duty.findings, duty.held, duty.place)
    held = [*duty.held[: duty.place], review, *duty.held[duty.place + 1 :]]
    return needs_approval(before, standpoint(plan, duty.findings, held, duty.place))


def _review(duty: DutyNow, actor: Account, wish: Wish, moment: datetime) -> Review:
    return Review(
        audit_id=duty.audit.audit_id,
        unit_id=duty.audit.unit_id,
        task=str(duty.finding.task),
        check=duty.finding.check,
        subject=duty.finding.subject,
        finding=duty.digest,
        decision=wish.decision,
        author=actor.name,
        at=moment,
        reason=wish.reason,
        basis=duty.basis,
        done_on=wish.done_on,
    )


def _proposal(
    duty: DutyNow, actor: Account, wish: Wish, attachments: tuple[str, ...], moment: datetime
) -> Proposal:
    return Proposal(
        plan_id=duty.audit.plan_id,
        audit_id=duty.audit.audit_id,
        unit_id=duty.audit.unit_id,
        task=str(duty.finding.task),
        check=duty.finding.check,
        subject=duty.finding.subject,
        finding_id=duty.finding_id,
        finding=duty.digest,
        basis=duty.basis,
        decision=wish.decision,
        reason=wish.reason,
        author=actor.name,
        author_id=actor.id,
        at=moment,
        done_on=wish.done_on,
        attachments=attachments,
        after_review_id=duty.last_review_id,
    )


def _told(stored: Review | Proposal, duty: DutyNow) -> dict[str, object]:
    return {
        "unit": duty.audit.unit_id,
        "task": str(duty.finding.task),
        "check": duty.finding.check,
        "subject": duty.finding.subject,
        "decision": stored.decision.value,
        "reason": stored.reason,
        **({"done_on": stored.done_on.isoformat()} if stored.done_on else {}),
        **({"attachments": list(stored.attachments)} if stored.attachments else {}),
        ("review" if isinstance(stored, Review) else "proposal"): stored.id,
    }
