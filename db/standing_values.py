"""How do rows of what is kept ready become the values of ``domain.standings``?"""

from collections.abc import Mapping
from dataclasses import fields
from typing import Any, TypeVar

from db.tables.duties import DutyRow, VerdictChangeRow
from db.tables.standings import UnitStandingRow
from domain.duty_standing import DutyStatus
from domain.standings import AuditTotal, Duty, DutyChange, TaskStanding, UnitMark, UnitStanding

T = TypeVar("T", Duty, DutyChange, UnitStanding, UnitMark, TaskStanding, AuditTotal)

DUTY_COLUMNS = [getattr(DutyRow, each.name) for each in fields(Duty) if each.name != "unit_name"]
CHANGE_COLUMNS = [
    getattr(VerdictChangeRow, each.name) for each in fields(DutyChange) if each.name != "unit_name"
]
UNIT_NAME = UnitStandingRow.name.label("unit_name")


def value_of(kind: type[T], row: Any) -> T:
    """The value that a row stands for; what the value does not tell is left out."""
    told = dict(row._mapping)
    return kind(**{each.name: _field(each.name, told) for each in fields(kind)})


def _field(name: str, told: Mapping[str, Any]) -> Any:
    if name == "counts":
        return {status: told[status.value] for status in DutyStatus}
    if name == "subject":
        return told[name] or None
    if name == "histogram":
        return tuple(told[name])
    if name == "causes":
        return tuple((told[name] or "").split(",")) if told[name] else ()
    return told.get(name, "") if name == "unit_name" else told[name]
