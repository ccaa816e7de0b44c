"""Where does somebody come who signs in? Each role to what it works with."""

from typing import Annotated

from fastapi import APIRouter, Request
from starlette.responses import Response

from web.rendering import page
from web.security.permissions import signed_in
from web.security.visitors import Visitor

router = APIRouter(include_in_schema=False)


@router.get("/")
def home(request: Request, visitor: Annotated[Visitor, signed_in()]) -> Response:  # noqa: ARG001 - a gate
    """The first page."""
    return page(request, "home.html")
