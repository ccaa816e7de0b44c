"""Do page and PDF show what a cover tells as it was written, and nothing else, whatever a portal wrote?"""

import re
import subprocess
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from io import BytesIO

import pdfplumber
import pytest
from PIL import Image
from selectolax.lexbor import LexborHTMLParser

from evidence.package.cover_blocks import (
    Block,
    Facts,
    Heading,
    Paragraph,
    Quote,
    Run,
    Shown,
    Table,
    Verdict,
    code,
    plain,
)
from evidence.package.cover_page import cover_html
from evidence.package.cover_pdf import cover_pdf

AT = datetime(2018, 1, 2, 3, 4, 5, 678, tzinfo=UTC)
MARKUP = (
    '#panic("x") #read("/etc/passwd") #image("0.png") #import "@preview/a:1.0.0" $x^2$ *粗* _斜_ `码` '
    "= 题 <b>标签</b> @引用 &amp; {{ 7 }} {% x %} \\ ] [ } { // 注 /* 注 */ ~ --- \" ' https://evil.example/?a=1&b=2"
)
LONG = ("W" * 300, "http://czt.example/" + "x" * 280, "。" * 300, "𠀀🙂é" * 100, "8" * 300, "a/1" * 100)


def png(width: int = 1324, height: int = 1200, colour: str = "red") -> bytes:
    drawn = BytesIO()
    Image.new("RGB", (width, height), colour).save(drawn, "PNG")
    return drawn.getvalue()


def blocks(text: str) -> tuple[Block, ...]:
    """Each block there is, with the text wherever one of a portal's may stand."""
    words = (Run(f"{text}\n"), Run(text, code=True), Run(text, strong=True))
    return (
        Heading(text, 1),
        Paragraph(plain(text), "under"),
        Facts((("单位", plain(text)), ("网站", code(text)))),
        Table(
            ("序号", "任务", "核查事项", "核查结果", "及时性"),
            (8, 22, 32, 24, 14),
            ((plain("1"), plain(text), code(text), words, plain("按时")),) * 2,
        ),
        Heading(text, 2),
        Verdict("未落实", True, text),
        Paragraph(plain(f"{text}\n{text}"), "explanation"),
        Heading("方案原文", 3),
        Quote(text),
        Paragraph(words, "note"),
        Shown("page-1.png", text, f"{text}（pictures/page-1.png）"),
    )


def pdf(told: Sequence[Block], picture: bytes | None = None) -> bytes:
    return cover_pdf("证据包", told, {"page-1.png": picture or png()}, AT)


def test_both_show_all_texts_and_markup_as_it_was_written() -> None:
    told = blocks(MARKUP)
    page, written = LexborHTMLParser(cover_html("证据包", told)), re.sub(r"\s", "", MARKUP)
    shown = re.sub(r"\s", "", page.body.text() if page.body else "")
    assert shown.count(written) == 23
    assert not page.css("[href], script, link, b b")
    with pdfplumber.open(BytesIO(pdf(told))) as file:
        text = re.sub(r"\s", "", "".join(each.extract_text() for each in file.pages))
        tables = [table for each in file.pages for table in each.extract_tables()]
    cells = re.sub(r"\s", "", "|".join(cell or "" for table in tables for row in table for cell in row))
    assert cells.count(written) == 12
    assert text.count(written) >= 11


def test_a_pdf_leads_nowhere_and_runs_nothing() -> None:
    content = pdf(blocks(MARKUP))
    for word in (b"/URI", b"/JavaScript", b"/Launch", b"/EmbeddedFile", b"/Link"):
        assert word not in content


@pytest.mark.parametrize("word", LONG, ids=range(len(LONG)))
def test_words_without_an_end_stay_on_the_page_and_in_their_columns(word: str) -> None:
    with pdfplumber.open(BytesIO(pdf(blocks(word)))) as file:
        assert len(file.pages) < 20
        for page in file.pages:
            assert all(char["x0"] > 50 and char["x1"] < page.width - 50 for char in page.chars)
            assert all(char["top"] > 50 and char["bottom"] < page.height - 20 for char in page.chars)
            for table in page.find_tables():
                right = sorted({round(cell[2]) for cell in table.cells})
                for char in page.crop(table.bbox).chars:
                    across = [edge for edge in right[:-1] if char["x0"] + 1 < edge < char["x1"] - 1]
                    assert not across, (char["text"], across)


@pytest.mark.parametrize("count", [20, 60, 80, 300])
def test_no_text_is_lost_where_a_row_is_higher_than_a_page(count: int) -> None:
    reason = "".join(f"{number}行\n" for number in range(count))
    rows = ((plain("属实"), plain("张三"), plain("2018-01-02 03:04:05"), plain(reason)),)
    told = Table(("结论", "复核人", "时间（北京时间）", "理由"), (14, 16, 22, 48), rows)
    with pdfplumber.open(BytesIO(pdf([told]))) as file:
        text = "".join(each.extract_text() for each in file.pages)
    assert all(f"{number}行" in text for number in range(count))
    assert text.count("行") == count


@pytest.mark.parametrize(("width", "height"), [(1324, 1215), (1324, 9000), (40, 30), (9000, 40)])
def test_a_picture_is_on_one_page_as_large_as_there_is_room(width: int, height: int) -> None:
    shown = Shown("page-1.png", "标有红框的网页", "栏目页面（pictures/page-1.png）")
    with pdfplumber.open(BytesIO(pdf([Heading("题", 1), shown], png(width, height)))) as file:
        (page,) = [each for each in file.pages if each.images]
        (image,) = page.images
        assert image["srcsize"] == (width, height)
        assert image["width"] / image["height"] == pytest.approx(width / height, rel=0.01)
        assert image["x0"] > 50
        assert image["x1"] < page.width - 50
        assert image["bottom"] < page.height - 50
        assert image["width"] <= width * 0.75 + 0.1
        assert "栏目页面（pictures/page-1.png）" in page.extract_text()


def test_pictures_are_known_by_their_names_alone() -> None:
    names = ("../../etc/passwd", "/etc/passwd", "page-2.png")
    pictures = {name: png(100 + place, 80) for place, name in enumerate(names)}
    told = [Shown(name, "", name) for name in names]
    with pdfplumber.open(BytesIO(cover_pdf("证据包", told, pictures, AT))) as file:
        sizes = [image["srcsize"] for page in file.pages for image in page.images]
    assert sizes == [(100, 80), (101, 80), (102, 80)]


def test_it_has_headings_tables_and_alternative_texts_for_screen_readers() -> None:
    content = pdf(blocks("财政"))
    for tag in (b"/S/H1", b"/S/H2", b"/S/H3", b"/S/Table", b"/S/TH", b"/S/BlockQuote", b"/S/Figure", b"/Alt"):
        assert tag in content.replace(b"/S /", b"/S/"), tag
    assert b"/Lang" in content


def test_its_pages_are_numbered_and_its_date_is_the_audits() -> None:
    with pdfplumber.open(BytesIO(pdf(blocks("财政" * 200)))) as file:
        last = [page.extract_text().splitlines()[-1] for page in file.pages]
        assert last == [f"{number} / {len(last)}" for number in range(1, len(last) + 1)]
        assert len(last) > 1
        assert file.metadata["CreationDate"] == "D:20180102030405Z"
        assert file.metadata["Title"] == "证据包"
        fonts = {char["fontname"] for page in file.pages for char in page.chars}
    assert all(re.match(r"[A-Z]{6}\+NotoSans(Mono)?CJKsc", font) for font in fonts)


def test_the_same_cover_is_the_same_bytes_in_any_process() -> None:
    run = (
        "import sys; from datetime import UTC, datetime; from io import BytesIO; from PIL import Image\n"
        "from evidence.package.cover_blocks import *; from evidence.package.cover_pdf import cover_pdf\n"
        "drawn = BytesIO(); Image.new('RGB', (64, 48), 'red').save(drawn, 'PNG')\n"
        "told = [Heading('证据包', 1), Facts((('网站', code('http://czt.example/')),)), Shown('a.png', '图', '图')]\n"
        "pictures = {name: drawn.getvalue() for name in {'b.png', 'a.png'}}\n"
        "sys.stdout.buffer.write(cover_pdf('证据包', told, pictures, datetime(2018, 1, 2, tzinfo=UTC)))"
    )
    one, two = (
        subprocess.run(
            [sys.executable, "-c", run],
            capture_output=True,
            check=True,
            env={"PYTHONHASHSEED": seed, "TZ": zone},
        )
        for seed, zone in (("1", "UTC"), ("2", "Asia/Shanghai"))
    )
    assert one.stdout == two.stdout
    assert one.stdout.startswith(b"%PDF")
