"""A full disk, really full, under the evidence folder or the database, and kills at many moments: is nothing cited lost?"""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from db.database import open_database
from evidence.captures.store import CaptureStore
from jobs.kept_check import kept_faults

pytestmark = pytest.mark.e2e

ROOT = Path(__file__).resolve().parents[2]
QUICK = {
    "MINGCHA_DELAY": "0",
    "MINGCHA_RETRIES": "0",
    "MINGCHA_RENDER": "false",
    "MINGCHA_JUDGE_PROCESSES": "1",
}
UNITS = ("czt", "dsj", "gtt", "jtt")
NAMES = ("新闻动态", "通知公告", "政府信息公开", "网站地图", "财政资金", "政策解读")
FULL = 'mount -t tmpfs -o size="$1" tmpfs "$2" && { [ -z "$3" ] || cp -a "$3/." "$2"; }; shift 3; "$@"; code=$?; '
"""Runs a command with a small disk under a folder; what is on the disk then is copied out, for the disk goes with the command."""


def can_mount() -> bool:
    tried = subprocess.run(
        ["unshare", "-rm", "mount", "-t", "tmpfs", "tmpfs", "/mnt"], capture_output=True, check=False
    )
    return tried.returncode == 0


needs_mount = pytest.mark.skipif(
    shutil.which("unshare") is None or not can_mount(), reason="this machine lets nobody mount a small disk"
)


@pytest.fixture
def units(tmp_path: Path, make_site: Callable[[str], Any]) -> Path:
    """Four portals of pages that don't pack: some 130 kB each."""
    rows = ["id,name,kind,portal_url"]
    for place, unit in enumerate(UNITS):
        site = make_site(f"127.0.0.{place + 2}")
        links = "".join(f"<a href='/{n}/'>{name}</a>" for n, name in enumerate(NAMES))
        for page in ("/", *(f"/{n}/" for n in range(len(NAMES)))):
            noise = os.urandom(10_000).hex()
            site.page(
                page,
                f"<html><head><meta charset='utf-8'><title>某某局</title></head><body><div class='nav'>{links}</div>"
                f"<p>{page} {noise}</p></body></html>",
            )
        rows.append(f"{unit},{unit},provincial_dept,{site.url}/")
    path = tmp_path / "units.csv"
    path.write_text("\n".join([*rows, ""]), encoding="utf-8")
    return path


def audit(units: Path, folder: Path, database: Path) -> list[str]:
    return [
        *(sys.executable, "-m", "jobs.cli", "audit", "--plan", "yunnan-2017", "--units", str(units)),
        *("--as-of", "2017-12-31", "--allow-network", "127.0.0.0/8", "--evidence", str(folder)),
        *("--db", f"sqlite:///{database}"),
    ]


def run(command: list[str]) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, **QUICK}
    return subprocess.run(
        command, cwd=ROOT, env=env, capture_output=True, text=True, timeout=240, check=False
    )


def on_small_disk(size: str, folder: Path, command: list[str]) -> subprocess.CompletedProcess[str]:
    """Run with a disk of a size under a folder, which holds afterwards what was on that disk."""
    before = folder.with_name(f"{folder.name}-before")
    after = folder.with_name(f"{folder.name}-after")
    folder.mkdir(exist_ok=True)
    shutil.copytree(folder, before)
    script = f'{FULL} cp -a "{folder}/." "{after}"; exit $code'
    after.mkdir()
    done = run(["unshare", "-rm", "sh", "-c", script, "sh", size, str(folder), str(before), *command])
    for each in (folder, before):
        shutil.rmtree(each)
    after.rename(folder)
    return done


def stored(database: Path) -> list[tuple[str, str, str]]:
    """Unit, and name and digest of the captured visit, of every portal that is stored whole."""
    query = "SELECT unit_id, capture_id, capture_digest FROM portal_crawls WHERE finished_at IS NOT NULL"
    if not database.exists():
        return []
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        try:
            return list(connection.execute(query))
        except sqlite3.OperationalError:
            return []


def check_kept(database: Path, folder: Path) -> set[str]:
    """Every visit that the database names is there, to the last byte; returns the units."""
    store = CaptureStore(folder)
    found = stored(database)
    for _, name, digest in found:
        for event in store.whole_visit(name, digest=digest).events:
            if event_response := getattr(event, "response", None):
                event_response.payload.read()
    return {unit for unit, _, _ in found}


def files(folder: Path) -> set[Path]:
    return set((folder / "visits").glob("*/*"))


def check_finished(database: Path, folder: Path) -> None:
    """What audits rest on holds: one audit, or two where a kill came after the first crawl had ended."""
    assert check_kept(database, folder) == set(UNITS)
    with open_database(f"sqlite:///{database}") as opened:
        visits, faults = kept_faults(opened, folder)
    assert faults == ()
    assert visits in {len(UNITS), len(stored(database))}


@needs_mount
def test_a_full_disk_under_the_evidence(units: Path, tmp_path: Path) -> None:
    folder, database = tmp_path / "evidence", tmp_path / "m.db"
    full = on_small_disk("200k", folder, audit(units, folder, database))
    assert full.returncode == 1
    assert "could not be kept in" in full.stderr
    assert "No space left on device; make room there" in full.stderr
    assert "Traceback" not in full.stderr + full.stdout
    assert len(check_kept(database, folder)) < len(UNITS)
    again = run(audit(units, folder, database))
    assert again.returncode == 0, again.stderr
    assert "taken up where it stopped" in again.stderr
    check_finished(database, folder)


@needs_mount
def test_a_full_disk_under_the_database(units: Path, tmp_path: Path) -> None:
    folder, disk = tmp_path / "evidence", tmp_path / "disk"
    disk.mkdir()
    database = disk / "m.db"
    with open_database(f"sqlite:///{database}") as opened:
        opened.migrate()
    room = database.stat().st_size // 1024 + 200
    full = on_small_disk(f"{room}k", disk, audit(units, folder, database))
    assert full.returncode == 1, full.stderr
    assert "is full; free some space and run the same command again" in full.stderr
    assert "Traceback" not in full.stderr + full.stdout
    check_kept(database, folder)
    again = run(audit(units, folder, database))
    assert again.returncode == 0, again.stderr
    check_finished(database, folder)


def test_killed_at_many_moments(units: Path, tmp_path: Path) -> None:
    """One crawl, killed again and again; what was stored before a kill is exported and holds in the end."""
    folder, database = tmp_path / "evidence", tmp_path / "m.db"
    killed, before = 0, set[str]()
    for moment in (0.0, 0.01, 0.03, 0.06, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5):
        there = files(folder)
        process = subprocess.Popen(
            audit(units, folder, database),
            cwd=ROOT,
            env={**os.environ, **QUICK, "MINGCHA_DELAY": "0.05"},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        while process.poll() is None and files(folder) <= there:
            time.sleep(0.005)
        time.sleep(moment)
        process.send_signal(signal.SIGKILL)
        killed += process.wait(timeout=30) == -signal.SIGKILL
        assert before <= (before := check_kept(database, folder))
    assert killed
    again = run(audit(units, folder, database))
    assert again.returncode == 0, again.stderr
    check_finished(database, folder)
    package = tmp_path / "czt.wacz"
    exported = run(
        [
            *(sys.executable, "-m", "jobs.cli", "export", "evidence", "--unit", stored(database)[0][0]),
            *("--task", "16", "--evidence", str(folder), "--db", f"sqlite:///{database}", "-o", str(package)),
        ]
    )
    assert exported.returncode == 0, exported.stderr
    (key,) = tmp_path.glob("*.pub")
    verified = run([sys.executable, "-m", "jobs.cli", "verify", str(package), "--key", str(key)])
    assert verified.returncode == 0, verified.stdout + verified.stderr
