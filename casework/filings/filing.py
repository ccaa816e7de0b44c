"""How does a unit put the address of a column on file (备案), and how does the office confirm or refuse it?

What a lead files counts at once; what a contact files counts once a lead looked at it. Everything is one transaction with its
entry in the log.
"""

from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from audit_rules.inputs.addresses import address_fault
from casework.accounts.log import record
from casework.filings.refusals import FilingError, Why
from casework.plain_words import plain_line, plain_text
from db import filings
from db.database import Database
from db.store import Connection
from domain.accounts import Account, Permission, Role
from domain.filings import KEY_AREAS, Filing, FilingState

ADDRESS, NAME, NOTE, REASON = 2_000, 100, 1_000, 1_000
"""Characters at most."""

LEAST_REASON = 5
A_DAY = 20
"""Filings of a unit within 24 hours at most."""


def file_address(
    database: Database,
    actor: Account,
    unit_id: str,
    url: str,
    *,
    name: str,
    note: str = "",
    subject: str = KEY_AREAS,
    subjects: frozenset[str] = frozenset({KEY_AREAS}),
    address: str | None = None,
    now: datetime | None = None,
) -> Filing:
    """Put an address on file; one of the same column that was not looked at yet is replaced by it.

    Args:
        database: where it is kept.
        actor: a contact of the unit, or a lead.
        unit_id: the unit.
        url: the address of the column.
        name: what the unit calls the column.
        note: what it has to say about it.
        subject: whose column it is.
        subjects: the subjects that there are.
        address: from where, for the log.
        now: when (default: now).

    Raises:
        FilingError: the actor may not, or it can't be put on file.
        StoreError: the database can't be used.
    """
    _may(actor, unit_id)
    url, name, note = url.strip(), plain_line(name), plain_text(note)
    _check(url, name, note)
    if subject not in subjects:
        raise FilingError(Why.SUBJECT)
    moment = now or datetime.now(UTC)
    with database.write() as connection:
        database.lock(connection, "filings")
        registered = filings.registered_addresses(connection, unit_id)
        if registered is None:
            raise FilingError(Why.UNIT_UNKNOWN)
        if filings.filed_since(connection, unit_id, moment - timedelta(days=1)) >= A_DAY:
            raise FilingError(Why.TOO_MANY)
        newest = filings.newest_filing(connection, unit_id, subject)
        before = newest.url if newest else (registered[1] if subject == KEY_AREAS else None)
        if before == url:
            raise FilingError(Why.SAME)
        if newest and newest.state is FilingState.AWAITING:
            _settle(connection, newest, FilingState.REPLACED, actor, moment, None)
        at_once = actor.role is Role.LEAD
        stored = filings.insert_filing(
            connection,
            Filing(
                id=0,
                unit_id=unit_id,
                subject=subject,
                url=url,
                before=before,
                name=name,
                note=note,
                author=actor.name,
                author_id=actor.id,
                at=moment,
                state=FilingState.CONFIRMED if at_once else FilingState.AWAITING,
                settled_by=actor.name if at_once else None,
                settled_by_id=actor.id if at_once else None,
                settled_at=moment if at_once else None,
            ),
        )
        detail = {"unit": unit_id, "subject": subject, "before": before, "after": url, "name": name}
        record(connection, actor, "filing.add", f"filing:{stored.id}", detail, address, now=moment)
    return stored


def settle(
    database: Database,
    actor: Account,
    filing_id: int,
    *,
    confirmed: bool,
    reason: str = "",
    address: str | None = None,
    now: datetime | None = None,
) -> Filing:
    """Confirm a filing, or refuse it with a reason. Two who settle it at once: the second is told that it is settled.

    Raises:
        FilingError: the actor may not, or it was settled already.
        StoreError: the database can't be used.
    """
    if actor.role is not Role.LEAD or not actor.may(Permission.FILE_ADDRESS):
        raise FilingError(Why.NOT_ALLOWED)
    told = plain_text(reason)
    if len(told) > REASON or (not confirmed and len(told) < LEAST_REASON):
        raise FilingError(Why.REASON)
    moment = now or datetime.now(UTC)
    with database.write() as connection:
        database.lock(connection, "filings")
        filing = filings.find_filing(connection, filing_id)
        if filing is None:
            raise FilingError(Why.NO_FILING)
        state = FilingState.CONFIRMED if confirmed else FilingState.REFUSED
        _settle(connection, filing, state, actor, moment, told or None)
        detail = {"unit": filing.unit_id, "subject": filing.subject, "url": filing.url, "reason": told}
        verb = "confirm" if confirmed else "refuse"
        record(connection, actor, f"filing.{verb}", f"filing:{filing.id}", detail, address, now=moment)
        settled = filings.find_filing(connection, filing_id)
    assert settled is not None
    return settled


def withdraw(
    database: Database,
    actor: Account,
    filing_id: int,
    *,
    address: str | None = None,
    now: datetime | None = None,
) -> Filing:
    """Take back a filing of the own unit that nobody looked at yet; what was on file before is on file as before.

    Raises:
        FilingError: the actor is no contact of the unit, or it was settled already. One of another unit is told like one that
            is not there.
        StoreError: the database can't be used.
    """
    if actor.role is not Role.CONTACT or not actor.may(Permission.FILE_ADDRESS):
        raise FilingError(Why.NOT_ALLOWED)
    moment = now or datetime.now(UTC)
    with database.write() as connection:
        database.lock(connection, "filings")
        filing = filings.find_filing(connection, filing_id)
        if filing is None or not actor.sees(filing.unit_id):
            raise FilingError(Why.NO_FILING)
        _settle(connection, filing, FilingState.WITHDRAWN, actor, moment, None)
        detail = {"unit": filing.unit_id, "subject": filing.subject, "url": filing.url}
        record(connection, actor, "filing.withdraw", f"filing:{filing.id}", detail, address, now=moment)
        settled = filings.find_filing(connection, filing_id)
    assert settled is not None
    return settled


def is_elsewhere(url: str, portal_url: str | None) -> bool:
    """Whether an address is neither on the unit's own host (or one under it) nor on one of the government's.

    It is put on file all the same: some columns stand on a superior's or a provider's site. Who looks at it is told.
    """
    host = (urlsplit(url).hostname or "").rstrip(".").removeprefix("www.")
    own = (urlsplit(portal_url or "").hostname or "").rstrip(".").removeprefix("www.")
    if own and (host == own or host.endswith(f".{own}") or own.endswith(f".{host}")):
        return False
    return not (host == "gov.cn" or host.endswith(".gov.cn"))


def _may(actor: Account, unit_id: str) -> None:
    if not actor.may(Permission.FILE_ADDRESS) or not actor.sees(unit_id):
        raise FilingError(Why.NOT_ALLOWED)


def _check(url: str, name: str, note: str) -> None:
    if len(url) > ADDRESS:
        raise FilingError(Why.ADDRESS_LONG)
    # A backslash, or a character that no screen shows, leads some programs to another host than others.
    if not url or "\\" in url or plain_line(url) != url or address_fault(url) is not None:
        raise FilingError(Why.ADDRESS)
    if not 0 < len(name) <= NAME:
        raise FilingError(Why.NAME)
    if len(note) > NOTE:
        raise FilingError(Why.NOTE_LONG)


def _settle(
    connection: Connection,
    filing: Filing,
    state: FilingState,
    actor: Account,
    moment: datetime,
    reason: str | None,
) -> None:
    done = filings.settle_filing(
        connection, filing.id, state, by=actor.name, by_id=actor.id, at=moment, reason=reason
    )
    if not done:
        raise FilingError(Why.SETTLED)
