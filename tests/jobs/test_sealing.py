"""Is every audit of the commands sealed with the right key or not done at all, and does ``chain check`` name what was changed?"""

import os
import re
import sqlite3
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, text

from db.database import open_database
from domain.capture_ref import CaptureRef
from domain.units import Unit, UnitKind
from evidence.seals.stored import check_store
from tests.small_portal import column_found, portal_done

ROOT = Path(__file__).resolve().parents[2]
AT = datetime(2018, 1, 5, 2, tzinfo=UTC)
UNITS = ("czt", "dsj", "gtt")


def fill(url: str) -> None:
    """Three portals, read whole, with one column each."""
    with open_database(url) as opened:
        opened.migrate()
        units = [
            Unit(
                id=name,
                name=f"省{name}厅",
                kind=UnitKind.PROVINCIAL_DEPT,
                portal_url=f"http://{name}.example/",
            )
            for name in UNITS
        ]
        run = opened.begin_crawl(units, scope_digest="x", now=AT)
        for unit in units:
            column = column_found(AT, unit, postings=1, complete_since=date.min)
            done = portal_done(
                AT, unit, capture=CaptureRef(id=unit.id, digest="sha256:ab") if unit.id == "czt" else None
            )
            opened.save_items(run.id, [column, done])


def mingcha(*arguments: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "jobs.cli", *arguments],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )


class Province:
    """A store that was crawled, and the commands on it."""

    def __init__(self, url: str, folder: Path) -> None:
        self.url = url
        self.folder = folder
        fill(url)

    @property
    def key(self) -> Path:
        return self.folder / "m.db-signing-key.pem"

    def run(self, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        return mingcha(*arguments, "--db", self.url, cwd=self.folder, **environment)

    def judge(self, **environment: str) -> subprocess.CompletedProcess[str]:
        return self.run("judge", "--plan", "yunnan-2017", "--as-of", "2017-12-31", **environment)

    def check(self, *more: str) -> subprocess.CompletedProcess[str]:
        return self.run("chain", "check", *more)

    def assert_whole(self, audits: int) -> None:
        with open_database(self.url) as database:
            check = check_store(database)
        assert (check.faults, check.audits) == ((), audits)


@pytest.fixture
def province(tmp_path: Path) -> Province:
    return Province(f"sqlite:///{tmp_path / 'm.db'}", tmp_path)


def assert_refused(done: subprocess.CompletedProcess[str], *words: str) -> None:
    assert done.returncode == 1, done.stderr
    assert "Traceback" not in done.stderr
    for word in words:
        assert word in done.stderr


def test_each_audit_is_sealed_whoever_judges(province: Province) -> None:
    for processes in ("1", "2"):
        done = province.judge(MINGCHA_JUDGE_PROCESSES=processes)
        assert done.returncode == 0, done.stderr
    assert province.key.stat().st_mode & 0o777 == 0o600
    with open_database(province.url) as database:
        captures = {unit.unit_id: unit.capture for unit in database.load_audit().units}
    assert captures == {"czt": "sha256:ab", "dsj": None, "gtt": None}
    shown = province.run("key", "show")
    assert shown.stdout == (province.folder / "m.db-signing-key.pem.pub").read_text(encoding="ascii")
    name = re.findall(r"sha256:[0-9a-f]{64}", shown.stderr)[0]
    done = province.check("--key", name)
    assert done.returncode == 0, done.stderr
    assert "sealed: 2 audit(s)" in done.stdout
    assert f"begun with the key {name}" in done.stdout
    assert "newest seal sha256:" in done.stdout
    assert "everything is as it was sealed" in done.stdout
    by_file = province.check("--key", str(province.folder / "m.db-signing-key.pem.pub"))
    assert by_file.returncode == 0, by_file.stderr
    other, seal = f"sha256:{'0' * 64}", f"sha256:{'1' * 64}"
    done = province.check("--key", other, "--head", seal)
    assert_refused(done, "not one of the trusted", f"does not hold the seal {seal}", "are the right ones")


@pytest.mark.parametrize(
    ("option", "given", "reason"),
    [
        ("--key", "sha256:00", "is no digest"),
        ("--key", "nowhere.pub", "No such file"),
        ("--key", "m.db", "holds no public key"),
        ("--head", "sha256:11", "is no digest"),
        ("--head", "0" * 64, "is no digest"),
    ],
)
def test_what_is_no_key_and_no_seal_is_no_reason_to_restore_anything(
    province: Province, option: str, given: str, reason: str
) -> None:
    done = province.check(option, given)
    assert done.returncode == 2, done.stderr
    assert given in done.stderr
    assert reason in done.stderr
    assert "backup" not in done.stderr


def test_findings_touched_in_the_file_are_named(province: Province) -> None:
    assert province.judge().returncode == 0
    connection = sqlite3.connect(province.folder / "m.db")
    for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        connection.execute(f"DROP TRIGGER {name}")
    columns = [row[1] for row in connection.execute("PRAGMA table_info(findings)")]
    made = {"id": "id + 9999", "unit_id": "'czt'", "position": "position + 9999", "check_id": "'made-up'"}
    values = ", ".join(made.get(name, name) for name in columns)
    last = "id = (SELECT max(id) FROM findings WHERE unit_id = '{}')"
    for statement in (
        f"UPDATE findings SET code = 'x' WHERE {last.format('dsj')}",
        f"DELETE FROM findings WHERE {last.format('gtt')}",
        f"INSERT INTO findings SELECT {values} FROM findings ORDER BY id LIMIT 1",
    ):
        assert connection.execute(statement).rowcount == 1
    connection.commit()
    connection.close()
    done = province.check()
    assert_refused(done, "3 thing(s) are not as they were sealed", "audit 20")
    for words in (
        r"unit dsj: finding \d+ \(task .*was changed",
        r"unit gtt: a finding was removed, place \d+, behind task",
        r"unit czt: finding \d+ \(task \S+ made-up.*was inserted",
    ):
        assert re.search(words, done.stderr), done.stderr


def test_an_audit_that_could_not_be_sealed_is_not_done(province: Province) -> None:
    assert province.judge().returncode == 0
    province.key.chmod(0o644)
    assert_refused(province.judge(), "other users may read", "chmod 600")
    kept = province.key.rename(province.folder / "elsewhere.pem")
    kept.chmod(0o600)
    assert_refused(province.judge(), "the key is not at", "MINGCHA_SIGNING_KEY")
    assert not province.key.exists()
    assert_refused(
        province.run("audit", "--plan", "yunnan-2017", "--units", str(units_file(province.folder))),
        "the key is not at",
    )
    stranger = str(province.folder / "stranger.pem")
    subprocess.run(["openssl", "genpkey", "-algorithm", "ed25519", "-out", stranger], check=True)
    Path(stranger).chmod(0o600)
    assert_refused(province.judge(MINGCHA_SIGNING_KEY=stranger), "was signed with the key")
    assert province.judge(MINGCHA_SIGNING_KEY=str(kept)).returncode == 0
    province.assert_whole(2)


def units_file(folder: Path) -> Path:
    path = folder / "units.csv"
    path.write_text(
        "id,name,kind,portal_url\nczt,省财政厅,provincial_dept,http://127.17.9.9:9/\n", encoding="utf-8"
    )
    return path


def test_a_key_is_changed_and_a_lost_one_replaced(province: Province) -> None:
    assert province.judge().returncode == 0
    second, third = (str(province.folder / name) for name in ("second.pem", "third.pem"))
    done = province.run("key", "change", second)
    assert done.returncode == 0, done.stderr
    assert f"MINGCHA_SIGNING_KEY={second}" in done.stderr
    assert_refused(province.judge(), "was signed with the key")
    assert province.judge(MINGCHA_SIGNING_KEY=second).returncode == 0
    assert_refused(province.run("key", "change", third), "was signed with the key")
    done = province.run("key", "change", third, "--old-key-lost")
    assert done.returncode == 0, done.stderr
    assert "no key vouches for it" in done.stderr
    assert province.judge(MINGCHA_SIGNING_KEY=third).returncode == 0
    province.assert_whole(3)


def test_a_store_that_never_was_sealed_says_so(province: Province) -> None:
    done = province.check()
    assert (done.returncode, "nothing is sealed yet" in done.stdout) == (0, True)


@pytest.mark.e2e
def test_on_a_server_audits_are_sealed_with_the_key_that_is_named(postgres: Any, tmp_path: Path) -> None:
    admin = postgres.get_uri().replace("postgresql://", "postgresql+psycopg://")
    engine = create_engine(admin, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text("CREATE DATABASE sealing"))
    engine.dispose()
    province = Province(postgres.get_uri(database="sealing"), tmp_path)
    done = province.judge()
    assert done.returncode == 0, done.stderr
    assert "this audit will not be sealed; name a signing key with MINGCHA_SIGNING_KEY" in done.stderr
    assert province.run("key", "show").returncode == 2
    key = str(tmp_path / "key.pem")
    done = province.judge(MINGCHA_SIGNING_KEY=key, MINGCHA_JUDGE_PROCESSES="2")
    assert done.returncode == 0, done.stderr
    assert "will not be sealed" not in done.stderr
    province.assert_whole(1)
    assert "not sealed: 1 audit(s) from before the chain began" in province.check().stdout
