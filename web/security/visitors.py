"""Who asks: which account, by a browser's session or by a program's key?"""

from dataclasses import dataclass
from datetime import UTC, datetime

from starlette.requests import Request

from casework.accounts.sessions import session_of
from casework.accounts.tokens import bearer_of
from domain.accounts import Account, Permission
from web.security.cookies import session_cookie
from web.state import database_of

API = "/api/"
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_BEARER = "bearer "


class NotSignedInError(Exception):
    """Nobody known asks for what only somebody known may have."""


class PasswordDueError(Exception):
    """Who asks has a one-time password and must choose another first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Visitor:
    """Who asks. ``token`` is what the browser holds, None for a program; ``read_only`` holds for some programs."""

    account: Account
    address: str | None
    token: str | None
    read_only: bool = False

    def may(self, permission: Permission) -> bool:
        """Whether the visitor has a permission."""
        return self.account.may(permission)

    def sees(self, unit_id: str) -> bool:
        """Whether the visitor may see what concerns a unit."""
        return self.account.sees(unit_id)

    @property
    def own_unit(self) -> str | None:
        """The one unit that the visitor may see; None for who sees all."""
        return None if self.may(Permission.SEE_ALL) else (self.account.unit_id or "")


def visitor_of(request: Request) -> Visitor:
    """Who asks.

    A program's key opens the API only; a request with a key is never taken for a browser's, whatever cookies it has.

    Raises:
        NotSignedInError: nobody known.
        StoreError: the database can't be used.
    """
    known = getattr(request.state, "visitor", None)
    if isinstance(known, Visitor):
        return known
    found = _by_key(request) if has_key(request) else _by_session(request)
    if found is None:
        raise NotSignedInError
    request.state.visitor = found
    return found


def has_key(request: Request) -> bool:
    """Whether the request is a program's, with a key for the API."""
    return request.url.path.startswith(API) and "authorization" in request.headers


def address_of(request: Request) -> str | None:
    """The network address of who asks; behind a trusted proxy the one that it names."""
    return request.client.host if request.client else None


def _by_key(request: Request) -> Visitor | None:
    given = request.headers["authorization"]
    if not given.lower().startswith(_BEARER):
        return None
    bearer = bearer_of(database_of(request), given[len(_BEARER) :].strip(), datetime.now(UTC))
    if bearer is None:
        return None
    return Visitor(
        account=bearer.account, address=address_of(request), token=None, read_only=bearer.token.read_only
    )


def _by_session(request: Request) -> Visitor | None:
    token = session_cookie(request)
    session = session_of(database_of(request), token, datetime.now(UTC)) if token else None
    if token is None or session is None:
        return None
    return Visitor(account=session.account, address=address_of(request), token=token)
