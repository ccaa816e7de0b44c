"""Which addresses did units put on file (备案), and how are they filed, confirmed, refused and taken back?"""

from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Form, HTTPException, Path, Query, Request
from starlette.responses import RedirectResponse, Response

from casework.filings import filing as filing_work
from casework.filings.refusals import FilingError, Why
from db.database import Database
from db.filings import find_filing, list_filings, registered_addresses
from domain.accounts import Permission
from domain.beijing import beijing_day
from domain.filings import FilingState
from web.pages.paging import Pages
from web.reading.filing_words import FILING_DONE, FILING_STATES, FILING_STATUS, FILING_WHY
from web.reading.filings import shown_filings
from web.rendering import page
from web.security.permissions import needs, only_own
from web.security.visitors import Visitor
from web.state import Db, database_of

router = APIRouter(include_in_schema=False)
Filer = Annotated[Visitor, needs(Permission.FILE_ADDRESS)]
Number = Annotated[int, Path(ge=1, lt=2**63)]
Address = Annotated[str, Form(max_length=4_000)]
Text = Annotated[str, Form(max_length=4_000)]
ROWS = 50


@router.get("/filings")
def filings_page(
    request: Request,
    visitor: Annotated[Visitor, needs(Permission.SEE_ALL, Permission.SEE_OWN)],
    state: Annotated[str, Query(max_length=40)] = "",
    before: Annotated[int, Query(ge=0, lt=2**63)] = 0,
    done: Annotated[str, Query(max_length=40)] = "",
) -> Response:
    """Addresses on file, the newest first; a contact sees those of the own unit."""
    usual = FilingState.AWAITING if visitor.own_unit is None else None
    chosen = FilingState(state) if state in set(FilingState) else (None if state == "all" else usual)
    return _listed(request, visitor, chosen, before=before, done=FILING_DONE.get(done, ""))


@router.post("/filings")
def add(
    request: Request,
    database: Db,
    visitor: Filer,
    unit: Annotated[str, Form(max_length=200)] = "",
    url: Address = "",
    name: Text = "",
    note: Text = "",
) -> Response:
    """Put the address of a unit's column on file."""
    unit_id = unit.strip() or visitor.own_unit or ""
    only_own(visitor, unit_id)
    try:
        filing_work.file_address(
            database, visitor.account, unit_id, url, name=name, note=note, address=visitor.address
        )
    except FilingError as error:
        given = {"unit": unit_id, "url": url, "name": name, "note": note}
        # A unit that a lead mistyped is a matter of the form, not of a page that is not there.
        status = 422 if error.why is Why.UNIT_UNKNOWN else FILING_STATUS.get(error.why, 422)
        return _listed(request, visitor, None, told=FILING_WHY[error.why], given=given, status=status)
    return RedirectResponse("/filings?state=all&done=filed", 303)


@router.post("/filings/{filing}/confirm")
def confirm(request: Request, database: Db, visitor: Filer, filing: Number) -> Response:
    """Confirm an address: the unit is judged by it."""
    return _settled(request, database, visitor, filing, confirmed=True, reason="")


@router.post("/filings/{filing}/refuse")
def refuse(request: Request, database: Db, visitor: Filer, filing: Number, reason: Text = "") -> Response:
    """Refuse an address with a reason: the unit is judged by the one before."""
    return _settled(request, database, visitor, filing, confirmed=False, reason=reason)


@router.post("/filings/{filing}/withdraw")
def withdraw(request: Request, database: Db, visitor: Filer, filing: Number) -> Response:
    """Take back an own filing."""
    _check_seen(database, visitor, filing)
    try:
        filing_work.withdraw(database, visitor.account, filing, address=visitor.address)
    except FilingError as error:
        return _refused(request, visitor, error)
    return RedirectResponse("/filings?state=all&done=withdrawn", 303)


def _settled(
    request: Request, database: Database, visitor: Visitor, filing: int, *, confirmed: bool, reason: str
) -> Response:
    _check_seen(database, visitor, filing)
    try:
        filing_work.settle(
            database, visitor.account, filing, confirmed=confirmed, reason=reason, address=visitor.address
        )
    except FilingError as error:
        return _refused(request, visitor, error, reasons={filing: reason})
    return RedirectResponse(f"/filings?done={'confirmed' if confirmed else 'refused'}", 303)


def _check_seen(database: Database, visitor: Visitor, filing: int) -> None:
    with database.read() as connection:
        found = find_filing(connection, filing)
    only_own(visitor, found.unit_id if found else None)


def _refused(
    request: Request, visitor: Visitor, error: FilingError, *, reasons: dict[int, str] | None = None
) -> Response:
    status = FILING_STATUS.get(error.why, 422)
    if status in (403, 404):
        raise HTTPException(status)
    chosen = FilingState.AWAITING if visitor.own_unit is None else None
    return _listed(request, visitor, chosen, told=FILING_WHY[error.why], reasons=reasons, status=status)


def _listed(
    request: Request,
    visitor: Visitor,
    chosen: FilingState | None,
    *,
    before: int = 0,
    told: str = "",
    done: str = "",
    given: dict[str, str] | None = None,
    reasons: dict[int, str] | None = None,
    status: int = 200,
) -> Response:
    database, now = database_of(request), datetime.now(UTC)
    own = visitor.own_unit
    with database.read() as connection:
        found = list_filings(connection, unit_id=own, state=chosen, before_id=before or None, limit=ROWS + 1)
        shown = shown_filings(connection, visitor.account, found[:ROWS], beijing_day(now) or now.date())
        known = registered_addresses(connection, own) if own else None
    first = f"/filings?state={chosen or 'all'}"
    values = {
        "filings": shown,
        "chosen": chosen,
        "own_unit": own,
        "registered": known[1] if known else None,
        "may_file": visitor.may(Permission.FILE_ADDRESS),
        "FILING_STATES": FILING_STATES,
        "given": given or {},
        "reasons": reasons or {},
        "pages": Pages(
            told=f"每页{ROWS}条",
            first=first if before else "",
            after=f"{first}&before={found[ROWS - 1].id}" if len(found) > ROWS else "",
        ),
        "told": told,
        "done": done,
    }
    return page(request, "filings.html", values, status=status)
