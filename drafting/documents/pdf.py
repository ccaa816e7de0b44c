"""What does a PDF hold? Its tables by their lines, page by page, and the text between them."""

import io
import logging
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
from pdfplumber.page import Page
from pdfplumber.table import Table as RuledTable
from pdfplumber.utils.exceptions import PdfminerException

from drafting.documents.content import Cell, Document, DocumentError, Paragraph, Row, Table
from drafting.wording import tidy, without_radicals

MOST_PAGES = 300
_SNAP = 3.0
Box = tuple[float, float, float, float]
"""x0, top, x1, bottom."""
_PAGE_NUMBER = ("—", "-", "–", "－")


def read_pdf(body: bytes) -> Document:
    """Read a PDF that has a text layer.

    Raises:
        DocumentError: damaged, encrypted, too many pages, or pictures of pages only.
    """
    logging.getLogger("pdfminer").setLevel(logging.ERROR)  # it warns of every small flaw of a file
    try:
        with pdfplumber.open(io.BytesIO(body)) as pdf:
            count = len(pdf.pages)
            pages = [_read_page(page) for page in pdf.pages] if count <= MOST_PAGES else []
    except Exception as error:  # noqa: BLE001  # the parser raises many kinds of errors on broken files
        raise _refused(error) from None
    if count > MOST_PAGES:
        raise DocumentError(f"it has {count} pages, more than {MOST_PAGES}: give the work plan alone")
    blocks = [block for page in pages for block in page]
    if not blocks:
        raise DocumentError(
            "it has no text layer (pictures of pages only, or nothing); have its text recognised (OCR), "
            "or give the plan as docx, html or txt"
        )
    bare_pages = [number for number, page in enumerate(pages, start=1) if not page]
    notes = tuple(f"page {number}: no text (a picture, or blank)" for number in bare_pages)
    return Document(kind="pdf", blocks=tuple(blocks), notes=notes)


def _refused(error: Exception) -> DocumentError:
    cause: object = error
    if isinstance(error, PdfminerException) and error.args:
        cause = error.args[0]
    if isinstance(cause, PDFPasswordIncorrect | PDFEncryptionError):
        return DocumentError("it is encrypted; save a copy without password, then give that")
    reason = str(cause) or type(cause).__name__
    return DocumentError(f"it is a damaged PDF ({reason[:120]}); print it to PDF again")


def _read_page(page: Page) -> list[Paragraph | Table]:
    """A page's blocks; what the parser keeps of it is let go."""
    blocks = list(_blocks(page, page.page_number))
    page.close()
    return blocks


def _blocks(page: Page, number: int) -> Iterator[Paragraph | Table]:
    """A page's paragraphs and tables from top to bottom."""
    tables = sorted(page.find_tables(), key=lambda table: table.bbox[1])
    outside = page
    for table in tables:
        outside = outside.filter(_not_in(table.bbox))
    pieces: list[tuple[float, Paragraph | Table]] = []
    for line in outside.extract_text_lines(strip=True, return_chars=False):
        text = tidy(without_radicals(line["text"]))
        if text and not _is_page_number(text):
            pieces.append((line["top"], Paragraph(text=text, place=f"page {number}")))
    for order, table in enumerate(tables, start=1):
        place = f"page {number}, table {order}" if len(tables) > 1 else f"page {number}"
        rows = tuple(_rows(page, table, place))
        if rows:
            pieces.append((table.bbox[1], Table(rows=rows, place=place, exact=True)))
    pieces.sort(key=lambda piece: piece[0])
    yield from (block for _, block in pieces)


def _not_in(bbox: Box) -> Any:
    x0, top, x1, bottom = bbox

    def outside(thing: dict[str, Any]) -> bool:
        if thing.get("object_type") != "char":
            return True
        middle_x, middle_y = (thing["x0"] + thing["x1"]) / 2, (thing["top"] + thing["bottom"]) / 2
        return not (x0 <= middle_x <= x1 and top <= middle_y <= bottom)

    return outside


def _is_page_number(text: str) -> bool:
    return text.strip("".join(_PAGE_NUMBER) + " ").isdecimal() and len(text) <= 8


def _rows(page: Page, table: RuledTable, place: str) -> Iterator[Row]:
    """The table's grid; a merged cell stands at each place that it covers."""
    boxes: list[Box] = list(table.cells)
    columns = _edges([edge for box in boxes for edge in (box[0], box[2])])
    lines = _edges([edge for box in boxes for edge in (box[1], box[3])])
    texts = {box: _text_in(page, box) for box in boxes}
    for number, (top, bottom) in enumerate(pairwise(lines), start=1):
        cells = []
        for x0, x1 in pairwise(columns):
            box = _covering(boxes, (x0 + x1) / 2, (top + bottom) / 2)
            if box is None:
                cells.append(Cell())
                continue
            cells.append(Cell(text=texts[box], above=box[1] < top - _SNAP, left=box[0] < x0 - _SNAP))
        yield Row(cells=tuple(cells), place=f"{place}, row {number}")


def _text_in(page: Page, box: Box) -> str:
    return tidy(without_radicals(page.crop(box, strict=False).extract_text() or ""))


def _edges(positions: list[float]) -> list[float]:
    """Positions in order, those nearer than a line's width as one."""
    edges: list[float] = []
    for position in sorted(positions):
        if not edges or position - edges[-1] > _SNAP:
            edges.append(position)
    return edges


def _covering(boxes: list[Box], x: float, y: float) -> Box | None:
    return next((box for box in boxes if box[0] <= x <= box[2] and box[1] <= y <= box[3]), None)
