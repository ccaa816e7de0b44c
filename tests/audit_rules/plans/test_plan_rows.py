"""Does the page of a plan's rows say what the plan says?"""

from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

from audit_rules.plans.loading import load_plan

ROOT = Path(__file__).resolve().parents[3]


def tool() -> ModuleType:
    spec = spec_from_file_location("plan_rows", ROOT / "tools" / "plan_rows.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_page_is_what_the_plan_gives() -> None:
    written = (ROOT / "docs" / "yunnan-2017-rows.md").read_text(encoding="utf-8")
    assert written == tool().page(load_plan("yunnan-2017")), "run: python tools/plan_rows.py"


def test_every_row_is_weighed_and_what_nothing_checks_says_why() -> None:
    rows = {
        cells[1].strip(): cells[4].strip()
        for line in tool().page(load_plan("yunnan-2017")).splitlines()
        if len(cells := line.split("|")) == 6
    }
    tasks = load_plan("yunnan-2017").tasks
    assert {str(task.number) for task in tasks} <= set(rows)
    assert all(rows[str(task.number)] != "–" for task in tasks if not task.checks)
