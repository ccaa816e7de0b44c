"""Does what accuses wait for another person, is it explained why, and is every refusal told in Chinese?"""

from collections.abc import Callable
from typing import Any

import pytest

from casework.reviews.refusals import Why
from db.database import Database
from domain.accounts import Role
from domain.duty_standing import QueueReason
from domain.proposals import ProposalState
from domain.reviews import Decision
from evidence.office.statuses import Status
from tests.casework.reviews.conftest import Office
from tests.web.reviewing.conftest import REASON, Form
from web.pages import review_words as words


@pytest.fixture
def wang(office: Office, browser_of: Callable[..., Any]) -> Any:
    return browser_of("wang")


@pytest.fixture
def li(office: Office, browser_of: Callable[..., Any]) -> Any:
    return browser_of("li")


@pytest.fixture
def proposed(wang: Any, office: Office) -> str:
    """The page of a finding that somebody proposes to call not done."""
    path = f"/findings/{office.id_of(3)}"
    answer = Form(wang.get(path).text).send(
        wang, "not_done", "实地核查，确未公开。", files={"files": ("证明.txt", "证明".encode())}
    )
    assert answer.headers["location"] == f"{path}?done=proposal"
    return path


def test_another_person_approves_what_accuses(wang: Any, li: Any, database: Database, proposed: str) -> None:
    assert database.load_reviews() == ()
    for path in (proposed, "/reviews"):
        text = wang.get(path).text
        assert "本人不能批准" in text, path
        assert "/approve" not in text, path
        assert "/withdraw" in text, path
        text = li.get(path).text
        assert "/approve" in text, path
        assert "/withdraw" not in text, path
        assert "实地核查，确未公开。" in text, path
    assert 'class="review"' not in li.get(proposed).text, "nobody decides beside it"
    answer = wang.submit("/reviews/1/approve")
    assert answer.status_code == 403
    assert "不能审批自己提出的建议" in answer.text
    answer = li.submit("/reviews/1/approve", finding=proposed.rpartition("/")[2])
    assert answer.headers["location"] == f"{proposed}?done=approve"
    (review,) = database.load_reviews()
    assert (review.author, review.approved_by) == ("姓名wang", "姓名li")
    text = li.get(proposed).text
    assert "核查时判为“待核实”，已经复核" in text
    answer = li.submit("/reviews/1/refuse", reason=REASON)
    assert answer.status_code == 409
    assert "已经处理过了" in answer.text
    assert "姓名li" in wang.get("/reviews?state=approved").text


def test_a_refusal_needs_a_reason_and_an_own_proposal_is_taken_back(
    wang: Any, li: Any, proposed: str, office: Office
) -> None:
    answer = li.submit("/reviews/1/refuse", reason="不")
    assert answer.status_code == 422
    assert ">不</textarea>" in answer.text
    assert li.submit("/reviews/1/withdraw").status_code == 403
    assert li.submit("/reviews/9/withdraw").status_code == 404
    assert li.submit("/reviews/1/refuse", reason=REASON).headers["location"] == "/reviews?done=refuse"
    assert "没有待审批的建议" in wang.get("/reviews").text
    # The duty waits again; who decides anew has seen the proposal that came to nothing.
    form = Form(wang.get(proposed).text)
    assert form.hidden["proposal_id"] == "1"
    assert form.send(wang, "not_done").status_code == 303
    assert wang.submit("/reviews/2/withdraw").status_code == 303
    assert [action for _, action in office.log()][-4:] == [
        *("review.propose", "review.refuse", "review.propose", "review.withdraw")
    ]


def test_a_proposal_overtaken_by_the_facts_is_not_approved(li: Any, proposed: str, office: Office) -> None:
    findings = office.usual()
    findings[2] = office.finding(3, office.usual()[0].outcome)
    office.audit([*findings, *office.usual("dsj")])
    answer = li.submit("/reviews/1/approve")
    assert answer.status_code == 409
    assert "已按新的事实重新判定" in answer.text
    assert f"/findings/{office.id_of(3)}" in answer.text


def test_an_attachment_is_a_download(li: Any, proposed: str, browser_of: Callable[..., Any]) -> None:
    found = li.get("/reviews").text.partition("/reviews/files/")[2][:64]
    answer = li.get(f"/reviews/files/{found}")
    assert answer.content == "证明".encode()
    assert answer.headers["content-disposition"].startswith("attachment;")
    assert answer.headers["content-type"] == "application/octet-stream"
    assert li.get(f"/reviews/files/{'0' * 64}").status_code == 404
    contact = browser_of("contact", Role.CONTACT, "czt")
    assert contact.get(f"/reviews/files/{found}").status_code == 403
    assert contact.get("/reviews").status_code == 403
    assert "待审批" not in contact.get(proposed).text, "a unit is told nothing of a proposal"


def test_proposals_are_paged(
    wang: Any, proposed: str, monkeypatch: pytest.MonkeyPatch, office: Office
) -> None:
    path = f"/findings/{office.id_of(3, 'dsj')}"
    assert Form(wang.get(path).text).send(wang, "not_done").status_code == 303
    monkeypatch.setattr("web.pages.reviews.ROWS", 1)
    text = wang.get("/reviews").text
    assert "/reviews/2/withdraw" in text
    assert "/reviews/1/withdraw" not in text
    assert "/reviews/1/withdraw" in wang.get("/reviews?state=pending&before=2").text


def test_programs_are_told_the_newest_review_and_proposal_and_not_those_that_hold(
    wang: Any, li: Any, database: Database, office: Office, proposed: str
) -> None:
    li.submit("/reviews/1/refuse", reason=REASON)
    other = f"/findings/{office.id_of(2)}"
    assert Form(wang.get(other).text).send(wang, "needs_more").status_code == 303
    told = {each["finding"]["finding_id"]: each for each in wang.get("/api/v1/queue").json()["items"]}
    assert told[office.id_of(3)]["proposal_id"] == 1, "it was refused, and is the newest all the same"
    assert told[office.id_of(2)]["review_id"] == database.load_reviews()[0].id


def test_nothing_lacks_words() -> None:
    for wanted, told in (
        (Why, words.WHY_WORDS),
        (QueueReason, words.REASON_WORDS),
        (QueueReason, words.REASON_TOLD),
        (ProposalState, words.STATE_WORDS),
    ):
        assert set(told) == set(wanted)
        assert all(any("一" <= char <= "鿿" for char in word) for word in told.values())
    for status in Status:
        assert all(words.decision_hint(status, decision) for decision in Decision)
