"""Is it said what is missing before a report in PDF is made that could not be read?"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from jobs.errors import WorkError
from jobs.printing import check_printing

ROOT = Path(__file__).resolve().parents[2]


def test_with_everything_there_nothing_is_said() -> None:
    check_printing()


def test_without_chinese_typefaces_it_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    command = tmp_path / "fc-list"
    command.write_text("#!/bin/sh\n", encoding="utf-8")
    command.chmod(0o700)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    with pytest.raises(WorkError, match=r"no typeface with Chinese characters .* fonts-noto-cjk"):
        check_printing()


def test_without_pango_it_is_refused(tmp_path: Path) -> None:
    (tmp_path / "weasyprint.py").write_text("raise OSError('cannot load library pango')\n", encoding="utf-8")
    code = (
        "from jobs.errors import WorkError\nfrom jobs.printing import check_printing\n"
        "try:\n    check_printing()\nexcept WorkError as error:\n    print(error)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": f"{tmp_path}{os.pathsep}{ROOT}"},
    )
    assert "cannot load library pango" in done.stdout
    assert "libpango-1.0-0" in done.stdout
