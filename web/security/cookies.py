"""What does the console leave in a browser? Two cookies, neither to be read by scripts nor sent from other sites' forms.

Over https their names begin with ``__Host-``: then no other host of the domain, and no page fetched over http, can set them.
"""

from starlette.requests import Request
from starlette.responses import Response

from web.settings import ConsoleSettings
from web.state import settings_of

_SESSION, _SIGN_IN = "mingcha-session", "mingcha-sign-in"


def session_name(settings: ConsoleSettings) -> str:
    """What the cookie of a session is called."""
    return _name(_SESSION, settings)


def session_cookie(request: Request) -> str | None:
    """The token of the session; None where the browser sent none."""
    return request.cookies.get(_name(_SESSION, settings_of(request)))


def sign_in_cookie(request: Request) -> str | None:
    """The secret that the browser was given with the sign-in page; None where it sent none."""
    return request.cookies.get(_name(_SIGN_IN, settings_of(request)))


def keep_session(request: Request, response: Response, token: str) -> None:
    """Let the browser hold the token of a session, until it is closed."""
    _keep(request, response, _SESSION, token)


def keep_sign_in(request: Request, response: Response, secret: str) -> None:
    """Let the browser hold the secret of the sign-in page."""
    _keep(request, response, _SIGN_IN, secret)


def forget_session(request: Request, response: Response) -> None:
    """Take the session's token from the browser."""
    _forget(request, response, _SESSION)


def forget_sign_in(request: Request, response: Response) -> None:
    """Take the secret of the sign-in page from the browser."""
    _forget(request, response, _SIGN_IN)


def _name(name: str, settings: ConsoleSettings) -> str:
    return f"__Host-{name}" if settings.https else name


def _keep(request: Request, response: Response, name: str, value: str) -> None:
    settings = settings_of(request)
    response.set_cookie(
        _name(name, settings), value, path="/", secure=settings.https, httponly=True, samesite="lax"
    )


def _forget(request: Request, response: Response, name: str) -> None:
    settings = settings_of(request)
    response.delete_cookie(
        _name(name, settings), path="/", secure=settings.https, httponly=True, samesite="lax"
    )
