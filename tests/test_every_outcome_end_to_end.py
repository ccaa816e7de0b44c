"""Does the audit agree with the whole truth of the units that show every outcome, register and all?"""

import json
import os
import subprocess
import sys
from pathlib import Path

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


@pytest.mark.e2e
def test_the_audit_agrees_with_the_truth_of_every_outcome(tmp_path: Path) -> None:
    plan = ("--plan", str(PLAN))
    province = (sys.executable, "-m", "sample_province", "exec", "--dir", str(tmp_path), *plan, "--")
    audit = (sys.executable, "-m", "jobs.cli", "audit", *plan, "--units", str(tmp_path / "units.csv"))
    given = ("--register", str(tmp_path / "register.csv"), "--as-of", "2017-12-31")
    stored = ("--db", f"sqlite:///{tmp_path / 'm.db'}", "--allow-network", "127.0.0.0/8")
    done = subprocess.run(
        [*province, *audit, *given, *stored, "--json", str(tmp_path / "result.json")],
        env={**os.environ, **QUICK},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    result, truth = (
        json.loads((tmp_path / f"{name}.json").read_text("utf-8")) for name in ("result", "truth")
    )
    found = compare(result, truth)
    assert [str(each) for each in found.differences] == []
    assert found.false_accusations == 0
    codes = {finding["code"] for unit in result["units"] for finding in unit["findings"]}
    assert codes >= SAID_BY_THE_ENGINE
