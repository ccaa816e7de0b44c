"""Can an inspector work through the queue in a real Chromium by keys alone, under the console's strict policy?"""

import socket
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import uvicorn
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Page, sync_playwright

from crawler.render import find_chromium
from db.database import Database
from domain.reviews import Decision
from tests.casework.reviews.conftest import Office
from tests.web.conftest import PASSWORD

pytestmark = pytest.mark.e2e


@pytest.fixture
def address(app: Any, office: Office) -> Iterator[str]:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        server = uvicorn.Server(uvicorn.Config(app, log_level="error", lifespan="off"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        until = time.monotonic() + 20
        while not server.started:
            assert time.monotonic() < until
            time.sleep(0.02)
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        server.should_exit = True
        thread.join(10)


@pytest.fixture
def tab() -> Iterator[Page]:
    chromium = find_chromium(None)
    assert chromium, "these tests need a Chromium: run `make browser`"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield browser.new_page(viewport={"width": 1280, "height": 720})
        browser.close()


def serious(tab: Page) -> list[Any]:
    found = Axe().run(tab).response["violations"]
    return [
        (each["id"], [node["html"] for node in each["nodes"]])
        for each in found
        if each["impact"] in ("serious", "critical")
    ]


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
