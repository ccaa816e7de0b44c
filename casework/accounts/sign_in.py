"""May somebody with this login and password come in?"""

from datetime import datetime

from casework.accounts.lock_out import LOGIN, give_back, locked_until, take_try
from casework.accounts.log import record
from casework.accounts.passwords import is_password
from casework.accounts.refusals import AccountError, Why
from casework.accounts.sessions import SignedIn, begin_session
from db.accounts import password_of
from db.store import Connection, Store


def sign_in(store: Store, login: str, password: str, *, now: datetime, address: str | None) -> SignedIn:
    """Begin a session for whoever knows the password of a login.

    A login that nobody has, a disabled account, one without a password and a wrong password are refused alike, after the
    same work.

    Raises:
        AccountError: ``SIGN_IN``, or ``LOCKED`` after too many failures.
        StoreError: the database can't be used.
    """
    name = login.strip().casefold()
    with store.write() as transaction:
        store.lock(transaction, "sign-in")
        if take_try(transaction, name, address, now) is not None:
            raise AccountError(Why.LOCKED)
        found = password_of(transaction, name)
    account, kept = found if found else (None, None)
    right = is_password(password, kept)
    with store.write() as transaction:
        # Hashing took a while: what was changed meanwhile counts.
        if right and account and not account.disabled and password_of(transaction, name) == found:
            give_back(transaction, name, address)
            record(
                transaction, account, "session.begin", f"account:{name}", {"by": "password"}, address, now=now
            )
            return begin_session(transaction, account, now, address)
        _note_failure(transaction, name if account else None, address, now)
    raise AccountError(Why.SIGN_IN)


def _note_failure(transaction: Connection, login: str | None, address: str | None, now: datetime) -> None:
    """Log a failure; what was typed is not kept where nobody is called so: it may be a password in the wrong field."""
    record(
        transaction, None, "session.refused", f"account:{login or '?'}", address=address, login=login, now=now
    )
    if login and locked_until(transaction, LOGIN, login, now):
        record(transaction, None, "session.locked", f"account:{login}", address=address, login=login, now=now)
