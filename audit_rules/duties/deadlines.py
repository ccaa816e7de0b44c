"""By when is a duty owed: what its deadline phrase means in the plan's year, and from when a standing duty is judged?"""

from dataclasses import replace
from datetime import date

from audit_rules.calendar import add_workdays
from audit_rules.deadlines import read_deadline
from domain.deadlines import DeadlineKind, DeadlineReading, Due
from domain.plans import Check, Plan, Task

STANDING_WORKDAYS = 30
"""A standing duty is judged from this many working days after the plan's issue: the plan's own term for
implementation plans, and the least that fairness asks."""


def standing_due(plan: Plan) -> Due:
    """The day from which standing duties (全年工作) are judged, as a band from the plan's issue and publication."""
    return Due(
        on=add_workdays(plan.issued_on, STANDING_WORKDAYS),
        late_after=add_workdays(plan.published_on, STANDING_WORKDAYS),
    )


def judged_dues(plan: Plan, reading: DeadlineReading) -> tuple[Due, ...]:
    """The due dates that are judged: those after the plan was published, in date order."""
    return tuple(
        sorted(
            (due for due in reading.dues if due.on > plan.known_from),
            key=lambda due: (due.on, due.late_after, due.label),
        )
    )


def read_duty_deadline(plan: Plan, task: Task, check: Check, event: date | None = None) -> DeadlineReading:
    """The deadline of a check: its own phrase, else the task's; a task without one owes it all year.

    ``event`` is the day of the event that its phrase counts from (国家指导意见印发后60日内); the check's parameter
    ``season`` the months of the season that it names (6—9月, for 收购旺季时每5日).
    """
    phrase = check.deadline or task.deadline or task.deadline_text
    if phrase is None:
        return DeadlineReading(text="", understood=True, kind=DeadlineKind.CONTINUOUS)
    reading = _read(phrase, plan, check, event, plan.year)
    # A phrase is read for one year; a due date that lies in the next or the last one is none of the plan's year.
    for year in (plan.year + 1, plan.year - 1):
        if not reading.understood or reading.dues or reading.kind is DeadlineKind.CONTINUOUS:
            break
        reading = replace(reading, dues=_read(phrase, plan, check, event, year).dues)
    return reading


def _read(phrase: str, plan: Plan, check: Check, event: date | None, year: int) -> DeadlineReading:
    season = check.params.get("season")
    return read_deadline(
        phrase,
        year=year,
        issued=plan.issued_on,
        published=plan.published_on,
        event=event,
        season=season if isinstance(season, str) else None,
    )
