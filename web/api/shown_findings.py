"""How is a finding sent? By how it stands after reviews; an overturned one is never told as if it held."""

from collections.abc import Sequence
from datetime import date, datetime

from pydantic import BaseModel, Field

from casework.standing.states import STATUS_WORDS
from db.database import Database
from db.duty_listing import SaidFinding, load_reviews_by_number, load_said
from domain.beijing import BEIJING
from domain.duty_standing import DutyStatus
from domain.findings import Outcome, Timeliness
from domain.reviews import Decision, Review
from domain.standings import Duty
from evidence.office.audit_report import Reported
from evidence.office.check_names import check_name
from evidence.office.plain_text import plain_line, plain_lines
from evidence.office.statuses import (
    DECISION_WORDS,
    account_of,
    remark_beside_account,
    timeliness_word,
)
from web.api.scope import subject_names


class ShownPoints(BaseModel):
    """Points; what could not be measured counts in neither of the first two."""

    earned: float = Field(title="得分")
    possible: float = Field(title="可测分值")
    unmeasured: float = Field(title="未测分值")


class ShownReview(BaseModel):
    """What a person decided about a finding."""

    id: int
    decision: Decision
    decision_word: str
    author: str
    approved_by: str | None = Field(description="The second person, where one was needed.")
    at: datetime
    reason: str
    done_on: date | None = Field(description="The day of publication that a person established.")


class ShownFinding(BaseModel):
    """The newest finding of a duty, as it stands after reviews."""

    finding_id: int = Field(title="核查结果编号", description="Changes with every audit.")
    audit_id: str = Field(title="核查编号")
    unit_id: str = Field(title="单位编号")
    unit_name: str = Field(title="单位")
    task: str = Field(title="任务")
    check: str = Field(title="核查项编号", description="The rule.")
    check_name: str = Field(title="核查项")
    subject: str | None = Field(title="栏目主题编号")
    subject_name: str | None = Field(title="栏目主题")
    status: DutyStatus = Field(
        title="核查结果代码", description="After reviews. Only `failed` and `late` are problems."
    )
    status_word: str = Field(title="核查结果")
    timeliness_word: str = Field(title="及时性")
    due_last: date | None = Field(title="最近时限")
    due_next: date | None = Field(title="下一时限")
    done_on: date | None = Field(title="公开日期")
    late_days: int | None = Field(title="逾期天数")
    points: ShownPoints = Field(description="After reviews.")
    explanation: str = Field(
        title="情况说明",
        description="Where a review changed the status, it comes first, and what was judged is marked 原判.",
    )
    remark: str = Field(title="备注")
    warning: bool = Field(title="预警", description="Near a breach, but none.")
    advice: bool = Field(title="参考项", description="Counts no points, and is never a problem.")
    outcome: Outcome = Field(title="原判结论代码", description="As it was judged, before reviews.")
    timeliness: Timeliness = Field(title="原判及时性代码", description="As it was judged, before reviews.")
    code: str = Field(title="原判理由代码", description="As it was judged, before reviews.")
    since: date = Field(title="同一结论始于", description="Since when the verdict has been the same.")
    review: ShownReview | None


def shown_findings(database: Database, duties: Sequence[Duty]) -> list[ShownFinding]:
    """What is sent of duties, in their order.

    Raises:
        StoreError: the database can't be used.
    """
    said = load_said(database, {duty.finding_id for duty in duties})
    reviews = load_reviews_by_number(
        database, {duty.review_id for duty in duties if duty.review_id is not None}
    )
    # A duty whose finding is no more (an audit was being worked in) is left to the next question.
    return [
        shown_finding(database, duty, said[duty.finding_id], reviews.get(duty.review_id or 0))
        for duty in duties
        if duty.finding_id in said
    ]


def shown_finding(database: Database, duty: Duty, said: SaidFinding, review: Review | None) -> ShownFinding:
    """What is sent of one duty with its newest finding, and the review that holds of it."""
    finding = said.finding
    reported = Reported(finding=finding, review=review)
    return ShownFinding(
        finding_id=duty.finding_id,
        audit_id=duty.audit_id,
        unit_id=duty.unit_id,
        unit_name=plain_line(duty.unit_name),
        task=duty.task,
        check=duty.check_id,
        check_name=check_name(duty.check_id),
        subject=duty.subject,
        subject_name=subject_name(database, said),
        status=duty.status,
        status_word=STATUS_WORDS[duty.status].value,
        timeliness_word=timeliness_word(reported),
        due_last=duty.due_last,
        due_next=duty.due_next,
        done_on=duty.done_on,
        late_days=duty.late_days,
        points=ShownPoints(earned=duty.earned, possible=duty.possible, unmeasured=duty.unmeasured),
        explanation=account_of(reported, plain_lines(finding.explanation)),
        remark=remark_beside_account(reported),
        warning=duty.warning,
        advice=duty.advice,
        outcome=duty.outcome,
        timeliness=duty.timeliness,
        code=duty.code,
        since=duty.since_day,
        review=shown_review(review) if review else None,
    )


def shown_review(review: Review) -> ShownReview:
    """What is sent of a review."""
    return ShownReview(
        id=review.id,
        decision=review.decision,
        decision_word=DECISION_WORDS[review.decision],
        author=plain_line(review.author),
        approved_by=None if review.approved_by is None else plain_line(review.approved_by),
        at=review.at.astimezone(BEIJING),
        reason=plain_lines(review.reason),
        done_on=review.done_on,
    )


def subject_name(database: Database, said: SaidFinding) -> str | None:
    """What the subject of a finding is called in the vocabulary that it was judged by."""
    subject = said.finding.subject
    return subject_names(database, said.vocabulary_digest).get(subject, subject) if subject else None
