"""Is somebody signed in, and until when?"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from casework.accounts.log import record
from casework.accounts.secret_tokens import kept, new_token
from db.sessions import add_session, end_session, find_session, forget_sessions, touch_session
from db.store import Connection, Store
from domain.accounts import Account, Session

IDLE = timedelta(hours=8)
LONGEST = timedelta(hours=24)
# Each note of a session's use is a write: one a minute is exact enough for eight hours.
_NOTED_EVERY = timedelta(minutes=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedIn:
    """Who signed in, and the token that the browser is to hold."""

    account: Account
    token: str


def begin_session(transaction: Connection, account: Account, now: datetime, address: str | None) -> SignedIn:
    """Begin a session with a token of its own: none that was known before the sign-in is ever taken over."""
    forget_sessions(transaction, seen_before=now - IDLE, now=now)
    token = new_token()
    add_session(
        transaction,
        token=kept(token),
        account_id=account.id,
        now=now,
        ends_at=now + LONGEST,
        address=address,
    )
    return SignedIn(account=account, token=token)


def session_of(store: Store, token: str, now: datetime) -> Session | None:
    """The session of a browser's token; None where there is none, it has run out, or the account is disabled.

    Raises:
        StoreError: the database can't be used.
    """
    with store.read() as transaction:
        session = find_session(transaction, kept(token))
    if session is None or session.account.disabled:
        return None
    if now >= session.ends_at or now - session.seen_at >= IDLE:
        return None
    if now - session.seen_at >= _NOTED_EVERY:
        with store.write() as transaction:
            touch_session(transaction, session.id, now)
    return session


def sign_out(store: Store, account: Account, token: str, now: datetime, address: str | None) -> None:
    """End the session of a browser's token.

    Raises:
        StoreError: the database can't be used.
    """
    with store.write() as transaction:
        end_session(transaction, kept(token))
        record(transaction, account, "session.end", f"account:{account.login}", address=address, now=now)
