"""Is the database's schema the one that this version needs, and how does it become so?"""

from pathlib import Path

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect
from sqlalchemy.exc import SQLAlchemyError

import db.tables  # noqa: F401  # registers every table
from db.base import Base
from db.errors import StoreError, explain, shown
from db.store import Store

FOLDER = Path(__file__).resolve().parents[1] / "alembic"

# Tables that may stand beside ours: the scheduler keeps its jobs in one of its own.
NEIGHBOURS = frozenset({"apscheduler_jobs"})


def configuration(connection: Connection) -> Config:
    """Alembic's configuration for a connection whose transaction has begun."""
    config = Config()
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def concerns_us(_object: object, name: str | None, kind: str, _reflected: object, _other: object) -> bool:
    """Whether Alembic should compare this: all but the neighbours' tables."""
    return not (kind == "table" and name in NEIGHBOURS)


def migrate(store: Store) -> None:
    """Bring the schema to this version's head; does nothing, and takes no lock, when it is there already.

    Raises:
        StoreError: the database is newer than this program, another program's, locked, unwritable or unreachable.
    """
    with store.read() as connection:
        if _is_current(connection, store):
            return
    try:
        with store.write() as connection:
            store.lock(connection, "migrate")
            # Another process may have migrated while this one waited.
            if not _is_current(connection, store):
                command.upgrade(configuration(connection), "head")
    except SQLAlchemyError as error:
        raise explain(error, store.url) from error


def downgrade(store: Store) -> None:
    """Take every table of ours away, with all that is in it."""
    with store.write() as connection:
        store.lock(connection, "migrate")
        command.downgrade(configuration(connection), "base")


def pending_changes(store: Store) -> list[str]:
    """What an automatic migration would still change, one line a difference; empty when models and schema agree."""
    with store.read() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "include_object": concerns_us}
        )
        return [str(difference) for difference in compare_metadata(context, Base.metadata)]


def _is_current(connection: Connection, store: Store) -> bool:
    script = ScriptDirectory(str(FOLDER))
    heads = set(MigrationContext.configure(connection).get_current_heads())
    if heads == set(script.get_heads()):
        return True
    tables = set(inspect(connection).get_table_names()) - NEIGHBOURS
    known = {revision.revision for revision in script.walk_revisions()}
    if heads - known and "portal_crawls" in tables:
        raise StoreError(
            f"the database {shown(store.url)} was written by a newer version (schema {', '.join(sorted(heads))})",
            "update this program, or name another database",
        )
    if heads - known or (not heads and tables - {"alembic_version"}):
        raise StoreError(
            f"the database {shown(store.url)} belongs to another program (it holds {_some(tables)})",
            "name another database; this one was left as it is",
        )
    return False


def _some(names: set[str]) -> str:
    first = sorted(names)[:3]
    return ", ".join(first) + (" …" if len(names) > 3 else "")
