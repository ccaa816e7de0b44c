"""Does a notice order to be mended what is proved, and only ask about the rest?"""

from datetime import date
from io import BytesIO
from typing import Any

from docx import Document
from docx.oxml.ns import qn

from domain.cited_pages import CitedPage
from domain.coverage import Place, PlaceState
from domain.dossier import CandidateConsidered, Dossier, GradeWord, PlaceSearched, SubjectSought
from domain.findings import Outcome, Timeliness
from domain.subjects import Surface
from evidence.office.audit_report import AuditReport, UnitFindings
from evidence.office.letter import Letter
from evidence.office.notice import needs_notice, notice

DOSSIER = Dossier(
    subjects=(SubjectSought(subject="ppp", name="政府和社会资本合作", names=12),),
    crawled_on=date(2018, 1, 2),
    pages_read=143,
    places=(
        PlaceSearched(place=Place.HOME, name="首页", state=PlaceState.READ),
        PlaceSearched(place=Place.SITEMAP, name="网站地图", state=PlaceState.UNREAD),
    ),
    candidates=(
        CandidateConsidered(
            subject="ppp",
            text="PPP知识",
            address="http://czt.example/1.html",
            found_on="http://czt.example/",
            grade=GradeWord.WEAK,
            surface=Surface.TEXT,
            refusal="指向单篇信息",
        ),
    ),
)


def lines(report: AuditReport, found: UnitFindings, letter: Letter | None = None) -> list[str]:
    body = Document(BytesIO(notice(report, found, letter or Letter()))).element.body
    return ["".join(text.text or "" for text in each.iter(qn("w:t"))) for each in body.iter(qn("w:p"))]


def test_only_a_unit_with_a_proved_problem_gets_one(unit: Any, finding: Any, found: Any) -> None:
    czt = unit()
    late = finding(Outcome.PASSED, timeliness=Timeliness.LATE)
    assert needs_notice(found(czt, finding()))
    assert needs_notice(found(czt, late))
    others = [finding(outcome) for outcome in Outcome if outcome is not Outcome.FAILED]
    assert not needs_notice(found(czt, *others, finding(advice=True)))


def test_each_problem_comes_with_what_is_required_found_searched_and_cited(
    unit: Any, finding: Any, found: Any, report: Any
) -> None:
    czt = unit()
    told = lines(report(czt), found(czt, finding(dossier=DOSSIER)))
    assert "省财政厅：" in told
    searched = (
        "查找范围：2018年1月2日巡查共读取143个网页，查找了首页。查找的栏目为“政府和社会资本合作”（含同义名称12个）。"
        "相近的链接有“PPP知识”（指向单篇信息），均不是。"
    )
    place = told.index("1. 第16项任务：栏目开设（政府和社会资本合作）")
    assert told[place + 1 : place + 6] == [
        "工作要求：第16项工作：在门户网站开设专栏，公开项目信息。",
        "时限：2017年7月底前（2017年7月31日）。",
        "核查情况：省财政厅门户网站未见“政府和社会资本合作”栏目，判为未落实。",
        searched,
        "核查依据：http://czt.example/；http://czt.example/zwgk/ppp/（依据编号：obs:reach/1/czt、obs:column/7）。",
    ]


def test_of_many_addresses_the_first_cited_are_shown_and_all_are_counted(
    unit: Any, finding: Any, found: Any, report: Any
) -> None:
    czt = unit()
    pages = {f"obs:posting/{n}": CitedPage(id="", address=f"http://czt.example/{n}.html") for n in range(5)}
    told = "\n".join(lines(report(czt), found(czt, finding(cites=tuple(pages)), pages=pages)))
    assert (
        "核查依据：http://czt.example/0.html；http://czt.example/1.html；http://czt.example/2.html 等5个网址（依据编号："
    ) in told


def test_what_could_not_be_told_is_asked_about_and_not_ordered(
    unit: Any, finding: Any, found: Any, report: Any
) -> None:
    czt = unit()
    still_open = finding(Outcome.CANT_TELL, task=17, explanation="未能读取，无法判断。")
    told = lines(report(czt), found(czt, finding(), still_open))
    ordered = told[: told.index("二、整改要求")]
    assert not any("未能读取" in line for line in ordered)
    assert any("查实未落实事项1条。另有1条事项待核实，不作为问题。" in line for line in ordered)
    assert any("不属于问题，不作扣分" in line for line in told)
    listed = told[told.index("序号") :]
    assert listed[listed.index("17") - 1] == "1"
    assert "未能读取，无法判断。" in listed


def test_without_open_matters_nothing_is_attached(unit: Any, finding: Any, found: Any, report: Any) -> None:
    czt = unit()
    told = lines(report(czt), found(czt, finding(), finding(Outcome.MANUAL)))
    assert not any("附件" in line or "待核实" in line for line in told)


def test_no_deadline_is_invented(unit: Any, finding: Any, found: Any, report: Any) -> None:
    czt = unit()
    told = "\n".join(lines(report(czt), found(czt, finding())))
    assert "（一）抓紧整改。请你单位尽快完成整改" in told
    told = "\n".join(lines(report(czt), found(czt, finding()), Letter(mend_by=date(2018, 2, 28))))
    assert "（一）限期整改。请你单位于2018年2月28日前完成整改" in told


def test_hostile_texts_stay_texts(
    unit: Any, finding: Any, found: Any, report: Any, task: Any, hostile: str
) -> None:
    named = unit(name=hostile)
    head = report(named, tasks=(task(text=hostile, deadline_text=hostile),))
    many = [
        finding(explanation=hostile, cites=(hostile,) * 50),
        finding(Outcome.CANT_TELL, explanation=hostile),
    ]
    assert sum(len(line) for line in lines(head, found(named, *many))) < 20_000


def test_the_same_audit_gives_the_same_bytes(unit: Any, finding: Any, found: Any, report: Any) -> None:
    czt = unit()
    given = (report(czt), found(czt, finding(dossier=DOSSIER), finding(Outcome.CANT_TELL)), Letter())
    assert notice(*given) == notice(*given)
