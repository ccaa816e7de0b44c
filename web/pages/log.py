"""How does one look up who did what?"""

from datetime import date, datetime, time, timedelta
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from casework.accounts.action_words import ACTION_WORDS
from casework.accounts.log import entries
from domain.accounts import Permission
from domain.beijing import BEIJING
from web.rendering import page
from web.security.permissions import needs
from web.security.visitors import Visitor
from web.state import Db

router = APIRouter(include_in_schema=False)
Text = Annotated[str, Query(max_length=300)]
ROWS = 50


@router.get("/log")
def log_page(
    request: Request,
    database: Db,
    _visitor: Annotated[Visitor, needs(Permission.READ_LOG)],
    login: Text = "",
    action: Text = "",
    object: Text = "",  # noqa: A002 - the parameter's name in addresses
    day: Text = "",
    before: Annotated[int | None, Query(ge=1, lt=2**63)] = None,
) -> Response:
    """The log, newest first, fifty entries a page."""
    login, action, object, day = (part.strip() for part in (login, action, object, day))  # noqa: A001
    asked = _day(day)
    since = datetime.combine(asked, time(), BEIJING) if asked else None
    found = entries(
        database,
        login=login.casefold() or None,
        action=action or None,
        object=object or None,
        since=since,
        until=since + timedelta(days=1) if since else None,
        before_id=before,
        limit=ROWS + 1,
    )
    asked_for = {"login": login, "action": action, "object": object, "day": day}
    kept = {name: value for name, value in asked_for.items() if value}
    older = urlencode({**kept, "before": found[ROWS - 1].id}) if len(found) > ROWS else ""
    values = {
        **asked_for,
        "entries": found[:ROWS],
        "actions": ACTION_WORDS,
        "older": older,
        "newest": urlencode(kept),
        "is_first": before is None,
        "told": "日期须写作2017-12-31的形式。" if day and not asked else "",
    }
    return page(request, "log.html", values, status=422 if values["told"] else 200)


def _day(text: str) -> date | None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    # The first and the last year have no day before or after them.
    return day if date.min.year < day.year < date.max.year else None
