"""Is the result as the contract says, is it written whole, and does the league table tell it?"""

import json
from dataclasses import fields, replace
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from audit_rules.plans.loading import load_plan
from audit_rules.scores.scoring import score
from domain.dossier import Dossier
from domain.findings import Digests, Finding, Outcome, Points, Timeliness
from domain.plans import Plan
from domain.reach import FailureKind, Reach, ReachStatus
from domain.score_words import percent_word
from domain.units import Unit, UnitKind
from evidence.office.statuses import Status
from jobs.errors import UsageError
from jobs.league import league_rows, print_league
from jobs.result import head_of, ranking_of, unit_of
from jobs.result_file import ResultFile, unit_text
from jobs.summary import summary_of
from jobs.whole_file import whole_file

PLAN = Plan(
    id="yunnan-2017",
    title="方案",
    document_number="云政办发〔2017〕41号",
    year=2017,
    issued_on=date(2017, 4, 17),
    published_on=date(2017, 4, 21),
    sections={},
    tasks=(),
    digest="sha256:abc",
)

DIGESTS = Digests(plan="sha256:abc", rules="sha256:def", vocabulary="sha256:ghi")


DOSSIER = Dossier(subjects=(), crawled_on=date(2018, 1, 5), pages_read=143, places=())


def unit(unit_id: str, name: str) -> Unit:
    return Unit(id=unit_id, name=name, kind=UnitKind.PROVINCIAL_DEPT, portal_url=f"http://{unit_id}.example/")


def finding(
    unit_id: str, outcome: Outcome, points: Points, timeliness: Timeliness = Timeliness.ON_TIME
) -> Finding:
    return Finding(
        unit_id=unit_id,
        task=16,
        check="column",
        subject="ppp",
        outcome=outcome,
        timeliness=timeliness,
        code="found",
        explanation="……",
        due=(date(2017, 7, 31),),
        done_on=date(2017, 6, 20),
        points=points,
        cites=("obs:column/1",),
    )


@pytest.fixture
def result() -> dict[str, Any]:
    units = [unit("jtt", "省交通运输厅"), unit("czt", "省财政厅[red]")]
    reaches = {
        "jtt": Reach(id="obs:reach/1", status=ReachStatus.UNREACHABLE, failure=FailureKind.TIMEOUT),
        "czt": Reach(id="obs:reach/2", status=ReachStatus.OK, pages=143, rendered=6),
    }
    findings = [
        finding("jtt", Outcome.CANT_TELL, Points(unmeasured=5), Timeliness.UNKNOWN),
        finding("czt", Outcome.PASSED, Points(earned=5, possible=5)),
        replace(finding("czt", Outcome.FAILED, Points(possible=3), Timeliness.OVERDUE), dossier=DOSSIER),
    ]
    by_unit = {unit.id: [each for each in findings if each.unit_id == unit.id] for unit in units}
    return {
        **head_of(PLAN, digests=DIGESTS, as_of=date(2017, 12, 31), run_id="r1"),
        "units": [unit_of(PLAN, unit, reaches[unit.id], by_unit[unit.id], None) for unit in units],
        "ranking": ranking_of(PLAN, {name: score(some) for name, some in by_unit.items()}),
    }


def write(result: dict[str, Any], target: Path) -> None:
    head = {name: value for name, value in result.items() if name not in {"units", "ranking"}}
    with whole_file(target) as file:
        written = ResultFile(file, head)
        for unit in result["units"]:
            written.add(unit_text(unit))
        written.end(result["ranking"])


def test_the_result_has_the_contracts_shape(result: dict[str, Any]) -> None:
    assert {key: result[key] for key in result if key not in {"units", "ranking"}} == {
        "plan": "yunnan-2017",
        "plan_digest": "sha256:abc",
        "rules_digest": "sha256:def",
        "vocabulary_digest": "sha256:ghi",
        "register_digest": "",
        "as_of": "2017-12-31",
        "run_id": "r1",
        "tasks": [],
    }
    czt = result["units"][1]
    assert czt["score"] == {"earned": 5, "possible": 8, "unmeasured": 0, "percent": 62.5, "coverage": 1.0}
    assert czt["reach"]["status"] == "ok"
    assert czt["reach"]["pages"] == 143
    assert czt["findings"][0] == {
        "task": 16,
        "check": "column",
        "subject": "ppp",
        "outcome": "passed",
        "timeliness": "on_time",
        "code": "found",
        "explanation": "……",
        "due": ["2017-07-31"],
        "done_on": "2017-06-20",
        "late_by": [],
        "points": {"earned": 5, "possible": 5, "unmeasured": 0},
        "advice": False,
        "warning": False,
        "deduction": None,
        "cites": ["obs:column/1"],
        "review": None,
    }


def test_only_a_finding_of_absence_has_a_dossier(result: dict[str, Any]) -> None:
    passed, failed = result["units"][1]["findings"]
    assert "dossier" not in passed
    assert failed["dossier"]["crawled_on"] == "2018-01-05"
    assert set(failed["dossier"]) == {each.name for each in fields(Dossier)}


def test_a_unit_that_could_not_be_measured_has_no_percent(result: dict[str, Any]) -> None:
    assert result["units"][0]["score"] == {
        "earned": 0,
        "possible": 0,
        "unmeasured": 5,
        "percent": None,
        "coverage": 0.0,
    }


def test_the_league_puts_the_unmeasured_last_and_names_the_failure(result: dict[str, Any]) -> None:
    rows = league_rows(summary_of(result))
    assert [row["name"] for row in rows] == ["省财政厅[red]", "省交通运输厅"]
    assert rows[0]["counts"][Status.FAILED] == 1
    assert rows[1]["counts"][Status.OPEN] == 1
    assert rows[1]["reach"] == "无法访问：访问超时"


def test_the_league_counts_as_documents_do(result: dict[str, Any]) -> None:
    (unit,) = summary_of({**result, "units": result["units"][:1]})["units"]
    reference = {**result["units"][0]["findings"][0], "outcome": "cant_tell", "advice": True}
    more = {**result["units"][0], "findings": [*result["units"][0]["findings"], reference]}
    (counted,) = summary_of({**result, "units": [more]})["units"]
    assert counted["counts"] == {**unit["counts"], Status.OPEN: unit["counts"][Status.OPEN] + 1}


def test_the_table_of_a_country_is_cut(result: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("jobs.league.SHOWN", 1)
    out = StringIO()
    print_league(summary_of(result), Console(file=out, width=160))
    assert "省财政厅" in out.getvalue()
    assert "省交通运输厅" not in out.getvalue()
    assert "其余1个单位从略" in out.getvalue()


def test_names_are_printed_as_they_are(result: dict[str, Any]) -> None:
    out = StringIO()
    print_league(summary_of(result), Console(file=out, width=160))
    assert "省财政厅[red]" in out.getvalue()
    assert "未测得" in out.getvalue()


def test_the_result_is_written_whole(result: dict[str, Any], tmp_path: Path) -> None:
    target = tmp_path / "deep" / "result.json"
    write(result, target)
    assert json.loads(target.read_text(encoding="utf-8")) == result
    assert [path.name for path in target.parent.iterdir()] == ["result.json"]


def test_a_place_that_cannot_be_written_is_said(result: dict[str, Any], tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(UsageError, match="cannot write"):
        write(result, tmp_path / "file" / "result.json")


def test_what_is_no_plain_file_is_written_to_and_not_replaced(result: dict[str, Any], tmp_path: Path) -> None:
    (tmp_path / "kept.json").write_text("{}")
    (tmp_path / "link.json").symlink_to("kept.json")
    write(result, tmp_path / "link.json")
    assert (tmp_path / "link.json").is_symlink()
    assert json.loads((tmp_path / "kept.json").read_text(encoding="utf-8")) == result
    write(result, Path("/dev/null"))
    assert not Path("/dev/null").is_file()


def test_each_finding_has_a_line_of_its_own(result: dict[str, Any], tmp_path: Path) -> None:
    write(result, tmp_path / "result.json")
    lines = (tmp_path / "result.json").read_text(encoding="utf-8").splitlines()
    assert sum(line.startswith('{"task": 16') for line in lines) == 3
    assert [line for line in lines if "run_id" in line] == ['"run_id": "r1",']
    assert max(line.count('"explanation"') for line in lines) == 1


def test_the_head_says_what_findings_refer_to() -> None:
    plan = load_plan("yunnan-2017")
    digests = Digests(plan=plan.digest, rules="sha256:r", vocabulary="sha256:v")
    head = head_of(plan, digests=digests, as_of=date(2017, 12, 31), run_id="r1")
    tasks = {each["task"]: each for each in head["tasks"]}
    assert list(tasks) == [task.number for task in plan.tasks]
    assert tasks[8]["leads"] == ["czt", "fgw"]
    assert tasks[8]["supports"] == ["rst", "dsj"]
    assert all(each["look_for"] for each in head["tasks"] if each["manual_reason"])


def test_a_unit_that_owes_no_points_is_not_called_unmeasured() -> None:
    assert percent_word(None, 0.0) == "无计分任务"
    assert percent_word(None, 3.0) == "未测得"
    assert percent_word(71.25, 3.0) == "71.2"
