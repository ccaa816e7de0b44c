"""Is a control character refused in whatever a browser sends, before it reaches the store?"""

from collections.abc import Callable
from typing import Any

import pytest

from domain.accounts import Role


@pytest.fixture
def lead(browser_of: Callable[..., Any]) -> Any:
    return browser_of("lead", Role.LEAD)


@pytest.mark.parametrize("char", ["\x00", "\x1b", "\x7f", "\x0b"])
def test_a_control_character_is_no_part_of_a_form(lead: Any, char: str) -> None:
    for path, field in (("/orders", "unit"), ("/vocabulary/decide", "reason"), ("/registry/czt", "name")):
        assert lead.submit(path, **{field: f"a{char}b"}).status_code == 422, path
    csrf = lead.csrf("/account")
    sent = {"csrf": (None, csrf), "reason": (None, f"a{char}b")}
    assert lead.post("/findings/1/review", files=sent).status_code == 422


def test_it_is_no_part_of_an_address_either(lead: Any) -> None:
    assert lead.get("/units/a%00b").status_code == 404
    assert lead.get("/units?region=%00").status_code == 422
    assert lead.get("/units?%00=1").status_code == 422


def test_lines_and_tabs_are_text(lead: Any) -> None:
    answer = lead.submit("/vocabulary/decide", subject="ppp", name="甲", accepted="1", reason="一\r\n二\t三")
    assert "格式不对" not in answer.text


def test_who_signs_in_with_one_is_refused(browser: Any, person: Callable[..., Any]) -> None:
    person("wang")
    assert browser.sign_in("wang\x00").status_code == 422
