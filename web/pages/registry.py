"""How do people look at the registry of units (名录), change it and import a file?"""

from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Form, HTTPException, Request, UploadFile
from starlette.responses import RedirectResponse, Response

from audit_rules.inputs.csv_table import CsvFileError
from casework.registry.changes import compare
from casework.registry.current import current_registry, current_versions, state_of
from casework.registry.editing import (
    By,
    RegistryConflictError,
    RegistryRefusedError,
    change_unit,
    import_units,
    remove_unit,
)
from casework.registry.rows import COLUMNS, cells, read_units, units_csv
from db.registry import recent_versions, unit_history
from domain.accounts import Permission
from domain.units import UnitKind
from web.pages.row_words import row_words
from web.rendering import page
from web.security.permissions import needs
from web.security.visitors import Visitor
from web.state import Db

router = APIRouter(include_in_schema=False)
Reader = Annotated[Visitor, needs(Permission.SEE_ALL)]
Editor = Annotated[Visitor, needs(Permission.EDIT_REGISTRY)]
Text = Annotated[str, Form(max_length=2_000)]
PAGE = 50
FIELD_WORDS = {
    "id": "编号", "name": "名称", "kind": "类别", "portal_url": "门户网站", "aliases": "别名（用|分隔）", "region": "地区",
    "parent": "上级单位", "filed_url": "备案栏目网址", "successor": "承接单位", "note": "备注",
}  # fmt: skip
KIND_WORDS = {
    UnitKind.PROVINCIAL_DEPT: "省级部门", UnitKind.PREFECTURE: "州市", UnitKind.COUNTY: "县区",
    UnitKind.CENTRAL_AGENCY: "中央驻地机构",
    UnitKind.SOE: "国有企业", UnitKind.OTHER: "其他",
}  # fmt: skip
SOURCE_WORDS = {"edit": "在控制台修改", "import": "导入名录文件", "audit": "核查时的名录"}
_CONFLICT = "这期间有人修改过，没有保存您的修改。请看过现在的内容后重新提交。"
_REASON = "请填写修改原因（2至500字），且修改内容不能与现有内容相同。"


@router.get("/registry")
def registry_page(
    request: Request, database: Db, visitor: Reader, q: str = "", start: int = 0, done: str = ""
) -> Response:
    """The units, fifty at a time, and what was changed last."""
    wanted = q.strip()
    units = [
        unit for unit in current_registry(database) if not wanted or wanted in unit.name or wanted == unit.id
    ]
    begin = max(0, start)
    values = {
        "units": units[begin : begin + PAGE],
        "total": len(units),
        "start": begin,
        "page_size": PAGE,
        "q": wanted,
        "kinds": KIND_WORDS,
        "sources": SOURCE_WORDS,
        "recent": recent_versions(database, 10),
        "may_edit": visitor.may(Permission.EDIT_REGISTRY),
        "done": "名录已更新。" if done else "",
        "told": "",
    }
    return page(request, "registry.html", values)


@router.get("/registry.csv")
def registry_file(database: Db, _visitor: Reader) -> Response:
    """The registry as the contract's CSV."""
    headers = {"Content-Disposition": 'attachment; filename="units.csv"'}
    return Response(units_csv(current_registry(database)), media_type="text/csv", headers=headers)


@router.post("/registry/import")
async def shown_import(request: Request, database: Db, _visitor: Editor, file: UploadFile) -> Response:
    """What a file would change, before anything is adopted."""
    told = ""
    try:
        units, refused = read_units(await file.read(), "units.csv")
    except CsvFileError:
        units, refused = (), ()
        told = "这个文件不能用作名录：须是UTF-8编码的CSV文件，首行含id,name,kind,portal_url。"
    rows = current_versions(database)
    values = {
        "diff": compare(rows, units),
        "refused": [(row.line, row_words(row)) for row in refused],
        "file": units_csv(units).decode(),
        "seen": state_of(rows),
        "fields": FIELD_WORDS,
        "told": told,
        "done": "",
    }
    return page(request, "registry_import.html", values, status=422 if told else 200)


@router.post("/registry/adopt")
def adopt_import(
    database: Db,
    visitor: Editor,
    file: Annotated[str, Form(max_length=20_000_000)],
    seen: Text,
    reason: Text = "",
    remove_missing: Annotated[bool, Form()] = False,  # noqa: FBT002  # how a form's box is declared
) -> Response:
    """Adopt what was shown."""
    try:
        units, _ = read_units(file.replace("\r\n", "\n").encode(), "units.csv")
        import_units(database, units, seen=seen, by=_by(visitor, reason), remove_missing=remove_missing)
    except RegistryConflictError:
        raise HTTPException(409, _CONFLICT) from None
    except (RegistryRefusedError, CsvFileError):
        raise HTTPException(422, _REASON) from None
    return RedirectResponse("/registry?done=import", 303)


@router.post("/registry/open")
def open_unit(_visitor: Editor, unit: Text) -> Response:
    """The page of an id: of a unit that there is, or for one that is to be added."""
    return RedirectResponse(f"/registry/{quote(unit.strip(), safe='')}", 303)


@router.get("/registry/{unit}")
def unit_page(request: Request, database: Db, visitor: Reader, unit: str, done: str = "") -> Response:
    """One unit's row, its versions, and the form to change it."""
    return _unit(request, database, visitor, unit, done="已保存为新版本。" if done else "")


@router.post("/registry/{unit}")
async def change(request: Request, database: Db, visitor: Editor, unit: str) -> Response:
    """Give a unit another row, or take it off."""
    form = await request.form()
    given = {name: str(form.get(name, "")).strip() for name in (*COLUMNS, "reason", "seen", "remove")}
    try:
        seen = int(given["seen"])
    except ValueError:
        raise HTTPException(422) from None
    by = _by(visitor, given["reason"])
    row = {**{name: given[name] for name in COLUMNS}, "id": unit}
    try:
        if given["remove"]:
            remove_unit(database, unit, seen=seen, by=by)
        else:
            units, refused = read_units(_one_row(row), "units.csv")
            if refused:
                return _unit(
                    request, database, visitor, unit, told=row_words(refused[0]), given=row, status=422
                )
            change_unit(database, units[0], seen=seen, by=by)
    except RegistryConflictError:
        return _unit(request, database, visitor, unit, told=_CONFLICT, status=409)
    except RegistryRefusedError as error:
        told = row_words(error.row) if error.row else _REASON
        return _unit(request, database, visitor, unit, told=told, given=row, status=422)
    return RedirectResponse(f"/registry/{quote(unit, safe='')}?done=1", 303)


def _one_row(row: dict[str, str]) -> bytes:
    quoted = ('"' + row[name].replace('"', '""') + '"' for name in COLUMNS)
    return (",".join(COLUMNS) + "\n" + ",".join(quoted) + "\n").encode("utf-8", "replace")


def _unit(
    request: Request,
    database: Db,
    visitor: Visitor,
    unit_id: str,
    *,
    told: str = "",
    done: str = "",
    given: dict[str, str] | None = None,
    status: int = 200,
) -> Response:
    known = next((each for each in current_versions(database) if each.unit_id == unit_id), None)
    may_edit = visitor.may(Permission.EDIT_REGISTRY)
    if known is None and not may_edit:
        raise HTTPException(404)
    empty = dict.fromkeys(COLUMNS, "")
    values = {
        "unit_id": unit_id,
        "known": known,
        "seen": known.version if known else -1,
        "row": given or (cells(known.unit) if known and known.unit else empty),
        "history": unit_history(database, unit_id),
        "fields": FIELD_WORDS,
        "kinds": KIND_WORDS,
        "sources": SOURCE_WORDS,
        "may_edit": may_edit,
        "told": told,
        "done": done,
    }
    return page(request, "registry_unit.html", values, status=status)


def _by(visitor: Visitor, reason: str) -> By:
    return By(actor=visitor.account, reason=reason, address=visitor.address)
