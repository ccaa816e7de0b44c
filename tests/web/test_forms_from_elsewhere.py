"""Is a form refused that the visitor did not send from our own page?"""

from collections.abc import Callable
from typing import Any

import pytest

from domain.accounts import Role

NEW = {"login": "zhaomin", "name": "赵敏", "role": "viewer"}


@pytest.fixture
def admin(browser_of: Callable[..., Any]) -> Any:
    return browser_of("wangfang", Role.ADMIN)


def made(admin: Any) -> bool:
    return "zhaomin" in admin.get("/accounts").text


def test_with_the_page_s_token_it_is_taken(admin: Any) -> None:
    assert admin.submit("/accounts", **NEW).status_code == 200
    assert made(admin)


def test_the_token_may_come_in_a_header(admin: Any) -> None:
    token = admin.csrf("/account")
    assert admin.post("/accounts", data=NEW, headers={"x-csrf-token": token}).status_code == 200
    assert made(admin)


@pytest.mark.parametrize("token", ["", "0" * 64, "令牌", None])
def test_without_it_nothing_is_done(admin: Any, token: str | None) -> None:
    given = NEW if token is None else {**NEW, "csrf": token}
    answer = admin.post("/accounts", data=given)
    assert answer.status_code == 403
    assert "页面已过期" in answer.text
    assert not made(admin)


def test_another_session_s_token_is_none(admin: Any, browser_of: Callable[..., Any]) -> None:
    other = browser_of("lihua", Role.ADMIN)
    assert admin.post("/accounts", data={**NEW, "csrf": other.csrf("/account")}).status_code == 403
    assert not made(admin)


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"origin": "https://evil.example"},
        {"origin": "null"},
    ],
)
def test_from_another_site_not_even_the_token_helps(admin: Any, headers: dict[str, str]) -> None:
    token = admin.csrf("/account")
    assert admin.post("/accounts", data={**NEW, "csrf": token}, headers=headers).status_code == 403
    assert not made(admin)


@pytest.mark.parametrize("headers", [{"sec-fetch-site": "same-origin"}, {"origin": "http://testserver"}])
def test_from_here_it_is_taken(admin: Any, headers: dict[str, str]) -> None:
    token = admin.csrf("/account")
    assert admin.post("/accounts", data={**NEW, "csrf": token}, headers=headers).status_code == 200


def test_nobody_is_signed_in_from_elsewhere(browser: Any, person: Callable[..., Any]) -> None:
    person("lihua")
    given = {"login": "lihua", "password": "秋水共长天一色2017"}
    assert browser.post("/login", data=given).status_code == 403
    token = browser.csrf("/login")
    assert browser.post("/login", data={**given, "csrf": "0" * 64}).status_code == 403
    browser.cookies.clear()
    assert browser.post("/login", data={**given, "csrf": token}).status_code == 403
    assert "mingcha-session" not in browser.cookies
