"""Does an inspection go through in real Chromium, by keys, from signing in to a changed score and a sealed package?"""

from collections.abc import Callable
from pathlib import Path

import pytest

from domain.accounts import Role
from tests.web.flows.conftest import Desk, Office

pytestmark = pytest.mark.e2e

REASON = "栏目在二级页面，名称为“农产品质量安全监管信息”。"


def test_from_the_worst_unit_to_its_package(office: Office, desk: Callable[..., Desk]) -> None:
    wang = desk("wang", Role.INSPECTOR)
    tab = wang.tab
    wang.menu("总览")
    # The last places begin with the worst.
    wang.press(tab.locator("table", has_text="得分率最低").locator("tbody a").first)
    unit = tab.url
    name = tab.locator("h1").inner_text()
    before = wang.number("得分率（计入复核）")
    wang.press(tab.locator("#h-duties ~ nav a", has_text="未落实"))
    wang.press(tab.locator("#h-duties ~ .table-wrap tbody a").first)
    finding = tab.url
    assert tab.locator("h2#h-found").inner_text().startswith("未落实")
    assert tab.locator("#h-cited ~ ol li").count() > 0, "it cites what was seen"
    assert tab.locator("#h-dossier").count() == 1, "absence says where it was looked for"
    tab.keyboard.press("2")
    tab.keyboard.press("r")
    tab.keyboard.type(REASON)
    with tab.expect_navigation():
        tab.keyboard.press("Control+Enter")
    tab.goto(finding)
    assert "已经复核" in tab.locator("h2#h-found").inner_text()
    assert REASON in tab.locator("#h-verdicts ~ ol").inner_text()
    tab.goto(unit)
    after = wang.number("得分率（计入复核）")
    assert after > before
    wang.menu("总览")
    worst = tab.locator("table", has_text="得分率最低").locator("tr", has_text=name)
    assert f"{after:g}" in worst.inner_text(), "the overview's places are after reviews"

    package = exported(wang, office, unit.partition("?")[0].rpartition("/")[2])
    key = office.folder / "mingcha.db-signing-key.pem.pub"
    assert office.run("verify", str(package), "--key", str(key)).endswith("everything holds\n")
    assert wang.told == []

    li = desk("li", Role.LEAD)
    li.menu("操作日志")
    li.tab.fill("input[name=login]", "wang")
    li.press(li.tab.locator("main form button"))
    number = finding.rpartition("/")[2].partition("?")[0]
    rows = li.tab.locator("main table tbody tr")
    assert rows.filter(has_text=f"finding:{number}").filter(has_text="复核").count() == 1
    assert rows.filter(has_text="提交任务").count() == 1
    assert rows.filter(has_text="下载文件").filter(has_text=package.stem).count() == 1
    assert li.told == []


def exported(wang: Desk, office: Office, unit: str) -> Path:
    """Order a unit's evidence package, wait until the page shows it, and take it down."""
    tab = wang.tab
    wang.menu("运行与导出")
    tab.select_option("select[name=product]", label="证据包")
    tab.fill("#export-unit", unit)
    wang.press(tab.locator("#exports button"))
    link = tab.locator("tr[data-over] td a").first
    link.wait_for(timeout=60_000)
    with tab.expect_download() as coming:
        link.focus()
        tab.keyboard.press("Enter")
    package = office.folder / f"{unit}.wacz"
    coming.value.save_as(package)
    return package


def test_a_viewer_sees_all_and_changes_nothing(desk: Callable[..., Desk]) -> None:
    zhao = desk("zhao", Role.VIEWER)
    tab = zhao.tab
    for label in ("总览", "单位", "任务", "日历", "复核", "核查", "名录", "方案", "同义词"):
        zhao.menu(label)
        assert tab.locator("main h1").count() == 1, label
        assert tab.locator("main form[method=post]").count() == 0, label
    menu = tab.get_by_role("navigation", name="主菜单").inner_text()
    assert not {"待办", "账号", "操作日志"} & set(menu.split())
    zhao.menu("单位")
    zhao.press(tab.locator("main tbody a").first)
    zhao.press(tab.locator("#h-duties ~ .table-wrap tbody a").first)
    assert tab.locator("main form[method=post]").count() == 0
    assert zhao.told == []


def test_an_administrator_lets_a_contact_in_who_sees_only_the_own_unit(
    office: Office, desk: Callable[..., Desk]
) -> None:
    root = desk("root", Role.ADMIN)
    root.menu("账号")
    tab = root.tab
    form = tab.locator("form[action='/accounts']")
    form.locator("input[name=login]").fill("nyt-chen")
    form.locator("input[name=name]").fill("陈主任")
    form.locator("select[name=role]").select_option(value=Role.CONTACT.value)
    form.locator("[name=unit]").fill("nyt")
    root.press(form.locator("button"))
    one_time = tab.locator("main code").first.inner_text().strip()
    tab.context.clear_cookies()
    root.sign_in_first("nyt-chen", one_time)
    tab.goto(f"{office.address}/units/nyt")
    assert "农业" in tab.locator("h1").inner_text()
    for path in ("/units/czt", "/units", "/queue", "/log", "/accounts", "/tasks"):
        answer = tab.goto(f"{office.address}{path}")
        assert answer
        assert answer.status in (403, 404), path
        assert "财政" not in tab.locator("main").inner_text(), path
