"""Does the house have just the rooms the architecture draws?"""

import ast
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ROOMS = {
    "domain",
    "audit_rules",
    "crawler",
    "spiders",
    "db",
    "evidence",
    "casework",
    "web",
    "jobs",
    "sample_province",
    "drafting",
}
FORBIDDEN_NAMES = {"utils.py", "helpers.py", "common.py", "misc.py"}


def packages() -> set[str]:
    return {path.parent.name for path in ROOT.glob("*/__init__.py")}


def test_every_package_is_a_room() -> None:
    assert packages() <= ROOMS


def test_every_room_is_under_an_import_contract() -> None:
    config = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert set(config["tool"]["importlinter"]["root_packages"]) == packages()


def test_nothing_shadows_a_package() -> None:
    assert not (ROOT / "alembic" / "__init__.py").exists()
    assert not list((ROOT / "tests").rglob("__init__.py"))


def test_no_file_is_a_drawer_for_odds_and_ends() -> None:
    drawers = [
        path for room in packages() for path in (ROOT / room).rglob("*.py") if path.name in FORBIDDEN_NAMES
    ]
    assert drawers == []


def test_every_module_says_which_question_it_answers() -> None:
    silent = [
        str(path.relative_to(ROOT))
        for room in packages()
        for path in (ROOT / room).rglob("*.py")
        if path.read_text(encoding="utf-8").strip()
        and not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert silent == []


def test_files_stay_one_room_large() -> None:
    long = {
        str(path.relative_to(ROOT)): lines
        for room in packages()
        for path in (ROOT / room).rglob("*.py")
        if (lines := path.read_text(encoding="utf-8").count("\n")) > 400
    }
    assert long == {}
