"""What does a Word file (.docx) hold? Its body's paragraphs and tables, with merged cells and automatic numbers."""

import io
import zipfile
from collections.abc import Iterator

# The bytes are bounded before they are parsed, and a document with a DTD, so with entities, is refused.
from xml.etree import ElementTree as ET

from drafting.documents.content import Cell, Document, DocumentError, Paragraph, Row, Table
from drafting.wording import tidy

_BODY = "word/document.xml"
_MOST_BYTES = 60_000_000
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_LOOSE = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_GONE = frozenset(
    {f"{_W}del", f"{_W}moveFrom", "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"}
)
_WRAPPERS = frozenset({f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}customXml", f"{_W}moveTo"})
_BREAKS = frozenset({f"{_W}br", f"{_W}cr", f"{_W}tab"})


def read_docx(body: bytes) -> Document:
    """Read a .docx.

    Raises:
        DocumentError: it is damaged, encrypted, no Word document, or unpacks to too much.
    """
    root = _parse(_unpack(body))
    found = root.find(f"{_W}body")
    if found is None:
        raise DocumentError("it is a Word file without a body; save it again as .docx")
    counters: dict[str, int] = {}
    blocks: list[Paragraph | Table] = []
    tables = 0
    for element in _children(found):
        if element.tag == f"{_W}p":
            text = tidy(_text(element))
            if text:
                blocks.append(Paragraph(text=text, place=f"paragraph {len(blocks) + 1}"))
        elif element.tag == f"{_W}tbl":
            tables += 1
            rows = tuple(_rows(element, f"table {tables}", counters))
            if rows:
                blocks.append(Table(rows=rows, place=f"table {tables}", exact=True))
    notes: tuple[str, ...] = ()
    if counters:
        notes = (
            "its rows are numbered by Word's lists: the numbers were counted, starting from 1; compare them",
        )
    return Document(kind="docx", blocks=tuple(blocks), notes=notes)


def _unpack(body: bytes) -> bytes:
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as package, package.open(_BODY) as file:
            content = file.read(_MOST_BYTES + 1)
    except KeyError:
        raise DocumentError(
            "it is a packed file, but no Word document (.docx); save the plan as docx, html, pdf or txt"
        ) from None
    except RuntimeError:  # what zipfile says of an encrypted member
        raise DocumentError("it is encrypted; remove its password, then save it as .docx") from None
    except Exception as error:  # noqa: BLE001  # zipfile, zlib and lzma each raise errors of their own
        raise DocumentError(f"it is a damaged .docx ({error}); save it again as .docx") from None
    if len(content) > _MOST_BYTES:
        raise DocumentError(
            f"its text unpacks to more than {_MOST_BYTES // 1_000_000} MB; give the plan alone"
        )
    return content


def _parse(content: bytes) -> ET.Element:
    head = content[:4096]
    if b"<!DOCTYPE" in content or b"\0" in head:
        raise DocumentError("its XML is not that of a Word document; save it again as .docx")
    try:
        return ET.fromstring(content.replace(_STRICT, _LOOSE))  # noqa: S314
    except (ET.ParseError, ValueError, LookupError) as error:
        raise DocumentError(f"its XML is damaged ({error}); save it again as .docx") from None


def _children(element: ET.Element) -> Iterator[ET.Element]:
    """Paragraphs and tables, also those inside content controls and accepted insertions."""
    waiting = list(reversed(element))
    while waiting:
        child = waiting.pop()
        if child.tag in _WRAPPERS:
            waiting += reversed(child)
        elif child.tag not in _GONE:
            yield child


def _text(element: ET.Element) -> str:
    """The text below an element: deleted and moved text left out."""
    pieces: list[str] = []
    waiting = [element]
    while waiting:
        node = waiting.pop()
        if node.tag in _GONE:
            continue
        if node.tag == f"{_W}t":
            pieces.append(node.text or "")
        elif node.tag in _BREAKS:
            pieces.append("\n")
        if node.tag == f"{_W}p" and pieces:
            pieces.append("\n")
        waiting.extend(reversed(node))
    return "".join(pieces)


def _rows(table: ET.Element, place: str, counters: dict[str, int]) -> Iterator[Row]:
    above: dict[int, str] = {}  # column -> text of the merged cell that may go on below
    rows = [row for row in _children(table) if row.tag == f"{_W}tr"]
    for number, row in enumerate(rows, start=1):
        cells: list[Cell] = []
        for _ in range(_value(row.find(f"{_W}trPr/{_W}gridBefore"), 0)):
            cells.append(Cell())
        for element in _children(row):
            if element.tag != f"{_W}tc":
                continue
            merge = element.find(f"{_W}tcPr/{_W}vMerge")
            goes_on = merge is not None and merge.get(f"{_W}val", "continue") == "continue"
            column = len(cells)
            text = above.get(column, "") if goes_on else tidy(_text(element)) or _counted(element, counters)
            for step in range(_value(element.find(f"{_W}tcPr/{_W}gridSpan"), 1)):
                cells.append(Cell(text=text, above=goes_on, left=step > 0))
            above.pop(column, None)
            if merge is not None:
                above[column] = text
        if cells:
            yield Row(cells=tuple(cells), place=f"{place}, row {number}")


def _value(element: ET.Element | None, default: int) -> int:
    """A count that an element gives, bounded: a hostile one would fill the memory."""
    given = element.get(f"{_W}val", "") if element is not None else ""
    return max(0, min(int(given), 100)) if given.isdecimal() and len(given) < 6 else default


def _counted(cell: ET.Element, counters: dict[str, int]) -> str:
    """The number of a cell that holds nothing but Word's automatic number; what is empty stays empty."""
    numbering = cell.find(f"{_W}p/{_W}pPr/{_W}numPr/{_W}numId")
    if numbering is None:
        return ""
    key = numbering.get(f"{_W}val", "")
    if key in {"", "0"}:
        return ""
    counters[key] = counters.get(key, 0) + 1
    return str(counters[key])
