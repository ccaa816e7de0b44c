"""How do people look at plans (工作要点), edit a task, and say by which version coming audits go?"""

from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Form, HTTPException, Path, Query, Request
from starlette.responses import RedirectResponse, Response

from audit_rules.plans.files import Problem
from casework.plans.task_editing import TaskTextError, task_text, with_task
from casework.plans.versions import (
    LEAST,
    MOST,
    PlanConflictError,
    PlanRefusedError,
    adopt_plan,
    checked,
    plan_at,
    save_plan,
)
from db.database import Database
from domain.accounts import Permission
from web.reading.plan_pages import (
    SOURCE_WORDS,
    KnownPlan,
    changes,
    check_words,
    known_plan,
    known_plans,
    owed_by,
    task_of,
)
from web.reading.plan_problems import problem_words
from web.rendering import page
from web.security.permissions import needs
from web.security.visitors import Visitor
from web.state import Db

router = APIRouter(include_in_schema=False)
Reader = Annotated[Visitor, needs(Permission.SEE_ALL)]
Editor = Annotated[Visitor, needs(Permission.EDIT_PLAN)]
PlanId = Annotated[str, Path(max_length=200)]
Version = Annotated[int, Path(ge=0, lt=2**31)]
_LINES = 800
_PROBLEMS = 200
_DONE = {"task": "已保存为新版本；采用之后，今后的核查才使用。", "adopt": "已采用，今后的核查使用这一版。"}
_REASON = f"没有保存：请填写原因（{LEAST}至{MOST}字）。"
_CONFLICT = "没有保存：这期间有人保存了第{}版，请先查看，再重新修改。"


@router.get("/plans")
def plans_page(request: Request, database: Db, _visitor: Reader) -> Response:
    """The plans that there are, and which version of each is in force."""
    return page(request, "plans.html", {"plans": known_plans(database)})


@router.get("/plans/{plan}")
def plan_page(
    request: Request,
    database: Db,
    visitor: Reader,
    plan: PlanId,
    version: Annotated[int | None, Query(ge=0, lt=2**31)] = None,
    done: Annotated[str, Query(max_length=20)] = "",
) -> Response:
    """A plan's tasks at a version, the newest if none is named."""
    return _plan(request, visitor, _known(database, plan, version), done=_DONE.get(done, ""))


@router.get("/plans/{plan}/versions/{version}")
def version_page(request: Request, database: Db, visitor: Reader, plan: PlanId, version: Version) -> Response:
    """One version: what it says otherwise than the one before it, and whether it holds."""
    return _version(request, database, visitor, _known(database, plan, version))


@router.get("/plans/{plan}/tasks/{task}")
def task_page(request: Request, database: Db, visitor: Reader, plan: PlanId, task: str) -> Response:
    """A task of the newest version, and the form to change it."""
    return _task(request, visitor, _known(database, plan, None), task)


@router.post("/plans/{plan}/tasks/{task}")
def edit(
    request: Request,
    database: Db,
    visitor: Editor,
    plan: PlanId,
    task: str,
    text: Annotated[str, Form(max_length=100_000)],
    seen: Annotated[int, Form(ge=0, lt=2**31)],
    reason: Annotated[str, Form(max_length=1000)] = "",
) -> Response:
    """Give a task another text: a version of its own, which nobody is judged by before it is adopted."""
    known = _known(database, plan, None)
    try:
        made = with_task(known.at.source, task, text)
        if made.digest == known.at.source.digest:
            return _task(request, visitor, known, task, text=text, told="没有保存：内容没有变化。")
        save_plan(
            database, visitor.account, made, plan_id=plan, seen=seen, reason=reason,
            unread=known.versions[0].unread if known.versions else (), address=visitor.address,
        )  # fmt: skip
    except KeyError:
        raise HTTPException(404) from None
    except TaskTextError as error:
        told = "没有保存：" + "".join(problem_words(each) for each in error.problems[:5])
        return _task(request, visitor, known, task, text=text, told=told)
    except PlanConflictError as error:
        return _task(
            request, visitor, known, task, text=text, told=_CONFLICT.format(error.newest), status=409
        )
    except PlanRefusedError:
        return _task(request, visitor, known, task, text=text, told=_REASON)
    return RedirectResponse(f"/plans/{quote(plan, safe='')}?done=task", 303)


@router.post("/plans/{plan}/adopt")
def adopt(
    request: Request,
    database: Db,
    visitor: Editor,
    plan: PlanId,
    version: Annotated[int, Form(ge=0, lt=2**31)],
    reason: Annotated[str, Form(max_length=1000)] = "",
) -> Response:
    """Let coming audits go by a version, or by the program's own again."""
    known = _known(database, plan, version)
    try:
        adopt_plan(
            database, visitor.account, plan_id=plan, version=version, reason=reason, address=visitor.address
        )
    except PlanRefusedError as error:
        told = "没有采用：方案还有问题，见下。" if error.problems else _REASON
        return _version(request, database, visitor, known, told=told)
    return RedirectResponse(f"/plans/{quote(plan, safe='')}?version={version}&done=adopt", 303)


def _known(database: Database, plan: str, version: int | None) -> KnownPlan:
    known = known_plan(database, plan, version)
    if known is None:
        raise HTTPException(404)
    return known


def _plan(request: Request, visitor: Visitor, known: KnownPlan, *, done: str = "") -> Response:
    values = {
        "known": known,
        "sources": SOURCE_WORDS,
        "owed_by": owed_by,
        "check_words": check_words,
        "problems": _shown(known.read.problems),
        "may_edit": visitor.may(Permission.EDIT_PLAN),
        "done": done,
        "trail": (("方案", "/plans"), (known.read.title or known.at.plan_id, None)),
    }
    return page(request, "plan.html", values)


def _version(
    request: Request, database: Database, visitor: Visitor, known: KnownPlan, *, told: str = ""
) -> Response:
    at = known.at
    report = checked(database, at.plan_id, at.source)
    lines = changes(database, at)
    number = at.version
    values = {
        "known": known,
        "stored": next((each for each in known.versions if each.version == number), None),
        "has_before": number > 0 and plan_at(database, at.plan_id, number - 1) is not None,
        "lines": lines[:_LINES],
        "left": max(len(lines) - _LINES, 0),
        "report": report,
        "problems": _shown(report.problems[:_PROBLEMS]),
        "more_problems": max(len(report.problems) - _PROBLEMS, 0),
        "may_edit": visitor.may(Permission.EDIT_PLAN),
        "told": told,
        "trail": (
            ("方案", "/plans"),
            (known.read.title or at.plan_id, f"/plans/{quote(at.plan_id, safe='')}"),
            (f"第{number}版" if number else "程序自带", None),
        ),
    }
    return page(request, "plan_version.html", values, status=422 if told else 200)


def _task(
    request: Request,
    visitor: Visitor,
    known: KnownPlan,
    number: str,
    *,
    text: str | None = None,
    told: str = "",
    status: int = 422,
) -> Response:
    at = known.at
    try:
        stored = task_text(at.source, number)
    except (KeyError, TaskTextError):
        raise HTTPException(404) from None
    values = {
        "known": known,
        "number": number,
        "task": task_of(known.read.plan, number),
        "text": stored if text is None else text,
        "sources": SOURCE_WORDS,
        "owed_by": owed_by,
        "check_words": check_words,
        "may_edit": visitor.may(Permission.EDIT_PLAN),
        "told": told,
        "trail": (
            ("方案", "/plans"),
            (known.read.title or at.plan_id, f"/plans/{quote(at.plan_id, safe='')}"),
            (f"任务{number}", None),
        ),
    }
    return page(request, "plan_task.html", values, status=status if told else 200)


def _shown(problems: tuple[Problem, ...]) -> list[tuple[str, str, str]]:
    return [
        (each.file, "" if each.task is None else str(each.task), problem_words(each)) for each in problems
    ]
