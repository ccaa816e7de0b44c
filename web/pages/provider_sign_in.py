"""How does somebody sign in by the OpenID Connect provider (统一身份认证), where there is one?"""

import logging
from datetime import UTC, datetime

from fastapi import APIRouter, HTTPException, Request
from starlette.responses import RedirectResponse, Response

from casework.accounts.oidc_sign_in import sign_in_by_provider
from casework.accounts.refusals import AccountError
from casework.accounts.secret_tokens import new_token
from web.pages.sign_in import form, own_path
from web.security.cookies import forget_sign_in, keep_session, keep_sign_in, sign_in_cookie
from web.security.oidc import OidcError, asking_address, identity, wanted_page
from web.security.permissions import PUBLIC
from web.security.visitors import address_of
from web.settings import OidcSettings
from web.state import Db, settings_of

LOG = logging.getLogger("mingcha.web")
router = APIRouter(include_in_schema=False)
_FAILED = "统一身份认证登录没有成功，请重试；仍不成功的，请联系系统管理员。"
_UNKNOWN = "没有与此身份对应的账号，请联系系统管理员开通。"


# A link and no form: the policy lets our forms lead nowhere else, not even by a redirect.
@router.get("/login/oidc", dependencies=[PUBLIC])
def ask(request: Request, next: str = "/") -> Response:  # noqa: A002 - the parameter's name in addresses
    """Send the browser to the provider, with a secret of its own."""
    provider, secret = _provider(request), new_token()
    try:
        address = asking_address(provider, secret=secret, back=_back(request), wanted=own_path(next))
    except OidcError as error:
        return _refused(request, error, _FAILED, 503)
    response = RedirectResponse(address, 303)
    keep_sign_in(request, response, secret)
    return response


@router.get("/login/oidc/back", dependencies=[PUBLIC])
def back(request: Request, database: Db, code: str = "", state: str = "") -> Response:
    """Take the provider's answer."""
    provider, secret = _provider(request), sign_in_cookie(request)
    if not secret or not code:
        return _refused(request, OidcError("the browser has no secret, or no code came"), _FAILED, 401)
    try:
        wanted = wanted_page(secret, state)
        who = identity(provider, secret=secret, back=_back(request), code=code)
        signed = sign_in_by_provider(
            database, subject=who.subject, login=who.login, now=datetime.now(UTC), address=address_of(request)
        )
    except OidcError as error:
        return _refused(request, error, _FAILED, 401)
    except AccountError as error:
        return _refused(request, error, _UNKNOWN, 403)
    response = RedirectResponse(own_path(wanted), 303)
    keep_session(request, response, signed.token)
    forget_sign_in(request, response)
    return response


def _provider(request: Request) -> OidcSettings:
    provider = settings_of(request).oidc
    if provider is None:
        raise HTTPException(404)
    return provider


def _back(request: Request) -> str:
    scheme = "https" if settings_of(request).https else request.url.scheme
    return f"{scheme}://{request.url.netloc}/login/oidc/back"


def _refused(request: Request, error: Exception, told: str, status: int) -> Response:
    LOG.warning("sign-in by the provider failed: %s", error)
    return form(request, "/", told=told, status=status, renew=True)
