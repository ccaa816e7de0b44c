"""Does ``docs/rules.md`` list every rule with every code it can give?"""

import re
from pathlib import Path

from audit_rules import engine
from audit_rules.absence.missing import MESSAGES as SHARED
from audit_rules.absence.proof import MESSAGES as PROOF_MESSAGES
from audit_rules.registry import all_rules

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "rules.md").read_text(encoding="utf-8")
ROWS = {
    cells[0]: set(re.findall(r"`(\w+)`", cells[2]))
    for cells in re.findall(r"^\| `(\w+)` \| ([^|]*) \| ([^|]*) \|$", PAGE, flags=re.MULTILINE)
}


def test_every_rule_has_its_row_with_the_codes_of_its_own() -> None:
    rules = {name: set(rule.messages) - set(SHARED) for name, rule in all_rules().items()}
    assert {name: ROWS.get(name) for name in rules} == rules


def test_every_shared_code_is_explained() -> None:
    assert set(SHARED) <= set(ROWS)
    assert set(PROOF_MESSAGES) <= set(SHARED)


def test_every_code_of_the_engine_is_named() -> None:
    told = PAGE[PAGE.index("Codes of the engine") :].split("\n\n")[0]
    assert set(re.findall(r"`(\w+)`", told)) == set(engine.MESSAGES)


def test_every_rule_s_docstring_is_its_page() -> None:
    for name, rule in all_rules().items():
        assert rule.page.startswith(f"``{name}``: ")
        assert re.search(r"\bparams\b", rule.page, flags=re.IGNORECASE), (
            f"{name} does not speak of its params"
        )
