"""Who gets an account, in which role, and who loses it?

``actor`` is the admin who does it, None on the command line. Whatever changes what an account may do ends its sessions.
"""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from casework.accounts.lock_out import LOGIN, locked_until, unlock
from casework.accounts.log import COMMAND_LINE, record
from casework.accounts.passwords import check_password, hash_password, one_time_password
from casework.accounts.refusals import AccountError, Why
from db.accounts import (
    add_account,
    change_account,
    count_admins,
    find_account,
    list_accounts,
)
from db.api_tokens import revoke_tokens
from db.sessions import end_sessions
from db.store import Connection, Store
from db.units import unit_name
from domain.accounts import Account, Role

LOGIN_FORM = re.compile(r"[a-z][a-z0-9._-]{1,31}")
LONGEST_NAME = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Created:
    """A new or reset account, and the password to hand over; it is shown once and must be changed at the first sign-in."""

    account: Account
    password: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """An account as admins see it; ``locked_until`` is None where it can be tried to sign in."""

    account: Account
    locked_until: datetime | None


def accounts(store: Store, now: datetime) -> tuple[Listed, ...]:
    """Every account by login.

    Raises:
        StoreError: the database can't be used.
    """
    with store.read() as transaction:
        return tuple(
            Listed(account=one, locked_until=locked_until(transaction, LOGIN, one.login, now))
            for one in list_accounts(transaction)
        )


def accounts_exist(store: Store) -> bool:
    """Whether anybody has an account.

    Raises:
        StoreError: the database can't be used.
    """
    with store.read() as transaction:
        return bool(list_accounts(transaction))


def create_account(
    store: Store,
    actor: Account | None,
    *,
    login: str,
    name: str,
    role: Role,
    unit_id: str | None,
    now: datetime,
    address: str | None = None,
    password: str | None = None,
    oidc_subject: str | None = None,
) -> Created:
    """Make an account; without a password a one-time password is drawn.

    Raises:
        AccountError: login, name, unit or password can't be used, or the login is taken.
        StoreError: the database can't be used.
    """
    login, name = login.strip().casefold(), name.strip()
    if not LOGIN_FORM.fullmatch(login):
        raise AccountError(Why.LOGIN_FORM)
    if not 0 < len(name) <= LONGEST_NAME:
        raise AccountError(Why.NAME_EMPTY)
    _check_unit(role, unit_id)
    if password is not None:
        check_password(password, login)
    given = password or one_time_password()
    kept = hash_password(given)
    with store.write() as transaction:
        store.lock(transaction, "accounts")
        if unit_id and unit_name(transaction, unit_id) is None:
            raise AccountError(Why.UNIT_UNKNOWN)
        if find_account(transaction, login=login):
            raise AccountError(Why.LOGIN_TAKEN)
        if oidc_subject and find_account(transaction, oidc_subject=oidc_subject):
            raise AccountError(Why.SUBJECT_TAKEN)
        account = add_account(
            transaction,
            Account(
                id=0,
                login=login,
                name=name,
                role=role,
                unit_id=unit_id or None,
                must_change_password=True,
                oidc_subject=oidc_subject or None,
            ),
            password=kept,
            now=now,
        )
        detail = {"name": name, "role": role.value, "unit": unit_id}
        _record(transaction, actor, "account.create", account, detail, address, now)
    return Created(account=account, password=given)


def change_role(
    store: Store,
    actor: Account | None,
    login: str,
    *,
    name: str,
    role: Role,
    unit_id: str | None,
    now: datetime,
    address: str | None = None,
    oidc_subject: str | None = None,
) -> Account:
    """Give an account another name, role, unit or OIDC subject; ends its sessions where it may do other things than before.

    Raises:
        AccountError: there is none, it is the actor's own, it is the last admin's, or name or unit can't be used.
        StoreError: the database can't be used.
    """
    name = name.strip()
    if not 0 < len(name) <= LONGEST_NAME:
        raise AccountError(Why.NAME_EMPTY)
    _check_unit(role, unit_id)
    with store.write() as transaction:
        before = _of(store, transaction, login)
        if unit_id and unit_name(transaction, unit_id) is None:
            raise AccountError(Why.UNIT_UNKNOWN)
        if role is not before.role:
            _not_oneself(actor, before)
            if before.role is Role.ADMIN:
                _keep_an_admin(transaction, before)
        other = find_account(transaction, oidc_subject=oidc_subject) if oidc_subject else None
        if other and other.id != before.id:
            raise AccountError(Why.SUBJECT_TAKEN)
        values = {
            "name": name,
            "role": role,
            "unit_id": unit_id or None,
            "oidc_subject": oidc_subject or None,
        }
        changed = change_account(transaction, before.id, values)
        if (changed.role, changed.unit_id, changed.oidc_subject) != (
            before.role,
            before.unit_id,
            before.oidc_subject,
        ):
            end_sessions(transaction, before.id)
        detail = {
            key: [str(getattr(before, key) or ""), str(getattr(changed, key) or "")]
            for key in values
            if getattr(before, key) != getattr(changed, key)
        }
        _record(transaction, actor, "account.change", changed, detail, address, now)
    return changed


def disable_account(
    store: Store, actor: Account | None, login: str, *, now: datetime, address: str | None = None
) -> Account:
    """Let an account in no more: its sessions end, its tokens are revoked.

    Raises:
        AccountError: there is none, it is the actor's own, or the last admin's.
        StoreError: the database can't be used.
    """
    with store.write() as transaction:
        account = _of(store, transaction, login)
        _not_oneself(actor, account)
        if account.role is Role.ADMIN:
            _keep_an_admin(transaction, account)
        changed = change_account(transaction, account.id, {"disabled": True})
        end_sessions(transaction, account.id)
        revoke_tokens(transaction, account.id, now)
        _record(transaction, actor, "account.disable", changed, {}, address, now)
    return changed


def enable_account(
    store: Store, actor: Account | None, login: str, *, now: datetime, address: str | None = None
) -> Account:
    """Let a disabled account in again; tokens stay revoked.

    Raises:
        AccountError: there is none.
        StoreError: the database can't be used.
    """
    with store.write() as transaction:
        account = change_account(transaction, _of(store, transaction, login).id, {"disabled": False})
        _record(transaction, actor, "account.enable", account, {}, address, now)
    return account


def reset_password(
    store: Store, actor: Account | None, login: str, *, now: datetime, address: str | None = None
) -> Created:
    """Give an account a new one-time password, and let it be tried at once; its sessions end, its tokens are revoked.

    Raises:
        AccountError: there is none.
        StoreError: the database can't be used.
    """
    given = one_time_password()
    kept = hash_password(given)
    with store.write() as transaction:
        account = _of(store, transaction, login)
        changed = change_account(transaction, account.id, {"password": kept, "must_change_password": True})
        end_sessions(transaction, account.id)
        revoke_tokens(transaction, account.id, now)
        unlock(transaction, account.login)
        _record(transaction, actor, "account.reset", changed, {}, address, now)
    return Created(account=changed, password=given)


def unlock_account(
    store: Store, actor: Account | None, login: str, *, now: datetime, address: str | None = None
) -> Account:
    """Let an account be tried again at once after too many failures.

    Raises:
        AccountError: there is none.
        StoreError: the database can't be used.
    """
    with store.write() as transaction:
        account = _of(store, transaction, login)
        unlock(transaction, account.login)
        _record(transaction, actor, "account.unlock", account, {}, address, now)
    return account


def _of(store: Store, transaction: Connection, login: str) -> Account:
    # Two admins who take each other's role away at once must not leave none.
    store.lock(transaction, "accounts")
    account = find_account(transaction, login=login.strip().casefold())
    if account is None:
        raise AccountError(Why.UNKNOWN_ACCOUNT)
    return account


def _check_unit(role: Role, unit_id: str | None) -> None:
    if role is Role.CONTACT and not unit_id:
        raise AccountError(Why.UNIT_MISSING)
    if role is not Role.CONTACT and unit_id:
        raise AccountError(Why.UNIT_NEEDLESS)


def _not_oneself(actor: Account | None, account: Account) -> None:
    if actor and actor.id == account.id:
        raise AccountError(Why.ONESELF)


def _keep_an_admin(transaction: Connection, account: Account) -> None:
    if not account.disabled and count_admins(transaction) <= 1:
        raise AccountError(Why.LAST_ADMIN)


def _record(
    transaction: Connection,
    actor: Account | None,
    action: str,
    account: Account,
    detail: dict[str, Any],
    address: str | None,
    now: datetime,
) -> None:
    record(
        transaction,
        actor,
        action,
        f"account:{account.login}",
        detail,
        address,
        login=None if actor else COMMAND_LINE,
        now=now,
    )
