"""Is the registry changed in versions only, and is nobody overwritten? On SQLite and PostgreSQL."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import text

from casework.accounts.log import entries
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
from casework.registry.rows import read_units, units_csv
from db.database import Database
from db.errors import StoreError
from db.registry import unit_history
from domain.units import Unit, UnitKind
from domain.versions import UnitSource

NOW = datetime(2018, 1, 1, tzinfo=UTC)
BY = By(actor=None, reason="门户网站迁址", now=NOW)


def unit(unit_id: str, **changes: object) -> Unit:
    made = Unit(
        id=unit_id,
        name=f"省{unit_id}厅",
        kind=UnitKind.PROVINCIAL_DEPT,
        portal_url=f"http://{unit_id}.gov.cn/",
    )
    return replace(made, **changes)  # type: ignore[arg-type]


@pytest.fixture
def registry(database: Database) -> Database:
    database.begin_crawl([unit("czt"), unit("nyt")], scope_digest="sha256:one", now=NOW)
    return database


def test_it_begins_with_what_was_audited(registry: Database) -> None:
    assert [each.id for each in current_registry(registry)] == ["czt", "nyt"]
    assert [each.version for each in current_versions(registry)] == [0, 0]


def test_a_change_is_a_version_and_is_logged(registry: Database) -> None:
    moved = unit("czt", portal_url="http://cz.yn.gov.cn/")
    assert change_unit(registry, moved, seen=0, by=BY).version == 2
    assert current_registry(registry) == (moved, unit("nyt"))
    newest, first = unit_history(registry, "czt")
    assert (first.source, first.unit, newest.unit) == (UnitSource.AUDIT, unit("czt"), moved)
    assert newest.edit.reason == "门户网站迁址"
    (logged,) = entries(registry)
    assert (logged.action, logged.target) == ("registry.change", "unit:czt")
    assert logged.detail["fields"] == {"portal_url": ["http://czt.gov.cn/", "http://cz.yn.gov.cn/"]}


def test_the_second_of_two_is_told(registry: Database) -> None:
    change_unit(registry, unit("czt", name="甲"), seen=0, by=BY)
    with pytest.raises(RegistryConflictError) as told:
        change_unit(registry, unit("czt", name="乙"), seen=0 + 1, by=BY)
    assert told.value.newest
    assert told.value.newest.unit == unit("czt", name="甲")
    assert current_registry(registry)[0].name == "甲"


def test_of_many_at_once_one_wins(registry: Database) -> None:
    def rename(number: int) -> bool:
        try:
            change_unit(registry, unit("czt", name=f"第{number}人"), seen=1, by=BY)
        except RegistryConflictError:
            return False
        return True

    change_unit(registry, unit("nyt", note="开始"), seen=0, by=BY)
    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(rename, range(4))) == 1
    assert len(unit_history(registry, "czt")) == 2


def test_taken_off_and_back_again(registry: Database) -> None:
    remove_unit(registry, "nyt", seen=0, by=BY)
    assert [each.id for each in current_registry(registry)] == ["czt"]
    change_unit(registry, unit("nyt"), seen=2, by=BY)
    assert [each.id for each in current_registry(registry)] == ["czt", "nyt"]
    assert [each.unit is None for each in unit_history(registry, "nyt")] == [False, True, False]


@pytest.mark.parametrize(
    "changes",
    [
        {"portal_url": "http://www.nyt.gov.cn"},  # another unit's
        {"portal_url": "javascript:alert(1)"},
        {"portal_url": "http://user:secret@czt.gov.cn/"},
        {"name": ""},
    ],
)
def test_a_row_that_cannot_be_used_is_refused(registry: Database, changes: dict[str, str]) -> None:
    with pytest.raises(RegistryRefusedError) as told:
        change_unit(registry, unit("czt", **changes), seen=0, by=BY)
    assert told.value.row
    assert current_registry(registry)[0] == unit("czt")
    assert entries(registry) == ()


def test_without_a_reason_nothing_is_changed(registry: Database) -> None:
    with pytest.raises(RegistryRefusedError, match="say why"):
        change_unit(registry, unit("czt", name="甲"), seen=0, by=replace(BY, reason=" "))


BAD = """id,name,kind,portal_url
czt,省财政厅,provincial_dept,http://czt.gov.cn/
bad id,谁,provincial_dept,
x1,甲,ministry,
x2,乙,county,http://czt.gov.cn
sjt,省审计厅,provincial_dept,http://sjt.gov.cn/
"""


def test_good_rows_are_taken_and_bad_ones_told(registry: Database) -> None:
    units, refused = read_units(BAD.encode(), "units.csv")
    assert [row.line for row in refused] == [3, 4, 5]
    shown = compare(current_versions(registry), units)
    assert [each.unit_id for each in shown.added] == ["sjt"]
    assert [each.unit_id for each in shown.changed] == ["czt"]
    assert [each.id for each in shown.missing] == ["nyt"]
    import_units(registry, units, seen=state_of(current_versions(registry)), by=BY)
    assert [each.id for each in current_registry(registry)] == ["czt", "nyt", "sjt"]
    state = state_of(current_versions(registry))
    with pytest.raises(RegistryRefusedError, match="nothing"):
        import_units(registry, units, seen=state, by=BY)
    import_units(registry, units, seen=state, by=BY, remove_missing=True)
    assert [each.id for each in current_registry(registry)] == ["czt", "sjt"]


def test_an_import_shown_for_another_state_is_refused(registry: Database) -> None:
    seen = state_of(current_versions(registry))
    change_unit(registry, unit("czt", name="甲"), seen=0, by=BY)
    with pytest.raises(RegistryConflictError):
        import_units(registry, [unit("czt", name="乙")], seen=seen, by=BY)


def test_the_file_comes_back_as_it_was_written(registry: Database) -> None:
    units = (
        unit("czt", aliases=("财政", "财厅"), note='有"引号",和逗号\n两行'),
        unit("nyt", portal_url=None),
    )
    written = units_csv(units)
    assert read_units(written, "x") == (units, ())
    assert units_csv(read_units(written, "x")[0]) == written
    assert written.splitlines()[0] == (
        b"id,name,kind,portal_url,aliases,region,parent,filed_url,successor,note"
    )


def test_versions_are_never_changed(registry: Database) -> None:
    change_unit(registry, unit("czt", name="甲"), seen=0, by=BY)
    for statement in ("UPDATE unit_versions SET reason = ''", "DELETE FROM unit_versions"):
        with pytest.raises(StoreError), registry.write() as connection:
            connection.execute(text(statement))
