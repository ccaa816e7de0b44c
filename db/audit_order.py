"""Which audits are there of a plan, and which of two is the newer?

The newer is the one of the later day (``as_of``), and of one day the one finished later: an inspector wants to know how things
stand as of the latest day, and the last word on it. So an audit that is judged for a past day, or finished late, goes into
the history and takes nothing's place. One that was judged of a day that had not come yet (``ahead``: what will be overdue by
then?) would accuse today of what may still be done, and would stand until that day: it counts for nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, func, select

from db.store import Store
from db.tables.audits import AuditRow, AuditUnitRow
from db.tables.standings import AuditTotalRow
from domain.beijing import beijing_day


@dataclass(frozen=True, slots=True, order=True)
class AuditRef:
    """A finished audit; the greater of two is the newer."""

    as_of: date
    finished_at: datetime
    id: str
    plan_id: str
    plan_digest: str

    @property
    def ahead(self) -> bool:
        """Whether it is of a day that had not come in China when it was finished."""
        day = beijing_day(self.finished_at)
        return day is not None and self.as_of > day


_REF = select(
    AuditRow.as_of, AuditRow.finished_at, AuditRow.id, AuditRow.plan_id, AuditRow.plan_digest
).where(AuditRow.finished_at.is_not(None))


def _ref(row: Any) -> AuditRef:
    as_of, finished_at, audit_id, plan_id, plan_digest = row
    return AuditRef(as_of, finished_at, audit_id, plan_id, plan_digest)


def finished_audits(connection: Connection, plan_id: str | None = None) -> list[AuditRef]:
    """Every finished audit (of a plan, if named), the oldest first."""
    query = _REF if plan_id is None else _REF.where(AuditRow.plan_id == plan_id)
    return sorted(_ref(row) for row in connection.execute(query))


def finished_audit(connection: Connection, audit_id: str) -> AuditRef | None:
    """A finished audit by its id."""
    row = connection.execute(_REF.where(AuditRow.id == audit_id)).one_or_none()
    return None if row is None else _ref(row)


def not_worked_in(store: Store) -> list[AuditRef]:
    """The finished audits that the console's tables do not hold wholly yet, the oldest first.

    Raises:
        StoreError: the database can't be used.
    """
    done = select(AuditTotalRow.audit_id).where(AuditTotalRow.worked_in_at.is_not(None))
    with store.read() as connection:
        return sorted(_ref(row) for row in connection.execute(_REF.where(AuditRow.id.not_in(done))))


def whole_before(connection: Connection, audit: AuditRef) -> AuditRef | None:
    """The newest audit of the whole registry that is older than this one, of those worked in or begun to be."""
    wholes = select(AuditTotalRow.audit_id).where(
        AuditTotalRow.plan_id == audit.plan_id, AuditTotalRow.whole, AuditTotalRow.as_of <= audit.as_of
    )
    found = (_ref(row) for row in connection.execute(_REF.where(AuditRow.id.in_(wholes))))
    return max((each for each in found if each < audit), default=None)


def newest_whole(connection: Connection, plan_id: str) -> AuditRef | None:
    """The newest audit of the whole registry under a plan."""
    wholes = select(AuditTotalRow.audit_id).where(AuditTotalRow.plan_id == plan_id, AuditTotalRow.whole)
    return max((_ref(row) for row in connection.execute(_REF.where(AuditRow.id.in_(wholes)))), default=None)


def audited_units(connection: Connection, audit_id: str) -> Sequence[str]:
    """The ids of an audit's units, in order."""
    query = (
        select(AuditUnitRow.unit_id).where(AuditUnitRow.audit_id == audit_id).order_by(AuditUnitRow.position)
    )
    return connection.execute(query).scalars().all()


def count_units(connection: Connection, audit_id: str) -> int:
    """How many units an audit judged."""
    query = select(func.count()).select_from(AuditUnitRow).where(AuditUnitRow.audit_id == audit_id)
    return connection.execute(query).scalar_one()


def audits_of_unit(connection: Connection, plan_id: str, unit_id: str) -> list[AuditRef]:
    """The finished audits that judged a unit under a plan, the oldest first."""
    query = _REF.join(AuditUnitRow, AuditUnitRow.audit_id == AuditRow.id).where(
        AuditRow.plan_id == plan_id, AuditUnitRow.unit_id == unit_id
    )
    return sorted(_ref(row) for row in connection.execute(query))


def ever_audited(connection: Connection, plan_id: str) -> Sequence[str]:
    """The ids of all units that were ever judged under a plan."""
    query = (
        select(AuditUnitRow.unit_id)
        .join(AuditRow, AuditRow.id == AuditUnitRow.audit_id)
        .where(AuditRow.plan_id == plan_id, AuditRow.finished_at.is_not(None))
        .distinct()
        .order_by(AuditUnitRow.unit_id)
    )
    return connection.execute(query).scalars().all()


def plans_audited(store: Store) -> Sequence[str]:
    """The ids of the plans that there are finished audits of.

    Raises:
        StoreError: the database can't be used.
    """
    query = select(AuditRow.plan_id).where(AuditRow.finished_at.is_not(None)).distinct()
    with store.read() as connection:
        return connection.execute(query.order_by(AuditRow.plan_id)).scalars().all()
