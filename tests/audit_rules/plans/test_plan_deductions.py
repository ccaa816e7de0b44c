"""Does the check of a plan find what is wrong with an inspection table?"""

import shutil
from pathlib import Path

import pytest

from audit_rules.bundled import PLANS
from audit_rules.plans.check import check_plan


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(PLANS / "national-2019", tmp_path / "national-2019"))


def change(folder: Path, name: str, old: str, new: str) -> None:
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.mark.parametrize("name", ["national-2015", "national-2019"])
def test_the_bundled_tables_hold(name: str) -> None:
    assert check_plan(name).problems == ()


@pytest.mark.parametrize(
    ("name", "old", "new", "reason"),
    [
        ("plan.yaml", "weight: 75", "weight: 70", "the sections weigh 95"),
        ("plan.yaml", "without_services: []", "without_services: ['@nobody']", "unknown group @nobody"),
        ("plan.yaml", "services_section: 办事服务", "services_section: 别的", "names none of the sections"),
        ("tasks/veto.yaml", "veto: true}", "veto: true, points: 3}", "is a veto or advice, but takes off points"),
        ("tasks/veto.yaml", "veto: true}", "veto: true, advice: true}", "is a veto and advice"),
        ("tasks/publication.yaml", "first_level: true}, points: 5}", "first_level: true}}", "takes off no points"),
        ("tasks/publication.yaml", "weight: 5", "weight: 4", "more than the item's 4 points"),
        ("tasks/publication.yaml", "limit: 1, first_level", "limit: 0, first_level", "params.limit"),
        ("tasks/publication.yaml", "{regulations: 184}", "{regulation: 184}", "regulation is not known"),
        ("tasks/publication.yaml", "marks: [search]", "marks: [colour]", "params.marks"),
        ("tasks/bonus.yaml", "    bonus: true", "    bonus: true\n    checks: [{rule: alive}]", "a bonus is not measured"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named(folder: Path, name: str, old: str, new: str, reason: str) -> None:
    change(folder, name, old, new)
    assert any(reason in str(problem) for problem in check_plan(folder).problems), check_plan(folder).problems


def test_a_sourced_figure_says_where_it_was_read(folder: Path) -> None:
    change(
        folder,
        "tasks/publication.yaml",
        "    source_url: https://cpxtsg.com/gkml/wzcc/202102/t20210226_31892\n",
        "",
    )
    assert any("has no source_url" in str(problem) for problem in check_plan(folder).problems)
