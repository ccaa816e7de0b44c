"""An office in earnest: portals audited by the command line, and the console served with its worker, all in processes."""

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page

from domain.accounts import Role
from tests.web.in_chromium import opened_tab

ROOT = Path(__file__).resolve().parents[3]
WORD = "秋水共长天一色2017"
UNITS = ("czt", "nyt", "gtt")
QUICK = {
    "MINGCHA_DELAY": "0.02",
    "MINGCHA_CONNECT_TIMEOUT": "3",
    "MINGCHA_TIMEOUT": "6",
    "MINGCHA_RETRIES": "1",
}
"""The sample province stands on loopback: it may be asked faster than a real portal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """Where it is served, and what its commands are given."""

    address: str
    folder: Path

    @property
    def store(self) -> list[str]:
        return ["--db", f"sqlite:///{self.folder / 'mingcha.db'}"]

    def run(self, *words: str) -> str:
        """What a command prints; the test fails where the command does."""
        done = subprocess.run(
            [sys.executable, "-m", "jobs.cli", *words], cwd=ROOT, capture_output=True, text=True, check=False, timeout=120
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return done.stdout

    def add(self, login: str, role: Role, unit: str | None = None) -> str:
        """Make an account as an operator does; its one-time password."""
        of = ["--unit", unit] if unit else []
        return self.run("user", "add", login, "--role", role.value, *of, *self.store).strip()


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """Three departments of the sample province, audited to the year's end, and the console over them."""
    folder = tmp_path_factory.mktemp("office")
    sample = [sys.executable, "-m", "sample_province", "exec", "--dir", str(folder / "sample"), "--"]
    audit = [sys.executable, "-m", "jobs.cli", "audit", "--plan", "yunnan-2017", "--as-of", "2017-12-31"]
    given = ["--units", str(folder / "sample" / "units.csv"), "--allow-network", "127.0.0.0/8"]
    kept = ["--db", f"sqlite:///{folder / 'mingcha.db'}", "--evidence", str(folder / "evidence")]
    chosen = [word for unit in UNITS for word in ("--unit", unit)]
    done = subprocess.run(
        [*sample, *audit, *given, *kept, *chosen],
        cwd=ROOT, env=os.environ | QUICK, capture_output=True, text=True, check=False, timeout=300,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    serve = [sys.executable, "-m", "jobs.cli", "serve", "--port", str(port), *kept]
    with (folder / "served.txt").open("w", encoding="utf-8") as told:
        console = subprocess.Popen(serve, cwd=ROOT, env=os.environ | QUICK, stderr=told)
        try:
            _answers(console, port)
            yield Office(address=f"http://127.0.0.1:{port}", folder=folder)
        finally:
            console.terminate()
            console.wait(30)


def _answers(console: subprocess.Popen[bytes], port: int) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        assert console.poll() is None, "the console ended"
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.1)
            continue
        return
    raise AssertionError("the console doesn't listen")


class Desk:
    """Somebody at a screen of 1280×720 who has no mouse; ``told`` is what went wrong in the browser."""

    def __init__(self, tab: Page, office: Office) -> None:
        self.tab, self.office, self.told = tab, office, list[str]()
        tab.on("console", lambda message: self.told.append(message.text))
        tab.on("pageerror", lambda error: self.told.append(str(error)))
        tab.on(
            "request", lambda sent: None if sent.url.startswith((office.address, "data:")) else self.told.append(sent.url)
        )  # fmt: skip

    def sign_in_first(self, login: str, one_time: str) -> None:
        """Sign in with a one-time password and set one's own."""
        self.sign_in(login, one_time)
        for name, value in (("present", one_time), ("new", WORD), ("again", WORD)):
            self.tab.fill(f"input[name={name}]", value)
        with self.tab.expect_navigation():
            self.tab.keyboard.press("Enter")
        if self.tab.locator("input[name=login]").count():
            self.sign_in(login, WORD)

    def sign_in(self, login: str, password: str) -> None:
        self.tab.goto(f"{self.office.address}/login")
        self.tab.fill("input[name=login]", login)
        self.tab.fill("input[name=password]", password)
        with self.tab.expect_navigation():
            self.tab.keyboard.press("Enter")

    def press(self, control: Locator) -> None:
        """Reach a link or a button by the tab key's way, and press Enter; waits for the page it leads to."""
        assert control.evaluate("each => each.tabIndex >= 0"), "no key reaches it"
        control.focus()
        with self.tab.expect_navigation():
            self.tab.keyboard.press("Enter")

    def menu(self, label: str) -> None:
        self.press(
            self.tab.get_by_role("navigation", name="主菜单").get_by_role("link", name=label, exact=True)
        )

    def number(self, label: str) -> float:
        """The first number of a figure, by its label."""
        text = self.tab.locator(".figures > div", has_text=label).locator(".value").first.inner_text()
        found = re.search(r"\d+(\.\d+)?", text)
        assert found, text
        return float(found[0])


@pytest.fixture
def desk(office: Office) -> Iterator[Callable[[str, Role, str | None], Desk]]:
    """Somebody new, signed in with a password of their own."""
    with opened_tab() as first:
        browser = first.context.browser
        assert browser

        def make(login: str, role: Role, unit: str | None = None) -> Desk:
            tab = browser.new_page(viewport={"width": 1280, "height": 720}, accept_downloads=True)
            made = Desk(tab, office)
            made.sign_in_first(login, office.add(login, role, unit))
            return made

        yield make
