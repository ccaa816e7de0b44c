"""Does the audit by the table of 2015 agree with the whole truth of the units under inspection?"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from sample_province.compare import compare

ROOT = Path(__file__).resolve().parents[1]
QUICK = {
    "MINGCHA_DELAY": "0.02",
    "MINGCHA_CONNECT_TIMEOUT": "3",
    "MINGCHA_TIMEOUT": "6",
    "MINGCHA_RETRIES": "1",
    "PYTHONPATH": str(ROOT),
}


@pytest.mark.e2e
def test_the_inspection_agrees_with_the_whole_truth(tmp_path: Path) -> None:
    plan = ("--plan", "national-2015")
    province = (sys.executable, "-m", "sample_province", "exec", "--dir", str(tmp_path), *plan, "--")
    audit = (sys.executable, "-m", "jobs.cli", "audit", *plan, "--units", str(tmp_path / "units.csv"))
    stored = ("--as-of", "2017-12-31", "--db", f"sqlite:///{tmp_path / 'm.db'}")
    shown = ("--allow-network", "127.0.0.0/8", "--json", str(tmp_path / "result.json"))
    done = subprocess.run(
        [*province, *audit, *stored, *shown],
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
    vetoed = {unit["id"] for unit in result["units"] if unit["inspection"]["result"] == "vetoed"}
    assert vetoed == {
        *("ins_home_stale", "ins_stale_five", "ins_stale_ten", "ins_stale_near"),
        *("ins_blank_five", "ins_letters_late"),
    }
