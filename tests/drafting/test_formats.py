"""Does one plan give the same draft whether it is published as html, docx, pdf or txt?

``pages/plan-2018.pdf`` is ``pages/plan-2018.html`` printed by Chromium (--headless --print-to-pdf); its text layer holds radicals
in place of characters, as Chromium's often do.
"""

import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from docx.document import Document as WordDocument

from drafting.documents import Document, Paragraph, Table, read_document
from drafting.draft import Draft, DraftTask

PAGES = Path(__file__).parent / "pages"
HTML = (PAGES / "plan-2018.html").read_bytes()


def as_docx(document: Document) -> bytes:
    """The same content as Word keeps it: spans as gridSpan and vMerge."""
    word: WordDocument = docx.Document()
    for block in document.blocks:
        if isinstance(block, Paragraph):
            word.add_paragraph(block.text)
            continue
        grid = [row.cells for row in block.rows]
        table = word.add_table(rows=len(grid), cols=len(grid[0]))
        for y, cells in enumerate(grid):
            for x, cell in enumerate(cells):
                if cell.above or cell.left:
                    continue
                right = x
                while right + 1 < len(cells) and cells[right + 1].left:
                    right += 1
                bottom = y
                while bottom + 1 < len(grid) and grid[bottom + 1][x].above:
                    bottom += 1
                merged = table.cell(y, x).merge(table.cell(bottom, right))
                merged.text = cell.text
    written = io.BytesIO()
    word.save(written)
    return written.getvalue()


def as_text(document: Document) -> str:
    return document.text


def tasks(draft: Draft) -> list[DraftTask]:
    return [replace(task, place="") for task in draft.tasks]


def unread(draft: Draft) -> list[tuple[int | str | None, str]]:
    return [(entry.task, entry.reason) for entry in draft.unread]


@pytest.fixture(scope="module")
def html() -> Document:
    return read_document(HTML, "plan.html")


@pytest.fixture(scope="module")
def expected(drafted: Callable[[bytes | Document], Draft], html: Document) -> Draft:
    return drafted(html)


def test_next_year_s_plan_with_other_headers_is_read(expected: Draft) -> None:
    assert (expected.head.document_number, expected.head.year) == ("云政办函〔2018〕36号", 2018)
    assert expected.sections == (
        "通知正文",
        "着力加强公开解读回应",
        "着力推进重点领域信息公开",
        "着力提升平台建设水平",
    )
    found = {task.number: task for task in expected.tasks}
    assert list(found) == ["L1", "L2", 1, 2, 3, 4, 5, "5a", 6, 7]
    assert found[2].text == "公布重大行政决策事项目录"
    assert (found[2].deadline_text, found[2].deadline) == (None, "全年工作")
    assert (found[2].leads, found[2].supports) == (("fzb",), ("@prefectures",))
    assert (found["5a"].group, found["5a"].leads, found["5a"].supports) == (
        "扶贫信息公开",
        ("fpb",),
        ("czt", "mzt"),
    )
    assert found["L1"].deadline_text == "2018年6月底前"
    assert {task.source for task in expected.tasks} == {"intact"}
    assert [reason for _, reason in unread(expected) if "no unit" in reason] == [
        "lead “省司法厅” is no unit of the registry",
        "lead “省档案局” is no unit of the registry",
    ]


def test_docx_gives_the_same_draft(
    drafted: Callable[[bytes | Document], Draft], html: Document, expected: Draft
) -> None:
    draft = drafted(as_docx(html))
    assert tasks(draft) == tasks(expected)
    assert (draft.head, unread(draft)) == (expected.head, unread(expected))


def test_pdf_gives_the_same_draft(drafted: Callable[[bytes | Document], Draft], expected: Draft) -> None:
    draft = drafted((PAGES / "plan-2018.pdf").read_bytes())
    assert tasks(draft) == tasks(expected)
    assert (draft.head, unread(draft)) == (expected.head, unread(expected))


@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le"])
def test_txt_gives_the_same_draft_in_every_encoding(
    drafted: Callable[[bytes | Document], Draft], html: Document, expected: Draft, charset: str
) -> None:
    draft = drafted(html.text.encode(charset))
    assert tasks(draft) == tasks(expected)
    assert unread(draft) == unread(expected)


@pytest.mark.parametrize("charset", ["gb18030", "utf-16"])
def test_html_is_decoded_by_its_bytes_not_by_what_it_declares(
    drafted: Callable[[bytes | Document], Draft], expected: Draft, charset: str
) -> None:
    assert tasks(drafted(HTML.decode("utf-8").encode(charset))) == tasks(expected)


def test_rows_are_found_where_the_unread_list_says() -> None:
    document = read_document((PAGES / "plan-2018.pdf").read_bytes(), "plan.pdf")
    places = [row.place for block in document.blocks if isinstance(block, Table) for row in block.rows]
    assert places[0] == "page 1, row 1"
    assert places[-1] == "page 2, row 4"


def test_a_date_goes_on_to_the_next_row_only_where_the_file_says_that_the_cell_is_merged(
    drafted: Callable[[bytes | Document], Draft],
) -> None:
    markup = (
        "<table><tr><th>序号</th><th>工作内容</th><th>责任单位</th><th>完成时限</th></tr>"
        "<tr><td>1</td><td>开设减税降费信息公开专栏</td><td>省地税局</td><td {span}>2018年7月底前</td></tr>"
        "<tr><td>2</td><td>公布收费目录清单和依据标准</td><td>省财政厅</td>{cell}</tr></table>"
    )
    merged = drafted(markup.format(span="rowspan=2", cell="").encode())
    empty = drafted(markup.format(span="", cell="<td></td>").encode())
    assert (merged.tasks[1].deadline_text, merged.tasks[1].deadline) == (None, "2018年7月底前")
    assert empty.tasks[1].deadline == "全年工作"
    assert any(entry.task == 2 and "deadline cell is empty" in entry.reason for entry in empty.unread)
