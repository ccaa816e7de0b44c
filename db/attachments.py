"""How are files kept that people attach to decisions: each once, by its digest?"""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Row, insert, select

from db.store import Connection
from db.tables.proposals import AttachmentRow
from domain.attachments import Attachment

_TOLD = (
    AttachmentRow.sha256,
    AttachmentRow.kind,
    AttachmentRow.name,
    AttachmentRow.size,
    AttachmentRow.added_by,
    AttachmentRow.added_at,
)


def keep_attachment(transaction: Connection, attachment: Attachment, data: bytes) -> None:
    """Keep a file, unless it is kept already."""
    known = select(AttachmentRow.sha256).where(AttachmentRow.sha256 == attachment.sha256)
    if transaction.execute(known).one_or_none() is None:
        transaction.execute(
            insert(AttachmentRow).values(
                sha256=attachment.sha256,
                kind=attachment.kind,
                name=attachment.name,
                size=attachment.size,
                data=data,
                added_by=attachment.added_by,
                added_at=attachment.added_at,
            )
        )


def load_attachments(transaction: Connection, digests: Iterable[str]) -> tuple[Attachment, ...]:
    """What is known of files, in the order asked for; those that are not kept are left out."""
    wanted = tuple(dict.fromkeys(digests))
    rows: Iterable[Row[Any]] = transaction.execute(select(*_TOLD).where(AttachmentRow.sha256.in_(wanted)))
    found = {row.sha256: _attachment(row) for row in rows}
    return tuple(found[each] for each in wanted if each in found)


def attachment_data(transaction: Connection, sha256: str) -> bytes | None:
    """The bytes of a file; None where it is not kept."""
    row = transaction.execute(select(AttachmentRow.data).where(AttachmentRow.sha256 == sha256)).one_or_none()
    return None if row is None else bytes(row.data)


def _attachment(row: Row[Any]) -> Attachment:
    return Attachment(
        sha256=row.sha256,
        kind=row.kind,
        name=row.name,
        size=row.size,
        added_by=row.added_by,
        added_at=row.added_at,
    )
