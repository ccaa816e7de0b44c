"""How are the states of duties read and written by hundreds of thousands, unit by unit?

States are plain tuples: 1.8 million of them are worked out a night, and most turn out to be as they were but for the
finding that says so.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from db.tables.audits import FindingRow
from db.tables.duties import DutyRow, QueueClaimRow, VerdictChangeRow
from db.upserts import chunks
from domain.duty_standing import DutyStatus, QueueReason
from domain.findings import Outcome, Timeliness


class DutyKey(NamedTuple):
    """What tells the duties of one unit apart; ``subject`` is empty for none, ``nth`` counts those alike from 0."""

    task: str
    check_id: str
    subject: str
    nth: int


class DutyState(NamedTuple):
    """All that ``duties`` says of one duty but for its key; see ``db.tables.duties.DutyRow``."""

    finding_id: int
    audit_id: str
    position: int
    outcome: Outcome
    timeliness: Timeliness
    code: str
    status: DutyStatus
    advice: bool
    warning: bool
    due_last: date | None
    due_next: date | None
    done_on: date | None
    late_days: int | None
    earned: float
    possible: float
    unmeasured: float
    basis: str | None
    since_audit: str
    since_day: date
    before_outcome: Outcome | None
    before_timeliness: Timeliness | None
    before_code: str | None
    review_id: int | None
    proposal_id: int | None
    returned: bool
    disputed: bool
    queue_reason: QueueReason | None
    queue_weight: int | None

    @property
    def verdict(self) -> tuple[Outcome, Timeliness, str]:
        """What makes two verdicts the same."""
        return self.outcome, self.timeliness, self.code


class KeptDuty(NamedTuple):
    """A duty as it is kept, with the number of its row."""

    id: int
    state: DutyState


class JudgedRow(NamedTuple):
    """As much of a finding as its duty tells."""

    id: int
    unit_id: str
    task: str
    check_id: str
    subject: str | None
    outcome: Outcome
    timeliness: Timeliness
    code: str
    due: Sequence[str]
    done_on: date | None
    late_by: Sequence[int]
    earned: float
    possible: float
    unmeasured: float
    advice: bool
    warning: bool
    basis: str | None


class VerdictChange(NamedTuple):
    """A row of ``verdict_changes``; see ``db.tables.duties.VerdictChangeRow``."""

    plan_id: str
    unit_id: str
    task: str
    check_id: str
    subject: str
    nth: int
    audit_id: str
    as_of: date
    outcome: Outcome | None
    timeliness: Timeliness | None
    code: str | None
    advice: bool
    basis: str | None
    finding_id: int | None
    before_outcome: Outcome | None
    before_timeliness: Timeliness | None
    before_code: str | None
    before_day: date | None
    before_finding_id: int | None
    causes: str | None


Kept = dict[DutyKey, KeptDuty]

_STATE = [getattr(DutyRow, name) for name in DutyState._fields]
_JUDGED = [getattr(FindingRow, name) for name in JudgedRow._fields]
_FINDING_ONLY = ("finding_id", "audit_id")


def load_states(connection: Connection, plan_id: str, unit_ids: Sequence[str]) -> dict[str, Kept]:
    """The duties of each of these units as they are kept, in the order of their findings."""
    found: dict[str, Kept] = {unit_id: {} for unit_id in unit_ids}
    for some in chunks(unit_ids):
        query = (
            select(
                DutyRow.unit_id,
                DutyRow.task,
                DutyRow.check_id,
                DutyRow.subject,
                DutyRow.nth,
                DutyRow.id,
                *_STATE,
            )
            .where(DutyRow.plan_id == plan_id, DutyRow.unit_id.in_(some))
            .order_by(DutyRow.unit_id, DutyRow.position)
        )
        for row in connection.execute(query).all():
            found[row[0]][DutyKey(*row[1:5])] = KeptDuty(row[5], DutyState(*row[6:]))
    return found


def load_judged(connection: Connection, audit_id: str, unit_ids: Sequence[str]) -> dict[str, list[JudgedRow]]:
    """The findings of each of these units in an audit, in the order in which they were judged."""
    found: dict[str, list[JudgedRow]] = defaultdict(list)
    for some in chunks(unit_ids):
        query = (
            select(*_JUDGED)
            .where(FindingRow.audit_id == audit_id, FindingRow.unit_id.in_(some))
            .order_by(FindingRow.unit_id, FindingRow.position)
        )
        for row in connection.execute(query).all():
            found[row[1]].append(JudgedRow(*row))
    return found


def save_states(
    connection: Connection, plan_id: str, unit_id: str, kept: Kept, states: Mapping[DutyKey, DutyState]
) -> None:
    """Make the unit's duties those given; what stays a duty keeps its number."""
    added, changed, confirmed = [], [], []
    for key, state in states.items():
        known = kept.get(key)
        if known is None:
            added.append({"plan_id": plan_id, "unit_id": unit_id, **key._asdict(), **state._asdict()})
        elif known.state[2:] != state[2:]:
            changed.append({"of_duty": known.id, **state._asdict()})
        elif known.state[:2] != state[:2]:
            confirmed.append(
                {"of_duty": known.id, "finding_id": state.finding_id, "audit_id": state.audit_id}
            )
    gone = [known.id for key, known in kept.items() if key not in states]
    if added:
        connection.execute(insert(DutyRow), added)
    for rows, names in ((changed, DutyState._fields), (confirmed, _FINDING_ONLY)):
        if rows:
            connection.execute(_update(names), rows)
    for some in chunks(gone):
        connection.execute(delete(DutyRow).where(DutyRow.id.in_(some)))
        connection.execute(delete(QueueClaimRow).where(QueueClaimRow.duty_id.in_(some)))


def save_changes(connection: Connection, changes: Sequence[VerdictChange]) -> None:
    """Add changes of verdicts to the history."""
    if changes:
        connection.execute(insert(VerdictChangeRow), [change._asdict() for change in changes])


def _update(names: Sequence[str]) -> Any:
    return (
        update(DutyRow)
        .where(DutyRow.id == bindparam("of_duty"))
        .values({name: bindparam(name) for name in names})
    )


def replace_changes(
    connection: Connection, plan_id: str, unit_id: str, changes: Sequence[VerdictChange]
) -> None:
    """Put a unit's whole history of verdicts in the place of what is kept; causes that were told before are told again."""
    there = VerdictChangeRow
    of_unit = (there.plan_id == plan_id, there.unit_id == unit_id)
    names = (there.audit_id, there.task, there.check_id, there.subject, there.nth, there.causes)
    told = {
        tuple(row[:5]): row[5]
        for row in connection.execute(select(*names).where(*of_unit, there.causes.is_not(None)))
    }
    connection.execute(delete(there).where(*of_unit))
    save_changes(
        connection,
        [
            each._replace(
                causes=each.causes
                or told.get((each.audit_id, each.task, each.check_id, each.subject, each.nth))
            )
            for each in changes
        ],
    )
