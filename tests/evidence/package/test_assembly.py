"""Is a whole package one that viewers of web archives open, and the same whenever it is made?"""

import hashlib
import json
import zipfile
from collections.abc import Callable
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest

from domain.canonical_json import parse_canonical
from domain.captures import Event
from evidence.captures.visit import Visit
from evidence.package.assembly import captured_members, write_package
from evidence.package.contents import About, Contents, folder_files, folder_members
from evidence.package.members import Member

Keep = Callable[..., Visit]
Events = Callable[[datetime], list[Event]]


def unpack(data: bytes, _codings: object) -> bytes:
    return data


def contents(visit: Visit, **changes: object) -> Contents:
    about = About(
        title="省财政厅 2017-12-31 证据包",
        unit="czt",
        audit="20170801-1",
        created=visit.ended.clock.at,
        software="mingcha 0.1.0",
    )
    given = {
        "about": about,
        "members": (
            Member("findings/czt.json", b"{}"),
            *folder_members("plan", {"plan.yaml": b"a", "tasks/一.yaml": b"b"}),
        ),
        "cited": ("http://www.czt.example/index.html?b=2&A=1",),
        "titles": {"http://www.czt.example/p1.html": "预算公开栏目"},
        **changes,
    }
    return Contents(**given)  # type: ignore[arg-type]


def package(visit: Visit, scratch: Path, **changes: object) -> bytes:
    file, given = BytesIO(), contents(visit, **changes)
    captured = captured_members(visit, scratch, contents=given, unpack=unpack)
    write_package(file, captured, given, lambda manifest: (Member("signed/signature.json", manifest[:20]),))
    return file.getvalue()


@pytest.fixture
def second_night(keep: Keep, night: datetime, every_kind: Events) -> Visit:
    keep(every_kind(night))
    return keep(every_kind(night + timedelta(days=1)), night + timedelta(days=1))


def test_the_same_visit_gives_the_same_package(second_night: Visit, tmp_path: Path) -> None:
    assert package(second_night, tmp_path) == package(second_night, tmp_path)


def test_every_member_is_listed_with_its_digest_in_both_manifests(
    second_night: Visit, tmp_path: Path
) -> None:
    with zipfile.ZipFile(BytesIO(package(second_night, tmp_path))) as file:
        members = {name: file.read(name) for name in file.namelist()}
    digests = {name: f"sha256:{hashlib.sha256(data).hexdigest()}" for name, data in members.items()}
    manifest = parse_canonical(members["signed/manifest.json"])
    viewers = json.loads(members["datapackage.json"])
    last = {"datapackage.json", "datapackage-digest.json"}
    told = {each["path"]: each["hash"] for each in viewers["resources"]}
    assert told == {name: digest for name, digest in digests.items() if name not in last}
    signed = {each["path"]: each["hash"] for each in manifest["members"]}
    assert signed == {name: digest for name, digest in told.items() if not name.startswith("signed/")}
    assert all(each["bytes"] == len(members[each["path"]]) for each in viewers["resources"])
    assert json.loads(members["datapackage-digest.json"])["hash"] == digests["datapackage.json"]
    assert viewers["created"] == "2017-08-02T01:05:00Z"


def test_pages_that_findings_cite_are_listed_first_by_readable_titles(
    second_night: Visit, tmp_path: Path
) -> None:
    with zipfile.ZipFile(BytesIO(package(second_night, tmp_path))) as file:
        head, *first = map(json.loads, file.read("pages/pages.jsonl").splitlines())
        _, *others = map(json.loads, file.read("pages/extraPages.jsonl").splitlines())
        main = json.loads(file.read("datapackage.json"))["mainPageURL"]
    assert head["format"] == "json-pages-1.0"
    assert [(page["url"], page["title"]) for page in first] == [
        ("http://www.czt.example/index.html?b=2&A=1", "云南省财政厅")
    ]
    assert main == first[0]["url"]
    assert first[0]["ts"] == "2017-08-02T01:00:00Z"
    titles = {page["url"]: page["title"] for page in others}
    assert titles["http://www.czt.example/"] == "云南省财政厅"
    assert titles["http://www.czt.example/p1.html"] == "预算公开栏目"
    assert "http://www.czt.example/gone/" not in titles


def test_the_index_leads_to_the_records(second_night: Visit, tmp_path: Path) -> None:
    with zipfile.ZipFile(BytesIO(package(second_night, tmp_path))) as file:
        lines = file.read("indexes/index.cdx").decode().splitlines()
        archive = file.read("archive/czt.warc.gz")
    assert lines == sorted(lines)
    for line in lines:
        key, moment, fields = line.split(" ", 2)
        value = json.loads(fields)
        member = archive[int(value["offset"]) : int(value["offset"]) + int(value["length"])]
        assert value["recordDigest"] == f"sha256:{hashlib.sha256(member).hexdigest()}"
        assert value["filename"] == "czt.warc.gz"
        assert len(moment) == 14
        assert key.startswith(("example,czt)/", "urn:"))


def test_where_nothing_cited_is_a_page_the_first_page_of_the_visit_is_opened(
    second_night: Visit, tmp_path: Path
) -> None:
    with zipfile.ZipFile(BytesIO(package(second_night, tmp_path, cited=()))) as file:
        assert json.loads(file.read("datapackage.json"))["mainPageURL"] == "http://www.czt.example/"


def test_files_of_a_folder_keep_their_paths() -> None:
    members = folder_members("plan", {"tasks/一 号.yaml": b"", "plan.yaml": b""})
    assert all(each.path.count("/") == 1 and each.path.isascii() for each in members)
    assert set(folder_files("plan", [each.path for each in members])) == {"tasks/一 号.yaml", "plan.yaml"}
