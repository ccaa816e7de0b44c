"""Whatever a text holds: does drafting never fail, and never say a word that the document does not?"""

from collections.abc import Callable

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from audit_rules.plan_schema import PlanFile
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


def check(drafted: Callable[[bytes | Document], Draft], text: str) -> None:
    """Draft the text, and hold what comes out against it."""
    try:
        draft = drafted(read_text(text.encode()))
    except (DocumentError, NothingFoundError):  # what is no text, and a text without a table
        return
    source = squeeze(text)
    numbers = [task.number for task in draft.tasks]
    assert len(numbers) == len(set(numbers))
    for task in draft.tasks:
        cells = f"{task.lead_text or ''}｜{task.deadline_text or ''}".split(
            "｜"
        )  # joins the pieces of a broken cell
        assert all(squeeze(each) in source for each in (task.text or "", *cells))
        assert task.source == "intact" or task.source_note
        assert (task.text is None) == (task.source == "missing")
        assert task.suggested or task.manual_reason
    written = write_file(draft, "plan-x")
    head = {"title": "t", "document_number": "n", "issued_on": "2017-01-01", "published_on": "2017-01-01"}
    content = yaml.safe_load(written)
    plan = PlanFile.model_validate(content | head)
    assert [entry.number for section in plan.sections for entry in section.tasks] == numbers_by_section(draft)
    assert plan.draft
    assert len(plan.unread) == len(draft.unread)
    assert all(
        yaml.safe_load(file) for name, file in write_folder(draft, "p", "s").items() if name.endswith("yaml")
    )


def numbers_by_section(draft: Draft) -> list[int | str]:
    return [task.number for section in draft.sections for task in draft.tasks if task.section == section]


@SLOW
@given(st.lists(ROWS, max_size=12), st.sampled_from(HEADERS))
def test_any_table_gives_a_draft_that_quotes_it(
    drafted: Callable[[bytes | Document], Draft], rows: list[list[str]], header: list[str]
) -> None:
    check(drafted, "\n".join("\t".join(row) for row in [header, *rows]))


@SLOW
@given(st.text(max_size=400))
def test_any_text_is_read_or_refused(drafted: Callable[[bytes | Document], Draft], text: str) -> None:
    check(drafted, text)


@pytest.mark.parametrize("cut", range(1, 5))
def test_columns_cut_from_a_plan_never_fail(drafted: Callable[[bytes | Document], Draft], cut: int) -> None:
    rows = [
        ["1", "以政务公开助力稳增长", "加强预期引导，做好政策解读和舆论引导工作", "省财政厅牵头", "全年工作"]
    ] * 3
    check(drafted, "\n".join("\t".join(row[:cut] + row[cut + 1 :]) for row in [HEADERS[0], *rows]))
