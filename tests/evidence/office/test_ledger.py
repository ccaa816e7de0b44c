"""Does the ledger hold every duty, and nothing that a portal could turn into a formula?"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from domain.cited_pages import CitedPage
from domain.findings import Outcome, Points, Score, Timeliness
from domain.inspections import Deduction, Inspection, InspectionResult
from domain.plans import Scoring
from domain.reviews import Decision
from evidence.office import ledger
from evidence.office.audit_report import AuditReport, Reported, UnitFindings
from evidence.office.ledger import write_ledger


def written(report: AuditReport, *found: UnitFindings) -> bytes:
    file = BytesIO()
    write_ledger(file, report, found)
    return file.getvalue()


def rows(content: bytes, sheet: str, first: int = 1) -> list[dict[str, Any]]:
    lines: Iterable[tuple[Any, ...]] = load_workbook(BytesIO(content))[sheet].values
    every = list(lines)[first - 1 :]
    return [dict(zip(every[0], line, strict=True)) for line in every[1:]]


def test_a_row_says_what_was_owed_what_was_found_and_on_what_it_rests(
    unit: Any, finding: Any, found: Any, report: Any
) -> None:
    czt = unit()
    late = finding(
        Outcome.PASSED,
        timeliness=Timeliness.LATE,
        done_on=date(2017, 8, 12),
        late_by=(0, 12),
        points=Points(earned=1.625, possible=2.5),
    )
    content = written(report(czt), found(czt, finding(), late))
    first, second = rows(content, "台账")
    assert first["单位名称"] == "省财政厅"
    assert first["任务号"] == "16"
    assert first["工作任务"] == "第16项工作：在门户网站开设专栏，公开项目信息。"
    assert first["栏目主题"] == "政府和社会资本合作"
    assert (first["核查结果"], first["及时性"]) == ("未落实", "逾期未落实")
    assert first["首个时限"].date() == date(2017, 7, 31)
    assert first["依据网址"] == "http://czt.example/\nhttp://czt.example/zwgk/ppp/"
    assert first["依据编号"] == "obs:reach/1/czt、obs:column/7"
    assert (second["核查结果"], second["公开日期"].date(), second["最长逾期（天）"]) == (
        "逾期公开",
        date(2017, 8, 12),
        12,
    )
    assert (second["已得分"], second["可测得分"], second["未测分"]) == (1.625, 2.5, 0)


def test_the_summary_ranks_and_counts(unit: Any, finding: Any, found: Any, report: Any) -> None:
    czt, fgw = unit(), unit("fgw", "省发展改革委", None)
    content = written(
        report(fgw, czt),
        found(fgw, finding(Outcome.CANT_TELL, unit_id="fgw")),
        found(czt, finding(), finding(Outcome.MANUAL)),
    )
    first, second = rows(content, "汇总", first=4)
    assert (first["名次"], first["单位名称"], first["等次"]) == (1, "省财政厅", "良好")
    assert (first["得分率"], first["覆盖率"]) == (0.875, 0.8)
    assert (first["未落实"], first["人工核查"], first["待核实"]) == (1, 1, 0)
    assert (second["名次"], second["未落实"], second["待核实"]) == ("–", 0, 1)
    (task,) = rows(content, "任务汇总")
    assert (task["任务号"], task["未落实"], task["待核实"]) == ("16", 1, 1)


def test_nothing_that_a_portal_sent_is_a_formula_or_a_link(
    unit: Any, finding: Any, found: Any, report: Any, task: Any, hostile: str
) -> None:
    named = unit(name=hostile)
    each = finding(explanation=hostile, cites=("obs:column/7", hostile))
    pages = {"obs:column/7": CitedPage(id="obs:column/7", address=hostile, title=hostile)}
    content = written(
        report(named, tasks=(task(text=hostile, lead_text=hostile, deadline_text=hostile),)),
        found(named, each, pages=pages),
    )
    book = load_workbook(BytesIO(content))
    for sheet in book:
        assert not sheet._hyperlinks
        for line in sheet.iter_rows():
            for cell in line:
                assert cell.data_type != "f", (sheet.title, cell.coordinate, cell.value)
                assert cell.hyperlink is None
                assert len(str(cell.value or "")) <= 32_767
    for name in ZipFile(BytesIO(content)).namelist():
        assert b"<f>" not in ZipFile(BytesIO(content)).read(name)
        assert b"<hyperlink" not in ZipFile(BytesIO(content)).read(name)


def test_a_text_is_shown_as_it_was_sent(unit: Any, finding: Any, found: Any, report: Any) -> None:
    czt = unit()
    for text in ("=1+1", "http://evil.example/", "_x0041_", "<b>&amp;", "-2"):
        (row,) = rows(written(report(czt), found(czt, finding(explanation=text))), "台账")
        # Excel reads _x0041_ as A unless its first sign is written as a code; openpyxl leaves that code as it is.
        assert row["情况说明"].replace("_x005F_", "_") == text


def test_rows_beyond_a_sheet_go_on_another(
    unit: Any, finding: Any, found: Any, report: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ledger, "ROWS", 3)
    czt = unit()
    content = written(report(czt), found(czt, *[finding(explanation=str(place)) for place in range(5)]))
    told = [row["情况说明"] for sheet in ("台账", "台账2", "台账3") for row in rows(content, sheet)]
    assert told == ["0", "1", "2", "3", "4"]


def test_headings_stay_in_view_and_can_be_filtered(unit: Any, finding: Any, found: Any, report: Any) -> None:
    czt = unit()
    book = load_workbook(BytesIO(written(report(czt), found(czt, finding(), finding()))))
    assert book["台账"].freeze_panes == "D2"
    assert book["台账"].auto_filter.ref == "A1:V3"
    assert book["汇总"].freeze_panes == "C5"


def test_the_same_audit_gives_the_same_bytes(unit: Any, finding: Any, found: Any, report: Any) -> None:
    czt = unit()
    given = (report(czt), found(czt, finding(), finding(Outcome.MANUAL)))
    assert written(*given) == written(*given)
    other = replace(given[0], as_of=date(2017, 12, 30))
    assert written(other, given[1]) != written(*given)


def test_under_an_inspection_table_points_are_taken_off(
    unit: Any, finding: Any, found: Any, report: Any
) -> None:
    czt = unit()
    head = report(czt)
    head = replace(head, plan=replace(head.plan, scoring=Scoring.DEDUCTIONS))
    taken = (Deduction(points=5.0, reference=False), Deduction(points=3.0, reference=True), None)
    given = found(
        czt,
        *(Reported(finding=finding(), deduction=deduction) for deduction in taken),
        inspection=Inspection(result=InspectionResult.NOT_FOUND, taken=5.0, taken_reference=3.0, warnings=2),
    )
    content = written(head, given)
    told = [(row["扣分"], row["参考扣分"]) for row in rows(content, "台账")]
    assert told == [(5, None), (None, 3), (None, None)]
    (row,) = rows(content, "汇总", first=4)
    assert (row["结论"], row["扣分"], row["参考扣分"], row["预警"]) == ("未发现单项否决", 5, 3, 2)
    assert "名次" not in row


def test_the_ledger_has_score_place_and_points_after_reviews_and_tells_what_was_judged(
    unit: Any, finding: Any, found: Any, report: Any, review: Any
) -> None:
    czt = unit(score_before=Score(earned=60.0, possible=80.0, unmeasured=20.0))
    fgw = unit("fgw", "省发展改革委", 2)
    late = finding(Outcome.PASSED, timeliness=Timeliness.LATE, late_by=(12,), explanation="判为逾期公开。")
    after = replace(late, outcome=Outcome.CANT_TELL, late_by=(), points=Points(unmeasured=2.5))
    changed = Reported(finding=late, review=review(Decision.NEEDS_MORE), after=after)
    kept = Reported(finding=finding(), review=review(Decision.CONFIRMED))
    content = written(report(czt, fgw), found(czt, changed), found(fgw, kept))
    by_name = {row["单位名称"]: row for row in rows(content, "汇总", first=4)}
    assert [by_name["省财政厅"][name] for name in ("名次", "得分率", "等次", "已得分", "可测得分")] == [
        1, 0.875, "良好", 70, 80,
    ]  # fmt: skip
    assert by_name["省财政厅"]["备注"] == "复核改变了该单位1条结论，已据此重新计算；核查时得分率为75.0%。"
    assert (by_name["省发展改革委"]["名次"], by_name["省发展改革委"]["备注"]) == (2, None)
    first, second = rows(content, "台账")
    assert (first["核查结果"], first["可测得分"], first["最长逾期（天）"]) == ("待核实", 0, None)
    assert first["未测分"] == 2.5
    assert first["情况说明"].startswith("2018年1月5日复核需补充核查（")
    assert first["情况说明"].endswith("。原判：判为逾期公开。")
    assert (second["核查结果"], second["可测得分"]) == ("未落实", 2.5)


@pytest.mark.parametrize("deduction", [None, Deduction(points=20.0, reference=False)], ids=["veto", "points"])
def test_a_verdict_of_an_inspection_does_not_outlive_a_review(
    unit: Any, finding: Any, found: Any, report: Any, review: Any, deduction: Deduction | None
) -> None:
    czt = unit()
    head = report(czt)
    head = replace(head, plan=replace(head.plan, scoring=Scoring.DEDUCTIONS))
    judged = finding(points=Points())
    after = replace(judged, outcome=Outcome.PASSED)
    each = Reported(finding=judged, review=review(Decision.DISMISSED), after=after)
    before = Inspection(result=InspectionResult.VETOED, taken=deduction.points if deduction else 0.0)
    inspection = Inspection(result=InspectionResult.NOT_FOUND)
    content = written(head, found(czt, each, inspection=inspection, judged_inspection=before))
    (row,) = rows(content, "汇总", first=4)
    assert (row["结论"], row["扣分"]) == ("未发现单项否决", 0)
    assert row["备注"].endswith("核查时结论为“不合格（单项否决）”。")
    (row,) = rows(content, "台账")
    assert (row["核查结果"], row["扣分"], row["参考扣分"]) == ("复核排除", None, None)
