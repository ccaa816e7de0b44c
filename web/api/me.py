"""As whom does a program act?"""

from typing import Annotated, Any

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field

from domain.account_words import ROLE_WORDS
from domain.accounts import PERMISSIONS, Permission, Role
from web.api.answers import API_V1, refusals
from web.api.asked import Nothing
from web.security.permissions import signed_in
from web.security.visitors import Visitor

router = APIRouter(prefix=API_V1, tags=["account"])


class ShownAccount(BaseModel):
    """The account that a key or a session acts for."""

    login: str
    name: str
    role: Role
    role_word: str
    unit_id: str | None = Field(description="The one unit of a contact; null for all others.")
    read_only: bool = Field(description="Whether this key only reads.")
    permissions: list[Permission]


@router.get("/me", response_model=ShownAccount, responses=refusals())
def me(visitor: Annotated[Visitor, signed_in()], _asked: Annotated[Nothing, Query()]) -> Any:
    """The own account, and what it may do."""
    account = visitor.account
    return ShownAccount(
        login=account.login,
        name=account.name,
        role=account.role,
        role_word=ROLE_WORDS[account.role],
        unit_id=account.unit_id,
        read_only=visitor.read_only,
        permissions=sorted(PERMISSIONS[account.role]),
    )
