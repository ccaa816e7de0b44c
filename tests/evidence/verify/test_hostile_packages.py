"""Does whoever checks a hostile file get an answer: no traceback, no endless work or memory, nothing written elsewhere?

All of these are signed and sealed with the key that is trusted: nothing stops the checks before they read what is hostile.
"""

import gzip
import json
import os
import struct
import subprocess
import sys
import tracemalloc
import zlib
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

from domain.canonical_json import canonical_bytes, parse_canonical
from evidence.captures.records import record
from evidence.package.members import Member
from evidence.package.zip_file import zip_pieces
from jobs.verify import Verified, verify

pytestmark = pytest.mark.e2e
ROOT = Path(__file__).resolve().parents[3]
FACTS, FINDINGS, TRACE, ARCHIVE = (
    "facts/czt.json",
    "findings/czt.json",
    "trace/czt.jsonl",
    "archive/czt.warc.gz",
)
MEGABYTE = 1 << 20


def told(found: Verified) -> list[tuple[str, str]]:
    """What speaks against it; every check came to its own end."""
    assert not found.holds
    assert "broken off" not in {check.name for check in found.checks}, found.checks[-1]
    return [(fault.member, fault.reason) for check in found.checks for fault in check.faults]


def first_fault(forger: Any, members: dict[str, bytes]) -> Verified:
    """What is found up to the first check that fails."""
    path = forger.written(b"".join(zip_pieces(Member(name, data) for name, data in members.items())))
    try:
        return verify(path, forger.original.trust, to_first_fault=True)
    finally:
        path.unlink()


def bounded(forger: Any, members: dict[str, bytes], megabytes: int = 700) -> list[tuple[str, str]]:
    path = forger.written(b"".join(zip_pieces(Member(name, data) for name, data in members.items())))
    tracemalloc.start()
    try:
        found = verify(path, forger.original.trust)
        assert tracemalloc.get_traced_memory()[1] < megabytes * MEGABYTE
    finally:
        tracemalloc.stop()
    return told(found)


def run(*arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "jobs.cli", "verify", *map(str, arguments)],
        cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_what_is_no_file_of_ours_is_said_in_a_line(tmp_path: Path) -> None:
    (tmp_path / "empty").touch()
    (tmp_path / "text").write_text("no package", encoding="ascii")
    for name, status in (("missing", 2), (".", 2), ("empty", 1), ("text", 1)):
        done = run(tmp_path / name)
        assert done.returncode == status, done
        assert "Traceback" not in done.stderr + done.stdout
        assert "internal error" not in done.stderr
        assert str(tmp_path) in done.stderr


def test_every_member_may_be_missing_in_a_package_signed_anew(original: Any, forger: Any) -> None:
    for path in original.members:
        if path.startswith(("signed/", "datapackage", "cover/", "pictures/", "pages/", "indexes/")):
            continue  # what is signed anew is there again; the others nothing is read from
        members = original.members
        del members[path]
        found = forger.checked(forger.signed(members))
        assert told(found), path


@pytest.mark.parametrize(
    "data",
    [b"", b"\0", b"{}", b"[]", b"null", b'"x"', b"[" * 100_000, b'{"a":' * 50_000, b"9" * 5000, b"1e999", b"NaN", b"\xff\xfe",
     b'{"format":null}', b"\x1f\x8b" + b"\0" * 40, b"\n", b"{}\n{}\n", b"[[]]\n[[]]\n"],
    ids=lambda data: repr(data[:8]),
)  # fmt: skip
def test_anything_may_stand_in_any_member(original: Any, forger: Any, data: bytes) -> None:
    for path in original.members:
        if path.startswith(("signed/", "datapackage", "cover/", "pictures/", "pages/", "indexes/", "plan/")):
            continue
        members = forger.signed({**original.members, path: data})
        assert told(first_fault(forger, members)), path


@pytest.mark.parametrize("path", ["signed/manifest.json", "signed/signature.json", "signed/timestamp.tsr",
                                  "signed/closing.json", "datapackage.json", "datapackage-digest.json"])  # fmt: skip
def test_anything_may_stand_in_what_is_signed(original: Any, forger: Any, path: str) -> None:
    hostile = [b"", b"{}", b"[" * 100_000, b"9" * 5000, b"1e999", b"\xff", b'{"resources":[[]]}']
    crooked: list[Any] = [[], [[]], [{}], [{"path": []}], [{"path": "x"}, {"path": "x"}], {"path": "x"}]
    hostile += [canonical_bytes({"format": "mingcha-package/1", "members": each}) for each in crooked]
    for data in hostile:
        assert told(first_fault(forger, {**original.members, path: data}))
    assert told(forger.checked({**original.members, path: hostile[-1]}))


def leaves(value: Any, path: tuple[Any, ...] = ()) -> Iterable[tuple[Any, ...]]:
    """Where a JSON value has parts."""
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, part in parts:
        yield (*path, key)
        yield from leaves(part, (*path, key))


def with_part(value: Any, where: tuple[Any, ...], part: object) -> Any:
    """A copy of a JSON value with one part exchanged."""
    changed = json.loads(json.dumps(value))
    spot = changed
    for key in where[:-1]:
        spot = spot[key]
    spot[where[-1]] = part
    return changed


@pytest.mark.parametrize("hostile", [None, [], {}, -1, 10**30, "\u0000", "x" * 10_000, [[]], True], ids=repr)
def test_any_part_of_the_trace_may_be_anything(original: Any, forger: Any, hostile: Any) -> None:
    lines = original.members[TRACE].splitlines()
    value = json.loads(lines[3])
    for where in leaves(value):
        changed = with_part(value, where, hostile)
        if changed == value:
            continue
        made = [*lines[:3], json.dumps(changed).encode(), *lines[4:]]
        members = {**original.members, TRACE: b"".join(line + b"\n" for line in made)}
        assert told(first_fault(forger, forger.signed(members))), where


@pytest.mark.parametrize(
    "change",
    [
        lambda begun: begun["options"].update(max_body=10**12),
        lambda begun: begun["options"].update(list_pages=10**9, portal_pages=10**9, retries=10**9),
        lambda begun: begun["options"].update(portal_pages="many"),
        lambda begun: begun["options"].update(allow_networks=["no network"]),
        lambda begun: begun["options"].update(nonsense=1),
        lambda begun: begun["target"]["unit"].update(id="a\u0000b"),
        lambda begun: begun["target"]["unit"].update(portal_url="http://[::"),
        lambda begun: begun["target"].update(phrases={"leaders": ["("] * 10}),
        lambda begun: begun.update(crawl_began="0001-01-01T00:00:00Z"),
        lambda begun: begun["clock"].update(at="9999-12-31T23:59:59+00:00"),
    ],
)
def test_what_the_visit_was_to_do_may_be_anything(
    original: Any, forger: Any, change: Callable[[Any], None]
) -> None:
    first, *lines = original.members[TRACE].splitlines()
    value = json.loads(first)
    change(value["begun"])
    members = {
        **original.members,
        TRACE: b"".join(line + b"\n" for line in (json.dumps(value).encode(), *lines)),
    }
    assert told(forger.checked(forger.signed(members)))


@pytest.mark.parametrize(
    "name",
    ["plan/..%2F..%2Fescaped", "plan/%2Ftmp%2Fescaped", "plan/%00", "plan/%2E", "plan/" + "a" * 300, "plan/plan.yaml%2Fx",
     "plan/%2E%2E%2F%2E%2E%2Fescaped", "plan/tasks"],
)  # fmt: skip
def test_a_file_of_the_plan_may_have_any_name(original: Any, forger: Any, name: str, tmp_path: Path) -> None:
    before = sorted(Path("/tmp").glob("escaped*"))
    found = forger.checked(forger.signed({**original.members, name: b"escaped"}))
    assert any(reason.startswith("plan") or "plan" in reason for _, reason in told(found))
    assert sorted(Path("/tmp").glob("escaped*")) == before
    assert not list(tmp_path.rglob("escaped*"))


@pytest.mark.parametrize(
    "name", ["../escaped", "/escaped", "a/../b", "a\\b", "", "a", "a/b/c", "a/\x00", "..", "a/.."]
)
def test_a_member_whose_name_leads_elsewhere_is_not_read(original: Any, forger: Any, name: str) -> None:
    data = b"".join(zip_pieces([*(Member(*each) for each in original.members.items()), Member(name, b"x")]))
    (fault,) = told(verify(forger.written(data), original.trust))
    assert "no path of a package's member" in fault[1]


def test_a_plan_that_unpacks_without_end_is_not_read(original: Any, forger: Any) -> None:
    """Merged keys double at each level; with the digest made to fit, only the loader stands before them."""
    from audit_rules.plans.loading import PlanError, load_plan

    bomb = b"a0: &a0 {x: 1}\n" + b"".join(
        f"a{n}: &a{n} {{<<: [*a{n - 1}, *a{n - 1}]}}\n".encode() for n in range(1, 60)
    )
    assert told(forger.checked(forger.signed({**original.members, "plan/plan.yaml": bomb})))
    for content in (bomb, b"[" * 100_000, b"a: " + b"9" * 5000):
        path = forger.folder / "bomb.yaml"
        path.write_bytes(content)
        with pytest.raises(PlanError):
            load_plan(path)


def test_a_file_that_claims_more_than_it_has_is_named(original: Any, forger: Any) -> None:
    name = b"archive/czt.warc.gz"
    plain = struct.pack(
        "<4s5H3L2H", b"PK\x03\x04", 20, 0, 0, 0, 0x21, 0, 0xFFFFFFFE, 0xFFFFFFFE, len(name), 0
    )
    assert "claims" in told(verify(forger.written(plain + name + b"x"), original.trust))[0][1]
    for size in (5 << 30, 1 << 62, (1 << 64) - 1):
        large = struct.pack(
            "<4s5H3L2H", b"PK\x03\x04", 45, 0, 0, 0, 0x21, 0, 0xFFFFFFFF, 0xFFFFFFFF, len(name), 20
        ) + name + struct.pack("<2H2Q", 1, 16, size, size)  # fmt: skip
        assert "claims" in told(verify(forger.written(large + b"x" * 100), original.trust))[0][1]


def test_a_million_entries_are_not_gone_through(original: Any, forger: Any) -> None:
    head = struct.pack("<4s5H3L2H", b"PK\x03\x04", 20, 0, 0, 0, 0x21, 0, 0, 0, 3, 0) + b"a/b"
    (fault,) = told(verify(forger.written(head * 300_000), original.trust))
    assert "more than the 100000 entries" in fault[1]


def bomb(size: int) -> bytes:
    """A gzip member of so many zeros."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    return b"".join(packer.compress(bytes(MEGABYTE)) for _ in range(size // MEGABYTE)) + packer.flush()


@pytest.mark.parametrize("path", [ARCHIVE, "journals"])
def test_what_unpacks_to_gigabytes_is_not_unpacked(original: Any, forger: Any, path: str) -> None:
    name = next(each for each in original.members if each.startswith(path))
    faults = bounded(forger, forger.signed({**original.members, name: bomb(1 << 30)}))
    assert any(
        (member == name and "larger than any" in reason) or "too large" in reason for member, reason in faults
    )


def test_a_record_named_again_and_again_is_held_once_at_most(original: Any, forger: Any) -> None:
    """A request of some megabytes, packed to nothing, that every line of the trace names."""
    visit = forger.visit
    large = record(
        "request", "http://x/", bytes(8 * MEGABYTE), at=visit.began, name="large", content_type="text/plain"
    )
    ids = json.loads(original.members[TRACE].splitlines()[1])["request"]
    found = gzip.decompress(large).split(b"WARC-Record-ID: ")[1].split(b"\r\n")[0].decode()
    members = original.members
    members[ARCHIVE] += large
    lines = members[TRACE].splitlines()
    value = json.loads(lines[5])
    assert ids != found
    value["request"] = found
    more = []
    for number in range(200):
        value.update(began=10_000 + 2 * number, ended=10_001 + 2 * number)
        more.append(json.dumps(value).encode())
    last = {**json.loads(lines[-1]), "events": len(lines) - 2 + len(more)}
    members[TRACE] = b"".join(line + b"\n" for line in (*lines[:-1], *more, json.dumps(last).encode()))
    faults = bounded(forger, forger.signed(members), 300)
    assert any("larger than" in reason for _, reason in faults)


def test_facts_may_say_anything(original: Any, forger: Any) -> None:
    value = parse_canonical(original.members[FACTS])
    hostile: list[Any] = [[], -1, "x", {}]
    for number, where in enumerate(leaves(value)):
        # What rests on earlier nights or was probed is not on the pages, and a name of an observation is only a name.
        if (
            len(where) > 3
            or where[-1] in {"id", "vocabulary"}
            or "probes" in where
            or (len(where) == 3 and where[2] != 0)
        ):
            continue
        changed = with_part(value, where, hostile[number % 4])
        if changed == value:
            continue
        members = {**original.members, FACTS: canonical_bytes(changed)}
        assert told(first_fault(forger, forger.signed(members))), where
