"""How is the API described to programs (OpenAPI)?"""

from hashlib import sha256
from typing import Annotated, Any

from fastapi import APIRouter, FastAPI, Query, Request
from starlette.responses import JSONResponse, Response

from web.api.answers import API_V1, refusals
from web.api.asked import Nothing
from web.security.cookies import session_name
from web.security.permissions import signed_in
from web.security.visitors import Visitor

router = APIRouter(prefix=API_V1, tags=["document"])

_ABOUT = """What the console shows, as data. Sign in with a key made on the page 我的账号: `Authorization: Bearer mct_…`.

Ids stay the same; words in Chinese stand beside them (`status`, `status_word`). Only the statuses `failed` and `late` are
problems: what could not be told never is. Lists come a page at a time (`limit`, `cursor`); with `format=csv` or
`Accept: text/csv` as a table. Every error has one shape. Unknown parameters are refused."""


@router.get(
    "/openapi.json",
    responses={**refusals(), 200: {"content": {"application/json": {"schema": {"type": "object"}}}}},
)
def document(
    request: Request, _visitor: Annotated[Visitor, signed_in()], _asked: Annotated[Nothing, Query()]
) -> Response:
    """This document."""
    told = openapi_of(request.app)
    answer = JSONResponse(told)
    tag = f'"{sha256(bytes(answer.body)).hexdigest()[:16]}"'
    headers = {"etag": tag, "cache-control": "private, no-cache"}
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers=headers)
    answer.headers.update(headers)
    return answer


def openapi_of(app: FastAPI) -> dict[str, Any]:
    """The document of an app's API, made once."""
    known = getattr(app.state, "api_document", None)
    if isinstance(known, dict):
        return known
    told = app.openapi()
    told["info"] = {"title": "明察 API", "version": "1", "description": _ABOUT}
    told.setdefault("components", {})["securitySchemes"] = {
        "key": {"type": "http", "scheme": "bearer"},
        "session": {"type": "apiKey", "in": "cookie", "name": session_name(app.state.settings)},
    }
    told["security"] = [{"key": []}, {"session": []}]
    app.state.api_document = told
    return told
