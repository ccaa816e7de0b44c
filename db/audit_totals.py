"""How are audits in figures written, and which of them were worked in?"""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update

from db.audit_order import AuditRef
from db.standing_rows import STATUSES
from db.tables.standings import AuditTotalRow, UnitHistoryRow
from domain.reach import ReachStatus

STEPS = 10
"""Steps of ten percent."""

_REACHED = {
    ReachStatus.OK: "reached",
    ReachStatus.PARTIAL: "partial",
    ReachStatus.BLOCKED: "blocked",
    ReachStatus.UNREACHABLE: "unreachable",
    ReachStatus.NOT_CRAWLED: "not_crawled",
}
_COUNTS = ("units", "ranked", "findings", "warnings", "changed", *_REACHED.values(), *STATUSES)


def begin_total(connection: Connection, audit: AuditRef, *, whole: bool, grading: dict[str, Any]) -> None:
    """Say that an audit is being worked in; its figures are 0 until it is."""
    connection.execute(delete(AuditTotalRow).where(AuditTotalRow.audit_id == audit.id))
    connection.execute(
        insert(AuditTotalRow).values(
            audit_id=audit.id,
            plan_id=audit.plan_id,
            as_of=audit.as_of,
            finished_at=audit.finished_at,
            whole=whole,
            ahead=audit.ahead,
            grading=grading,
            histogram=[0] * STEPS,
            **dict.fromkeys(_COUNTS, 0),
        )
    )


def finish_total(connection: Connection, audit: AuditRef, now: datetime) -> None:
    """Add up what the history says of an audit's units, and say that it is worked in."""
    there = UnitHistoryRow
    sums = [
        func.coalesce(func.sum(getattr(there, name)), 0).label(name)
        for name in (*STATUSES, "warnings", "changed")
    ]
    figures = dict(
        connection.execute(
            select(
                func.count().label("units"),
                func.avg(there.percent).filter(there.ranked).label("mean_percent"),
                func.avg(there.coverage).label("mean_coverage"),
                *sums,
            ).where(there.audit_id == audit.id)
        )
        .mappings()
        .one()
    )
    reached = connection.execute(
        select(there.reach_status, func.count())
        .where(there.audit_id == audit.id)
        .group_by(there.reach_status)
    )
    figures.update(dict.fromkeys(_REACHED.values(), 0))
    figures.update((_REACHED[status], units) for status, units in reached)
    percents = connection.execute(
        select(there.percent, func.count())
        .where(there.audit_id == audit.id, there.ranked)
        .group_by(there.percent)
    )
    histogram = [0] * STEPS
    for percent, units in percents:
        histogram[min(int((percent or 0.0) // STEPS), STEPS - 1)] += units
    figures["histogram"] = histogram
    figures["ranked"] = sum(histogram)
    figures["findings"] = sum(int(figures[name]) for name in STATUSES)
    connection.execute(
        update(AuditTotalRow).where(AuditTotalRow.audit_id == audit.id).values(**figures, worked_in_at=now)
    )


def kept_grading(connection: Connection, audit_id: str) -> dict[str, Any]:
    """By what the places and grades of an audit were given; empty for one that was not begun to be worked in."""
    query = select(AuditTotalRow.grading).where(AuditTotalRow.audit_id == audit_id)
    return connection.execute(query).scalar_one_or_none() or {}


def is_whole(connection: Connection, audit_id: str) -> bool:
    """Whether an audit is one of the whole registry."""
    query = select(AuditTotalRow.whole).where(AuditTotalRow.audit_id == audit_id)
    return bool(connection.execute(query).scalar_one_or_none())


def is_worked_in(connection: Connection, audit_id: str) -> bool:
    """Whether what is kept holds an audit wholly."""
    query = select(AuditTotalRow.worked_in_at).where(AuditTotalRow.audit_id == audit_id)
    return connection.execute(query).scalar_one_or_none() is not None
