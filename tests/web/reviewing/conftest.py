"""A console over audits of a small plan whose duties wait for people."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from casework.standing.renewing import catch_up
from db.database import Database
from db.queue_reading import load_queue
from tests.casework.reviews.conftest import NOW, Office

REASON = "已打开网页，栏目在二级页面。"


@pytest.fixture
def office(database: Database, tmp_path: Path) -> Office:
    """Two units with four duties each, three of which wait."""
    made = Office(database, tmp_path)
    made.audit([*made.usual(), *made.usual("dsj")])
    catch_up(database)
    return made


class Form:
    """The review form of a page: its hidden fields, to be sent with a decision."""

    def __init__(self, text: str) -> None:
        found = re.search(r'<form class="review".*?</form>', text, re.S)
        assert found, "there is no review form"
        self.text = found[0]
        self.action = re.search(r'action="([^"]+)"', self.text)[1]  # type: ignore[index]
        hidden = re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', self.text)
        self.hidden = {name: value.replace("&amp;", "&") for name, value in hidden}

    def send(self, browser: Any, decision: str, reason: str = REASON, **fields: Any) -> Any:
        files = fields.pop("files", None)
        return browser.post(
            self.action, data={**self.hidden, "decision": decision, "reason": reason, **fields}, files=files
        )


@pytest.fixture
def form_at() -> Callable[[Any, str], Form]:
    """The review form of a page, as a browser gets it."""
    return lambda browser, path: Form(browser.get(path).text)


@pytest.fixture
def waiting(database: Database) -> Callable[[], list[Any]]:
    """What waits, the weightiest first."""
    return lambda: [item.duty for item in load_queue(database, "small", now=NOW)]
