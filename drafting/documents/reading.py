"""Which format is this file, whatever its name says, and what does it hold?"""

from collections.abc import Callable, Mapping
from pathlib import PurePath
from types import MappingProxyType

from drafting.documents.content import Document, DocumentError, check_size
from drafting.documents.docx import read_docx
from drafting.documents.html import read_html
from drafting.documents.pdf import read_pdf
from drafting.documents.plain_text import read_text

MOST_BYTES = 50_000_000
_READERS: Mapping[str, Callable[[bytes], Document]] = MappingProxyType(
    {"pdf": read_pdf, "docx": read_docx, "html": read_html, "txt": read_text}
)
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MARKUP = (b"<html", b"<!doctype html", b"<table", b"<body", b"<meta", b"<div")
_NAMES = {"htm": "html", "xhtml": "html", "text": "txt", "tsv": "txt"}
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*", b"BM")


def read_document(body: bytes, name: str) -> Document:
    """What a file holds; its format is told by its bytes.

    Args:
        body: the file's bytes.
        name: its name; an ending that names another format is noted.

    Raises:
        DocumentError: it is empty, too large, damaged, encrypted, without text, or of a format that is not read.
    """
    if not body.strip():
        raise DocumentError("the file is empty; save the document again")
    if len(body) > MOST_BYTES:
        raise DocumentError(
            f"it has {len(body) // 1_000_000} MB, more than {MOST_BYTES // 1_000_000}: give the work plan alone"
        )
    kind = _kind(body)
    document = _READERS[kind](body)
    check_size(document.blocks)
    ending = PurePath(name).suffix.lower().lstrip(".")
    if _NAMES.get(ending, ending) not in {kind, ""}:
        note = f"the name ends with .{ending}, but the file is {kind}; it was read as {kind}"
        return Document(kind=kind, blocks=document.blocks, notes=(note, *document.notes))
    return document


def _kind(body: bytes) -> str:
    head = body[:1024]
    if b"%PDF-" in head:
        return "pdf"
    if body.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "docx"
    if body.startswith(_OLD_OFFICE):
        raise DocumentError(
            "it is a file of an old Office or WPS (.doc, .wps), or an encrypted one; open it there and save it as .docx"
        )
    if body.startswith(b"{\\rtf"):
        raise DocumentError("it is RTF; open it in Word or WPS and save it as .docx")
    if body.startswith(_PICTURES):
        raise DocumentError("it is a picture; have its text recognised first, then give it as docx or txt")
    start = body[:8192].replace(b"\0", b"").lower()  # UTF-16 markup too
    if start.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith(b"<") and any(
        mark in start for mark in _MARKUP
    ):
        return "html"
    return "txt"
