"""What do pages about units and audits list: the ranking, one unit with its duties, its history, audits in figures?

Lists are read a page at a time; none reads all findings.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, select

from db.standing_values import DUTY_COLUMNS, value_of
from db.store import Store
from db.tables.duties import DutyRow
from db.tables.standings import AuditTotalRow, UnitHistoryRow, UnitStandingRow
from domain.standings import AuditTotal, Duty, UnitMark, UnitStanding
from domain.units import UnitKind

PAGE = 50
"""Rows of a page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitFilter:
    """Which units are asked for; None: of any kind or region. ``text`` stands in the name or is the id."""

    kind: UnitKind | None = None
    region: str | None = None
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RankingPage:
    """A page of the ranking, and how many units the filter lets through."""

    units: tuple[UnitStanding, ...]
    total: int


ANY = UnitFilter()


def newest_plan(store: Store) -> str | None:
    """The plan of the newest audit of a whole registry that was worked in; None where there is none.

    Raises:
        StoreError: the database can't be used.
    """
    query = (
        select(AuditTotalRow.plan_id)
        .where(AuditTotalRow.worked_in_at.is_not(None), AuditTotalRow.whole)
        .order_by(AuditTotalRow.finished_at.desc())
        .limit(1)
    )
    with store.read() as connection:
        return connection.execute(query).scalar_one_or_none()


def audited_plans(store: Store) -> tuple[str, ...]:
    """The plans by which audits of a whole registry were made, the one of the newest audit first.

    Raises:
        StoreError: the database can't be used.
    """
    query = (
        select(AuditTotalRow.plan_id)
        .where(AuditTotalRow.worked_in_at.is_not(None), AuditTotalRow.whole)
        .group_by(AuditTotalRow.plan_id)
        .order_by(func.max(AuditTotalRow.finished_at).desc())
    )
    with store.read() as connection:
        return tuple(connection.execute(query).scalars())


def load_totals(store: Store, plan_id: str, *, limit: int = 90, whole: bool = True) -> tuple[AuditTotal, ...]:
    """The newest audits of a plan in figures, the newest first; of the whole registry only, or all.

    Raises:
        StoreError: the database can't be used.
    """
    there = AuditTotalRow
    query = select(there.__table__).where(there.plan_id == plan_id, there.worked_in_at.is_not(None))
    if whole:
        query = query.where(there.whole)
    query = query.order_by(there.as_of.desc(), there.finished_at.desc()).limit(limit)
    with store.read() as connection:
        return tuple(value_of(AuditTotal, row) for row in connection.execute(query))


def load_total(store: Store, audit_id: str) -> AuditTotal | None:
    """One audit in figures; None where there is none, or it was not worked in yet.

    Raises:
        StoreError: the database can't be used.
    """
    there = AuditTotalRow
    query = select(there.__table__).where(there.audit_id == audit_id, there.worked_in_at.is_not(None))
    with store.read() as connection:
        row = connection.execute(query).one_or_none()
    return None if row is None else value_of(AuditTotal, row)


def load_ranking(
    store: Store, plan_id: str, wanted: UnitFilter = ANY, *, offset: int = 0, limit: int = PAGE
) -> RankingPage:
    """Listed units by place, then those that are not ranked, by the registry's order.

    Raises:
        StoreError: the database can't be used.
    """
    there = UnitStandingRow
    asked = _asked(plan_id, wanted)
    query = (
        select(there.__table__)
        .where(*asked)
        .order_by(there.place.nulls_last(), there.coverage.desc(), there.unit_id)
        .offset(offset)
        .limit(limit)
    )
    with store.read() as connection:
        total = connection.execute(select(func.count()).select_from(there).where(*asked)).scalar_one()
        units = tuple(value_of(UnitStanding, row) for row in connection.execute(query))
    return RankingPage(units=units, total=total)


def count_ranked(store: Store, plan_id: str) -> int:
    """How many listed units have a place after reviews; an audit's own figure is as judged.

    Raises:
        StoreError: the database can't be used.
    """
    there = UnitStandingRow
    query = select(func.count(there.place)).where(*_asked(plan_id, ANY))
    with store.read() as connection:
        return connection.execute(query).scalar_one()


def load_regions(store: Store, plan_id: str) -> tuple[str, ...]:
    """The regions of the listed units, for a filter.

    Raises:
        StoreError: the database can't be used.
    """
    there = UnitStandingRow
    query = (
        select(there.region)
        .where(there.plan_id == plan_id, there.listed, there.region.is_not(None))
        .distinct()
    )
    with store.read() as connection:
        return tuple(sorted(region for region in connection.execute(query).scalars() if region))


def load_standing(store: Store, plan_id: str, unit_id: str) -> UnitStanding | None:
    """One unit's standing, also of one that left the registry; None for one that was never audited under the plan.

    Raises:
        StoreError: the database can't be used.
    """
    there = UnitStandingRow
    query = select(there.__table__).where(there.plan_id == plan_id, there.unit_id == unit_id)
    with store.read() as connection:
        row = connection.execute(query).one_or_none()
    return None if row is None else value_of(UnitStanding, row)


def load_duties(
    store: Store, plan_id: str, unit_id: str, *, tasks: Sequence[str] | None = None
) -> tuple[Duty, ...]:
    """The duties of a unit in the plan's order; all (a hundred or so), or of some tasks.

    Raises:
        StoreError: the database can't be used.
    """
    query = select(*DUTY_COLUMNS).where(DutyRow.plan_id == plan_id, DutyRow.unit_id == unit_id)
    if tasks is not None:
        query = query.where(DutyRow.task.in_(tasks))
    with store.read() as connection:
        found = connection.execute(query.order_by(DutyRow.position))
        return tuple(value_of(Duty, row) for row in found)


def load_unit_history(store: Store, plan_id: str, unit_id: str, *, limit: int = 90) -> tuple[UnitMark, ...]:
    """A unit in its newest audits, the newest first.

    Raises:
        StoreError: the database can't be used.
    """
    there = UnitHistoryRow
    query = (
        select(there.__table__)
        .where(there.plan_id == plan_id, there.unit_id == unit_id)
        .order_by(there.as_of.desc(), there.audit_id.desc())
        .limit(limit)
    )
    with store.read() as connection:
        return tuple(value_of(UnitMark, row) for row in connection.execute(query))


def search_units(store: Store, plan_id: str, text: str, *, limit: int = 20) -> tuple[UnitStanding, ...]:
    """Listed units whose name holds a text, or whose id it is; those that begin with it first.

    Raises:
        StoreError: the database can't be used.
    """
    there = UnitStandingRow
    begins = there.name.startswith(text, autoescape=True)
    query = (
        select(there.__table__)
        .where(*_asked(plan_id, UnitFilter(text=text)))
        .order_by(there.unit_id != text, begins.is_(False), there.position)
        .limit(limit)
    )
    with store.read() as connection:
        return tuple(value_of(UnitStanding, row) for row in connection.execute(query))


def _asked(plan_id: str, wanted: UnitFilter) -> list[ColumnElement[bool]]:
    there = UnitStandingRow
    asked: list[ColumnElement[bool]] = [there.plan_id == plan_id, there.listed.is_(True)]
    if wanted.kind is not None:
        asked.append(there.kind == wanted.kind)
    if wanted.region is not None:
        asked.append(there.region == wanted.region)
    if wanted.text:
        asked.append(there.name.contains(wanted.text, autoescape=True) | (there.unit_id == wanted.text))
    return asked
