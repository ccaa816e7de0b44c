"""Do reviews outlive a night in which nothing happened? The basis of every finding is held against that of another night's.

The sample province is visited twice, unchanged, and judged once more as of a later day: whatever crawls number anew, and
whatever counts days, nothing but another verdict may be another basis.
"""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from db.database import Database, open_database
from db.duty_findings import StoredFinding, findings_with_bases
from domain.findings import Outcome

ROOT = Path(__file__).resolve().parents[1]
QUICK = {
    "MINGCHA_DELAY": "0.02",
    "MINGCHA_CONNECT_TIMEOUT": "3",
    "MINGCHA_TIMEOUT": "6",
    "MINGCHA_RETRIES": "1",
    "PYTHONPATH": str(ROOT),
}
UNITS = ("czt", "dsj", "gtt", "nyt", "ajj", "gshj", "sjt", "gat")
pytestmark = pytest.mark.e2e


@pytest.fixture(scope="module")
def nights(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[dict[str, tuple[StoredFinding, ...]]]]:
    """The findings of each unit: of one night, of the next, and of the next as of four days later."""
    folder = tmp_path_factory.mktemp("nights")
    server = subprocess.Popen(
        [sys.executable, "-m", "sample_province", "serve", "--dir", str(folder)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert server.stdout is not None
    try:
        server.stdout.readline()
        end = time.monotonic() + 60
        while not (folder / "truth.json").exists():
            assert time.monotonic() < end
            time.sleep(0.05)
        _run("audit", folder, "2017-12-31", "--allow-network", "127.0.0.0/8")
        _run("audit", folder, "2018-01-02", "--allow-network", "127.0.0.0/8")
        _run("judge", folder, "2018-01-06")
    finally:
        server.terminate()
        server.wait(timeout=20)
    with open_database(f"sqlite:///{folder / 'mingcha.db'}") as database:
        yield [_findings(database, audit_id) for audit_id in _audits(database)]


def _run(verb: str, folder: Path, as_of: str, *more: str) -> None:
    chosen = [word for unit in UNITS for word in ("--unit", unit)]
    done = subprocess.run(
        [
            *(sys.executable, "-m", "jobs.cli", verb, "--plan", "yunnan-2017"),
            *("--units", str(folder / "units.csv"), *chosen, "--as-of", as_of),
            *("--db", f"sqlite:///{folder / 'mingcha.db'}", *more),
        ],
        cwd=ROOT,
        env={**os.environ, **QUICK},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr


def _audits(database: Database) -> list[str]:
    with database.read() as connection:
        return [
            str(row[0]) for row in connection.exec_driver_sql("SELECT id FROM audits ORDER BY finished_at")
        ]


def _findings(database: Database, audit_id: str) -> dict[str, tuple[StoredFinding, ...]]:
    with database.read() as connection:
        return {unit: findings_with_bases(connection, audit_id, unit) for unit in UNITS}


def _verdict(stored: StoredFinding) -> tuple[object, ...]:
    finding = stored.finding
    return finding.outcome, finding.timeliness, finding.code, finding.due


@pytest.mark.parametrize("later", [1, 2], ids=["another visit", "four days later"])
def test_only_another_verdict_is_another_basis(
    nights: list[dict[str, tuple[StoredFinding, ...]]], later: int
) -> None:
    pairs = [
        (one, other)
        for unit in UNITS
        for one, other in zip(nights[later - 1][unit], nights[later][unit], strict=True)
    ]
    assert len(pairs) > 150
    turned = [(one, other) for one, other in pairs if _verdict(one) != _verdict(other)]
    assert len(turned) < len(pairs) / 8
    changed = [
        (one.finding.unit_id, one.finding.task, one.finding.check, one.finding.code)
        for one, other in pairs
        if one.basis != other.basis and (one, other) not in turned
    ]
    assert changed == []
    # What cannot be seen may be called otherwise each night; any other verdict rests on something else.
    same = [one.finding.outcome for one, other in turned if one.basis == other.basis]
    assert set(same) <= {Outcome.CANT_TELL, Outcome.ERROR}
    judged = {outcome for one, _ in pairs if (outcome := one.finding.outcome) is not Outcome.NOT_APPLICABLE}
    assert judged >= {Outcome.PASSED, Outcome.FAILED, Outcome.CANT_TELL, Outcome.MANUAL}


def test_the_basis_is_stored_with_each_finding(nights: list[dict[str, tuple[StoredFinding, ...]]]) -> None:
    assert all(each.basis.startswith("1.") for night in nights for unit in UNITS for each in night[unit])
