"""Who did what, to what, when, and from where?

Whatever a person changes is written here in the transaction that changes it, so that neither is there without the other.
"""

from collections.abc import Mapping
from datetime import UTC, datetime

from db.action_log import add_action, read_actions
from db.store import Connection, Store
from domain.accounts import Account, LogEntry

COMMAND_LINE = "(command line)"
"""Who does what is done with ``mingcha user …`` on the machine itself."""


def record(
    transaction: Connection,
    actor: Account | None,
    action: str,
    object: str,  # noqa: A002 - the column's name
    detail: Mapping[str, object] | None = None,
    address: str | None = None,
    *,
    login: str | None = None,
    now: datetime | None = None,
) -> None:
    """Add an entry to the log.

    ``action`` is ``area.verb`` (``review.add``) with Chinese words in ``casework/accounts/action_words.py``; ``object`` is
    ``kind:id`` (``finding:812``); ``detail`` is a JSON object, never a secret. ``login`` says who it was where no account
    is known (a failed sign-in; the command line).
    """
    add_action(
        transaction,
        at=now or datetime.now(UTC),
        account_id=actor.id if actor else None,
        login=actor.login if actor else (login or ""),
        action=action,
        object=object,
        detail=detail or {},
        address=address,
    )


def entries(
    store: Store,
    *,
    login: str | None = None,
    action: str | None = None,
    object: str | None = None,  # noqa: A002 - the column's name
    since: datetime | None = None,
    until: datetime | None = None,
    before_id: int | None = None,
    limit: int = 50,
) -> tuple[LogEntry, ...]:
    """The newest entries that fit; see ``db.action_log.read_actions``.

    Raises:
        StoreError: the database can't be used.
    """
    with store.read() as transaction:
        return read_actions(
            transaction,
            login=login,
            action=action,
            object=object,
            since=since,
            until=until,
            before_id=before_id,
            limit=limit,
        )
