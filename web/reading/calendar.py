"""What is due on which day: a month as weeks of days, and the months that there is something to see in."""

import calendar
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from domain.duty_standing import DutyStatus
from domain.standings import Duty, TaskDay

MONTHS = 12
"""Months that are listed from the one of the audit's day on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """What is due on a day: ``coming`` still to come; past with a problem, ``failed`` not done, ``late`` done after it."""

    coming: int = 0
    failed: int = 0
    late: int = 0

    @property
    def any(self) -> bool:
        """Whether there is anything."""
        return bool(self.coming or self.failed or self.late)


@dataclass(frozen=True, slots=True, kw_only=True)
class DayCell:
    """A day of the grid; ``inside`` its month."""

    day: date
    inside: bool
    due: Due


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """A month by its first day, and what is due in it."""

    first: date
    due: Due

    @property
    def name(self) -> str:
        """2017年12月."""
        return f"{self.first.year}年{self.first.month}月"

    @property
    def asked(self) -> str:
        """As an address names it."""
        return f"{self.first:%Y-%m}"


def days_of_unit(duties: Iterable[Duty]) -> tuple[TaskDay, ...]:
    """The due days of one unit's duties, counted as ``db.task_days`` counts those of all units."""
    found: list[TaskDay] = []
    for duty in duties:
        if duty.due_next is not None:
            found.append(TaskDay(task=duty.task, day=duty.due_next, coming=1, failed=0, late=0))
        if duty.due_last is not None and duty.status in {DutyStatus.FAILED, DutyStatus.LATE}:
            failed = duty.status is DutyStatus.FAILED
            found.append(
                TaskDay(task=duty.task, day=duty.due_last, coming=0, failed=int(failed), late=int(not failed))
            )
    return merged(found)


def merged(days: Iterable[TaskDay]) -> tuple[TaskDay, ...]:
    """One row a task and day."""
    rows: dict[tuple[date, str], list[TaskDay]] = {}
    for each in days:
        rows.setdefault((each.day, each.task), []).append(each)
    return tuple(
        TaskDay(task=task, day=day, **vars_of(total(some))) for (day, task), some in sorted(rows.items())
    )


def total(days: Iterable[TaskDay]) -> Due:
    """What is due on some days together."""
    every = list(days)
    return Due(
        coming=sum(each.coming for each in every),
        failed=sum(each.failed for each in every),
        late=sum(each.late for each in every),
    )


def vars_of(due: Due) -> dict[str, int]:
    """The three counts by name."""
    return {"coming": due.coming, "failed": due.failed, "late": due.late}


def months(days: Sequence[TaskDay], as_of: date, chosen: date) -> tuple[Month, ...]:
    """The months to choose from: twelve from the audit's, those before with something past due, and the chosen one."""
    first = as_of.replace(day=1)
    wanted = {_later(first, step) for step in range(MONTHS)} | {chosen}
    wanted |= {each.day.replace(day=1) for each in days if each.day < first}
    by_month: dict[date, list[TaskDay]] = {}
    for each in days:
        by_month.setdefault(each.day.replace(day=1), []).append(each)
    return tuple(Month(first=each, due=total(by_month.get(each, ()))) for each in sorted(wanted))


def weeks(days: Sequence[TaskDay], month: date) -> tuple[tuple[DayCell, ...], ...]:
    """A month as weeks from Monday."""
    by_day: dict[date, list[TaskDay]] = {}
    for each in days:
        by_day.setdefault(each.day, []).append(each)
    return tuple(
        tuple(
            DayCell(day=day, inside=day.month == month.month, due=total(by_day.get(day, ()))) for day in week
        )
        for week in calendar.Calendar().monthdatescalendar(month.year, month.month)
    )


def _later(month: date, step: int) -> date:
    place = month.year * 12 + month.month - 1 + step
    return date(place // 12, place % 12 + 1, 1)
