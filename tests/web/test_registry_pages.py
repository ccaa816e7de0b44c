"""Do the pages of registry and vocabulary show, change and refuse as they should, and let in only who may?"""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from casework.registry.current import current_registry
from casework.vocabulary.suggestions import tell_case
from db.database import Database
from domain.accounts import Role

CSV = "id,name,kind,portal_url\nczt,省财政厅,provincial_dept,http://czt.gov.cn/\nbad id,谁,other,\n"
NAME = "社会资本合作之窗<script>"


@pytest.fixture
def lead(browser_of: Callable[..., Any]) -> Any:
    return browser_of("lead", Role.LEAD)


def test_a_unit_is_changed_and_the_second_is_told(lead: Any, database: Database) -> None:
    shown = lead.get("/registry/czt")
    assert "省czt厅" in shown.text
    fields = {"name": "省财政厅", "kind": "provincial_dept", "portal_url": "http://czt.gov.cn/"}
    answer = lead.submit("/registry/czt", form="/registry/czt", **fields, seen="0", reason="补登网址")
    assert answer.status_code == 303
    assert current_registry(database)[0].portal_url == "http://czt.gov.cn/"
    again = lead.submit(
        "/registry/czt", form="/registry/czt", **{**fields, "name": "乙"}, seen="0", reason="另一人"
    )
    assert again.status_code == 409
    assert "这期间有人修改过" in again.text
    assert "补登网址" in lead.get("/registry/czt").text
    bad = lead.submit(
        "/registry/czt", form="/registry/czt", **{**fields, "portal_url": "x"}, seen="2", reason="改错"
    )
    assert bad.status_code == 422
    assert "网址不完整" in bad.text
    gone = lead.submit("/registry/nyt", form="/registry/nyt", seen="1", reason="机构撤并", remove="1")
    assert gone.status_code == 303
    assert [unit.id for unit in current_registry(database)] == ["czt"]


def test_a_file_is_shown_before_it_is_adopted(lead: Any, database: Database) -> None:
    csrf = lead.csrf("/registry")
    shown = lead.post("/registry/import", data={"csrf": csrf}, files={"file": ("u.csv", CSV.encode())})
    assert shown.status_code == 200
    assert "第3行" in shown.text
    assert current_registry(database)[0].portal_url is None
    seen = shown.text.split('name="seen" value="')[1].split('"')[0]
    good = CSV.rsplit("\n", 2)[0] + "\n"
    adopted = lead.post("/registry/adopt", data={"csrf": csrf, "seen": seen, "file": good, "reason": "导入"})
    assert adopted.status_code == 303
    assert b"http://czt.gov.cn/" in lead.get("/registry.csv").content
    late = lead.post("/registry/adopt", data={"csrf": csrf, "seen": seen, "file": good, "reason": "导入"})
    assert late.status_code == 409
    none = lead.post("/registry/import", data={"csrf": csrf}, files={"file": ("u.csv", b"\xff\xfe")})
    assert none.status_code == 422


def test_a_name_is_taken_and_adopted(lead: Any, database: Database) -> None:
    with database.write() as connection:
        for name in (NAME, "合作共建之窗"):
            tell_case(
                connection, subject="ppp", name=name, unit_id="czt", url="http://czt.gov.cn/", author="wang",
                at=datetime.now(UTC),
            )  # fmt: skip
    page = lead.get("/vocabulary?subject=ppp").text
    assert "<script>" not in page
    send = {"form": "/vocabulary", "subject": "ppp", "name": "合作共建之窗"}
    assert lead.submit("/vocabulary/decide", **send, accepted="true", reason="").status_code == 422
    assert lead.submit("/vocabulary/decide", **send, accepted="true", reason="确为该栏目").status_code == 303
    made = lead.submit("/vocabulary/edition", form="/vocabulary", seen="0", reason="采纳")
    assert made.headers["location"] == "/vocabulary/versions/1"
    assert "合作共建之窗" in lead.get("/vocabulary/versions/1").text
    assert lead.submit("/vocabulary/adopt", form="/vocabulary", version="1", reason="启用").status_code == 303
    assert "使用第1版" in lead.get("/vocabulary").text
    assert lead.get("/vocabulary/versions/7").status_code == 404


def test_who_may_not_does_not(browser_of: Callable[..., Any]) -> None:
    viewer = browser_of("viewer", Role.VIEWER)
    assert viewer.get("/registry").status_code == 200
    assert "保存为新版本" not in viewer.get("/registry/czt").text
    assert viewer.get("/registry/nobody").status_code == 404
    assert viewer.submit("/registry/czt", seen="0", reason="试试").status_code == 403
    assert viewer.submit("/vocabulary/edition", seen="0", reason="试试").status_code == 403
    contact = browser_of("contact", Role.CONTACT, "czt")
    for path in ("/registry", "/registry.csv", "/registry/czt", "/registry/nyt", "/vocabulary"):
        assert contact.get(path).status_code == 403, path
