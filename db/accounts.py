"""Which accounts are there, and with what password does each sign in?"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, func, insert, select, update

from db.errors import StoreError
from db.store import Connection
from db.tables.accounts import AccountRow
from domain.accounts import Account, Role

_TABLE = AccountRow.__table__


def add_account(transaction: Connection, account: Account, *, password: str | None, now: datetime) -> Account:
    """Store a new account (its ``id`` is not looked at) with the hash of its password; returns it with its id.

    Raises:
        StoreError: there is one with this login or OIDC subject already.
    """
    if find_account(transaction, login=account.login) or (
        account.oidc_subject and find_account(transaction, oidc_subject=account.oidc_subject)
    ):
        raise StoreError(f"there is an account {account.login} already", "choose another login")
    added = transaction.execute(
        insert(AccountRow).values(
            login=account.login,
            name=account.name,
            role=account.role,
            unit_id=account.unit_id,
            password=password,
            must_change_password=account.must_change_password,
            disabled=account.disabled,
            oidc_subject=account.oidc_subject,
            created_at=now,
        )
    )
    key = added.inserted_primary_key
    assert key is not None
    return _account(transaction.execute(select(_TABLE).where(AccountRow.id == key[0])).one())


def find_account(
    transaction: Connection,
    *,
    account_id: int | None = None,
    login: str | None = None,
    oidc_subject: str | None = None,
) -> Account | None:
    """The account with an id, a login or an OIDC subject; just one of them is to be given."""
    row = transaction.execute(select(_TABLE).where(_which(account_id, login, oidc_subject))).one_or_none()
    return None if row is None else _account(row)


def password_of(transaction: Connection, login: str) -> tuple[Account, str | None] | None:
    """An account by its login, with the hash of its password; None where there is no such account."""
    row = transaction.execute(select(_TABLE).where(AccountRow.login == login)).one_or_none()
    return None if row is None else (_account(row), row.password)


def list_accounts(transaction: Connection) -> tuple[Account, ...]:
    """Every account by login."""
    return tuple(_account(row) for row in transaction.execute(select(_TABLE).order_by(AccountRow.login)))


def count_admins(transaction: Connection) -> int:
    """How many admins can sign in."""
    return int(
        transaction.execute(
            select(func.count()).where(AccountRow.role == Role.ADMIN, AccountRow.disabled.is_(False))
        ).scalar_one()
    )


def change_account(transaction: Connection, account_id: int, values: Mapping[str, Any]) -> Account:
    """Change columns of an account (``name``, ``role``, ``unit_id``, ``password``, ``disabled`` …); returns it as it is now."""
    transaction.execute(update(AccountRow).where(AccountRow.id == account_id).values(**values))
    return _account(transaction.execute(select(_TABLE).where(AccountRow.id == account_id)).one())


def _which(account_id: int | None, login: str | None, oidc_subject: str | None) -> ColumnElement[bool]:
    if account_id is not None:
        return AccountRow.id == account_id
    if login is not None:
        return AccountRow.login == login
    return AccountRow.oidc_subject == oidc_subject


def _account(row: Row[Any]) -> Account:
    return Account(
        id=row.id,
        login=row.login,
        name=row.name,
        role=row.role,
        unit_id=row.unit_id,
        disabled=row.disabled,
        must_change_password=row.must_change_password,
        oidc_subject=row.oidc_subject,
    )
