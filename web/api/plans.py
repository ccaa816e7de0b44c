"""Which plans are there, which version of each is in force, and what does a plan ask?"""

from functools import cache
from typing import Annotated, Any

from fastapi import APIRouter, HTTPException, Query, Request
from pydantic import BaseModel, ConfigDict, Field

from domain.accounts import Permission
from domain.plans import EVERY_UNIT, Check, SourceStatus, Task
from evidence.office.check_names import check_name
from evidence.office.plain_text import plain_line, plain_lines
from web.api.answers import API_V1, refusals, with_table
from web.api.asked import Listed, PathName
from web.api.listing import Listing, Page, answer, by_offset
from web.reading.plan_pages import KnownPlan, known_plan, known_plans
from web.security.permissions import needs
from web.security.visitors import Visitor
from web.state import Db

router = APIRouter(prefix=API_V1, tags=["plans"])
All = Annotated[Visitor, needs(Permission.SEE_ALL)]


class VersionAsked(BaseModel):
    """Which version is asked for."""

    model_config = ConfigDict(extra="forbid")

    version: int | None = Field(
        None, ge=0, lt=2**31, description="0 is the program's own; the newest where it is left out."
    )


class ShownPlan(BaseModel):
    """A plan by its newest version."""

    plan_id: str = Field(title="方案编号")
    title: str = Field(title="方案")
    version: int = Field(title="版本", description="0: the program's own.")
    newest: int = Field(title="最新版本")
    adopted: int = Field(title="采用版本", description="What coming audits go by; 0: the program's own.")
    draft: bool = Field(title="草稿", description="Nobody is judged by a draft.")
    digest: str = Field(title="摘要值")
    tasks: int = Field(title="任务数", description="0 where the files can't be read as a plan.")


class ShownCheck(BaseModel):
    """One check of a task."""

    check: str
    check_name: str
    subject: str | None
    points: float
    advice: bool
    veto: bool


class ShownPlanTask(BaseModel):
    """One task, verbatim; ``text`` is null where the source lost it."""

    task: str
    section: str
    text: str | None
    leads: str | None
    deadline: str | None
    weight: float
    source: SourceStatus
    units: list[str] = Field(description="Ids of the units that owe it; `@all` for every unit.")
    checks: list[ShownCheck] = Field(description="None: people look at it.")


class OnePlan(ShownPlan):
    """A plan at a version, with its tasks."""

    sections: dict[str, float]
    every_task: list[ShownPlanTask]


@router.get("/plans", response_model=Page[ShownPlan], responses=with_table())
def plans(request: Request, database: Db, _visitor: All, asked: Annotated[Listed, Query()]) -> Any:
    """The plans that come with the program, and those with versions of their own."""

    @cache
    def every() -> tuple[KnownPlan, ...]:
        return known_plans(database)

    listing: Listing[tuple[int, KnownPlan], ShownPlan] = Listing(
        name="plans",
        model=ShownPlan,
        places=(int,),
        read=by_offset(lambda first, limit: every()[first : first + limit]),
        place=lambda row: (row[0],),
        shown=lambda found: [ShownPlan(**_head(row[1])) for row in found],
    )
    return answer(request, asked, listing)


@router.get("/plans/{plan}", response_model=OnePlan, responses=refusals())
def plan(database: Db, plan: PathName, _visitor: All, asked: Annotated[VersionAsked, Query()]) -> Any:
    """One plan with its tasks and checks."""
    known = known_plan(database, plan, asked.version)
    if known is None:
        raise HTTPException(404)
    found = known.read.plan
    return OnePlan(
        **_head(known),
        sections=dict(found.sections) if found else {},
        every_task=[_task(task) for task in found.tasks] if found else [],
    )


def _head(known: KnownPlan) -> dict[str, Any]:
    return {
        "plan_id": known.at.plan_id,
        "title": plain_line(known.read.title),
        "version": known.at.version,
        "newest": known.at.newest,
        "adopted": known.at.adopted,
        "draft": known.read.draft,
        "digest": known.at.source.digest,
        "tasks": len(known.read.plan.tasks) if known.read.plan else 0,
    }


def _task(task: Task) -> ShownPlanTask:
    return ShownPlanTask(
        task=str(task.number),
        section=task.section,
        text=plain_lines(task.text) if task.text is not None else None,
        leads=task.lead_text,
        deadline=task.deadline_text or task.deadline,
        weight=task.weight,
        source=task.source,
        units=[EVERY_UNIT] if EVERY_UNIT in task.units else list(task.units),
        checks=[_check(check) for check in task.checks],
    )


def _check(check: Check) -> ShownCheck:
    return ShownCheck(
        check=check.rule,
        check_name=check_name(check.rule),
        subject=check.subject,
        points=check.points,
        advice=check.advice,
        veto=check.veto,
    )
