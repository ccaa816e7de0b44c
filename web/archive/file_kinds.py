"""What is it that a server sent: a page, a text, or a file that no page is made of?"""

from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlsplit


class Shape(StrEnum):
    """How it can be shown."""

    PAGE = "page"
    TEXT = "text"
    FILE = "file"


@dataclass(frozen=True, slots=True, kw_only=True)
class FileKind:
    """``word`` is for people; ``ending`` is that of a file to be saved, chosen so that opening it runs nothing."""

    shape: Shape
    word: str
    ending: str


_PAGE = FileKind(shape=Shape.PAGE, word="网页", ending="html.txt")
_TEXT = FileKind(shape=Shape.TEXT, word="文本", ending="txt")
_OTHER = FileKind(shape=Shape.FILE, word="其他文件", ending="bin")


def _file(word: str, ending: str) -> FileKind:
    return FileKind(shape=Shape.FILE, word=word, ending=ending)


_OFFICE = {
    "docx": _file("Word 文档", "docx"),
    "xlsx": _file("Excel 表格", "xlsx"),
    "pptx": _file("PowerPoint 演示文稿", "pptx"),
    "ofd": _file("OFD 文档", "ofd"),
    "doc": _file("Word 文档（97-2003 格式）", "doc"),
    "wps": _file("WPS 文档", "wps"),
    "xls": _file("Excel 表格（97-2003 格式）", "xls"),
    "et": _file("WPS 表格", "et"),
    "ppt": _file("PowerPoint 演示文稿（97-2003 格式）", "ppt"),
}
_IN_ZIP = frozenset({"docx", "xlsx", "pptx", "ofd"})
_OLD = frozenset({"doc", "wps", "xls", "et", "ppt"})
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_BEGIN: tuple[tuple[bytes, FileKind], ...] = (
    (b"%PDF-", _file("PDF 文档", "pdf")),
    (b"\x89PNG", _file("图片（PNG）", "png")),
    (b"\xff\xd8\xff", _file("图片（JPEG）", "jpg")),
    (b"GIF8", _file("图片（GIF）", "gif")),
    (b"BM", _file("图片（BMP）", "bmp")),
    (b"Rar!", _file("压缩包（RAR）", "rar")),
    (b"7z\xbc\xaf", _file("压缩包（7z）", "7z")),
    (b"{\\rtf", _file("RTF 文档", "rtf")),
)
_PAGES = frozenset({"text/html", "application/xhtml+xml"})
_TEXTS = frozenset({"application/json", "application/xml", "text/xml", "application/javascript"})


def kind_of(content_type: str, body: bytes, address: str) -> FileKind:
    """What it is, by its first bytes before what the server calls it: that is often wrong."""
    media = content_type.partition(";")[0].strip().lower()
    return _by_bytes(body, address, media) or _by_name(body, media)


def _by_bytes(body: bytes, address: str, media: str) -> FileKind | None:
    ending = urlsplit(address).path.rpartition(".")[2].lower() if "." in address else ""
    if body.startswith(_ZIP):
        return _OFFICE[ending] if ending in _IN_ZIP else _file("压缩包（ZIP）", "zip")
    if body.startswith(_OLE):
        return _OFFICE[ending] if ending in _OLD else _file("Office 文档（97-2003 格式）", "doc")
    head = _head(body)
    found = (
        kind for begin, kind in _BEGIN if head.startswith(begin) and (begin != b"BM" or media not in _PAGES)
    )
    return next(found, None)


def _by_name(body: bytes, media: str) -> FileKind:
    head = _head(body)
    if media in _PAGES or (not media and head[:1] == b"<"):
        return _PAGE
    if media.startswith("text/") or media in _TEXTS:
        return _TEXT
    return _PAGE if head[:9].lower() == b"<!doctype" or head[:5].lower() == b"<html" else _OTHER


def _head(body: bytes) -> bytes:
    return body[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
