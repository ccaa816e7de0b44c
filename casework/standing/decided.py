"""Which decisions of people hold for the newest findings of some units?"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from casework.reviews.duty_now import Key, key_of, review_key
from casework.reviews.effects import after_review
from casework.reviews.holding import Hold, held, is_overtaken
from casework.standing.held import Held
from db.audit_order import AuditRef
from db.duty_findings import StoredFinding, findings_with_bases
from db.duty_states import DutyKey
from db.objections import disputed_duties
from db.review_proposals import proposals_of_units
from db.reviews import reviews_under_plan
from db.store import Connection
from domain.plans import Plan
from domain.proposals import Proposal
from domain.reviews import Review


def decided(
    connection: Connection, audit: AuditRef, unit_ids: Sequence[str], plan: Plan | None
) -> dict[str, dict[DutyKey, Held]]:
    """What people did about the duties of these units, as far as it holds for an audit's findings; most units have nothing.

    Without the plan what came late by a person's word keeps the points that were judged: its curve is not known.
    """
    reviews: dict[str, dict[Key, list[Review]]] = defaultdict(lambda: defaultdict(list))
    for review in reviews_under_plan(connection, audit.plan_id, unit_ids):
        if review.basis is not None:
            reviews[review.unit_id][review_key(review, review.basis)].append(review)
    pending: dict[str, dict[Key, Proposal]] = defaultdict(dict)
    for proposal in proposals_of_units(connection, audit.plan_id, unit_ids, pending=True):
        pending[proposal.unit_id][review_key(proposal, proposal.basis)] = proposal
    disputed = disputed_duties(connection, audit.plan_id, unit_ids)
    found: dict[str, dict[DutyKey, Held]] = {}
    for unit_id in reviews.keys() | pending.keys() | disputed.keys():
        names = {tuple(name) for name in disputed.get(unit_id, ())}
        found[unit_id] = {}
        for stored in findings_with_bases(connection, audit.id, unit_id):
            key = key_of(stored.finding, stored.basis)
            duty = DutyKey(key[0], key[1], key[2] or "", key[3])
            decision = _held(stored, reviews[unit_id].get(key, []), plan, audit.as_of)
            made, is_disputed = pending[unit_id].get(key), tuple(duty) in names
            # One made on other facts says nothing of these: it must not keep a new breach out of the queue.
            waits = made is not None and not is_overtaken(made, stored.finding, stored.basis)
            proposal_id = made.id if made is not None and waits else None
            if decision is not None or proposal_id is not None or is_disputed:
                found[unit_id][duty] = _with(decision or Held(), proposal_id, disputed=is_disputed)
    return found


def _held(stored: StoredFinding, reviews: list[Review], plan: Plan | None, as_of: date) -> Held | None:
    if not reviews:
        return None
    stands = held(stored.finding, stored.basis, reviews, as_of)
    if stands.review is None:
        return Held(returned=stands.hold in (Hold.RETURNED, Hold.LAPSED))
    after = after_review(plan, stored.finding, stands.review) if plan else None
    return Held(review_id=stands.review.id, decision=stands.review.decision, stands=after)


def _with(decision: Held, proposal_id: int | None, *, disputed: bool) -> Held:
    return Held(
        review_id=decision.review_id,
        decision=decision.decision,
        stands=decision.stands,
        returned=decision.returned,
        proposal_id=proposal_id,
        disputed=disputed,
    )
