"""Does bad input get a clear message and the right exit status, and never a traceback?"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from audit_rules.subjects.matcher import load_vocabulary
from db.database import open_database
from jobs.cli import run

ROOT = Path(__file__).resolve().parents[2]
HEADER = "id,name,kind,portal_url\n"


def mingcha(*arguments: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "jobs.cli", *arguments],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


@pytest.fixture
def units(tmp_path: Path) -> Path:
    path = tmp_path / "units.csv"
    path.write_text(HEADER + "czt,省财政厅,provincial_dept,http://127.17.9.9:9/\n", encoding="utf-8")
    return path


def assert_refused(done: subprocess.CompletedProcess[str], status: int, *words: str) -> None:
    assert done.returncode == status, done.stderr
    assert "Traceback" not in done.stderr + done.stdout
    for word in words:
        assert word in done.stderr


def test_an_unknown_plan(tmp_path: Path, units: Path) -> None:
    assert_refused(
        mingcha("audit", "--plan", "atlantis-2017", "--units", str(units), cwd=tmp_path), 2, "atlantis-2017"
    )


def test_a_bad_date(tmp_path: Path, units: Path) -> None:
    done = mingcha(
        "audit", "--plan", "yunnan-2017", "--units", str(units), "--as-of", "31.12.2017", cwd=tmp_path
    )
    assert_refused(done, 2, "--as-of", "31.12.2017", "YYYY-MM-DD")


def test_a_date_that_does_not_exist(tmp_path: Path) -> None:
    assert_refused(
        mingcha("deadline", "30个工作日内", "--issued", "2017-02-30", cwd=tmp_path),
        2,
        "--issued",
        "2017-02-30",
    )


def test_a_missing_units_file(tmp_path: Path) -> None:
    done = mingcha("audit", "--plan", "yunnan-2017", "--units", "nowhere.csv", cwd=tmp_path)
    assert_refused(done, 2, "nowhere.csv")


def test_a_units_file_with_no_usable_row(tmp_path: Path) -> None:
    (tmp_path / "bad.csv").write_text(HEADER + "czt,省财政厅,ministry,http://a.example/\n", encoding="utf-8")
    done = mingcha("audit", "--plan", "yunnan-2017", "--units", "bad.csv", cwd=tmp_path)
    assert_refused(done, 2, "bad.csv")


def test_broken_rows_are_named_and_the_good_ones_go_on(tmp_path: Path) -> None:
    (tmp_path / "units.csv").write_text(
        HEADER
        + "czt,省财政厅,provincial_dept,http://127.17.9.9:9/\n"
        + "xyz,某厅,ministry,http://b.example/\n"
        + "fgw,省发展改革委,provincial_dept,not an address\n",
        encoding="utf-8",
    )
    done = mingcha(
        "audit", "--plan", "yunnan-2017", "--units", "units.csv", "--as-of", "2017-12-31", cwd=tmp_path
    )
    assert done.returncode == 0, done.stderr
    assert "3" in done.stderr
    assert "ministry" in done.stderr
    assert "not an address" in done.stderr
    assert "省财政厅" in done.stdout


def test_an_unknown_unit(tmp_path: Path, units: Path) -> None:
    done = mingcha("audit", "--plan", "yunnan-2017", "--units", str(units), "--unit", "nobody", cwd=tmp_path)
    assert_refused(done, 2, "nobody")


def test_an_unreachable_database(tmp_path: Path, units: Path) -> None:
    url = "postgresql://someone:s3cret@127.0.0.1:9/none"
    done = mingcha("judge", "--plan", "yunnan-2017", "--units", str(units), "--db", url, cwd=tmp_path)
    assert_refused(done, 1)
    assert "s3cret" not in done.stderr


def test_judging_without_a_database(tmp_path: Path, units: Path) -> None:
    done = mingcha(
        "judge", "--plan", "yunnan-2017", "--units", str(units), "--db", "sqlite:///gone.db", cwd=tmp_path
    )
    assert_refused(done, 1, "gone.db", "mingcha audit")
    assert not (tmp_path / "gone.db").exists()


def test_judging_an_empty_database(tmp_path: Path) -> None:
    with open_database(f"sqlite:///{tmp_path / 'empty.db'}") as database:
        database.migrate()
    done = mingcha("judge", "--plan", "yunnan-2017", "--db", "sqlite:///empty.db", cwd=tmp_path)
    assert_refused(done, 2, "knows no unit", "mingcha audit")


def test_a_database_that_is_none(tmp_path: Path, units: Path) -> None:
    (tmp_path / "notes.db").write_text(
        "these are my notes, not a database; they must stay as they are\n" * 50
    )
    done = mingcha(
        "judge", "--plan", "yunnan-2017", "--units", str(units), "--db", "sqlite:///notes.db", cwd=tmp_path
    )
    assert_refused(done, 1, "notes.db")
    assert (tmp_path / "notes.db").read_text().startswith("these are my notes")


def test_a_bad_setting(tmp_path: Path, units: Path) -> None:
    done = mingcha(
        "judge", "--plan", "yunnan-2017", "--units", str(units), cwd=tmp_path, MINGCHA_DELAY="soon"
    )
    assert_refused(done, 2, "MINGCHA_DELAY", "soon")


def test_a_bad_network(tmp_path: Path, units: Path) -> None:
    done = mingcha(
        "audit", "--plan", "yunnan-2017", "--units", str(units), "--allow-network", "everything", cwd=tmp_path
    )
    assert_refused(done, 2, "everything")


def test_a_proxy_that_is_none(tmp_path: Path, units: Path) -> None:
    done = mingcha("audit", "--plan", "yunnan-2017", "--units", str(units), "--proxy", "foo", cwd=tmp_path)
    assert_refused(done, 2, "foo", "http://HOST:PORT")


def test_a_result_that_would_replace_its_manifest(tmp_path: Path) -> None:
    (tmp_path / "pages.csv").write_text("file,url\n", encoding="utf-8")
    assert_refused(
        mingcha("read", "--manifest", "pages.csv", "--out", "pages.csv", cwd=tmp_path), 2, "pages.csv"
    )
    assert (tmp_path / "pages.csv").read_text(encoding="utf-8") == "file,url\n"


def test_a_missing_page(tmp_path: Path) -> None:
    assert_refused(mingcha("read", "nowhere.html", cwd=tmp_path), 2, "nowhere.html")


def test_a_phrase_that_is_not_understood(tmp_path: Path) -> None:
    done = mingcha("deadline", "择机适时", "--year", "2017", cwd=tmp_path)
    assert done.returncode == 1
    assert '"understood": false' in done.stdout


def test_help_speaks_english_for_every_command(tmp_path: Path) -> None:
    for command in (["audit"], ["judge"], ["read"], ["plan", "check"], ["deadline"], ["schedule"]):
        done = mingcha(*command, "--help", cwd=tmp_path)
        assert done.returncode == 0
        assert "Usage" in done.stdout


PLAN = """\
id: small
title: 政务公开工作要点
document_number: 示例〔2017〕1号
year: 2017
issued_on: 2017-04-17
published_on: 2017-04-17
numbered: 1
quoted: false
sections:
- name: 各项
  weight: 100
  tasks:
  - {number: 1, group: 栏目, text: 开设专栏, leads: [czt], deadline_text: 2017年7月底前, weight: 100,
     checks: [{rule: column, subject: key-areas, points: 100}]}
"""


@pytest.mark.parametrize(
    ("right", "wrong", "words"),
    [
        ("subject: key-areas", "subject: key-area", ("task 1", "key-area is not known", "subjects.yaml")),
        ("rule: column", "rule: colunm", ("task 1", "no rule 'colunm'", "columns_blank")),
        ("leads: [czt]", "leads: [cztt]", ("task 1", "cztt is not known", "units.csv")),
        ("points: 100}", "points: 100, params: {min_posting: 1}}", ("task 1", "min_posting")),
        ("numbered: 1", "numbered: 3", ("no task has the number 2, 3",)),
        (PLAN, "", ("small.yaml", "it has no keys")),
    ],
)
def test_a_plan_that_would_judge_something_else(
    tmp_path: Path, units: Path, right: str, wrong: str, words: tuple[str, ...]
) -> None:
    (tmp_path / "small.yaml").write_text(PLAN.replace(right, wrong), encoding="utf-8")
    done = mingcha("audit", "--plan", "small.yaml", "--units", str(units), cwd=tmp_path)
    assert_refused(done, 2, *words)


def test_a_vocabulary_that_cannot_be_used(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "subjects.yaml").write_text("subjects: [减税降费\n", encoding="utf-8")
    assert run(lambda: load_vocabulary(tmp_path / "subjects.yaml")) == 2
    told = capsys.readouterr().err
    assert "subjects.yaml: line 2: not valid YAML" in told
    assert "internal error" not in told


def test_a_day_before_the_plan_was_issued_is_told(tmp_path: Path, units: Path) -> None:
    with open_database(f"sqlite:///{tmp_path / 'm.db'}") as database:
        database.migrate()
    early = ("judge", "--plan", "yunnan-2017", "--units", str(units), "--db", "m.db", "--as-of", "2017-04-01")
    done = mingcha(*early, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "note: 2017-04-01 lies before the plan was issued (2017-04-17)" in done.stderr
