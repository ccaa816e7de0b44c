"""With which key may a program do what an account may?"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from casework.accounts.log import record
from casework.accounts.refusals import AccountError, Why
from casework.accounts.secret_tokens import kept, new_token
from db.accounts import find_account
from db.api_tokens import add_token, find_token, revoke_tokens, tokens_of, touch_token
from db.store import Store
from domain.accounts import Account, ApiToken

PREFIX = "mct_"
"""How every key begins, so that one left in a file can be found."""
LONGEST_DAYS = 366
MOST = 20
_HINT = 10
_NOTED_EVERY = timedelta(minutes=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Issued:
    """A new key: ``secret`` is shown once and kept nowhere."""

    token: ApiToken
    secret: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Bearer:
    """Who a program acts for, and by which key."""

    account: Account
    token: ApiToken


def issue_token(
    store: Store,
    account: Account,
    *,
    name: str,
    days: int,
    read_only: bool,
    now: datetime,
    address: str | None,
) -> Issued:
    """Make a key for an account's programs. It may do what the account may at each moment, or only read it.

    Raises:
        AccountError: its name or number of days can't be used, or the account has too many.
        StoreError: the database can't be used.
    """
    name = name.strip()
    if not 0 < len(name) <= 50:
        raise AccountError(Why.TOKEN_NAME)
    if not 1 <= days <= LONGEST_DAYS:
        raise AccountError(Why.TOKEN_DAYS)
    secret = new_token(PREFIX)
    with store.write() as transaction:
        if sum(one.usable(now) for one in tokens_of(transaction, account.id)) >= MOST:
            raise AccountError(Why.TOKEN_COUNT)
        token = add_token(
            transaction,
            token=kept(secret),
            account_id=account.id,
            name=name,
            hint=secret[:_HINT],
            read_only=read_only,
            now=now,
            expires_at=now + timedelta(days=days),
        )
        detail = {"name": name, "days": days, "read_only": read_only}
        record(transaction, account, "token.create", f"token:{token.id}", detail, address, now=now)
    return Issued(token=token, secret=secret)


def own_tokens(store: Store, account: Account) -> tuple[ApiToken, ...]:
    """Every key of an account, the newest first.

    Raises:
        StoreError: the database can't be used.
    """
    with store.read() as transaction:
        return tokens_of(transaction, account.id)


def revoke_token(
    store: Store, account: Account, token_id: int, *, now: datetime, address: str | None
) -> None:
    """Make one of the account's own keys open nothing from here on.

    Raises:
        AccountError: the account has none of this number that can be revoked.
        StoreError: the database can't be used.
    """
    with store.write() as transaction:
        if not revoke_tokens(transaction, account.id, now, token_id=token_id):
            raise AccountError(Why.TOKEN_UNKNOWN)
        record(transaction, account, "token.revoke", f"token:{token_id}", address=address, now=now)


def bearer_of(store: Store, secret: str, now: datetime) -> Bearer | None:
    """Who a key acts for; None where nobody: unknown, run out, revoked, or the account is disabled.

    Raises:
        StoreError: the database can't be used.
    """
    with store.read() as transaction:
        token = find_token(transaction, kept(secret))
        account = find_account(transaction, account_id=token.account_id) if token else None
    if token is None or account is None or account.disabled or not token.usable(now):
        return None
    if token.used_at is None or now - token.used_at >= _NOTED_EVERY:
        with store.write() as transaction:
            touch_token(transaction, token.id, now)
    return Bearer(account=account, token=token)
