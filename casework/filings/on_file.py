"""By which address on file is a unit judged: the registry's, or one that was filed since?

A filing that a lead confirmed is judged as if the registry held it. One that nobody looked at yet judges nobody: a mistyped
address must not be called dead, nor the former one, which the unit says is no longer right. So such a unit has no address on file
until then, of which the rule ``filed`` says that it can't tell. A refused filing leaves things as they were.
"""

from collections.abc import Sequence
from dataclasses import replace

from db.database import Database
from db.filings import newest_filings
from domain.filings import KEY_AREAS, FilingState
from domain.units import Unit


def with_filings(database: Database, units: Sequence[Unit]) -> tuple[Unit, ...]:
    """The units of a registry, in order, each with the address that is on file for its key-areas column now.

    Whoever begins an audit calls this once, before anything is crawled or judged: the crawl asks for the same address that the
    unit is judged by, and the unit is sealed with it.

    Raises:
        StoreError: the database can't be used.
    """
    with database.read() as connection:
        filed = newest_filings(connection, KEY_AREAS, [unit.id for unit in units])
    return tuple(
        replace(unit, filed_url=filed[unit.id].url if filed[unit.id].state is FilingState.CONFIRMED else None)
        if unit.id in filed
        else unit
        for unit in units
    )
