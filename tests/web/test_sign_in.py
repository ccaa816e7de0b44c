"""Who comes in with a password, who is kept out, and does an answer tell who has an account?"""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from casework.accounts import sign_in as signing
from casework.accounts.managing import create_account, disable_account
from casework.accounts.passwords import is_password
from db.action_log import read_actions
from db.database import Database
from domain.accounts import Role


def test_in_and_out(browser: Any, person: Callable[..., Any]) -> None:
    person("lihua")
    assert browser.get("/account").headers["location"] == "/login?next=%2Faccount"
    assert browser.sign_in(" LiHua ", next="/account").headers["location"] == "/account"
    assert "姓名lihua" in browser.get("/account").text
    token = browser.cookies["mingcha-session"]
    assert browser.submit("/logout").headers["location"] == "/login"
    assert "mingcha-session" not in browser.cookies
    browser.cookies.set("mingcha-session", token)
    assert browser.get("/account").status_code == 303


def test_each_sign_in_has_a_token_of_its_own(browser: Any, person: Callable[..., Any]) -> None:
    person("lihua")
    browser.cookies.set("mingcha-session", "chosen-by-somebody-else")
    browser.sign_in("lihua")
    first = [one.value for one in browser.cookies.jar if one.name == "mingcha-session"]
    assert "chosen-by-somebody-else" not in first[-1]
    assert len(first[-1]) == 43


def test_only_the_hash_of_a_session_s_token_is_stored(
    browser: Any, person: Callable[..., Any], database: Database
) -> None:
    from sqlalchemy import text

    person("lihua")
    browser.sign_in("lihua")
    token = browser.cookies["mingcha-session"]
    with database.read() as connection:
        for table in ("sessions", "action_log", "accounts"):
            assert token not in str(connection.execute(text(f"SELECT * FROM {table}")).all())
            assert (
                token.encode() not in str(connection.execute(text(f"SELECT * FROM {table}")).all()).encode()
            )


@pytest.mark.parametrize("wrong", ["nobody", "gone", "lihua"])
def test_every_failure_looks_and_costs_alike(
    browser: Any, person: Callable[..., Any], database: Database, wrong: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    person("lihua")
    person("gone")
    disable_account(database, None, "gone", now=datetime.now(UTC))
    hashed: list[Any] = []
    verify = is_password

    def counted(given: str, kept: str | None) -> bool:
        hashed.append(kept)
        return verify(given, kept)

    monkeypatch.setattr(signing, "is_password", counted)
    given = "错误的密码123456" if wrong == "lihua" else "秋水共长天一色2017"
    answer = browser.sign_in(wrong, given)
    assert answer.status_code == 401
    assert "账号或密码不正确。" in answer.text
    assert len(hashed) == 1
    with database.read() as connection:
        newest = read_actions(connection, limit=1)[0]
    assert newest.action == "session.refused"
    # What was typed is kept only where somebody is called so.
    assert newest.login == ("" if wrong == "nobody" else wrong)


@pytest.mark.parametrize("login", ["lihua", "nobody"])
def test_five_failures_lock_a_login_whether_or_not_there_is_one(
    browser: Any, person: Callable[..., Any], login: str
) -> None:
    person("lihua")
    for _ in range(5):
        assert browser.sign_in(login, "错误的密码123456").status_code == 401
    answer = browser.sign_in(login)
    assert answer.status_code == 429
    assert "暂时锁定" in answer.text
    assert "mingcha-session" not in browser.cookies


def test_a_sign_in_goes_on_only_within_the_console(browser: Any, person: Callable[..., Any]) -> None:
    person("lihua")
    for wanted in (
        "https://evil.example/",
        "//evil.example",
        "/\\evil.example",
        "javascript:x",
        "/\t/evil.example",
        "",
    ):
        browser.cookies.clear()
        answer = browser.sign_in("lihua", next=wanted)
        assert answer.headers["location"] == "/", wanted


def test_a_one_time_password_opens_nothing_but_its_change(browser: Any, database: Database) -> None:
    created = create_account(
        database, None, login="lihua", name="李华", role=Role.ADMIN, unit_id=None, now=datetime.now(UTC)
    )
    browser.sign_in("lihua", created.password)
    for path in ("/", "/accounts", "/log"):
        assert browser.get(path).headers["location"] == "/account"
    assert browser.submit("/accounts/lihua/disable").headers["location"] == "/account"
    assert "一次性密码" in browser.get("/account").text
    done = browser.submit(
        "/account/password", present=created.password, new="落霞与孤鹜齐飞2017", again="落霞与孤鹜齐飞2017"
    )
    assert done.headers["location"] == "/account?done=password"
    assert browser.get("/accounts").status_code == 200


def test_a_password_change_ends_every_other_session(browser: Any, browser_of: Callable[..., Any]) -> None:
    other = browser_of("lihua")
    browser.sign_in("lihua")
    new = "落霞与孤鹜齐飞2017"
    before = browser.cookies["mingcha-session"]
    assert browser.submit("/account/password", present="错", new=new, again=new).status_code == 422
    browser.submit("/account/password", present="秋水共长天一色2017", new=new, again=new)
    assert browser.get("/account").status_code == 200
    assert browser.cookies["mingcha-session"] != before
    assert other.get("/account").status_code == 303


def test_sessions_run_out(browser_of: Callable[..., Any], database: Database) -> None:
    from sqlalchemy import text

    browser = browser_of("lihua")
    for column, ago in (("seen_at", timedelta(hours=8, minutes=1)), ("ends_at", timedelta(seconds=1))):
        with database.write() as connection:
            before = connection.execute(text(f"SELECT {column} FROM sessions")).scalar_one()
            connection.execute(
                text(f"UPDATE sessions SET {column} = :then"),
                {"then": (datetime.now(UTC) - ago).replace(tzinfo=None).isoformat(" ")},
            )
        assert browser.get("/account").status_code == 303, column
        with database.write() as connection:
            connection.execute(text(f"UPDATE sessions SET {column} = :then"), {"then": before})
        assert browser.get("/account").status_code == 200
