"""Whose account is it that a provider vouches for? One that is there already: none is made by signing in."""

from datetime import datetime

from casework.accounts.log import record
from casework.accounts.refusals import AccountError, Why
from casework.accounts.sessions import SignedIn, begin_session
from db.accounts import change_account, find_account
from db.store import Store


def sign_in_by_provider(
    store: Store, *, subject: str, login: str | None, now: datetime, address: str | None
) -> SignedIn:
    """Begin a session for the account with this OIDC subject.

    An account without a subject is found by its login, and has this subject from then on: a login that the provider gives to
    another person later opens nothing. A one-time password not yet changed is dropped: it is not needed any more.

    Raises:
        AccountError: ``UNKNOWN_ACCOUNT``; there is none, or it is disabled.
        StoreError: the database can't be used.
    """
    with store.write() as connection:
        store.lock(connection, "accounts")
        account = find_account(connection, oidc_subject=subject)
        if account is None and login:
            by_login = find_account(connection, login=login)
            account = by_login if by_login and by_login.oidc_subject is None else None
        if account is not None and not account.disabled:
            name = f"account:{account.login}"
            if account.oidc_subject is None:
                account = change_account(connection, account.id, {"oidc_subject": subject})
                record(connection, account, "account.bind", name, {"subject": subject}, address, now=now)
            if account.must_change_password:
                values = {"password": None, "must_change_password": False}
                account = change_account(connection, account.id, values)
            record(connection, account, "session.begin", name, {"by": "oidc"}, address, now=now)
            return begin_session(connection, account, now, address)
        detail = {"by": "oidc", "subject": subject}
        record(connection, None, "session.refused", "account:?", detail, address, now=now)
    raise AccountError(Why.UNKNOWN_ACCOUNT)
