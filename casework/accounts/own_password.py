"""How does somebody change the own password?"""

from datetime import datetime

from casework.accounts.lock_out import give_back, take_try
from casework.accounts.log import record
from casework.accounts.passwords import check_password, hash_password, is_password
from casework.accounts.refusals import AccountError, Why
from casework.accounts.sessions import SignedIn, begin_session
from db.accounts import change_account, password_of
from db.sessions import end_sessions
from db.store import Store
from domain.accounts import Account


def change_password(
    store: Store, account: Account, present: str, new: str, *, now: datetime, address: str | None
) -> SignedIn:
    """Change a password; every session of the account ends, and a new one begins for who changed it.

    The present password can be tried as often as at sign-in: who finds an open session learns it no faster.

    Raises:
        AccountError: the present password is wrong, or the new one can't be used.
        StoreError: the database can't be used.
    """
    check_password(new, account.login)
    with store.write() as transaction:
        store.lock(transaction, "sign-in")
        if take_try(transaction, account.login, address, now) is not None:
            raise AccountError(Why.LOCKED)
        found = password_of(transaction, account.login)
    if found is None or not is_password(present, found[1]):
        raise AccountError(Why.PASSWORD_WRONG)
    with store.write() as transaction:
        give_back(transaction, account.login, address)
    if is_password(new, found[1]):
        raise AccountError(Why.PASSWORD_SAME)
    kept = hash_password(new)
    with store.write() as transaction:
        changed = change_account(transaction, account.id, {"password": kept, "must_change_password": False})
        end_sessions(transaction, account.id)
        record(transaction, changed, "password.change", f"account:{account.login}", address=address, now=now)
        return begin_session(transaction, changed, now, address)
