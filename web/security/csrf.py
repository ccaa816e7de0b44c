"""Was it the visitor who sent a form, or another site through the visitor's browser?

Whatever changes something needs a token that only our own pages hold: derived from the session's secret, in the hidden
field ``csrf`` or the header ``X-CSRF-Token``. Besides, the browser says where the request came from: ``Sec-Fetch-Site``, or
``Origin`` in older ones. A program's key is sent by no browser by itself, so requests with one need neither.
"""

import hmac
from hashlib import sha256
from urllib.parse import urlsplit

from fastapi import HTTPException
from starlette.requests import Request

from web.security.cookies import session_cookie, sign_in_cookie
from web.security.visitors import SAFE, NotSignedInError, has_key

FIELD, HEADER = "csrf", "x-csrf-token"
SIGN_IN = "/login"


def csrf_token(secret: str) -> str:
    """The token of the pages that are shown to who holds a secret; it does not give the secret away."""
    return hmac.new(secret.encode("utf-8", "replace"), b"mingcha csrf", sha256).hexdigest()


async def check_csrf(request: Request) -> None:
    """Refuse what another site sent.

    Raises:
        HTTPException: 403 where it came from elsewhere, or without the token.
        NotSignedInError: the browser holds nothing that a token could be of.
    """
    if request.method in SAFE or has_key(request):
        return
    if not _from_here(request):
        raise HTTPException(403, "csrf")
    signing_in = request.url.path.startswith(SIGN_IN)
    secret = sign_in_cookie(request) if signing_in else session_cookie(request)
    if secret is None:
        if signing_in:
            raise HTTPException(403, "csrf")
        raise NotSignedInError
    given = request.headers.get(HEADER)
    if given is None and is_form(request):
        field = (await request.form()).get(FIELD)
        given = field if isinstance(field, str) else None
    if given is None or not hmac.compare_digest(given.encode(), csrf_token(secret).encode()):
        raise HTTPException(403, "csrf")


def is_form(request: Request) -> bool:
    """Whether a form is sent, by what the request says."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    return kind in ("application/x-www-form-urlencoded", "multipart/form-data")


def _from_here(request: Request) -> bool:
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site in ("same-origin", "none")
    origin = request.headers.get("origin")
    # Browsers so old that they send neither are left to the token.
    return origin is None or urlsplit(origin).netloc.lower() == request.headers.get("host", "").lower()
