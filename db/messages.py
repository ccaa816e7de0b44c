"""How are letters and messages of the public stored, and which of them did one crawl see?"""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from sqlalchemy import CTE, Connection, select

from db.base import digest
from db.tables.messages import MessageRow, MessageSightingRow
from db.upserts import Row, ids_by_key, merged, upsert
from domain.crawl import MessageFound
from domain.postings import MessageSeen


def save_messages(
    connection: Connection, crawl_id: int, items: Sequence[MessageFound], columns: Mapping[bytes, int]
) -> None:
    """Store messages and what this crawl saw of them; ``columns`` are the ids of their columns by key."""
    stored = upsert(
        connection,
        MessageRow,
        merged([_message_row(item, columns[column_of(item)]) for item in items]),
        identity=("key",),
        newest_by="last_seen",
        returning=("key", "id"),
    )
    ids = ids_by_key(stored)
    sightings = [_sighting_row(item, crawl_id, ids[_key(item)]) for item in items]
    upsert(
        connection,
        MessageSightingRow,
        merged(sightings, by=("message_id",)),
        identity=("message_id", "crawl_id"),
        newest_by="seen_at",
        replace=("state", "answered_on", "category"),
    )


def column_of(item: MessageFound) -> bytes:
    """The key of the column that shows a message."""
    return digest(item.unit_id, item.subject, item.column_url)


def column_row(item: MessageFound) -> Row:
    """The column that shows a message, for one that was not written down yet."""
    return {
        "key": column_of(item),
        "unit_id": item.unit_id,
        "subject": item.subject,
        "url": item.column_url,
        "first_seen": item.seen_at,
        "first_ok": None,
        "last_seen": item.seen_at,
    }


def load_messages(connection: Connection, chosen: CTE) -> dict[str, list[MessageSeen]]:
    """The messages that the chosen portal crawls saw, by unit id."""
    query = (
        select(
            MessageSightingRow.__table__,
            MessageRow.column_id,
            MessageRow.url,
            MessageRow.title,
            MessageRow.submitted_on,
            MessageRow.first_seen,
        )
        .join(MessageRow, MessageRow.id == MessageSightingRow.message_id)
        .join(
            chosen,
            (chosen.c.crawl_id == MessageSightingRow.crawl_id)
            & (chosen.c.unit_id == MessageSightingRow.unit_id)
            & chosen.c.finished_at.is_not(None),
        )
        .order_by(MessageSightingRow.message_id)
    )
    found: dict[str, list[MessageSeen]] = defaultdict(list)
    for row in connection.execute(query):
        found[row.unit_id].append(
            MessageSeen(
                id=f"obs:message/{row.message_id}",
                title=row.title,
                url=row.url,
                column=f"obs:column/{row.column_id}",
                state=row.state,
                submitted_on=row.submitted_on,
                answered_on=row.answered_on,
                category=row.category,
                first_seen=row.first_seen,
                last_seen=row.seen_at,
            )
        )
    return found


def _key(item: MessageFound) -> bytes:
    message = item.message
    return digest(
        item.unit_id, item.subject, item.column_url, message.url, message.title, message.submitted_on
    )


def _message_row(item: MessageFound, column_id: int) -> Row:
    return {
        "key": _key(item),
        "unit_id": item.unit_id,
        "column_id": column_id,
        "url": item.message.url,
        "title": item.message.title,
        "submitted_on": item.message.submitted_on,
        "first_seen": item.seen_at,
        "last_seen": item.seen_at,
    }


def _sighting_row(item: MessageFound, crawl_id: int, message_id: int) -> Row:
    return {
        "message_id": message_id,
        "crawl_id": crawl_id,
        "unit_id": item.unit_id,
        "state": item.message.state,
        "answered_on": item.message.answered_on,
        "category": item.message.category,
        "seen_at": item.seen_at,
    }
