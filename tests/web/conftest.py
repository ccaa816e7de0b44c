"""A console over a store of its own, and browsers that are signed in to it."""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher
from starlette.testclient import TestClient

from casework.accounts import passwords
from casework.accounts.managing import create_account
from db.accounts import change_account
from db.database import Database, open_database
from domain.accounts import Account, Role
from domain.units import Unit, UnitKind
from web.app import create_app
from web.settings import ConsoleSettings

PASSWORD = "秋水共长天一色2017"


@pytest.fixture(autouse=True)
def _quick_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hashes that cost little: what they cost in earnest is for the tests of passwords."""
    quick = PasswordHash((Argon2Hasher(time_cost=1, memory_cost=64, parallelism=1),))
    monkeypatch.setattr(passwords, "_HASHER", quick)
    monkeypatch.setattr(passwords, "_NOBODYS", quick.hash("nobody's"))


class Browser(TestClient):
    """A browser: keeps cookies, follows nothing by itself, and sends a form with its page's token."""

    def __init__(self, app: Any, **options: Any) -> None:
        super().__init__(app, follow_redirects=False, **options)

    def csrf(self, path: str) -> str:
        found = re.search(r'name="csrf" value="(\w+)"', self.get(path).text)
        assert found, path
        return found[1]

    def submit(self, path: str, *, form: str = "/account", **fields: Any) -> Any:
        """Send a form that stands on the page ``form``."""
        return self.post(path, data={"csrf": self.csrf(form), **fields})

    def sign_in(self, login: str, password: str = PASSWORD, **fields: Any) -> Any:
        return self.submit("/login", form="/login", login=login, password=password, **fields)


@pytest.fixture
def database(tmp_path: Any) -> Iterator[Database]:
    """A migrated store on SQLite; that PostgreSQL does the same is for the tests of the store."""
    with open_database(f"sqlite:///{tmp_path / 'console.db'}") as opened:
        opened.migrate()
        units = [
            Unit(id=one, name=f"省{one}厅", kind=UnitKind.PROVINCIAL_DEPT, portal_url=None)
            for one in ("czt", "nyt")
        ]
        opened.begin_crawl(units, scope_digest="sha256:one", now=datetime.now(UTC))
        yield opened


@pytest.fixture
def settings(database: Database) -> ConsoleSettings:
    return ConsoleSettings(database=database)


@pytest.fixture
def app(settings: ConsoleSettings) -> Any:
    return create_app(settings)


@pytest.fixture
def person(database: Database) -> Callable[..., Account]:
    """Makes an account whose password is ``PASSWORD``, already its own."""

    def make(login: str, role: Role = Role.INSPECTOR, unit_id: str | None = None) -> Account:
        created = create_account(
            database, None, login=login, name=f"姓名{login}", role=role, unit_id=unit_id,
            now=datetime.now(UTC), password=PASSWORD,
        )  # fmt: skip
        with database.write() as connection:
            return change_account(connection, created.account.id, {"must_change_password": False})

    return make


@pytest.fixture
def browser(app: Any) -> Iterator[Browser]:
    with Browser(app) as opened:
        yield opened


@pytest.fixture
def browser_of(app: Any, person: Callable[..., Account]) -> Callable[..., Browser]:
    """A browser signed in with a new account."""

    def make(login: str, role: Role = Role.INSPECTOR, unit_id: str | None = None) -> Browser:
        person(login, role, unit_id)
        browser = Browser(app)
        assert browser.sign_in(login).status_code == 303
        return browser

    return make
