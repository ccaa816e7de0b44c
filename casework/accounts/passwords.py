"""Is a password good enough, is it the right one, and how is it kept?

Kept as argon2id (RFC 9106, the second recommended choice: 64 MiB, 3 passes). Passwords are compared in NFKC: the same key
with a Chinese input method on may type a full-width character.
"""

import secrets
import unicodedata
from threading import BoundedSemaphore

from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

from casework.accounts.common_passwords import COMMON
from casework.accounts.refusals import AccountError, Why

SHORTEST, LONGEST = 10, 200
_FEWEST_DIFFERENT = 5
# Without the letters and digits that are read wrongly from paper: one-time passwords are handed over on it.
_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
_HASHER = PasswordHash((Argon2Hasher(),))
# Each hash takes 64 MiB: a hundred sign-ins at once must not take six gigabytes.
_AT_ONCE = BoundedSemaphore(2)
_NOBODYS = _HASHER.hash(secrets.token_urlsafe())


def check_password(password: str, login: str) -> None:
    """Refuse what is tried first.

    Raises:
        AccountError: it is too short or too long, holds the login, or is one of the commonest.
    """
    plain = _plain(password)
    folded = plain.casefold()
    if len(plain) < SHORTEST:
        raise AccountError(Why.PASSWORD_SHORT)
    if len(plain) > LONGEST:
        raise AccountError(Why.PASSWORD_LONG)
    if login.casefold() in folded:
        raise AccountError(Why.PASSWORD_LOGIN)
    if len(set(folded)) < _FEWEST_DIFFERENT or folded in COMMON or _trimmed(folded) in COMMON:
        raise AccountError(Why.PASSWORD_COMMON)


def hash_password(password: str) -> str:
    """What is kept of a password."""
    with _AT_ONCE:
        return _HASHER.hash(_plain(password))


def is_password(password: str, kept: str | None) -> bool:
    """Whether a password is the one of which this was kept; takes as long where nothing was (``None``)."""
    plain = _plain(password)[: LONGEST + 1]
    with _AT_ONCE:
        right = _HASHER.verify(plain, kept or _NOBODYS)
    return right and kept is not None


def one_time_password() -> str:
    """A password to begin with: 16 characters in groups of four, 79 bits."""
    return "-".join("".join(secrets.choice(_ALPHABET) for _ in range(4)) for _ in range(4))


def _plain(password: str) -> str:
    return unicodedata.normalize("NFKC", password)


def _trimmed(folded: str) -> str:
    """Without what is added so that a rule is content: signs at the end."""
    return folded.rstrip("!.@#$*?~")
