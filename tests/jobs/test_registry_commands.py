"""Does ``mingcha registry`` take the good rows of a file, tell the bad ones, and give back what it took?"""

from pathlib import Path

import pytest

from jobs.cli import app, run

CSV = "id,name,kind,portal_url\nczt,省财政厅,provincial_dept,http://czt.gov.cn/\nbad id,谁,other,\n"


def called(*arguments: str) -> int:
    return run(lambda: app(list(arguments), standalone_mode=False))


def test_imported_exported_and_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    db = f"sqlite:///{tmp_path / 'm.db'}"
    units, back = tmp_path / "units.csv", tmp_path / "back.csv"
    units.write_text(CSV, encoding="utf-8")
    assert called("registry", "import", str(units), "--db", db, "--dry-run") == 0
    assert called("registry", "import", str(units), "--db", db, "--reason", "第一次导入") == 0
    told = capsys.readouterr()
    assert "line 3" in told.err
    assert "new czt" in told.out
    assert called("registry", "export", "-o", str(back), "--db", db) == 0
    first = back.read_bytes()
    assert "省财政厅" in first.decode()
    assert called("registry", "import", str(back), "--db", db) == 0
    assert called("registry", "export", "-o", str(back), "--db", db) == 0
    assert back.read_bytes() == first
    capsys.readouterr()
    assert called("registry", "history", "czt", "--db", db) == 0
    assert "第一次导入" in capsys.readouterr().out


def test_a_file_of_no_use_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "units.csv"
    path.write_bytes("id,name\n".encode("utf-16"))
    assert called("registry", "import", str(path), "--db", f"sqlite:///{tmp_path / 'm.db'}") == 2
