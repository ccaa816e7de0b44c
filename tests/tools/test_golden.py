"""Is everything judged of the golden facts as it was? Each change of a verdict shows as a line that is gone and one that is new.

A change that is meant is taken over with ``python tools/golden.py findings``, and shows in the commit.
"""

from difflib import unified_diff

from tools.golden import DAYS, FINDINGS, PLANS, lines

SHOWN = 60


def test_every_verdict_is_as_it_was() -> None:
    known, now = FINDINGS.read_text(encoding="utf-8").splitlines(), list(lines())
    changed = list(unified_diff(known, now, "golden", "now", lineterm="", n=0))
    assert changed[:SHOWN] == []


def test_the_golden_set_holds_every_outcome() -> None:
    known = [line.split() for line in FINDINGS.read_text(encoding="utf-8").splitlines()]
    assert {parts[0] for parts in known} == set(PLANS)
    assert {parts[1] for parts in known} == {str(day) for day in DAYS}
    assert {parts[6] for parts in known} >= {"passed", "failed", "cant_tell", "not_applicable", "manual"}
    assert {parts[7] for parts in known} >= {"on_time", "late", "overdue", "not_due", "unknown"}
