"""What waits for a person, in order, and who has what open?

A claim (who has a duty open, for ten minutes) only says so and offers others the next: it keeps nobody from deciding.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Select, and_, delete, func, select

from db.standing_values import DUTY_COLUMNS, UNIT_NAME, value_of
from db.store import Store
from db.tables.duties import DutyRow, QueueClaimRow
from db.tables.standings import UnitStandingRow
from db.upserts import upsert
from domain.duty_standing import RANK_STEP, RANKS, QueueReason
from domain.standings import Duty
from domain.units import UnitKind

PAGE = 50
HELD_FOR = timedelta(minutes=10)
"""How long a claim says that somebody has a duty open."""

MOST = 10_000
"""Up to how many duties of a reason are counted."""

_FEW = 400
"""Units up to which their own duties are looked through, instead of the queue from its top."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueFilter:
    """Which duties of the queue are asked for; None: any.

    ``tasks``: those of a task, or of what a unit leads (牵头) under the plan.
    """

    reason: QueueReason | None = None
    kind: UnitKind | None = None
    region: str | None = None
    unit_id: str | None = None
    tasks: tuple[str, ...] | None = None


ALL = QueueFilter()


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """Who has a duty open, and until when that is said."""

    login: str
    name: str
    until: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueItem:
    """A duty that waits; ``claim`` is somebody's who has it open, None for nobody's."""

    duty: Duty
    claim: Claim | None


def load_queue(
    store: Store,
    plan_id: str,
    wanted: QueueFilter = ALL,
    *,
    now: datetime,
    after: tuple[int, int] | None = None,
    limit: int = PAGE,
) -> tuple[QueueItem, ...]:
    """A page of the queue, the weightiest first; ``after``: weight and number of the last duty of the page before.

    Raises:
        StoreError: the database can't be used.
    """
    with store.read() as connection:
        few = _few_units(connection, plan_id, wanted)
        query = _with_claims(_waiting(plan_id, wanted, few), now)
        if after is not None:
            weight, number = after
            query = query.where(
                DutyRow.queue_weight <= weight, (DutyRow.queue_weight < weight) | (DutyRow.id < number)
            )
        return tuple(_item(row) for row in connection.execute(query.limit(limit)))


def next_item(
    store: Store,
    plan_id: str,
    login: str,
    wanted: QueueFilter = ALL,
    *,
    now: datetime,
    after: tuple[int, int] | None = None,
) -> QueueItem | None:
    """The weightiest duty that nobody else has open; the own one counts as free. None when the queue is empty.

    Raises:
        StoreError: the database can't be used.
    """
    # Few colleagues work at once: a page holds one that none of them has open.
    while page := load_queue(store, plan_id, wanted, now=now, after=after):
        for item in page:
            if item.claim is None or item.claim.login == login:
                return item
        last = page[-1].duty
        after = (last.queue_weight or 0, last.id)
    return None


def item_before(
    store: Store, plan_id: str, wanted: QueueFilter = ALL, *, now: datetime, before: tuple[int, int]
) -> QueueItem | None:
    """The duty that comes just before a place (weight, number) in the queue; None at its top.

    Raises:
        StoreError: the database can't be used.
    """
    weight, number = before
    with store.read() as connection:
        query = (
            _with_claims(_waiting(plan_id, wanted, _few_units(connection, plan_id, wanted)), now)
            .where(DutyRow.queue_weight >= weight, (DutyRow.queue_weight > weight) | (DutyRow.id > number))
            .order_by(None)
            .order_by(DutyRow.queue_weight, DutyRow.id)
        )
        return next((_item(row) for row in connection.execute(query.limit(1))), None)


def count_queue(store: Store, plan_id: str) -> dict[QueueReason, int]:
    """How many duties wait, by reason, counted up to ``MOST`` each: nobody needs to know how many more than that they are.

    Raises:
        StoreError: the database can't be used.
    """
    found = {}
    with store.read() as connection:
        for reason, rank in RANKS.items():
            some = (
                select(DutyRow.id)
                .where(
                    DutyRow.plan_id == plan_id,
                    DutyRow.queue_weight.is_not(None),
                    # A weight begins with the rank of its reason: the index holds each reason's duties together.
                    DutyRow.queue_weight >= rank * RANK_STEP,
                    DutyRow.queue_weight < (rank + 1) * RANK_STEP,
                )
                .limit(MOST)
                .subquery()
            )
            count = connection.execute(select(func.count()).select_from(some)).scalar_one()
            if count:
                found[reason] = count
    return found


def claim_duty(store: Store, duty_id: int, *, login: str, name: str, now: datetime) -> Claim:
    """Say that somebody has a duty open, unless somebody else said so first; returns the claim that holds.

    One person has one duty open: who goes on to another gives the one before back.

    Raises:
        StoreError: the database can't be used.
    """
    there = QueueClaimRow
    with store.write() as connection:
        store.lock(connection, "queue")
        left = and_(there.login == login, there.duty_id != duty_id)
        connection.execute(delete(there).where((there.until <= now) | left))
        held = connection.execute(
            select(there.login, there.name, there.until).where(there.duty_id == duty_id)
        ).one_or_none()
        if held is not None and held.login != login:
            return Claim(login=held.login, name=held.name, until=held.until)
        claim = Claim(login=login, name=name, until=now + HELD_FOR)
        row = {"duty_id": duty_id, "login": login, "name": name, "until": claim.until}
        upsert(connection, there, [row], identity=("duty_id",), replace=("login", "name", "until"))
        return claim


def release_duty(store: Store, duty_id: int, *, login: str) -> None:
    """Take the own claim of a duty back.

    Raises:
        StoreError: the database can't be used.
    """
    there = QueueClaimRow
    with store.write() as connection:
        connection.execute(delete(there).where(there.duty_id == duty_id, there.login == login))


def _few_units(connection: Any, plan_id: str, wanted: QueueFilter) -> Sequence[str] | None:
    """The ids of the units that the filter lets through, where they are few; None where they are many, or all."""
    if wanted.unit_id is not None:
        return [wanted.unit_id]
    if wanted.kind is None and wanted.region is None:
        return None
    query = select(UnitStandingRow.unit_id).where(UnitStandingRow.plan_id == plan_id, *_units(wanted))
    found = connection.execute(query.limit(_FEW + 1)).scalars().all()
    return found if len(found) <= _FEW else None


def _units(wanted: QueueFilter) -> list[Any]:
    asked: list[Any] = []
    if wanted.kind is not None:
        asked.append(UnitStandingRow.kind == wanted.kind)
    if wanted.region is not None:
        asked.append(UnitStandingRow.region == wanted.region)
    return asked


def _waiting(plan_id: str, wanted: QueueFilter, few: Sequence[str] | None) -> Select[tuple[Any, ...]]:
    kept = and_(UnitStandingRow.plan_id == DutyRow.plan_id, UnitStandingRow.unit_id == DutyRow.unit_id)
    query = (
        select(*DUTY_COLUMNS, UNIT_NAME)
        .join(UnitStandingRow, kept)
        .where(DutyRow.plan_id == plan_id, DutyRow.queue_weight.is_not(None))
        .order_by(DutyRow.queue_weight.desc(), DutyRow.id.desc())
    )
    # SQLite keeps no statistics unless told to, and would begin with the units, or with the key.
    index = "ix_duties_queue" if few is None else "ix_duties_unit_queue"
    query = query.with_hint(DutyRow, f"INDEXED BY {index}", "sqlite")
    if few is not None:
        query = query.where(DutyRow.unit_id.in_(few))
    elif asked := _units(wanted):
        query = query.where(*asked)
    if wanted.reason is not None:
        rank = RANKS[wanted.reason]
        query = query.where(
            DutyRow.queue_weight >= rank * RANK_STEP, DutyRow.queue_weight < (rank + 1) * RANK_STEP
        )
    if wanted.tasks is not None:
        query = query.where(DutyRow.task.in_(wanted.tasks))
    return query


def _with_claims(query: Select[tuple[Any, ...]], now: datetime) -> Select[tuple[Any, ...]]:
    there = QueueClaimRow
    return query.add_columns(there.login, there.name.label("holder"), there.until).outerjoin(
        there, and_(there.duty_id == DutyRow.id, there.until > now)
    )


def _item(row: Any) -> QueueItem:
    claim = Claim(login=row.login, name=row.holder, until=row.until) if row.login is not None else None
    return QueueItem(duty=value_of(Duty, row), claim=claim)
