"""What did the page look like that a finding cites? The archived page, shown so that nothing in it can act.

The page around belongs to the console. What the portal sent stands in a frame of its own, written anew without scripts, forms and
addresses (``web.archive.inert_page``), and under a policy that would refuse them too; the frame has no origin and no rights.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, HTTPException, Path, Query, Request
from starlette.responses import HTMLResponse, Response

from db import citations
from db.audit_reading import load_audit_record, load_audit_unit, load_findings_by_id
from domain.accounts import Permission
from domain.charset import decode
from evidence.captures.errors import CaptureError
from evidence.pictures.captured_pages import CapturedAnswer, CapturedPages, Resource
from web.archive.file_kinds import FileKind, Shape, kind_of
from web.archive.inert_page import InertPage, inert_page, inert_text
from web.archive.marks import MARK_ID
from web.archive.places import Place, places_of
from web.reading.archived import NotShown, answer_of, archive_of
from web.reading.citations import cite_word
from web.rendering import page
from web.security.permissions import needs, only_own
from web.security.visitors import Visitor
from web.settings import ConsoleSettings
from web.state import Db, Settings

router = APIRouter(include_in_schema=False)
Seeing = Annotated[Visitor, needs(Permission.SEE_ALL, Permission.SEE_OWN)]
Number = Annotated[int, Path(ge=1, lt=2**63)]
Nth = Annotated[int, Path(ge=1, le=100_000)]
Chosen = Annotated[int, Query(ge=0, le=100)]
ARCHIVED_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox; form-action 'none'; base-uri 'none';"
    " frame-ancestors 'self'"
)
"""Of an archived page: it may look like itself, and nothing else."""
MOST_FILE = 50_000_000
"""Bytes of a file that is handed out; an evidence package has larger ones."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """The ``n``-th citation of a finding with the places that it stands on; ``answer`` is what was kept of the chosen one."""

    unit_name: str
    unit_id: str
    cite: str
    shown: Any
    cites: int
    places: Sequence[Place]
    chosen: int
    archive: CapturedPages | NotShown
    answer: CapturedAnswer | NotShown

    @property
    def place(self) -> Place | None:
        """The place that is chosen."""
        return self.places[self.chosen] if self.places else None


@router.get("/findings/{finding}/evidence/{n}")
def evidence_page(
    request: Request, database: Db, settings: Settings, visitor: Seeing, finding: Number, n: Nth,
    place: Chosen = 0, look: Annotated[str, Query(max_length=20)] = "",
) -> Response:  # fmt: skip
    """A citation, and the frame with what was kept of it."""
    cited = _cited(database, settings, visitor, finding, n, place)
    answer = cited.answer if isinstance(cited.answer, CapturedAnswer) else None
    kind = _kind(answer) if answer else None
    here = f"/findings/{finding}/evidence/{n}"
    inert = _inert(cited, kind, look) if kind and kind.shape is not Shape.FILE else None
    values: dict[str, Any] = {
        "cited": cited,
        "n": n,
        "here": here,
        "word": cite_word(cited.shown),
        "not_shown": cited.answer.value if isinstance(cited.answer, NotShown) else "",
        "answer": answer,
        "kind": kind,
        "is_file": kind is not None and kind.shape is Shape.FILE,
        "too_large": answer is not None and len(answer.body or b"") > MOST_FILE,
        "look": look if look in ("plain", "source") else "",
        "mark": MARK_ID,
        "marked": inert.marked if inert else 0,
        "cut": inert is not None and inert.cut,
        "trail": (
            *((("单位", "/units"),) if visitor.own_unit is None else ()),
            (cited.unit_name, f"/units/{cited.unit_id}"),
            ("核查结果", f"/findings/{finding}"),
            (f"依据{n}", None),
        ),
    }
    return page(request, "evidence.html", values)


@router.get("/findings/{finding}/evidence/{n}/page")
def archived(
    database: Db, settings: Settings, visitor: Seeing, finding: Number, n: Nth,
    place: Chosen = 0, look: Annotated[str, Query(max_length=20)] = "",
) -> Response:  # fmt: skip
    """What stands in the frame."""
    cited = _cited(database, settings, visitor, finding, n, place)
    kind = _kind(cited.answer) if isinstance(cited.answer, CapturedAnswer) else None
    if kind is None or kind.shape is Shape.FILE:
        raise HTTPException(404)
    return HTMLResponse(_inert(cited, kind, look).html, headers={"content-security-policy": ARCHIVED_POLICY})


@router.get("/findings/{finding}/evidence/{n}/file")
def file(
    database: Db, settings: Settings, visitor: Seeing, finding: Number, n: Nth, place: Chosen = 0
) -> Response:
    """What was sent, as a download that no browser opens by itself."""
    cited = _cited(database, settings, visitor, finding, n, place)
    answer = cited.answer
    if isinstance(answer, NotShown) or answer.body is None or len(answer.body) > MOST_FILE:
        raise HTTPException(404)
    name = f"finding-{finding}-evidence-{n}.{_kind(answer).ending}"
    return Response(
        answer.body,
        media_type="application/octet-stream",
        headers={
            "content-disposition": f'attachment; filename="{name}"',
            "content-security-policy": ARCHIVED_POLICY,
        },
    )


def _cited(
    database: Db, settings: ConsoleSettings, visitor: Visitor, finding: int, n: int, chosen: int
) -> Cited:
    stored = load_findings_by_id(database, [finding]).get(finding)
    only_own(visitor, stored.finding.unit_id if stored else None)
    if (
        stored is None
        or n > len(stored.finding.cites)
        or load_audit_record(database, stored.audit_id) is None
    ):
        raise HTTPException(404)
    found, cite = stored.finding, stored.finding.cites[n - 1]
    unit = load_audit_unit(database, stored.audit_id, found.unit_id)
    reach = unit.reach.id if unit else ""
    parsed = citations.parse(reach)
    shown = database.load_citation(cite)
    places = places_of(shown, parsed[1] if parsed else None, database.load_citation)
    archive = archive_of(settings, database, reach)
    at, answer = _chosen(archive, places, chosen)
    return Cited(
        unit_name=unit.name if unit else found.unit_id,
        unit_id=found.unit_id,
        cite=cite,
        shown=shown,
        cites=len(found.cites),
        places=places,
        chosen=at,
        archive=archive,
        answer=answer,
    )


def _chosen(
    archive: CapturedPages | NotShown, places: Sequence[Place], chosen: int
) -> tuple[int, CapturedAnswer | NotShown]:
    """The place asked for (from 1), else the first of which something was kept."""
    if not places:
        return 0, NotShown.NO_PAGE
    if chosen > len(places):
        raise HTTPException(404)
    if isinstance(archive, NotShown):
        return max(chosen - 1, 0), archive
    if chosen:
        return chosen - 1, answer_of(archive, places[chosen - 1].address)
    every = [answer_of(archive, each.address) for each in places]
    at = next((number for number, each in enumerate(every) if isinstance(each, CapturedAnswer)), 0)
    return at, every[at]


def _kind(answer: CapturedAnswer) -> FileKind:
    return kind_of(answer.content_type, answer.body or b"", answer.address)


def _inert(cited: Cited, kind: FileKind, look: str) -> InertPage:
    """What is shown of an answer: the page in its own look, without any, or as it was written."""
    answer, archive, place = cited.answer, cited.archive, cited.place
    assert isinstance(answer, CapturedAnswer)
    assert isinstance(archive, CapturedPages)
    text = decode(answer.body or b"").text
    sought = place.sought if place else None
    if kind.shape is Shape.TEXT or look == "source":
        return inert_text(text, sought=sought)

    def style(url: str) -> Resource | None:
        try:
            return archive.resource(url)
        except CaptureError:
            return None

    return inert_page(text, address=answer.address, sought=sought, styles=None if look == "plain" else style)
