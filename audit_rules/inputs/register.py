"""How does an operator's register (a CSV of notices filed and of events) become a ``Register``, and why is a row refused?

One header for both kinds of rows, in any order: ``unit,task,done_on,note`` and optionally ``subject`` for notices,
``event,on,note`` for events; a file may have either or both. A row that names an event is one; its day stands in ``on`` or in
``done_on``.
"""

from collections.abc import Collection
from datetime import date
from pathlib import Path

from audit_rules.inputs.csv_table import CsvFileError, CsvTable, Row, RowError, RowRefusedError, open_table
from domain.plans import Plan
from domain.register import EventDay, FiledNotice, Register

COLUMNS = ("unit", "task", "done_on", "note", "subject", "event", "on")
_SHAPE = "unit,task,done_on,note[,subject] for notices filed, or event,on,note for events"


def load_register(
    path: str | Path, plan: Plan, unit_ids: Collection[str] = ()
) -> tuple[Register, tuple[RowError, ...]]:
    """The good rows of a register, and those that were refused.

    Args:
        path: the file, UTF-8.
        plan: the plan whose tasks the notices are for.
        unit_ids: units of the registry, besides those that the plan names.

    Raises:
        CsvFileError: no such file, not UTF-8, no header, or a header that has neither shape.
    """
    table = open_table(Path(path), "register CSV", _SHAPE)
    _check_header(table)
    known = {*unit_ids, *(unit for task in plan.tasks for unit in task.units)}
    awaited = {
        each
        for task in plan.tasks
        for check in task.checks
        if isinstance(each := check.params.get("event"), str)
    }
    events: dict[str, EventDay] = {}

    def read(_: int, row: Row) -> FiledNotice | None:
        if row.get("event"):
            _claim(_event(row, awaited), events)
            return None
        return _notice(row, plan, known)

    notices, refused = table.rows(read, unit="unit")
    return Register(notices=tuple(each for each in notices if each), events=events), refused


def _check_header(table: CsvTable) -> None:
    strange = [name for name in table.columns if name not in COLUMNS]
    if strange:
        raise CsvFileError(f"{table.path}: the header names {', '.join(strange)}. It names {_SHAPE}")
    named = set(table.columns)
    if not ({"unit", "task", "done_on"} <= named or ("event" in named and named & {"on", "done_on"})):
        raise CsvFileError(f"{table.path}: the header is not that of a register. It names {_SHAPE}")


def _claim(event: EventDay, events: dict[str, EventDay]) -> None:
    if events.setdefault(event.name, event).on != event.on:
        raise RowRefusedError(f"the event {event.name} has another day above", "Keep one of the two")


def _event(row: Row, awaited: Collection[str]) -> EventDay:
    if row.get("unit") or row.get("task"):
        raise RowRefusedError("it names an event and a unit or task", "Write two rows, one for each")
    if row["event"] not in awaited:
        there = ", ".join(sorted(awaited)) or "none"
        raise RowRefusedError(
            f"no deadline of the plan runs from the event {row['event']!r}", f"It knows: {there}"
        )
    return EventDay(
        name=row["event"], on=_day(row.get("on") or row.get("done_on", "")), note=row.get("note", "")
    )


def _notice(row: Row, plan: Plan, known: Collection[str]) -> FiledNotice:
    unit, number, subject = row.get("unit", ""), row.get("task", ""), row.get("subject") or None
    if not unit or not number:
        raise RowRefusedError(
            "it names neither an event nor a unit and a task", "Fill unit and task, or event"
        )
    if unit not in known:
        raise RowRefusedError(f"there is no unit {unit!r}", "Use an id of the registry")
    task = next((each for each in plan.tasks if str(each.number) == number), None)
    if task is None:
        raise RowRefusedError(f"the plan has no task {number!r}", "Use a number of the plan, e.g. 16 or L2")
    subjects = {check.subject for check in task.checks if check.subject}
    if subject is not None and subject not in subjects:
        there = ", ".join(sorted(subjects)) or "none"
        raise RowRefusedError(
            f"task {number} has no check on {subject!r}", f"Leave it empty, or use one of: {there}"
        )
    done_on = _day(row.get("done_on") or row.get("on", ""))
    return FiledNotice(unit_id=unit, task=number, done_on=done_on, note=row.get("note", ""), subject=subject)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise RowRefusedError(f"{text!r} is not a date", "Write it as YYYY-MM-DD") from None
