"""What was decided about findings, and what was proposed and waits for a second person?"""

from datetime import date, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, Field

from db.review_proposals import list_proposals
from db.reviews import list_reviews
from domain.accounts import Permission
from domain.proposals import Proposal, ProposalState
from domain.reviews import Decision, Review
from evidence.office.plain_text import plain_lines
from web.api.answers import API_V1, with_table
from web.api.asked import Listed, Name
from web.api.listing import Listing, Page, answer
from web.security.permissions import needs
from web.security.visitors import Visitor
from web.state import Db

router = APIRouter(prefix=API_V1, tags=["reviews"])


class ReviewsAsked(Listed):
    """Which reviews are asked for."""

    unit: Name | None = Field(None, description="Of one unit only.")


class ProposalsAsked(Listed):
    """Which proposals are asked for."""

    state: ProposalState | None = Field(None, description="Of one state only.")


class ShownReview(BaseModel):
    """One decision about one finding; a later one of the same duty supersedes it."""

    id: int = Field(title="复核编号")
    at: datetime = Field(title="时间")
    audit_id: str = Field(title="核查编号")
    unit_id: str = Field(title="单位编号")
    task: str = Field(title="任务")
    check: str = Field(title="核查项编号")
    subject: str | None = Field(title="栏目主题编号")
    decision: Decision = Field(title="复核结论代码")
    done_on: date | None = Field(title="核定公开日期")
    reason: str = Field(title="理由")
    author: str = Field(title="复核人")
    approved_by: str | None = Field(title="批准人", description="null: none was needed.")
    attachments: list[str] = Field(title="附件摘要值")


class ShownProposal(BaseModel):
    """A decision that waits for a second person, or did; it changes nothing before that."""

    id: int = Field(title="建议编号")
    at: datetime = Field(title="提出时间")
    plan_id: str = Field(title="方案编号")
    audit_id: str = Field(title="核查编号")
    unit_id: str = Field(title="单位编号")
    task: str = Field(title="任务")
    check: str = Field(title="核查项编号")
    subject: str | None = Field(title="栏目主题编号")
    finding_id: int = Field(title="结论编号")
    decision: Decision = Field(title="建议结论代码")
    done_on: date | None = Field(title="核定公开日期")
    reason: str = Field(title="理由")
    author: str = Field(title="提出人")
    state: ProposalState = Field(title="状态代码")
    settled_by: str | None = Field(title="处理人")
    settled_at: datetime | None = Field(title="处理时间")
    settled_reason: str | None = Field(title="处理理由")
    review_id: int | None = Field(title="复核编号", description="The review that it became.")


@router.get("/reviews", response_model=Page[ShownReview], responses=with_table())
def reviews(
    request: Request,
    database: Db,
    _visitor: Annotated[Visitor, needs(Permission.SEE_ALL)],
    asked: Annotated[ReviewsAsked, Query()],
) -> Any:
    """What was decided, the newest first."""

    def read(after: tuple[Any, ...] | None, limit: int) -> tuple[Review, ...]:
        with database.read() as connection:
            return list_reviews(
                connection, unit_id=asked.unit, before_id=after[0] if after else None, limit=limit
            )

    listing: Listing[Review, ShownReview] = Listing(
        name="reviews",
        model=ShownReview,
        places=(int,),
        read=read,
        place=lambda row: (row.id,),
        shown=lambda rows: [_review(row) for row in rows],
    )
    return answer(request, asked, listing)


@router.get("/proposals", response_model=Page[ShownProposal], responses=with_table())
def proposals(
    request: Request,
    database: Db,
    _visitor: Annotated[Visitor, needs(Permission.REVIEW, Permission.APPROVE)],
    asked: Annotated[ProposalsAsked, Query()],
) -> Any:
    """What was proposed, the newest first; for those who decide, since nobody else may take it for a decision."""

    def read(after: tuple[Any, ...] | None, limit: int) -> tuple[Proposal, ...]:
        with database.read() as connection:
            return list_proposals(
                connection, state=asked.state, before_id=after[0] if after else None, limit=limit
            )

    listing: Listing[Proposal, ShownProposal] = Listing(
        name="proposals",
        model=ShownProposal,
        places=(int,),
        read=read,
        place=lambda row: (row.id,),
        shown=lambda rows: [_proposal(row) for row in rows],
    )
    return answer(request, asked, listing)


def _review(review: Review) -> ShownReview:
    return ShownReview(
        id=review.id,
        at=review.at,
        audit_id=review.audit_id,
        unit_id=review.unit_id,
        task=review.task,
        check=review.check,
        subject=review.subject,
        decision=review.decision,
        done_on=review.done_on,
        reason=plain_lines(review.reason),
        author=review.author,
        approved_by=review.approved_by,
        attachments=list(review.attachments),
    )


def _proposal(proposal: Proposal) -> ShownProposal:
    return ShownProposal(
        id=proposal.id,
        at=proposal.at,
        plan_id=proposal.plan_id,
        audit_id=proposal.audit_id,
        unit_id=proposal.unit_id,
        task=proposal.task,
        check=proposal.check,
        subject=proposal.subject,
        finding_id=proposal.finding_id,
        decision=proposal.decision,
        done_on=proposal.done_on,
        reason=plain_lines(proposal.reason),
        author=proposal.author,
        state=proposal.state,
        settled_by=proposal.settled_by,
        settled_at=proposal.settled_at,
        settled_reason=plain_lines(proposal.settled_reason) if proposal.settled_reason else None,
        review_id=proposal.review_id,
    )
