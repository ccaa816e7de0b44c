"""What is due on which day, month by month? Read from what is counted when an audit ends; a contact sees the own unit's."""

from datetime import date
from itertools import groupby
from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from db.task_days import load_task_days
from db.unit_reading import load_duties
from domain.accounts import Permission
from domain.standings import TaskDay
from web.pages.asked_days import asked_day, asked_month
from web.reading.calendar import days_of_unit, months, total, weeks
from web.reading.plan_words import PlanWords
from web.reading.scope import scope_of
from web.rendering import page
from web.security.permissions import needs
from web.security.visitors import Visitor
from web.state import Db

router = APIRouter(include_in_schema=False)
_ROWS = 200


@router.get("/calendar")
def calendar_page(
    request: Request,
    database: Db,
    visitor: Annotated[Visitor, needs(Permission.SEE_ALL, Permission.SEE_OWN)],
    plan: Annotated[str, Query(max_length=200)] = "",
    month: Annotated[str, Query(max_length=20)] = "",
    day: Annotated[str, Query(max_length=20)] = "",
) -> Response:
    """One month as a grid and as a list of its days; past days have what is overdue on them."""
    scope = scope_of(database, visitor, plan, leads_to="/calendar")
    if scope is None:
        return page(request, "nothing.html")
    if visitor.own_unit is None:
        days = load_task_days(database, scope.plan_id)
    else:
        days = days_of_unit(load_duties(database, scope.plan_id, visitor.own_unit))
    only = asked_day(day)
    chosen = only.replace(day=1) if only else asked_month(month) or scope.as_of.replace(day=1)
    of_month = [each for each in days if (each.day.year, each.day.month) == (chosen.year, chosen.month)]
    listed = [each for each in of_month if each.day == only] if only else of_month
    by_day, left = _by_day(listed, scope.words)
    values = {
        "scope": scope,
        "own_unit": visitor.own_unit,
        "months": months(days, scope.as_of, chosen),
        "chosen": chosen,
        "weeks": weeks(days, chosen),
        "by_day": by_day,
        "only": only,
        "left": left,
        "overdue": total(each for each in days if each.day <= scope.as_of),
    }
    return page(request, "calendar.html", values)


def _by_day(days: list[TaskDay], words: PlanWords) -> tuple[list[tuple[date, list[TaskDay]]], list[date]]:
    """The days with their tasks in the plan's order; beside them the days that have no room on the page."""
    order = {number: place for place, number in enumerate(words.tasks)}
    sort = sorted(days, key=lambda each: (each.day, order.get(each.task, len(order)), each.task))
    shown: list[tuple[date, list[TaskDay]]] = []
    left: list[date] = []
    rows = 0
    for day, some in groupby(sort, key=lambda each: each.day):
        tasks = list(some)
        rows += len(tasks)
        if shown and rows > _ROWS:
            left.append(day)
        else:
            shown.append((day, tasks))
    return shown, left
