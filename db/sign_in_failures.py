"""How often did signing in fail at one login or from one address, and until when is it locked?"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, insert, select

from db.base import digest
from db.store import Connection
from db.tables.accounts import SignInFailureRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Failures:
    """Failures since the last lock-out (or success), and how many lock-outs there were until they are forgotten."""

    failures: int
    lockouts: int
    locked_until: datetime | None
    forget_at: datetime


def failures_of(transaction: Connection, kind: str, name: str) -> Failures | None:
    """The failures of a login or address (``kind``); None where there are none."""
    row = transaction.execute(
        select(SignInFailureRow.__table__).where(SignInFailureRow.key == digest(kind, name))
    ).one_or_none()
    if row is None:
        return None
    return Failures(
        failures=row.failures, lockouts=row.lockouts, locked_until=row.locked_until, forget_at=row.forget_at
    )


def keep_failures(transaction: Connection, kind: str, name: str, failures: Failures) -> None:
    """Store the failures of a login or address in place of what was stored."""
    forget_failures(transaction, kind, name)
    transaction.execute(
        insert(SignInFailureRow).values(
            key=digest(kind, name),
            failures=failures.failures,
            lockouts=failures.lockouts,
            locked_until=failures.locked_until,
            forget_at=failures.forget_at,
        )
    )


def forget_failures(transaction: Connection, kind: str, name: str) -> None:
    """Begin anew for a login or address."""
    transaction.execute(delete(SignInFailureRow).where(SignInFailureRow.key == digest(kind, name)))


def forget_old_failures(transaction: Connection, now: datetime) -> None:
    """Delete what is to be forgotten by now: whoever tries a million logins must not fill the store."""
    transaction.execute(delete(SignInFailureRow).where(SignInFailureRow.forget_at <= now))
