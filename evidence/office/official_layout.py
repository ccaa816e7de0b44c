"""How is an official document laid out? A blank one with the page, styles and page numbers of GB/T 9704-2012, to be filled.

The page (5.1, 5.2): A4, 天头 37 mm, 订口 28 mm, 版心 156 mm × 225 mm; 22 lines of 28 characters of size 3 (16 pt).
Page numbers (7.5): size 4, — 1 —, 7 mm below the type area, at the outer edge: odd pages right, even pages left, a character in.
"""

from collections.abc import Mapping
from functools import cache
from io import BytesIO
from types import MappingProxyType

from docx import Document
from docx.document import Document as DocumentObject
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.section import _Footer
from docx.shared import Mm, Pt
from docx.styles.style import ParagraphStyle

from evidence.office.fixed_zip import members_of
from evidence.office.official_fonts import BODY, FIRST, LATIN, PAGE_NUMBER, SECOND, TITLE, font_table

LINE = Pt(28)
BODY_SIZE, TITLE_SIZE, PAGE_NUMBER_SIZE, TABLE_SIZE = Pt(16), Pt(22), Pt(14), Pt(10.5)
INDENT = 200
"""The first line of a paragraph stands two characters in; hundredths of a character."""

TEXT_WIDTH = 156
"""Width of the type area in millimetres."""

STYLES = {
    "title": "OfficialTitle",
    "addressee": "OfficialAddressee",
    "body": "OfficialBody",
    "first": "OfficialFirst",
    "second": "OfficialSecond",
    "third": "OfficialThird",
    "flush": "OfficialFlush",
    "note": "OfficialNote",
    "cell": "OfficialCell",
    "head": "OfficialHead",
}
"""The styles' ids; their names, which people see, are Chinese."""


DOCUMENT, PROPERTIES = "word/document.xml", "docProps/core.xml"
"""The members of a document that differ from one to the next."""

_UNUSED = (
    "http://schemas.microsoft.com/office/2007/relationships/stylesWithEffects",
    RELATIONSHIP_TYPE.CUSTOM_XML,
)


@cache
def blank_members() -> Mapping[str, bytes]:
    """The members of a document without a word in it: made once, since making it takes longer than filling it."""
    document = Document()
    for paragraph in list(document.paragraphs):
        paragraph._p.getparent().remove(paragraph._p)
    _page(document)
    _styles(document)
    for relations in (document.part.rels, document.part.package.rels):
        for name, relation in list(relations.items()):
            if relation.reltype == RELATIONSHIP_TYPE.FONT_TABLE:
                relation.target_part._blob = font_table()
            elif relation.reltype in (*_UNUSED, RELATIONSHIP_TYPE.THUMBNAIL):
                del relations[name]
    file = BytesIO()
    document.save(file)
    return MappingProxyType(members_of(file.getvalue()))


def _page(document: DocumentObject) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.header_distance, section.footer_distance = Mm(15), Mm(25.5)
    for grid in section._sectPr.findall(qn("w:docGrid")):
        section._sectPr.remove(grid)
    # Lines are as high as the styles say; a grid would draw those of tables to its own pitch.
    section._sectPr.append(element("w:docGrid", linePitch="560"))
    document.settings.odd_and_even_pages_header_footer = True
    _page_number(section.footer, WD_ALIGN_PARAGRAPH.RIGHT, "rightChars", "right")
    _page_number(section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT, "leftChars", "left")


def _page_number(footer: _Footer, side: WD_ALIGN_PARAGRAPH, chars: str, width: str) -> None:
    footer.is_linked_to_previous = False
    paragraph = footer.paragraphs[0]
    paragraph.alignment = side
    paragraph._p.get_or_add_pPr().append(element("w:ind", **{chars: "100", width: "280"}))
    for text, field in (("— ", None), (None, "begin"), (None, "PAGE"), (None, "end"), (" —", None)):
        run = paragraph.add_run(text or "")
        run.font.size = PAGE_NUMBER_SIZE
        run._r.get_or_add_rPr().insert(0, fonts(PAGE_NUMBER, PAGE_NUMBER))
        if field == "PAGE":
            instruction = element("w:instrText")
            instruction.text = "PAGE"
            run._r.append(instruction)
        elif field:
            run._r.append(element("w:fldChar", fldCharType=field))


def _styles(document: DocumentObject) -> None:
    every = document.styles.element
    for style in every.findall(qn("w:style")):
        if style.get(qn("w:type")) == "table" and style.get(qn("w:default")) is None:
            every.remove(style)  # a hundred looks of tables, nine tenths of a document's bytes
    normal = document.styles["Normal"]
    assert isinstance(normal, ParagraphStyle)
    normal.font.size = BODY_SIZE
    _typeface(normal, BODY)
    normal.paragraph_format.space_after = Pt(0)
    for name, typeface, size, indent in (
        ("title", TITLE, TITLE_SIZE, 0),
        ("addressee", BODY, BODY_SIZE, 0),
        ("body", BODY, BODY_SIZE, INDENT),
        ("first", FIRST, BODY_SIZE, INDENT),
        ("second", SECOND, BODY_SIZE, INDENT),
        ("third", BODY, BODY_SIZE, INDENT),
        ("flush", FIRST, BODY_SIZE, 0),
        ("note", BODY, Pt(12), 0),
        ("cell", BODY, TABLE_SIZE, 0),
        ("head", FIRST, TABLE_SIZE, 0),
    ):
        _style(document, name, typeface, indent).font.size = size
    title = document.styles[_NAMES["title"]]
    assert isinstance(title, ParagraphStyle)
    title.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    title.paragraph_format.line_spacing = Pt(34)
    for level, name in enumerate(("first", "second")):
        heading = document.styles[_NAMES[name]]
        assert isinstance(heading, ParagraphStyle)
        heading.paragraph_format.keep_with_next = True
        heading.element.get_or_add_pPr().append(element("w:outlineLvl", val=str(level)))
    for name in ("cell", "head", "note"):
        small = document.styles[_NAMES[name]]
        assert isinstance(small, ParagraphStyle)
        small.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
        small.paragraph_format.line_spacing = Pt(14 if name != "note" else 20)
    head = document.styles[_NAMES["head"]]
    assert isinstance(head, ParagraphStyle)
    head.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER


_CLOSE = frozenset({"addressee", "body", "first", "second", "third", "flush"})

_NAMES = {
    "title": "公文标题",
    "addressee": "主送机关",
    "body": "公文正文",
    "first": "公文一级标题",
    "second": "公文二级标题",
    "third": "公文三级标题",
    "flush": "公文附件",
    "note": "公文表注",
    "cell": "公文表格",
    "head": "公文表头",
}


def _style(document: DocumentObject, name: str, typeface: str, indent: int) -> ParagraphStyle:
    style = document.styles.add_style(_NAMES[name], WD_STYLE_TYPE.PARAGRAPH)
    assert isinstance(style, ParagraphStyle)
    style.element.set(qn("w:styleId"), STYLES[name])
    style.base_style = document.styles["Normal"]
    style.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    style.paragraph_format.line_spacing = LINE
    style.paragraph_format.space_before = style.paragraph_format.space_after = Pt(0)
    _typeface(style, typeface)
    if name in _CLOSE:
        # 28 characters of 16 pt are 448 pt wide, the type area is 442.2 pt: each is set a quarter of a point closer.
        style.element.get_or_add_rPr().append(element("w:spacing", val="-5"))
    if indent:
        style.element.get_or_add_pPr().append(
            element("w:ind", firstLineChars=str(indent), firstLine=str(indent * 32 // 10))
        )
    return style


def _typeface(style: ParagraphStyle, typeface: str) -> None:
    properties = style.element.get_or_add_rPr()
    for old in properties.findall(qn("w:rFonts")):
        properties.remove(old)
    properties.insert(0, fonts(typeface, LATIN))
    properties.append(element("w:lang", val="en-US", eastAsia="zh-CN"))


def fonts(chinese: str, latin: str) -> BaseOxmlElement:
    """Typefaces of a run. The hint gives marks that both scripts have (“ ” — …) the Chinese shape."""
    return element("w:rFonts", ascii=latin, hAnsi=latin, eastAsia=chinese, cs=latin, hint="eastAsia")


def element(tag: str, **attributes: str) -> BaseOxmlElement:
    """An element of WordprocessingML with attributes of the same namespace."""
    made = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), value)
    return made
