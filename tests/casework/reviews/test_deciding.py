"""Does a decision come to stand just where it may: once, by whom it may, about the newest facts, and in the log?"""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from threading import Barrier
from typing import Any

import pytest

from casework.reviews.approving import approve, refuse, withdraw
from casework.reviews.attachments import Upload, download
from casework.reviews.deciding import Seen, Wish, propose
from casework.reviews.refusals import ConflictError, ReviewError, Why
from db.review_proposals import list_proposals
from domain.accounts import Role
from domain.basis import basis_of
from domain.findings import Outcome
from domain.proposals import Proposal, ProposalState
from domain.reviews import Decision, Review

REASON = "已打开网页，栏目在二级页面。"
DISMISS = Wish(decision=Decision.DISMISSED, reason=REASON)
NOT_DONE = Wish(decision=Decision.NOT_DONE, reason="实地核查，确未公开。")


def decide(office: Any, task: int, wish: Wish, by: str = "wang", **seen: int) -> Review | Proposal:
    looked = Seen(finding_id=office.id_of(task), **seen)
    return propose(office.database, office.account(by), looked, wish, now=office.now, address="10.0.0.7")


def refused(why: Why) -> Any:
    return pytest.raises(ReviewError, check=lambda error: error.why is why)


def pending(office: Any) -> tuple[Proposal, ...]:
    with office.database.read() as transaction:
        return list_proposals(transaction, state=ProposalState.PENDING)


def test_taking_an_accusation_away_is_a_review_at_once(office: Any) -> None:
    review = decide(office, 2, DISMISS)
    assert isinstance(review, Review)
    assert office.database.load_reviews() == (review,)
    assert (review.author, review.approved_by, review.at) == ("王芳", None, office.now)
    assert review.basis == basis_of(office.finding(2, Outcome.FAILED))
    assert office.log() == [("wang", "review.add")]


def test_what_accuses_waits_for_a_second_person(office: Any) -> None:
    proposal = decide(office, 3, NOT_DONE)
    assert isinstance(proposal, Proposal)
    assert office.database.load_reviews() == ()
    with refused(Why.OWN_PROPOSAL):
        approve(office.database, office.account("wang"), proposal.id, now=office.now)
    review = approve(office.database, office.account("li"), proposal.id, reason="同意。", now=office.now)
    assert (review.author, review.approved_by) == ("王芳", "李强")
    assert office.database.load_reviews() == (review,)
    assert office.log() == [("wang", "review.propose"), ("li", "review.approve")]
    with refused(Why.SETTLED):
        approve(office.database, office.account("li"), proposal.id, now=office.now)


def test_a_refused_proposal_leaves_nothing_but_its_trace(office: Any) -> None:
    proposal = decide(office, 3, NOT_DONE)
    with refused(Why.REASON_SHORT):
        refuse(office.database, office.account("li"), proposal.id, reason="不", now=office.now)
    with refused(Why.OWN_PROPOSAL):
        refuse(office.database, office.account("wang"), proposal.id, reason=REASON, now=office.now)
    refuse(office.database, office.account("li"), proposal.id, reason="证据不足，请补充。", now=office.now)
    assert (office.database.load_reviews(), pending(office)) == ((), ())
    again = decide(office, 3, NOT_DONE, proposal_id=proposal.id)
    with refused(Why.NOT_OWN):
        withdraw(office.database, office.account("li"), again.id, now=office.now)
    withdraw(office.database, office.account("wang"), again.id, now=office.now)
    assert [action for _, action in office.log()] == [
        *("review.propose", "review.refuse", "review.propose", "review.withdraw")
    ]


def test_while_a_proposal_waits_nobody_decides_beside_it(office: Any) -> None:
    proposal = decide(office, 3, NOT_DONE)
    with pytest.raises(ConflictError) as told:
        decide(office, 3, Wish(decision=Decision.DONE, reason=REASON), "li")
    assert told.value.decided == ("王芳", Decision.NOT_DONE, office.now)
    with refused(Why.PROPOSED):
        decide(office, 3, Wish(decision=Decision.DONE, reason=REASON), "li", proposal_id=proposal.id)


def test_the_second_of_two_is_told_what_the_first_decided(office: Any) -> None:
    first = decide(office, 2, DISMISS)
    with pytest.raises(ConflictError, match="王芳 decided meanwhile") as told:
        decide(office, 2, Wish(decision=Decision.CONFIRMED, reason=REASON), "li")
    assert (told.value.review, told.value.newest) == (first, office.id_of(2))
    assert office.database.load_reviews() == (first,)
    back = decide(office, 2, Wish(decision=Decision.CONFIRMED, reason=REASON), "li", review_id=first.id)
    assert isinstance(back, Proposal), "it takes back what had cleared the duty"


def test_two_at_once_never_overwrite_each_other(office: Any) -> None:
    people = [office.account(name) for name in ("wang", "li", "zhao", "qian")]
    seen, start = Seen(finding_id=office.id_of(2)), Barrier(len(people))

    def one(person: Any) -> Any:
        start.wait()
        try:
            return propose(office.database, person, seen, DISMISS, now=office.now)
        except ConflictError as conflict:
            return conflict

    with ThreadPoolExecutor(len(people)) as pool:
        results = list(pool.map(one, people))
    (stored,) = [each for each in results if isinstance(each, Review)]
    assert office.database.load_reviews() == (stored,)
    assert [each.review for each in results if isinstance(each, ConflictError)] == [stored] * 3
    assert len(office.log()) == 1


def test_two_who_settle_a_proposal_at_once_settle_it_once(office: Any) -> None:
    proposal = decide(office, 3, NOT_DONE)
    people = [office.account(name) for name in ("li", "zhao", "qian")]
    start = Barrier(len(people))

    def one(person: Any) -> Any:
        start.wait()
        try:
            return approve(office.database, person, proposal.id, now=office.now)
        except ReviewError as error:
            return error.why

    with ThreadPoolExecutor(len(people)) as pool:
        results = list(pool.map(one, people))
    assert results.count(Why.SETTLED) == 2
    assert len(office.database.load_reviews()) == 1


def test_what_fails_midway_leaves_nothing(office: Any) -> None:
    def broken(*_: Any) -> None:
        raise OSError("killed")

    file = Upload(name="证明.txt", data="证明".encode())
    seen = Seen(finding_id=office.id_of(2))
    with pytest.raises(OSError, match="killed"):
        propose(
            office.database,
            office.account("wang"),
            seen,
            replace(DISMISS, attachments=(file,)),
            now=office.now,
            after=broken,
        )
    assert (office.database.load_reviews(), office.log()) == ((), [])
    proposal = decide(office, 3, NOT_DONE)
    with pytest.raises(OSError, match="killed"):
        approve(office.database, office.account("li"), proposal.id, now=office.now, after=broken)
    assert office.database.load_reviews() == ()
    assert pending(office) == (proposal,)


def test_what_is_kept_ready_follows_in_the_same_transaction(office: Any) -> None:
    told = []
    seen = Seen(finding_id=office.id_of(2))
    propose(
        office.database,
        office.account("wang"),
        seen,
        DISMISS,
        now=office.now,
        after=lambda _, __, plan, unit: told.append((plan, unit)),
    )
    assert told == [("small", "czt")]


def test_after_another_audit_the_newest_finding_is_decided_about(office: Any) -> None:
    old = office.id_of(2)
    office.audit()
    with pytest.raises(ConflictError) as told:
        propose(office.database, office.account("wang"), Seen(finding_id=old), DISMISS, now=office.now)
    assert (told.value.newest, told.value.decided) == (office.id_of(2), None)


def test_a_unit_that_the_newest_audit_left_out_is_decided_about_by_its_own_newest(office: Any) -> None:
    office.audit(office.usual("dsj"))
    assert isinstance(decide(office, 2, DISMISS), Review)


def test_a_duty_that_the_plan_has_no_more_is_decided_about_by_nobody(office: Any) -> None:
    old = office.id_of(2)
    office.audit(office.usual()[2:], source=office.plan("# another version\n"))
    with refused(Why.GONE):
        propose(office.database, office.account("wang"), Seen(finding_id=old), DISMISS, now=office.now)
    with refused(Why.NO_FINDING):
        propose(office.database, office.account("wang"), Seen(finding_id=99_999), DISMISS, now=office.now)


def test_a_proposal_outlives_a_night_that_changed_nothing_and_no_other(office: Any) -> None:
    proposal = decide(office, 3, NOT_DONE)
    findings = office.usual()
    findings[2] = office.finding(3, Outcome.CANT_TELL, code="unreachable", explanation="另一种说法。")
    office.audit(findings)
    review = approve(office.database, office.account("li"), proposal.id, now=office.now)
    assert review.audit_id == office.database.load_audit_head().id
    other = decide(office, 1, Wish(decision=Decision.NOT_DONE, reason=REASON))
    office.audit([office.finding(1, Outcome.PASSED, done_on=date(2017, 8, 1)), *office.usual()[1:]])
    with pytest.raises(ConflictError) as told:
        approve(office.database, office.account("li"), other.id, now=office.now)
    assert told.value.newest == office.id_of(1)
    withdraw(office.database, office.account("wang"), other.id, now=office.now)


def test_what_was_decided_after_a_proposal_is_told_by_numbers_and_not_by_clocks(office: Any) -> None:
    earlier = decide(office, 3, Wish(decision=Decision.NEEDS_MORE, reason=REASON))
    assert isinstance(earlier, Review)
    proposal = decide(office, 3, NOT_DONE, review_id=earlier.id)
    slow = replace(earlier, id=0, at=office.now - timedelta(hours=1), decision=Decision.DONE)
    office.database.add_review(slow)
    with pytest.raises(ConflictError) as told:
        approve(office.database, office.account("li"), proposal.id, now=office.now)
    assert told.value.review is not None
    assert told.value.review.decision is Decision.DONE
    assert told.value.review.id > earlier.id


@pytest.mark.parametrize(
    ("task", "wish", "why"),
    [
        (2, replace(DISMISS, reason="  否  "), Why.REASON_SHORT),
        (2, replace(DISMISS, reason="\x00 \x00"), Why.REASON_SHORT),
        (2, replace(DISMISS, reason="长" * 2_001), Why.REASON_LONG),
        (2, replace(DISMISS, decision=Decision.DONE), Why.NOT_POSSIBLE),
        (2, replace(DISMISS, done_on=date(2017, 8, 1)), Why.DONE_ON),
        (3, replace(DISMISS, decision=Decision.LATE), Why.DONE_ON),
        (3, replace(DISMISS, decision=Decision.LATE, done_on=date(2017, 7, 31)), Why.DONE_ON),
        (3, replace(DISMISS, decision=Decision.LATE, done_on=date(2018, 1, 4)), Why.DONE_ON),
        (2, replace(DISMISS, attachments=(Upload(name="a.pdf", data=b"\x7fELF\x00"),)), Why.FILE_KIND),
        (2, replace(DISMISS, attachments=(Upload(name="a.pdf", data=b""),)), Why.FILE_SIZE),
        (2, replace(DISMISS, attachments=(Upload(name="../", data=b"text"),)), Why.FILE_NAME),
        (2, replace(DISMISS, attachments=(Upload(name="a", data=b"text"),) * 11), Why.FILE_COUNT),
    ],
)
def test_what_cannot_be_decided_so_is_refused(office: Any, task: int, wish: Wish, why: Why) -> None:
    with refused(why):
        decide(office, task, wish)
    assert (office.database.load_reviews(), pending(office), office.log()) == ((), (), [])


@pytest.mark.parametrize("role", [Role.ADMIN, Role.CONTACT, Role.VIEWER])
def test_who_may_not_review_decides_and_approves_nothing(office: Any, role: Role) -> None:
    unit = {"unit_id": "czt"} if role is Role.CONTACT else {}
    account = office.account("other", role, **unit)
    with refused(Why.NOT_ALLOWED):
        propose(office.database, account, Seen(finding_id=office.id_of(2)), DISMISS, now=office.now)
    proposal = decide(office, 3, NOT_DONE)
    with refused(Why.NOT_ALLOWED):
        approve(office.database, account, proposal.id, now=office.now)
    with refused(Why.NOT_ALLOWED):
        approve(office.database, replace(office.account("li"), disabled=True), proposal.id, now=office.now)


def test_a_day_of_late_publication_is_kept_and_approved(office: Any) -> None:
    on = date(2017, 8, 20)
    proposal = decide(office, 3, Wish(decision=Decision.LATE, reason=REASON, done_on=on))
    assert isinstance(proposal, Proposal)
    review = approve(office.database, office.account("li"), proposal.id, now=office.now)
    assert (review.decision, review.done_on) == (Decision.LATE, on)


def test_attachments_are_kept_once_and_handed_out_as_downloads(office: Any) -> None:
    page = Upload(name="C:\\证明\r\n材料<1>.exe", data="网页快照".encode())
    review = decide(office, 2, replace(DISMISS, attachments=(page, page)))
    (digest,) = review.attachments
    handed = download(office.database, digest)
    assert handed is not None
    assert (handed.name, handed.data) == ("证明材料1.exe.txt", page.data)
    assert handed.media_type == "application/octet-stream"
    assert download(office.database, "0" * 64) is None
    decide(office, 3, Wish(decision=Decision.DONE, reason=REASON, attachments=(page,)))
    with office.database.read() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM attachments").scalar_one() == 1


def test_what_is_settled_or_attached_is_never_changed(office: Any) -> None:
    proposal = decide(office, 3, replace(NOT_DONE, attachments=(Upload(name="a.txt", data=b"text"),)))
    approve(office.database, office.account("li"), proposal.id, now=office.now + timedelta(hours=1))
    for statement in (
        "UPDATE review_proposals SET state = 'pending'",
        "DELETE FROM review_proposals",
        "UPDATE attachments SET name = 'b'",
        "DELETE FROM attachments",
    ):
        with (
            pytest.raises(Exception, match=r"never changed|refused a statement"),
            office.database.write() as connection,
        ):
            connection.exec_driver_sql(statement)
