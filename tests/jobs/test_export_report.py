"""Does ``mingcha export report`` make the documents of a stored audit, the same bytes every time?"""

import json
import re
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner

from audit_rules.plans.loading import load_plan
from db.database import Database, open_database
from db.finding_texts import stored_text
from domain.coverage import Coverage
from domain.findings import Digests, Finding, Outcome, Points, Score, Timeliness
from domain.observations import PortalFacts
from domain.reach import Reach, ReachStatus
from domain.reviews import Decision, Review
from evidence.seals.leaves import finding_digest, text_leaf
from jobs import unit_documents
from jobs.cli import app
from jobs.errors import UsageError

PLAN = load_plan("yunnan-2017")


def finding(unit_id: str, outcome: Outcome, task: int | str = 16) -> Finding:
    return Finding(
        unit_id=unit_id,
        task=task,
        check="column",
        subject="ppp",
        outcome=outcome,
        timeliness=Timeliness.UNKNOWN,
        code="missing",
        explanation=f"{unit_id}门户网站第{task}项任务的情况。",
        due=(date(2017, 7, 31),),
        points=Points(possible=1.0) if outcome is Outcome.FAILED else Points(unmeasured=1.0),
        cites=(f"obs:reach/1/{unit_id}",),
    )


def stored(database: Database, digest: str = PLAN.digest, second: int = 5) -> str:
    units = {"czt": "云南省财政厅", "fgw": "云南省发展和改革委员会", "dsj": "云南省地方税务局"}
    return database.save_audit(
        plan_id=PLAN.id,
        digests=Digests(plan=digest, rules="sha256:r", vocabulary="sha256:v"),
        as_of=date(2017, 12, 31),
        scores={name: Score(earned=1.0, possible=2.0, unmeasured=0.5) for name in units},
        findings=[
            finding("czt", Outcome.FAILED),
            finding("czt", Outcome.CANT_TELL, 17),
            finding("fgw", Outcome.CANT_TELL),
            finding("dsj", Outcome.FAILED),
        ],
        facts={
            name: PortalFacts(
                unit_id=name,
                reach=Reach(id=f"obs:reach/1/{name}", status=ReachStatus.OK, pages=12),
                coverage=Coverage(),
            )
            for name in units
        },
        names=units,
        now=datetime(2018, 1, 2, 3, 4, second, tzinfo=UTC),
    )


@pytest.fixture
def db(tmp_path: Path) -> str:
    path = tmp_path / "store.db"
    with open_database(str(path)) as database:
        database.migrate()
        stored(database)
    return str(path)


def report(*arguments: str) -> str:
    done = CliRunner().invoke(app, ["export", "report", *arguments], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.output


@pytest.mark.parametrize("kind", ["xlsx", "csv", "json", "docx"])
def test_the_same_audit_gives_the_same_bytes(db: str, tmp_path: Path, kind: str) -> None:
    first, second = tmp_path / "a", tmp_path / "folder" / "b"
    for path in (first, second):
        report("--format", kind, "--db", db, "-o", str(path))
    assert first.read_bytes() == second.read_bytes()


def test_units_can_be_chosen_and_keep_their_place(db: str, tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    report("--format", "json", "--db", db, "--unit", "fgw", "-o", str(path))
    (unit,) = json.loads(path.read_text(encoding="utf-8"))["units"]
    assert (unit["id"], unit["place"], unit["tied"]) == ("fgw", 1, 3)
    assert [each["status"] for each in unit["findings"]] == ["待核实"]


def test_each_unit_with_a_proved_problem_gets_its_notice(
    db: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for folder, few in (("one", 100), ("two", 1)):
        monkeypatch.setattr(unit_documents, "FEW_UNITS", few)
        report("--format", "docx", "--kind", "notice", "--db", db, "-o", str(tmp_path / folder))
    one, two = (sorted((tmp_path / folder).iterdir()) for folder in ("one", "two"))
    names = ["czt-云南省财政厅-整改通知.docx", "dsj-云南省地方税务局-整改通知.docx"]
    assert [path.name for path in one] == [path.name for path in two] == names
    assert [path.read_bytes() for path in one] == [path.read_bytes() for path in two]


def test_a_finding_that_was_reviewed_away_orders_nothing(db: str, tmp_path: Path) -> None:
    with open_database(db) as database:
        head = database.load_audit_head()
        with database.read() as connection:
            row = connection.exec_driver_sql("SELECT * FROM findings WHERE unit_id = 'dsj'").one()
        database.add_review(
            Review(
                audit_id=head.id,
                unit_id="dsj",
                task="16",
                check="column",
                subject="ppp",
                finding=finding_digest(text_leaf(stored_text(row))),
                decision=Decision.DISMISSED,
                author="张三",
                at=datetime(2018, 1, 5, tzinfo=UTC),
                reason="栏目在别处。",
            )
        )
    report("--format", "docx", "--kind", "notice", "--db", db, "-o", str(tmp_path / "notices"))
    assert [path.name for path in (tmp_path / "notices").iterdir()] == ["czt-云南省财政厅-整改通知.docx"]
    # Score and places are worked out again.
    report("--format", "json", "--db", db, "-o", str(tmp_path / "a.json"))
    units = json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))["units"]
    told = {unit["id"]: (unit["place"], unit["tied"], unit["changed_by_review"]) for unit in units}
    assert told == {"czt": (2, 2, 0), "fgw": (2, 2, 0), "dsj": (1, 1, 1)}
    (dsj,) = [unit for unit in units if unit["id"] == "dsj"]
    assert (dsj["score"]["percent"], dsj["score_as_judged"]["percent"]) == (100.0, 50.0)
    assert dsj["findings"][0]["points"] == {"earned": 1.0, "possible": 1.0, "unmeasured": 0.0}
    path = tmp_path / "a.json"
    report("--format", "json", "--db", db, "--unit", "dsj", "-o", str(path))
    (found,) = json.loads(path.read_text(encoding="utf-8"))["units"][0]["findings"]
    assert (found["outcome"], found["status"], found["review"]["author"]) == ("failed", "复核排除", "张三")


def test_each_unit_gets_its_report(db: str, tmp_path: Path) -> None:
    for folder in ("one", "two"):
        report("--format", "pdf", "--db", db, "-o", str(tmp_path / folder))
    one, two = (sorted((tmp_path / folder).iterdir()) for folder in ("one", "two"))
    assert [path.name for path in one] == [
        "czt-云南省财政厅-核查报告.pdf",
        "dsj-云南省地方税务局-核查报告.pdf",
        "fgw-云南省发展和改革委员会-核查报告.pdf",
    ]
    assert [path.read_bytes() for path in one] == [path.read_bytes() for path in two]
    report("--format", "pdf", "--unit", "czt", "--db", db, "-o", str(tmp_path / "a.pdf"))
    assert (tmp_path / "a.pdf").read_bytes() == one[0].read_bytes()


def test_one_notice_can_be_a_file(db: str, tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    report("--format", "docx", "--kind", "notice", "--unit", "czt", "--db", db, "-o", str(path))
    assert path.is_file()


def test_without_a_proved_problem_there_is_no_notice(db: str, tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    status, told = refused(
        "--format", "docx", "--kind", "notice", "--unit", "fgw", "--db", db, "-o", str(path)
    )
    assert (status, "no notice was written" in told, path.exists()) == (1, True, False)


def test_options_that_do_not_go_together_are_refused(db: str, tmp_path: Path) -> None:
    path = str(tmp_path / "a.xlsx")
    for options in (("--kind", "notice"), ("--issuer", "省政府办公厅"), ("--mend-by", "2018-02-28")):
        status, told = refused("--format", "xlsx", *options, "--db", db, "-o", path)
        assert (status, "docx" in told) == (2, True)


def refused(*arguments: str) -> tuple[int, str]:
    """Exit status and what was told, of a run in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "jobs.cli", "export", "report", *arguments],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert "Traceback" not in done.stderr + done.stdout
    return done.returncode, done.stderr


def test_a_unit_that_the_audit_does_not_have_is_named(db: str, tmp_path: Path) -> None:
    status, told = refused("--format", "csv", "--db", db, "--unit", "atlantis", "-o", str(tmp_path / "a.csv"))
    assert (status, "atlantis" in told) == (2, True)


def test_an_audit_that_is_not_there_is_named(db: str, tmp_path: Path) -> None:
    status, told = refused("--format", "csv", "--db", db, "--audit", "2017-x", "-o", str(tmp_path / "a.csv"))
    assert (status, "2017-x" in told) == (1, True)


def test_a_plan_that_was_changed_since_is_not_quoted(db: str, tmp_path: Path) -> None:
    with open_database(db) as database:
        stored(database, digest="sha256:another", second=6)
    status, told = refused("--format", "json", "--db", db, "-o", str(tmp_path / "a.json"))
    assert (status, "another version of the plan yunnan-2017" in told) == (1, True)
    assert not (tmp_path / "a.json").exists()


def test_a_day_to_mend_by_before_the_letter_is_refused(db: str, tmp_path: Path) -> None:
    output = tmp_path / "通报.docx"
    days = ("--mend-by", "2016-01-01", "--date", "2018-01-01")
    done = CliRunner().invoke(
        app, ["export", "report", "--format", "docx", "--db", db, "-o", str(output), *days]
    )
    assert isinstance(done.exception, UsageError)
    assert "--mend-by 2016-01-01 is before --date 2018-01-01" in str(done.exception)
    assert not output.exists()


@pytest.mark.parametrize("name", ["all.pdf", "all.docx"])
def test_a_file_for_many_units_is_refused(db: str, tmp_path: Path, name: str) -> None:
    output = tmp_path / name
    done = CliRunner().invoke(
        app, ["export", "report", "--format", "docx", "--kind", "notice", "--db", db, "-o", str(output)]
    )
    assert isinstance(done.exception, UsageError)
    assert "name a folder, or one unit with --unit" in str(done.exception)
    assert not output.exists()


@pytest.mark.parametrize(
    ("options", "name", "words"),
    [
        (["--format", "xlsx"], "a.docx", "what is written is a .xlsx file.*--format docx"),
        (["--format", "csv"], "a.XLSX", "ends in .csv"),
        (["--format", "json"], "a.csv", "ends in .json"),
        (["--format", "docx"], "a.pdf", "ends in .docx"),
        (["--format", "docx", "--contact", "张三"], "a.docx", "--contact goes with --kind notice"),
        (["--format", "docx", "--kind", "notice", "--to", "张三"], "a", "--to goes with --kind circular"),
    ],
)
def test_what_would_be_taken_for_something_else_or_ignored_is_refused(
    db: str, tmp_path: Path, options: list[str], name: str, words: str
) -> None:
    output = tmp_path / name
    done = CliRunner().invoke(app, ["export", "report", *options, "--db", db, "-o", str(output)])
    assert isinstance(done.exception, UsageError)
    assert re.search(words, str(done.exception))
    assert not output.exists()


def test_a_name_that_promises_no_format_is_taken(db: str, tmp_path: Path) -> None:
    assert report("--format", "csv", "--db", db, "-o", str(tmp_path / "台账.txt")) is not None
    assert (tmp_path / "台账.txt").read_bytes().startswith(b"\xef\xbb\xbf")
