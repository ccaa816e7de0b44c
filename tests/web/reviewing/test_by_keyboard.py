"""Can an inspector work through the queue in a real Chromium by keys alone, under the console's strict policy?"""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Page

from db.database import Database
from domain.reviews import Decision
from tests.casework.reviews.conftest import Office
from tests.web.conftest import PASSWORD
from tests.web.in_chromium import opened_tab, serious, served

pytestmark = pytest.mark.e2e


@pytest.fixture
def address(app: Any, office: Office) -> Iterator[str]:
    with served(app) as at:
        yield at


@pytest.fixture
def tab() -> Iterator[Page]:
    with opened_tab() as opened:
        yield opened


def test_two_duties_by_keys_alone(
    address: str, tab: Page, database: Database, person: Callable[..., Any], waiting: Any
) -> None:
    person("wang")
    told: list[str] = []
    tab.on("console", lambda message: told.append(message.text))
    tab.on("pageerror", lambda error: told.append(str(error)))
    first, second, third, *_ = (duty.id for duty in waiting())
    tab.goto(f"{address}/login?next=%2Fqueue")
    tab.fill("input[name=login]", "wang")
    tab.fill("input[name=password]", PASSWORD)
    tab.keyboard.press("Enter")
    opened = tab.locator("[data-duty]")
    opened.wait_for()
    assert opened.get_attribute("data-duty") == str(first)
    assert serious(tab) == []
    assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth"), "nothing stands beside 1280"
    assert not tab.locator(".for-dismissed").is_visible()
    tab.keyboard.press("2")
    assert tab.locator("input[value=dismissed]").is_checked()
    assert tab.locator(".for-dismissed").is_visible()
    tab.keyboard.press("r")
    # Whoever writes chooses nothing and goes nowhere: these are letters of the reason.
    tab.keyboard.type("1jkr 栏目在二级页面。")
    assert tab.locator("[data-reason]").input_value() == "1jkr 栏目在二级页面。"
    assert tab.locator("input[value=dismissed]").is_checked()
    with tab.expect_navigation():
        tab.keyboard.press("Control+Enter")
    assert opened.get_attribute("data-duty") == str(second)
    assert [each.decision for each in database.load_reviews()] == [Decision.DISMISSED]
    for key, at in (("j", third), ("k", second)):
        with tab.expect_navigation():
            tab.keyboard.press(key)
        assert opened.get_attribute("data-duty") == str(at), key
    tab.keyboard.press("r")
    tab.keyboard.press("Escape")
    tab.keyboard.press("1")
    # The browser itself asks for the reason that is missing.
    tab.keyboard.press("Control+Enter")
    assert tab.locator("[data-reason]").evaluate("field => field === document.activeElement")
    tab.keyboard.type("已经打开网页，属实。")
    with tab.expect_navigation():
        tab.keyboard.press("Control+Enter")
    assert [each.decision for each in database.load_reviews()] == [Decision.DISMISSED, Decision.CONFIRMED]
    for path in ("/reviews", f"/findings/{waiting()[0].finding_id}"):
        tab.goto(f"{address}{path}")
        assert serious(tab) == [], path
    assert told == []
