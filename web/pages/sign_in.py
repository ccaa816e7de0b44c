"""How does somebody sign in and out with a password?"""

from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Form, Request
from starlette.responses import RedirectResponse, Response

from casework.accounts.refusals import AccountError, Why
from casework.accounts.secret_tokens import new_token
from casework.accounts.sessions import sign_out
from casework.accounts.sign_in import sign_in
from web.pages.refusal_words import REFUSAL_WORDS
from web.rendering import page
from web.security.cookies import (
    forget_session,
    forget_sign_in,
    keep_session,
    keep_sign_in,
    sign_in_cookie,
)
from web.security.csrf import csrf_token
from web.security.permissions import PUBLIC, signed_in
from web.security.visitors import NotSignedInError, Visitor, address_of, visitor_of
from web.state import Db, settings_of

router = APIRouter(include_in_schema=False)


@router.get("/login", dependencies=[PUBLIC])
def login_page(request: Request, next: str = "/") -> Response:  # noqa: A002 - the parameter's name in addresses
    """The sign-in page; who is signed in already goes on."""
    try:
        visitor_of(request)
    except NotSignedInError:
        return form(request, next)
    return RedirectResponse(own_path(next), 303)


@router.post("/login", dependencies=[PUBLIC])
def login(
    request: Request,
    database: Db,
    login: Annotated[str, Form(max_length=200)] = "",
    password: Annotated[str, Form(max_length=1000)] = "",
    next: Annotated[str, Form(max_length=2000)] = "/",  # noqa: A002
) -> Response:
    """Sign in."""
    try:
        signed = sign_in(database, login, password, now=datetime.now(UTC), address=address_of(request))
    except AccountError as error:
        status = 429 if error.why is Why.LOCKED else 401
        return form(request, next, login=login, told=REFUSAL_WORDS[error.why], status=status)
    response = RedirectResponse(own_path(next), 303)
    keep_session(request, response, signed.token)
    forget_sign_in(request, response)
    return response


@router.post("/logout")
def logout(
    request: Request, database: Db, visitor: Annotated[Visitor, signed_in(password_due=True)]
) -> Response:
    """Sign out."""
    sign_out(database, visitor.account, visitor.token or "", datetime.now(UTC), visitor.address)
    response = RedirectResponse("/login", 303)
    forget_session(request, response)
    return response


def form(
    request: Request, wanted: str, *, login: str = "", told: str = "", status: int = 200, renew: bool = False
) -> Response:
    """The sign-in page, with a secret that its form is bound to: the one the browser has, unless it is to be renewed."""
    secret = (None if renew else sign_in_cookie(request)) or new_token()
    values = {
        "csrf": csrf_token(secret),
        "next": own_path(wanted),
        "login": login,
        "told": told,
        "oidc": settings_of(request).oidc is not None,
    }
    response = page(request, "login.html", values, status=status)
    keep_sign_in(request, response, secret)
    return response


def own_path(wanted: str) -> str:
    """Where to go on after the sign-in: an address of this console, the first page for any other."""
    # Browsers read a backslash as a slash, and leave out tabs and line ends.
    plain = wanted.isprintable() and "\\" not in wanted
    return wanted if plain and wanted.startswith("/") and not wanted.startswith("//") else "/"
