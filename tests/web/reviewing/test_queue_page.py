"""Does the queue lead from one duty to the next, tell others who has one open, and lose nothing that somebody wrote?"""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from casework.objections.objecting import object_to
from db.database import Database
from db.name_cases import name_cases
from db.objections import find_objection, load_messages
from db.queue_reading import item_before, load_queue
from domain.accounts import Role
from domain.reviews import Decision
from tests.casework.reviews.conftest import Office
from tests.web.reviewing.conftest import REASON, Form


@pytest.fixture
def wang(office: Office, browser_of: Callable[..., Any]) -> Any:
    return browser_of("wang")


@pytest.fixture
def li(office: Office, browser_of: Callable[..., Any]) -> Any:
    return browser_of("li", Role.LEAD)


def test_a_decision_leads_to_the_next_duty(
    wang: Any, database: Database, office: Office, waiting: Any
) -> None:
    first, second, *_ = waiting()
    text = wang.get("/queue").text
    assert f'data-duty="{first.id}"' in text
    assert "问题尚未经人确认" in text
    assert f"/findings/{first.finding_id}" in text
    answer = Form(text).send(wang, "dismissed")
    assert answer.status_code == 303
    assert answer.headers["location"] == f"/queue?done=review&at={second.id}"
    (review,) = database.load_reviews()
    assert (review.decision, review.author, review.reason) == (Decision.DISMISSED, "姓名wang", REASON)
    text = wang.get(answer.headers["location"]).text
    assert "复核已保存。下面是下一项。" in text
    assert f'data-duty="{second.id}"' in text
    assert ("wang", "review.add") in office.log()
    # Who asks for what waits no more is led on.
    assert "已不在待办中" in wang.get(f"/queue?at={first.id}").text


def test_who_comes_second_is_offered_another_duty_and_told_of_the_first(
    wang: Any, li: Any, waiting: Any
) -> None:
    first, second, *_ = waiting()
    wang.get("/queue")
    text = li.get("/queue").text
    assert f'data-duty="{second.id}"' in text
    text = li.get(f"/queue?at={first.id}").text
    assert "姓名wang正在处理此项" in text
    assert "正在处理此项" not in wang.get(f"/queue?at={first.id}").text
    # Going on gives the one before back.
    wang.get(f"/queue?at={second.id}")
    assert "正在处理此项" not in li.get(f"/queue?at={first.id}").text


def test_the_queue_is_filtered_and_filters_stay(wang: Any, waiting: Any) -> None:
    of_unit = [duty for duty in waiting() if duty.unit_id == "dsj"]
    text = wang.get("/queue", params={"unit": "dsj", "section": "稳增长"}).text
    assert f'data-duty="{of_unit[0].id}"' in text
    assert "省财政厅" not in text.partition('<div class="grid">')[2]
    answer = Form(text).send(wang, "confirmed")
    assert answer.headers["location"].startswith("/queue?section=")
    assert f"unit=dsj&done=review&at={of_unit[1].id}" in answer.headers["location"]
    for asked in ({"section": "没有"}, {"task": "99"}, {"reason": "disputed"}, {"kind": "soe"}):
        assert "没有待办事项" in wang.get("/queue", params=asked).text
    assert "没有待办事项" not in wang.get("/queue", params={"reason": "?", "kind": "?"}).text


def test_one_may_go_back(office: Office, database: Database) -> None:
    now = datetime.now(UTC)
    found = load_queue(database, "small", now=now)
    places = [(each.duty.queue_weight or 0, each.duty.id) for each in found]
    before = [item_before(database, "small", now=now, before=place) for place in places]
    assert [each and each.duty.id for each in before] == [None, *(number for _, number in places[:-1])]


def test_of_two_who_decide_the_second_sees_the_first_s_decision_and_keeps_the_own_words(
    wang: Any, li: Any, database: Database, waiting: Any
) -> None:
    duty = waiting()[0]
    mine, other = (Form(each.get(f"/queue?at={duty.id}").text) for each in (wang, li))
    assert other.send(li, "dismissed", "李强看过，栏目在专题里。").status_code == 303
    answer = mine.send(wang, "confirmed", "王芳看过，没有<b>栏目</b>。")
    assert answer.status_code == 409
    assert "姓名li刚才的决定" in answer.text
    assert "李强看过，栏目在专题里。" in answer.text
    assert "王芳看过，没有&lt;b&gt;栏目&lt;/b&gt;。" in answer.text
    assert 'value="confirmed" data-key="1" required checked' in answer.text
    assert len(database.load_reviews()) == 1
    again = Form(answer.text).send(wang, "dismissed", "再看一遍，栏目确实在专题里。")
    assert again.status_code == 303
    assert [each.author for each in database.load_reviews()] == ["姓名li", "姓名wang"]


def test_a_night_in_between_is_told_and_nothing_is_lost(wang: Any, office: Office, waiting: Any) -> None:
    form = Form(wang.get("/queue").text)
    office.audit([*office.usual(), *office.usual("dsj")])
    answer = form.send(wang, "dismissed")
    assert answer.status_code == 409
    assert "按新的事实重新判定" in answer.text
    assert REASON in answer.text


@pytest.mark.parametrize(
    ("decision", "reason", "more", "told"),
    [
        ("dismissed", "否", {}, "请填写理由"),
        ("", REASON, {}, "请先选择一个决定"),
        ("accepted", REASON, {}, "请先选择一个决定"),
        ("done", REASON, {}, "不能作这样的决定"),
        ("dismissed", REASON, {"files": {"files": ("a.pdf", b"\x7fELF\x00")}}, "附件只能是"),
    ],
)
def test_what_is_not_taken_is_shown_with_what_was_written(
    wang: Any, database: Database, decision: str, reason: str, more: dict[str, Any], told: str
) -> None:
    answer = Form(wang.get("/queue").text).send(wang, decision, reason, **more)
    assert answer.status_code == 422
    assert told in answer.text
    assert f">{reason}</textarea>" in answer.text
    assert database.load_reviews() == ()


def test_a_day_goes_with_late_alone(wang: Any, database: Database, waiting: Any) -> None:
    duty = next(each for each in waiting() if each.task == "3")
    form = Form(wang.get(f"/queue?at={duty.id}").text)
    assert form.send(wang, "late", done_on="2017-07-31").status_code == 422
    assert form.send(wang, "late", done_on="x").status_code == 422
    answer = form.send(wang, "done", done_on="2017-08-03")
    assert answer.status_code == 303, "a day that was left in its field is no part of another decision"
    (review,) = database.load_reviews()
    assert review.done_on is None


def test_a_column_that_was_there_after_all_is_kept_for_the_vocabulary(
    wang: Any, database: Database, waiting: Any
) -> None:
    form = Form(wang.get("/queue").text)
    assert 'name="column_name"' in form.text
    name, url = "政府和社会资本合作", "http://czt.example/ppp/"
    assert form.send(wang, "dismissed", column_name=name, column_url=url).status_code == 303
    with database.read() as connection:
        (case,) = name_cases(connection)
    (review,) = database.load_reviews()
    assert (case.subject, case.name, case.url, case.review_id) == ("ppp", name, url, review.id)
    assert Form(wang.get("/queue").text).send(wang, "confirmed", column_name=name).status_code == 303
    with database.read() as connection:
        assert len(name_cases(connection)) == 1


def test_who_may_not_review_has_no_queue(office: Office, browser_of: Callable[..., Any]) -> None:
    finding = office.id_of(2)
    sent = {"decision": "dismissed", "reason": REASON}
    for login, role, unit in (("v", Role.VIEWER, None), ("k", Role.CONTACT, "czt"), ("a", Role.ADMIN, None)):
        browser = browser_of(f"{login}iewer", role, unit)
        assert browser.get("/queue").status_code == 403
        assert 'class="review"' not in browser.get(f"/findings/{finding}").text
        assert browser.submit(f"/findings/{finding}/review", **sent).status_code == 403


@pytest.mark.parametrize(("decision", "state"), [("dismissed", "accepted"), ("confirmed", "rejected")])
def test_what_a_unit_disputes_comes_first_and_is_answered_by_the_decision(
    wang: Any, office: Office, database: Database, waiting: Any, decision: str, state: str
) -> None:
    said = "专栏已于2017年7月开设。"
    contact = office.account("zhang", Role.CONTACT, unit_id="czt")
    objection = object_to(database, contact, office.id_of(2), said)
    text = wang.get("/queue").text
    assert f'data-duty="{waiting()[0].id}"' in text
    assert f"/findings/{office.id_of(2)}/review" in text
    assert said in text
    assert Form(text).send(wang, decision).status_code == 303
    with database.read() as connection:
        found = find_objection(connection, objection.id)
        assert found is not None
        assert found.state == state
        assert [each.text for each in load_messages(connection, objection.id)] == [said, REASON]
    assert not any(duty.disputed for duty in waiting())
