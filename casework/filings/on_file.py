"""By which address on file is a unit judged: the registry's, or one that was filed since?

A filing that a lead confirmed is judged as if the registry held it. One that nobody looked at yet judges nobody: a mistyped
address must not be called dead. For a term (``casework.filings.term``) it suspends the former one, too, which the unit says is
no longer right: the unit has no address on file then, of which the rule ``filed`` says that it can't tell. After that the unit
is judged by what was on file before. A refused or withdrawn filing leaves things as they were.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

from casework.filings.term import last_confirmed, suspended_until
from db.database import Database
from db.filings import filings_of_units, newest_filings
from domain.beijing import beijing_day
from domain.filings import KEY_AREAS, Filing, FilingState
from domain.units import Unit


def with_filings(
    database: Database, units: Sequence[Unit], *, now: datetime | None = None
) -> tuple[Unit, ...]:
    """The units of a registry, in order, each with the address that is on file for its key-areas column now.

    Whoever begins an audit calls this once, before anything is crawled or judged: the crawl asks for the same address that the
    unit is judged by, and the unit is sealed with it.

    Raises:
        StoreError: the database can't be used.
    """
    moment = now or datetime.now(UTC)
    today = beijing_day(moment) or moment.date()
    with database.read() as connection:
        newest = newest_filings(connection, KEY_AREAS, [unit.id for unit in units])
        awaiting = [unit_id for unit_id, each in newest.items() if each.state is FilingState.AWAITING]
        filed: dict[str, tuple[Filing, ...]] = {unit_id: (each,) for unit_id, each in newest.items()}
        filed |= filings_of_units(connection, KEY_AREAS, awaiting)
    return tuple(
        replace(unit, filed_url=_on_file(unit, filed[unit.id], today)) if unit.id in filed else unit
        for unit in units
    )


def _on_file(unit: Unit, filed: Sequence[Filing], today: date) -> str | None:
    until = suspended_until(filed)
    if until is not None and today <= until:
        return None
    confirmed = last_confirmed(filed)
    return confirmed.url if confirmed else unit.filed_url
