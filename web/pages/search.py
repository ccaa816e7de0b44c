"""Where is a unit or a task, by a word of it?"""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from db import unit_reading
from domain.accounts import Permission
from web.reading.scope import scope_of
from web.rendering import page
from web.security.permissions import needs
from web.security.visitors import Visitor
from web.state import Db

router = APIRouter(include_in_schema=False)
_MOST = 30


@router.get("/search")
def search(
    request: Request,
    database: Db,
    visitor: Annotated[Visitor, needs(Permission.SEE_ALL)],
    q: Annotated[str, Query(max_length=100)] = "",
) -> Response:
    """Units and tasks that hold what was asked for."""
    scope = scope_of(database, visitor)
    if scope is None:
        return page(request, "nothing.html")
    sought = q.strip()
    units = unit_reading.search_units(database, scope.plan_id, sought, limit=_MOST) if sought else ()
    tasks = [
        number
        for number, task in scope.words.tasks.items()
        if sought and (sought == number or sought in (task.text or ""))
    ]
    values = {
        "scope": scope,
        "sought": sought,
        "units": units,
        "tasks": tasks[:_MOST],
        "found_tasks": len(tasks),
    }
    return page(request, "search.html", values)
