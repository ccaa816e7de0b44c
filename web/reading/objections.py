"""What is shown of what units say: one objection with its words, and all that was said about a duty?"""

from dataclasses import dataclass

from casework.objections.asked import open_questions
from casework.orders.asking import may_ask
from db.database import Database
from db.objections import find_objection, load_messages, objections_of_duty
from db.store import Connection
from domain.accounts import Account, Permission
from domain.basis import nth_of
from domain.filings import KEY_AREAS
from domain.objections import Objection, ObjectionKind, ObjectionMessage, ObjectionState
from domain.orders import Ask, OrderKind
from domain.reviews import Review
from domain.standings import Duty
from web.security.visitors import Visitor

_SHOWN = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectionShown:
    """An objection with its words, the oldest first, and what the visitor may do about it.

    ``waits``: accepting it waits for a second person, of which the unit is told nothing.
    """

    objection: Objection
    messages: tuple[ObjectionMessage, ...]
    waits: bool
    may_add: bool
    may_withdraw: bool
    may_reject: bool
    may_note: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyTalk:
    """What was said about a duty, the newest first, and what more the visitor may do from its finding.

    ``question`` is what the office asked and the unit has not answered. ``may_object``: say something; ``disputed``: an
    objection is open, so only a comment may be added.
    """

    finding_id: int
    plan_id: str
    unit_id: str
    task: str
    subject: str | None
    said: tuple[ObjectionShown, ...]
    question: Review | None
    may_object: bool
    disputed: bool
    may_reaudit: bool
    may_file: bool

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to show and nothing to do."""
        return not (self.said or self.may_object or self.may_reaudit or self.may_file)


def objection_shown(connection: Connection, visitor: Visitor, objection: Objection) -> ObjectionShown:
    """An objection as a visitor sees it."""
    account, opened = visitor.account, objection.state is ObjectionState.OPEN
    disputes = objection.kind is ObjectionKind.OBJECTION
    reviews = opened and account.may(Permission.REVIEW)
    by_unit = opened and account.may(Permission.OBJECT)
    waits = objection.proposal_id is not None
    return ObjectionShown(
        objection=objection,
        messages=load_messages(connection, objection.id),
        waits=opened and waits and visitor.own_unit is None,
        may_add=reviews or by_unit,
        may_withdraw=by_unit,
        may_reject=reviews and disputes and not waits,
        may_note=reviews and not disputes,
    )


def objection_for(database: Database, account: Account, objection_id: int) -> Objection | None:
    """The objection with an id, if the account may see it; None for any other.

    Raises:
        StoreError: the database can't be used.
    """
    with database.read() as connection:
        found = find_objection(connection, objection_id)
    return found if found is not None and account.sees(found.unit_id) else None


def duty_talk(database: Database, visitor: Visitor, plan_id: str, duty: Duty, *, newest: bool) -> DutyTalk:
    """What was said about a duty, for the page of its finding; ``newest``: that is the duty's newest finding.

    Raises:
        StoreError: the database can't be used.
    """
    name = (duty.task, duty.check_id, duty.subject or "", duty.nth)
    with database.read() as connection:
        found = objections_of_duty(connection, plan_id, duty.unit_id, name, limit=_SHOWN)
        said = tuple(objection_shown(connection, visitor, each) for each in found)
    account = visitor.account
    asked = open_questions(database, plan_id, duty.unit_id) if account.may(Permission.OBJECT) else ()
    ask = Ask(
        kind=OrderKind.REAUDIT, plan_id=plan_id, unit_id=duty.unit_id, task=duty.task, subject=duty.subject
    )
    return DutyTalk(
        finding_id=duty.finding_id,
        plan_id=plan_id,
        unit_id=duty.unit_id,
        task=duty.task,
        subject=duty.subject,
        said=said,
        question=next((each.review for each in asked if _name(each.review) == name), None),
        may_object=newest and account.may(Permission.OBJECT),
        disputed=any(each.objection.disputes for each in said),
        may_reaudit=newest and may_ask(account, ask),
        may_file=newest
        and account.may(Permission.FILE_ADDRESS)
        and (duty.check_id == "filed" or duty.subject == KEY_AREAS),
    )


def _name(review: Review) -> tuple[str, str, str, int]:
    return review.task, review.check, review.subject or "", nth_of(review.basis or "")
