"""How is an official document (党政机关公文, GB/T 9704-2012) written, paragraph by paragraph?

The head with the red name of the office (版头) and the tail (版记) are the office's own template; this is what stands between.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from xml.sax.saxutils import escape

from docx.opc.oxml import serialize_part_xml
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from evidence.office.fixed_zip import fixed_zip
from evidence.office.official_fonts import LATIN, SECOND
from evidence.office.official_layout import (
    DOCUMENT,
    PROPERTIES,
    STYLES,
    TEXT_WIDTH,
    blank_members,
    element,
    fonts,
)
from evidence.office.plain_text import day_word, plain_line

_PROPERTIES = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"\
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"\
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>{title}</dc:title><dc:subject>{subject}</dc:subject>\
<dc:language>zh-CN</dc:language><cp:revision>1</cp:revision><dcterms:created xsi:type="dcterms:W3CDTF">{at}</dcterms:created>\
<dcterms:modified xsi:type="dcterms:W3CDTF">{at}</dcterms:modified></cp:coreProperties>
"""
_NUMERALS = "〇一二三四五六七八九十"
_PARAGRAPH = 4_000
_CELL = 600


@dataclass(frozen=True, slots=True, kw_only=True)
class TableColumn:
    """A column of a table: heading, width in millimetres, whether its cells are centred."""

    heading: str
    width: float
    centred: bool = True


class OfficialDocument:
    """A document being written from top to bottom; every text is cleaned and bounded here."""

    def __init__(self, *, title: str, subject: str, made_at: datetime) -> None:
        self._last_text: BaseOxmlElement | None = None
        self._root = parse_xml(blank_members()[DOCUMENT])
        self._end = self._root.find(f"{qn('w:body')}/{qn('w:sectPr')}")
        self._properties = _PROPERTIES.format(
            title=escape(plain_line(title, 250)),
            subject=escape(plain_line(subject, 250)),
            at=f"{made_at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}",
        )

    def title(self, *lines: str) -> None:
        """The title (标题), centred; broken between words that belong together (词意完整), as its lines are given."""
        for line in lines:
            self._paragraph("title", line)

    def number(self, text: str) -> None:
        """The document's number (发文字号), centred under the title."""
        self._add(_paragraph("addressee", [_run(text)], element("w:jc", val="center")))

    def blank(self) -> None:
        """An empty line."""
        self._paragraph("addressee", "")

    def addressee(self, text: str) -> None:
        """To whom it goes (主送机关)."""
        self._paragraph("addressee", f"{plain_line(text)}：")

    def first(self, number: int, text: str) -> None:
        """A heading of the first level (一、)."""
        self._paragraph("first", f"{chinese_numeral(number)}、{plain_line(text)}")

    def second(self, number: int, lead: str, text: str = "") -> None:
        """A heading of the second level, （一）, on a line of its own or with its paragraph after it."""
        heading = f"（{chinese_numeral(number)}）{plain_line(lead)}"
        if text:
            self.body(text, heading)
        else:
            self._paragraph("second", heading)

    def third(self, number: int, lead: str, text: str = "") -> None:
        """A paragraph that begins with a heading of the third level: 1."""
        lead = f"{number}. {plain_line(lead)}"
        self._add_text(_paragraph("third", [_run(lead, element("w:b")), _run(text)]))

    def body(self, text: str, lead: str = "") -> None:
        """A paragraph; ``lead`` are its first words, in another typeface."""
        runs = [_run(lead, fonts(SECOND, LATIN))] if lead else []
        self._add_text(_paragraph("body", [*runs, _run(text)]))

    def note(self, text: str) -> None:
        """A note over or under a table."""
        self._paragraph("note", text)

    def table(self, columns: Sequence[TableColumn], rows: Iterable[Sequence[str]]) -> None:
        """A table as wide as the type area. Its headings come again on every page; no row is torn apart."""
        scale = TEXT_WIDTH / sum(column.width for column in columns)
        widths = [round(column.width * scale * 56.6929) for column in columns]
        table = element("w:tbl")
        table.append(_table_properties(sum(widths)))
        grid = element("w:tblGrid")
        for width in widths:
            grid.append(element("w:gridCol", w=str(width)))
        table.append(grid)
        table.append(_row([column.heading for column in columns], widths, columns, heading=True))
        for cells in rows:
            table.append(_row(cells, widths, columns, heading=False))
        self._add(table)

    def attachments(self, names: Sequence[str]) -> None:
        """What is attached (附件说明), a line below the text."""
        self.blank()
        for place, name in enumerate(names, 1):
            number = f"{place}. " if len(names) > 1 else ""
            if place == 1:
                self._paragraph("body", f"附件：{number}{name}")
            else:
                under = element("w:ind", leftChars="500", left="1600")
                self._add(_paragraph("addressee", [_run(f"{number}{name}")], under))

    def signature(self, issuer: str, dated: date | None) -> None:
        """Who issues it (发文机关署名) and the day (成文日期), four characters from the right, the name centred over it.

        They never stand on a page without text (GB/T 9704-2012): the end of the text, and what is attached, go with them.
        """
        if self._last_text is not None:
            for paragraph in (self._last_text, *self._last_text.itersiblings(qn("w:p"))):
                paragraph.find(qn("w:pPr")).insert(1, element("w:keepNext"))
        day = day_word(dated) if dated else "（成文日期）"
        name = plain_line(issuer, 60) or "（发文机关署名）"
        shift = (_width(day) - _width(name)) / 2
        name_in = max(4 + shift, 2.0)
        self._add(_paragraph("addressee", [], element("w:keepNext")))
        self._add(_paragraph("addressee", [], element("w:keepNext")))
        for text, by in ((name, name_in), (day, name_in - shift)):
            indent = element("w:ind", rightChars=str(round(by * 100)), right=str(round(by * 320)))
            right = element("w:jc", val="right")
            self._add(_paragraph("addressee", [_run(text)], element("w:keepNext"), indent, right))

    def attachment(self, number: int | None, title: str) -> None:
        """An attachment begins on a page of its own (附件): its mark flush left, its title centred in the third line."""
        mark = "附件" if number is None else f"附件{number}"
        self._add(_paragraph("flush", [_run(mark)], element("w:pageBreakBefore")))
        self.blank()
        self.title(title)
        self.blank()

    def save(self) -> bytes:
        """The document's bytes, which depend on nothing but what was written."""
        return fixed_zip(
            {
                **blank_members(),
                DOCUMENT: serialize_part_xml(self._root),
                PROPERTIES: self._properties.encode(),
            }
        )

    def _paragraph(self, style: str, text: str) -> None:
        self._add(_paragraph(style, [_run(text)] if text else []))

    def _add_text(self, made: BaseOxmlElement) -> None:
        self._last_text = made
        self._add(made)

    def _add(self, made: BaseOxmlElement) -> None:
        self._end.addprevious(made)


def chinese_numeral(number: int) -> str:
    """1 … 99 as 一 … 九十九, as headings are numbered."""
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else f"{_NUMERALS[tens]}十"
    return f"{head}{_NUMERALS[ones] if ones else ''}" or _NUMERALS[0]


def _width(text: str) -> float:
    """The width of a text in Chinese characters."""
    return sum(0.5 if char.isascii() else 1.0 for char in text)


def _paragraph(style: str, runs: Iterable[BaseOxmlElement], *properties: BaseOxmlElement) -> BaseOxmlElement:
    made = element("w:p")
    settings = element("w:pPr")
    settings.append(element("w:pStyle", val=STYLES[style]))
    for each in properties:
        settings.append(each)
    made.append(settings)
    for run in runs:
        made.append(run)
    return made


def _run(text: str, *properties: BaseOxmlElement, limit: int = _PARAGRAPH) -> BaseOxmlElement:
    made = element("w:r")
    settings = element("w:rPr")
    if not any(each.tag == qn("w:rFonts") for each in properties):
        settings.append(element("w:rFonts", hint="eastAsia"))
    for each in properties:
        settings.append(each)
    made.append(settings)
    words = element("w:t")
    words.text = plain_line(text, limit)
    words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    made.append(words)
    return made


def _table_properties(width: int) -> BaseOxmlElement:
    made = element("w:tblPr")
    made.append(element("w:tblW", w=str(width), type="dxa"))
    made.append(element("w:jc", val="center"))
    borders = element("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        borders.append(element(f"w:{side}", val="single", sz="4", space="0", color="000000"))
    made.append(borders)
    made.append(element("w:tblLayout", type="fixed"))
    margins = element("w:tblCellMar")
    for side, room in (("top", "30"), ("left", "60"), ("bottom", "30"), ("right", "60")):
        margins.append(element(f"w:{side}", w=room, type="dxa"))
    made.append(margins)
    return made


def _row(
    cells: Sequence[str], widths: Sequence[int], columns: Sequence[TableColumn], *, heading: bool
) -> BaseOxmlElement:
    made = element("w:tr")
    settings = element("w:trPr")
    settings.append(element("w:cantSplit"))
    if heading:
        settings.append(element("w:tblHeader"))
    made.append(settings)
    for text, width, column in zip(cells, widths, columns, strict=True):
        cell = element("w:tc")
        layout = element("w:tcPr")
        layout.append(element("w:tcW", w=str(width), type="dxa"))
        layout.append(element("w:vAlign", val="center"))
        cell.append(layout)
        centre = [element("w:jc", val="center")] if column.centred else []
        style = "head" if heading else "cell"
        cell.append(_paragraph(style, [_run(text, limit=_CELL)], *centre))
        made.append(cell)
    return made
