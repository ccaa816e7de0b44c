"""Is what a unit says kept, answered once, and seen by nobody but the unit and the office?"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier
from typing import Any

import pytest
from sqlalchemy import text

from casework.objections.answering import accept, note, reject
from casework.objections.asked import open_questions
from casework.objections.messages import attached
from casework.objections.objecting import A_DAY, add_to, object_to, withdraw
from casework.objections.refusals import ObjectionError, Why
from casework.reviews.approving import approve, refuse
from casework.reviews.attachments import Upload
from casework.reviews.deciding import Seen, Wish, propose
from casework.standing import renewing
from db import unit_reading
from db.database import StoreError
from db.objections import disputed_duties, find_objection, list_objections, load_messages
from domain.accounts import Account, Role
from domain.duty_standing import QueueReason
from domain.findings import Outcome
from domain.objections import Objection, ObjectionKind, ObjectionState
from domain.proposals import Proposal
from domain.reviews import Decision, Review

SAID = "专栏已于2017年7月开设，网址见附件。"
REASON = "已打开网页，栏目在二级页面。"
PDF = b"%PDF-1.7\n"


def contact(office: Any, login: str = "zhang", unit: str = "czt") -> Account:
    made = office.account(login, Role.CONTACT, unit_id=unit)
    assert isinstance(made, Account)
    return made


def objected(office: Any, task: int = 2, **values: Any) -> Objection:
    return object_to(
        office.database, contact(office), office.id_of(task), SAID, **{"now": office.now, **values}
    )


def refused(why: Why) -> Any:
    return pytest.raises(ObjectionError, check=lambda error: error.why is why)


def state(office: Any, objection: Objection) -> ObjectionState:
    with office.database.read() as connection:
        found = find_objection(connection, objection.id)
    assert found is not None
    return found.state


def disputed(office: Any) -> set[str]:
    with office.database.read() as connection:
        duties = disputed_duties(connection, "small", ["czt"]).get("czt", frozenset())
    return {task for task, *_ in duties}


def accepted(office: Any, objection: Objection, task: int = 2, **wish: Any) -> Review | Proposal:
    asked = Wish(**{"decision": Decision.DISMISSED, "reason": REASON, **wish})
    seen = Seen(finding_id=office.id_of(task))
    return accept(office.database, office.account("wang"), objection.id, seen, asked, now=office.now)


def test_an_objection_disputes_its_duty_until_it_is_answered_with_the_decision(office: Any) -> None:
    objection = objected(office)
    assert disputed(office) == {"2"}
    assert office.database.load_reviews() == ()
    review = accepted(office, objection)
    assert isinstance(review, Review)
    assert disputed(office) == set()
    with office.database.read() as connection:
        found = find_objection(connection, objection.id)
        assert found is not None
        assert (found.state, found.review_id, found.settled_by) == (
            ObjectionState.ACCEPTED,
            review.id,
            "王芳",
        )
        said = [(each.by_unit, each.text) for each in load_messages(connection, objection.id)]
    assert said == [(True, SAID), (False, REASON)]
    assert [action for _, action in office.log()] == ["objection.add", "review.add", "objection.accept"]


def test_where_a_second_person_is_needed_the_objection_waits_and_the_unit_is_told_nothing(
    office: Any,
) -> None:
    objection = objected(office, 3)
    late = {"decision": Decision.LATE, "done_on": date(2017, 9, 1)}
    proposal = accepted(office, objection, 3, **late)
    assert isinstance(proposal, Proposal)
    assert state(office, objection) is ObjectionState.OPEN
    with office.database.read() as connection:
        assert len(load_messages(connection, objection.id)) == 1
    with refused(Why.WAITS):
        reject(office.database, office.account("wang"), objection.id, REASON)
    approve(office.database, office.account("li"), proposal.id, now=office.now)
    assert state(office, objection) is ObjectionState.ACCEPTED
    with office.database.read() as connection:
        assert [each.text for each in load_messages(connection, objection.id)] == [SAID, REASON]


def test_a_refused_proposal_leaves_the_objection_open(office: Any) -> None:
    objection = objected(office, 3)
    proposal = accepted(office, objection, 3, decision=Decision.LATE, done_on=date(2017, 9, 1))
    refuse(
        office.database, office.account("li"), proposal.id, reason="依据不足，请再核。", now=office.now,
    )  # fmt: skip
    reject(office.database, office.account("li"), objection.id, "网页仍未见该栏目。", now=office.now)
    assert state(office, objection) is ObjectionState.REJECTED


def test_what_was_answered_is_not_answered_again(office: Any) -> None:
    objection = objected(office)
    reject(office.database, office.account("wang"), objection.id, REASON, now=office.now)
    tries: tuple[Callable[[], object], ...] = (
        lambda: reject(office.database, office.account("li"), objection.id, REASON),
        lambda: accepted(office, objection),
        lambda: withdraw(office.database, contact(office), objection.id),
        lambda: add_to(office.database, contact(office), objection.id, SAID),
    )
    for again in tries:
        with refused(Why.SETTLED):
            again()
    assert office.database.load_reviews() == ()


def test_a_decision_about_another_duty_or_against_the_unit_accepts_nothing(office: Any) -> None:
    objection = objected(office)
    with refused(Why.ANOTHER_DUTY):
        accepted(office, objection, 3, decision=Decision.DONE)
    with refused(Why.NOT_ACCEPTING):
        accepted(office, objection, decision=Decision.CONFIRMED)
    assert office.database.load_reviews() == ()
    assert state(office, objection) is ObjectionState.OPEN


def test_comments_are_noted_and_dispute_nothing(office: Any) -> None:
    comment = objected(office, kind=ObjectionKind.COMMENT)
    assert disputed(office) == set()
    with refused(Why.ONLY_OBJECTIONS):
        reject(office.database, office.account("wang"), comment.id, REASON)
    note(office.database, office.account("wang"), comment.id)
    assert state(office, comment) is ObjectionState.NOTED
    with refused(Why.ONLY_COMMENTS):
        note(office.database, office.account("wang"), objected(office).id)


def test_one_objection_a_duty_is_open_at_a_time(office: Any) -> None:
    first = objected(office)
    with refused(Why.OPEN_ALREADY):
        objected(office)
    withdraw(office.database, contact(office), first.id)
    assert state(office, first) is ObjectionState.WITHDRAWN
    assert objected(office).id != first.id


def test_of_other_units_nothing_is_there(office: Any) -> None:
    objection = objected(office, uploads=(Upload(name="财政厅内部.pdf", data=PDF),))
    other = contact(office, "zhao", "dsj")
    for finding_id in (office.id_of(2), 10**9):
        with refused(Why.NO_FINDING):
            object_to(office.database, other, finding_id, SAID)
    for number in (objection.id, 10**9):
        with refused(Why.NO_OBJECTION):
            add_to(office.database, other, number, SAID)
        with refused(Why.NO_OBJECTION):
            withdraw(office.database, other, number)
    for by in (other, contact(office), office.account("viewer", Role.VIEWER)):
        with refused(Why.NOT_ALLOWED):
            reject(office.database, by, objection.id, REASON)
    with office.database.read() as connection:
        digest = load_messages(connection, objection.id)[0].files[0].sha256
        assert list_objections(connection, unit_id="dsj") == ()
    assert attached(office.database, other, objection.id, digest) is None


def test_the_same_file_of_two_units_bears_each_ones_own_name(office: Any) -> None:
    office.audit([*office.usual(), *office.usual("dsj")])
    first = objected(office, uploads=(Upload(name="财政厅内部.pdf", data=PDF),))
    other = contact(office, "zhao", "dsj")
    second = object_to(
        office.database, other, office.id_of(2, "dsj"), SAID,
        uploads=(Upload(name="../../etc/说明\u202efdp.exe", data=PDF),), now=office.now,
    )  # fmt: skip
    with office.database.read() as connection:
        digest = load_messages(connection, second.id)[0].files[0].sha256
    kept = attached(office.database, other, second.id, digest)
    assert kept is not None
    assert (kept.name, kept.data, kept.media_type) == ("说明fdp.exe.pdf", PDF, "application/octet-stream")
    assert attached(office.database, other, first.id, digest) is None


@pytest.mark.parametrize(
    ("said", "uploads", "why"),
    [
        ("短", (), Why.TEXT_SHORT),
        ("\u200b\u202e\x00 短 \x07", (), Why.TEXT_SHORT),
        ("长" * 5_001, (), Why.TEXT_LONG),
        (SAID, (Upload(name="图.png", data=b"MZ\x90\x00\xff\xfe"),), Why.FILE_KIND),
        (SAID, (Upload(name="a.pdf", data=b""),), Why.FILE_SIZE),
        (SAID, (Upload(name="a.pdf", data=PDF + b"0" * 10 * 1024 * 1024),), Why.FILE_SIZE),
        (SAID, (Upload(name="../", data=PDF),), Why.FILE_NAME),
        (SAID, (Upload(name="a.pdf", data=PDF),) * 6, Why.FILE_COUNT),
    ],
)
def test_messages_have_bounds(office: Any, said: str, uploads: Any, why: Why) -> None:
    with refused(why):
        object_to(office.database, contact(office), office.id_of(2), said, uploads=uploads)
    with office.database.read() as connection:
        assert list_objections(connection) == ()


def test_who_withdraws_and_who_answers_at_once_meet_and_one_is_told(office: Any) -> None:
    objection, by, barrier = objected(office), contact(office), Barrier(2)
    office.account("wang")

    def run(act: Any) -> str:
        barrier.wait()
        try:
            act()
        except ObjectionError as error:
            return error.why.value
        return "done"

    with ThreadPoolExecutor(2) as pool:
        ends = list(
            pool.map(
                run,
                [lambda: withdraw(office.database, by, objection.id), lambda: accepted(office, objection)],
            )
        )
    assert sorted(ends) == ["done", "settled"]
    reviews = office.database.load_reviews()
    assert (state(office, objection), len(reviews)) in {
        (ObjectionState.WITHDRAWN, 0),
        (ObjectionState.ACCEPTED, 1),
    }


def test_facts_that_changed_are_to_be_looked_at_first(office: Any) -> None:
    before = office.id_of(2)
    office.audit()
    assert objected(office).finding_id == office.id_of(2) != before
    withdraw(office.database, contact(office), 1)
    office.audit([office.finding(2, Outcome.FAILED, code="late_found", cites=("obs:column/9",))])
    with refused(Why.JUDGED_ANEW):
        object_to(office.database, contact(office), before, SAID)


def test_a_question_is_open_until_the_unit_says_something(office: Any) -> None:
    asked = Wish(decision=Decision.NEEDS_MORE, reason="请说明栏目何时开设。")
    propose(office.database, office.account("wang"), Seen(finding_id=office.id_of(2)), asked, now=office.now)
    (question,) = open_questions(office.database, "small", "czt")
    assert question.text == "请说明栏目何时开设。"
    assert open_questions(office.database, "small", "dsj") == ()
    objected(office, kind=ObjectionKind.COMMENT, now=office.now + timedelta(minutes=1))
    assert open_questions(office.database, "small", "czt") == ()


def test_a_unit_says_only_so_much_a_day(office: Any) -> None:
    objection = objected(office)
    for _ in range(A_DAY - 1):
        add_to(office.database, contact(office), objection.id, SAID, now=office.now)
    with refused(Why.TOO_MANY):
        add_to(office.database, contact(office), objection.id, SAID, now=office.now)
    add_to(office.database, office.account("wang"), objection.id, SAID, now=office.now)


def test_the_store_itself_keeps_what_was_said(office: Any) -> None:
    objection = objected(office)
    for statement in (
        "UPDATE objection_messages SET text = ''",
        "DELETE FROM objection_messages",
        "UPDATE objections SET unit_id = 'dsj'",
        "DELETE FROM objections",
    ):
        with pytest.raises(StoreError), office.database.write() as connection:
            connection.execute(text(statement))
    withdraw(office.database, contact(office), objection.id)
    with pytest.raises(StoreError), office.database.write() as connection:
        connection.execute(text("UPDATE objections SET state = 'open'"))


def test_a_disputed_duty_comes_first_in_the_queue_at_once_and_leaves_it_with_the_answer(office: Any) -> None:
    renewing.catch_up(office.database)

    def reason(task: int) -> QueueReason | None:
        (found,) = unit_reading.load_duties(office.database, "small", "czt", tasks=[str(task)])
        return found.queue_reason

    assert reason(3) is QueueReason.CANT_TELL
    objection = objected(office, 3)
    assert reason(3) is QueueReason.DISPUTED
    withdraw(office.database, contact(office), objection.id)
    assert reason(3) is QueueReason.CANT_TELL
