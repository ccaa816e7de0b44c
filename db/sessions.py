"""Who is signed in, by which session, until when?"""

from datetime import datetime

from sqlalchemy import delete, insert, select, update

from db.accounts import find_account
from db.store import Connection
from db.tables.accounts import SessionRow
from domain.accounts import Session


def add_session(
    transaction: Connection,
    *,
    token: bytes,
    account_id: int,
    now: datetime,
    ends_at: datetime,
    address: str | None,
) -> None:
    """Store a session by the hash of its token."""
    transaction.execute(
        insert(SessionRow).values(
            token=token, account_id=account_id, began_at=now, seen_at=now, ends_at=ends_at, address=address
        )
    )


def find_session(transaction: Connection, token: bytes) -> Session | None:
    """The session of a token's hash, whether or not it has run out; None where there is none."""
    row = transaction.execute(select(SessionRow.__table__).where(SessionRow.token == token)).one_or_none()
    if row is None:
        return None
    account = find_account(transaction, account_id=row.account_id)
    assert account is not None
    return Session(
        id=row.id, account=account, began_at=row.began_at, seen_at=row.seen_at, ends_at=row.ends_at
    )


def touch_session(transaction: Connection, session_id: int, now: datetime) -> None:
    """Note that a session is in use."""
    transaction.execute(update(SessionRow).where(SessionRow.id == session_id).values(seen_at=now))


def end_session(transaction: Connection, token: bytes) -> None:
    """End the session of a token's hash, if there is one."""
    transaction.execute(delete(SessionRow).where(SessionRow.token == token))


def end_sessions(transaction: Connection, account_id: int) -> int:
    """End every session of an account; returns how many there were."""
    return int(transaction.execute(delete(SessionRow).where(SessionRow.account_id == account_id)).rowcount)


def forget_sessions(transaction: Connection, *, seen_before: datetime, now: datetime) -> None:
    """Delete sessions that have run out: not used since a moment, or at their end."""
    transaction.execute(
        delete(SessionRow).where((SessionRow.seen_at < seen_before) | (SessionRow.ends_at <= now))
    )
