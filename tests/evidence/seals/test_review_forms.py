"""Do reviews from before new parts were kept keep their bytes, and do both forms come back as they were?"""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from domain.canonical_json import canonical_text
from domain.reviews import Decision, Review
from evidence.seals.leaves import review_json, review_leaf, review_of

OLD = Review(
    id=7,
    audit_id="a",
    unit_id="czt",
    task="16",
    check="column",
    subject=None,
    finding="sha256:ab",
    decision=Decision.DISMISSED,
    author="王芳",
    at=datetime(2018, 1, 3, 2, 0, tzinfo=UTC),
    reason="栏目在二级页面。",
)
NEW = replace(
    OLD,
    decision=Decision.LATE,
    basis="1.0:00112233445566778899aabbccddeeff",
    done_on=date(2017, 8, 20),
    approved_by="李强",
    attachments=("ab" * 32,),
)


def test_a_review_of_the_former_form_is_hashed_as_it_was() -> None:
    assert canonical_text(review_json(OLD)) == (
        '{"at":"2018-01-03T02:00:00+00:00","audit":"a","author":"王芳","check":"column","decision":"dismissed",'
        '"finding":"sha256:ab","id":7,"kind":"review","reason":"栏目在二级页面。","subject":null,"task":"16","unit":"czt"}'
    )
    assert review_leaf(OLD).hex() == "8dff228504555eb9c4206cc57ece82a199768fab4134f9f6b3ac7243dd7d758b"


@pytest.mark.parametrize(
    "review", [OLD, NEW, replace(NEW, done_on=None, attachments=()), replace(OLD, basis="x")]
)
def test_both_forms_come_back(review: Review) -> None:
    assert review_of(review_json(review)) == review


@pytest.mark.parametrize(
    "forged",
    [
        {"basis": None},
        {"basis": 5},
        {"done_on": "2017-8-20"},
        {"done_on": None},
        {"done_on": "20170820"},
        {"approved_by": ["李强"]},
        {"attachments": []},
        {"attachments": "ab"},
        {"attachments": [5]},
        {"attachments": None},
        {"verdict": "guilty"},
    ],
)
def test_a_new_part_of_another_kind_is_refused(forged: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"can't be read|not of its kind|unknown parts"):
        review_of({**review_json(NEW), **forged})
