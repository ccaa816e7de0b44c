"""Pages show what the read functions say, let nothing through that a portal sent, and show a contact the own unit only."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from casework.reviews.duty_now import digest_of
from casework.standing.renewing import renew_unit
from db import unit_reading
from db.database import Database
from db.duty_findings import newest_audit_of
from domain.accounts import Role
from domain.reviews import Decision, Review

PATHS = ("/", "/units", "/units/czt", "/units/evil", "/units/evil?status=failed", "/tasks", "/tasks/16", "/audits",
         "/queue", "/queue?unit=evil", "/reviews", "/search?q=%3Cscript%3E", "/search")  # fmt: skip


def findings_of(database: Database, unit: str) -> list[int]:
    return [duty.finding_id for duty in unit_reading.load_duties(database, "yunnan-2017", unit)]


def test_no_page_lets_through_what_a_portal_sent(lead: Any, filled: Database) -> None:
    audit = unit_reading.load_totals(filled, "yunnan-2017")[0].audit_id
    for path in (
        *PATHS,
        f"/audits/{audit}",
        *(f"/findings/{number}" for number in findings_of(filled, "evil")),
    ):
        answer = lead.get(path)
        assert answer.status_code == 200, path
        text = answer.text
        assert "<script>alert" not in text, path
        assert "<img" not in text, path
        assert "\u202e" not in text, path
        assert 'href="javascript' not in text, path
        assert " style=" not in text, path
        assert len(answer.content) < 200_000, path
        for link in re.findall(r"<a [^>]*href=\"https?:[^>]*>", text):
            assert "noreferrer" in link, (path, link)
            assert "noopener" in link, (path, link)


def test_the_ranking_shows_what_is_read(lead: Any, filled: Database) -> None:
    text = lead.get("/units").text
    for unit in unit_reading.load_ranking(filled, "yunnan-2017").units:
        assert f'href="/units/{unit.unit_id}"' in text
        assert f"<b>{unit.percent:.1f}%</b>" in text
        assert f"覆盖{unit.coverage:.0%}" in text


def test_a_unit_s_page_shows_its_score_its_changes_and_its_duties(lead: Any, filled: Database) -> None:
    text = lead.get("/units/nyt").text
    assert "100.0%" in text
    assert "1条结论有变化" in text
    for number in findings_of(filled, "nyt"):
        assert f"/findings/{number}" in text


def test_a_finding_that_is_no_more_the_newest_says_so(lead: Any, filled: Database) -> None:
    newest = findings_of(filled, "nyt")[0]
    assert "较早一次核查" not in lead.get(f"/findings/{newest}").text
    oldest = min(number for unit in ("czt", "nyt", "evil") for number in findings_of(filled, unit)) - 6
    assert "较早一次核查" in lead.get(f"/findings/{oldest}").text


def test_what_a_review_cleared_is_told_as_cleared_on_every_page_of_the_duty(
    lead: Any, filled: Database
) -> None:
    newest = findings_of(filled, "czt")[0]
    with filled.read() as connection:
        audit = newest_audit_of(connection, "yunnan-2017", "czt")
        assert audit is not None
        (stored,) = [each for each in audit.findings if each.id == newest]
    review = Review(
        audit_id=audit.audit_id, unit_id="czt", task="16", check="column", subject="ppp",
        finding=digest_of(stored.finding), decision=Decision.DISMISSED, author="王芳", at=datetime.now(UTC),
        reason="栏目在二级页面。", basis=stored.basis,
    )  # fmt: skip
    filled.add_review(review)
    renew_unit(filled, "yunnan-2017", "czt")
    # The finding of the night before rests on the same facts: it accuses nobody any more, either.
    for number in (newest, newest - 9):
        text = lead.get(f"/findings/{number}").text
        assert "核查时判为“未落实”，已经复核" in text
        assert "原判：未见栏目。" in text
    assert "原判：未见栏目。" in lead.get("/units/czt").text


@pytest.mark.parametrize(
    "path", ["/units/none", "/tasks/none", "/audits/none", "/findings/0", "/findings/99999999"]
)
def test_what_is_not_there_is_not_found(lead: Any, path: str) -> None:
    assert lead.get(path).status_code == 404


def test_a_contact_sees_the_own_unit_and_finds_no_other(
    filled: Database, browser_of: Callable[..., Any]
) -> None:
    contact = browser_of("contact", Role.CONTACT, "czt")
    assert contact.get("/").headers["location"] == "/my"
    assert contact.get("/units/czt").status_code == 200
    assert contact.get("/units/nyt").status_code == 404
    for number in findings_of(filled, "czt"):
        assert contact.get(f"/findings/{number}").status_code == 200
    for number in findings_of(filled, "nyt"):
        assert contact.get(f"/findings/{number}").status_code == 404
    for path in ("/units", "/tasks", "/tasks/16", "/audits"):
        assert contact.get(path).status_code == 403, path


def test_before_the_first_audit_pages_say_so(browser_of: Callable[..., Any]) -> None:
    lead = browser_of("lead", Role.LEAD)
    for path in ("/", "/units", "/tasks", "/audits", "/search"):
        assert "尚无核查结果" in lead.get(path).text


def test_the_last_places_are_those_after_reviews(
    lead: Any, filled: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    ranked = [
        unit for unit in unit_reading.load_ranking(filled, "yunnan-2017").units if unit.place is not None
    ]
    assert unit_reading.count_ranked(filled, "yunnan-2017") == len(ranked)
    monkeypatch.setattr("web.pages.overview._ROWS", 1)
    (total,) = unit_reading.load_totals(filled, "yunnan-2017", limit=1)
    more = replace(total, ranked=total.ranked + 5)
    monkeypatch.setattr("web.pages.overview.unit_reading.load_totals", lambda *_, **__: (more,))
    text = lead.get("/").text
    assert f'href="/units/{ranked[-1].unit_id}"' in text.split("得分率最低")[1].split("</table>")[0]
    assert "待核实事项（核查时）" in text
