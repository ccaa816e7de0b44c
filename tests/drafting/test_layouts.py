"""Are tables of other shapes read as what they are: other headers, no numbers, headings over the rows, pages that go on?"""

from collections.abc import Callable

import pytest

from domain.plans import SourceStatus
from drafting.documents import Cell, Document, Row, Table
from drafting.draft import Draft, DraftTask, NothingFoundError

Drafted = Callable[[bytes | Document], Draft]
DUTY = "按月公开财政收支情况，解读收支增减变化的原因"
OTHER = "加大强农惠农政策公开力度，深入解读政策措施"
THIRD = "做好农产品价格信息公开工作，发布市场价格信息"


def text(*rows: str) -> bytes:
    """Rows with | between their cells, as a txt has them."""
    return "\n".join(row.replace("|", "\t") for row in rows).encode()


def tasks(draft: Draft) -> dict[int | str, DraftTask]:
    return {task.number: task for task in draft.tasks}


def told(draft: Draft) -> str:
    return "\n".join(map(str, draft.unread))


@pytest.mark.parametrize(
    "header",
    [
        "序号|工作任务|责任单位|完成时限",
        "序号|重点任务|牵头单位|时间要求",
        "项次|工作内容|落实单位|落实时限",
        "编号|主要内容|责任部门|办结时限",
        "序号|任务要求|主办单位|时间节点",
        "序 号|工 作 措 施|责 任 单 位|进度安排",
    ],
)
def test_headers_by_other_names(drafted: Drafted, header: str) -> None:
    task = tasks(drafted(text(header, f"1|{DUTY}|省财政厅|次月5日前")))[1]
    assert (task.text, task.leads, task.deadline_text, task.source) == (DUTY, ("czt",), "次月5日前", "intact")


def test_columns_in_another_order(drafted: Drafted) -> None:
    task = tasks(drafted(text("完成时限|责任单位|工作内容|序号", f"全年工作|省财政厅|{DUTY}|7")))[7]
    assert (task.text, task.leads, task.deadline_text, task.source) == (DUTY, ("czt",), "全年工作", "intact")


def test_rows_without_any_number_are_counted_and_told(drafted: Drafted) -> None:
    draft = drafted(text("工作任务|责任单位|时限", f"{DUTY}|省财政厅|全年工作", f"{OTHER}|省农业厅|全年工作"))
    assert [(task.number, task.text) for task in draft.tasks] == [(1, DUTY), (2, OTHER)]
    assert "no row has a number" in told(draft)


def test_a_number_that_is_left_out_is_told(drafted: Drafted) -> None:
    draft = drafted(text("序号|工作任务|责任单位", f"1.|{DUTY}|省财政厅", f"4.|{OTHER}|省农业厅"))
    assert list(tasks(draft)) == [1, 4]
    assert "no row has the number 2, 3" in told(draft)


def test_headings_between_the_rows_are_sections(drafted: Drafted) -> None:
    markup = (
        "<table><tr><td>序号</td><td>工作任务</td><td>责任单位</td><td>时限</td></tr>"
        "<tr><td colspan=4>一、以政务公开助力稳增长</td></tr>"
        f"<tr><td>1</td><td>{DUTY}</td><td>省财政厅</td><td>全年工作</td></tr>"
        "<tr><td colspan=4>二、以政务公开助力惠民生</td></tr>"
        f"<tr><td>2</td><td>{OTHER}</td><td>省农业厅</td><td>全年工作</td></tr></table>"
    )
    draft = drafted(markup.encode())
    assert draft.sections == ("以政务公开助力稳增长", "以政务公开助力惠民生")
    assert {task.source for task in draft.tasks} == {"intact"}


def test_a_heading_right_over_a_table_is_its_section(drafted: Drafted) -> None:
    header = "序号|工作任务|责任单位|时限"
    draft = drafted(
        text(
            "一、助力稳增长",
            header,
            f"1|{DUTY}|省财政厅|全年工作",
            "二、助力惠民生",
            header,
            f"2|{OTHER}|省农业厅|全年工作",
        )
    )
    assert [task.section for task in draft.tasks] == ["助力稳增长", "助力惠民生"]


def test_a_page_without_a_header_goes_on_and_carries_what_the_page_before_began(drafted: Drafted) -> None:
    def page(place: str, *rows: str) -> Table:
        cells = [tuple(Cell(text=cell) for cell in row.split("|")) for row in rows]
        return Table(
            rows=tuple(Row(cells=each, place=f"{place}, row {n}") for n, each in enumerate(cells, start=1)),
            place=place,
            exact=True,
        )

    header = "序号|工作任务|具体要求|责任单位|完成时限"
    first = page("page 1", header, f"1|推进财政公开|{DUTY}|省财政厅|全年工作")
    second = page("page 2", f"2||{OTHER}||", f"3|推进价格公开|{THIRD}|省农业厅|每月底前")
    draft = drafted(Document(kind="pdf", blocks=(first, second)))
    found = tasks(draft)
    assert (found[2].group, found[2].leads, found[2].deadline) == ("推进财政公开", ("czt",), "全年工作")
    assert "page 2, row 1, task 2: the first row after a page break has no lead" in told(draft)
    assert found[3].group == "推进价格公开"


def test_a_repeated_header_carries_no_lead_over(drafted: Drafted) -> None:
    header = "序号|工作任务|责任单位|时限"
    draft = drafted(text(header, f"1|{DUTY}|省财政厅|全年工作", "", header, f"2|{OTHER}||全年工作"))
    assert tasks(draft)[2].leads == ()
    assert "task 2: no lead is printed for it" in told(draft)


def test_tables_that_are_no_plan_are_left_out_and_told(drafted: Drafted) -> None:
    draft = drafted(text("姓名|电话", "张三|1", "", "序号|工作任务|责任单位", f"1|{DUTY}|省财政厅"))
    assert list(tasks(draft)) == [1]
    assert "line 1: a table whose header is not that of a plan (姓名)" in told(draft)


@pytest.mark.parametrize(
    "body", [b"", "序号|工作任务|责任单位".replace("|", "\t").encode(), "通知正文。".encode()]
)
def test_a_document_without_rows_holds_no_plan(drafted: Drafted, body: bytes) -> None:
    with pytest.raises(NothingFoundError, match="no table of tasks"):
        drafted(body or Document(kind="txt", blocks=()))


def test_a_remark_column_is_no_duty(drafted: Drafted) -> None:
    task = tasks(
        drafted(
            text(
                "序号|工作任务|责任单位|时限|备注",
                f"1|{DUTY}|省财政厅|全年工作|此项与上年相同，请注意衔接，不要重复报送",
            )
        )
    )[1]
    assert (task.text, task.source) == (DUTY, "intact")


def test_a_lead_in_the_deadline_s_column_is_flagged_and_so_are_its_neighbours(drafted: Drafted) -> None:
    rows = [f"1|{DUTY}|省财政厅牵头|全年工作", f"2|{OTHER}||", f"3|{THIRD}||省农业厅牵头", f"4|{DUTY}二||"]
    draft = drafted(text("序号|工作任务|责任单位|时限", *rows, f"5|{OTHER}二|省审计厅|全年工作"))
    assert {number: task.source for number, task in tasks(draft).items()} == {
        1: SourceStatus.INTACT,
        2: SourceStatus.SHIFTED,
        3: SourceStatus.SHIFTED,
        4: SourceStatus.SHIFTED,
        5: SourceStatus.INTACT,
    }


def test_a_row_without_duty_takes_none_from_its_neighbour(drafted: Drafted) -> None:
    draft = drafted(
        text(
            "序号|工作任务|责任单位|时限",
            "1||省财政厅|全年工作",
            f"2|{DUTY}|省财政厅|全年工作",
            f"|{OTHER}||",
        )
    )
    found = tasks(draft)
    assert (found[1].text, found[1].source, found[1].suggested) == (None, "missing", ())
    assert (found[2].text, found[2].source) == (DUTY, "shifted")
    assert (found["2a"].text, found["2a"].source) == (OTHER, "shifted")
    assert "整体向下错一行" in str(found[2].source_note)


def test_a_text_that_belongs_to_no_cell_is_kept_in_the_note(drafted: Drafted) -> None:
    draft = drafted(text("序号|工作任务|责任单位|时限||", f"1|{DUTY}|省财政厅|全年工作||{OTHER}"))
    task = tasks(draft)[1]
    assert (task.text, task.source) == (DUTY, "shifted")
    assert OTHER[:20] in str(task.source_note)


def test_a_period_beside_a_single_date_is_told(drafted: Drafted) -> None:
    draft = drafted(text("序号|工作任务|责任单位|时限", f"1|每月{DUTY}|省财政厅|2018年6月底前"))
    assert "its text says “每月”" in told(draft)


def test_a_deadline_that_is_not_understood_is_told_and_kept(drafted: Drafted) -> None:
    draft = drafted(text("序号|工作任务|责任单位|时限", f"1|{DUTY}|省财政厅|待条件成熟时"))
    assert tasks(draft)[1].deadline_text == "待条件成熟时"
    assert "the deadline “待条件成熟时” is not understood" in told(draft)
