"""Does a unit object, the office answer, and is what was laid before it seen by these two only?"""

import re
from collections.abc import Callable
from typing import Any

import pytest

from casework.filings.refusals import Why as FilingWhy
from casework.objections.refusals import Why
from domain.accounts import Role
from web.reading.filing_words import FILING_WHY
from web.reading.objection_words import OBJECTION_WHY

SAID = "专栏已于2017年7月开设，网址见附件。"
PDF = b"%PDF-1.7\n"
FILE = {"files": ("截图.pdf", PDF, "text/html")}


@pytest.fixture
def contact(browser_of: Callable[..., Any]) -> Any:
    return browser_of("zhang", Role.CONTACT, "czt")


def objected(contact: Any, office: Any) -> str:
    """Object with a file; the address of the objection."""
    finding = office.id_of(2)
    csrf = contact.csrf("/account")
    sent = {"csrf": csrf, "kind": "objection", "text": SAID}
    answer = contact.post(f"/findings/{finding}/objections", data=sent, files=FILE)
    assert answer.status_code == 303
    return str(answer.headers["location"]).partition("?")[0]


def test_every_refusal_has_chinese_words() -> None:
    assert set(OBJECTION_WHY) == set(Why)
    assert set(FILING_WHY) == set(FilingWhy)


def test_a_contact_begins_with_what_is_to_be_mended(contact: Any, office: Any) -> None:
    text = contact.get("/my").text
    assert f'href="/findings/{office.id_of(2)}"' in text
    assert (
        text.index("需要整改") < text.index(f'href="/findings/{office.id_of(2)}"') < text.index("30天内到期")
    )
    assert "data-object" in contact.get(f"/findings/{office.id_of(2)}").text


def test_an_objection_is_answered_and_its_file_is_for_the_unit_and_the_office(
    contact: Any, office: Any, browser_of: Callable[..., Any]
) -> None:
    there = objected(contact, office)
    (file,) = re.findall(rf'href="({there}/files/\w+)"', contact.get(there).text)
    inspector = browser_of("wu")
    for allowed in (contact, inspector):
        answer = allowed.get(file)
        assert (answer.content, answer.headers["content-type"]) == (PDF, "application/octet-stream")
        assert answer.headers["content-disposition"].startswith("attachment;")
    other = browser_of("zhao", Role.CONTACT, "nyt")
    for path in (there, file):
        assert other.get(path).status_code == 404
    assert other.submit(f"{there}/messages", text=SAID).status_code == 404
    assert SAID in inspector.get(there).text
    assert there in inspector.get("/objections").text
    short = inspector.submit(f"{there}/reject", text="不")
    assert (short.status_code, OBJECTION_WHY[Why.TEXT_SHORT] in short.text) == (422, True)
    assert inspector.submit(f"{there}/reject", text="专栏中没有公开内容。").status_code == 303
    assert "专栏中没有公开内容。" in contact.get(there).text
    assert "不予采纳" in contact.get("/my").text
    assert contact.submit(f"{there}/withdraw").status_code == 409


def test_what_is_not_taken_keeps_the_words(contact: Any, office: Any) -> None:
    objected(contact, office)
    again = contact.submit(f"/findings/{office.id_of(2)}/objections", kind="objection", text=SAID)
    assert again.status_code == 409
    assert OBJECTION_WHY[Why.OPEN_ALREADY] in again.text
    assert SAID in again.text
    other = contact.submit(f"/findings/{office.id_of(2, 'dsj')}/objections", kind="objection", text=SAID)
    assert other.status_code == 404


def test_an_address_is_filed_by_the_unit_and_settled_by_a_lead(
    contact: Any, office: Any, browser_of: Callable[..., Any]
) -> None:
    assert office
    url = "http://czt.example.gov.cn/zdly/"
    assert contact.submit("/filings", url=url, name="重点领域").status_code == 303
    same = contact.submit("/filings", url=url, name="重点领域")
    assert (same.status_code, FILING_WHY[FilingWhy.SAME] in same.text) == (409, True)
    text = contact.get("/filings").text
    (confirm,) = re.findall(r'action="(/filings/\d+)/withdraw"', text)
    assert "/confirm" not in text
    assert contact.submit(f"{confirm}/confirm").status_code == 403
    other = browser_of("zhao", Role.CONTACT, "nyt")
    assert url not in other.get("/filings").text
    assert other.submit(f"{confirm}/withdraw").status_code == 404
    lead = browser_of("sun", Role.LEAD)
    assert "暂停认定至" in lead.get("/filings").text
    assert lead.submit(f"{confirm}/refuse", reason="不").status_code == 422
    assert lead.submit(f"{confirm}/refuse", reason="该网址打不开，请核对。").status_code == 303
    assert "该网址打不开，请核对。" in contact.get("/filings").text
    assert lead.submit(f"{confirm}/confirm").status_code == 409
