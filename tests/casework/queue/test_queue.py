"""Does the queue hold what needs a person, in order, and do two people get two duties?"""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from casework.queue.weights import Waiting, nearest, reason_of, weight_of
from db import queue_reading
from db.database import Database
from db.queue_reading import QueueFilter
from domain.duty_standing import RANKS, DutyStatus, QueueReason
from domain.findings import Points
from domain.reviews import Decision
from domain.units import UnitKind

NOW = datetime(2017, 8, 20, 3, tzinfo=UTC)


def waiting(**changes: Any) -> Waiting:
    told = {
        "check_id": "column", "code": "missing", "status": DutyStatus.FAILED, "decision": None, "disputed": False,
        "returned": False, "proposed": False,
    }  # fmt: skip
    return Waiting(**{**told, **changes})


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({}, QueueReason.FIRST_FAILURE),
        ({"status": DutyStatus.LATE}, QueueReason.FIRST_FAILURE),
        ({"decision": Decision.CONFIRMED}, None),
        ({"status": DutyStatus.CLEARED, "decision": Decision.DISMISSED}, None),
        ({"decision": Decision.CONFIRMED, "disputed": True}, QueueReason.DISPUTED),
        ({"returned": True}, QueueReason.RETURNED),
        ({"returned": True, "proposed": True}, None),
        ({"proposed": True, "disputed": True}, QueueReason.DISPUTED),
        ({"status": DutyStatus.OPEN, "code": "column_unread"}, QueueReason.CANT_TELL),
        ({"status": DutyStatus.OPEN, "decision": Decision.NEEDS_MORE}, QueueReason.CANT_TELL),
        ({"status": DutyStatus.OPEN, "check_id": "backdated", "code": "suspected"}, QueueReason.BACKDATING),
        ({"status": DutyStatus.OPEN, "check_id": "backdated", "code": "imported"}, QueueReason.CANT_TELL),
        ({"status": DutyStatus.MANUAL, "code": "manual"}, QueueReason.MANUAL),
        ({"status": DutyStatus.MANUAL, "code": "source_text_missing"}, None),
        ({"status": DutyStatus.DONE, "code": "found"}, None),
        ({"status": DutyStatus.ADVICE}, None),
        ({"status": DutyStatus.NOT_DUE, "code": "not_due"}, None),
    ],
)
def test_why_a_duty_waits(changes: dict[str, Any], reason: QueueReason | None) -> None:
    assert reason_of(waiting(**changes)) is reason


def test_the_reason_comes_first_then_the_points_then_the_day() -> None:
    duty = waiting()
    heavy = [weight_of(duty, reason, stake=0.0, days=None) for reason in QueueReason]
    light = [weight_of(duty, reason, stake=10_000.0, days=0) for reason in QueueReason]
    assert all(before > after for before, after in zip(heavy, light[1:], strict=False))
    assert max(light) < 2**31
    assert list(RANKS)[-1] is QueueReason.DISPUTED
    first = QueueReason.FIRST_FAILURE
    assert weight_of(duty, first, stake=2.0, days=99) > weight_of(duty, first, stake=1.9, days=0)
    assert weight_of(duty, first, stake=2.0, days=1) > weight_of(duty, first, stake=2.0, days=-9)
    portal = waiting(code="unreachable", status=DutyStatus.OPEN)
    own = waiting(code="column_unread", status=DutyStatus.OPEN)
    told = QueueReason.CANT_TELL
    assert weight_of(own, told, stake=0.0, days=None) > weight_of(portal, told, stake=90.0, days=0)


def test_the_nearest_day_either_way() -> None:
    day = date(2017, 8, 10)
    assert nearest(day, date(2017, 8, 1), date(2017, 8, 12)) == 2
    assert nearest(day, None, None) is None


@pytest.fixture
def filled(audits: Any, make: Any) -> None:
    """Four units: problems of several weights, what could not be told, and what is fine."""
    audits.store(
        *(
            make.failed(f"u{unit}", task, points=Points(possible=float(unit * 10 + task)))
            for unit in range(4)
            for task in (1, 2, 3)
        ),
        *(make.unseen(f"u{unit}", 4) for unit in range(4)),
        *(make.finding(f"u{unit}", 5) for unit in range(4)),
    )


def test_the_queue_pages_by_weight(filled: None, database: Database) -> None:
    found, after = [], None
    while page := queue_reading.load_queue(database, "p", now=NOW, after=after, limit=3):
        found += [item.duty for item in page]
        after = (page[-1].duty.queue_weight or 0, page[-1].duty.id)
    assert len({duty.id for duty in found}) == 16
    place = found[7].queue_weight or 0, found[7].id
    before = queue_reading.item_before(database, "p", now=NOW, before=place)
    assert before is not None
    assert before.duty.id == found[6].id
    of_one = QueueFilter(unit_id=found[7].unit_id)
    before = queue_reading.item_before(database, "p", of_one, now=NOW, before=place)
    assert before is not None
    assert before.duty.id == [each.id for each in found[:7] if each.unit_id == found[7].unit_id][-1]
    failures = [duty for duty in found if duty.queue_reason is QueueReason.FIRST_FAILURE]
    assert found[:12] == failures
    assert [duty.possible for duty in failures] == sorted((duty.possible for duty in failures), reverse=True)
    assert queue_reading.count_queue(database, "p") == {
        QueueReason.FIRST_FAILURE: 12,
        QueueReason.CANT_TELL: 4,
    }


@pytest.mark.parametrize(
    ("wanted", "count"),
    [
        (QueueFilter(reason=QueueReason.CANT_TELL), 4),
        (QueueFilter(tasks=("1", "4")), 8),
        (QueueFilter(unit_id="u2"), 4),
        (QueueFilter(kind=UnitKind.COUNTY, region="昆明市"), 16),
        (QueueFilter(kind=UnitKind.SOE), 0),
        (QueueFilter(region="曲靖市"), 0),
        (QueueFilter(unit_id="u2", reason=QueueReason.CANT_TELL, tasks=("4",)), 1),
    ],
)
def test_the_queue_is_filtered(filled: None, database: Database, wanted: QueueFilter, count: int) -> None:
    assert len(queue_reading.load_queue(database, "p", wanted, now=NOW)) == count


def test_two_people_get_two_duties(filled: None, database: Database) -> None:
    first = queue_reading.next_item(database, "p", "zhang", now=NOW)
    assert first is not None
    claim = queue_reading.claim_duty(database, first.duty.id, login="zhang", name="张三", now=NOW)
    assert claim.until == NOW + timedelta(minutes=10)
    other = queue_reading.next_item(database, "p", "li", now=NOW)
    assert other is not None
    assert other.duty.id != first.duty.id
    # Who comes all the same sees who has it open; nobody takes it from them.
    assert queue_reading.claim_duty(database, first.duty.id, login="li", name="李四", now=NOW).name == "张三"
    mine = queue_reading.next_item(database, "p", "zhang", now=NOW)
    assert mine is not None
    assert mine.duty.id == first.duty.id
    shown = queue_reading.load_queue(database, "p", now=NOW)
    assert [item.claim.name for item in shown if item.claim] == ["张三"]


def test_a_claim_ends_by_itself_or_is_given_back(filled: None, database: Database) -> None:
    item = queue_reading.next_item(database, "p", "zhang", now=NOW)
    assert item is not None
    queue_reading.claim_duty(database, item.duty.id, login="zhang", name="张三", now=NOW)
    later = NOW + timedelta(minutes=11)
    again = queue_reading.next_item(database, "p", "li", now=later)
    assert again is not None
    assert again.duty.id == item.duty.id
    assert queue_reading.claim_duty(database, item.duty.id, login="li", name="李四", now=later).name == "李四"
    queue_reading.release_duty(database, item.duty.id, login="zhang")
    assert (
        queue_reading.claim_duty(database, item.duty.id, login="wang", name="王五", now=later).name == "李四"
    )
    queue_reading.release_duty(database, item.duty.id, login="li")
    assert (
        queue_reading.claim_duty(database, item.duty.id, login="wang", name="王五", now=later).name == "王五"
    )


def test_a_queue_that_others_have_open_wholly_offers_nothing(
    audits: Any, make: Any, database: Database
) -> None:
    audits.store(make.failed())
    item = queue_reading.next_item(database, "p", "zhang", now=NOW)
    assert item is not None
    queue_reading.claim_duty(database, item.duty.id, login="zhang", name="张三", now=NOW)
    assert queue_reading.next_item(database, "p", "li", now=NOW) is None
    assert (
        queue_reading.next_item(
            database, "p", "zhang", now=NOW, after=(item.duty.queue_weight or 0, item.duty.id)
        )
        is None
    )
