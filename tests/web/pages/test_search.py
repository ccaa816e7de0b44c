"""Search finds columns and postings, tells how far it looked, and shows a contact the own unit's only."""

from collections.abc import Callable
from typing import Any

from db.database import Database
from domain.accounts import Role


def test_titles_of_all_units_are_found_among_the_newest(lead: Any) -> None:
    text = lead.get("/search", params={"q": "alert(1)"}).text
    for unit in ("czt", "nyt", "evil"):
        assert f'href="/units/{unit}"' in text
    assert "3个栏目" in text
    assert "3条信息" in text
    assert "没有列出不等于没有" in text
    assert "<script>alert" not in text
    assert 'href="javascript' not in text


def test_one_unit_is_searched_whole(lead: Any) -> None:
    text = lead.get("/search", params={"q": "alert(1)", "unit": "nyt"}).text
    assert "只在省农业厅的栏目和信息中查找" in text
    assert "http://nyt.example/1.html" in text
    assert "czt.example" not in text
    assert "没有找到" in lead.get("/search", params={"q": "无此标题"}).text
    assert lead.get("/search", params={"q": "%", "unit": "nyt "}).status_code == 200
    assert lead.get("/search", params={"q": "长", "offset": 5001}).status_code == 422


def test_a_contact_searches_the_own_unit_only(filled: Database, browser_of: Callable[..., Any]) -> None:
    assert filled
    contact = browser_of("contact", Role.CONTACT, "czt")
    for asked in ({"q": "alert(1)"}, {"q": "alert(1)", "unit": "nyt"}, {"q": "农业"}, {"q": "公开"}):
        text = contact.get("/search", params=asked).text
        assert "nyt" not in text.replace("/search?unit=nyt", "")
        assert "/tasks/" not in text
    assert "czt.example" in contact.get("/search", params={"q": "alert(1)"}).text
