"""How does an operator's register (a CSV of notices filed and of events) become a ``Register``, and why is a row refused?

One header for both kinds of rows, in any order: ``unit,task,done_on,note`` and optionally ``subject`` for notices,
``event,on,note`` for events; a file may have either or both. A row that names an event is one; its day stands in ``on`` or in
``done_on``.
"""

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from pathlib import Path

from audit_rules.csv_rows import CsvFileError, csv_rows
from audit_rules.units import RowError
from domain.plans import Plan
from domain.register import EventDay, FiledNotice, Register

COLUMNS = ("unit", "task", "done_on", "note", "subject", "event", "on")
_SHAPE = "unit,task,done_on,note[,subject] for notices filed, or event,on,note for events"


class RegisterError(Exception):
    """A register that can't be read at all; the message says what to do."""


class _RefusedError(Exception):
    """Leaves the reading of one row."""

    def __init__(self, reason: str, remedy: str) -> None:
        super().__init__(reason)
        self.reason = reason
        self.remedy = remedy


def load_register(
    path: str | Path, plan: Plan, unit_ids: Collection[str] = ()
) -> tuple[Register, tuple[RowError, ...]]:
    """The good rows of a register, and those that were refused.

    Args:
        path: the file, UTF-8.
        plan: the plan whose tasks the notices are for.
        unit_ids: units of the registry, besides those that the plan names.

    Raises:
        RegisterError: no such file, not UTF-8, no header, or a header that has neither shape.
    """
    file = Path(path)
    rows = _rows(file)
    _, header = next(rows, (0, []))
    columns = [cell.strip() for cell in header]
    _check_header(file, columns)
    known = {*unit_ids, *(unit for task in plan.tasks for unit in task.units)}
    notices: list[FiledNotice] = []
    events: dict[str, EventDay] = {}
    errors: list[RowError] = []
    for line, cells in rows:
        if not any(cell.strip() for cell in cells):
            continue
        row = dict(zip(columns, (cell.strip() for cell in cells), strict=False))
        try:
            _check_width(cells, columns)
            if row.get("event"):
                _claim(_event(row), events)
            else:
                notices.append(_notice(row, plan, known))
        except _RefusedError as refusal:
            errors.append(
                RowError(
                    line=line, reason=refusal.reason, remedy=refusal.remedy, unit_id=row.get("unit") or None
                )
            )
    return Register(notices=tuple(notices), events=events), tuple(errors)


def _rows(path: Path) -> Iterator[tuple[int, list[str]]]:
    try:
        yield from csv_rows(path, "register CSV")
    except CsvFileError as error:
        raise RegisterError(str(error)) from error


def _check_header(path: Path, columns: list[str]) -> None:
    strange = [name for name in columns if name not in COLUMNS]
    if strange:
        raise RegisterError(f"{path}: the header names {', '.join(strange) or 'nothing'}. It names {_SHAPE}")
    twice = sorted({name for name in columns if columns.count(name) > 1})
    if twice:
        raise RegisterError(f"{path}: the header names {', '.join(twice)} twice. Remove one of them")
    named = set(columns)
    if not ({"unit", "task", "done_on"} <= named or ("event" in named and named & {"on", "done_on"})):
        raise RegisterError(f"{path}: the header is not that of a register. It names {_SHAPE}")


def _check_width(cells: list[str], columns: list[str]) -> None:
    if len(cells) > len(columns):
        raise _RefusedError("it has more cells than the header", "Put notes with a comma in quotes")


def _claim(event: EventDay, events: dict[str, EventDay]) -> None:
    if events.setdefault(event.name, event).on != event.on:
        raise _RefusedError(f"the event {event.name} has another day above", "Keep one of the two")


def _event(row: Mapping[str, str]) -> EventDay:
    if row.get("unit") or row.get("task"):
        raise _RefusedError("it names an event and a unit or task", "Write two rows, one for each")
    return EventDay(
        name=row["event"], on=_day(row.get("on") or row.get("done_on", "")), note=row.get("note", "")
    )


def _notice(row: Mapping[str, str], plan: Plan, known: Collection[str]) -> FiledNotice:
    unit, number, subject = row.get("unit", ""), row.get("task", ""), row.get("subject") or None
    if not unit or not number:
        raise _RefusedError("it names neither an event nor a unit and a task", "Fill unit and task, or event")
    if unit not in known:
        raise _RefusedError(f"there is no unit {unit!r}", "Use an id of the registry")
    task = next((each for each in plan.tasks if str(each.number) == number), None)
    if task is None:
        raise _RefusedError(f"the plan has no task {number!r}", "Use a number of the plan, e.g. 16 or L2")
    subjects = {check.subject for check in task.checks if check.subject}
    if subject is not None and subject not in subjects:
        there = ", ".join(sorted(subjects)) or "none"
        raise _RefusedError(
            f"task {number} has no check on {subject!r}", f"Leave it empty, or use one of: {there}"
        )
    done_on = _day(row.get("done_on") or row.get("on", ""))
    return FiledNotice(unit_id=unit, task=number, done_on=done_on, note=row.get("note", ""), subject=subject)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise _RefusedError(f"{text!r} is not a date", "Write it as YYYY-MM-DD") from None
