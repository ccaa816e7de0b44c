"""Is there anything in what a browser sends that no person types? One look for all pages, before any of them reads it.

Control characters are in no name, number or sentence. PostgreSQL keeps no NUL; most of the others turn up in attacks only.
The API names what is wrong in words of its own (``web.api.asked``).
"""

import re

from fastapi import HTTPException
from starlette.requests import Request

from web.security.csrf import is_form
from web.security.visitors import API, SAFE

_IN_LINES = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
"""What is in no text of several lines, which has tabs and ends of lines."""

_IN_WORDS = re.compile(r"[\x00-\x1f\x7f]")


async def check_text(request: Request) -> None:
    """Refuse control characters in the path, the query and the fields of a form.

    Raises:
        HTTPException: 404 for a path, which then names nothing; 422 for the rest.
    """
    if request.url.path.startswith(API):
        return
    if any(_IN_WORDS.search(str(value)) for value in request.path_params.values()):
        raise HTTPException(404)
    if any(_IN_WORDS.search(name + value) for name, value in request.query_params.multi_items()):
        raise HTTPException(422)
    if request.method not in SAFE and is_form(request):
        for name, value in (await request.form()).multi_items():
            if _IN_WORDS.search(name) or (isinstance(value, str) and _IN_LINES.search(value)):
                raise HTTPException(422)
