"""Run by Alembic: on the connection that the program hands over, or, from the command line, on MINGCHA_DB."""

import os

from alembic import context
from sqlalchemy import Connection
from sqlalchemy.types import TypeDecorator

from db.base import Base
from db.database import open_database
from db.migrations import concerns_us


def render_item(kind: str, item: object, _context: object) -> str | bool:
    """Write our types into a migration as what they are in the database: a migration must not change with the code."""
    if kind == "type" and isinstance(item, TypeDecorator):
        length = getattr(item.impl, "length", None)
        name = type(item).__name__
        if name == "UtcDateTime":
            return "sa.DateTime(timezone=True)"
        return f"sa.String({length})" if length else "sa.Text()"
    return False


def run(connection: Connection) -> None:
    """Run the migrations inside the transaction of the connection."""
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        compare_type=True,
        include_object=concerns_us,
        render_item=render_item,
        render_as_batch=connection.dialect.name == "sqlite",
    )
    context.run_migrations()


given = context.config.attributes.get("connection")
if given is not None:
    run(given)
else:
    with (
        open_database(os.environ.get("MINGCHA_DB", "sqlite:///mingcha.db")) as store,
        store.write() as opened,
    ):
        run(opened)
