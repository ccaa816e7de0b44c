"""What ``mingcha verify`` ends with: 0 and a word where all holds, 1 and what is wrong or missing."""

from pathlib import Path
from typing import Any

from typer.testing import CliRunner

from jobs.cli import app


def verified(*arguments: object) -> tuple[int, str]:
    done = CliRunner().invoke(app, ["verify", *map(str, arguments)])
    return done.exit_code, f"{done.output}{done.exception or ''}"


def test_a_package_of_a_trusted_key_holds(original: Any, tmp_path: Path) -> None:
    (tmp_path / "key.pub").write_bytes(original.key.public.pem)
    code, told = verified(original.path, "--key", tmp_path / "key.pub")
    assert code == 0, told
    assert "everything holds" in told


def test_without_a_key_it_is_told_that_nobody_answers_for_it_and_nothing_else(original: Any) -> None:
    code, told = verified(original.path)
    assert code == 1
    assert "nothing in it speaks against it, but who signed it is not checked" in told
    assert "does not hold" not in told
    assert "FAILS  signature (what should be so: signed with a trusted key" in told


def test_what_was_changed_is_told_without_a_key_too(forger: Any) -> None:
    path = forger.written(forger.original.path.read_bytes()[:-1])
    code, told = verified(path)
    assert code == 1
    assert "it does not hold" in told
