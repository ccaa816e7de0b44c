"""Which units of an audit were asked for with ``--unit``?"""

from collections.abc import Sequence

from evidence.office.audit_report import AuditReport, ReportedUnit
from jobs.errors import UsageError

_NAMED = 10
"""So many units are named to somebody who asked for another."""


def chosen_units(report: AuditReport, only: Sequence[str]) -> tuple[ReportedUnit, ...]:
    """The units asked for, all of them where none is named, in the order of the registry.

    Raises:
        UsageError: a unit is not in the audit.
    """
    known = {unit.id for unit in report.units}
    if unknown := sorted(set(only) - known):
        raise UsageError(
            f"--unit {', '.join(unknown)}: not in the audit {report.audit_id}; {_ids_for(unknown, report.units)}"
        )
    return tuple(unit for unit in report.units if not only or unit.id in only)


def _ids_for(unknown: Sequence[str], units: Sequence[ReportedUnit]) -> str:
    """What to give instead: the ids of units that were called by their names, or of some that there are."""
    meant = [f"{unit.id} for {unit.name}" for unit in units if unit.name in unknown]
    if meant:
        return f"use its id: {', '.join(meant)}"
    there = ", ".join(f"{unit.id} {unit.name}" for unit in units[:_NAMED])
    return f"use an id of its registry ({there}{', …' if len(units) > _NAMED else ''})"
