"""Does every way to the vocabulary go by the operator's file where one is named?"""

import subprocess
import sys
from pathlib import Path

import pytest

from audit_rules import bundled
from audit_rules.subjects.matcher import load_vocabulary
from audit_rules.subjects.versions import VocabularyError, program_vocabulary

OWN = "subjects:\n- {id: ppp, name: PPP, exact: [合作项目专栏]}\n"


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "own.yaml"
    path.write_text(OWN, encoding="utf-8")
    monkeypatch.setenv("MINGCHA_VOCABULARY", str(path))
    return path


def test_the_operators_file_is_gone_by(own: Path) -> None:
    assert program_vocabulary().data == own.read_bytes()
    assert list(load_vocabulary().names) == ["ppp"]
    assert program_vocabulary().compiled().names == load_vocabulary().names


def test_other_processes_go_by_it_too(own: Path) -> None:
    asked = "from audit_rules.subjects.versions import program_vocabulary as p; print(p().digest)"
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == program_vocabulary().digest


def test_an_empty_name_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MINGCHA_VOCABULARY", "")
    assert program_vocabulary().data == bundled.SUBJECTS.read_bytes()


def test_a_file_that_is_not_there_is_never_replaced_by_the_programs(own: Path) -> None:
    own.unlink()
    with pytest.raises(VocabularyError, match=r"own\.yaml"):
        program_vocabulary()
