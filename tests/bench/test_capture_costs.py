"""The bench of captures runs, and an unchanged night adds next to nothing."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.e2e
def test_an_unchanged_night_adds_less_than_two_percent(tmp_path: Path) -> None:
    out = tmp_path / "capture.json"
    command = [sys.executable, "bench/capture.py", "--rounds", "1", "--portals", "1", "--kinds", "gzip"]
    done = subprocess.run(
        [*command, "--out", str(out)], cwd=ROOT, capture_output=True, text=True, timeout=300, check=False
    )
    assert done.returncode == 0, done.stderr
    (costs,) = json.loads(out.read_text(encoding="utf-8"))
    assert costs["pages"] > 40
    assert costs["rendered"] > 0
    assert costs["bytes_again_ratio"] < 0.02
