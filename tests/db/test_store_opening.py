"""Is every way in which a database can't be used told in words, with a remedy and without its password?"""

import sqlite3
import traceback
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, text

from db import store as store_module
from db.database import Database, StoreError, open_database
from db.errors import shown
from db.store import parse_url


def test_every_form_of_url_is_understood(tmp_path: Path) -> None:
    assert str(parse_url("sqlite:///a/b.db")) == str(parse_url("a/b.db")) == "sqlite+pysqlite:///a/b.db"
    assert parse_url("sqlite:////srv/b.db").database == parse_url("/srv/b.db").database == "/srv/b.db"
    for scheme in ("postgresql", "postgres", "postgresql+psycopg"):
        assert parse_url(f"{scheme}://u@h/d").drivername == "postgresql+psycopg"
    with open_database(str(tmp_path / "path with space.db")) as database:
        database.migrate()
    assert (tmp_path / "path with space.db").exists()


@pytest.mark.parametrize(
    "url", ["", "  ", "mysql://u:geheim@h/d", "postgresql://u:geheim@h:port/d", "://geheim"]
)
def test_a_url_that_is_not_understood_is_refused_and_not_repeated(url: str) -> None:
    with pytest.raises(StoreError, match="use sqlite:///FILE") as caught:
        open_database(url)
    assert "geheim" not in "".join(traceback.format_exception(caught.value))


def test_a_url_is_shown_without_its_secrets() -> None:
    url = parse_url("postgresql://u:geheim@h/d?sslpassword=geheim&application_name=x")
    assert "geheim" not in shown(url)
    assert "application_name=x" in shown(url)


def refused(url: str, **options: Any) -> str:
    with pytest.raises(StoreError) as caught, open_database(url, **options) as database:
        database.migrate()
    assert caught.value.reason
    assert caught.value.remedy
    assert "geheim" not in "".join(traceback.format_exception(caught.value))
    assert "Traceback" not in str(caught.value)
    return str(caught.value)


def test_a_server_that_is_not_there() -> None:
    message = refused("postgresql://mingcha:geheim@127.0.0.1:1/mingcha")
    assert "postgresql+psycopg://mingcha:***@127.0.0.1:1/mingcha can't be reached" in message
    assert "check host and port" in message


@pytest.mark.e2e
def test_a_database_and_a_user_that_are_not_there(postgres: Any) -> None:
    assert 'database "nowhere" does not exist' in refused(postgres.get_uri(database="nowhere"))
    stranger = postgres.get_uri().replace("postgres:@", "nobody:geheim@")
    assert 'role "nobody" does not exist' in refused(stranger)


@pytest.mark.e2e
def test_a_server_where_this_user_may_not_write(postgres: Any) -> None:
    with open_database(postgres.get_uri()) as admin, admin.write() as connection:
        connection.execute(text("CREATE ROLE reader LOGIN PASSWORD 'geheim'"))
    assert "can't be written to" in refused(postgres.get_uri().replace("postgres:@", "reader:geheim@"))


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    assert "check that the folder exists" in refused(f"sqlite:///{tmp_path}/nowhere/store.db")


def test_a_folder_in_place_of_a_file(tmp_path: Path) -> None:
    assert "is a folder" in refused(str(tmp_path))


def test_a_file_that_is_no_database_is_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "plan.docx"
    path.write_bytes(b"PK\x03\x04" + b"not a database " * 100)
    before = path.read_bytes()
    assert "is not an SQLite database" in refused(str(path))
    assert path.read_bytes() == before


def test_a_damaged_file(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    with open_database(str(path)) as database:
        database.migrate()
    whole = path.read_bytes()
    path.write_bytes(whole[:4096] + b"\xff" * (len(whole) - 4096))
    with (
        pytest.raises(StoreError, match="damaged; restore it from a backup"),
        open_database(str(path)) as database,
    ):
        database.load_facts(["czt"])


def test_a_file_that_can_t_be_written(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    sqlite3.connect(path).execute("CREATE TABLE apscheduler_jobs (id TEXT)").connection.close()
    assert "can't be written to" in refused(f"sqlite:///file:{path}?mode=ro&uri=true")


def test_a_file_that_is_missing_is_not_made_when_it_must_be_there(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    assert "there is no database file" in refused(str(path), create=False)
    assert not path.exists()


def test_a_file_that_another_program_holds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "store.db"
    monkeypatch.setattr(store_module, "BUSY_SECONDS", 0.1)
    with open_database(str(path)) as database:
        database.migrate()
        holder = sqlite3.connect(path, isolation_level=None)
        holder.execute("BEGIN IMMEDIATE")
        database.migrate()
        assert database.load_facts(["czt"])["czt"].unit_id == "czt"
        with pytest.raises(StoreError, match="locked by another process; wait until"), database.write():
            pass
        holder.execute("ROLLBACK")
        holder.close()
        with database.write():
            pass


def test_a_full_disk_costs_the_batch_and_no_more(tmp_path: Path, crawled: Any) -> None:
    with open_database(str(tmp_path / "store.db")) as database:
        database.migrate()
        run = database.begin_crawl([crawled.unit()], scope_digest="a", now=crawled.at(0))
        database.save_items(run.id, [crawled.posting(), crawled.done()])
        event.listen(
            database.engine,
            "begin",
            lambda connection: connection.exec_driver_sql("PRAGMA max_page_count = 1"),
        )
        with pytest.raises(StoreError, match="is full; free some space"):
            database.save_items(run.id, [crawled.posting(title=f"第{number}号") for number in range(5_000)])
        assert [posting.title for posting in database.load_facts(["czt"])["czt"].postings] == ["公示"]


def test_sqlite_keeps_its_promises(tmp_path: Path) -> None:
    with open_database(str(tmp_path / "store.db")) as database, database.read() as connection:
        settings = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()
            for name in ("journal_mode", "foreign_keys", "busy_timeout")
        }
    assert settings == {"journal_mode": "wal", "foreign_keys": 1, "busy_timeout": 30_000}


def test_a_database_in_memory_lives_as_long_as_it_is_open(crawled: Any) -> None:
    with open_database("sqlite://") as database:
        database.migrate()
        crawled.whole(database, crawled.posting())
        assert len(database.load_facts(["czt"])["czt"].postings) == 1


def test_reading_sees_one_moment(database: Database, crawled: Any) -> None:
    run = database.begin_crawl([crawled.unit()], scope_digest="a", now=crawled.at(0))
    with (
        open_database(database.url.render_as_string(hide_password=False)) as other,
        database.read() as connection,
    ):
        count = text("SELECT count(*) FROM links")
        before = connection.execute(count).scalar_one()
        other.save_items(run.id, [crawled.link()])
        assert connection.execute(count).scalar_one() == before == 0
