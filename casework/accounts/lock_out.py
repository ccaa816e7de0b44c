"""How often may signing in be tried before one has to wait?

Five failures at a login lock it for 15 minutes, five more for 30, and so on up to a day. From one address, behind which a
whole office may sit, it is fifty. Each try is counted before the password is looked at, so that a hundred tries at once are no
way around it; a success gives it back. Logins that nobody has are counted alike: a lock-out tells nothing.
"""

from datetime import datetime, timedelta

from db.sign_in_failures import (
    Failures,
    failures_of,
    forget_failures,
    forget_old_failures,
    keep_failures,
)
from db.store import Connection

LOGIN, ADDRESS = "login", "address"
FAILURES = {LOGIN: 5, ADDRESS: 50}
FIRST_LOCK = timedelta(minutes=15)
LONGEST_LOCK = timedelta(hours=24)
FORGET = {LOGIN: timedelta(hours=24), ADDRESS: timedelta(hours=1)}
"""How long after the last failure, or the lock's end, all is forgotten."""


def take_try(transaction: Connection, login: str, address: str | None, now: datetime) -> datetime | None:
    """Count a try at a login from an address as failed, until ``give_back`` says otherwise.

    Returns the moment until which none is to be had, None where the try may be made; a try refused is not counted.
    """
    forget_old_failures(transaction, now)
    places = [(LOGIN, login)] + ([(ADDRESS, address)] if address else [])
    locked = [until for kind, name in places if (until := locked_until(transaction, kind, name, now))]
    if locked:
        return max(locked)
    for kind, name in places:
        _count(transaction, kind, name, now)
    return None


def give_back(transaction: Connection, login: str, address: str | None) -> None:
    """Say that the try was a success: the login begins anew; the address, which others may share, only gets its try back."""
    forget_failures(transaction, LOGIN, login)
    known = failures_of(transaction, ADDRESS, address) if address else None
    if known is None or not address:
        return
    if known.locked_until is not None and known.failures == 0:
        # It was this try that filled the measure.
        known = Failures(
            failures=FAILURES[ADDRESS],
            lockouts=known.lockouts - 1,
            locked_until=None,
            forget_at=known.forget_at,
        )
    keep_failures(
        transaction,
        ADDRESS,
        address,
        Failures(
            failures=max(known.failures - 1, 0),
            lockouts=known.lockouts,
            locked_until=known.locked_until,
            forget_at=known.forget_at,
        ),
    )


def locked_until(transaction: Connection, kind: str, name: str, now: datetime) -> datetime | None:
    """Until when a login or an address is locked; None where it is not."""
    known = failures_of(transaction, kind, name)
    if known is None or known.locked_until is None or known.locked_until <= now:
        return None
    return known.locked_until


def unlock(transaction: Connection, login: str) -> None:
    """Let a login be tried again at once."""
    forget_failures(transaction, LOGIN, login)


def _count(transaction: Connection, kind: str, name: str, now: datetime) -> None:
    known = failures_of(transaction, kind, name)
    failures, lockouts = (known.failures + 1, known.lockouts) if known else (1, 0)
    until = None
    if failures >= FAILURES[kind]:
        until = now + min(FIRST_LOCK * 2**lockouts, LONGEST_LOCK)
        failures, lockouts = 0, lockouts + 1
    keep_failures(
        transaction,
        kind,
        name,
        Failures(
            failures=failures, lockouts=lockouts, locked_until=until, forget_at=(until or now) + FORGET[kind]
        ),
    )
