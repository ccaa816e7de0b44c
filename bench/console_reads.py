"""How long does each list of the console take to be read?"""

import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from functools import partial
from typing import Any

from db import duty_reading, queue_reading, unit_reading
from db.database import Database
from db.queue_reading import QueueFilter
from db.unit_reading import UnitFilter
from domain.duty_standing import DutyStatus, QueueReason
from domain.units import UnitKind

CALLS = 50
NOW = datetime(2018, 1, 1, tzinfo=UTC)


def timed_reads(database: Database) -> Iterator[tuple[str, float, float]]:
    """Name, seconds of the first call, and the 95th percentile of the calls after it."""
    for name, call in reads(database).items():
        cold = _seconds(call, 0)
        times = sorted(_seconds(call, place) for place in range(1, CALLS + 1))
        yield name, cold, times[int(CALLS * 0.95) - 1]


def reads(database: Database) -> dict[str, Callable[[int], Any]]:
    """What pages read; each call is given its number, so that no two ask for quite the same."""
    plan_id = unit_reading.newest_plan(database) or ""
    newest = unit_reading.load_totals(database, plan_id)[0].audit_id
    regions = unit_reading.load_regions(database, plan_id)
    queue = partial(queue_reading.load_queue, database, plan_id, now=NOW)

    def unit(place: int) -> str:
        return f"u{place * 97 % 300:05d}"

    def deep(place: int) -> Any:
        page = queue(limit=50)
        after = (page[-1].duty.queue_weight or 0, page[-1].duty.id)
        return queue(after=(after[0] - place * 10_000, 0))

    return {
        "totals of 90 audits": lambda _: unit_reading.load_totals(database, plan_id),
        "ranking": lambda place: unit_reading.load_ranking(database, plan_id, offset=place * 50),
        "ranking, last page": lambda _: unit_reading.load_ranking(database, plan_id, offset=14_900),
        "ranking of a kind and region": lambda place: unit_reading.load_ranking(
            database, plan_id, UnitFilter(kind=UnitKind.COUNTY, region=regions[place % len(regions)])
        ),
        "regions": lambda _: unit_reading.load_regions(database, plan_id),
        "unit": lambda place: unit_reading.load_standing(database, plan_id, unit(place)),
        "unit's duties": lambda place: unit_reading.load_duties(database, plan_id, unit(place)),
        "unit's history": lambda place: unit_reading.load_unit_history(database, plan_id, unit(place)),
        "search units": lambda _: unit_reading.search_units(database, plan_id, "财政"),
        "search units, nothing": lambda _: unit_reading.search_units(database, plan_id, "无此单位"),
        "tasks": lambda _: duty_reading.load_tasks(database, plan_id),
        "task": lambda place: duty_reading.load_task(database, plan_id, str(1 + place % 60)),
        "task, a page amid": lambda place: duty_reading.load_task(
            database, plan_id, str(1 + place % 60), after=("u00150", 0)
        ),
        "task, failed": lambda place: duty_reading.load_task(
            database, plan_id, str(1 + place % 60), status=DutyStatus.FAILED
        ),
        "task, nobody": lambda _: duty_reading.load_task(database, plan_id, "none"),
        "coming": lambda place: duty_reading.load_coming(
            database, plan_id, date(2017, 12, 31), offset=place * 50
        ),
        "overdue": lambda place: duty_reading.load_overdue(database, plan_id, offset=place * 50),
        "changes": lambda _: duty_reading.load_changes(database, newest),
        "changes of a unit": lambda place: duty_reading.load_changes(database, newest, unit_id=unit(place)),
        "verdicts of a duty": lambda place: duty_reading.load_verdicts(
            database, plan_id, unit_reading.load_duties(database, plan_id, unit(place))[place % 100]
        ),
        "queue": lambda _: queue(),
        "queue, deep": deep,
        "queue, manual": lambda _: queue(QueueFilter(reason=QueueReason.MANUAL)),
        "queue of a region": lambda place: queue(QueueFilter(region=regions[place % len(regions)])),
        "queue of a kind": lambda _: queue(QueueFilter(kind=UnitKind.PROVINCIAL_DEPT)),
        "queue of a task": lambda place: queue(QueueFilter(tasks=(str(1 + place % 60),))),
        "queue of a unit": lambda place: queue(QueueFilter(unit_id=unit(place))),
        "queue counted": lambda _: queue_reading.count_queue(database, plan_id),
        "next item": lambda _: queue_reading.next_item(database, plan_id, "zhang", now=NOW),
        "claim": lambda place: queue_reading.claim_duty(
            database, place + 1, login="zhang", name="张三", now=NOW
        ),
    }


def _seconds(call: Callable[[int], Any], place: int) -> float:
    began = time.perf_counter()
    call(place)
    return time.perf_counter() - began
