"""What does the form need by which a person decides about a duty, and what waits for a second person there?"""

from dataclasses import dataclass
from datetime import date

from casework.reviews.duty_now import DutyNow, duty_now, key_of
from casework.reviews.effects import judged, possible_decisions
from casework.reviews.holding import is_overtaken
from casework.reviews.naming import may_name_column
from db.attachments import load_attachments
from db.database import Database
from db.objections import list_objections, load_messages
from db.store import Connection
from domain.accounts import Permission
from domain.attachments import Attachment
from domain.basis import nth_of
from domain.objections import Objection, ObjectionKind, ObjectionMessage, ObjectionState
from domain.proposals import Proposal, ProposalState
from domain.reviews import Decision, Review
from evidence.office.statuses import Status
from web.security.visitors import Visitor


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What somebody has filled in, as text: kept where a decision was not taken."""

    decision: str = ""
    reason: str = ""
    done_on: str = ""
    column_name: str = ""
    column_url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalShown:
    """A proposal with its files, and what the visitor may do about it. ``is_own``: made by the visitor."""

    proposal: Proposal
    files: tuple[Attachment, ...]
    is_own: bool
    may_settle: bool
    may_withdraw: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewForm:
    """A duty to decide about: its newest finding, review and proposal (0: none), and what may be decided.

    ``pending`` waits for a second person; while it rests on the same facts as the finding (``blocked``) nobody decides beside it.
    ``last`` is the newest review, whether it holds or not. ``names_column``: a column may be named that the audit missed.
    ``objection`` is what the unit disputes now, ``said`` the words about it.
    """

    finding_id: int
    review_id: int
    proposal_id: int
    judged: Status
    choices: tuple[Decision, ...]
    may_review: bool
    takes_day: bool
    names_column: bool
    pending: ProposalShown | None
    blocked: bool
    last: Review | None
    objection: Objection | None
    said: tuple[ObjectionMessage, ...]
    today: date
    given: Given


def review_form(
    database: Database, visitor: Visitor, finding_id: int, *, today: date, given: Given | None = None
) -> ReviewForm | None:
    """The form for the newest finding of a duty; None for an older one, for who does not see all, and where the duty is gone.

    Raises:
        StoreError: the database can't be used.
    """
    if visitor.own_unit is not None:
        return None
    with database.read() as connection:
        duty = duty_now(connection, finding_id)
        if duty is None or duty.finding_id != finding_id:
            return None
        return _form(connection, visitor, duty, today, given or Given())


def proposal_shown(connection: Connection, visitor: Visitor, proposal: Proposal) -> ProposalShown:
    """A proposal as a visitor sees it."""
    pending = proposal.state is ProposalState.PENDING
    own = proposal.author_id == visitor.account.id
    return ProposalShown(
        proposal=proposal,
        files=load_attachments(connection, proposal.attachments) if proposal.attachments else (),
        is_own=own,
        may_settle=pending and not own and visitor.may(Permission.APPROVE),
        may_withdraw=pending and own and visitor.may(Permission.REVIEW),
    )


def _form(connection: Connection, visitor: Visitor, duty: DutyNow, today: date, given: Given) -> ReviewForm:
    choices = possible_decisions(duty.finding)
    objection = _objection(connection, duty)
    waiting = duty.proposal if duty.proposal and duty.proposal.state is ProposalState.PENDING else None
    return ReviewForm(
        finding_id=duty.finding_id,
        review_id=duty.last_review_id,
        proposal_id=duty.last_proposal_id,
        judged=judged(duty.finding),
        choices=choices,
        may_review=visitor.may(Permission.REVIEW) and bool(choices),
        takes_day=Decision.LATE in choices,
        names_column=Decision.DISMISSED in choices and may_name_column(duty.finding),
        pending=proposal_shown(connection, visitor, waiting) if waiting else None,
        blocked=waiting is not None and not is_overtaken(waiting, duty.finding, duty.basis),
        last=duty.review,
        objection=objection,
        said=load_messages(connection, objection.id) if objection else (),
        today=today,
        given=given,
    )


def _objection(connection: Connection, duty: DutyNow) -> Objection | None:
    """The open objection about the duty."""
    key = key_of(duty.finding, duty.basis)
    opened = list_objections(
        connection,
        unit_id=duty.audit.unit_id,
        states=[ObjectionState.OPEN],
        kind=ObjectionKind.OBJECTION,
        limit=1_000,
    )
    return next(
        (
            each
            for each in opened
            if each.plan_id == duty.audit.plan_id
            and (each.task, each.check, each.subject, nth_of(each.basis)) == key
        ),
        None,
    )
