"""How does each task stand over all units, and who of them is late, or can't be told?"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, HTTPException, Query, Request
from starlette.responses import Response

from db import duty_reading
from domain.accounts import Permission
from domain.duty_standing import DutyStatus
from domain.standings import TaskStanding
from evidence.office.duty_wording import due_words
from web.charts.status_bar import status_bar
from web.pages.asked_days import asked_day
from web.pages.paging import Pages
from web.reading.plan_words import PlanWords
from web.reading.scope import scope_of
from web.reading.statuses import WORD, counted
from web.rendering import page
from web.security.permissions import needs
from web.security.visitors import Visitor
from web.state import Db

router = APIRouter(include_in_schema=False)
Text = Annotated[str, Query(max_length=200)]
_ROWS = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskRow:
    """One task with the counts of all its checks; ``units`` are those that owe the one that most do."""

    number: str
    units: int
    counts: dict[DutyStatus, int]


@router.get("/tasks")
def tasks(
    request: Request, database: Db, visitor: Annotated[Visitor, needs(Permission.SEE_ALL)], plan: Text = ""
) -> Response:
    """All tasks of the plan."""
    scope = scope_of(database, visitor, plan, leads_to="/tasks")
    if scope is None:
        return page(request, "nothing.html")
    rows = task_rows(duty_reading.load_tasks(database, scope.plan_id), scope.words)
    return page(request, "tasks.html", {"scope": scope, "tasks": rows})


@router.get("/tasks/{task}")
def task_page(
    request: Request,
    database: Db,
    visitor: Annotated[Visitor, needs(Permission.SEE_ALL)],
    task: str,
    plan: Text = "",
    status: Text = "",
    due: Text = "",
    after_unit: Text = "",
    after: Annotated[int, Query(ge=0, lt=2**63)] = 0,
) -> Response:
    """One task over all units."""
    scope = scope_of(database, visitor, plan, leads_to=f"/tasks/{task}")
    known = duty_reading.load_tasks(database, scope.plan_id) if scope else ()
    checks = [each for each in known if each.task == task]
    if scope is None or not (checks or scope.words.task(task)):
        raise HTTPException(404)
    chosen = DutyStatus(status) if status in set(DutyStatus) else None
    day = asked_day(due)
    duties = duty_reading.load_task(
        database,
        scope.plan_id,
        task,
        status=chosen,
        due=day,
        after=(after_unit, after) if after_unit else None,
        limit=_ROWS + 1,
    )
    asked = {"plan": plan, "status": chosen or "", "due": day.isoformat() if day else ""}
    kept = {name: value for name, value in asked.items() if value}
    first = f"?{urlencode(kept)}"
    last = duties[_ROWS - 1] if len(duties) > _ROWS else None
    further = f"?{urlencode({**kept, 'after_unit': last.unit_id, 'after': last.id})}" if last else ""
    row = task_rows(checks, scope.words)[0] if checks else TaskRow(number=task, units=0, counts={})
    planned = scope.words.task(task)
    values = {
        "scope": scope,
        "task": row,
        "planned": planned,
        "due": due_words(planned, ()),
        "duties": duties[:_ROWS],
        "chosen": chosen,
        "day": day,
        "statuses": [(each, row.counts[each]) for each in DutyStatus if row.counts.get(each)],
        "standing": status_bar("standing", counted(row.counts), title="本任务的核查结果", width=700),
        "WORD": WORD,
        "pages": Pages(told=f"每页{_ROWS}条", first=first if after_unit else "", after=further),
        "trail": (("任务", "/tasks"), (scope.words.task_name(task), None)),
    }
    return page(request, "task.html", values)


def task_rows(checks: Sequence[TaskStanding], words: PlanWords) -> list[TaskRow]:
    """The tasks that checks are of, in the plan's order; those that the plan does not name last."""
    order = {number: place for place, number in enumerate(words.tasks)}
    by_task: dict[str, list[TaskStanding]] = {}
    for check in checks:
        by_task.setdefault(check.task, []).append(check)
    return [
        TaskRow(
            number=number,
            units=max(each.units for each in every),
            counts={status: sum(each.counts[status] for each in every) for status in DutyStatus},
        )
        for number, every in sorted(
            by_task.items(), key=lambda item: (order.get(item[0], len(order)), item[0])
        )
    ]
