"""How does somebody get a key for a program, and take it away again?"""

from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Form, Request
from starlette.responses import RedirectResponse, Response

from casework.accounts.refusals import AccountError
from casework.accounts.tokens import issue_token, revoke_token
from web.pages.account import shown
from web.pages.refusal_words import REFUSAL_WORDS
from web.security.permissions import signed_in
from web.security.visitors import Visitor
from web.state import Db

router = APIRouter(include_in_schema=False)


@router.post("/account/tokens")
def issue(
    request: Request,
    database: Db,
    visitor: Annotated[Visitor, signed_in()],
    name: Annotated[str, Form(max_length=200)] = "",
    days: Annotated[int, Form()] = 90,
    may_write: Annotated[bool, Form()] = False,  # noqa: FBT002 - a box of a form
) -> Response:
    """Make a key and show it, this once."""
    try:
        issued = issue_token(
            database,
            visitor.account,
            name=name,
            days=days,
            read_only=not may_write,
            now=datetime.now(UTC),
            address=visitor.address,
        )
    except AccountError as error:
        return shown(request, visitor, told=REFUSAL_WORDS[error.why], status=422)
    return shown(request, visitor, issued=issued)


@router.post("/account/tokens/{token}/revoke")
def revoke(request: Request, database: Db, visitor: Annotated[Visitor, signed_in()], token: int) -> Response:
    """Take a key away."""
    try:
        revoke_token(database, visitor.account, token, now=datetime.now(UTC), address=visitor.address)
    except AccountError as error:
        return shown(request, visitor, told=REFUSAL_WORDS[error.why], status=404)
    return RedirectResponse("/account", 303)
