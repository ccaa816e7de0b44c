"""Is an order done by one worker, never lost, and is a worker that lost it refused?"""

import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from db.database import Database, StoreError, open_database
from db.holders import this_process
from db.order_claims import claim, finish, hear, put_back, sweep
from db.orders import Asker, add_order, cancel_order, last_asked, load_order, load_orders
from domain.orders import (
    CRAWLS,
    MOST_ATTEMPTS,
    PAPERS,
    SILENT_AFTER,
    Ask,
    Order,
    OrderFault,
    OrderFile,
    OrderKind,
    OrderProgress,
    OrderResult,
    OrderState,
    Priority,
    Product,
)

T0 = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
LEAD = Asker(id=1, name="李主任")
REAUDIT = Ask(kind=OrderKind.REAUDIT, plan_id="p", unit_id="czt", task="16")
AUDIT = Ask(kind=OrderKind.AUDIT, plan_id="p")
LEDGER = Ask(kind=OrderKind.EXPORT, plan_id="p", product=Product.LEDGER)
ALL = tuple(OrderKind)


def asked(database: Database, ask: Ask, *, now: datetime = T0, priority: Priority = Priority.PERSON) -> Order:
    with database.write() as connection:
        return add_order(database, connection, ask, asker=LEAD, now=now, priority=priority)[0]


def taken(database: Database, now: datetime = T0, kinds: tuple[OrderKind, ...] = ALL) -> Order | None:
    return claim(database, worker=this_process(), kinds=kinds, now=now)


def called_off(database: Database, order: Order) -> Order:
    with database.write() as connection:
        return cancel_order(connection, order.id, by="李主任", now=T0)


def test_the_same_asked_twice_while_it_waits_is_one(database: Database) -> None:
    with database.write() as connection:
        first, new = add_order(database, connection, REAUDIT, asker=LEAD, now=T0)
        again, new_again = add_order(database, connection, REAUDIT, asker=Asker(id=2, name="王"), now=T0)
        other, _ = add_order(database, connection, replace(REAUDIT, task="17"), asker=LEAD, now=T0)
    assert (new, new_again) == (True, False)
    assert again == first
    assert first.asked_by == "李主任"
    assert other.id != first.id


def test_asked_again_while_it_runs_is_another(database: Database) -> None:
    first = asked(database, REAUDIT)
    taken(database)
    assert asked(database, REAUDIT).id != first.id


def test_a_person_who_asks_for_what_waits_for_the_night_does_not_wait_for_it(database: Database) -> None:
    asked(database, LEDGER, priority=Priority.NIGHT)
    order = asked(database, replace(LEDGER, product=Product.TABLE), priority=Priority.NIGHT)
    assert asked(database, replace(LEDGER, product=Product.TABLE)).id == order.id
    first = taken(database)
    assert first is not None
    assert first.id == order.id


def test_persons_come_before_the_night_and_the_older_first(database: Database) -> None:
    night = asked(database, LEDGER, priority=Priority.NIGHT)
    older = asked(database, replace(LEDGER, product=Product.TABLE))
    newer = asked(database, replace(LEDGER, product=Product.OBJECT))
    order = [each.id for _ in range(3) if (each := taken(database)) is not None]
    assert order == [older.id, newer.id, night.id]
    assert taken(database) is None


def test_no_portal_is_asked_by_two_at_once(database: Database) -> None:
    one = asked(database, REAUDIT)
    asked(database, replace(REAUDIT, task="17"))
    whole = asked(database, AUDIT)
    other = asked(database, replace(REAUDIT, unit_id="nyt"))
    begun = [each.id for _ in range(4) if (each := taken(database)) is not None]
    assert begun == [one.id, other.id]
    assert taken(database, kinds=tuple(PAPERS)) is None
    asked(database, LEDGER)
    assert taken(database) is not None
    for order_id in begun:
        order = load_order(database, order_id)
        assert order is not None
        finish(database, order, now=T0, state=OrderState.DONE)
    second = taken(database)
    assert second is not None
    assert second.ask.task == "17"
    assert taken(database) is None
    finish(database, second, now=T0, state=OrderState.DONE)
    third = taken(database)
    assert third is not None
    assert third.id == whole.id


def test_what_crawls_waits_while_a_night_runs(database: Database) -> None:
    asked(database, REAUDIT)
    asked(database, LEDGER)
    assert database.claim_night(date(2026, 3, 2), "audit", T0)
    first = taken(database)
    assert first is not None
    assert first.ask == LEDGER
    assert taken(database) is None
    database.finish_night(date(2026, 3, 2), "audit", T0)
    assert taken(database) is not None


def test_many_workers_take_each_order_once(url: str) -> None:
    with open_database(url) as database:
        database.migrate()
        ids = {asked(database, replace(LEDGER, unit_id=f"u{number}")).id for number in range(30)}

    def work(_: int) -> list[int]:
        got = []
        with open_database(url) as own:
            while (order := taken(own)) is not None:
                got.append(order.id)
        return got

    with ThreadPoolExecutor(4) as pool:
        took = [order_id for got in pool.map(work, range(4)) for order_id in got]
    assert sorted(took) == sorted(ids)


def test_two_workers_at_one_moment_do_not_both_crawl_one_portal(url: str) -> None:
    with open_database(url) as database:
        database.migrate()
        for number in range(20):
            asked(database, replace(REAUDIT, task=str(number)))

    def work(_: int) -> Order | None:
        with open_database(url) as own:
            return taken(own)

    with ThreadPoolExecutor(4) as pool:
        assert sum(order is not None for order in pool.map(work, range(4))) == 1


def test_progress_and_result_come_back(database: Database) -> None:
    asked(database, AUDIT)
    order = taken(database)
    assert order is not None
    progress = OrderProgress(
        phase="crawling", portals=9, portals_done=2, pages=70, failed=1, units=("czt", "nyt")
    )
    heard = hear(database, order, now=T0 + timedelta(seconds=2), progress=progress)
    assert heard is not None
    assert heard.progress == progress
    result = OrderResult(
        audit_id="2026",
        files=(OrderFile(name="台账.xlsx", size=3, digest="sha256:ab", media_type="text/csv"),),
    )
    assert finish(database, order, now=T0, state=OrderState.DONE, result=result)
    stored = load_order(database, order.id)
    assert stored is not None
    assert stored.result == result
    assert stored.state is OrderState.DONE


def test_one_that_waits_is_called_off_at_once_and_one_that_runs_by_its_worker(database: Database) -> None:
    waiting = asked(database, REAUDIT)
    assert called_off(database, waiting).state is OrderState.CANCELLED
    assert taken(database) is None
    asked(database, REAUDIT)
    order = taken(database)
    assert order is not None
    assert called_off(database, order).is_cancelling
    heard = hear(database, order, now=T0)
    assert heard is not None
    assert heard.cancel_asked_by == "李主任"
    assert finish(database, order, now=T0, state=OrderState.CANCELLED)
    assert called_off(database, order).state is OrderState.CANCELLED


def test_what_is_over_stays_as_it_is(database: Database) -> None:
    asked(database, LEDGER)
    order = taken(database)
    assert order is not None
    finish(database, order, now=T0, state=OrderState.DONE)
    assert called_off(database, order).state is OrderState.DONE
    assert not finish(database, order, now=T0, state=OrderState.FAILED)
    with pytest.raises(ValueError, match="is not over"):
        finish(database, order, now=T0, state=OrderState.WAITING)
    with pytest.raises(StoreError, match="there is no order"):
        called_off(database, replace(order, id=99))


def test_put_back_it_waits_and_the_attempt_does_not_count(database: Database) -> None:
    asked(database, REAUDIT)
    for _ in range(MOST_ATTEMPTS + 2):
        order = taken(database)
        assert order is not None
        assert order.attempts == 1
        assert put_back(database, order, now=T0)
        assert not put_back(database, order, now=T0)


def test_put_back_one_that_was_called_off_is_over(database: Database) -> None:
    asked(database, REAUDIT)
    order = taken(database)
    assert order is not None
    called_off(database, order)
    assert put_back(database, order, now=T0)
    stored = load_order(database, order.id)
    assert stored is not None
    assert stored.state is OrderState.CANCELLED


def dead_worker() -> str:
    """The name of a process that is gone."""
    child = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "from db.holders import this_process; print(this_process(), flush=True); input()",
        ],
        stdout=subprocess.PIPE,
        stdin=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).resolve().parents[2],
    )
    assert child.stdout is not None
    name = child.stdout.readline().strip()
    os.kill(child.pid, signal.SIGKILL)
    child.wait(10)
    return name


def test_what_a_dead_worker_held_is_taken_up_and_in_the_end_given_up(database: Database) -> None:
    asked(database, REAUDIT)
    worker = dead_worker()
    for attempt in range(1, MOST_ATTEMPTS + 1):
        order = claim(database, worker=worker, kinds=ALL, now=T0)
        assert order is not None
        assert order.attempts == attempt
        (taken_up,) = sweep(database, T0)
    assert (taken_up.state, taken_up.fault) == (OrderState.FAILED, OrderFault.WORKER_DIED)
    assert sweep(database, T0) == ()


def test_what_was_called_off_is_over_when_its_worker_died(database: Database) -> None:
    asked(database, REAUDIT)
    order = claim(database, worker=dead_worker(), kinds=ALL, now=T0)
    assert order is not None
    called_off(database, order)
    assert [each.state for each in sweep(database, T0)] == [OrderState.CANCELLED]


def test_a_worker_of_another_machine_is_dead_when_it_was_silent_for_minutes(database: Database) -> None:
    asked(database, REAUDIT)
    elsewhere = claim(database, worker="elsewhere 7 1", kinds=ALL, now=T0)
    assert elsewhere is not None
    assert sweep(database, T0 + SILENT_AFTER / 2) == ()
    hear(database, elsewhere, now=T0 + SILENT_AFTER / 2)
    assert sweep(database, T0 + SILENT_AFTER) == ()
    assert len(sweep(database, T0 + 2 * SILENT_AFTER)) == 1


def test_a_worker_that_wakes_when_another_took_over_is_refused(database: Database) -> None:
    asked(database, REAUDIT)
    first = claim(database, worker="elsewhere 7 1", kinds=ALL, now=T0)
    later = T0 + SILENT_AFTER
    sweep(database, later)
    second = claim(database, worker="elsewhere 7 1", kinds=ALL, now=later)
    assert first is not None
    assert second is not None
    assert hear(database, first, now=later) is None
    assert not finish(database, first, now=later, state=OrderState.DONE)
    assert not put_back(database, first, now=later)
    assert finish(database, second, now=later, state=OrderState.DONE)


def test_lists_are_paged_and_narrowed(database: Database) -> None:
    ids = [asked(database, replace(REAUDIT, task=str(number))).id for number in range(5)]
    other = asked(database, replace(LEDGER, unit_id="nyt")).id
    assert [each.id for each in load_orders(database, most=2)] == [other, ids[4]]
    assert [each.id for each in load_orders(database, before=ids[4], most=2)] == [ids[3], ids[2]]
    assert [each.id for each in load_orders(database, unit_id="nyt")] == [other]
    assert len(load_orders(database, kinds=CRAWLS, open_only=True)) == 5
    with database.write() as connection:
        cancel_order(connection, ids[0], by="x", now=T0)
        assert last_asked(connection, replace(REAUDIT, task="0"), since=T0) is None
        assert last_asked(connection, replace(REAUDIT, task="1"), since=T0) is not None
        assert last_asked(connection, replace(REAUDIT, task="1"), since=T0 + timedelta(hours=1)) is None
    assert len(load_orders(database, open_only=True)) == 5
