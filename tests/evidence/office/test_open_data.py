"""Is the open data whole, the same every time, and harmless when a spreadsheet program opens it?"""

import csv
import json
from io import StringIO
from typing import Any

from domain.cited_pages import CitedPage
from domain.findings import Outcome
from evidence.office.audit_report import AuditReport, UnitFindings
from evidence.office.open_data import write_object, write_table


def table(report: AuditReport, *found: UnitFindings) -> str:
    file = StringIO(newline="")
    write_table(file, report, found)
    return file.getvalue()


def whole(report: AuditReport, *found: UnitFindings) -> Any:
    file = StringIO()
    write_object(file, report, found)
    return json.loads(file.getvalue())


def test_the_table_begins_with_the_mark_that_excel_needs_and_holds_the_ledger(
    unit: Any, finding: Any, found: Any, report: Any
) -> None:
    czt = unit()
    text = table(report(czt), found(czt, finding(), finding(Outcome.CANT_TELL)))
    assert text.startswith("\ufeff单位编号,单位名称,")
    assert text.endswith("\r\n")
    first, second = csv.DictReader(StringIO(text.removeprefix("\ufeff"), newline=""))
    assert (first["核查结果"], second["核查结果"]) == ("未落实", "待核实")
    assert (first["首个时限"], first["可测得分"], first["公开日期"]) == ("2017-07-31", "2.5", "")


def test_no_field_begins_as_a_formula_does(
    unit: Any, finding: Any, found: Any, report: Any, task: Any, hostile: str
) -> None:
    named = unit(name=hostile)
    pages = {"obs:column/7": CitedPage(id="obs:column/7", address=hostile, title=hostile)}
    text = table(
        report(named, tasks=(task(text=hostile, lead_text=hostile, deadline_text=hostile),)),
        found(named, finding(explanation=hostile, cites=("obs:column/7", hostile)), pages=pages),
    )
    text.encode()
    lines = list(csv.reader(StringIO(text.removeprefix("\ufeff"), newline="")))
    assert len(lines) == 2
    for field in lines[1]:
        assert not field.startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")), field
        assert len(field) <= 32_768
        assert not set(field) & set("\x00\x01\x1f\u202e\ufffe\r")


def test_the_object_holds_every_unit_with_its_findings(
    unit: Any, finding: Any, found: Any, report: Any
) -> None:
    czt, fgw = unit(), unit("fgw", "省发展改革委", None)
    told = whole(
        report(czt, fgw),
        found(czt, finding(), finding(Outcome.CANT_TELL)),
        found(fgw),
    )
    assert (told["plan"], told["as_of"], told["audit"]) == (
        "yunnan-2017",
        "2017-12-31",
        "20180102-030000-abcd",
    )
    assert told["judged_at"] == "2018-01-02T03:04:05+00:00"
    assert [each["task"] for each in told["tasks"]] == [16]
    first, second = told["units"]
    assert (first["name"], first["place"], second["place"]) == ("省财政厅", 1, None)
    assert first["score"] == {
        "earned": 70.0, "possible": 80.0, "unmeasured": 20.0, "percent": 87.5, "coverage": 0.8,
    }  # fmt: skip
    failed, open_ = first["findings"]
    assert (failed["outcome"], failed["status"], open_["status"]) == ("failed", "未落实", "待核实")
    assert failed["pages"][1] == {
        "id": "obs:column/7", "address": "http://czt.example/zwgk/ppp/", "title": None,
    }  # fmt: skip
    assert second["findings"] == []


def test_texts_of_portals_are_kept_but_for_what_hides_or_breaks(
    unit: Any, finding: Any, found: Any, report: Any
) -> None:
    czt = unit()
    told = whole(report(czt), found(czt, finding(explanation="=1+1\u202e\x00<b>")))
    assert told["units"][0]["findings"][0]["explanation"] == "=1+1<b>"


def test_the_same_audit_gives_the_same_text(unit: Any, finding: Any, found: Any, report: Any) -> None:
    czt = unit()
    assert table(report(czt), found(czt, finding())) == table(report(czt), found(czt, finding()))
    assert whole(report(czt), found(czt, finding())) == whole(report(czt), found(czt, finding()))
