"""What does a web page hold? Its tables with their spans, and the text between them."""

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from drafting.documents.content import Document, Paragraph, Row, Table
from drafting.documents.grid import Spanned, fill
from drafting.documents.plain_text import decode_text
from drafting.wording import tidy

_SILENT = frozenset({"script", "style", "noscript", "template", "head", "iframe", "select", "button"})
_INLINE = frozenset(
    {
        "a",
        "b",
        "i",
        "u",
        "em",
        "strong",
        "span",
        "font",
        "sup",
        "sub",
        "small",
        "big",
        "mark",
        "o:p",
        "label",
        "code",
    }
)
_DEEPEST = 400
_WIDEST_SPAN = 1000
_NUMBER = re.compile(r"\s*(\d{1,4})")


def read_html(body: bytes) -> Document:
    """Read a saved web page.

    Raises:
        DocumentError: it is no text in an encoding that is known.
    """
    root = LexborHTMLParser(decode_text(body)).body
    reader = _Reader()
    if root is not None:
        reader.walk(root, 0)
    reader.end_paragraph()
    return Document(kind="html", blocks=tuple(reader.blocks), notes=tuple(reader.notes))


class _Reader:
    """Gathers paragraphs and tables in the order of the page."""

    def __init__(self) -> None:
        self.blocks: list[Paragraph | Table] = []
        self._pieces: list[str] = []
        self._tables = 0
        self._has_deeper_text = False

    @property
    def notes(self) -> Iterator[str]:
        """What could not be read."""
        if self._has_deeper_text:
            yield f"text nested deeper than {_DEEPEST} elements is not read: save the page's text as .txt, and read that"

    def end_paragraph(self) -> None:
        """What was gathered so far is a paragraph."""
        text = tidy("".join(self._pieces))
        self._pieces = []
        if text:
            self.blocks.append(Paragraph(text=text, place=f"paragraph {len(self.blocks) + 1}"))

    def walk(self, node: LexborNode, depth: int) -> None:
        """Read what stands below a node."""
        for child in node.iter(include_text=True):
            tag = child.tag or ""
            if tag == "-text":
                self._pieces.append(child.text_content or "")
            elif tag in _SILENT or self._is_too_deep(child, depth):
                continue
            elif tag == "table" and not child.css_first("table table, td table, th table"):
                self.end_paragraph()
                self._table(child)
            elif tag in _INLINE:
                self.walk(child, depth + 1)
            else:  # a block, or a table that only lays out others
                self.end_paragraph()
                self.walk(child, depth + 1)
                self.end_paragraph()

    def _is_too_deep(self, node: LexborNode, depth: int) -> bool:
        if depth <= _DEEPEST:
            return False
        self._has_deeper_text = self._has_deeper_text or bool(tidy(node.text(deep=True)))
        return True

    def _table(self, table: LexborNode) -> None:
        self._tables += 1
        place = f"table {self._tables}"
        grids = fill([list(self._cells(row)) for row in table.css("tr")])
        rows = tuple(
            Row(cells=cells, place=f"{place}, row {number}")
            for number, cells in enumerate(grids, start=1)
            if cells
        )
        if rows:
            self.blocks.append(Table(rows=rows, place=place, exact=True))

    def _cells(self, row: LexborNode) -> Iterator[Spanned]:
        for cell in row.iter():
            if cell.tag in {"td", "th"}:
                yield Spanned(
                    text=tidy("".join(self._texts(cell, 0))),
                    columns=_span(cell.attributes.get("colspan")),
                    rows=_span(cell.attributes.get("rowspan")),
                )

    def _texts(self, node: LexborNode, depth: int) -> Iterator[str]:
        """The pieces of a cell's text; a block inside it stands apart."""
        for child in node.iter(include_text=True):
            tag = child.tag or ""
            if tag == "-text":
                yield child.text_content or ""
            elif tag not in _SILENT and not self._is_too_deep(child, depth):
                inline = tag in _INLINE
                yield "" if inline else "\n"
                yield from self._texts(child, depth + 1)
                yield "" if inline else "\n"


def _span(value: str | None) -> int:
    """How many places a cell covers, as browsers read the attribute; 0 rows means all that are left."""
    match = _NUMBER.match(value or "")
    if match is None:
        return 1
    return min(int(match[1]), _WIDEST_SPAN) or _WIDEST_SPAN
