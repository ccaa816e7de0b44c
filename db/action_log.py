"""What did everybody do, in the order in which it was done?"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Row, insert, select

from db.store import Connection
from db.tables.accounts import ActionRow
from domain.accounts import LogEntry

_LOGIN, _ACTION, _OBJECT = 64, 64, 256


def add_action(
    transaction: Connection,
    *,
    at: datetime,
    account_id: int | None,
    login: str,
    action: str,
    object: str,  # noqa: A002 - the column's name
    detail: Mapping[str, object],
    address: str | None,
) -> None:
    """Add an entry to the log; names too long for their column are cut."""
    transaction.execute(
        insert(ActionRow).values(
            at=at,
            account_id=account_id,
            login=login[:_LOGIN],
            action=action[:_ACTION],
            object=object[:_OBJECT],
            detail=dict(detail),
            address=address,
        )
    )


def read_actions(
    transaction: Connection,
    *,
    login: str | None = None,
    action: str | None = None,
    object: str | None = None,  # noqa: A002 - the column's name
    since: datetime | None = None,
    until: datetime | None = None,
    before_id: int | None = None,
    limit: int = 50,
) -> tuple[LogEntry, ...]:
    """The entries of a login, an action, an object, of ``since <= at < until``; the newest first.

    ``before_id`` goes on after a page: entries older than this one. ``object`` finds ``unit:czt`` by ``unit:czt``, and every
    unit by ``unit:``.
    """
    query = select(ActionRow.__table__).order_by(ActionRow.id.desc()).limit(limit)
    if login is not None:
        query = query.where(ActionRow.login == login)
    if action is not None:
        query = query.where(ActionRow.action == action)
    if object is not None:
        # A colon at the end asks for a whole kind of objects.
        whole_kind = object.endswith(":")
        query = query.where(
            ActionRow.object.startswith(object, autoescape=True) if whole_kind else ActionRow.object == object
        )
    if since is not None:
        query = query.where(ActionRow.at >= since)
    if until is not None:
        query = query.where(ActionRow.at < until)
    if before_id is not None:
        query = query.where(ActionRow.id < before_id)
    return tuple(_entry(row) for row in transaction.execute(query))


def _entry(row: Row[Any]) -> LogEntry:
    return LogEntry(
        id=row.id,
        at=row.at,
        account_id=row.account_id,
        login=row.login,
        action=row.action,
        target=row.object,
        detail=row.detail,
        address=row.address,
    )
