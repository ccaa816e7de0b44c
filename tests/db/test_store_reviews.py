"""Are decisions of people kept as they were made, in order, each for a finding that there is?"""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy import text

from db.database import Database, StoreError
from domain.findings import Digests, Score
from domain.reviews import Decision, Review


@pytest.fixture
def review(database: Database, crawled: Any) -> Review:
    audit_id = database.save_audit(
        plan_id="p",
        digests=Digests(plan="d", rules="r", vocabulary="v"),
        as_of=date(2017, 12, 31),
        scores={"czt": Score(earned=1, possible=1, unmeasured=0)},
        findings=[],
        facts=database.load_facts(["czt"]),
    )
    return Review(
        audit_id=audit_id, unit_id="czt", task="5a", check="column", subject=None, finding="sha256:ab",
        decision=Decision.DISMISSED, author="王芳", at=crawled.at(3), reason="该栏目在二级页面。",
    )  # fmt: skip


def test_a_review_comes_out_as_it_went_in(database: Database, review: Review) -> None:
    stored = database.add_review(review)
    assert stored == replace(review, id=1)
    assert database.load_reviews() == (stored,)
    assert database.load_reviews(review.audit_id, "czt") == (stored,)
    assert database.load_reviews("other") == database.load_reviews(unit_id="dsj") == ()


def test_reviews_come_in_the_order_in_which_they_were_stored(database: Database, review: Review) -> None:
    first = database.add_review(review)
    other = database.add_review(replace(review, finding="sha256:cd"))
    second = database.add_review(replace(review, decision=Decision.CONFIRMED, reason="再次核查：\x00属实。"))
    assert second.reason == "再次核查：属实。"
    assert database.load_reviews() == (first, other, second)


def test_a_review_of_nothing_or_by_nobody_is_refused(database: Database, review: Review) -> None:
    for changed in (replace(review, audit_id="none"), replace(review, unit_id="nobody")):
        with pytest.raises(StoreError, match="there is no finished audit"):
            database.add_review(changed)
    for changed in (replace(review, author=" "), replace(review, reason="\x00")):
        with pytest.raises(StoreError, match="needs an author and a reason"):
            database.add_review(changed)
    assert database.load_reviews() == ()


def test_a_review_is_never_changed(database: Database, review: Review) -> None:
    database.add_review(review)
    for statement in ("UPDATE reviews SET reason = ''", "DELETE FROM reviews"):
        with pytest.raises(StoreError, match="a review is never changed"), database.write() as connection:
            connection.execute(text(statement))


def test_what_a_later_version_keeps_of_a_review_comes_out_as_it_went_in(
    database: Database, review: Review
) -> None:
    later = replace(
        review,
        decision=Decision.LATE,
        basis="1.0:00",
        done_on=date(2017, 8, 20),
        approved_by="李强",
        attachments=("ab" * 32, "cd" * 32),
    )
    assert database.add_review(later) == replace(later, id=1)
