"""Does an audit under other plans than the province's own agree with the whole truth of the units made for them?"""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from sample_province.compare import compare
from sample_province.scenarios.outcomes import PLAN

ROOT = Path(__file__).resolve().parents[1]
QUICK = {
    "MINGCHA_DELAY": "0.02",
    "MINGCHA_CONNECT_TIMEOUT": "3",
    "MINGCHA_TIMEOUT": "6",
    "MINGCHA_RETRIES": "1",
    "PYTHONPATH": str(ROOT),
}
SAID_BY_THE_ENGINE = {
    "met_by_other",
    "filed_in_time",
    "filed_only",
    "no_portal_merged",
    "event_unknown",
    "not_due",
}


def audit(folder: Path, plan: str, *more: str) -> Any:
    """Serve the units made for a plan, audit them, and hold the result against their truth; returns the result."""
    province = (sys.executable, "-m", "sample_province", "exec", "--dir", str(folder), "--plan", plan, "--")
    command = (
        sys.executable,
        "-m",
        "jobs.cli",
        "audit",
        "--plan",
        plan,
        "--units",
        str(folder / "units.csv"),
    )
    given = (
        "--as-of",
        "2017-12-31",
        "--db",
        f"sqlite:///{folder / 'm.db'}",
        "--allow-network",
        "127.0.0.0/8",
    )
    done = subprocess.run(
        [*province, *command, *given, "--json", str(folder / "result.json"), *more],
        env={**os.environ, **QUICK},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    result, truth = (json.loads((folder / f"{name}.json").read_text("utf-8")) for name in ("result", "truth"))
    found = compare(result, truth)
    assert [str(each) for each in found.differences] == []
    assert found.false_accusations == 0
    return result


@pytest.mark.e2e
def test_the_audit_agrees_with_the_truth_of_every_outcome(tmp_path: Path) -> None:
    result = audit(tmp_path, str(PLAN), "--register", str(tmp_path / "register.csv"))
    codes = {finding["code"] for unit in result["units"] for finding in unit["findings"]}
    assert codes >= SAID_BY_THE_ENGINE


@pytest.mark.e2e
def test_the_inspection_by_the_table_of_2015_agrees_with_the_whole_truth(tmp_path: Path) -> None:
    result = audit(tmp_path, "national-2015")
    vetoed = {unit["id"] for unit in result["units"] if unit["inspection"]["result"] == "vetoed"}
    assert vetoed == {
        *("ins_home_stale", "ins_stale_five", "ins_stale_ten", "ins_stale_near"),
        *("ins_blank_five", "ins_letters_late"),
    }
