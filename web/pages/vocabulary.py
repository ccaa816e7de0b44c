"""How do people look at the names of columns (栏目同义词表), and decide about those that reviews show to be missing?"""

from typing import Annotated

from fastapi import APIRouter, Form, HTTPException, Request
from starlette.responses import RedirectResponse, Response

from audit_rules.subjects.versions import program_vocabulary
from audit_rules.subjects.vocabulary import vocabulary_data
from casework.reports.kept_sources import kept_vocabulary
from casework.vocabulary import suggestions as names
from casework.vocabulary.guard import guard
from casework.vocabulary.suggestions import VocabularyRefusedError
from db.editions import load_adopted, vocabulary_editions
from domain.accounts import Permission
from domain.versions import AdoptedKind
from web.pages.row_words import CLASH_WORDS
from web.rendering import page
from web.security.permissions import needs
from web.security.visitors import Visitor
from web.state import Db, database_of

router = APIRouter(include_in_schema=False)
Reader = Annotated[Visitor, needs(Permission.SEE_ALL)]
Editor = Annotated[Visitor, needs(Permission.EDIT_PLAN)]
_NEWEST = 5_000
"""Links and columns that a version is held against while a page is waited for."""
Text = Annotated[str, Form(max_length=500)]
_REASON = "没有保存：请填写原因（2至500字）；如果这期间有人生成过新版本，请先查看。"
EFFECT_WORDS = {"named": "新认定为该栏目", "contested": "同时被认作其他栏目", "lost": "不再认定为该栏目"}


@router.get("/vocabulary")
def vocabulary_page(request: Request, visitor: Reader, subject: str = "", done: str = "") -> Response:
    """Subjects with their names, suggestions and versions."""
    return _shown(request, visitor, subject=subject, done="已保存。" if done else "")


@router.get("/vocabulary/versions/{version}")
def version_page(request: Request, database: Db, visitor: Reader, version: int) -> Response:
    """What a version adds, and which stored links and columns it would name otherwise."""
    with database.read() as connection:
        edition = next((each for each in vocabulary_editions(connection) if each.version == version), None)
    made = kept_vocabulary(database, edition.digest) if edition else None
    if edition is None or made is None:
        raise HTTPException(404)
    base = program_vocabulary()
    values = {
        "edition": edition,
        "report": guard(database, base, made, newest=_NEWEST),
        "newest": _NEWEST,
        "subjects": base.compiled().names,
        "effects": EFFECT_WORDS,
        "may_edit": visitor.may(Permission.EDIT_PLAN),
        "told": "",
        "done": "",
    }
    return page(request, "vocabulary_version.html", values)


@router.post("/vocabulary/gather")
def gather(database: Db, _visitor: Editor) -> Response:
    """Look for links that crawls refused though the finding was dismissed."""
    names.gather_candidates(database)
    return RedirectResponse("/vocabulary?done=gather", 303)


@router.post("/vocabulary/decide")
def decide(
    request: Request,
    database: Db,
    visitor: Editor,
    subject: Text,
    name: Text,
    accepted: Annotated[bool, Form()],
    reason: Text = "",
) -> Response:
    """Take a name or not."""
    try:
        names.decide(
            database, visitor.account, subject=subject, name=name, accepted=accepted, reason=reason,
            address=visitor.address,
        )  # fmt: skip
    except VocabularyRefusedError as error:
        return _refused(request, visitor, error)
    return RedirectResponse("/vocabulary?done=decide", 303)


@router.post("/vocabulary/edition")
def edition(
    request: Request, database: Db, visitor: Editor, seen: Annotated[int, Form()], reason: Text = ""
) -> Response:
    """Make a version of all names that were taken."""
    try:
        made = names.make_edition(
            database, visitor.account, seen=seen, reason=reason, address=visitor.address
        )
    except VocabularyRefusedError as error:
        return _refused(request, visitor, error)
    return RedirectResponse(f"/vocabulary/versions/{made.version}", 303)


@router.post("/vocabulary/adopt")
def adopt(
    request: Request, database: Db, visitor: Editor, version: Annotated[int, Form()], reason: Text = ""
) -> Response:
    """Let coming audits go by a version."""
    try:
        names.adopt_edition(
            database, visitor.account, version=version, reason=reason, address=visitor.address
        )
    except VocabularyRefusedError as error:
        return _refused(request, visitor, error)
    return RedirectResponse("/vocabulary?done=adopt", 303)


def _refused(request: Request, visitor: Visitor, error: VocabularyRefusedError) -> Response:
    told = CLASH_WORDS[error.clash] if error.clash else _REASON
    return _shown(request, visitor, told=told, status=422)


def _shown(
    request: Request,
    visitor: Visitor,
    *,
    subject: str = "",
    told: str = "",
    done: str = "",
    status: int = 200,
) -> Response:
    database = database_of(request)
    base = program_vocabulary()
    data = vocabulary_data(base.data, base.name)
    with database.read() as connection:
        editions = vocabulary_editions(connection)
    taken = load_adopted(database, AdoptedKind.VOCABULARY)
    values = {
        "subjects": {each.id: each for each in data.subjects if not each.internal},
        "chosen": subject,
        "suggestions": names.suggestions(database, base)[:200],
        "clashes": CLASH_WORDS,
        "editions": editions,
        "adopted": taken.version if taken else 0,
        "may_edit": visitor.may(Permission.EDIT_PLAN),
        "told": told,
        "done": done,
    }
    return page(request, "vocabulary.html", values, status=status)
