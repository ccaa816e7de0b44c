"""What may somebody attach to a decision, and what is a file by its bytes, whatever it is called?

Files are only ever handed out as downloads: never shown, never run in the console's origin.
"""

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from casework.reviews.refusals import ReviewError, Why
from db.attachments import attachment_data, keep_attachment, load_attachments
from db.database import Database
from db.store import Connection
from domain.attachments import Attachment

SIZE = 10 * 1024 * 1024
"""Bytes of one file at most."""

COUNT = 10
"""Files of one decision at most."""

_NAME = 200
_MEMBERS = 20_000
_KINDS = (("pdf", b"%PDF-"), ("png", b"\x89PNG\r\n\x1a\n"), ("jpg", b"\xff\xd8\xff"))
_OFFICE = (("docx", "word/document.xml"), ("xlsx", "xl/workbook.xml"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """A file as it was sent: how it is called there, and its bytes."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Download:
    """A file to be handed out: a name that is safe in a header and on a disk, with the ending of what it is; never inline."""

    name: str
    data: bytes
    media_type: str = "application/octet-stream"


def check_uploads(uploads: Sequence[Upload]) -> None:
    """Refuse what can't be kept.

    Raises:
        ReviewError: too many files, one that is empty, too large, without a name, or of no kind that is taken.
    """
    if len(uploads) > COUNT:
        raise ReviewError(Why.FILE_COUNT)
    for upload in uploads:
        if not 0 < len(upload.data) <= SIZE:
            raise ReviewError(Why.FILE_SIZE)
        if not 0 < len(safe_name(upload.name)) <= _NAME:
            raise ReviewError(Why.FILE_NAME)
        if kind_of(upload.data) is None:
            raise ReviewError(Why.FILE_KIND)


def keep_uploads(
    transaction: Connection, uploads: Sequence[Upload], by: str, now: datetime
) -> tuple[str, ...]:
    """Keep files, each once; returns their digests in order. They were checked (``check_uploads``)."""
    digests = []
    for upload in uploads:
        kind = kind_of(upload.data)
        assert kind is not None
        digest = sha256(upload.data).hexdigest()
        keep_attachment(
            transaction,
            Attachment(
                sha256=digest,
                kind=kind,
                name=safe_name(upload.name),
                size=len(upload.data),
                added_by=by,
                added_at=now,
            ),
            upload.data,
        )
        digests.append(digest)
    return tuple(dict.fromkeys(digests))


def download(database: Database, digest: str) -> Download | None:
    """A kept file to be handed out; None where there is none.

    Raises:
        StoreError: the database can't be used.
    """
    with database.read() as transaction:
        known = load_attachments(transaction, [digest])
        data = attachment_data(transaction, digest) if known else None
    if data is None:
        return None
    (attachment,) = known
    name = attachment.name
    # The ending says what the bytes are, and not what somebody called them.
    named = name if name.lower().endswith((f".{attachment.kind}", ".jpeg")) else f"{name}.{attachment.kind}"
    return Download(name=named, data=data)


def kind_of(data: bytes) -> str | None:
    """What a file is by its bytes: pdf, png, jpg, docx, xlsx, zip or txt; None for anything else."""
    for kind, magic in _KINDS:
        if data.startswith(magic):
            return kind
    if data.startswith(b"PK\x03\x04"):
        return _archive(data)
    return "txt" if _is_text(data) else None


def safe_name(name: str) -> str:
    """The last part of a name, without what a header, a disk or a reader could take for something else."""
    last = name.replace("\\", "/").rpartition("/")[2]
    kept = "".join(char for char in last if char.isprintable() and char not in '<>:"|?*')
    return kept.strip(" .")


def _archive(data: bytes) -> str | None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError):
        return None
    if len(names) > _MEMBERS:
        return None
    if any(name.rpartition("/")[2].lower() == "vbaproject.bin" for name in names):
        return None  # a document that runs macros is no document to attach
    return next((kind for kind, part in _OFFICE if part in names), "zip")


def _is_text(data: bytes) -> bool:
    for charset in ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(charset)
        except UnicodeDecodeError:
            continue
        return not any(ord(char) < 32 and char not in "\t\r\n\f" for char in text)
    return False
