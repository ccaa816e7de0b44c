"""How is what the console lists brought up to date when an audit is finished, or a person decided something?

An audit is worked in unit by unit, some units in a transaction: no reader sees half a unit, and no other writer waits for more
than a part. Which audit is the newer of two is told by ``db.audit_order``. A unit whose newest audit is older than the one
worked in goes on from how it stood; one that was judged later already (an audit of a past day, or one that ended late) is
gone through from its first audit on, so that the result is the same in whatever order audits come. Everything here
follows from what is stored: a process killed midway leaves an audit marked as begun, and ``catch_up`` goes on with it.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import islice
from types import MappingProxyType

from casework.standing.part import Causes, Renewed, renew_decided, renew_part, replay_unit
from casework.standing.planned import KnownPlans, grading_from_json, grading_to_json
from db import audit_order, audit_totals, standing_rows
from db.audit_order import AuditRef
from db.database import Database
from db.store import Connection
from domain.plans import Plan

AT_ONCE = 32
"""Units in one transaction: some thousand duties, a fraction of a second."""

_LOCK = "standing"
_TRIM_EVERY = 64
"""Parts after which SQLite's journal is begun anew."""


def work_in(
    database: Database,
    audit_id: str,
    *,
    plan: Plan | None = None,
    causes: Causes = MappingProxyType({}),
    at_once: int = AT_ONCE,
    tell: Callable[[int], None] = lambda _units: None,
) -> None:
    """Bring everything up to date after an audit; does nothing for one that is worked in already.

    Args:
        database: where it is stored.
        audit_id: the audit, finished.
        plan: the plan that it was judged by (default: as it was kept; where it was not, no due days to come are known).
        causes: why verdicts became others.
        at_once: units in a transaction; it changes nothing of the result.
        tell: is told how many units are done, as they are.

    Raises:
        StoreError: the database can't be used.
    """
    waiting = [each for each in audit_order.not_worked_in(database) if each.id == audit_id]
    if not waiting:
        return
    audit, plans = waiting[0], KnownPlans(database, plan)
    whole = _begin(database, audit, plans)
    changed = Renewed()
    if not audit.ahead:
        with database.read() as connection:
            units = audit_order.audited_units(connection, audit_id)
        for place, part in enumerate(_parts(units, at_once), 1):
            with _renewing(database) as connection:
                changed.add(renew_part(connection, audit, part, plans, causes))
            if place % _TRIM_EVERY == 0:
                database.trim()
            tell(len(part))
    _conclude(database, audit.plan_id, [audit], changed, whole=whole)
    database.trim()


def catch_up(database: Database, *, tell: Callable[[str], None] = lambda _audit: None) -> int:
    """Work in whatever audits are not; returns how many they were.

    Raises:
        StoreError: the database can't be used.
    """
    waiting = audit_order.not_worked_in(database)
    for audit in waiting:
        tell(audit.id)
        work_in(database, audit.id)
    return len(waiting)


def rebuild(
    database: Database,
    plan_id: str,
    *,
    at_once: int = 4,
    tell: Callable[[int], None] = lambda _units: None,
) -> None:
    """Build all that is kept under a plan anew from its audits, unit by unit: whoever reads sees a unit as it was, or as it is.

    Raises:
        StoreError: the database can't be used.
    """
    plans = KnownPlans(database)
    with database.read() as connection:
        audits = audit_order.finished_audits(connection, plan_id)
        units = audit_order.ever_audited(connection, plan_id)
    for audit in audits:
        _begin(database, audit, plans)
    changed = Renewed()
    for place, part in enumerate(_parts(units, at_once), 1):
        with _renewing(database) as connection:
            for unit_id in part:
                replay_unit(connection, plan_id, unit_id, plans, changed)
        if place % _TRIM_EVERY == 0:
            database.trim()
        tell(len(part))
    _conclude(database, plan_id, audits, changed, whole=True)
    database.trim()


def renew_unit(database: Database, plan_id: str, unit_id: str) -> None:
    """Bring one unit up to date with what people decided since its newest audit.

    Raises:
        StoreError: the database can't be used.
    """
    with _renewing(database) as connection:
        renewed_unit(database, connection, plan_id, unit_id)


def renewed_unit(database: Database, connection: Connection, plan_id: str, unit_id: str) -> None:
    """The same in a transaction that has begun: what was decided in it is seen together with what follows from it."""
    database.lock(connection, _LOCK)
    whole = audit_order.newest_whole(connection, plan_id)
    grading = grading_from_json(audit_totals.kept_grading(connection, whole.id) if whole else {})
    changed = renew_decided(connection, plan_id, unit_id, grading, KnownPlans(database))
    standing_rows.count_tasks(connection, plan_id, sorted(changed.tasks))
    if changed.places:
        standing_rows.give_places(connection, plan_id)


@contextmanager
def _renewing(database: Database) -> Iterator[Connection]:
    """One transaction of whoever renews: on PostgreSQL two might renew one unit at once."""
    with database.write() as connection:
        database.lock(connection, _LOCK)
        yield connection


def _begin(database: Database, audit: AuditRef, plans: KnownPlans) -> bool:
    """Mark an audit as begun; returns whether it is one of the whole registry: of at least half the units of the one before."""
    planned = plans.of(audit)
    with _renewing(database) as connection:
        before = audit_order.whole_before(connection, audit)
        units = audit_order.count_units(connection, audit.id)
        whole = not audit.ahead and (
            before is None or 2 * units >= audit_order.count_units(connection, before.id)
        )
        audit_totals.begin_total(connection, audit, whole=whole, grading=grading_to_json(planned.grading))
    return whole


def _conclude(
    database: Database, plan_id: str, audits: Sequence[AuditRef], changed: Renewed, *, whole: bool
) -> None:
    """Work out what only all units together give, and mark the audits as worked in."""
    now = datetime.now(UTC)
    for audit in audits:
        with _renewing(database) as connection:
            if audit_totals.is_whole(connection, audit.id):
                standing_rows.give_history_places(connection, audit.id)
    with _renewing(database) as connection:
        newest = audit_order.newest_whole(connection, plan_id)
        if newest is not None:
            standing_rows.mark_listed(connection, plan_id, newest.id)
        standing_rows.give_places(connection, plan_id)
    with _renewing(database) as connection:
        every = changed.replayed or len(audits) > 1
        current = standing_rows.newest_audits(connection, plan_id)
        for audit_id in current if every else [audit.id for audit in audits if audit.id in current]:
            audit_ref = audit_order.finished_audit(connection, audit_id)
            before = audit_order.whole_before(connection, audit_ref) if audit_ref else None
            standing_rows.give_marks_before(connection, plan_id, audit_id, before.id if before else None)
    with database.read() as connection:
        tasks = standing_rows.known_tasks(connection, plan_id) if whole else changed.tasks
    for task in sorted(tasks):
        with _renewing(database) as connection:
            standing_rows.count_tasks(connection, plan_id, [task])
    with database.read() as connection:
        # Where an audit came in between, what the one after it changed is another than it was.
        others = audit_order.finished_audits(connection, plan_id) if changed.replayed else ()
        again = [each for each in others if audit_totals.is_worked_in(connection, each.id)]
    for audit in {each.id: each for each in (*again, *audits)}.values():
        with _renewing(database) as connection:
            audit_totals.finish_total(connection, audit, now)


def _parts(units: Sequence[str], at_once: int) -> Iterator[list[str]]:
    every = iter(units)
    while part := list(islice(every, at_once)):
        yield part
