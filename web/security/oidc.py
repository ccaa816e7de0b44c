"""Whom does an OpenID Connect provider say the visitor is? Authorization code with PKCE; the ID token's signature is checked.

What binds an answer to the browser that asked – state, nonce and code verifier – is derived from the secret in its sign-in
cookie, so nothing is kept here. The provider is asked over https, over http on the machine itself only.
"""

import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

import httpx
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from web.settings import OidcSettings

ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"]
"""Signatures with the provider's own key: not ``none``, nor those with a shared secret, which a public key could be taken for."""
_SECONDS = 10.0
_LEEWAY = 60
_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


class OidcError(Exception):
    """The provider's answer can't be relied on; the message says why, in English, for the program's log."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Whom the provider vouches for; ``login`` is the claim ``preferred_username``, None where it has none."""

    subject: str
    login: str | None


def asking_address(settings: OidcSettings, *, secret: str, back: str, wanted: str) -> str:
    """Where the browser goes to be asked who it is; ``back`` is our address for the answer, ``wanted`` where to go on then.

    Raises:
        OidcError: the provider can't be reached, or says nothing usable.
    """
    challenge = _base64(sha256(_derived(secret, "verifier").encode()).digest())
    asked = {
        "response_type": "code",
        "client_id": settings.client_id,
        "redirect_uri": back,
        "scope": "openid profile",
        "state": _state(secret, wanted),
        "nonce": _derived(secret, "nonce"),
        "code_challenge": challenge,
        "code_challenge_method": "S256",
    }
    endpoint = _address(_configuration(settings), "authorization_endpoint")
    return endpoint + ("&" if "?" in endpoint else "?") + urlencode(asked)


def wanted_page(secret: str, state: str) -> str:
    """Where to go on, out of the state that came back.

    Raises:
        OidcError: it is not the state that this browser was sent away with.
    """
    try:
        wanted = urlsafe_b64decode(state.rpartition(".")[2].encode()).decode()
    except ValueError:
        raise OidcError("the state can't be read") from None
    if not hmac.compare_digest(state.encode(), _state(secret, wanted).encode()):
        raise OidcError("the state is another browser's")
    return wanted


def identity(settings: OidcSettings, *, secret: str, back: str, code: str) -> Identity:
    """Whom a code stands for.

    Raises:
        OidcError: the provider refuses it or can't be reached, or its ID token is forged, another's, or too old.
    """
    configuration = _configuration(settings)
    asked = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": back,
        "code_verifier": _derived(secret, "verifier"),
    }
    # RFC 6749, 2.3.1: both are form-encoded before they become user and password.
    who = (quote(settings.client_id, safe=""), quote(settings.client_secret, safe=""))
    answer = _json("POST", _address(configuration, "token_endpoint"), data=asked, auth=who)
    keys = _json("GET", _address(configuration, "jwks_uri"))
    claims = _claims(answer.get("id_token"), keys)
    _check(claims, settings, _derived(secret, "nonce"))
    login = claims.get("preferred_username")
    return Identity(subject=claims["sub"], login=login.casefold() if isinstance(login, str) else None)


def _claims(token: object, keys: Mapping[str, Any]) -> dict[str, Any]:
    if not isinstance(token, str):
        raise OidcError("the provider gave no ID token")
    try:
        usable = [key for key in keys["keys"] if key.get("use", "sig") == "sig" and key.get("kty") != "oct"]
        return dict(jwt.decode(token, KeySet.import_key_set({"keys": usable}), algorithms=ALGORITHMS).claims)
    except (JoseError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise OidcError(f"the ID token is not signed by the provider ({error})") from None


def _check(claims: dict[str, Any], settings: OidcSettings, nonce: str) -> None:
    audience = claims.get("aud")
    audiences = audience if isinstance(audience, list) else [audience]
    if settings.client_id not in audiences or claims.get("azp", settings.client_id) != settings.client_id:
        raise OidcError("the ID token is for another program")
    if len(audiences) > 1 and "azp" not in claims:
        raise OidcError("the ID token is for several programs and does not say which asked")
    if not isinstance(claims.get("sub"), str) or not 0 < len(claims["sub"]) <= 255:
        raise OidcError("the ID token names nobody")
    try:
        jwt.JWTClaimsRegistry(
            leeway=_LEEWAY,
            iss={"essential": True, "value": settings.issuer},
            exp={"essential": True},
            iat={"essential": True},
            nonce={"essential": True, "value": nonce},
        ).validate(claims)
    except (JoseError, ValueError, TypeError) as error:
        raise OidcError(f"the ID token can't be taken ({error})") from None


def _configuration(settings: OidcSettings) -> dict[str, Any]:
    found = _json("GET", settings.issuer.rstrip("/") + "/.well-known/openid-configuration")
    if found.get("issuer") != settings.issuer:
        raise OidcError(f"the provider calls itself {found.get('issuer')!r}, not {settings.issuer!r}")
    return found


def _address(configuration: Mapping[str, Any], name: str) -> str:
    address = configuration.get(name)
    if not isinstance(address, str):
        raise OidcError(f"the provider names no {name}")
    _check_address(address)
    return address


def _check_address(address: str) -> None:
    parts = urlsplit(address)
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in _LOOPBACK):
        raise OidcError(f"{address} is not https")


def _json(method: str, address: str, **options: Any) -> dict[str, Any]:
    _check_address(address)
    try:
        with httpx.Client(timeout=_SECONDS, trust_env=False) as client:
            answer = client.request(method, address, headers={"accept": "application/json"}, **options)
            if answer.status_code != 200:
                raise OidcError(f"the provider answered {answer.status_code} at {address}")
            found = answer.json()
    except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
        raise OidcError(f"the provider can't be asked at {address} ({error})") from None
    if not isinstance(found, dict):
        raise OidcError(f"the provider's answer at {address} is no object")
    return found


def _derived(secret: str, purpose: str) -> str:
    return _base64(hmac.new(secret.encode(), f"mingcha oidc {purpose}".encode(), sha256).digest())


def _state(secret: str, wanted: str) -> str:
    return f"{_derived(secret, f'state {wanted}')}.{urlsafe_b64encode(wanted.encode()).decode()}"


def _base64(data: bytes) -> str:
    return urlsafe_b64encode(data).rstrip(b"=").decode()
