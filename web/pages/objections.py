"""What do units say about findings, and how is it answered? Every form is one use case of ``casework.objections``."""

from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, File, Form, HTTPException, Path, Query, Request, UploadFile
from starlette.responses import RedirectResponse, Response

from casework.objections import answering, objecting
from casework.objections.messages import attached
from casework.objections.refusals import ObjectionError
from db.audit_reading import load_audit_record, load_findings_by_id
from db.database import Database
from db.duty_reading import duty_of_finding
from db.filings import registered_names
from db.objections import list_objections
from db.unit_reading import load_regions, newest_plan
from domain.accounts import Permission
from domain.objections import Objection, ObjectionKind, ObjectionState
from web.pages.paging import Pages
from web.pages.uploads import uploads_of
from web.reading.objection_words import (
    KIND_WORDS,
    OBJECTION_DONE,
    OBJECTION_STATUS,
    OBJECTION_WHY,
    STATE_WORDS,
)
from web.reading.objections import objection_for, objection_shown
from web.reading.plan_words import plan_words
from web.rendering import page
from web.security.permissions import needs, only_own
from web.security.visitors import Visitor
from web.state import Db, database_of

router = APIRouter(include_in_schema=False)
Seeing = Annotated[Visitor, needs(Permission.SEE_ALL, Permission.SEE_OWN)]
Contact = Annotated[Visitor, needs(Permission.OBJECT)]
Reviewer = Annotated[Visitor, needs(Permission.REVIEW)]
Writer = Annotated[Visitor, needs(Permission.OBJECT, Permission.REVIEW)]
Number = Annotated[int, Path(ge=1, lt=2**63)]
Said = Annotated[str, Form(max_length=20_000)]
Files = Annotated[list[UploadFile] | None, File()]
ROWS = 50


@router.get("/objections")
def objections_page(
    request: Request,
    database: Db,
    visitor: Seeing,
    state: Annotated[str, Query(max_length=40)] = "",
    region: Annotated[str, Query(max_length=200)] = "",
    before: Annotated[int, Query(ge=0, lt=2**63)] = 0,
) -> Response:
    """Objections and comments, the newest first; a contact sees those of the own unit."""
    # Who answers sees what waits first; who asked sees all that was asked.
    own = visitor.own_unit
    usual = ObjectionState.OPEN if own is None else None
    chosen = ObjectionState(state) if state in set(ObjectionState) else (None if state == "all" else usual)
    there = region.strip() if own is None else ""
    with database.read() as connection:
        found = list_objections(
            connection,
            unit_id=own,
            states=[chosen] if chosen else (),
            region=there or None,
            before_id=before or None,
            limit=ROWS + 1,
        )
        names = registered_names(connection, sorted({each.unit_id for each in found[:ROWS]}))
    plan = newest_plan(database) if own is None else None
    kept = f"&region={quote(there, safe='')}" if there else ""
    first = f"/objections?state={chosen or 'all'}{kept}"
    values = {
        "objections": found[:ROWS],
        "names": {unit_id: name for unit_id, (name, _) in names.items()},
        "chosen": chosen,
        "kept": kept,
        "region": there,
        "regions": load_regions(database, plan) if plan else (),
        "sees_all": own is None,
        "KIND_WORDS": KIND_WORDS,
        "STATE_WORDS": STATE_WORDS,
        "pages": Pages(
            told=f"每页{ROWS}条",
            first=first if before else "",
            after=f"{first}&before={found[ROWS - 1].id}" if len(found) > ROWS else "",
        ),
    }
    return page(request, "objections.html", values)


@router.get("/objections/{objection}")
def objection_page(
    request: Request,
    database: Db,
    visitor: Seeing,
    objection: Number,
    done: Annotated[str, Query(max_length=40)] = "",
) -> Response:
    """One objection with all that was said about it."""
    return _one(request, visitor, _seen(database, visitor, objection), done=OBJECTION_DONE.get(done, ""))


@router.get("/objections/{objection}/files/{digest}")
def file(
    database: Db,
    visitor: Seeing,
    objection: Number,
    digest: Annotated[str, Path(pattern=r"^[0-9a-f]{64}$")],
) -> Response:
    """A file that was attached, as a download: never shown in the console."""
    found = attached(database, visitor.account, objection, digest)
    if found is None:
        raise HTTPException(404)
    named = f"attachment; filename*=UTF-8''{quote(found.name, safe='')}"
    return Response(
        found.data,
        media_type=found.media_type,
        headers={"content-disposition": named, "cache-control": "no-store"},
    )


@router.post("/findings/{finding}/objections")
def add(
    request: Request,
    database: Db,
    visitor: Contact,
    finding: Number,
    kind: Annotated[str, Form(max_length=40)] = "",
    text: Said = "",
    files: Files = None,
) -> Response:
    """Object to a finding, or comment on it."""
    stored = load_findings_by_id(database, [finding]).get(finding)
    only_own(visitor, stored.finding.unit_id if stored else None)
    wanted = ObjectionKind.COMMENT if kind == ObjectionKind.COMMENT else ObjectionKind.OBJECTION
    try:
        made = objecting.object_to(
            database,
            visitor.account,
            finding,
            text,
            kind=wanted,
            uploads=uploads_of(files),
            address=visitor.address,
        )
    except ObjectionError as error:
        duty = duty_of_finding(database, finding)
        values = {
            "told": OBJECTION_WHY[error.why],
            "finding": finding,
            "newest": duty.finding_id if duty else None,
            "kind": wanted,
            "text": text,
            "KIND_WORDS": KIND_WORDS,
            "trail": (("核查结果", f"/findings/{finding}"), ("重新填写", None)),
        }
        return page(request, "objection_again.html", values, status=OBJECTION_STATUS.get(error.why, 422))
    return RedirectResponse(f"/objections/{made.id}?done={wanted}", 303)


@router.post("/objections/{objection}/messages")
def add_message(
    request: Request,
    database: Db,
    visitor: Writer,
    objection: Number,
    text: Said = "",
    files: Files = None,
) -> Response:
    """Say more: the unit, or the office, which may ask back so."""
    found = _seen(database, visitor, objection)
    try:
        objecting.add_to(
            database, visitor.account, objection, text, uploads=uploads_of(files), address=visitor.address
        )
    except ObjectionError as error:
        return _refused(request, visitor, found, error, given={"message": text})
    return _done(objection, "message")


@router.post("/objections/{objection}/withdraw")
def withdraw(request: Request, database: Db, visitor: Contact, objection: Number) -> Response:
    """Take back what the own unit said."""
    found = _seen(database, visitor, objection)
    try:
        objecting.withdraw(database, visitor.account, objection, address=visitor.address)
    except ObjectionError as error:
        return _refused(request, visitor, found, error)
    return _done(objection, "withdraw")


@router.post("/objections/{objection}/reject")
def reject(
    request: Request,
    database: Db,
    visitor: Reviewer,
    objection: Number,
    text: Said = "",
    files: Files = None,
) -> Response:
    """Answer that the finding stays as it is, and why."""
    found = _seen(database, visitor, objection)
    try:
        answering.reject(
            database, visitor.account, objection, text, uploads=uploads_of(files), address=visitor.address
        )
    except ObjectionError as error:
        return _refused(request, visitor, found, error, given={"reject": text})
    return _done(objection, "reject")


@router.post("/objections/{objection}/note")
def note(request: Request, database: Db, visitor: Reviewer, objection: Number) -> Response:
    """Note a comment."""
    found = _seen(database, visitor, objection)
    try:
        answering.note(database, visitor.account, objection, address=visitor.address)
    except ObjectionError as error:
        return _refused(request, visitor, found, error)
    return _done(objection, "note")


def _done(objection: int, done: str) -> Response:
    return RedirectResponse(f"/objections/{objection}?done={done}", 303)


def _seen(database: Database, visitor: Visitor, objection_id: int) -> Objection:
    # Before anything is read of what was sent: of another unit's nobody learns that it is there.
    found = objection_for(database, visitor.account, objection_id)
    if found is None:
        raise HTTPException(404)
    return found


def _refused(
    request: Request,
    visitor: Visitor,
    objection: Objection,
    error: ObjectionError,
    *,
    given: dict[str, str] | None = None,
) -> Response:
    now = objection_for(database_of(request), visitor.account, objection.id) or objection
    status = OBJECTION_STATUS.get(error.why, 422)
    return _one(request, visitor, now, told=OBJECTION_WHY[error.why], given=given, status=status)


def _one(
    request: Request,
    visitor: Visitor,
    objection: Objection,
    *,
    told: str = "",
    done: str = "",
    given: dict[str, str] | None = None,
    status: int = 200,
) -> Response:
    database = database_of(request)
    record = load_audit_record(database, objection.audit_id)
    duty = duty_of_finding(database, objection.finding_id)
    with database.read() as connection:
        shown = objection_shown(connection, visitor, objection)
        names = registered_names(connection, [objection.unit_id])
    words = plan_words(database, record) if record else None
    what = f"第{objection.task}项任务"
    if words is not None:
        what = f"{words.task_name(objection.task)}　{words.check(objection.check, objection.subject)}"
    values: dict[str, Any] = {
        "shown": shown,
        "objection": objection,
        "what": what,
        "unit_name": names.get(objection.unit_id, (objection.unit_id, None))[0],
        "newest": duty.finding_id if duty else None,
        "may_review": visitor.may(Permission.REVIEW),
        "KIND_WORDS": KIND_WORDS,
        "STATE_WORDS": STATE_WORDS,
        "given": given or {},
        "told": told,
        "done": done,
        "trail": (("申诉与说明", "/objections"), (f"第{objection.id}号", None)),
    }
    return page(request, "objection.html", values, status=status)
