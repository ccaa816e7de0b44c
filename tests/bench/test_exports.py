"""Are office documents measured on an audit of real size, and is it told whether they were the same again?"""

from pathlib import Path

import pytest

from bench.exports import COMMANDS, exports, figures, told
from db.database import open_database


def test_documents_of_a_small_province_are_made_twice_and_compared(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in list(COMMANDS)[1:]:
        monkeypatch.delitem(COMMANDS, name)
    findings, measured = exports(tmp_path, units=3, pdfs=1)
    assert [each.name for each in measured] == ["ledger (xlsx)", "reports (pdf)"]
    assert all(each.same and each.size > 1_000 and each.files >= 1 for each in measured)
    with open_database(f"sqlite:///{tmp_path / 'judge.db'}", create=False) as database:
        head = database.load_audit_head()
        stored = database.load_findings(head.id, [unit.unit_id for unit in head.units])
    assert sum(map(len, stored.values())) == findings
    assert 20 <= findings / 3 <= 120
    assert "the same bytes again" in told(measured[0])
    assert figures(findings, measured)["findings"] == findings
