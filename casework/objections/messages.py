"""What may a message hold, and who may have what is attached to it?"""

from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256

from casework.objections.refusals import ObjectionError, Why
from casework.plain_words import plain_text
from casework.reviews.attachments import Download, Upload, check_uploads, download, keep_uploads, safe_name
from casework.reviews.refusals import ReviewError
from db.database import Database
from db.objections import add_message, find_objection, load_messages
from db.store import Connection
from domain.accounts import Account
from domain.objections import NamedFile, ObjectionMessage

LEAST, MOST = 5, 5_000
"""Characters of a message."""

FILES = 5
"""Attachments of a message at most."""


def checked(text: str, uploads: Sequence[Upload]) -> str:
    """The text as it is kept.

    Raises:
        ObjectionError: it is too short or too long, or an attachment can't be taken.
    """
    said = plain_text(text)
    if len(said) < LEAST:
        raise ObjectionError(Why.TEXT_SHORT)
    if len(said) > MOST:
        raise ObjectionError(Why.TEXT_LONG)
    if len(uploads) > FILES:
        raise ObjectionError(Why.FILE_COUNT)
    try:
        check_uploads(uploads)
    except ReviewError as error:
        raise ObjectionError(Why(error.why.value)) from error
    return said


def keep_message(
    connection: Connection,
    actor: Account,
    objection_id: int,
    said: str,
    uploads: Sequence[Upload],
    moment: datetime,
    *,
    by_unit: bool,
) -> None:
    """Add a checked message with its attachments, each by the name that it has here."""
    keep_uploads(connection, uploads, actor.login, moment)
    named = {sha256(each.data).hexdigest(): safe_name(each.name) for each in uploads}
    add_message(
        connection,
        ObjectionMessage(
            id=0,
            objection_id=objection_id,
            by_unit=by_unit,
            author=actor.name,
            author_id=actor.id,
            at=moment,
            text=said,
            files=tuple(NamedFile(sha256=digest, name=name) for digest, name in named.items()),
        ),
    )


def attached(database: Database, account: Account, objection_id: int, digest: str) -> Download | None:
    """An attachment of an objection that the account may see, under its name there; None for any other.

    The same bytes may have been laid before the office by another unit, under a name that tells something of it.

    Raises:
        StoreError: the database can't be used.
    """
    with database.read() as connection:
        objection = find_objection(connection, objection_id)
        if objection is None or not account.sees(objection.unit_id):
            return None
        files = (file for message in load_messages(connection, objection_id) for file in message.files)
        named = next((file for file in files if file.sha256 == digest), None)
    kept = download(database, digest) if named else None
    if kept is None or named is None:
        return None
    ending = kept.name.rpartition(".")[2]
    has_it = named.name.lower().endswith(f".{ending.lower()}")
    return Download(name=named.name if has_it else f"{named.name}.{ending}", data=kept.data)
