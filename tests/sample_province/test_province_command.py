"""Do exec, serve and check do what they say, and end as they should?"""

import json
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from audit_rules.inputs.units import load_units
from sample_province.__main__ import main
from sample_province.compare import compare

ROOT = Path(__file__).resolve().parents[2]


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "sample_province", *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("written")
    script = "import sys; print(open(sys.argv[1]).readline().strip()); sys.exit(7)"
    done = run("exec", "--dir", str(folder), "--", sys.executable, "-c", script, str(folder / "units.csv"))
    assert done.returncode == 7, done.stderr
    assert done.stdout.startswith("id,name,kind,portal_url")
    return folder


def test_exec_writes_a_registry_that_loads_and_a_truth(written: Path) -> None:
    units, errors = load_units(written / "units.csv")
    assert errors == ()
    assert len(units) >= 24
    assert sum(unit.portal_url is None for unit in units) == 1
    truth = json.loads((written / "truth.json").read_text(encoding="utf-8"))
    assert {"unit", "task", "check", "subject", "outcome", "timeliness", "why"} <= set(truth[0])


def test_exec_leaves_nothing_listening(written: Path) -> None:
    units, _ = load_units(written / "units.csv")
    host, _, port = (units[0].portal_url or "").removeprefix("http://").rstrip("/").partition(":")
    with pytest.raises(ConnectionRefusedError), socket.create_connection((host, int(port)), timeout=2):
        pass


def test_exec_of_a_command_that_is_not_there(tmp_path: Path) -> None:
    done = run("exec", "--dir", str(tmp_path), "--", "no-such-command-here")
    assert done.returncode == 127
    assert "cannot run no-such-command-here" in done.stderr


def test_a_terminated_exec_takes_its_command_with_it(tmp_path: Path) -> None:
    child = (
        "import os,time,pathlib,sys; pathlib.Path(sys.argv[1]).write_text(str(os.getpid())); time.sleep(60)"
    )
    pid_file = tmp_path / "pid"
    outer = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "sample_province",
            "exec",
            "--dir",
            str(tmp_path),
            "--",
            sys.executable,
            "-c",
            child,
            str(pid_file),
        ],
        cwd=ROOT,
    )
    try:
        while not (pid_file.exists() and pid_file.read_text()):
            assert outer.poll() is None
        outer.send_signal(signal.SIGTERM)
        assert outer.wait(timeout=20) == 128 + signal.SIGTERM
        with pytest.raises(ProcessLookupError):
            os.kill(int(pid_file.read_text()), 0)
    finally:
        outer.kill()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--port", "70000"], "is no port"),
        (["--plan", "no-such-plan"], "no plan here"),
    ],
)
def test_what_cannot_be_used_is_named_and_ends_with_2(
    tmp_path: Path, arguments: list[str], words: str
) -> None:
    done = run("exec", "--dir", str(tmp_path), *arguments, "--", "true")
    assert done.returncode == 2
    assert words in done.stderr
    assert "Traceback" not in done.stderr


def test_a_folder_that_cannot_be_written_to(tmp_path: Path) -> None:
    taken = tmp_path / "file"
    taken.write_text("")
    done = run("exec", "--dir", str(taken / "below"), "--", "true")
    assert done.returncode == 2
    assert "cannot write to" in done.stderr


def result_from(truth: list[dict[str, Any]]) -> dict[str, Any]:
    """A result that says what the truth says."""
    units: dict[str, list[dict[str, Any]]] = {}
    for row in truth:
        finding = {**row, "timeliness": row["timeliness"] or "on_time", "code": "code", "explanation": "说明"}
        units.setdefault(row["unit"], []).append(finding)
    return {"units": [{"id": unit, "findings": findings} for unit, findings in units.items()]}


def test_check_agrees_with_the_truth_itself(written: Path, capsys: pytest.CaptureFixture[str]) -> None:
    truth = json.loads((written / "truth.json").read_text(encoding="utf-8"))
    result = written / "same.json"
    result.write_text(json.dumps(result_from(truth)), encoding="utf-8")
    assert main(["check", str(result), "--dir", str(written)]) == 0
    assert capsys.readouterr().out == f"{len(truth)} of {len(truth)} agree; false accusations: 0\n"


def test_check_names_each_difference_and_counts_false_accusations(
    written: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    truth = json.loads((written / "truth.json").read_text(encoding="utf-8"))
    result = result_from(truth)
    findings = {(f["task"], f["check"], f["subject"]): f for f in result["units"][0]["findings"]}
    findings["L2", "document", None]["outcome"] = "failed"
    findings["L5", "document", None]["timeliness"] = "on_time"
    result["units"][1]["findings"].pop()
    path = written / "other.json"
    path.write_text(json.dumps(result), encoding="utf-8")
    assert main(["check", str(path), "--dir", str(written)]) == 1
    out = capsys.readouterr().out
    assert "czt task L2 document -: truth passed/on_time" in out
    assert "FALSE ACCUSATION" in out
    assert "truth passed/late" in out
    assert "got nothing" in out
    assert out.endswith(f"{len(truth) - 3} of {len(truth)} agree; false accusations: 1\n")


def test_findings_that_the_truth_does_not_know_are_differences() -> None:
    extra = {"task": 1, "check": "column", "subject": "ppp", "outcome": "failed", "timeliness": "overdue"}
    found = compare({"units": [{"id": "czt", "findings": [extra]}]}, [])
    assert found.total == 0
    assert found.false_accusations == 1


@pytest.mark.parametrize("content", ["", "[]", '{"units": [{}]}'])
def test_a_file_that_is_no_result_is_named(
    written: Path, content: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = written / "broken.json"
    path.write_text(content, encoding="utf-8")
    assert main(["check", str(path), "--dir", str(written)]) == 2
    assert "error: " in capsys.readouterr().err
    assert main(["check", str(written / "none.json"), "--dir", str(written)]) == 2
