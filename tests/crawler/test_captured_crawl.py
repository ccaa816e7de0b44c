"""A crawl that keeps what it fetches, in the real store: sealed before it counts, stopped when nothing more can be kept."""

import os
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

from domain.captures import Exchange
from evidence.captures.store import CaptureStore

pytestmark = pytest.mark.e2e

ROOT = Path(__file__).resolve().parents[2]
QUICK = {"MINGCHA_DELAY": "0", "MINGCHA_RETRIES": "0", "MINGCHA_RENDER": "false"}
HOME = "<html><head><meta charset='utf-8'><title>某某局</title></head><body><div class='nav'>{}</div></body></html>"
NAMES = ("新闻动态", "通知公告", "政府信息公开", "网站地图", "财政资金", "政策解读")


def portal(site: Any, *, delay: float = 0.0) -> str:
    links = "".join(f"<a href='/{n}/'>{name}</a>" for n, name in enumerate(NAMES))
    for path in ("/", *(f"/{n}/" for n in range(len(NAMES)))):
        site.page(path, HOME.format(links) + f"<!-- {path} -->", delay=delay)
    return str(site.url)


@pytest.fixture
def units(tmp_path: Path, make_site: Callable[[str], Any]) -> Path:
    """Three portals, the last of them slow."""
    ids = ("czt", "dsj", "gtt")
    urls = [
        portal(make_site(f"127.0.0.{n + 2}"), delay=0.4 if n == 2 else 0.0) + "/" for n in range(len(ids))
    ]
    path = tmp_path / "units.csv"
    rows = [f"{unit},{unit},provincial_dept,{url}" for unit, url in zip(ids, urls, strict=True)]
    path.write_text("\n".join(["id,name,kind,portal_url", *rows, ""]), encoding="utf-8")
    return path


def audit(units: Path, folder: Path) -> list[str]:
    return [
        *(sys.executable, "-m", "jobs.cli", "audit", "--plan", "yunnan-2017", "--units", str(units)),
        *("--as-of", "2017-12-31", "--allow-network", "127.0.0.0/8", "--evidence", str(folder)),
        *("--db", f"sqlite:///{units.parent / 'm.db'}"),
    ]


def run(command: list[str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command,
        cwd=ROOT,
        env={**os.environ, **QUICK},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def done(units: Path) -> list[tuple[str, str, str]]:
    """Unit, and id and digest of the capture, of every portal that is stored whole."""
    query = "SELECT unit_id, capture_id, capture_digest FROM portal_crawls WHERE finished_at IS NOT NULL"
    path = units.parent / "m.db"
    if not path.exists():
        return []
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        try:
            return list(connection.execute(query))
        except sqlite3.OperationalError:
            return []


def check_kept(units: Path, folder: Path) -> None:
    """Every portal that is stored has its capture, and every byte of it can be read."""
    store = CaptureStore(folder)
    for unit, name, digest in done(units):
        visit = store.visit(name, digest=digest)
        visit.check_pack()
        assert visit.begun.target.unit.id == unit
        assert visit.events
        moments = sorted(number for event in visit.events for number in (event.began, event.ended))
        assert moments == list(range(2 * len(visit.events)))
        for event in visit.events:
            assert isinstance(event, Exchange)
            assert event.response is not None
            assert len(event.response.payload.read()) == event.response.payload.size


def test_a_killed_crawl_has_kept_what_its_stored_portals_rest_on(units: Path, tmp_path: Path) -> None:
    folder = tmp_path / "evidence"
    process = subprocess.Popen(
        audit(units, folder), cwd=ROOT, env={**os.environ, **QUICK}, stderr=subprocess.DEVNULL
    )
    deadline = time.monotonic() + 60
    while len(done(units)) < 2:
        assert process.poll() is None
        assert time.monotonic() < deadline
        time.sleep(0.05)
    process.send_signal(signal.SIGKILL)
    process.wait(timeout=30)
    assert {unit for unit, _, _ in done(units)} == {"czt", "dsj"}
    assert list(folder.rglob("*.part"))
    check_kept(units, folder)
    again = run(audit(units, folder))
    assert again.returncode == 0, again.stderr
    assert len(done(units)) == 3
    check_kept(units, folder)
    store = CaptureStore(folder)
    assert len({store.visit(name).begun.crawl_began for _, name, _ in done(units)}) == 1


def test_what_can_not_be_kept_stops_the_crawl_and_stores_no_portal(units: Path, tmp_path: Path) -> None:
    folder = tmp_path / "evidence"
    (folder / "visits").mkdir(parents=True)
    (folder / "visits" / "gtt").write_text("a file where a folder should be")
    stopped = run(audit(units, folder))
    assert stopped.returncode == 1
    assert "could not be kept in" in stopped.stderr
    assert "make room there" in stopped.stderr
    assert "Traceback" not in stopped.stderr + stopped.stdout
    assert "gtt" not in {unit for unit, _, _ in done(units)}
    check_kept(units, folder)


def test_a_folder_that_can_not_be_written_to_is_refused_before_anything_is_asked(
    units: Path, tmp_path: Path
) -> None:
    taken = tmp_path / "taken"
    taken.write_text("a file")
    refused = run(audit(units, taken))
    assert refused.returncode == 2
    assert "name a folder that can be written to" in refused.stderr
    assert done(units) == []
