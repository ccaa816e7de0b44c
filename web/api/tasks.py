"""How do the tasks of a plan stand over the units?"""

from collections.abc import Sequence
from typing import Annotated, Any

from fastapi import APIRouter, HTTPException, Query, Request
from pydantic import BaseModel, Field

from db.database import Database
from db.duty_reading import load_tasks
from domain.accounts import Permission
from domain.plans import Task
from domain.standings import TaskStanding
from evidence.office.check_names import check_name
from evidence.office.plain_text import plain_lines
from web.api.answers import API_V1, refusals, with_table
from web.api.asked import ListedUnderPlan, PathName, UnderPlan
from web.api.counts import ShownCounts, shown_counts
from web.api.listing import Listing, Page, answer, by_offset
from web.api.scope import Scope, scope_of
from web.security.permissions import needs
from web.security.visitors import Visitor
from web.state import Db

router = APIRouter(prefix=API_V1, tags=["tasks"])
All = Annotated[Visitor, needs(Permission.SEE_ALL)]


class ShownTask(BaseModel):
    """A task of the plan, verbatim; null where the source lost the text or the plan was not kept."""

    task: str = Field(title="任务")
    section: str | None = Field(title="部分")
    text: str | None = Field(title="任务内容")
    leads: str | None = Field(title="牵头单位")
    deadline: str | None = Field(title="完成时限")


class ShownTaskCheck(BaseModel):
    """One check of a task over the listed units that owe it, after reviews."""

    task: str = Field(title="任务")
    section: str | None = Field(title="部分")
    text: str | None = Field(title="任务内容")
    check: str = Field(title="核查项编号")
    check_name: str = Field(title="核查项")
    subject: str | None = Field(title="栏目主题编号")
    units: int = Field(title="责任单位数")
    counts: ShownCounts


class OneTask(ShownTask):
    """A task with its checks."""

    checks: list[ShownTaskCheck]


@router.get("/tasks", response_model=Page[ShownTaskCheck], responses=with_table())
def tasks(request: Request, database: Db, _visitor: All, asked: Annotated[ListedUnderPlan, Query()]) -> Any:
    """Every check of every task in the plan's order."""
    rows = _rows(database, scope_of(database, asked.plan))
    listing: Listing[tuple[int, ShownTaskCheck], ShownTaskCheck] = Listing(
        name="tasks",
        model=ShownTaskCheck,
        places=(int,),
        read=by_offset(lambda first, limit: rows[first : first + limit]),
        place=lambda row: (row[0],),
        shown=lambda found: [row[1] for row in found],
    )
    return answer(request, asked, listing)


@router.get("/tasks/{task}", response_model=OneTask, responses=refusals())
def task(database: Db, task: PathName, _visitor: All, asked: Annotated[UnderPlan, Query()]) -> Any:
    """One task with its checks; its findings are those of ``/findings?task=``."""
    scope = scope_of(database, asked.plan)
    planned = _planned(scope).get(task)
    checks = [row for row in _rows(database, scope) if row.task == task]
    if planned is None and not checks:
        raise HTTPException(404)
    return OneTask(
        task=task,
        section=planned.section if planned else None,
        text=_text(planned),
        leads=planned.lead_text if planned else None,
        deadline=planned.deadline_text if planned else None,
        checks=checks,
    )


def _planned(scope: Scope) -> dict[str, Task]:
    return {str(task.number): task for task in scope.plan.tasks} if scope.plan else {}


def _rows(database: Database, scope: Scope) -> list[ShownTaskCheck]:
    planned = _planned(scope)
    order = {number: place for place, number in enumerate(planned)}
    found = sorted(
        load_tasks(database, scope.plan_id),
        key=lambda each: (
            order.get(each.task, len(order)),
            each.task,
            each.check_id,
            each.subject or "",
            each.nth,
        ),
    )
    return _shown(found, planned)


def _shown(found: Sequence[TaskStanding], planned: dict[str, Task]) -> list[ShownTaskCheck]:
    return [
        ShownTaskCheck(
            task=each.task,
            section=planned[each.task].section if each.task in planned else None,
            text=_text(planned.get(each.task)),
            check=each.check_id,
            check_name=check_name(each.check_id),
            subject=each.subject,
            units=each.units,
            counts=shown_counts(each.counts),
        )
        for each in found
    ]


def _text(task: Task | None) -> str | None:
    return plain_lines(task.text) if task and task.text is not None else None
