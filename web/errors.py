"""What does a visitor see when something can't be done? A Chinese page (JSON for programs), never a traceback."""

import logging
import secrets
from typing import Any
from urllib.parse import quote

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from db.database import StoreError
from web.api.answers import ApiRefusedError
from web.rendering import page
from web.security.visitors import API, NotSignedInError, PasswordDueError

LOG = logging.getLogger("mingcha.web")

WORDS: dict[int, tuple[str, str]] = {
    400: ("请求有误", "浏览器发来的请求无法识别。请从首页重新进入。"),
    403: ("没有权限", "您的账号没有进行此项操作的权限。如确有需要，请联系系统管理员。"),
    404: ("没有找到", "没有这个页面，或者它不在您可以查看的范围内。"),
    405: ("请求有误", "此地址不能这样使用。请从首页重新进入。"),
    409: ("内容已变化", "您打开页面之后，内容已被他人修改。请刷新页面后重新操作。"),
    413: ("内容过大", "提交的内容或附件超过了允许的大小。请缩小后重试。"),
    415: ("请求有误", "提交内容的类型不受支持。"),
    422: ("填写有误", "提交的内容不完整或格式不对。请返回上一页检查后重试。"),
    429: ("操作过于频繁", "请稍候再试。"),
    500: ("系统出错", "系统内部出现错误，已记录在案。请稍后重试；仍不能解决的，请将下面的错误编号告知系统管理员。"),
    503: ("暂时无法使用", "数据库暂时无法使用，已记录在案。请稍后重试。"),
}  # fmt: skip
CODES: dict[int, str] = {
    400: "bad_request",
    403: "forbidden",
    404: "not_found",
    405: "method_not_allowed",
    409: "conflict",
    413: "too_large",
    415: "unsupported_media_type",
    422: "invalid",
    429: "too_many",
    500: "internal",
    503: "unavailable",
}
"""What programs are told for each status."""
CSRF_WORDS = ("页面已过期", "为了安全，本次提交没有执行。请返回上一页，刷新后重新提交。")
_CODES = {
    "csrf": ("csrf", CSRF_WORDS[1]),
    "cursor": ("cursor", "游标无效，请从第一页重新读取。"),
    "host": ("host", "此地址不是本系统的地址。"),
}


class ErrorPages:
    """Catches whatever nothing inside has caught, keeps it in the log and answers with a page."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        begun = False

        async def send_noting(message: Message) -> None:
            nonlocal begun
            begun = begun or message["type"] == "http.response.start"
            await send(message)

        try:
            await self.app(scope, receive, send_noting)
        except HTTPException as error:
            await refused(Request(scope), error.status_code, error.detail)(scope, receive, send)
        except Exception as error:
            number = secrets.token_hex(4)
            LOG.exception("error %s at %s %r", number, scope["method"], scope["path"])
            if begun:
                raise
            status = 503 if isinstance(error, StoreError) else 500
            await refused(Request(scope), status, number=number)(scope, receive, send)


def add_error_pages(app: FastAPI) -> None:
    """Let an app answer errors with pages."""

    @app.exception_handler(HTTPException)
    async def by_status(request: Request, error: HTTPException) -> Response:
        if isinstance(error, ApiRefusedError):
            return _told(error.status_code, error.detail, error.words)
        answer = refused(request, error.status_code, error.detail)
        # Which methods there are (405) says the error itself.
        answer.headers.update(error.headers or {})
        return answer

    @app.exception_handler(RequestValidationError)
    async def invalid(request: Request, error: RequestValidationError) -> Response:
        # An address with letters where a number belongs leads nowhere.
        in_path = any(one["loc"][:1] == ("path",) for one in error.errors())
        return refused(request, 404 if in_path else 422, parts=None if in_path else _parts(error))

    @app.exception_handler(NotSignedInError)
    async def not_signed_in(request: Request, _error: NotSignedInError) -> Response:
        if wants_json(request):
            told = _told(401, "not_signed_in", "请先登录，或使用有效的令牌。")
            told.headers["www-authenticate"] = "Bearer"
            return told
        if request.method != "GET" or request.url.path == "/":
            return RedirectResponse("/login", 303)
        wanted = request.url.path + (f"?{request.url.query}" if request.url.query else "")
        return RedirectResponse(f"/login?next={quote(wanted, safe='')}", 303)

    @app.exception_handler(PasswordDueError)
    async def password_due(request: Request, _error: PasswordDueError) -> Response:
        if wants_json(request):
            return _told(403, "password_due", "请先登录控制台修改初始密码。")
        return RedirectResponse("/account", 303)


def refused(
    request: Request,
    status: int,
    detail: str | None = None,
    *,
    number: str = "",
    parts: list[dict[str, Any]] | None = None,
) -> Response:
    """The answer for a status; ``number`` is that of the entry in the program's log.

    ``parts`` tell programs which part of the request is wrong.
    """
    title, words = WORDS.get(status, WORDS[400] if status < 500 else WORDS[500])
    if detail == "csrf":
        title, words = CSRF_WORDS
    if wants_json(request):
        return _told(status, *_CODES.get(detail or "", (CODES.get(status, "refused"), words)), parts)
    values = {"title": title, "words": words, "status": status, "number": number}
    return page(request, "error.html", values, status=status)


def _told(status: int, code: str, message: str, parts: list[dict[str, Any]] | None = None) -> JSONResponse:
    """The one shape of errors for programs (``web.api.answers.Refusal``)."""
    error = {"code": code, "message": message, "detail": parts}
    return JSONResponse({"status": status, "error": error}, status_code=status)


def _parts(error: RequestValidationError) -> list[dict[str, Any]]:
    """Where a request is wrong, and how; not what stood there, which may be anything."""
    return [{"at": [str(part) for part in one["loc"]], "problem": one["type"]} for one in error.errors()]


def wants_json(request: Request) -> bool:
    """Whether a program asks, or a script of ours."""
    accepted = request.headers.get("accept", "")
    return request.url.path.startswith(API) or (
        "application/json" in accepted and "text/html" not in accepted
    )
