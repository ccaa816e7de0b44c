"""Which keys may programs use, for whom, until when?"""

from datetime import datetime
from typing import Any

from sqlalchemy import Row, insert, select, update

from db.store import Connection
from db.tables.accounts import ApiTokenRow
from domain.accounts import ApiToken

_TABLE = ApiTokenRow.__table__


def add_token(
    transaction: Connection,
    *,
    token: bytes,
    account_id: int,
    name: str,
    hint: str,
    read_only: bool,
    now: datetime,
    expires_at: datetime,
) -> ApiToken:
    """Store a key by its hash."""
    added = transaction.execute(
        insert(ApiTokenRow).values(
            token=token,
            account_id=account_id,
            name=name,
            hint=hint,
            read_only=read_only,
            created_at=now,
            expires_at=expires_at,
        )
    )
    key = added.inserted_primary_key
    assert key is not None
    return _token(transaction.execute(select(_TABLE).where(ApiTokenRow.id == key[0])).one())


def find_token(transaction: Connection, token: bytes) -> ApiToken | None:
    """The key of a hash, whether or not it is still usable; None where there is none."""
    row = transaction.execute(select(_TABLE).where(ApiTokenRow.token == token)).one_or_none()
    return None if row is None else _token(row)


def tokens_of(transaction: Connection, account_id: int) -> tuple[ApiToken, ...]:
    """Every key of an account, the newest first."""
    query = select(_TABLE).where(ApiTokenRow.account_id == account_id).order_by(ApiTokenRow.id.desc())
    return tuple(_token(row) for row in transaction.execute(query))


def revoke_tokens(
    transaction: Connection, account_id: int, now: datetime, *, token_id: int | None = None
) -> int:
    """Revoke one key of an account, or all; returns how many were not revoked before."""
    query = update(ApiTokenRow).where(ApiTokenRow.account_id == account_id, ApiTokenRow.revoked_at.is_(None))
    if token_id is not None:
        query = query.where(ApiTokenRow.id == token_id)
    return int(transaction.execute(query.values(revoked_at=now)).rowcount)


def touch_token(transaction: Connection, token_id: int, now: datetime) -> None:
    """Note that a key is in use."""
    transaction.execute(update(ApiTokenRow).where(ApiTokenRow.id == token_id).values(used_at=now))


def _token(row: Row[Any]) -> ApiToken:
    return ApiToken(
        id=row.id,
        account_id=row.account_id,
        name=row.name,
        hint=row.hint,
        read_only=row.read_only,
        created_at=row.created_at,
        expires_at=row.expires_at,
        revoked_at=row.revoked_at,
        used_at=row.used_at,
    )
