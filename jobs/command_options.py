"""Which options and arguments do several commands share, and how are they read?"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import Annotated

import typer

from db.database import Database, open_database
from domain.beijing import BEIJING
from jobs.errors import UsageError

UnitOption = Annotated[
    list[str] | None, typer.Option("--unit", metavar="ID", help="Only this unit; repeatable.")
]
DbOption = Annotated[
    str | None, typer.Option("--db", metavar="URL", help="Database; default SQLite in this folder.")
]


def day(text: str | None, option: str) -> date | None:
    """Read a day given as an option.

    Raises:
        UsageError: it is not a date.
    """
    if text is None:
        return None
    try:
        return datetime.strptime(text, "%Y-%m-%d").replace(tzinfo=BEIJING).date()
    except ValueError:
        raise UsageError(
            f"{option} {text!r} is not a date; write it as YYYY-MM-DD, e.g. 2017-12-31"
        ) from None


@contextmanager
def store(url: str, *, create: bool) -> Iterator[Database]:
    """The database, migrated; with ``create=False`` one that is already there."""
    with open_database(url, create=create) as database:
        database.migrate()
        yield database
