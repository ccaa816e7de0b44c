"""What does a text file hold? Lines with tabs are rows, the others paragraphs."""

import re
from collections.abc import Iterator

from domain.charset import decode
from drafting.documents.content import Cell, Document, DocumentError, Paragraph, Row, Table
from drafting.wording import tidy

_CONTROLS = frozenset(range(0x20)) - {0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x1B, 0x1C, 0x1D, 0x1E, 0x1F}

_UNASSIGNED = re.compile(r"[\ue000-\uf8ff\ufdd0-\ufdef\ufffe\uffff]")
_FEW = 5
_HAN = re.compile(r"[\u4e00-\u9fff]{4}")


def read_text(body: bytes) -> Document:
    """Read a text file in UTF-8, UTF-16 or gb18030, with or without a byte order mark.

    Raises:
        DocumentError: it is no text.
    """
    text = decode_text(body)
    return Document(kind="txt", blocks=tuple(_blocks(text)))


def decode_text(body: bytes) -> str:
    """The text of a file.

    Raises:
        DocumentError: it is no text in an encoding that is known.
    """
    text = decode(body).text
    if not _is_text(text):
        # UTF-16 without a byte order mark: Chinese text has no zero bytes that would tell it.
        wide = (body.decode(codec, "replace") for codec in ("utf-16-le", "utf-16-be"))
        text = next((each for each in wide if _is_text(each) and _HAN.search(each)), "")
    if not text:
        raise DocumentError(
            "it is no text: its bytes are neither UTF-8 nor UTF-16 nor GB18030; give the plan as txt, docx, html or pdf"
        )
    return text


def _is_text(text: str) -> bool:
    """Whether hardly any of the characters are ones that no text holds."""
    strange = sum(text.count(chr(code)) for code in _CONTROLS) + text.count("\ufffd")
    strange += sum(map(len, _UNASSIGNED.findall(text)))
    return strange <= max(_FEW, len(text) // 200)


def _blocks(text: str) -> Iterator[Paragraph | Table]:
    rows: list[Row] = []
    for number, line in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), start=1):
        place = f"line {number}"
        if "\t" in line:
            rows.append(Row(cells=tuple(Cell(text=tidy(cell)) for cell in line.split("\t")), place=place))
            continue
        if rows:
            yield Table(rows=tuple(rows), place=rows[0].place, exact=False)
            rows = []
        if line.strip():
            yield Paragraph(text=tidy(line), place=place)
    if rows:
        yield Table(rows=tuple(rows), place=rows[0].place, exact=False)
