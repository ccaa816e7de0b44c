"""How does a page come out of a template? Everything is escaped, whoever sent it; what is missing is an error, not a gap."""

from collections.abc import Mapping
from datetime import datetime
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse

from domain.beijing import BEIJING
from web.navigation import entries
from web.security.csrf import csrf_token
from web.security.visitors import Visitor

ROOM = Path(__file__).resolve().parent
STATIC = ROOM / "static"


def page(
    request: Request, template: str, values: Mapping[str, Any] | None = None, *, status: int = 200
) -> HTMLResponse:
    """A page from a template.

    Beside ``values`` a template has ``request``, ``path``, ``visitor`` (None where nobody is signed in), ``csrf`` (for the
    hidden field of every form), ``navigation`` and the function ``static(name)``.
    """
    visitor = getattr(request.state, "visitor", None)
    given = {
        "request": request,
        "path": request.url.path,
        "visitor": visitor,
        "csrf": csrf_token(visitor.token) if isinstance(visitor, Visitor) and visitor.token else "",
        "navigation": entries(visitor) if isinstance(visitor, Visitor) else (),
        **(values or {}),
    }
    return HTMLResponse(environment().get_template(template).render(given), status_code=status)


@cache
def environment() -> Environment:
    """The templates."""
    made = Environment(
        loader=FileSystemLoader(ROOM / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.globals["static"] = static_address
    made.filters["moment"] = shown_moment
    return made


@cache
def static_address(name: str) -> str:
    """The address of a static file; it changes with what is in it, so that browsers may keep it for ever."""
    return f"/static/{name}?v={static_version(name)}"


@cache
def static_version(name: str) -> str:
    """What stands for the content of a static file."""
    return sha256((STATIC / name).read_bytes()).hexdigest()[:12]


def shown_moment(moment: datetime | None) -> str:
    """A moment in Chinese time, to the minute; a dash where there is none."""
    return "—" if moment is None else f"{moment.astimezone(BEIJING):%Y-%m-%d %H:%M}"
