"""Is a file known by its bytes, and handed out under a name that does no harm?"""

import io
import zipfile

import pytest

from casework.reviews.attachments import SIZE, Upload, check_uploads, kind_of, safe_name
from casework.reviews.refusals import ReviewError, Why


def archive(*names: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as opened:
        for name in names:
            opened.writestr(name, "x")
    return made.getvalue()


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7\n...", "pdf"),
        (b"\x89PNG\r\n\x1a\n...", "png"),
        (b"\xff\xd8\xff\xe0...", "jpg"),
        (archive("word/document.xml", "[Content_Types].xml"), "docx"),
        (archive("xl/workbook.xml"), "xlsx"),
        (archive("a.txt"), "zip"),
        ("网页截图说明\r\n".encode(), "txt"),
        ("网页截图说明".encode("gb18030"), "txt"),
        (b"\xef\xbb\xbftext", "txt"),
        (archive("word/document.xml", "word/vbaProject.bin"), None),
        (archive("a.txt")[:-30], None),
        (b"PK\x03\x04 no archive", None),
        (b"MZ\x90\x00\x03", None),
        (b"\x7fELF\x02\x01", None),
        (b"GIF89a\x01\x00", None),
        (b"text\x00with nul", None),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", None),
    ],
)
def test_a_file_is_what_its_bytes_are(data: bytes, kind: str | None) -> None:
    assert kind_of(data) == kind


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("证明.pdf", "证明.pdf"),
        ("/etc/passwd", "passwd"),
        ("..\\..\\a.pdf", "a.pdf"),
        ('a"; filename="b.exe', "a; filename=b.exe"),
        ("a\r\nSet-Cookie: x.pdf", "aSet-Cookie x.pdf"),
        ("\u202efdp.exe", "fdp.exe"),
        ("...", ""),
    ],
)
def test_a_name_can_do_no_harm(name: str, kept: str) -> None:
    assert safe_name(name) == kept


def test_a_page_called_a_text_is_handed_out_as_text_and_one_too_large_is_refused() -> None:
    check_uploads([Upload(name="a.html", data=b"<script>alert(1)</script>")])
    check_uploads([Upload(name="a.txt", data=b"x" * SIZE)])
    with pytest.raises(ReviewError, match="at most 10 MB") as told:
        check_uploads([Upload(name="a.txt", data=b"x" * (SIZE + 1))])
    assert told.value.why is Why.FILE_SIZE
