"""Can admins, and only they, keep the accounts, and does the log tell of all that they did?"""

import re
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import text

from casework.accounts.log import record
from db.database import Database, StoreError
from domain.accounts import Role


@pytest.fixture
def admin(browser_of: Callable[..., Any]) -> Any:
    return browser_of("wangfang", Role.ADMIN)


def test_only_admins_keep_accounts(browser_of: Callable[..., Any], admin: Any) -> None:
    for role in (Role.LEAD, Role.INSPECTOR, Role.VIEWER):
        browser = browser_of(f"one-{role.value}", role)
        assert browser.get("/accounts").status_code == 403
        assert browser.submit("/accounts", login="x9", name="某", role="admin").status_code == 403
        assert browser.submit("/accounts/wangfang/disable").status_code == 403
        assert browser.get("/log").status_code == (200 if role is Role.LEAD else 403)
    assert admin.get("/accounts").status_code == 200


def test_a_new_account_gets_a_password_shown_once(admin: Any, browser: Any) -> None:
    page = admin.submit("/accounts", login="ChenJie", name="陈洁", role="contact", unit="czt").text
    password = re.search(r"一次性密码：<code>([\w-]+)</code>", page)
    assert password
    assert password[1] not in admin.get("/accounts").text
    assert password[1] not in admin.get("/log").text
    assert browser.sign_in("chenjie", password[1]).status_code == 303


@pytest.mark.parametrize(
    ("fields", "status", "words"),
    [
        ({"login": "wangfang"}, 409, "已有同名账号"),
        ({"login": "王芳"}, 422, "账号名须为"),
        ({"name": " "}, 422, "请填写姓名"),
        ({"role": "contact"}, 422, "必须填写所属单位编号"),
        ({"role": "contact", "unit": "nobody"}, 422, "没有这个编号的单位"),
        ({"unit": "czt"}, 422, "只有单位联络员"),
        ({"role": "king"}, 422, "填写有误"),
    ],
)
def test_what_cannot_be_is_refused(admin: Any, fields: dict[str, str], status: int, words: str) -> None:
    answer = admin.submit("/accounts", **{"login": "zhaomin", "name": "赵敏", "role": "viewer", **fields})
    assert answer.status_code == status
    assert words in answer.text
    assert "zhaomin" not in admin.get("/accounts").text


@pytest.mark.parametrize("what", ["disable", "reset", "change"])
def test_what_an_account_loses_it_loses_at_once(
    admin: Any, browser_of: Callable[..., Any], what: str
) -> None:
    known = browser_of("lihua")
    fields = {"name": "李华", "role": "viewer"} if what == "change" else {}
    assert admin.submit(f"/accounts/lihua/{what}", **fields).status_code in (200, 303)
    assert known.get("/account").status_code == 303
    if what == "disable":
        assert known.sign_in("lihua").status_code == 401
        admin.submit("/accounts/lihua/enable")
        assert known.sign_in("lihua").status_code == 303


def test_there_is_always_an_admin(admin: Any, browser_of: Callable[..., Any]) -> None:
    other = browser_of("lihua", Role.ADMIN)
    assert admin.submit("/accounts/wangfang/disable").status_code == 422
    viewer = {"name": "王芳", "role": "viewer"}
    assert admin.submit("/accounts/wangfang/change", **viewer).status_code == 422
    assert other.submit("/accounts/wangfang/change", **viewer).status_code == 303
    assert "不能停用自己" in other.submit("/accounts/lihua/disable").text


def test_an_admin_unlocks(admin: Any, browser_of: Callable[..., Any]) -> None:
    known = browser_of("lihua")
    known.cookies.clear()
    for _ in range(5):
        known.sign_in("lihua", "错误的密码123456")
    assert "登录已锁定" in admin.get("/accounts").text
    assert known.sign_in("lihua").status_code == 429
    assert admin.submit("/accounts/lihua/unlock").status_code == 303
    assert known.sign_in("lihua").status_code == 303


def test_what_people_typed_is_escaped(admin: Any) -> None:
    admin.submit("/accounts", login="zhaomin", name="<script>alert(1)</script>", role="viewer")
    for path in ("/accounts", "/log"):
        assert "<script>" not in admin.get(path).text
        assert "&lt;script&gt;" in admin.get(path).text


def test_the_log_tells_who_did_what_and_is_never_changed(admin: Any, database: Database) -> None:
    admin.submit("/accounts", login="zhaomin", name="赵敏", role="viewer")
    admin.submit("/accounts/zhaomin/disable")
    page = admin.get("/log?object=account:zhaomin").text
    assert page.count("<td>account:zhaomin</td>") == 2
    assert page.index("停用账号</td>") < page.index("新建账号</td>")
    for query, shown in (
        ("login=wangfang&action=account.disable", True), ("login=lihua", False), ("object=account:", True),
        ("object=acc%25", False), ("day=2017-01-01", False),
    ):  # fmt: skip
        assert ("<td>account:zhaomin</td>" in admin.get(f"/log?{query}").text) is shown, query
    for day in ("yesterday", "0001-01-01", "9999-12-31"):
        assert admin.get(f"/log?day={day}").status_code == 422
    for statement in ("UPDATE action_log SET login = 'x'", "DELETE FROM action_log"):
        with (
            pytest.raises(StoreError, match="what was done is never changed"),
            database.write() as connection,
        ):
            connection.execute(text(statement))


def test_the_log_is_paged(admin: Any, database: Database) -> None:
    with database.write() as connection:
        for number in range(120):
            record(connection, None, "test.done", f"thing:{number}")
    page, seen = "/log?object=thing:", list[str]()
    while page:
        shown = admin.get(page).text
        seen += re.findall(r"<td>(thing:\d+)</td>", shown)
        older = re.search(r'href="(/log\?[^"]+)" rel="next"', shown)
        page = older[1].replace("&amp;", "&") if older else ""
    assert seen == [f"thing:{number}" for number in reversed(range(120))]
