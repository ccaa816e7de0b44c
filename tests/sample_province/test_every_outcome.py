"""Does every outcome that a rule can give occur in the sample province, and does the docs' table say where, or why nowhere?

What a rule can give is told by its cases (``tests/audit_rules/cases``); what occurs, by the truths of the plans that the
province is tried on, and of the simulated year.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from audit_rules.plans.loading import load_plan
from domain.plans import Plan
from sample_province.province import Model, build_model
from sample_province.scenarios.outcomes import PLAN
from sample_province.truth import truth
from sample_province.year.happenings import nights
from sample_province.year.plan import year_plan
from sample_province.year.portals import cast
from sample_province.year.truth import Watched

ROOT = Path(__file__).resolve().parents[2]
CASES = ROOT / "tests" / "audit_rules" / "cases"
PAGE = ROOT / "docs" / "sample-province.md"
KINDS = ("on time", "late", "unknown", "warning", "failed", "can't tell", "not applicable")
ALWAYS = frozenset({"can't tell", "not applicable"})
"""What the engine says of any rule's duty: no portal is known, the plan came after the due date."""

Shown = dict[tuple[str, str], set[str]]


def kind_of(outcome: str, timeliness: str | None, *, warning: bool = False) -> str | None:
    """The column of the table; None where it can't be told, or people judge."""
    if outcome == "passed":
        return (
            "warning"
            if warning
            else {"on_time": "on time", "late": "late", "unknown": "unknown"}.get(timeliness or "")
        )
    return {"failed": "failed", "cant_tell": "can't tell", "not_applicable": "not applicable"}.get(outcome)


def in_the_provinces_year(plan: Plan) -> Plan:
    """The table of 2019 as if it had been in force in the year that the province's postings cover."""
    return replace(plan, issued_on=date(2015, 4, 1), published_on=date(2015, 4, 1))


def other_provinces() -> Mapping[str, Plan]:
    return {
        "A": load_plan("national-2015"),
        "B": in_the_provinces_year(load_plan("national-2019")),
        "E": load_plan(PLAN),
    }


def of_the_year() -> Iterable[tuple[str, str | None]]:
    """Rule and kind of every verdict that the simulated year's truth holds."""
    portals = cast()
    rules = {int(task.number): task.checks[0].rule for task in year_plan(()).tasks}
    watched = [Watched(portal) for portal in portals]
    for night in nights():
        for each in watched:
            each.pass_night(night)
            for task, right in each.rightly(night).items():
                yield rules[task], kind_of(str(right.outcome), str(right.timeliness))


@pytest.fixture(scope="module")
def shown(model: Model) -> Shown:
    """By rule and kind, the letters of the provinces whose truth has it."""
    found: Shown = defaultdict(set)
    models = {"Y": model} | {letter: build_model(plan) for letter, plan in other_provinces().items()}
    for letter, each in models.items():
        for row in truth(each):
            kind = kind_of(row["outcome"], row["timeliness"], warning=row["warning"])
            if kind is not None and row["check"] != "manual":
                found[row["check"], kind].add(letter)
    for rule, kind in of_the_year():
        if kind is not None:
            found[rule, kind].add("T")
    return found


@pytest.fixture(scope="module")
def possible() -> set[tuple[str, str]]:
    """What the rules' cases show that each can give."""
    found = set()
    for path in CASES.glob("[a-z]*.json"):
        wants = [case["want"] for case in json.loads(path.read_text(encoding="utf-8"))["cases"]]
        kinds = {
            kind_of(want["outcome"], want["timeliness"], warning=want.get("warning", False)) for want in wants
        }
        found |= {(path.stem, kind) for kind in {*kinds, *ALWAYS} if kind is not None}
    return found


def section(title: str) -> str:
    text = PAGE.read_text(encoding="utf-8").partition(f"\n## {title}\n")[2]
    return text.partition("\n## ")[0]


def told(title: str) -> dict[tuple[str, str], str]:
    """The cells of the docs' table."""
    rows = [line for line in section(title).splitlines() if line.startswith("| `")]
    cells = [[cell.strip() for cell in row.strip("|").split("|")] for row in rows]
    return {
        (rule.strip("`"), kind): cell for rule, *row in cells for kind, cell in zip(KINDS, row, strict=True)
    }


def test_the_table_says_where_every_outcome_occurs(shown: Shown, possible: set[tuple[str, str]]) -> None:
    table = told("Every rule and outcome")
    assert {rule for rule, _ in table} == {rule for rule, _ in possible}
    wrong = {}
    for cell, words in table.items():
        letters = "".join(letter for letter in "YABET" if letter in shown.get(cell, ()))
        right = letters or ("note" if cell in possible else "–")
        if (words if words == "–" or not words.startswith("*") else "note") != right:
            wrong[cell] = f"{words} should be {right}"
    assert wrong == {}


def test_what_no_case_of_a_rule_shows_occurs_nowhere(shown: Shown, possible: set[tuple[str, str]]) -> None:
    assert set(shown) <= possible


def test_what_occurs_nowhere_has_a_note_that_says_why() -> None:
    text = section("Every rule and outcome")
    used = {cell for cell in told("Every rule and outcome").values() if cell.startswith("*")}
    explained = set(re.findall(r"^- (\*\d\*)", text, re.MULTILINE))
    assert used == explained


def test_every_rule_that_never_fails_or_is_never_late_is_named_with_the_reason(
    possible: set[tuple[str, str]],
) -> None:
    text = section("Every rule and outcome")
    rules = {rule for rule, _ in possible}
    for kind, mark in (("failed", "Never fails"), ("late", "Never late")):
        lines = [line for line in text.splitlines() if line.startswith(f"- {mark}: ")]
        named = {name for line in lines for name in re.findall(r"`([a-z_]+)`", line.partition(" – ")[0])}
        assert named == {rule for rule in rules if (rule, kind) not in possible}, mark
        assert all(line.partition(" – ")[2] for line in lines)


def test_the_plan_of_every_outcome_has_units_of_each_kind_for_each_rule_of_content(shown: Shown) -> None:
    for rule in ("column", "document", "elements", "fresh", "periodic", "count", "filed"):
        for kind in ("failed", "can't tell", "not applicable"):
            assert "E" in shown[rule, kind], (rule, kind)
