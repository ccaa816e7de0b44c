"""How does a page come out of a template? Everything is escaped, whoever sent it; what is missing is an error, not a gap."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse

from domain.account_words import ROLE_WORDS
from domain.beijing import BEIJING
from evidence.office.plain_text import day_word, plain_line, plain_lines
from web.addresses import leads_out
from web.navigation import entries
from web.security.csrf import csrf_token
from web.security.visitors import Visitor

_NOTHING: Mapping[str, Any] = {
    "scope": None,
    "trail": (),
    "sought": "",
    "scripts": (),
    "told": "",
    "done": "",
}
ROOM = Path(__file__).resolve().parent
STATIC = ROOM / "static"


def page(
    request: Request, template: str, values: Mapping[str, Any] | None = None, *, status: int = 200
) -> HTMLResponse:
    """A page from a template.

    Beside ``values`` a template has ``request``, ``path``, ``visitor`` (None where nobody is signed in), ``csrf`` (for the
    hidden field of every form), ``navigation`` and the function ``static(name)``. Of ``values`` every page may give ``scope``
    (which plan and audit it shows), ``trail`` (words and addresses of the pages above it), ``sought`` (what was searched for) and
    ``scripts`` (modules under ``web/static``; a page does all it does without them).
    """
    visitor = getattr(request.state, "visitor", None)
    given = {
        "request": request,
        "path": request.url.path,
        "visitor": visitor,
        "csrf": csrf_token(visitor.token) if isinstance(visitor, Visitor) and visitor.token else "",
        "navigation": entries(visitor) if isinstance(visitor, Visitor) else (),
        "role_word": ROLE_WORDS[visitor.account.role] if isinstance(visitor, Visitor) else "",
        **_NOTHING,
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
    filters: dict[str, Callable[..., object]] = {
        "moment": shown_moment,
        "line": plain_line,
        "lines": plain_lines,
        "day": shown_day,
        "percent": lambda percent: f"{percent:.1f}%",
        "share": lambda share: f"{share:.0%}",
        "points": lambda points: f"{points:g}",
        "count": lambda number: f"{number:,}",
        "address": lambda part: quote(str(part), safe=""),
        "leads_out": leads_out,
    }
    made.filters |= filters
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


def shown_day(day: date | None) -> str:
    """A day as offices write it; a dash where there is none."""
    return "—" if day is None else day_word(day)
