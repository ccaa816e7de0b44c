"""Is the page that a finding cites shown as it was kept, with what is cited marked, and can nothing in it act?"""

from collections.abc import Callable

import pytest

from domain.accounts import Role
from tests.web.flows.conftest import Desk
from tests.web.in_chromium import serious

pytestmark = pytest.mark.e2e


def test_the_archived_page_stands_in_a_frame_without_rights(desk: Callable[..., Desk]) -> None:
    sun = desk("sun", Role.VIEWER)
    tab = sun.tab
    tab.goto(f"{sun.office.address}/units/nyt?status=passed")
    sun.press(tab.locator("#h-duties ~ .table-wrap tbody a").first)
    sun.press(tab.get_by_role("link", name="查看留存网页").first)
    assert serious(tab) == []
    assert tab.evaluate("document.documentElement.scrollWidth") <= 1280
    frame = tab.frame_locator("iframe.archived")
    frame.locator("mark").first.wait_for()
    assert frame.locator("mark").first.inner_text().strip()
    assert tab.frames[1].evaluate("window.origin") == "null", "it has no origin"
    assert tab.frames[1].locator("script, form, iframe, [href], [src], [onclick]").count() == 0
    for look in ("只看文字", "源代码"):
        sun.press(tab.get_by_role("link", name=look))
        tab.frame_locator("iframe.archived").locator("body").wait_for()
        assert tab.get_by_role("link", name=look).get_attribute("aria-current") == "true"
    with tab.expect_download() as coming:
        tab.get_by_role("link", name="下载原文件").click()
    assert coming.value.suggested_filename.endswith(".html.txt")
    assert sun.told == []
