"""How does a unit's contact object to a finding (申诉) or say something about it (说明), add to that, or take it back?

Everything is one transaction with its entry in the log and with what follows from it: a duty is disputed from the moment
that the objection is stored. An objection changes no score.
"""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from casework.accounts.log import record
from casework.objections.following import what_follows
from casework.objections.messages import checked, keep_message
from casework.objections.refusals import ObjectionError, Why
from casework.reviews.attachments import Upload
from casework.reviews.duty_now import DutyNow, duty_now
from casework.reviews.settling import After
from db.database import Database
from db.duty_findings import audit_of_finding, findings_with_bases
from db.objections import (
    count_messages,
    disputed_duties,
    find_objection,
    insert_objection,
    said_since,
    settle_objection,
)
from db.store import Connection
from domain.accounts import Account, Permission
from domain.basis import nth_of
from domain.objections import Objection, ObjectionKind, ObjectionState

A_DAY = 100
"""Messages of a unit within 24 hours at most."""

OF_ONE = 200
"""Messages about one objection at most."""


def object_to(
    database: Database,
    actor: Account,
    finding_id: int,
    text: str,
    *,
    kind: ObjectionKind = ObjectionKind.OBJECTION,
    uploads: Sequence[Upload] = (),
    address: str | None = None,
    now: datetime | None = None,
    after: After = what_follows,
) -> Objection:
    """Object to a finding of the own unit, or comment on it.

    Args:
        database: where the audit is.
        actor: a contact of the unit.
        finding_id: what the actor looked at. An older finding will do if its duty still rests on the same facts.
        text: what is said, 5 to 5,000 characters.
        kind: whether the finding is said to be wrong.
        uploads: what is laid before the office, five files at most.
        address: from where, for the log.
        now: when (default: now).
        after: what brings up to date that is kept ready.

    Raises:
        ObjectionError: the actor may not, or it can't be taken so. A finding of another unit is told like one that is not
            there.
        StoreError: the database can't be used.
    """
    if not actor.may(Permission.OBJECT):
        raise ObjectionError(Why.NOT_ALLOWED)
    said = checked(text, uploads)
    moment = now or datetime.now(UTC)
    with database.write() as connection:
        database.lock(connection, "deciding")
        duty = _duty_of(connection, actor, finding_id)
        plan_id, unit_id = duty.audit.plan_id, duty.audit.unit_id
        _within_bounds(connection, unit_id, moment)
        name = (str(duty.finding.task), duty.finding.check, duty.finding.subject or "", nth_of(duty.basis))
        open_now = disputed_duties(connection, plan_id, [unit_id]).get(unit_id, frozenset())
        if kind is ObjectionKind.OBJECTION and name in open_now:
            raise ObjectionError(Why.OPEN_ALREADY)
        stored = insert_objection(
            connection,
            Objection(
                id=0,
                kind=kind,
                plan_id=plan_id,
                audit_id=duty.audit.audit_id,
                unit_id=unit_id,
                task=name[0],
                check=name[1],
                subject=duty.finding.subject,
                finding_id=duty.finding_id,
                finding=duty.digest,
                basis=duty.basis,
                author=actor.name,
                author_id=actor.id,
                at=moment,
            ),
        )
        keep_message(connection, actor, stored.id, said, uploads, moment, by_unit=True)
        told = {"unit": unit_id, "task": name[0], "check": name[1], "kind": kind.value}
        record(connection, actor, "objection.add", f"objection:{stored.id}", told, address, now=moment)
        after(database, connection, plan_id, unit_id)
        return stored


def add_to(
    database: Database,
    actor: Account,
    objection_id: int,
    text: str,
    *,
    uploads: Sequence[Upload] = (),
    address: str | None = None,
    now: datetime | None = None,
) -> None:
    """Write another message about an open objection: a contact of its unit, or somebody who reviews.

    Raises:
        ObjectionError: the actor may not, it is settled, or the message can't be taken.
        StoreError: the database can't be used.
    """
    said = checked(text, uploads)
    moment = now or datetime.now(UTC)
    with database.write() as connection:
        database.lock(connection, "deciding")
        objection = open_objection(connection, actor, objection_id)
        by_unit = actor.may(Permission.OBJECT)
        if not by_unit and not actor.may(Permission.REVIEW):
            raise ObjectionError(Why.NOT_ALLOWED)
        if by_unit:
            _within_bounds(connection, objection.unit_id, moment)
        if count_messages(connection, objection_id) >= OF_ONE:
            raise ObjectionError(Why.TOO_MANY)
        keep_message(connection, actor, objection_id, said, uploads, moment, by_unit=by_unit)
        target, told = f"objection:{objection_id}", {"unit": objection.unit_id}
        record(connection, actor, "objection.message", target, told, address, now=moment)


def withdraw(
    database: Database,
    actor: Account,
    objection_id: int,
    *,
    address: str | None = None,
    now: datetime | None = None,
    after: After = what_follows,
) -> None:
    """Take an open objection of the own unit back.

    Raises:
        ObjectionError: the actor may not, or it was answered already.
        StoreError: the database can't be used.
    """
    moment = now or datetime.now(UTC)
    with database.write() as connection:
        # Whoever answers has the same lock: one of the two is told that the other was quicker.
        database.lock(connection, "deciding")
        objection = open_objection(connection, actor, objection_id)
        if not actor.may(Permission.OBJECT):
            raise ObjectionError(Why.NOT_ALLOWED)
        state = ObjectionState.WITHDRAWN
        settle_objection(connection, objection_id, state, by=actor.name, by_id=actor.id, at=moment)
        target, told = f"objection:{objection_id}", {"unit": objection.unit_id}
        record(connection, actor, "objection.withdraw", target, told, address, now=moment)
        after(database, connection, objection.plan_id, objection.unit_id)


def open_objection(connection: Connection, actor: Account, objection_id: int) -> Objection:
    """An open objection that the actor may see.

    Raises:
        ObjectionError: there is none (one of another unit is told like that, too), or it is settled.
    """
    objection = find_objection(connection, objection_id)
    if objection is None or not actor.sees(objection.unit_id):
        raise ObjectionError(Why.NO_OBJECTION)
    if objection.state is not ObjectionState.OPEN:
        raise ObjectionError(Why.SETTLED)
    return objection


def _duty_of(connection: Connection, actor: Account, finding_id: int) -> DutyNow:
    """The duty of a finding as it stands now, if it still rests on what the finding rested on."""
    known = audit_of_finding(connection, finding_id)
    if known is None or not actor.sees(known[2]):
        raise ObjectionError(Why.NO_FINDING)
    duty = duty_now(connection, finding_id)
    then = {each.id: each.basis for each in findings_with_bases(connection, known[1], known[2])}
    if duty is None or then[finding_id] != duty.basis:
        raise ObjectionError(Why.JUDGED_ANEW)
    return duty


def _within_bounds(connection: Connection, unit_id: str, moment: datetime) -> None:
    if said_since(connection, unit_id, moment - timedelta(days=1)) >= A_DAY:
        raise ObjectionError(Why.TOO_MANY)
