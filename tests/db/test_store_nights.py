"""Is a night's work done once, never twice at a time, and caught up when it was missed?"""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from db.database import Database, NightState, StoreError, open_database

ROOT = Path(__file__).resolve().parents[2]
NIGHT = date(2017, 8, 1)
CLAIM = (
    "import sys; from datetime import datetime, date\n"
    "from db.database import open_database\n"
    "with open_database(sys.argv[1]) as database:\n"
    "    print(database.claim_night(date(2017, 8, 1), 'audit', datetime.fromisoformat(sys.argv[2])), flush=True)\n"
    "    if sys.argv[3] == 'wait': sys.stdin.read()\n"
)


def test_a_night_is_claimed_once(database: Database, crawled: Any) -> None:
    assert database.last_night("audit") is None
    assert database.claim_night(NIGHT, "audit", crawled.at(0))
    assert not database.claim_night(NIGHT, "audit", crawled.at(1))
    assert database.claim_night(NIGHT, "cleanup", crawled.at(1))
    database.finish_night(NIGHT, "audit", crawled.at(60), note="16 portals")
    assert not database.claim_night(NIGHT, "audit", crawled.at(61))
    night = database.last_night("audit")
    assert night is not None
    assert (night.day, night.state, night.attempts, night.note) == (
        NIGHT,
        NightState.FINISHED,
        1,
        "16 portals",
    )
    assert (night.claimed_at, night.finished_at) == (crawled.at(0), crawled.at(60))


def test_no_night_begins_while_another_runs(database: Database, crawled: Any) -> None:
    assert database.claim_night(NIGHT, "audit", crawled.at(0))
    tomorrow = NIGHT + timedelta(days=1)
    assert not database.claim_night(tomorrow, "audit", crawled.at(22 * 60))
    database.finish_night(NIGHT, "audit", crawled.at(22 * 60 + 1))
    assert database.claim_night(tomorrow, "audit", crawled.at(22 * 60 + 2))
    last = database.last_night("audit")
    assert last is not None
    assert last.day == tomorrow


def test_a_night_that_failed_is_caught_up(database: Database, crawled: Any) -> None:
    assert database.claim_night(NIGHT, "audit", crawled.at(0))
    database.finish_night(NIGHT, "audit", crawled.at(1), ok=False, note="status 1")
    assert database.claim_night(NIGHT, "audit", crawled.at(2))
    night = database.last_night("audit")
    assert night is not None
    assert (night.state, night.attempts, night.note) == (NightState.RUNNING, 2, None)


def test_a_night_silent_for_a_day_is_given_up(database: Database, crawled: Any) -> None:
    assert database.claim_night(NIGHT, "audit", crawled.at(0))
    tomorrow = NIGHT + timedelta(days=1)
    assert database.claim_night(tomorrow, "audit", crawled.at(23 * 60))
    with pytest.raises(StoreError, match="the night 2017-08-01 of audit does not run"):
        database.finish_night(NIGHT, "audit", crawled.at(23 * 60 + 1))


def test_a_night_whose_program_was_killed_is_caught_up(database: Database, crawled: Any) -> None:
    url = database.url.render_as_string(hide_password=False)
    claimer = subprocess.Popen(
        [sys.executable, "-c", CLAIM, url, crawled.at(0).isoformat(), "wait"],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert claimer.stdout is not None
    assert claimer.stdout.readline() == "True\n"
    assert not database.claim_night(NIGHT, "audit", crawled.at(1))
    claimer.kill()
    claimer.communicate()
    assert database.claim_night(NIGHT, "audit", crawled.at(2))
    assert not database.claim_night(NIGHT, "audit", crawled.at(3))


def test_of_many_who_claim_at_once_one_gets_it(database: Database, crawled: Any) -> None:
    url = database.url.render_as_string(hide_password=False)

    def claim(_: int) -> bool:
        with open_database(url) as own:
            return own.claim_night(NIGHT, "audit", crawled.at(0))

    with ThreadPoolExecutor(6) as pool:
        assert sorted(pool.map(claim, range(6))) == [False] * 5 + [True]
