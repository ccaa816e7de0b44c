"""Does a unit's contact get through: what is asked of the unit, an objection with a file, a re-audit, and the office's answer?"""

from collections.abc import Callable
from pathlib import Path

import pytest

from domain.accounts import Role
from tests.web.flows.conftest import Desk
from tests.web.in_chromium import serious

pytestmark = pytest.mark.e2e

SAID = "栏目已于今年六月开设，在“政务公开”二级页面。"
ANSWER = "经核对，该栏目当时没有内容，申诉不成立。"


def test_a_contact_objects_and_is_answered(desk: Callable[..., Desk], tmp_path: Path) -> None:
    he = desk("he", Role.CONTACT, "nyt")
    tab = he.tab
    tab.goto(f"{he.office.address}/my")
    assert "农业" in tab.locator("h1").inner_text()
    usable(he)
    he.press(tab.locator("#h-mend ~ .table-wrap tbody a").first)
    finding = tab.url
    proof = tmp_path / "栏目.pdf"
    proof.write_bytes(b"%PDF-1.4\n%%EOF\n")
    form = tab.locator("form", has=tab.locator("textarea")).first
    form.locator("textarea").first.fill(SAID)
    form.locator("input[type=file]").set_input_files(proof)
    he.press(form.locator("button[type=submit]"))
    assert SAID in tab.locator("main").inner_text()
    tab.goto(finding)
    he.press(tab.get_by_role("button", name="已经整改，请重新核查此事项"))
    tab.goto(f"{he.office.address}/my")
    he.press(tab.locator("#h-objections ~ ul a").first)
    objection = tab.url
    usable(he)

    li = desk("li-bei", Role.LEAD)
    li.tab.goto(objection)
    assert SAID in li.tab.locator("main").inner_text()
    usable(li)
    answer = li.tab.locator("form", has=li.tab.locator("textarea")).first
    answer.locator("textarea").first.fill(ANSWER)
    li.press(answer.locator("button[type=submit]").first)

    tab.goto(objection)
    assert ANSWER in tab.locator("main").inner_text()
    assert he.told == []
    assert li.told == []

    other = desk("zhou", Role.CONTACT, "czt")
    for address in (objection, finding):
        came = other.tab.goto(address)
        assert came
        assert came.status == 404
        assert SAID not in other.tab.content()


def usable(who: Desk) -> None:
    """Nothing keeps somebody from using the page, at an office's width."""
    assert serious(who.tab) == []
    assert who.tab.evaluate("document.documentElement.scrollWidth") <= 1280
