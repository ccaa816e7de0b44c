"""The main job on the sample province: does the audit agree with the whole truth, and survive being stopped?"""

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from db.database import open_database
from jobs.inputs import load_input
from jobs.judge import judge_stored

ROOT = Path(__file__).resolve().parents[1]
AS_OF = "2017-12-31"
QUICK = {
    "MINGCHA_DELAY": "0.02",
    "MINGCHA_CONNECT_TIMEOUT": "3",
    "MINGCHA_TIMEOUT": "6",
    "MINGCHA_RETRIES": "1",
    "PYTHONPATH": str(ROOT),
}
ABSENCE = frozenset({"column", "count", "document", "elements", "fresh", "periodic"})
"""The rules whose failures say that something is not there."""
pytestmark = pytest.mark.e2e


@pytest.fixture(scope="module")
def province(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The folder of a running sample province."""
    folder = tmp_path_factory.mktemp("province")
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
        wait_for((folder / "truth.json").exists, server)
        yield folder
    finally:
        server.terminate()
        server.wait(timeout=20)


def wait_for(done: Any, process: subprocess.Popen[str], seconds: float = 60) -> None:
    """Wait until ``done()``; a process that ends first is an error."""
    end = time.monotonic() + seconds
    while not done():
        assert process.poll() is None, process.stdout.read() if process.stdout else ""
        assert time.monotonic() < end, "waited too long"
        time.sleep(0.05)


def command(verb: str, province: Path, folder: Path, *more: str) -> list[str]:
    return [
        *(
            sys.executable,
            "-m",
            "jobs.cli",
            verb,
            "--plan",
            "yunnan-2017",
            "--units",
            str(province / "units.csv"),
        ),
        *(
            "--as-of",
            AS_OF,
            "--db",
            f"sqlite:///{folder / 'mingcha.db'}",
            "--json",
            str(folder / "result.json"),
        ),
        *more,
    ]


def audit_command(province: Path, folder: Path) -> list[str]:
    return command("audit", province, folder, "--allow-network", "127.0.0.0/8")


def run(arguments: list[str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        arguments,
        cwd=ROOT,
        env={**os.environ, **QUICK},
        capture_output=True,
        text=True,
        check=False,
        timeout=400,
    )


def verdicts(result: dict[str, Any]) -> dict[tuple[Any, ...], tuple[str, str, str]]:
    """Outcome, timeliness and code of every finding."""
    return {
        (unit["id"], finding["task"], finding["check"], finding["subject"], number): (
            finding["outcome"],
            finding["timeliness"],
            finding["code"],
        )
        for unit in result["units"]
        for number, finding in enumerate(unit["findings"])
    }


@pytest.fixture(scope="module")
def audited(province: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of one whole audit."""
    folder = tmp_path_factory.mktemp("audited")
    done = run([*audit_command(province, folder), "--evidence", str(folder / "evidence")])
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    (folder / "stdout").write_text(done.stdout, encoding="utf-8")
    return folder


def load(folder: Path) -> dict[str, Any]:
    value: dict[str, Any] = json.loads((folder / "result.json").read_text(encoding="utf-8"))
    return value


def test_the_audit_agrees_with_the_whole_truth(province: Path, audited: Path) -> None:
    arguments = [
        sys.executable,
        "-m",
        "sample_province",
        "check",
        str(audited / "result.json"),
        "--dir",
        str(province),
    ]
    done = run(arguments)
    assert done.returncode == 0, done.stdout


def test_nobody_is_called_in_breach_who_is_not(province: Path, audited: Path) -> None:
    truth = json.loads((province / "truth.json").read_text(encoding="utf-8"))
    breaches = {(row["unit"], str(row["task"])) for row in truth if row["outcome"] == "failed"}
    called = {
        (unit["id"], str(finding["task"]))
        for unit in load(audited)["units"]
        for finding in unit["findings"]
        if finding["outcome"] == "failed"
    }
    assert called
    assert called <= breaches


def test_every_finding_explains_itself_in_one_sentence(audited: Path) -> None:
    for unit in load(audited)["units"]:
        for finding in unit["findings"]:
            text = finding["explanation"]
            assert text.endswith("。"), text
            assert "{" not in text, text
            if finding["outcome"] in {"passed", "failed"}:
                assert finding["cites"], text


def test_whatever_is_called_absent_was_looked_for_everywhere(audited: Path) -> None:
    """Home and navigation read, a listing of the whole portal too, nothing shut, every link refused with its reason."""
    dossiers = [
        finding["dossier"]
        for unit in load(audited)["units"]
        for finding in unit["findings"]
        if finding["outcome"] == "failed" and finding["check"] in ABSENCE
    ]
    assert len(dossiers) > 20
    assert any(dossier["questions"] for dossier in dossiers)
    for dossier in dossiers:
        states = {place["place"]: place["state"] for place in dossier["places"]}
        assert set(states) == {"home", "navigation", "sitemap", "statutory", "key_areas", "search"}
        assert states["home"] == states["navigation"] == "read"
        listings = [states[place] for place in ("sitemap", "statutory", "key_areas")]
        assert "read" in listings
        assert "unread" not in listings
        asked = {question["subject"] for question in dossier["questions"]}
        sought = {each["subject"] for each in dossier["subjects"]}
        if not dossier["columns"] and not sought <= asked and states["search"] != "not_offered":
            gone = {place["failure"] for place in dossier["places"]} & {
                "not_found",
                "soft404",
                "redirect_home",
            }
            assert gone or (states["sitemap"] == "read" and "read" in listings[1:])
        assert all(place["note"] for place in dossier["places"] if place["state"] != "read")
        assert all(each["names"] > 0 for each in dossier["subjects"])
        for candidate in dossier["candidates"]:
            assert candidate["refusal"]
            assert candidate["grade"] in {"一致", "同义", "近似"}
            assert candidate["found_on"]


def test_a_finding_that_rests_on_no_absence_has_no_dossier(audited: Path) -> None:
    findings = [finding for unit in load(audited)["units"] for finding in unit["findings"]]
    others = [each for each in findings if each["outcome"] != "failed" or each["check"] not in ABSENCE]
    assert not any("dossier" in each for each in others)


def test_scores_add_up(audited: Path) -> None:
    for unit in load(audited)["units"]:
        earned = sum(finding["points"]["earned"] for finding in unit["findings"])
        possible = sum(finding["points"]["possible"] for finding in unit["findings"])
        assert unit["score"]["earned"] == pytest.approx(earned, abs=0.01)
        assert unit["score"]["possible"] == pytest.approx(possible, abs=0.01)


def test_the_league_table_names_every_unit(audited: Path) -> None:
    table = (audited / "stdout").read_text(encoding="utf-8")
    for unit in load(audited)["units"]:
        assert unit["name"][:6] in table


def test_judging_again_needs_no_network_and_says_the_same(
    province: Path, audited: Path, tmp_path: Path
) -> None:
    for name in ("mingcha.db", "mingcha.db-signing-key.pem"):
        shutil.copy(audited / name, tmp_path / name)
    with_registry = run(command("judge", province, tmp_path))
    assert with_registry.returncode == 0, with_registry.stderr
    assert verdicts(load(tmp_path)) == verdicts(load(audited))
    (tmp_path / "result.json").unlink()
    arguments = command("judge", province, tmp_path)
    del arguments[arguments.index("--units") : arguments.index("--units") + 2]
    from_the_store = run(arguments)
    assert from_the_store.returncode == 0, from_the_store.stderr
    assert verdicts(load(tmp_path)) == verdicts(load(audited))


def test_each_unit_judged_alone_is_told_what_it_is_told_among_all(
    province: Path, audited: Path, tmp_path: Path
) -> None:
    """Duties that several share, events and second sites included: what others did is known from the store."""
    for name in ("mingcha.db", "mingcha.db-signing-key.pem"):
        shutil.copy(audited / name, tmp_path / name)
    among_all = {unit["id"]: unit["findings"] for unit in load(audited)["units"]}
    with open_database(f"sqlite:///{tmp_path / 'mingcha.db'}", create=False) as database:
        for unit_id, findings in among_all.items():
            given = load_input("yunnan-2017", province / "units.csv", [unit_id])
            (alone,) = judge_stored(given, database, as_of=date.fromisoformat(AS_OF))["units"]
            assert alone["findings"] == findings


def portals_done(database: Path) -> int:
    """How many portals are stored whole."""
    if not database.exists():
        return 0
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        try:
            row = connection.execute(
                "SELECT count(*) FROM portal_crawls WHERE finished_at IS NOT NULL"
            ).fetchone()
        except sqlite3.OperationalError:
            return 0
    return int(row[0])


def test_an_audit_from_what_was_captured_says_the_same(province: Path, audited: Path, tmp_path: Path) -> None:
    """Word for word, though no portal is asked; only numbers of the store may differ."""
    done = run([*command("audit", province, tmp_path), "--replay", str(audited / "evidence")])
    assert done.returncode == 0, done.stderr
    assert "replayed 30 visit(s) of 1 crawl(s)" in done.stderr
    assert "took another way" not in done.stderr
    before = json.loads((audited / "result.json").read_text(encoding="utf-8"))
    again = json.loads((tmp_path / "result.json").read_text(encoding="utf-8"))
    for result in (before, again):
        del result["run_id"]
        for unit in result["units"]:
            for finding in unit["findings"]:
                finding["cites"] = [cite.split("/")[0] for cite in finding["cites"]]
    assert again == before


def test_a_replay_needs_a_store_of_its_own(province: Path, audited: Path) -> None:
    done = run([*command("audit", province, audited), "--replay", str(audited / "evidence")])
    assert done.returncode == 2
    assert "name a new database" in done.stderr


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_an_audit_that_was_stopped_goes_on(
    province: Path, audited: Path, tmp_path: Path, how: signal.Signals
) -> None:
    process = subprocess.Popen(
        audit_command(province, tmp_path),
        cwd=ROOT,
        env={**os.environ, **QUICK},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    wait_for(lambda: portals_done(tmp_path / "mingcha.db") >= 2, process, seconds=120)
    process.send_signal(how)
    said, _ = process.communicate(timeout=120)
    assert process.returncode != 0
    stored = portals_done(tmp_path / "mingcha.db")
    if how is signal.SIGINT:
        assert "interrupted" in said
        assert "Traceback" not in said
    again = run(audit_command(province, tmp_path))
    assert again.returncode == 0, again.stderr
    assert "taken up" in again.stderr
    assert stored >= 2
    assert verdicts(load(tmp_path)) == verdicts(load(audited))
