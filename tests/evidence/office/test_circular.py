"""Does the circular name as problems what is proved, and nothing else?"""

import re
from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import Any

from docx import Document
from docx.oxml.ns import qn

from domain.findings import Outcome, Points, Score, Timeliness
from domain.plans import Scoring
from domain.reach import FailureKind, Reach, ReachStatus
from domain.reviews import Decision
from evidence.office.audit_report import AuditReport, Reported, UnitFindings
from evidence.office.circular import circular
from evidence.office.letter import Letter

LETTER = Letter(issuer="省政府办公厅", dated=date(2018, 1, 15))


def lines(report: AuditReport, *found: UnitFindings, letter: Letter = LETTER) -> list[str]:
    """All that the document says, paragraph by paragraph, those of tables too."""
    body = Document(BytesIO(circular(report, found, letter))).element.body
    return ["".join(text.text or "" for text in each.iter(qn("w:t"))) for each in body.iter(qn("w:p"))]


def part(told: list[str], begin: str, end: str) -> str:
    return "\n".join(told[told.index(begin) : told.index(end)])


def test_what_could_not_be_told_is_never_called_a_problem(
    unit: Any, finding: Any, found: Any, report: Any
) -> None:
    czt, sjt = unit(), unit("sjt", "省审计厅", None)
    told = lines(
        report(czt, sjt),
        found(czt, finding(), finding(Outcome.CANT_TELL, explanation="财政厅读不全。")),
        found(
            sjt,
            finding(Outcome.CANT_TELL, unit_id="sjt", explanation="审计厅被拦截。"),
            finding(Outcome.ERROR, unit_id="sjt", explanation="审计厅出错。"),
        ),
    )
    problems = part(told, "三、存在的问题", "四、待核实事项")
    assert "省财政厅" in problems
    assert "共查实未落实事项1条，涉及1个单位" in problems
    for word in ("审计厅", "读不全", "被拦截", "出错"):
        assert word not in problems
    still_open = part(told, "四、待核实事项", "五、下一步工作要求")
    assert "有3条事项涉及2个单位" in still_open
    assert "不作为问题通报" in still_open


def test_with_nothing_proved_there_is_no_problem(unit: Any, finding: Any, found: Any, report: Any) -> None:
    for outcome in (Outcome.CANT_TELL, Outcome.ERROR, Outcome.MANUAL, Outcome.NOT_APPLICABLE, Outcome.PASSED):
        czt = unit()
        told = lines(
            report(czt), found(czt, finding(outcome, warning=True), finding(Outcome.FAILED, advice=True))
        )
        assert part(told, "三、存在的问题", "四、待核实事项").split("\n")[1:] == [
            "本次核查未查实未落实或逾期公开的事项。"
        ]


def test_a_problem_is_told_with_unit_task_deadline_and_what_was_found(
    unit: Any, finding: Any, found: Any, report: Any
) -> None:
    czt = unit()
    told = lines(report(czt), found(czt, finding()))
    (problem,) = [line for line in told if line.startswith("1. 省财政厅。")]
    assert problem == (
        "1. 省财政厅。第16项任务要求：第16项工作：在门户网站开设专栏，公开项目信息。时限：2017年7月底前（2017年7月31日）。"
        "核查情况：省财政厅门户网站未见“政府和社会资本合作”栏目，判为未落实。"
    )


def test_the_weightiest_come_first_and_no_unit_twice_before_others(
    unit: Any, finding: Any, found: Any, report: Any
) -> None:
    czt, fgw = unit(), unit("fgw", "省发展改革委")
    told = lines(
        report(czt, fgw),
        found(czt, finding(points=Points(possible=3.0)), finding(points=Points(possible=2.0))),
        found(fgw, finding(unit_id="fgw", points=Points(possible=1.0))),
    )
    named = [line.split("。")[0] for line in told if line.startswith(("1. ", "2. ", "3. "))]
    assert named == ["1. 省财政厅", "2. 省发展改革委", "3. 省财政厅"]


def test_late_ones_are_told_apart(unit: Any, finding: Any, found: Any, report: Any) -> None:
    czt = unit()
    late = finding(Outcome.PASSED, timeliness=Timeliness.LATE, late_by=(12,), explanation="晚了12天。")
    told = lines(report(czt), found(czt, late))
    problems = part(told, "三、存在的问题", "四、待核实事项")
    assert "共查实逾期公开事项1条，涉及1个单位" in problems
    assert "未落实事项" not in problems
    assert "晚了12天。" in problems


def test_the_ranking_is_attached_and_the_unmeasured_are_not_the_last(
    unit: Any, finding: Any, found: Any, report: Any
) -> None:
    czt = unit()
    sjt = unit(
        "sjt",
        "省审计厅",
        None,
        reach=Reach(id="obs:reach/1/sjt", status=ReachStatus.BLOCKED, failure=FailureKind.BLOCKED),
    )
    told = lines(report(sjt, czt), found(sjt, finding(Outcome.CANT_TELL)), found(czt, finding()))
    table = told[told.index("名次") :]
    assert table[table.index("省财政厅") - 1] == "1"
    assert table[table.index("省审计厅") - 1] == "–"
    assert table.index("省财政厅") < table.index("省审计厅")
    assert any("不等于落后" in line for line in told)
    assert any("被拦截1个" in line for line in told)


def test_nothing_is_invented_that_only_the_office_knows(
    unit: Any, finding: Any, found: Any, report: Any
) -> None:
    czt = unit()
    told = lines(report(czt), found(czt, finding()), letter=Letter())
    assert "（发文机关署名）" in told
    assert "（成文日期）" in told
    demands = part(told, "五、下一步工作要求", "附件：各单位核查得分和排名")
    assert "日前" not in demands
    told = lines(report(czt), found(czt, finding()), letter=Letter(mend_by=date(2018, 2, 28)))
    assert any("于2018年2月28日前完成整改" in line for line in told)


def test_hostile_texts_stay_texts(
    unit: Any, finding: Any, found: Any, report: Any, task: Any, hostile: str
) -> None:
    named = unit(name=hostile)
    head = report(named, tasks=(task(text=hostile, deadline_text=hostile),))
    letter = Letter(issuer=hostile, number=hostile, addressee=hostile)
    told = lines(head, found(named, finding(explanation=hostile, cites=(hostile,))), letter=letter)
    assert sum(len(line) for line in told) < 20_000


def test_the_same_audit_gives_the_same_bytes(unit: Any, finding: Any, found: Any, report: Any) -> None:
    czt = unit()
    given = (report(czt), (found(czt, finding(), finding(Outcome.CANT_TELL)),), LETTER)
    assert circular(*given) == circular(*given)


def test_places_are_those_after_reviews_and_nobody_is_praised_for_one(
    unit: Any, finding: Any, found: Any, report: Any, review: Any
) -> None:
    judged = Score(earned=60.0, possible=80.0, unmeasured=20.0)
    czt, fgw = unit(score_before=judged), unit("fgw", "省发展改革委", 2)
    cleared = Reported(finding=finding(), review=review(Decision.DISMISSED))
    reopened = Reported(finding=finding(), review=review(Decision.NEEDS_MORE))
    told = lines(
        report(czt, fgw),
        found(czt, cleared, reopened, finding(Outcome.PASSED)),
        found(fgw, finding(Outcome.PASSED, unit_id="fgw")),
    )
    (praise,) = [line for line in told if line.startswith("落实较好的单位：")]
    assert "省发展改革委" in praise
    assert "省财政厅" not in praise
    table = told[told.index("名次") :]
    place = table.index("省财政厅")
    assert table[place - 1 : place + 3] == ["1", "省财政厅", "87.5", "良好"]
    assert table.index("省发展改革委") > place
    assert any("参加排名的2个单位" in line and "其中1个单位的部分结论经复核改变" in line for line in told)
    assert any("省财政厅2条，核查时得分率为75.0%" in line and "已据此重新计算" in line for line in told)
    assert any("经人工复核认为需补充核查或不予采信的1条" in line for line in told)


def test_a_confirmed_finding_keeps_its_place(
    unit: Any, finding: Any, found: Any, report: Any, review: Any
) -> None:
    czt = unit()
    confirmed = Reported(finding=finding(), review=review(Decision.CONFIRMED))
    told = lines(report(czt), found(czt, confirmed))
    assert not any("复核改变" in line for line in told)
    assert told[told.index("省财政厅", told.index("名次")) - 1] == "1"


def test_the_parts_of_what_was_found_add_up(
    unit: Any, finding: Any, found: Any, report: Any, review: Any
) -> None:
    czt = unit()
    every = [finding(outcome) for outcome in Outcome] + [
        Reported(finding=finding(), review=review(decision)) for decision in Decision
    ]
    told = lines(report(czt), found(czt, *every, finding(advice=True)))
    (whole,) = [match for line in told if (match := re.search(r"形成核查结果(\d+)条", line))]
    (parts,) = [line for line in told if line.startswith("核查结果中，")]
    assert "经人工复核排除1条" in parts
    counted = re.findall(r"\d+(?=条)", parts.split("另有接近限值")[0])
    assert sum(map(int, counted)) == int(whole[1])


def test_what_we_held_back_from_or_could_not_read_is_not_called_unreachable(
    unit: Any, finding: Any, found: Any, report: Any
) -> None:
    failures = (FailureKind.ROBOTS, FailureKind.GARBAGE, FailureKind.OFFLINE, FailureKind.TIMEOUT)
    every = [
        unit(
            f"u{place}",
            place=None,
            reach=Reach(id=f"obs:reach/1/u{place}", status=ReachStatus.UNREACHABLE, failure=failure),
        )
        for place, failure in enumerate(failures)
    ]
    told = lines(
        report(*every), *(found(each, finding(Outcome.CANT_TELL, unit_id=each.id)) for each in every)
    )
    (reached,) = [line for line in told if line.startswith("共核查单位")]
    assert reached.endswith(
        "门户网站正常读取的0个，无法访问1个、按robots规则未巡查1个、内容无法判读1个、因巡查方原因未读取1个。"
    )
    still_open = part(told, "四、待核实事项", "五、下一步工作要求")
    assert "门户网站无法访问的1条，门户网站按robots规则未巡查的1条，门户网站内容无法判读的1条" in still_open


def test_under_an_inspection_table_nothing_is_carried_out_and_nothing_has_a_deadline(
    unit: Any, finding: Any, found: Any, report: Any
) -> None:
    czt = unit(place=None)
    head = report(czt)
    head = replace(head, plan=replace(head.plan, scoring=Scoring.DEDUCTIONS))
    told = lines(head, found(czt, finding(due=()), finding(Outcome.PASSED)))
    assert any(line.startswith("核查结果中，符合要求1条") for line in told)
    assert "已落实" not in told
    (problem,) = [line for line in told if line.startswith("1. 省财政厅。")]
    assert "时限" not in problem
