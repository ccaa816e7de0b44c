"""A console on loopback and a real Chromium that looks at it."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import uvicorn
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Page, sync_playwright

from crawler.render import find_chromium
from tests.web.conftest import PASSWORD


@contextmanager
def served(app: Any) -> Iterator[str]:
    """The address under which a console answers while the block runs."""
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


@contextmanager
def opened_tab() -> Iterator[Page]:
    """A tab of an office's screen, 1280×720."""
    chromium = find_chromium(None)
    assert chromium, "these tests need a Chromium: run `make browser`"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield browser.new_page(viewport={"width": 1280, "height": 720})
        browser.close()


def sign_in(tab: Page, address: str, login: str) -> None:
    """Sign in by keys, as somebody does who has no mouse."""
    tab.goto(f"{address}/login?next=%2Faccount")
    tab.fill("input[name=login]", login)
    tab.fill("input[name=password]", PASSWORD)
    with tab.expect_navigation():
        tab.keyboard.press("Enter")


def serious(tab: Page) -> list[Any]:
    """What axe-core finds on the page that keeps somebody from using it."""
    # What a portal sent, in a frame, is as it is.
    found = Axe().run(tab, options={"iframes": False}).response["violations"]
    return [
        (each["id"], [node["html"][:200] for node in each["nodes"]][:3])
        for each in found
        if each["impact"] in ("serious", "critical")
    ]
