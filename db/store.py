"""How is the database reached, and what does a transaction mean on it?"""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError
from sqlalchemy.pool import StaticPool

from db.errors import StoreError, explain, shown

__all__ = ["BUSY_SECONDS", "Connection", "Store", "parse_url"]

BUSY_SECONDS = 30.0
_ATTEMPT_MILLISECONDS = 150
_FORMS = "use sqlite:///FILE, a file's path, or postgresql://USER:PASSWORD@HOST/NAME"


def parse_url(url: str) -> URL:
    """A database URL: ``sqlite:///path``, a bare path, ``postgresql://…`` (psycopg 3 is the driver).

    Raises:
        StoreError: it is none of these. The message doesn't repeat it: it may hold a password.
    """
    if "://" not in url:
        if not url.strip():
            raise StoreError("the database URL is empty", _FORMS)
        return URL.create("sqlite+pysqlite", database=url)
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError):
        raise StoreError("the database URL can't be understood", _FORMS) from None
    if parsed.drivername in ("sqlite", "sqlite+pysqlite"):
        return parsed.set(drivername="sqlite+pysqlite")
    if parsed.drivername in ("postgresql", "postgres", "postgresql+psycopg"):
        return parsed.set(drivername="postgresql+psycopg")
    raise StoreError(f"databases of the kind {parsed.drivername!r} are not supported", _FORMS)


class Store:
    """A database and its transactions. Thread-safe; not to be carried over a fork."""

    def __init__(self, url: URL) -> None:
        self.url = url
        self.engine = _engine(url)

    @property
    def is_sqlite(self) -> bool:
        """Whether this is SQLite (else it is PostgreSQL)."""
        return self.engine.dialect.name == "sqlite"

    @property
    def is_in_memory(self) -> bool:
        """Whether the database lives in this process alone."""
        return self.is_sqlite and self.url.database in (None, "", ":memory:")

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """One snapshot: every query inside sees the same state of the database.

        Raises:
            StoreError: the database can't be used; the message has reason and remedy.
        """
        options = {} if self.is_sqlite else {"isolation_level": "REPEATABLE READ"}
        with self._transaction(options) as connection:
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """One transaction, stored whole when the block ends and not at all when it raises.

        SQLite takes its write lock at the start: one taken later fails at once when another writer was quicker.

        Raises:
            StoreError: the database can't be used; the message has reason and remedy.
        """
        with self._transaction({"mingcha_write": True}) as connection:
            yield connection

    def trim(self) -> None:
        """Empty SQLite's journal; for who writes much while others read all the time.

        The journal begins anew only when nobody reads from it: between readers that follow each other without a pause
        it would grow as large as all that is written. Waits for readers, as long as for a lock, and not longer.
        """
        if not self.is_sqlite or self.is_in_memory:
            return
        until = time.monotonic() + BUSY_SECONDS
        # Past SQLAlchemy, which would begin a transaction: inside one there is no such thing.
        with closing(self.engine.raw_connection()) as connection:
            cursor = connection.cursor()
            # One attempt waits for the mark of an old reader to be free, though new readers may have made it theirs
            # meanwhile: it would wait for ever. The next attempt looks at the marks afresh.
            cursor.execute(f"PRAGMA busy_timeout = {_ATTEMPT_MILLISECONDS}")
            try:
                while cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]:
                    if time.monotonic() > until:
                        break
            finally:
                cursor.execute(f"PRAGMA busy_timeout = {int(BUSY_SECONDS * 1000)}")

    def lock(self, connection: Connection, name: str) -> None:
        """Let no other transaction that asks for the same name in until this one ends.

        SQLite has one writer at a time anyway.
        """
        if not self.is_sqlite:
            connection.execute(
                text("SELECT pg_advisory_xact_lock(hashtext(:name))"), {"name": f"mingcha.{name}"}
            )

    @contextmanager
    def _transaction(self, options: dict[str, Any]) -> Iterator[Connection]:
        try:
            with self.engine.connect() as connection, connection.execution_options(**options).begin():
                yield connection
        except SQLAlchemyError as error:
            raise explain(error, self.url) from error

    def ping(self) -> None:
        """Ask the database for a sign of life.

        Raises:
            StoreError: there is none. The cause is left out of the chain: drivers quote connection strings.
        """
        try:
            with self.engine.connect() as connection:
                # Reading the schema makes SQLite open the file and look at its header.
                connection.execute(
                    text("SELECT count(*) FROM sqlite_master" if self.is_sqlite else "SELECT 1")
                )
        except SQLAlchemyError as error:
            raise explain(error, self.url) from None

    def close(self) -> None:
        """Give the connections back."""
        self.engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"{type(self).__name__}({shown(self.url)!r})"


def _engine(url: URL) -> Engine:
    if url.get_backend_name() == "postgresql":
        patience = {} if "connect_timeout" in url.query else {"connect_timeout": "10"}
        return create_engine(url, connect_args=patience, pool_pre_ping=True)
    in_memory = url.database in (None, "", ":memory:")
    if not in_memory and Path(str(url.database)).is_dir():
        raise StoreError(f"{url.database} is a folder, not a database file", "name a file in it")
    arguments = {"timeout": BUSY_SECONDS, "check_same_thread": False}
    # A database in memory lives as long as its one connection.
    engine = (
        create_engine(url, connect_args=arguments, poolclass=StaticPool)
        if in_memory
        else create_engine(url, connect_args=arguments)
    )
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: object) -> None:
    # The driver would begin transactions by itself, and only before a write: reads would see no snapshot.
    connection.isolation_level = None
    connection.execute(f"PRAGMA busy_timeout = {int(BUSY_SECONDS * 1000)}")
    connection.execute("PRAGMA foreign_keys = ON")
    _use_wal(connection)
    # In WAL mode NORMAL loses nothing when the program is killed; a power cut may cost the last transactions.
    connection.execute("PRAGMA synchronous = NORMAL")


def _use_wal(connection: Any) -> None:
    deadline = time.monotonic() + BUSY_SECONDS
    while connection.execute("PRAGMA journal_mode").fetchone()[0] not in ("wal", "memory"):
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            # SQLite doesn't wait for this lock by itself: two programs that open a new file at once meet here.
            if "locked" not in str(error) or time.monotonic() > deadline:
                raise
            time.sleep(0.05)


def _begin_sqlite(connection: Connection) -> None:
    immediate = connection.get_execution_options().get("mingcha_write", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")
