"""What was proposed about a finding, and what became of it? A proposal is no review: only a second person makes it one."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from domain.reviews import Decision


class ProposalState(StrEnum):
    """How far a proposal is (复核建议)."""

    PENDING = "pending"  # 待审批
    APPROVED = "approved"  # 已批准
    REFUSED = "refused"  # 未批准
    WITHDRAWN = "withdrawn"  # 已撤回
    OVERTAKEN = "overtaken"  # 已失效: decided anew after the facts had changed


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """One decision about one finding that waits for a second person, or did.

    ``finding_id`` is the store's, ``finding`` the digest of its words and ``basis`` what it rests on; ``author_id`` and
    ``settled_by_id`` are accounts. ``review_id`` is the review that it became, ``after_review_id`` the
    newest one of the duty when it was made (0: none; None where that was not kept yet). ``id`` is 0 for one not stored yet.
    """

    plan_id: str
    audit_id: str
    unit_id: str
    task: str
    check: str
    subject: str | None
    finding_id: int
    finding: str
    basis: str
    decision: Decision
    reason: str
    author: str
    author_id: int
    at: datetime
    done_on: date | None = None
    attachments: tuple[str, ...] = ()
    state: ProposalState = ProposalState.PENDING
    settled_by: str | None = None
    settled_by_id: int | None = None
    settled_at: datetime | None = None
    settled_reason: str | None = None
    review_id: int | None = None
    after_review_id: int | None = None
    id: int = 0
