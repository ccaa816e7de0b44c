"""What does a route ask of who wants in? Each names it; a test fails for one that does not.

@router.get("/queue")
def queue(visitor: Annotated[Visitor, needs(Permission.REVIEW)]) -> Response: …
"""

from typing import Any

from fastapi import Depends, HTTPException
from starlette.requests import Request

from domain.accounts import Permission
from web.security.visitors import SAFE, PasswordDueError, Visitor, visitor_of


class Gate:
    """Lets in who is signed in and has one of the permissions, if any are named; only to the own unit where told so."""

    def __init__(self, permissions: frozenset[Permission], *, own_unit: bool, password_due: bool) -> None:
        self.permissions = permissions
        self.own_unit = own_unit
        self.password_due = password_due

    def __call__(self, request: Request) -> Visitor:
        """Who asks, if they may.

        Raises:
            NotSignedInError: nobody known asks.
            PasswordDueError: the one-time password is to be changed first.
            HTTPException: 403 without the permission, 404 for another unit than the own one.
        """
        visitor = visitor_of(request)
        if visitor.account.must_change_password and not self.password_due:
            raise PasswordDueError
        if self.permissions and not any(visitor.may(one) for one in self.permissions):
            raise HTTPException(403)
        if visitor.read_only and request.method not in SAFE:
            raise HTTPException(403)
        if self.own_unit:
            only_own(visitor, str(request.path_params["unit"]))
        return visitor


class OpenGate:
    """Lets everybody in: the sign-in page, and what it needs."""

    def __call__(self) -> None:
        """Ask nothing."""


def needs(first: Permission, *others: Permission) -> Any:
    """For who has one of these permissions."""
    return Depends(Gate(frozenset({first, *others}), own_unit=False, password_due=False))


def needs_unit(first: Permission, *others: Permission) -> Any:
    """The same for a route with ``{unit}`` in its path: who sees only the own unit finds no other (404, which tells nothing)."""
    return Depends(Gate(frozenset({first, *others}), own_unit=True, password_due=False))


def signed_in(*, password_due: bool = False) -> Any:
    """For everybody with an account; with ``password_due`` also before the one-time password was changed."""
    return Depends(Gate(frozenset(), own_unit=False, password_due=password_due))


PUBLIC: Any = Depends(OpenGate())
"""For everybody, signed in or not: ``dependencies=[PUBLIC]``."""


def only_own(visitor: Visitor, unit_id: str | None) -> None:
    """Where the unit does not stand in the path: let nobody see what concerns another unit than theirs.

    Raises:
        HTTPException: 404, whether or not there is such a unit.
    """
    if unit_id is None or not visitor.sees(unit_id):
        raise HTTPException(404)
