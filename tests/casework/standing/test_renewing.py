"""Is what the console lists the same in whatever order audits come, and what a plain look at the findings gives?"""

from datetime import date, timedelta
from typing import Any

import pytest

from audit_rules.scores.ranking import rank
from casework.standing import renewing
from db.database import Database
from domain.findings import Points, Score
from domain.plans import Grading


def test_a_duty_stands_by_its_newest_finding_and_knows_what_it_was_before(audits: Any, make: Any) -> None:
    first = audits.store(make.finding())
    second = audits.store(make.failed(), as_of=make.day + timedelta(days=1))
    (duty,) = audits.rows("duties")
    assert (duty["status"], duty["outcome"], duty["audit_id"]) == ("failed", "failed", second)
    assert (duty["since_audit"], str(duty["since_day"])) == (second, "2017-08-11")
    assert (duty["before_outcome"], duty["before_code"]) == ("passed", "found")
    assert duty["queue_reason"] == "first_failure"
    (change,) = audits.rows("verdict_changes")
    assert (change["before_outcome"], change["outcome"], change["audit_id"]) == ("passed", "failed", second)
    assert str(change["before_day"]) == "2017-08-10"
    (one, other) = sorted(audits.rows("unit_history"), key=lambda row: row["audit_id"])
    assert (one["audit_id"], one["changed"], other["changed"]) == (first, 0, 1)


def test_the_same_verdict_again_keeps_its_day_and_its_number(audits: Any, make: Any) -> None:
    first = audits.store(make.failed())
    (before,) = audits.rows("duties")
    audits.store(make.failed(), as_of=make.day + timedelta(days=1))
    (after,) = audits.rows("duties")
    assert (after["id"], after["since_audit"]) == (before["id"], first)
    assert after["finding_id"] != before["finding_id"]
    assert audits.rows("verdict_changes") == []


def test_what_is_owed_no_more_leaves_and_what_is_new_comes(audits: Any, make: Any) -> None:
    audits.store(make.failed(task=1), make.finding(task=2))
    audits.store(make.finding(task=2), make.unseen(task=3), as_of=make.day + timedelta(days=1))
    assert [duty["task"] for duty in audits.rows("duties")] == ["2", "3"]
    assert {
        (each["task"], each["before_outcome"], each["outcome"]) for each in audits.rows("verdict_changes")
    } == {
        ("1", "failed", None),
        ("3", None, "cant_tell"),
    }


def test_duties_alike_in_task_check_and_subject_are_told_apart(audits: Any, make: Any) -> None:
    audits.store(make.finding(), make.failed())
    audits.store(make.finding(), make.failed(), as_of=make.day + timedelta(days=1))
    assert [(duty["nth"], duty["status"]) for duty in audits.rows("duties")] == [(0, "done"), (1, "failed")]
    assert audits.rows("verdict_changes") == []


def test_an_audit_of_a_past_day_takes_nothing_s_place(audits: Any, make: Any) -> None:
    newest = audits.store(make.finding(), as_of=make.day + timedelta(days=5))
    past = audits.store(make.failed())
    (duty,) = audits.rows("duties")
    assert (duty["audit_id"], duty["status"]) == (newest, "done")
    # It goes into the history all the same: what was said then became what is said now.
    (change,) = audits.rows("verdict_changes")
    assert (change["audit_id"], change["before_outcome"], change["outcome"]) == (newest, "failed", "passed")
    (standing,) = audits.rows("unit_standings")
    assert (standing["audit_before"], standing["percent_before"]) == (past, 0.0)


def test_of_one_day_the_audit_finished_last_counts(audits: Any, make: Any) -> None:
    audits.store(make.failed(), later=10)
    last = audits.store(make.finding(), later=20)
    audits.store(make.unseen(), later=15)
    assert audits.rows("duties")[0]["audit_id"] == last


def test_an_audit_of_a_day_to_come_accuses_nobody_today(audits: Any, make: Any) -> None:
    audits.store(make.finding())
    audits.store(make.failed(), as_of=date(2017, 12, 31))
    assert [duty["status"] for duty in audits.rows("duties")] == ["done"]
    assert [bool(row["ahead"]) for row in audits.rows("audit_totals", "as_of > '2017-09-01'")] == [True]


def nights(audits: Any, make: Any) -> list[str]:
    """Five audits over four units, in an order of their own; not worked in."""
    made = []
    for place, days in enumerate((0, 3, 1, 4, 2)):
        shown = [
            (make.failed if (days + number) % 3 == 0 else make.finding)(f"u{number}", task)
            for number in range(4)
            for task in range(1, 4 + days % 2)
            # A unit leaves the registry, and one is looked at alone.
            if not (number == 3 and days >= 3) and not (days == 2 and number != 1)
        ]
        made.append(audits.store(*shown, as_of=make.day + timedelta(days=days), later=place, work_in=False))
    return made


def test_the_order_in_which_audits_come_changes_nothing(audits: Any, make: Any, database: Database) -> None:
    made = nights(audits, make)
    assert renewing.catch_up(database) == 5
    expected = audits.dump()
    assert renewing.catch_up(database) == 0
    renewing.rebuild(database, "p")
    assert audits.dump() == expected
    from sqlalchemy import text

    with database.write() as connection:
        for table in (
            "duties",
            "verdict_changes",
            "unit_standings",
            "unit_history",
            "task_standings",
            "task_days",
            "audit_totals",
        ):
            connection.execute(text(f"DELETE FROM {table}"))
    for audit_id in made:
        renewing.work_in(database, audit_id, at_once=1)
    found = audits.dump()
    # Which audits are whole hangs on those that came before; here all but the one of one unit are, in any order.
    assert found == expected


def test_a_unit_that_left_the_registry_stays_but_waits_for_nobody(audits: Any, make: Any) -> None:
    audits.store(make.failed("a"), make.failed("b"), make.failed("c"))
    audits.store(make.failed("a"), make.failed("b"), as_of=make.day + timedelta(days=1))
    standings = {row["unit_id"]: row for row in audits.rows("unit_standings")}
    assert [bool(standings[name]["listed"]) for name in "abc"] == [True, True, False]
    assert standings["c"]["place"] is None
    assert [row["unit_id"] for row in audits.rows("duties", "queue_weight IS NOT NULL")] == ["a", "b"]
    assert [row["failed"] for row in audits.rows("task_standings")] == [2]


def test_a_partial_audit_renews_its_units_only(audits: Any, make: Any) -> None:
    whole = audits.store(make.failed("a"), make.failed("b"), make.failed("c"))
    audits.store(make.finding("b"), as_of=make.day + timedelta(days=1))
    standings = {row["unit_id"]: row for row in audits.rows("unit_standings")}
    assert standings["a"]["audit_id"] == whole
    assert all(row["listed"] for row in standings.values())
    assert (standings["b"]["place"], standings["a"]["place"], standings["a"]["tied"]) == (1, 2, 2)
    assert (standings["b"]["percent_before"], standings["b"]["place_before"]) == (0.0, 1)
    assert [bool(row["whole"]) for row in audits.rows("audit_totals")] == [True, False]
    assert [(row["failed"], row["done"]) for row in audits.rows("task_standings")] == [(2, 1)]


def test_places_are_those_of_the_ranking(audits: Any, make: Any) -> None:
    scores = {
        f"u{place:02}": Score(earned=float(place % 7), possible=10.0, unmeasured=0.0) for place in range(40)
    }
    audits.store(
        *(
            make.finding(name, points=Points(earned=each.earned, possible=10.0))
            for name, each in scores.items()
        ),
        make.unseen("none"),
    )
    scores["none"] = Score(earned=0, possible=0, unmeasured=2.0)
    expected = {each.unit_id: (each.place, each.tied) for each in rank(scores, Grading())}
    kept = {row["unit_id"]: (row["place"], row["tied"] or 0) for row in audits.rows("unit_standings")}
    assert kept == expected
    assert {row["unit_id"]: row["place"] for row in audits.rows("unit_history")} == {
        name: place for name, (place, _) in expected.items()
    }


def test_totals_are_a_plain_count(audits: Any, make: Any) -> None:
    from domain.reach import ReachStatus

    audits.store(
        make.failed("a", 1),
        make.finding("a", 2, warning=True),
        make.unseen("b", 1),
        make.finding("b", 2),
        reaches={"b": ReachStatus.BLOCKED},
    )
    (total,) = audits.rows("audit_totals")
    told = {
        name: total[name]
        for name in ("units", "reached", "blocked", "findings", "failed", "done", "open", "warnings")
    }
    assert told == {
        "units": 2, "reached": 1, "blocked": 1, "findings": 4, "failed": 1, "done": 2, "open": 1, "warnings": 1,
    }  # fmt: skip
    assert (total["mean_percent"], total["mean_coverage"]) == (75.0, 0.75)


def test_a_crash_midway_is_caught_up(audits: Any, make: Any, database: Database) -> None:
    audits.store(*(make.failed(f"u{place}") for place in range(5)))
    second = audits.store(
        *(make.finding(f"u{place}") for place in range(5)), as_of=make.day + timedelta(days=1), work_in=False
    )

    class CrashError(Exception):
        pass

    done = 0

    def crash(units: int) -> None:
        nonlocal done
        done += units
        if done == 3:
            raise CrashError

    with pytest.raises(CrashError):
        renewing.work_in(database, second, at_once=1, tell=crash)
    assert {row["audit_id"] for row in audits.rows("unit_standings", "unit_id > 'u2'")} != {second}
    assert renewing.catch_up(database) == 1
    assert {row["audit_id"] for row in audits.rows("unit_standings")} == {second}
    assert len(audits.rows("verdict_changes")) == 5
    (total,) = audits.rows("audit_totals", f"audit_id = '{second}'")
    assert (total["units"], total["done"], total["changed"]) == (5, 5, 5)


def test_renewing_a_unit_without_a_decision_changes_nothing(
    audits: Any, make: Any, database: Database
) -> None:
    audits.store(make.failed("a", due=(date(2017, 6, 30),)), make.unseen("a", 8), make.finding("b"))
    before = audits.dump()
    renewing.renew_unit(database, "p", "a")
    assert audits.dump() == before
    renewing.renew_unit(database, "p", "nobody")
