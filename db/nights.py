"""Whose is a night's work, so that it is done once, never twice at a time, and caught up when it was missed?"""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, insert, select, update

from db.errors import StoreError
from db.holders import is_held, this_process
from db.store import Store
from db.tables.watch import NightRow, NightState


@dataclass(frozen=True, slots=True, kw_only=True)
class Night:
    """One night's work of one kind; ``attempts`` counts the claims on it."""

    day: date
    kind: str
    state: NightState
    attempts: int
    claimed_at: datetime
    finished_at: datetime | None
    note: str | None


def claim_night(store: Store, day: date, kind: str, now: datetime) -> bool:
    """Claim a night's work; False when it is done, or when work of the same kind still runs, of this night or another.

    A night that failed, or whose claimer is gone (killed, or silent for 23 hours), can be claimed again.

    Raises:
        StoreError: the database can't be used.
    """
    with store.write() as connection:
        store.lock(connection, f"nights.{kind}")
        rows = connection.execute(
            select(NightRow.__table__).where(
                NightRow.kind == kind, (NightRow.day == day) | (NightRow.state == NightState.RUNNING)
            )
        ).all()
        if any(
            row.state is NightState.FINISHED
            or (row.state is NightState.RUNNING and is_held(row.owner, row.claimed_at, now))
            for row in rows
        ):
            return False
        _fail_abandoned(connection, day, kind, now)
        if any(row.day == day for row in rows):
            connection.execute(
                update(NightRow)
                .where(NightRow.day == day, NightRow.kind == kind)
                .values(
                    state=NightState.RUNNING,
                    attempts=NightRow.attempts + 1,
                    owner=this_process(),
                    claimed_at=now,
                    finished_at=None,
                    note=None,
                )
            )
        else:
            connection.execute(
                insert(NightRow).values(
                    day=day,
                    kind=kind,
                    state=NightState.RUNNING,
                    attempts=1,
                    owner=this_process(),
                    claimed_at=now,
                )
            )
    return True


def finish_night(
    store: Store, day: date, kind: str, now: datetime, *, ok: bool = True, note: str | None = None
) -> None:
    """Say that a claimed night's work has ended, well or (``ok=False``) not.

    Raises:
        StoreError: nobody claimed it, or the database can't be used.
    """
    with store.write() as connection:
        ended = connection.execute(
            update(NightRow)
            .where(NightRow.day == day, NightRow.kind == kind, NightRow.state == NightState.RUNNING)
            .values(state=NightState.FINISHED if ok else NightState.FAILED, finished_at=now, note=note)
        )
        if ended.rowcount != 1:
            raise StoreError(f"the night {day} of {kind} does not run", "claim it before it is finished")


def last_night(store: Store, kind: str) -> Night | None:
    """The newest night of a kind that was claimed, or None."""
    query = select(NightRow.__table__).where(NightRow.kind == kind).order_by(NightRow.day.desc()).limit(1)
    with store.read() as connection:
        row = connection.execute(query).one_or_none()
    if row is None:
        return None
    return Night(
        day=row.day,
        kind=row.kind,
        state=row.state,
        attempts=row.attempts,
        claimed_at=row.claimed_at,
        finished_at=row.finished_at,
        note=row.note,
    )


def _fail_abandoned(connection: Connection, day: date, kind: str, now: datetime) -> None:
    connection.execute(
        update(NightRow)
        .where(NightRow.kind == kind, NightRow.day != day, NightRow.state == NightState.RUNNING)
        .values(state=NightState.FAILED, finished_at=now, note="abandoned: its process ended without a word")
    )
