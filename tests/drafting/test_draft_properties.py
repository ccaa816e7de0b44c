"""Whatever a text holds: does drafting never fail, and never say a word that the document does not?"""

from collections.abc import Callable, Iterator

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from audit_rules.plans.schema import PlanFile
from drafting.documents import Document, DocumentError
from drafting.documents.plain_text import read_text
from drafting.draft import Draft, NothingFoundError
from drafting.write import write_file, write_folder

CELLS = [
    "",
    "",
    "",
    "1",
    "2",
    "2",
    "3",
    "（4）",
    "全年工作",
    "次月5日前",
    "2017年7月底前",
    "不知何时前",
    "省财政厅牵头落实",
    "省火星厅",
    "各州、市人民政府",
    "推进减税降费信息公开",
    "以政务公开助力稳增长",
    "省地税局门户网站开设减税降费信息公开专栏",
    "一、总体要求",
    "按月公开财政收支情况，解读收支增减变化情况及原因，主动回应关切",
    "序号",
    "责任单位",
    "备注",
    "公开",
    "=1+1",
    "'\"#:{}[]",
    "\x01\x85",
]
HEADERS = [
    ["序号", "工作任务", "具体要求", "牵头落实单位", "完成时限"],
    ["序号", "工作任务", "", "具体要求", "牵头单位", "配合单位", "时间要求", "备注", "", ""],
    ["重点任务", "责任单位"],
    ["项目", "内容", "时限", "", ""],
]
WORDS = st.one_of(st.sampled_from(CELLS), st.text(max_size=30))
ROWS = st.one_of(
    st.sampled_from(HEADERS), st.lists(WORDS, max_size=9), st.lists(WORDS, min_size=5, max_size=5)
)
SLOW = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def squeeze(text: str) -> str:
    return "".join(text.split())


def faults(drafted: Callable[[bytes | Document], Draft], text: str) -> list[str]:
    """Draft the text, and hold what comes out against it: what is wrong with the draft and with the plan written of it."""
    try:
        draft = drafted(read_text(text.encode()))
    except (DocumentError, NothingFoundError):  # what is no text, and a text without a table
        return []
    return [*faults_of_tasks(draft, squeeze(text)), *faults_of_plan(draft)]


def faults_of_tasks(draft: Draft, source: str) -> Iterator[str]:
    numbers = [task.number for task in draft.tasks]
    if len(numbers) != len(set(numbers)):
        yield f"a number stands twice: {numbers}"
    for task in draft.tasks:
        # The mark joins the pieces of a broken cell.
        cells = f"{task.lead_text or ''}｜{task.deadline_text or ''}".split("｜")
        strange = [each for each in (task.text or "", *cells) if squeeze(each) not in source]
        if strange:
            yield f"{task.number}: the document does not say {strange}"
        if task.source != "intact" and not task.source_note:
            yield f"{task.number}: {task.source}, and no word why"
        if (task.text is None) != (task.source == "missing"):
            yield f"{task.number}: {task.source} with the text {task.text!r}"
        if not task.suggested and not task.manual_reason:
            yield f"{task.number}: neither a check nor a reason for none"


def faults_of_plan(draft: Draft) -> Iterator[str]:
    head = {"title": "t", "document_number": "n", "issued_on": "2017-01-01", "published_on": "2017-01-01"}
    plan = PlanFile.model_validate(yaml.safe_load(write_file(draft, "plan-x")) | head)
    if [entry.number for section in plan.sections for entry in section.tasks] != numbers_by_section(draft):
        yield "the plan has other numbers than the draft"
    if not plan.draft:
        yield "the plan is not marked as a draft"
    if len(plan.unread) != len(draft.unread):
        yield "the plan has lost something unread"
    for name, file in write_folder(draft, "p", "s").items():
        if name.endswith("yaml") and not yaml.safe_load(file):
            yield f"{name} is empty"


def numbers_by_section(draft: Draft) -> list[int | str]:
    return [task.number for section in draft.sections for task in draft.tasks if task.section == section]


@SLOW
@given(st.lists(ROWS, max_size=12), st.sampled_from(HEADERS))
def test_any_table_gives_a_draft_that_quotes_it(
    drafted: Callable[[bytes | Document], Draft], rows: list[list[str]], header: list[str]
) -> None:
    assert faults(drafted, "\n".join("\t".join(row) for row in [header, *rows])) == []


@SLOW
@given(st.text(max_size=400))
def test_any_text_is_read_or_refused(drafted: Callable[[bytes | Document], Draft], text: str) -> None:
    assert faults(drafted, text) == []


@pytest.mark.parametrize("cut", range(1, 5))
def test_columns_cut_from_a_plan_never_fail(drafted: Callable[[bytes | Document], Draft], cut: int) -> None:
    rows = [
        ["1", "以政务公开助力稳增长", "加强预期引导，做好政策解读和舆论引导工作", "省财政厅牵头", "全年工作"]
    ] * 3
    assert (
        faults(drafted, "\n".join("\t".join(row[:cut] + row[cut + 1 :]) for row in [HEADERS[0], *rows])) == []
    )
