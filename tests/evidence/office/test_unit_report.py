"""Does a unit's report show its score, its charts and its findings, in embedded Chinese, and nothing smuggled in?"""

import json
import re
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pdfplumber
import pytest

from domain.findings import Outcome, Score, SectionScore, Timeliness
from domain.reviews import Decision
from evidence.office.audit_report import Reported
from evidence.office.charts import Dated, outcome_bar, section_bars, time_line
from evidence.office.statuses import Status
from evidence.office.tallies import Counts
from evidence.office.unit_report import report_values, unit_report

SECTIONS = (
    SectionScore(
        name="以政务公开助力惠民生", score=Score(earned=7.0, possible=8.0, unmeasured=2.0), tasks=()
    ),
)


def words(content: bytes) -> str:
    with pdfplumber.open(BytesIO(content)) as pdf:
        return re.sub(r"\s", "", "".join(page.extract_text() for page in pdf.pages))


def cells(content: bytes) -> str:
    with pdfplumber.open(BytesIO(content)) as pdf:
        every = [
            cell for page in pdf.pages for table in page.extract_tables() for row in table for cell in row
        ]
    return re.sub(r"\s", "", "|".join(cell or "" for cell in every))


@pytest.fixture
def made(unit: Any, finding: Any, found: Any, report: Any) -> Callable[[], bytes]:
    """A report on a unit with findings of every status."""
    czt = unit()
    late = finding(
        Outcome.PASSED,
        timeliness=Timeliness.LATE,
        done_on=date(2017, 8, 12),
        late_by=(12,),
        explanation="晚了12天。",
    )
    findings = [finding(outcome) for outcome in Outcome]
    given = (report(czt), found(czt, *findings, late, finding(advice=True), sections=SECTIONS))
    return lambda: unit_report(*given)


def test_it_tells_score_place_findings_and_citations(made: Callable[[], bytes]) -> None:
    told = words(made())
    for word in (
        "政务公开核查报告", "省财政厅", "87.5%", "80%", "良好", "未落实事项（1条）", "逾期公开事项（1条）", "待核实事项（2条）",
        "建议改进事项（1条）", "须人工核查事项（1条）", "晚了12天。", "第16项工作：在门户网站开设专栏", "2017年8月12日",
        "http://czt.example/zwgk/ppp/", "obs:column/7", "以政务公开助力惠民生", "7／8，未测2", "第1页，共",
    ):  # fmt: skip
        assert word in told, word


def test_the_typefaces_are_embedded_and_chinese_can_be_copied(made: Callable[[], bytes]) -> None:
    with pdfplumber.open(BytesIO(made())) as pdf:
        fonts = {char["fontname"] for page in pdf.pages for char in page.chars}
    assert fonts
    assert all(re.match(r"[A-Z]{6}\+NotoSansCJKsc", font) for font in fonts)


def test_the_same_audit_gives_the_same_bytes_in_any_process(
    made: Callable[[], bytes], tmp_path: Path
) -> None:
    content = made()
    assert content == made()
    code = (
        "import sys; from datetime import UTC, datetime; from pathlib import Path; import evidence.office.unit_report as room\n"
        "from evidence.office.charts import outcome_bar; from evidence.office.tallies import Counts\n"
        "from evidence.office.statuses import Status; from evidence.office.typesetting import typeset\n"
        "drawn = outcome_bar(Counts({status: 3 for status in Status}))\n"
        "chart = {'heading': '核查结果', 'drawing': drawn, 'told': '', 'note': ''}\n"
        "texts = dict.fromkeys(('title', 'description', 'kind', 'name'), '政务公开核查报告')\n"
        "values = {**texts, 'about': [], 'figures': [('得分率', '1', '')], 'charts': [chart], 'groups': [], 'legend': []}\n"
        "template = Path(room.__file__).with_name('unit_report.typ')\n"
        "sys.stdout.buffer.write(typeset(template, values, datetime(2018, 1, 2, tzinfo=UTC)))"
    )
    one, two = (
        subprocess.run(
            [sys.executable, "-c", code], capture_output=True, check=True, env={"PYTHONHASHSEED": seed}
        )
        for seed in ("1", "2")
    )
    assert one.stdout == two.stdout
    assert one.stdout.startswith(b"%PDF")


def test_its_date_is_the_audits(made: Callable[[], bytes]) -> None:
    with pdfplumber.open(BytesIO(made())) as pdf:
        assert pdf.metadata["CreationDate"].startswith("D:20180102030405")
        assert pdf.metadata["Title"] == "省财政厅政务公开核查报告"


def test_what_a_portal_sent_is_text_and_nothing_else(
    unit: Any, finding: Any, found: Any, report: Any, task: Any, hostile: str
) -> None:
    named = unit(name=hostile)
    head = report(named, tasks=(task(text=hostile, deadline_text=hostile),))
    evil = f"{hostile}<img src='http://evil.example/'><style>@import 'file:///etc/passwd'</style>"
    given = found(
        named, finding(explanation=evil, cites=(hostile,)), finding(Outcome.CANT_TELL, explanation=evil)
    )
    content = unit_report(head, given)
    assert b"/URI" not in content
    assert b"/JavaScript" not in content
    with pdfplumber.open(BytesIO(content)) as pdf:
        assert len(pdf.pages) < 8
        for page in pdf.pages:
            assert all(char["x0"] > 20 and char["x1"] < page.width - 20 for char in page.chars)
            assert all(char["top"] > 20 and char["bottom"] < page.height for char in page.chars)


MARKUP = (
    '#panic("x") #read("/etc/passwd") #import "@preview/a:1.0.0" $x^2$ *粗* _斜_ `码` '
    "= 题 <标签> @引用 \\ ] [ } { // 注 /* 注 */ ~ --- \" '"
)


def test_markup_of_the_typesetter_is_shown_as_it_was_sent(
    unit: Any, finding: Any, found: Any, report: Any, task: Any
) -> None:
    named = unit(name=MARKUP)
    section = SectionScore(name=MARKUP, score=Score(earned=1.0, possible=2.0, unmeasured=0.0), tasks=())
    head = report(named, tasks=(task(text=MARKUP, deadline_text=MARKUP),), subjects={"ppp": MARKUP})
    given = found(named, finding(explanation=MARKUP, cites=(MARKUP,)), sections=(section,))
    content = unit_report(head, given)
    plain = re.sub(r"\s", "", MARKUP)
    assert cells(content).count(plain) == 2
    assert cells(content).count("#panic") == 5
    assert re.sub(r"\s", "", MARKUP[:78]) in words(content)


@pytest.mark.parametrize("word", ["W" * 3000, "http://czt.example/" + "x" * 3000, "。" * 3000, "𠀀🙂é" * 900])
def test_words_without_an_end_stay_on_the_page(
    word: str, unit: Any, finding: Any, found: Any, report: Any, task: Any
) -> None:
    named = unit(name=word)
    head = report(named, tasks=(task(text=word, deadline_text=word),), subjects={"ppp": word})
    given = found(named, finding(explanation=word, cites=(word,)), finding(Outcome.PASSED, explanation=word))
    with pdfplumber.open(BytesIO(unit_report(head, given))) as pdf:
        for page in pdf.pages:
            assert all(char["x1"] < page.width - 20 and char["bottom"] < page.height for char in page.chars)
            for table in page.find_tables():
                right = sorted({round(cell[2]) for cell in table.cells})
                for char in page.crop(table.bbox).chars:
                    across = [edge for edge in right[:-1] if char["x0"] + 1 < edge < char["x1"] - 1]
                    assert not across, (char["text"], across)


def test_what_could_not_be_told_is_no_problem(unit: Any, finding: Any, found: Any, report: Any) -> None:
    czt = unit()
    given = found(czt, finding(Outcome.CANT_TELL), finding(Outcome.ERROR))
    values: Any = report_values(report(czt), given)
    assert ("未落实／逾期公开", "0／0", "条，查实的问题") in values["figures"]
    assert [group["heading"] for group in values["groups"]] == ["待核实事项（2条）"]
    told = words(unit_report(report(czt), given))
    assert "未落实事项" not in told
    assert "待核实事项（2条）" in told


def test_charts_escape_their_texts_and_are_drawn_for_anything() -> None:
    duty = Dated(
        label="<script>", due=(date(2016, 1, 1), date(2018, 6, 1)), done_on=None, status=Status.FAILED
    )
    drawn = time_line([duty], date(2017, 12, 31))
    assert "&lt;script&gt;" in drawn
    assert "<script" not in drawn
    empty = Score(earned=0.0, possible=0.0, unmeasured=0.0)
    assert "<svg" in section_bars([SectionScore(name="<b>", score=empty, tasks=())])
    assert "<svg" in outcome_bar(Counts({Status.OPEN: 1}))


def test_the_score_is_that_after_reviews_which_come_before_what_was_judged(
    unit: Any, finding: Any, found: Any, report: Any, review: Any
) -> None:
    czt = unit(score_before=Score(earned=60.0, possible=80.0, unmeasured=20.0))
    reopened = Reported(finding=finding(), review=review(Decision.NEEDS_MORE))
    values = report_values(report(czt), found(czt, reopened, finding(Outcome.PASSED), sections=SECTIONS))
    told = json.dumps(values, ensure_ascii=False)
    for word in ("87.5", "良好", "各板块得分", "已计入复核改变的1条结论", "核查时得分率为75.0%"):
        assert word in told.replace("\u200b", "")
    assert "2018年1月5日复核需补充核查（张三：栏目在“财政信息”下。）。原判：" in told.replace("\u200b", "")
