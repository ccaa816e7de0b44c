"""Is an official document laid out as GB/T 9704-2012 asks, and can nothing that a portal sent break it?"""

import re
from datetime import UTC, date, datetime
from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document
from docx.oxml.ns import qn

from evidence.office.official_document import OfficialDocument, TableColumn, chinese_numeral
from evidence.office.official_layout import STYLES

AT = datetime(2018, 1, 2, 3, 4, 5, 678, tzinfo=UTC)


def document() -> OfficialDocument:
    return OfficialDocument(title="通报", subject="方案", made_at=AT)


def whole(text: str) -> bytes:
    made = document()
    made.title(text)
    made.number(text)
    made.addressee(text)
    made.first(1, text)
    made.second(1, text)
    made.second(2, text, text)
    made.third(1, text, text)
    made.body(text, text)
    made.note(text)
    made.table([TableColumn(heading=text, width=10), TableColumn(heading=text, width=20)], [[text, text]])
    made.attachments([text, text])
    made.signature(text, date(2018, 1, 5))
    made.attachment(1, text)
    return made.save()


def test_the_page_is_that_of_the_standard() -> None:
    section = Document(BytesIO(whole("字"))).sections[0]
    size = [round(side.mm) for side in (section.page_width, section.page_height) if side]
    assert size == [210, 297]
    margins = (section.top_margin, section.left_margin, section.bottom_margin, section.right_margin)
    assert [round(margin.mm) for margin in margins if margin] == [37, 28, 35, 26]


def test_the_typefaces_and_sizes_are_those_of_the_standard() -> None:
    styles = {style.style_id: style for style in Document(BytesIO(whole("字"))).styles}
    expected = {
        "title": ("方正小标宋简体", 22, 34),
        "body": ("仿宋", 16, 28),
        "first": ("黑体", 16, 28),
        "second": ("楷体", 16, 28),
        "third": ("仿宋", 16, 28),
    }
    for name, (typeface, size, line) in expected.items():
        style = styles[STYLES[name]]
        properties = style.element.rPr
        assert properties.find(qn("w:rFonts")).get(qn("w:eastAsia")) == typeface
        assert style.font.size.pt == size
        assert style.paragraph_format.line_spacing.pt == line
        # 22 lines of 28 characters in a type area of 156 mm by 225 mm
        assert line * 22 <= 225 / 25.4 * 72 or name == "title"
    close = int(styles[STYLES["body"]].element.rPr.find(qn("w:spacing")).get(qn("w:val"))) / 20
    assert 28 * (16 + close) <= 156 / 25.4 * 72


def test_page_numbers_stand_at_the_outer_edge() -> None:
    opened = Document(BytesIO(whole("字")))
    assert opened.settings.odd_and_even_pages_header_footer
    section = opened.sections[0]
    for footer, side in ((section.footer, "right"), (section.even_page_footer, "left")):
        xml = footer.paragraphs[0]._p.xml
        assert f'w:jc w:val="{side}"' in xml
        assert re.sub("<[^>]+>|\\s", "", xml) == "—PAGE—"


def test_every_typeface_names_what_takes_its_place() -> None:
    table = ZipFile(BytesIO(whole("字"))).read("word/fontTable.xml").decode()
    for typeface, other in (
        ("仿宋", "仿宋_GB2312"),
        ("楷体", "楷体_GB2312"),
        ("方正小标宋简体", "方正小标宋_GBK"),
    ):
        assert f'w:name="{typeface}"' in table
        assert other in table


def test_headings_of_a_table_come_again_and_rows_are_not_torn() -> None:
    xml = ZipFile(BytesIO(whole("字"))).read("word/document.xml").decode()
    assert xml.count("<w:tblHeader/>") == 1
    assert xml.count("<w:cantSplit/>") == 2


def test_what_a_portal_sent_is_text_and_nothing_else(hostile: str) -> None:
    content = whole(hostile)
    xml = ZipFile(BytesIO(content)).read("word/document.xml").decode()
    assert "<script" not in xml
    assert not set(xml) & set("\x00\x01\x1f\u202e\ufffe")
    assert "w:hyperlink" not in xml
    assert xml.count("<w:fldChar") == 0
    opened = Document(BytesIO(content))
    assert len(opened.paragraphs) == len(Document(BytesIO(whole("字"))).paragraphs)
    assert all(len(paragraph.text) <= 8_100 for paragraph in opened.paragraphs)
    assert all(len(cell.text) <= 600 for table in opened.tables for row in table.rows for cell in row.cells)


def test_markup_is_shown_as_it_was_sent() -> None:
    made = document()
    made.body("<w:p/>&amp;</w:body>")
    assert Document(BytesIO(made.save())).paragraphs[0].text == "<w:p/>&amp;</w:body>"


def test_the_same_words_give_the_same_bytes_and_no_moment_but_the_audits() -> None:
    assert whole("字") == whole("字")
    archive = ZipFile(BytesIO(whole("字")))
    assert {member.date_time for member in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    core = archive.read("docProps/core.xml").decode()
    assert re.findall(r"\d{4}-\d\d-\d\dT[\d:]+Z", core) == ["2018-01-02T03:04:05Z"] * 2


def test_the_name_is_centred_over_the_day() -> None:
    def indents(issuer: str) -> list[float]:
        made = document()
        made.signature(issuer, date(2018, 1, 15))
        last = Document(BytesIO(made.save())).paragraphs[-2:]
        return [int(each._p.xpath("w:pPr/w:ind/@w:rightChars")[0]) / 100 for each in last]

    # The day is 6.5 characters wide and stands four from the right.
    assert indents("省政府办公厅") == [4.25, 4.0]
    name, day = indents("云南省发展和改革委员会政务公开办公室")
    assert (name, day) == (2.0, 2.0 + (18 - 6.5) / 2)


@pytest.mark.parametrize(
    ("number", "word"), [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (99, "九十九")]
)
def test_numbers_of_headings(number: int, word: str) -> None:
    assert chinese_numeral(number) == word


def test_the_signature_takes_the_end_of_the_text_with_it() -> None:
    made = document()
    made.body("正文第一段。")
    made.second(1, "正文末段。", "末段的话。")
    made.attachments(["名单", "说明"])
    made.signature("省政府办公厅", date(2018, 1, 5))
    paragraphs = Document(BytesIO(made.save())).paragraphs
    kept = [paragraph.text for paragraph in paragraphs if paragraph.paragraph_format.keep_with_next]
    assert kept == [
        "（一）正文末段。末段的话。", "", "附件：1. 名单", "2. 说明", "", "", "省政府办公厅", "2018年1月5日",
    ]  # fmt: skip
    for paragraph in paragraphs:
        assert len(list(paragraph._p.iter(qn("w:keepNext")))) <= 1
