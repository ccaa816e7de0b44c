"""Where is a unit, a task, a column or a posting, by a word of it? A contact searches the own unit only."""

from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from db import search_reading, unit_reading
from db.search_reading import TitleFound
from domain.accounts import Permission
from web.pages.paging import Pages
from web.reading.scope import scope_of
from web.rendering import page
from web.security.permissions import needs, only_own
from web.security.visitors import Visitor
from web.state import Db

router = APIRouter(include_in_schema=False)
_MOST = 30
_ROWS = 50
_FAR = 5_000


@router.get("/search")
def search(
    request: Request,
    database: Db,
    visitor: Annotated[Visitor, needs(Permission.SEE_ALL, Permission.SEE_OWN)],
    q: Annotated[str, Query(max_length=100)] = "",
    unit: Annotated[str, Query(max_length=100)] = "",
    offset: Annotated[int, Query(ge=0, le=_FAR)] = 0,
) -> Response:
    """Units and tasks that hold what was asked for; columns and postings of one unit, or the newest of all."""
    scope = scope_of(database, visitor)
    if scope is None:
        return page(request, "nothing.html")
    sought = "".join(c for c in q if c.isprintable()).strip()
    within = visitor.own_unit or "".join(c for c in unit if c.isprintable()).strip()
    if within:
        only_own(visitor, within)
    seeks = bool(sought)
    units = (
        unit_reading.search_units(database, scope.plan_id, sought, limit=_MOST)
        if seeks and not within
        else ()
    )
    tasks = [
        number
        for number, task in scope.words.tasks.items()
        if seeks and not within and (sought == number or sought in (task.text or ""))
    ]
    columns: tuple[TitleFound, ...] = ()
    postings: tuple[TitleFound, ...] = ()
    if seeks and within:
        columns = search_reading.search_columns(database, within, sought, limit=_MOST)
        postings = search_reading.search_postings(database, within, sought, offset=offset, limit=_ROWS + 1)
    elif seeks:
        columns = search_reading.search_newest_columns(database, scope.plan_id, sought, limit=_MOST)
        postings = search_reading.search_newest_postings(database, scope.plan_id, sought, limit=_ROWS)
    asked = {"q": sought, "unit": within}
    further = len(postings) > _ROWS and offset + _ROWS <= _FAR
    pages = Pages(
        told=f"每页{_ROWS}条",
        first=f"?{urlencode(asked)}" if offset else "",
        after=f"?{urlencode({**asked, 'offset': offset + _ROWS})}" if further else "",
    )
    standing = unit_reading.load_standing(database, scope.plan_id, within) if within else None
    values = {
        "scope": scope,
        "sought": sought,
        "within": within,
        "within_name": standing.name if standing else within,
        "own_unit": visitor.own_unit,
        "units": units,
        "tasks": tasks[:_MOST],
        "found_tasks": len(tasks),
        "columns": columns,
        "postings": postings[:_ROWS],
        "pages": pages,
        "newest": search_reading.NEWEST,
        "most": _MOST,
        "rows": _ROWS,
    }
    return page(request, "search.html", values)
