"""Why can the store not be used, and what does one do about it?"""

import re

from sqlalchemy.engine import URL
from sqlalchemy.exc import SQLAlchemyError

_SECRET_QUERY_KEYS = ("password", "sslpassword", "passfile", "sslkey")


class StoreError(Exception):
    """The store can't do what it was asked: ``reason`` says what is wrong, ``remedy`` what to do. English.

    The message never holds the password of a database URL.
    """

    def __init__(self, reason: str, remedy: str) -> None:
        super().__init__(f"{reason}; {remedy}")
        self.reason = reason
        self.remedy = remedy

    def __reduce__(self) -> tuple[type["StoreError"], tuple[str, str]]:
        """A worker process hands it over: made again of its parts."""
        return type(self), (self.reason, self.remedy)


def shown(url: URL) -> str:
    """The URL with everything secret left out, fit for a message."""
    query = {key: "***" if key in _SECRET_QUERY_KEYS else value for key, value in url.query.items()}
    return url.set(query=query).render_as_string(hide_password=True)


def first_line(error: SQLAlchemyError, url: URL) -> str:
    """The driver's own words on one line, the URL's secrets replaced."""
    origin = getattr(error, "orig", None) or error
    lines = str(origin).strip().splitlines()
    text = lines[0].strip() if lines else type(origin).__name__
    secrets = [url.password, *(url.query.get(key) for key in _SECRET_QUERY_KEYS)]
    for secret in secrets:
        if isinstance(secret, str) and secret:
            # A short secret may be part of any word: only where it stands alone is it taken for one.
            text = re.sub(rf"(?<!\w){re.escape(secret)}(?!\w)", "***", text)
    return text


# Driver words (SQLite's and PostgreSQL's), the reason they mean, the remedy. The first that fits is taken.
_KNOWN: tuple[tuple[tuple[str, ...], str, str], ...] = (
    (
        ("database is locked", "lock timeout", "lock_not_available", "deadlock detected"),
        "the database {url} is locked by another process",
        "wait until that process has finished, or stop it, and try again",
    ),
    (
        ("readonly database", "read-only", "permission denied for"),
        "the database {url} can't be written to ({words})",
        "give this user write permission on the file and its folder (on PostgreSQL: GRANT), or name another database",
    ),
    (
        ("unable to open database file",),
        "the database file of {url} can't be opened or created",
        "check that the folder exists, that the path is a file and that this user may write there",
    ),
    (
        ("file is not a database", "file is encrypted"),
        "{url} is not an SQLite database",
        "name another file; this one was left as it is",
    ),
    (
        ("disk image is malformed",),
        "the database file of {url} is damaged",
        "restore it from a backup, or salvage it with: sqlite3 FILE .recover",
    ),
    (
        ("database or disk is full", "no space left"),
        "the disk that holds {url} is full",
        "free some space and run the same command again; what was stored is safe",
    ),
    (
        ("no such table", "no such column", "has no column", "undefinedtable", "undefinedcolumn"),
        "the database {url} lacks tables that this version needs ({words})",
        "run the migrations: Database.migrate(), or alembic upgrade head",
    ),
    (
        ("password authentication failed", "no password supplied", "authentication failed"),
        "the database server refused the user name or password of {url}",
        "correct them in --db or MINGCHA_DB",
    ),
    (
        ("does not exist",),
        "the database server of {url} says: {words}",
        "create it (createdb NAME, createuser NAME) or correct the URL",
    ),
    (
        (
            "connection failed",
            "connection refused",
            "could not connect",
            "timeout expired",
            "failed to resolve",
            "could not translate host name",
            "server closed the connection",
            "consuming input failed",
            "connection is lost",
            "terminating connection",
        ),
        "the database server of {url} can't be reached ({words})",
        "check host and port and that the server runs, then try again; what was stored is safe",
    ),
)


def explain(error: SQLAlchemyError, url: URL) -> StoreError:
    """What a database error means for the person who runs the command."""
    words = first_line(error, url)
    name = type(getattr(error, "orig", None) or error).__name__.lower()
    haystack = f"{name} {words}".lower()
    for signs, reason, remedy in _KNOWN:
        if any(sign in haystack for sign in signs):
            return StoreError(reason.format(url=shown(url), words=words), remedy)
    return StoreError(
        f"the database {shown(url)} refused a statement ({type(error).__name__}: {words})",
        "nothing of this batch was stored; report it with this message if it happens again",
    )
