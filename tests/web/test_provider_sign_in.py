"""Is only who a real provider vouches for let in? It stands on loopback, signs with a key of its own, and is made to lie."""

import hmac
import json
import threading
import time
from base64 import b64decode, urlsafe_b64encode
from collections.abc import Callable, Iterator
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from joserfc import jwt
from joserfc.jwk import OctKey, RSAKey

from casework.accounts.managing import disable_account
from db.accounts import change_account, find_account
from db.action_log import read_actions
from db.database import Database
from web.app import create_app
from web.settings import ConsoleSettings, OidcSettings

CODE = "the-code"


class Provider:
    """An OpenID Connect provider. ``claims`` are laid over the right ones; ``header`` and ``key`` sign."""

    def __init__(self) -> None:
        self.rsa = RSAKey.generate_key(2048, parameters={"kid": "one", "use": "sig"})
        self.key: Any = self.rsa
        self.header: dict[str, Any] = {"alg": "RS256", "kid": "one"}
        self.claims: dict[str, Any] = {}
        self.asked: dict[str, str] = {}
        self.served: dict[str, Any] = {}
        self.token: str | None = None
        provider = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self.answer(provider.get(self.path))

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["content-length"])).decode()
                form = {name: values[0] for name, values in parse_qs(body).items()}
                self.answer(provider.redeem(form, self.headers.get("authorization", "")))

            def answer(self, found: Any) -> None:
                self.send_response(200 if found else 400)
                self.send_header("content-type", "application/json")
                self.end_headers()
                self.wfile.write(json.dumps(found).encode())

            def log_message(self, *_: Any) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.issuer = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def get(self, path: str) -> Any:
        if path == "/jwks":
            return {"keys": [self.rsa.as_dict(private=False)]}
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/ask",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/jwks",
            **self.served,
        }

    def redeem(self, form: dict[str, str], who: str) -> Any:
        challenge = urlsafe_b64encode(sha256(form["code_verifier"].encode()).digest()).rstrip(b"=").decode()
        right = (
            form["code"] == CODE
            and form["redirect_uri"] == self.asked["redirect_uri"]
            and challenge == self.asked["code_challenge"]
            and b64decode(who.removeprefix("Basic ")) == b"mingcha:s%2Fcret"
        )
        return {"id_token": self.token or self.signed()} if right else None

    def signed(self) -> str:
        now = int(time.time())
        claims = {
            "iss": self.issuer, "aud": "mingcha", "sub": "person-7", "preferred_username": "LiHua", "iat": now,
            "exp": now + 300, "nonce": self.asked["nonce"], **self.claims,
        }  # fmt: skip
        kept = {name: value for name, value in claims.items() if value is not None}
        return jwt.encode(self.header, kept, self.key, algorithms=["RS256", "HS256"])


@pytest.fixture
def provider() -> Iterator[Provider]:
    made = Provider()
    yield made
    made.server.shutdown()
    made.server.server_close()


@pytest.fixture
def app(settings: ConsoleSettings, provider: Provider, database: Database) -> Any:
    oidc = OidcSettings(issuer=provider.issuer, client_id="mingcha", client_secret="s/cret")
    return create_app(ConsoleSettings(database=database, oidc=oidc))


def ask(browser: Any, provider: Provider, wanted: str = "/account") -> dict[str, str]:
    sent = urlsplit(browser.get("/login/oidc", params={"next": wanted}).headers["location"])
    assert f"{sent.scheme}://{sent.netloc}{sent.path}" == f"{provider.issuer}/ask"
    provider.asked = {name: values[0] for name, values in parse_qs(sent.query).items()}
    assert provider.asked["response_type"] == "code"
    assert provider.asked["code_challenge_method"] == "S256"
    return {"code": CODE, "state": provider.asked["state"]}


def come_back(browser: Any, provider: Provider, **changes: str) -> Any:
    return browser.get("/login/oidc/back", params={**ask(browser, provider), **changes})


def test_who_is_vouched_for_comes_in(
    browser: Any, provider: Provider, person: Callable[..., Any], database: Database
) -> None:
    account = person("lihua")
    assert "/login/oidc?next=" in browser.get("/login").text
    assert come_back(browser, provider).headers["location"] == "/account"
    assert "姓名lihua" in browser.get("/account").text
    with database.read() as connection:
        assert read_actions(connection, limit=1)[0].detail == {"by": "oidc"}
        bound = find_account(connection, account_id=account.id)
    assert bound
    assert bound.oidc_subject == "person-7"
    # From here on the subject counts, whatever the person is called.
    browser.cookies.clear()
    provider.claims = {"preferred_username": "renamed"}
    assert come_back(browser, provider).status_code == 303


def test_a_name_given_to_another_person_opens_nothing(
    browser: Any, provider: Provider, person: Callable[..., Any]
) -> None:
    person("lihua")
    come_back(browser, provider)
    browser.cookies.clear()
    provider.claims = {"sub": "person-8"}
    assert come_back(browser, provider).status_code == 403
    assert "mingcha-session" not in browser.cookies


@pytest.mark.parametrize(
    "claims",
    [
        {"nonce": "another"},
        {"nonce": None},
        {"aud": "another"},
        {"aud": ["mingcha", "another"]},
        {"aud": None},
        {"azp": "another"},
        {"iss": "https://another.example"},
        {"exp": 1_500_000_000},
        {"exp": None},
        {"sub": None},
        {"sub": ""},
    ],
    ids=str,
)
def test_a_token_that_is_not_for_this_sign_in(
    browser: Any, provider: Provider, person: Callable[..., Any], claims: dict[str, Any]
) -> None:
    person("lihua")
    provider.claims = claims
    answer = come_back(browser, provider)
    assert answer.status_code == 401
    assert "没有成功" in answer.text
    assert "mingcha-session" not in browser.cookies


def forged(provider: Provider, how: str) -> None:
    if how == "another key":
        provider.key = RSAKey.generate_key(2048)
    elif how == "the public key as a shared secret":
        # By hand: the library refuses to sign so.
        body = provider.signed().split(".")[1]
        head = urlsafe_b64encode(b'{"alg":"HS256"}').rstrip(b"=").decode()
        made = hmac.new(provider.rsa.as_pem(private=False), f"{head}.{body}".encode(), sha256).digest()
        provider.token = f"{head}.{body}.{urlsafe_b64encode(made).rstrip(b'=').decode()}"
    elif how == "the client's secret":
        provider.key, provider.header = OctKey.import_key("s/cret"), {"alg": "HS256"}
    else:
        head, body, signature = provider.signed().split(".")
        none = urlsafe_b64encode(json.dumps({"alg": how.rpartition(" ")[2]}).encode()).rstrip(b"=").decode()
        provider.token = {
            "alg none": f"{none}.{body}.",
            "alg None": f"{none}.{body}.{signature}",
            "other claims": f"{head}.{body[:-4]}AAAA.{signature}",
            "no token": "no token",
        }[how]


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize(
    "how",
    [
        "another key", "the public key as a shared secret", "the client's secret", "alg none", "alg None",
        "other claims", "no token",
    ],
)  # fmt: skip
def test_a_token_that_the_provider_did_not_sign(
    browser: Any, provider: Provider, person: Callable[..., Any], how: str
) -> None:
    person("lihua")
    given = ask(browser, provider)
    forged(provider, how)
    assert browser.get("/login/oidc/back", params=given).status_code == 401
    assert "mingcha-session" not in browser.cookies


@pytest.mark.parametrize(
    "changes", [{"state": ""}, {"state": "a.Lw=="}, {"state": "令牌"}, {"code": "another"}, {"code": ""}]
)
def test_an_answer_to_nothing_that_was_asked(
    browser: Any, provider: Provider, person: Callable[..., Any], changes: dict[str, str]
) -> None:
    person("lihua")
    assert come_back(browser, provider, **changes).status_code == 401


def test_another_browser_s_answer_is_not_taken(
    app: Any, browser: Any, provider: Provider, person: Callable[..., Any]
) -> None:
    person("lihua")
    other = type(browser)(app)
    other.get("/login")
    given = ask(browser, provider)
    for one in (other, type(browser)(app)):
        assert one.get("/login/oidc/back", params=given).status_code == 401
    assert browser.get("/login/oidc/back", params=given).status_code == 303
    # Nor is it twice.
    browser.cookies.clear()
    assert browser.get("/login/oidc/back", params=given).status_code == 401


def test_who_has_no_account_gets_none(browser: Any, provider: Provider, database: Database) -> None:
    answer = come_back(browser, provider)
    assert answer.status_code == 403
    assert "请联系系统管理员开通" in answer.text
    with database.read() as connection:
        assert find_account(connection, login="lihua") is None


def test_a_disabled_account_stays_so(
    browser: Any, provider: Provider, person: Callable[..., Any], database: Database
) -> None:
    from datetime import UTC, datetime

    account = person("lihua")
    with database.write() as connection:
        change_account(connection, account.id, {"oidc_subject": "person-7"})
    disable_account(database, None, "lihua", now=datetime.now(UTC))
    assert come_back(browser, provider).status_code == 403


@pytest.mark.parametrize(
    "served",
    [{"issuer": "https://another.example"}, {"authorization_endpoint": "http://10.0.0.1/ask"}, {"authorization_endpoint": 7}],
    ids=str,
)  # fmt: skip
def test_a_provider_that_is_another_s_or_in_the_clear(
    browser: Any, provider: Provider, served: dict[str, Any]
) -> None:
    provider.served = served
    assert browser.get("/login/oidc").status_code == 503


def test_without_a_provider_there_is_no_such_door(settings: ConsoleSettings, browser: Any) -> None:
    plain = type(browser)(create_app(settings))
    assert plain.get("/login/oidc").status_code == plain.get("/login/oidc/back").status_code == 404
    assert "统一身份认证" not in plain.get("/login").text
