"""Can a reader tell from the report of ``mingcha plan check`` what was checked, and what to mend?"""

import shutil
from pathlib import Path

from audit_rules.bundled import PLANS
from audit_rules.plans.check import check_plan
from jobs.plan import render_report


def test_a_plan_that_holds() -> None:
    text = render_report(check_plan("yunnan-2017"))
    assert "120 of 120" in text
    assert "122 of 122 texts" in text
    assert "100 of 100" in text
    assert "云政办发〔2017〕41号" in text
    assert text.endswith("The plan holds.")


def test_a_plan_that_does_not(tmp_path: Path) -> None:
    folder = shutil.copytree(PLANS / "yunnan-2017", tmp_path / "broken")
    tasks = folder / "tasks" / "growth.yaml"
    tasks.write_text(
        tasks.read_text(encoding="utf-8").replace("leads: [dsj]", "leads: [dsjj]"), encoding="utf-8"
    )
    report = check_plan(folder)
    text = render_report(report)
    assert not report.ok
    assert "tasks/growth.yaml, task 7: leads: dsjj is not known. Use an id of units.csv" in text
    assert text.endswith("problem(s).")
    (folder / "plan.yaml").write_text("id: broken\n", encoding="utf-8")
    assert "plan.yaml: title: Field required" in render_report(check_plan(folder))
