"""What is shown of an address put on file: whose it is, what became of it, how long it suspends judgement?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from casework.filings.filing import is_elsewhere
from casework.filings.term import suspended_until
from db.filings import filings_of_units, registered_names
from db.store import Connection
from domain.accounts import Account, Permission, Role
from domain.filings import KEY_AREAS, Filing, FilingState


@dataclass(frozen=True, slots=True, kw_only=True)
class FilingShown:
    """A filing as an account sees it.

    ``elsewhere``: on a site that is neither the unit's nor the government's. ``suspends_until``: the last day on which
    nobody is judged by the address before, while this one awaits; ``lapsed``: that day is past.
    """

    filing: Filing
    unit_name: str
    elsewhere: bool
    suspends_until: date | None
    lapsed: bool
    may_settle: bool
    may_withdraw: bool


def shown_filings(
    connection: Connection, account: Account, found: Sequence[Filing], today: date
) -> tuple[FilingShown, ...]:
    """Filings as an account sees them, in their order."""
    units = registered_names(connection, sorted({each.unit_id for each in found}))
    waiting = sorted({each.unit_id for each in found if _awaits(each) and each.subject == KEY_AREAS})
    until = {
        unit_id: suspended_until(filed)
        for unit_id, filed in filings_of_units(connection, KEY_AREAS, waiting).items()
    }
    return tuple(
        _shown(account, each, units.get(each.unit_id, (each.unit_id, None)), until, today) for each in found
    )


def _shown(
    account: Account,
    filing: Filing,
    unit: tuple[str, str | None],
    until: dict[str, date | None],
    today: date,
) -> FilingShown:
    name, portal = unit
    awaits = _awaits(filing)
    last = until.get(filing.unit_id) if awaits and filing.subject == KEY_AREAS else None
    return FilingShown(
        filing=filing,
        unit_name=name,
        elsewhere=is_elsewhere(filing.url, portal),
        suspends_until=last,
        lapsed=last is not None and last < today,
        may_settle=awaits and account.role is Role.LEAD and account.may(Permission.FILE_ADDRESS),
        may_withdraw=awaits and account.role is Role.CONTACT and account.may(Permission.FILE_ADDRESS),
    )


def _awaits(filing: Filing) -> bool:
    return filing.state is FilingState.AWAITING
