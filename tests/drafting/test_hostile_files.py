"""Is a broken, hostile or foreign file refused with a reason and a remedy, and never with anything else?"""

import io
import random
import zipfile
from pathlib import Path

import pytest

from drafting.documents import DocumentError, read_document
from drafting.documents.apart import read_apart
from drafting.documents.content import MOST_COLUMNS, MOST_ROWS, Table

PAGES = Path(__file__).parent / "pages"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def package(members: dict[str, bytes]) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return written.getvalue()


def word(body: str) -> bytes:
    return package(
        {"word/document.xml": f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'.encode()}
    )


def blank_pdf(extra: bytes = b"") -> bytes:
    """One page with nothing on it, as a scan without its picture."""
    return (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\ntrailer<</Root 1 0 R"
        + extra
        + b">>\n%%EOF"
    )


ENCRYPTED = blank_pdf(
    b"/Encrypt<</Filter/Standard/V 1/R 2/O(" + b"o" * 32 + b")/U(" + b"u" * 32 + b")/P -4>>/ID[(a)(a)]"
)

REFUSED = {
    "empty": (b"", "empty"),
    "blank": (b" \n\t ", "empty"),
    "old Word": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "save it as .docx"),
    "RTF": (b"{\\rtf1 abc}", "save it as .docx"),
    "picture": (b"\x89PNG\r\n\x1a\n" + b"\0" * 99, "recognised"),
    "binary": (bytes(random.Random(7).randbytes(4000)), "no text"),
    "zeros": (b"\0" * 5000, "no text"),
    "spreadsheet": (package({"xl/workbook.xml": b"<x/>"}), "no Word document"),
    "cut docx": (word("<w:p/>")[:-30], "damaged .docx"),
    "entities": (package({"word/document.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}), "XML is not"),
    "broken XML": (package({"word/document.xml": b"<w:document"}), "XML is damaged"),
    "no body": (package({"word/document.xml": f'<w:document xmlns:w="{WORD}"/>'.encode()}), "without a body"),
    "bomb": (package({"word/document.xml": b" " * 70_000_000}), "unpacks to more"),
    "cut PDF": (b"%PDF-1.7\n1 0 obj <<", "damaged PDF"),
    "PDF of pictures": (blank_pdf(), "no text layer"),
    "encrypted PDF": (ENCRYPTED, "encrypted"),
    "too many rows": (b"a\tb\n" * (MOST_ROWS + 1), "table rows"),
    "too many columns": (b"a\t" * (MOST_COLUMNS + 1), "columns"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_can_t_be_used_is_refused_with_its_reason(name: str) -> None:
    body, reason = REFUSED[name]
    with pytest.raises(DocumentError, match=reason):
        read_document(body, "plan.docx")


def test_the_bytes_tell_the_format_and_a_wrong_name_is_told() -> None:
    document = read_document((PAGES / "plan-2018.html").read_bytes(), "plan.pdf")
    assert document.kind == "html"
    assert "ends with .pdf" in document.notes[0]
    assert read_document(b"a\tb", "plan").notes == ()


def test_spans_are_bounded() -> None:
    markup = b"<html><table><tr><td colspan=99999999 rowspan=99999999>a</td></tr><tr><td>b</td></tr></table>"
    tables = [block for block in read_document(markup, "").blocks if isinstance(block, Table)]
    assert max(len(row.cells) for row in tables[0].rows) <= MOST_COLUMNS
    wide = '<w:tcPr><w:gridSpan w:val="999999999"/></w:tcPr>'
    grid = f"<w:tbl><w:tr><w:tc>{wide}<w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    assert read_document(word(grid), "").blocks


def test_markup_of_any_depth_is_read_or_told() -> None:
    deep = b"<html>" + b"<div>" * 50_000 + "文字".encode() + b"</div>" * 50_000
    assert ["deeper than" in note for note in read_document(deep, "").notes] == [True]
    read = read_document(b"<html>" + b"<div>" * 300 + "文字".encode(), "")
    assert [paragraph.text for paragraph in read.paragraphs] == ["文字"]
    assert not read.notes
    cell = b"<html><table><tr><td>" + b"<div>" * 600 + "文字".encode()
    assert ["deeper than" in note for note in read_document(cell, "").notes] == [True]
    tables = read_document(b"<html>" + b"<table><tr><td>" * 3_000 + b"x", "")
    assert "x" in str(tables.blocks) or tables.notes
    nested = word(
        "<w:sdt><w:sdtContent>" * 400
        + "<w:p><w:r><w:t>文字</w:t></w:r></w:p>"
        + "</w:sdtContent></w:sdt>" * 400
    )
    assert [paragraph.text for paragraph in read_document(nested, "").paragraphs] == ["文字"]


def test_deleted_text_of_a_docx_is_no_text() -> None:
    gone = "<w:del><w:r><w:delText>不</w:delText></w:r></w:del>"
    added = "<w:ins><w:r><w:t>信息</w:t></w:r></w:ins>"
    body = f"<w:p><w:r><w:t>公开</w:t></w:r>{gone}{added}</w:p>"
    assert [paragraph.text for paragraph in read_document(word(body), "").paragraphs] == ["公开信息"]


def test_numbers_that_word_counts_are_counted_and_told() -> None:
    number = (
        '<w:tc><w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="3"/></w:numPr></w:pPr></w:p></w:tc>'
    )
    row = f"<w:tr>{number}<w:tc><w:p><w:r><w:t>公开</w:t></w:r></w:p></w:tc></w:tr>"
    document = read_document(word(f"<w:tbl>{row}{row}</w:tbl>"), "")
    table = document.blocks[0]
    assert isinstance(table, Table)
    assert [line.cells[0].text for line in table.rows] == ["1", "2"]
    assert "numbered by Word's lists" in document.notes[0]


def test_a_process_of_its_own_reads_the_same_and_refuses_the_same() -> None:
    body = (PAGES / "plan-2018.html").read_bytes()
    assert read_apart(body, "plan.html") == read_document(body, "plan.html")
    with pytest.raises(DocumentError, match=r"save it as \.docx"):
        read_apart(b"{\\rtf1 abc}", "a.doc")


def test_a_file_that_takes_too_long_is_given_up() -> None:
    with pytest.raises(DocumentError, match="more than 0 seconds"):
        read_apart((PAGES / "plan-2018.pdf").read_bytes(), "plan.pdf", seconds=0)
