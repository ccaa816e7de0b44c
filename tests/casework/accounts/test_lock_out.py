"""How long is who failed kept waiting, alike on both databases?"""

from datetime import UTC, datetime, timedelta

from casework.accounts.lock_out import give_back, take_try
from db.database import Database

T0 = datetime(2017, 8, 1, 2, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def fail(
    database: Database, times: int, now: datetime, login: str = "lihua", address: str | None = None
) -> datetime | None:
    until = None
    for _ in range(times):
        with database.write() as connection:
            until = take_try(connection, login, address, now)
    return until


def test_each_lock_out_is_twice_as_long(database: Database) -> None:
    now = T0
    for minutes in (15, 30, 60, 120):
        assert fail(database, 5, now) is None
        assert fail(database, 1, now) == now + minutes * MINUTE
        assert fail(database, 1, now + minutes * MINUTE - timedelta(seconds=1)) is not None
        now += minutes * MINUTE


def test_no_lock_out_is_longer_than_a_day(database: Database) -> None:
    now = T0
    for _ in range(10):
        fail(database, 5, now)
        until = fail(database, 1, now)
        assert until is not None
        assert until - now <= timedelta(hours=24)
        now = until


def test_a_success_begins_anew(database: Database) -> None:
    fail(database, 4, T0)
    with database.write() as connection:
        assert take_try(connection, "lihua", None, T0) is None
        give_back(connection, "lihua", None)
    assert fail(database, 5, T0) is None


def test_failures_are_forgotten_after_a_day(database: Database) -> None:
    fail(database, 4, T0)
    assert fail(database, 5, T0 + timedelta(hours=24)) is None


def test_an_address_has_fifty_tries_over_all_logins(database: Database) -> None:
    for number in range(50):
        assert fail(database, 1, T0, login=f"one{number}", address="10.0.0.7") is None
    assert fail(database, 1, T0, login="another", address="10.0.0.7") == T0 + 15 * MINUTE
    assert fail(database, 1, T0, login="another", address="10.0.0.8") is None


def test_successes_use_up_no_tries_of_an_address(database: Database) -> None:
    for number in range(200):
        with database.write() as connection:
            assert take_try(connection, f"one{number}", "10.0.0.7", T0) is None
            give_back(connection, f"one{number}", "10.0.0.7")


def test_nobody_clears_an_address_by_signing_in(database: Database) -> None:
    for number in range(49):
        fail(database, 1, T0, login=f"one{number}", address="10.0.0.7")
    for _ in range(3):
        fail(database, 1, T0, login="own", address="10.0.0.7")
        with database.write() as connection:
            give_back(connection, "own", "10.0.0.7")
    assert fail(database, 1, T0, login="last", address="10.0.0.7") is None
    assert fail(database, 1, T0, login="later", address="10.0.0.7") is not None
