"""Does every answer bind the browser, and is refused without a traceback what can't be answered?"""

import logging
from collections.abc import Callable
from dataclasses import replace
from typing import Annotated, Any

import pytest
from fastapi import APIRouter

from db.database import StoreError
from domain.accounts import Permission, Role
from web.app import create_app
from web.security.permissions import PUBLIC, needs, needs_unit
from web.security.visitors import Visitor
from web.settings import ConsoleSettings

probe = APIRouter()


@probe.get("/broken", dependencies=[PUBLIC])
def broken() -> None:
    raise RuntimeError("secret detail")


@probe.get("/locked", dependencies=[PUBLIC])
def locked() -> None:
    raise StoreError("the database is locked", "wait")


@probe.get("/number/{number}", dependencies=[PUBLIC])
def number(number: int) -> int:
    return number


@probe.get("/api/v1/places/{unit}")
def unit(unit: str, _v: Annotated[Visitor, needs_unit(Permission.SEE_ALL, Permission.SEE_OWN)]) -> str:
    return unit


@probe.post("/api/v1/notes")
def review(_v: Annotated[Visitor, needs(Permission.REVIEW)]) -> str:
    return "done"


@pytest.fixture
def app(settings: ConsoleSettings) -> Any:
    made = create_app(settings)
    made.include_router(probe)
    return made


@pytest.mark.parametrize("path", ["/login", "/", "/nowhere", "/broken", "/static/console.css", "/number/x"])
def test_every_answer_has_the_headers(browser: Any, path: str) -> None:
    headers = browser.get(path).headers
    policy = headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self';")
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert "camera=()" in headers["permissions-policy"]
    if not path.startswith("/static"):
        assert headers["cache-control"] == "no-store"


def test_files_are_kept_only_under_the_address_of_their_content(browser: Any) -> None:
    from web.rendering import static_address

    assert "immutable" in browser.get(static_address("console.css")).headers["cache-control"]
    assert browser.get("/static/console.css?v=old").headers["cache-control"] == "no-cache"
    assert browser.get("/static/../settings.py").status_code == 404
    assert browser.get("/static/%2e%2e/settings.py").status_code == 404
    assert browser.get("/static/%00").status_code == 404


def test_cookies_are_for_this_site_and_no_script(
    browser: Any, settings: ConsoleSettings, person: Callable[..., Any]
) -> None:
    person("lihua")
    browser.get("/login")
    plain = browser.sign_in("lihua").headers["set-cookie"]
    assert "mingcha-session=" in plain
    assert "HttpOnly" in plain
    assert "SameSite=lax" in plain
    secure = type(browser)(create_app(replace(settings, https=True)), base_url="https://testserver")
    cookie = secure.sign_in("lihua").headers["set-cookie"]
    assert cookie.startswith("__Host-mingcha-session=")
    assert "Secure" in cookie
    assert "Path=/" in cookie
    assert "Domain" not in cookie
    assert secure.get("/account").headers["strict-transport-security"]


@pytest.mark.parametrize(("path", "status"), [("/broken", 500), ("/locked", 503)])
def test_an_error_is_logged_and_not_shown(
    browser: Any, caplog: pytest.LogCaptureFixture, path: str, status: int
) -> None:
    with caplog.at_level(logging.ERROR, "mingcha.web"):
        answer = browser.get(path)
    assert answer.status_code == status
    assert "secret detail" not in answer.text
    assert "Traceback" not in answer.text
    assert "错误编号" in answer.text
    assert caplog.records[0].args[0] in answer.text  # type: ignore[index]
    assert caplog.records[0].exc_info


def test_programs_get_json(browser: Any) -> None:
    assert browser.get("/api/v1/nowhere").json()["status"] == 404
    assert browser.get("/api/v1/places/czt").json()["status"] == 401


def test_what_is_no_number_leads_nowhere(browser: Any) -> None:
    assert browser.get("/number/x").status_code == 404
    assert browser.get("/number/7").json() == 7


def test_what_is_too_large_is_refused(browser: Any, browser_of: Callable[..., Any]) -> None:
    assert browser.post("/login", content=b"x" * 64_001).status_code == 413
    answer = browser.post("/login", content=iter([b"x" * 40_000] * 2), headers={
        "content-type": "application/x-www-form-urlencoded"})  # fmt: skip
    assert answer.status_code == 413
    assert "内容过大" in answer.text
    known = browser_of("lihua")
    assert known.post("/account/password", data={"new": "x" * 1_000_001}).status_code == 413


def test_only_its_own_hosts_are_answered_to(settings: ConsoleSettings, browser: Any) -> None:
    named = type(browser)(create_app(replace(settings, hosts=("mingcha.example",))))
    assert named.get("/login").status_code == 400
    for host in ("mingcha.example", "MINGCHA.example:8750"):
        assert named.get("/login", headers={"host": host}).status_code == 200


def test_a_contact_finds_no_other_unit(browser_of: Callable[..., Any]) -> None:
    contact = browser_of("chenjie", Role.CONTACT, "czt")
    assert contact.get("/api/v1/places/czt").status_code == 200
    assert contact.get("/api/v1/places/nyt").status_code == 404
    assert contact.get("/api/v1/places/nobody").json() == contact.get("/api/v1/places/nyt").json()
    assert browser_of("lihua").get("/api/v1/places/nyt").status_code == 200
    assert contact.get("/accounts").status_code == contact.get("/log").status_code == 403


def token_of(browser: Any, **fields: str) -> str:
    import re

    page = browser.submit("/account/tokens", name="统计程序", days="30", **fields).text
    found = re.search(r"mct_[\w-]{43}", page)
    assert found, page
    return found[0]


def test_a_token_opens_what_its_owner_may(browser: Any, browser_of: Callable[..., Any]) -> None:
    key = token_of(browser_of("lihua"), may_write="true")
    bearer = {"authorization": f"Bearer {key}"}
    assert browser.get("/api/v1/places/czt", headers=bearer).status_code == 200
    assert browser.post("/api/v1/notes", headers=bearer).status_code == 200
    # A key opens the API, never the pages; and a wrong one is not made good by a cookie.
    assert browser.get("/account", headers=bearer).status_code == 303
    signed = browser_of("zhaomin")
    assert signed.get("/api/v1/places/czt", headers={"authorization": "Bearer mct_no"}).status_code == 401
    viewers = token_of(browser_of("xiaoli", Role.VIEWER), may_write="true")
    refused = browser.post("/api/v1/notes", headers={"authorization": f"Bearer {viewers}"})
    assert refused.status_code == 403


def test_a_read_only_token_changes_nothing(browser: Any, browser_of: Callable[..., Any]) -> None:
    bearer = {"authorization": f"Bearer {token_of(browser_of('lihua'))}"}
    assert browser.get("/api/v1/places/czt", headers=bearer).status_code == 200
    assert browser.post("/api/v1/notes", headers=bearer).status_code == 403


def test_the_api_by_cookie_needs_the_token_of_a_page(browser_of: Callable[..., Any]) -> None:
    known = browser_of("lihua")
    assert known.post("/api/v1/notes").status_code == 403
    token = known.csrf("/account")
    assert known.post("/api/v1/notes", headers={"x-csrf-token": token}).status_code == 200


def test_a_token_ends_with_revocation_or_its_owner(browser: Any, browser_of: Callable[..., Any]) -> None:
    known, admin = browser_of("lihua"), browser_of("wangfang", Role.ADMIN)
    first, second = token_of(known), token_of(known)
    other = browser_of("zhaomin")
    assert other.submit("/account/tokens/1/revoke").status_code == 404
    assert known.submit("/account/tokens/1/revoke").status_code == 303

    def opens(key: str) -> int:
        answer = browser.get("/api/v1/places/czt", headers={"authorization": f"Bearer {key}"})
        return int(answer.status_code)

    assert (opens(first), opens(second)) == (401, 200)
    assert admin.submit("/accounts/lihua/disable").status_code == 303
    assert opens(second) == 401
