"""Is judging at scale measured on portals that have something of every outcome?"""

import json
from collections import Counter
from pathlib import Path

from bench.judge import figures, judge, told
from db.database import open_database
from domain.findings import Outcome


def test_a_small_province_is_filled_judged_and_measured(tmp_path: Path) -> None:
    judged = judge(tmp_path, units=4, postings=200)
    result = json.loads((tmp_path / "result.json").read_text(encoding="utf-8"))
    findings = [finding for unit in result["units"] for finding in unit["findings"]]
    assert judged.findings == len(findings) == 4 * len(result["units"][0]["findings"])
    outcomes = Counter(finding["outcome"] for finding in findings)
    assert not outcomes[Outcome.ERROR]
    assert {Outcome.PASSED, Outcome.FAILED, Outcome.CANT_TELL, Outcome.NOT_APPLICABLE} <= set(outcomes)
    with open_database(f"sqlite:///{tmp_path / 'judge.db'}", create=False) as database:
        facts = database.load_facts([unit["id"] for unit in result["units"]])
    assert [len(portal.postings) for portal in facts.values()] == [200] * 4
    assert all(len(portal.probes) == 7 * 24 for portal in facts.values())
    assert judged.cpu_seconds > 0
    assert judged.peak_bytes > 10_000_000
    assert figures(judged)["of_reference"] > 1
    assert f"{len(findings)} findings" in told(judged)
