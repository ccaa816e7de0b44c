"""Does a units CSV give its good rows, and is every other row refused with line, reason and remedy?"""

from pathlib import Path

import pytest

from audit_rules.bundled import WRONG_ADDRESSES
from audit_rules.inputs.addresses import address_key, load_wrong_addresses
from audit_rules.inputs.csv_table import CsvFileError
from audit_rules.inputs.units import load_units
from domain.units import UnitKind

HEADER = "id,name,kind,portal_url,aliases,region,parent,filed_url,successor,note\n"
GOOD = "czt,云南省财政厅,provincial_dept,https://czt.yn.gov.cn/,省财政厅|财政,云南省,,,,\n"


@pytest.fixture
def registry(tmp_path: Path) -> Path:
    return tmp_path / "units.csv"


def test_a_row_becomes_a_unit(registry: Path) -> None:
    registry.write_text(
        HEADER
        + GOOD
        + "pref_km,昆明市人民政府,prefecture,,,云南省/昆明市,ynszf,https://www.km.gov.cn/zdly/,后继,注\n",
        encoding="utf-8",
    )
    (czt, km), errors = load_units(registry)
    assert errors == ()
    assert (czt.id, czt.kind, czt.aliases) == ("czt", UnitKind.PROVINCIAL_DEPT, ("省财政厅", "财政"))
    assert czt.filed_url is czt.parent is czt.note is None
    assert (km.portal_url, km.parent, km.successor, km.note) == (None, "ynszf", "后继", "注")
    assert km.filed_url == "https://www.km.gov.cn/zdly/"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_with_and_without_a_byte_order_mark(registry: Path, encoding: str) -> None:
    registry.write_text(HEADER + GOOD, encoding=encoding)
    units, errors = load_units(registry)
    assert [unit.id for unit in units] == ["czt"]
    assert errors == ()


def test_only_the_four_columns_in_any_order_and_windows_line_ends(registry: Path) -> None:
    registry.write_bytes("portal_url,kind,name,id\r\nhttp://127.17.0.1:8000/,other,某单位,x\r\n\r\n".encode())
    (unit,), errors = load_units(registry)
    assert (unit.id, unit.portal_url, errors) == ("x", "http://127.17.0.1:8000/", ())


@pytest.mark.parametrize(
    ("row", "reason", "remedy"),
    [
        ("czt,省财政厅,provincial_dept,,,,,,,", "id czt stands on line 2 already", "One id"),
        (
            "fgw,省发改委,provincial_dept,http://www.czt.yn.gov.cn,,,,,,",
            "address czt.yn.gov.cn stands on line 2",
            "empty",
        ),
        (
            "fgw,省发改委,ministry,,,,,,,",
            "kind 'ministry' is not known",
            "provincial_dept, prefecture, county",
        ),
        ("fgw,,provincial_dept,,,,,,,", "the name is empty", "name"),
        (",省发改委,provincial_dept,,,,,,,", "the id is empty", "letters"),
        ("发改委,省发改委,provincial_dept,,,,,,,", "'发改委' is not an id", "letters"),
        ("fgw,省发改委,provincial_dept,www.fgw.cn,,,,,,", "does not begin with http", "https://"),
        ("fgw,省发改委,provincial_dept,ftp://fgw.cn/,,,,,,", "does not begin with http", "https://"),
        ("fgw,省发改委,provincial_dept,http://fgw/,,,,,,", "'fgw' is not a host name", "whole address"),
        ("fgw,省发改委,provincial_dept,http://fgw..cn/,,,,,,", "is not a host name", "whole address"),
        ("fgw,省发改委,provincial_dept,http://127.0.0/,,,,,,", "is not a host name", "whole address"),
        ("fgw,省发改委,provincial_dept,https:///zwgk,,,,,,", "an empty name", "whole address"),
        ("fgw,省发改委,provincial_dept,http://a.cn:99999/,,,,,,", "http://a.cn:99999/", "whole address"),
        ("fgw,省发改委,provincial_dept,http://u:p@a.cn/,,,,,,", "a user name or a password", "whole address"),
        ("fgw,省发改委,provincial_dept,http://a.cn/ b,,,,,,", "white space", "whole address"),
        ("fgw,省发改委,provincial_dept,,,,,zdly.html,,", "filed_url 'zdly.html'", "whole address"),
        ("fgw,省发改委,provincial_dept", "3 cells where the header names 10 columns", "comma"),
        ("fgw,省发改委,provincial_dept,,,,,,,,,", "12 cells", "comma"),
    ],
)
def test_a_bad_row_is_refused_and_the_good_ones_stay(
    registry: Path, row: str, reason: str, remedy: str
) -> None:
    registry.write_text(f"{HEADER}{GOOD}{row}\njtt,省交通运输厅,provincial_dept,,,,,,,\n", encoding="utf-8")
    units, (error,) = load_units(registry)
    assert [unit.id for unit in units] == ["czt", "jtt"]
    assert error.line == 3
    assert reason in error.reason
    assert remedy in error.remedy
    assert str(error).startswith("line 3")


def test_the_line_is_where_the_row_begins(registry: Path) -> None:
    text = HEADER + 'a,"某\n单位",other,,,,,,,\n\nb,某单位,nothing,,,,,,,\n'
    registry.write_text(text, encoding="utf-8")
    units, (error,) = load_units(registry)
    assert [unit.id for unit in units] == ["a"]
    assert (error.line, error.unit_id) == (5, "b")


def test_a_refused_row_claims_nothing(registry: Path) -> None:
    registry.write_text(
        HEADER + "czt,,provincial_dept,https://czt.yn.gov.cn/,,,,,,\n" + GOOD, encoding="utf-8"
    )
    units, (error,) = load_units(registry)
    assert [unit.name for unit in units] == ["云南省财政厅"]
    assert error.line == 2


def test_a_column_that_is_not_known_is_said(registry: Path) -> None:
    registry.write_text("id,name,kind,portal_url,filed\na,甲,other,,http://a.cn/\n", encoding="utf-8")
    units, (error,) = load_units(registry)
    assert [unit.id for unit in units] == ["a"]
    assert (error.line, "'filed'" in error.reason, "filed_url" in error.remedy) == (1, True, True)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b"id,name,kind\na,b,other\n", "lacks portal_url"),
        (b"id,name,kind,portal_url,name\n", "names name twice"),
        ("id,name,kind,portal_url\na,省财政厅,other,\n".encode("gb18030"), "line 2 is not UTF-8"),
        (b'id,name,kind,portal_url\na,"b,other,\n', "line 2"),
    ],
)
def test_a_file_that_is_no_registry(registry: Path, content: bytes, words: str) -> None:
    registry.write_bytes(content)
    with pytest.raises(CsvFileError, match=words):
        load_units(registry)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(CsvFileError, match=r"nowhere\.csv: No such file"):
        load_units(tmp_path / "nowhere.csv")
    with pytest.raises(CsvFileError, match="directory"):
        load_units(tmp_path)


@pytest.mark.parametrize(
    ("name", "url", "words"),
    [
        ("文山壮族苗族自治州人民政府", "https://www.ws.gov.cn/", ("乌什", "http://www.ynws.gov.cn/")),
        ("五华区人民政府", "https://www.wuhua.gov.cn/", ("五华县", "http://www.kmwh.gov.cn/")),
        ("安宁市人民政府", "http://www.ln.gov.cn/zfxxgk/", ("辽宁", "http://www.kman.gov.cn/")),
        ("大理白族自治州人民政府", "http://dl.gov.cn", ("大连", "https://www.dali.gov.cn/")),
        ("云南省人民政府", "https://www.nemahaia.com/policy/", ("转载", "empty")),
    ],
)
def test_an_address_known_to_be_anothers_is_refused(
    registry: Path, name: str, url: str, words: tuple[str, str]
) -> None:
    registry.write_text(f"id,name,kind,portal_url\na,{name},other,{url}\n", encoding="utf-8")
    units, (error,) = load_units(registry)
    assert units == ()
    assert words[0] in error.reason
    assert words[1] in error.remedy


def test_its_owner_may_register_it(registry: Path) -> None:
    registry.write_text(
        "id,name,kind,portal_url\na,五华县人民政府,county,https://www.wuhua.gov.cn/\n"
        "b,大连市人民政府,prefecture,https://www.dl.gov.cn/\n",
        encoding="utf-8",
    )
    units, errors = load_units(registry)
    assert (len(units), errors) == (2, ())


def test_the_known_wrong_addresses_contradict_themselves_nowhere() -> None:
    known = load_wrong_addresses()
    assert {entry.host for entry in known} >= {"www.ws.gov.cn", "www.wuhua.gov.cn", "www.ln.gov.cn"}
    assert all(entry.right is None or entry.host not in entry.right for entry in known)
    assert WRONG_ADDRESSES.is_file()


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("http://www.a.gov.cn", "https://a.gov.cn/", True),
        ("https://a.gov.cn/index.html", "https://A.gov.cn:443/", True),
        ("https://a.gov.cn/", "https://a.gov.cn/zscqj/", False),
        ("http://127.17.0.1:8000/", "http://127.17.0.1:8001/", False),
        ("http://127.17.0.1:8000/", "http://127.17.0.2:8000/", False),
        ("https://b.a.gov.cn/", "https://a.gov.cn/", False),
    ],
)
def test_what_makes_two_addresses_one(one: str, other: str, *, same: bool) -> None:
    assert (address_key(one) == address_key(other)) is same
