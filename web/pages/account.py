"""What does everybody see of the own account, and how is the password changed?"""

from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Form, Request
from starlette.responses import RedirectResponse, Response

from casework.accounts.own_password import change_password
from casework.accounts.refusals import AccountError, Why
from casework.accounts.tokens import LONGEST_DAYS, Issued, own_tokens
from domain.account_words import ROLE_WORDS
from web.pages.refusal_words import REFUSAL_WORDS
from web.rendering import page
from web.security.cookies import keep_session
from web.security.permissions import signed_in
from web.security.visitors import Visitor
from web.state import Db, database_of

router = APIRouter(include_in_schema=False)


@router.get("/account")
def account_page(
    request: Request, visitor: Annotated[Visitor, signed_in(password_due=True)], done: str = ""
) -> Response:
    """The own account."""
    return shown(
        request, visitor, done={"password": "密码已修改，其他设备上的登录已全部退出。"}.get(done, "")
    )


@router.post("/account/password")
def password(
    request: Request,
    database: Db,
    visitor: Annotated[Visitor, signed_in(password_due=True)],
    present: Annotated[str, Form(max_length=1000)] = "",
    new: Annotated[str, Form(max_length=1000)] = "",
    again: Annotated[str, Form(max_length=1000)] = "",
) -> Response:
    """Change the own password."""
    if new != again:
        return shown(request, visitor, told="两次输入的新密码不一致。", status=422)
    try:
        signed = change_password(
            database, visitor.account, present, new, now=datetime.now(UTC), address=visitor.address
        )
    except AccountError as error:
        status = 429 if error.why is Why.LOCKED else 422
        return shown(request, visitor, told=REFUSAL_WORDS[error.why], status=status)
    response = RedirectResponse("/account?done=password", 303)
    keep_session(request, response, signed.token)
    return response


def shown(
    request: Request,
    visitor: Visitor,
    *,
    told: str = "",
    done: str = "",
    issued: Issued | None = None,
    status: int = 200,
) -> Response:
    """The page of the own account; ``issued`` is a token just made, the only time that it is shown."""
    now = datetime.now(UTC)
    values = {
        "account": visitor.account,
        "role": ROLE_WORDS[visitor.account.role],
        "tokens": [(one, one.usable(now)) for one in own_tokens(database_of(request), visitor.account)],
        "longest_days": LONGEST_DAYS,
        "told": told,
        "done": done,
        "issued": issued,
    }
    return page(request, "account.html", values, status=status)
