"""Do the migrations give exactly the models, there and back, and is a foreign or newer database left alone?"""

import os
import re
import sqlite3
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, inspect, text

from db.base import Base
from db.database import Database, StoreError, open_database
from domain.findings import Digests, Score

ROOT = Path(__file__).resolve().parents[2]


def tables(database: Database) -> set[str]:
    with database.read() as connection:
        return set(inspect(connection).get_table_names())


def test_models_and_migrations_agree(database: Database) -> None:
    assert database.pending_changes() == []
    assert tables(database) == set(Base.metadata.tables) | {"alembic_version"}


def test_up_and_down_and_up_again(database: Database, crawled: Any) -> None:
    crawled.whole(database, crawled.column(), crawled.placed(on=date(2017, 4, 14)), crawled.candidate())
    database.save_audit(
        plan_id="p",
        digests=Digests(plan="d", rules="r", vocabulary="v"),
        as_of=date(2017, 12, 31),
        scores={"czt": Score(earned=1, possible=1, unmeasured=0)},
        findings=[],
        facts=database.load_facts(["czt"]),
    )
    database.downgrade()
    assert tables(database) == {"alembic_version"}
    database.migrate()
    database.migrate()
    assert database.pending_changes() == []
    assert database.load_facts(["czt"])["czt"].postings == ()


def test_alembic_s_own_commands_agree(url: str) -> None:
    for arguments in (["upgrade", "head"], ["check"], ["downgrade", "base"]):
        done = subprocess.run(
            [sys.executable, "-m", "alembic", *arguments],
            env={**os.environ, "MINGCHA_DB": url},
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr


def test_the_migration_makes_what_the_models_describe(tmp_path: Path) -> None:
    # Alembic compares neither primary keys, nor AUTOINCREMENT, nor the names of constraints.
    with open_database(str(tmp_path / "migrated.db")) as database:
        database.migrate()
    engine = create_engine(f"sqlite:///{tmp_path / 'created.db'}")
    Base.metadata.create_all(engine)
    engine.dispose()
    migrated, created = schema(tmp_path / "migrated.db"), schema(tmp_path / "created.db")
    assert {name: sql for name, sql in migrated.items() if name in created} == created
    # SQLite has no place for the name of an AUTOINCREMENT key.
    keys = [
        line
        for sql in created.values()
        for line in sql
        if re.search(r"PRIMARY KEY|FOREIGN KEY|UNIQUE \(", line)
    ]
    assert [line for line in keys if "CONSTRAINT" not in line and "AUTOINCREMENT" not in line] == []


def schema(path: Path) -> dict[str, set[str]]:
    connection = sqlite3.connect(path)
    found = connection.execute(
        "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL AND type <> 'trigger'"
    )
    parts = {name: {part.strip() for part in _parts(sql)} for name, sql in found}
    connection.close()
    return parts


def _parts(sql: str) -> list[str]:
    """What stands between the commas of a statement, outside brackets; an added column stands at the end of a line."""
    before, _, rest = sql.partition("(")
    inside, _, after = rest.rpartition(")")
    return [before, after, *re.split(r",(?![^()]*\))", inside)]


def test_several_programs_may_migrate_at_once(url: str) -> None:
    program = (
        "import sys; from db.database import open_database\n"
        "with open_database(sys.argv[1]) as database: database.migrate(); print(database.pending_changes())"
    )
    running = [
        subprocess.Popen(
            [sys.executable, "-c", program, url],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(3)
    ]
    ended = [one.communicate(timeout=120) for one in running]
    assert [out for out, _ in ended] == ["[]\n"] * 3, ended


def test_a_database_newer_than_the_program_is_refused(database: Database) -> None:
    with database.write() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(StoreError, match=r"newer version \(schema 9999\); update this program"):
        database.migrate()


@pytest.mark.parametrize("revision", [None, "e1f2"], ids=["plain", "with migrations of its own"])
def test_another_program_s_database_is_left_as_it_is(url: str, revision: str | None) -> None:
    with open_database(url) as database:
        with database.write() as connection:
            connection.execute(text("CREATE TABLE invoices (id INTEGER)"))
            if revision:
                connection.execute(text("CREATE TABLE alembic_version (version_num VARCHAR(32))"))
                connection.execute(text(f"INSERT INTO alembic_version VALUES ('{revision}')"))
        before = tables(database)
        with pytest.raises(StoreError, match=r"belongs to another program.*invoices.*name another database"):
            database.migrate()
        assert tables(database) == before


def test_the_scheduler_s_table_may_stand_beside_ours(url: str) -> None:
    with open_database(url) as database:
        with database.write() as connection:
            connection.execute(text("CREATE TABLE apscheduler_jobs (id VARCHAR(191) PRIMARY KEY)"))
        database.migrate()
        assert database.pending_changes() == []


def test_a_database_not_migrated_says_so(url: str) -> None:
    with (
        open_database(url) as database,
        pytest.raises(StoreError, match=r"lacks tables .* run the migrations"),
    ):
        database.load_facts(["czt"])


def test_no_package_shadows_alembic() -> None:
    assert not (ROOT / "alembic" / "__init__.py").exists()
