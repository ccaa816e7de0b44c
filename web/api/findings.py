"""What was found: every duty by its newest finding, and one finding with the pages that it cites and its history?"""

from datetime import date
from functools import partial
from typing import Annotated, Any

from fastapi import APIRouter, HTTPException, Query, Request
from pydantic import BaseModel, Field

from casework.reviews.reviewed_units import reviews_of_finding
from casework.standing.states import STATUS_IDS, STATUS_WORDS
from db.database import Database
from db.duty_listing import DutyFilter, SaidFinding, load_every_duty, load_said
from db.duty_reading import duty_of_finding, load_verdicts
from domain.accounts import Permission
from domain.duty_standing import DutyStatus
from domain.findings import Outcome, Timeliness
from domain.reviews import Review
from domain.standings import Duty
from evidence.office.audit_report import Reported
from evidence.office.check_names import check_name
from evidence.office.plain_text import plain_line, plain_lines
from evidence.office.statuses import (
    account_of,
    judged_status,
    remark_beside_account,
    status_of,
    timeliness_word,
)
from web.api.answers import API_V1, refusals, with_table
from web.api.asked import ListedUnderPlan, Name, Nothing, Number, PathName
from web.api.listing import Listing, Page, answer
from web.api.scope import scope_of
from web.api.shown_findings import (
    ShownFinding,
    ShownPoints,
    ShownReview,
    shown_findings,
    shown_review,
    subject_name,
)
from web.security.permissions import needs, needs_unit, only_own
from web.security.visitors import Visitor
from web.state import Db

router = APIRouter(prefix=API_V1, tags=["findings"])
Seer = Annotated[Visitor, needs(Permission.SEE_ALL, Permission.SEE_OWN)]


class FindingsAsked(ListedUnderPlan):
    """Which findings are asked for."""

    unit: Name | None = Field(None, description="Of one unit only.")
    task: Name | None = Field(None, description="Of one task only.")
    status: DutyStatus | None = Field(None, description="Of one status (after reviews) only.")


class UnitFindingsAsked(ListedUnderPlan):
    """Which findings of a unit are asked for."""

    task: Name | None = Field(None, description="Of one task only.")
    status: DutyStatus | None = Field(None, description="Of one status (after reviews) only.")


class CitedAddress(BaseModel):
    """A page of the portal that a finding rests on, in the portal's own words."""

    id: str
    address: str | None
    title: str | None


class OneFinding(BaseModel):
    """One finding of one audit, as it stands after reviews; it may be an older one of its duty."""

    finding_id: int
    newest_finding_id: int | None = Field(
        description="The newest of the same duty; null where it is owed no more."
    )
    audit_id: str
    plan_id: str
    unit_id: str
    task: str
    check: str
    check_name: str
    subject: str | None
    subject_name: str | None
    status: DutyStatus
    status_word: str
    timeliness_word: str
    due: list[date]
    done_on: date | None
    late_by: list[int] = Field(description="Days by which each part came late; 0 for those in time.")
    points: ShownPoints | None = Field(
        description="After reviews; null for an older finding that a review changed."
    )
    explanation: str
    remark: str
    warning: bool
    advice: bool
    outcome: Outcome
    timeliness: Timeliness
    code: str
    cites: list[str]
    pages: list[CitedAddress]
    review: ShownReview | None


class ShownStep(BaseModel):
    """What was judged of a duty from a day on, before reviews."""

    day: date
    audit_id: str | None
    outcome: Outcome | None = Field(description="null: it was not owed.")
    timeliness: Timeliness | None
    code: str | None
    judged_word: str | None = Field(description="原判: the status without reviews.")
    finding_id: int | None
    causes: list[str] = Field(description="rules, register, others, time, site: what made it another.")


class Verdicts(BaseModel):
    """How a duty was judged over time, the newest first."""

    items: list[ShownStep]


@router.get("/findings", response_model=Page[ShownFinding], responses=with_table())
def findings(request: Request, database: Db, visitor: Seer, asked: Annotated[FindingsAsked, Query()]) -> Any:
    """The newest finding of every duty, by unit. Who sees one unit only gets its findings."""
    scope = scope_of(database, asked.plan)
    if asked.unit is not None:
        only_own(visitor, asked.unit)
    wanted = DutyFilter(unit_id=asked.unit or visitor.own_unit, task=asked.task, status=asked.status)
    return _listed(request, database, asked, scope.plan_id, wanted)


@router.get("/units/{unit}/findings", response_model=Page[ShownFinding], responses=with_table())
def unit_findings(
    request: Request,
    database: Db,
    unit: PathName,
    _visitor: Annotated[Visitor, needs_unit(Permission.SEE_ALL, Permission.SEE_OWN)],
    asked: Annotated[UnitFindingsAsked, Query()],
) -> Any:
    """The newest finding of every duty of a unit."""
    scope = scope_of(database, asked.plan)
    wanted = DutyFilter(unit_id=unit, task=asked.task, status=asked.status)
    return _listed(request, database, asked, scope.plan_id, wanted)


@router.get("/findings/{finding}", response_model=OneFinding, responses=refusals())
def finding(database: Db, finding: Number, visitor: Seer, _asked: Annotated[Nothing, Query()]) -> Any:
    """One finding, with the pages that it cites."""
    said = _said(database, finding, visitor)
    duty = duty_of_finding(database, finding)
    return _one(database, said, duty, _review_of(database, said))


@router.get("/findings/{finding}/verdicts", response_model=Verdicts, responses=refusals())
def verdicts(database: Db, finding: Number, visitor: Seer, _asked: Annotated[Nothing, Query()]) -> Any:
    """How the duty of a finding was judged over time."""
    said = _said(database, finding, visitor)
    duty = duty_of_finding(database, finding)
    steps = load_verdicts(database, said.plan_id, duty) if duty else ()
    return Verdicts(
        items=[
            ShownStep(
                day=step.day,
                audit_id=step.audit_id,
                outcome=step.outcome,
                timeliness=step.timeliness,
                code=step.code,
                judged_word=judged_status(
                    step.outcome, step.timeliness, step.code or "", advice=duty.advice
                ).value
                if duty and step.outcome and step.timeliness
                else None,
                finding_id=step.finding_id,
                causes=list(step.causes),
            )
            for step in steps
        ]
    )


def _listed(
    request: Request, database: Database, asked: ListedUnderPlan, plan_id: str, wanted: DutyFilter
) -> Any:
    listing: Listing[Duty, ShownFinding] = Listing(
        name="findings",
        model=ShownFinding,
        places=(str, int),
        read=lambda after, limit: load_every_duty(
            database, plan_id, wanted, after=(after[0], after[1]) if after else None, limit=limit
        ),
        place=lambda duty: (duty.unit_id, duty.id),
        shown=partial(shown_findings, database),
    )
    return answer(request, asked, listing)


def _said(database: Database, finding_id: int, visitor: Visitor) -> SaidFinding:
    said = load_said(database, [finding_id]).get(finding_id)
    if said is None:
        raise HTTPException(404)
    only_own(visitor, said.finding.unit_id)
    return said


def _review_of(database: Database, said: SaidFinding) -> Review | None:
    reviews = reviews_of_finding(database, said.plan_id, said.audit_id, said.finding.unit_id, said.id)
    return reviews.holding


def _one(database: Database, said: SaidFinding, duty: Duty | None, review: Review | None) -> OneFinding:
    finding = said.finding
    reported = Reported(finding=finding, review=review)
    is_newest = duty is not None and duty.finding_id == said.id
    pages = database.load_cited_pages(finding.cites)
    status = STATUS_IDS[status_of(reported)]
    return OneFinding(
        finding_id=said.id,
        newest_finding_id=duty.finding_id if duty else None,
        audit_id=said.audit_id,
        plan_id=said.plan_id,
        unit_id=finding.unit_id,
        task=str(finding.task),
        check=finding.check,
        check_name=check_name(finding.check),
        subject=finding.subject,
        subject_name=subject_name(database, said),
        status=status,
        status_word=STATUS_WORDS[status].value,
        timeliness_word=timeliness_word(reported),
        due=list(finding.due),
        done_on=duty.done_on if duty and is_newest else finding.done_on,
        late_by=list(finding.late_by),
        points=_points(reported, duty if is_newest else None),
        explanation=account_of(reported, plain_lines(finding.explanation)),
        remark=remark_beside_account(reported),
        warning=finding.warning,
        advice=finding.advice,
        outcome=finding.outcome,
        timeliness=finding.timeliness,
        code=finding.code,
        cites=list(finding.cites),
        pages=[
            CitedAddress(
                id=page.id,
                address=plain_line(page.address or "") or None,
                title=None if page.title is None else plain_line(page.title),
            )
            for page in (pages[cite] for cite in finding.cites if cite in pages)
        ],
        review=shown_review(review) if review else None,
    )


def _points(reported: Reported, duty: Duty | None) -> ShownPoints | None:
    if duty is not None:
        return ShownPoints(earned=duty.earned, possible=duty.possible, unmeasured=duty.unmeasured)
    if reported.review is not None:
        return None
    points = reported.finding.points
    return ShownPoints(earned=points.earned, possible=points.possible, unmeasured=points.unmeasured)
