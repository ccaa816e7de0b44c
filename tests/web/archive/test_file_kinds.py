"""Is what a server sent told by its bytes, and saved under an ending that runs nothing?"""

import pytest

from web.archive.file_kinds import Shape, kind_of


@pytest.mark.parametrize(
    ("sent_as", "body", "address", "shape", "ending"),
    [
        ("text/html; charset=gbk", b"<html>", "http://a/", Shape.PAGE, "html.txt"),
        ("", b"<!DOCTYPE html><p>", "http://a/", Shape.PAGE, "html.txt"),
        ("text/html", b"%PDF-1.4 ...", "http://a/1.html", Shape.FILE, "pdf"),
        ("application/octet-stream", b"<html><body>", "http://a/", Shape.PAGE, "html.txt"),
        ("application/json", b"{}", "http://a/", Shape.TEXT, "txt"),
        ("application/msword", b"\xd0\xcf\x11\xe0...", "http://a/1.wps", Shape.FILE, "wps"),
        ("application/zip", b"PK\x03\x04...", "http://a/1.docx", Shape.FILE, "docx"),
        ("application/zip", b"PK\x03\x04...", "http://a/1.exe", Shape.FILE, "zip"),
        ("application/x-msdownload", b"MZ\x90", "http://a/1.exe", Shape.FILE, "bin"),
        ("text/html", b"BMW is no picture", "http://a/", Shape.PAGE, "html.txt"),
        ("text/html", b"", "http://a/", Shape.PAGE, "html.txt"),
    ],
)
def test_a_file_is_what_its_bytes_are(
    sent_as: str, body: bytes, address: str, shape: Shape, ending: str
) -> None:
    found = kind_of(sent_as, body, address)
    assert (found.shape, found.ending) == (shape, ending)
