"""Is the result as the contract says, is it written whole, and does the league table tell it?"""

import json
from dataclasses import fields, replace
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from domain.dossier import Dossier
from domain.findings import Digests, Finding, Outcome, Points, Timeliness
from domain.observations import Coverage, FailureKind, PortalFacts, Reach, ReachStatus
from domain.plans import Plan
from domain.units import Unit, UnitKind
from jobs.errors import WorkError
from jobs.league import league_rows, print_league
from jobs.result import result_of, write_result

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
    facts = {
        "jtt": PortalFacts(
            unit_id="jtt",
            reach=Reach(id="obs:reach/1", status=ReachStatus.UNREACHABLE, failure=FailureKind.TIMEOUT),
            coverage=Coverage(),
        ),
        "czt": PortalFacts(
            unit_id="czt",
            reach=Reach(id="obs:reach/2", status=ReachStatus.OK, pages=143, rendered=6),
            coverage=Coverage(home=True),
        ),
    }
    findings = [
        finding("jtt", Outcome.CANT_TELL, Points(unmeasured=5), Timeliness.UNKNOWN),
        finding("czt", Outcome.PASSED, Points(earned=5, possible=5)),
        replace(finding("czt", Outcome.FAILED, Points(possible=3), Timeliness.OVERDUE), dossier=DOSSIER),
    ]
    return result_of(
        PLAN, units, facts, findings, digests=DIGESTS, since={}, as_of=date(2017, 12, 31), run_id="r1"
    )


def test_the_result_has_the_contracts_shape(result: dict[str, Any]) -> None:
    assert {key: result[key] for key in result if key not in {"units", "ranking"}} == {
        "plan": "yunnan-2017",
        "plan_digest": "sha256:abc",
        "rules_digest": "sha256:def",
        "vocabulary_digest": "sha256:ghi",
        "as_of": "2017-12-31",
        "run_id": "r1",
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
    rows = league_rows(result)
    assert [row["name"] for row in rows] == ["省财政厅[red]", "省交通运输厅"]
    assert rows[0]["failed"] == 1
    assert rows[1]["cant_tell"] == 1
    assert rows[1]["reach"] == "无法访问：访问超时"


def test_names_are_printed_as_they_are(result: dict[str, Any]) -> None:
    out = StringIO()
    print_league(result, Console(file=out, width=160))
    assert "省财政厅[red]" in out.getvalue()
    assert "未测得" in out.getvalue()


def test_the_result_is_written_whole(result: dict[str, Any], tmp_path: Path) -> None:
    target = tmp_path / "deep" / "result.json"
    write_result(result, target)
    assert json.loads(target.read_text(encoding="utf-8")) == result
    assert [path.name for path in target.parent.iterdir()] == ["result.json"]


def test_a_place_that_cannot_be_written_is_said(result: dict[str, Any], tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(WorkError, match="cannot write"):
        write_result(result, tmp_path / "file" / "result.json")


def test_what_is_no_plain_file_is_written_to_and_not_replaced(result: dict[str, Any], tmp_path: Path) -> None:
    (tmp_path / "kept.json").write_text("{}")
    (tmp_path / "link.json").symlink_to("kept.json")
    write_result(result, tmp_path / "link.json")
    assert (tmp_path / "link.json").is_symlink()
    assert json.loads((tmp_path / "kept.json").read_text(encoding="utf-8")) == result
    write_result(result, Path("/dev/null"))
    assert not Path("/dev/null").is_file()
