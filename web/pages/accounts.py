"""How does an admin keep the accounts?"""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Form, Request
from starlette.responses import RedirectResponse, Response

from casework.accounts import managing
from casework.accounts.managing import Created
from casework.accounts.refusals import AccountError, Why
from domain.account_words import ROLE_WORDS
from domain.accounts import Account, Permission, Role
from web.pages.refusal_words import REFUSAL_WORDS
from web.rendering import page
from web.security.permissions import needs
from web.security.visitors import Visitor
from web.state import Db, database_of

router = APIRouter(include_in_schema=False)
Admin = Annotated[Visitor, needs(Permission.MANAGE_ACCOUNTS)]
Text = Annotated[str, Form(max_length=300)]
_DONE = {
    "change": "账号已修改。",
    "disable": "账号已停用，其登录和令牌已全部失效。",
    "enable": "账号已启用。",
    "unlock": "已解除锁定。",
}


@router.get("/accounts")
def accounts_page(request: Request, _visitor: Admin, done: str = "") -> Response:
    """Every account."""
    return _shown(request, done=_DONE.get(done, ""))


@router.post("/accounts")
def create(
    request: Request,
    database: Db,
    visitor: Admin,
    role: Annotated[Role, Form()],
    login: Text = "",
    name: Text = "",
    unit: Text = "",
    oidc_subject: Text = "",
) -> Response:
    """Make an account, and show its first password this once."""
    try:
        created = managing.create_account(
            database,
            visitor.account,
            login=login,
            name=name,
            role=role,
            unit_id=unit.strip() or None,
            oidc_subject=oidc_subject.strip() or None,
            now=datetime.now(UTC),
            address=visitor.address,
        )
    except AccountError as error:
        return _refused(request, error)
    return _shown(request, created=created)


@router.post("/accounts/{login}/change")
def change(
    request: Request,
    database: Db,
    visitor: Admin,
    login: str,
    role: Annotated[Role, Form()],
    name: Text = "",
    unit: Text = "",
    oidc_subject: Text = "",
) -> Response:
    """Give an account another name, role, unit or OIDC subject."""
    try:
        managing.change_role(
            database,
            visitor.account,
            login,
            name=name,
            role=role,
            unit_id=unit.strip() or None,
            oidc_subject=oidc_subject.strip() or None,
            now=datetime.now(UTC),
            address=visitor.address,
        )
    except AccountError as error:
        return _refused(request, error)
    return RedirectResponse("/accounts?done=change", 303)


@router.post("/accounts/{login}/reset")
def reset(request: Request, database: Db, visitor: Admin, login: str) -> Response:
    """Give an account a new one-time password, and show it this once."""
    try:
        created = managing.reset_password(
            database, visitor.account, login, now=datetime.now(UTC), address=visitor.address
        )
    except AccountError as error:
        return _refused(request, error)
    return _shown(request, created=created)


@router.post("/accounts/{login}/disable")
def disable(request: Request, database: Db, visitor: Admin, login: str) -> Response:
    """Let an account in no more."""
    return _done(request, "disable", lambda: managing.disable_account(
        database, visitor.account, login, now=datetime.now(UTC), address=visitor.address
    ))  # fmt: skip


@router.post("/accounts/{login}/enable")
def enable(request: Request, database: Db, visitor: Admin, login: str) -> Response:
    """Let a disabled account in again."""
    return _done(request, "enable", lambda: managing.enable_account(
        database, visitor.account, login, now=datetime.now(UTC), address=visitor.address
    ))  # fmt: skip


@router.post("/accounts/{login}/unlock")
def unlock(request: Request, database: Db, visitor: Admin, login: str) -> Response:
    """Let an account be tried again at once."""
    return _done(request, "unlock", lambda: managing.unlock_account(
        database, visitor.account, login, now=datetime.now(UTC), address=visitor.address
    ))  # fmt: skip


def _done(request: Request, what: str, change_it: Callable[[], Account]) -> Response:
    try:
        change_it()
    except AccountError as error:
        return _refused(request, error)
    return RedirectResponse(f"/accounts?done={what}", 303)


def _refused(request: Request, error: AccountError) -> Response:
    status = {Why.UNKNOWN_ACCOUNT: 404, Why.LOGIN_TAKEN: 409, Why.SUBJECT_TAKEN: 409}.get(error.why, 422)
    return _shown(request, told=REFUSAL_WORDS[error.why], status=status)


def _shown(
    request: Request, *, told: str = "", done: str = "", created: Created | None = None, status: int = 200
) -> Response:
    values = {
        "accounts": managing.accounts(database_of(request), datetime.now(UTC)),
        "roles": ROLE_WORDS,
        "contact": Role.CONTACT,
        "told": told,
        "done": done,
        "created": created,
    }
    return page(request, "accounts.html", values, status=status)
