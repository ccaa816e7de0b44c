"""Is one altered byte found, wherever it is, and the member named? And what was cut off, put in, exchanged or packed?"""

import io
import random
import zipfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from evidence.package.members import Member
from evidence.package.zip_file import names_in_directory, read_entries, zip_pieces
from evidence.verify.package_file import DIRECTORY
from jobs.verify import verify

pytestmark = pytest.mark.e2e
FLIPS = 1000
KINDS = {
    "record": "archive/czt.warc.gz",
    "picture": "pictures/",
    "finding": "findings/czt.json",
    "facts": "facts/czt.json",
    "context": "facts/context.json",
    "review": "reviews/czt.json",
    "manifest": "signed/manifest.json",
    "signature": "signed/signature.json",
    "timestamp": "signed/timestamp.tsr",
    "closing": "signed/closing.json",
    "chain link": "seals/chain.jsonl",
    "proof": "seals/czt.proof.json",
    "journal": "journals/",
    "trace": "trace/czt.jsonl",
    "index": "indexes/",
    "pages": "pages/",
    "cover": "cover/",
    "plan": "plan/",
    "vocabulary": "vocabulary/",
    "viewers' manifest": "datapackage.json",
    "viewers' digest": "datapackage-digest.json",
    "local header": "",
    "central directory": "",
    "end record": "",
}
Spans = list[tuple[int, int, str]]


def spans(path: Path) -> dict[str, Spans]:
    """Where the bytes of each kind stand: from, up to, and the name that must be told."""
    with path.open("rb") as file:
        entries = read_entries(file)
        names, directory = names_in_directory(file)
        end = path.stat().st_size
    found = {
        kind: [
            (each.offset, each.offset + each.size, each.path)
            for each in entries
            if each.path.startswith(start)
        ]
        for kind, start in KINDS.items()
        if start
    }
    begin = {name: at for at, name in names.items()}
    found["local header"] = [(begin[each.path], each.offset, each.path) for each in entries]
    found["central directory"] = [(directory, end - 22, DIRECTORY)]
    found["end record"] = [(end - 22, end, DIRECTORY)]
    return found


def flips(path: Path, count: int, seed: int) -> Iterator[tuple[str, int, int, str]]:
    """As many of each kind, at places and of bits drawn by a fixed seed."""
    draw = random.Random(seed)
    found = spans(path)
    for number in range(count):
        kind = list(KINDS)[number % len(KINDS)]
        places = found[kind]
        start, stop, name = draw.choices(places, [stop - start for start, stop, _ in places])[0]
        yield kind, draw.randrange(start, stop), 1 << draw.randrange(8), name


def test_a_thousand_flipped_bits_are_found_and_the_member_named(original: Any, tmp_path: Path) -> None:
    path = tmp_path / "flipped.wacz"
    path.write_bytes(original.path.read_bytes())
    missed = []
    tried = 0
    with path.open("r+b", buffering=0) as file:
        for kind, place, bit, name in flips(path, FLIPS, seed=5):
            file.seek(place)
            was = file.read(1)[0]
            file.seek(place)
            file.write(bytes([was ^ bit]))
            found = verify(path, original.trust, to_first_fault=True)
            told = {fault.member for check in found.checks for fault in check.faults}
            if found.holds or name not in told:
                missed.append((kind, place, bit, name, told))
            file.seek(place)
            file.write(bytes([was]))
            tried += 1
    assert (tried, missed) == (FLIPS, [])
    assert verify(path, original.trust, to_first_fault=True).holds


def test_a_flipped_bit_is_found_too_where_the_file_was_written_anew_around_it(
    original: Any, forger: Any
) -> None:
    """So that the file is a package to the last byte, and only the digests and signatures speak against it."""
    draw = random.Random(6)
    for path, data in original.members.items():
        place = draw.randrange(len(data))
        members = {**original.members, path: flipped(data, place, 1 << draw.randrange(8))}
        file = forger.written(zipped(members.items()))
        found = verify(file, original.trust, to_first_fault=True)
        faults = [fault for check in found.checks for fault in check.faults]
        assert found.checks[0].holds
        # Of what vouches for others, those that no longer agree are named; which of them was altered is for the signature to say.
        assert any(path == each.member or path in each.reason for each in faults), (path, place, faults)
        file.unlink()


def test_whole_checks_name_the_member_as_well(original: Any, forger: Any) -> None:
    """All the way to the end, without a check that breaks off."""
    data = original.path.read_bytes()
    for kind, place, bit, name in flips(original.path, len(KINDS), seed=7):
        found = verify(forger.written(flipped(data, place, bit)), original.trust)
        told = {fault.member for check in found.checks for fault in check.faults}
        assert name in told, (kind, place)
        assert "broken off" not in {check.name for check in found.checks}


def flipped(data: bytes, place: int, bit: int) -> bytes:
    return data[:place] + bytes([data[place] ^ bit]) + data[place + 1 :]


def zipped(members: Iterable[tuple[str, bytes]]) -> bytes:
    return b"".join(zip_pieces(Member(path, data) for path, data in members))


def faults(path: Path, original: Any) -> list[tuple[str, str]]:
    found = verify(path, original.trust)
    assert not found.holds
    assert "broken off" not in {check.name for check in found.checks}
    return [(fault.member, fault.reason) for check in found.checks for fault in check.faults]


@pytest.mark.parametrize("share", [0.0, 0.0001, 0.1, 0.5, 0.9, 0.999, 0.99999])
def test_a_file_that_was_cut_off_is_no_package(original: Any, forger: Any, share: float) -> None:
    data = original.path.read_bytes()
    assert faults(forger.written(data[: int(len(data) * share)]), original)


def test_bytes_put_before_or_behind_it_are_found(original: Any, forger: Any) -> None:
    data = original.path.read_bytes()
    assert ("", "1 bytes stand behind the end of the package") in faults(
        forger.written(data + b"\0"), original
    )
    assert faults(forger.written(b"\0" + data), original)
    assert faults(forger.written(data + data), original)


def test_a_member_that_was_removed_is_named_whichever_it_is(original: Any, forger: Any) -> None:
    for path in original.members:
        members = original.members
        del members[path]
        file = forger.written(zipped(members.items()))
        told = faults(file, original)
        assert any(path == member or path in reason for member, reason in told), (path, told)
        file.unlink()


def inserted(members: dict[str, bytes]) -> list[tuple[str, bytes]]:
    first, *rest = members.items()
    return [first, ("cover/0.html", b"<p>"), *rest]


def exchanged(members: dict[str, bytes]) -> list[tuple[str, bytes]]:
    one, other = "facts/czt.json", "findings/czt.json"
    return [*{**members, one: members[other], other: members[one]}.items()]


def doubled(members: dict[str, bytes]) -> list[tuple[str, bytes]]:
    return [
        each
        for pair in members.items()
        for each in ((pair, pair) if pair[0] == "facts/czt.json" else (pair,))
    ]


def reordered(members: dict[str, bytes]) -> list[tuple[str, bytes]]:
    first, second, *rest = members.items()
    return [second, first, *rest]


def renamed(members: dict[str, bytes]) -> list[tuple[str, bytes]]:
    return [(path.replace("cover/index.html", "cover/indez.html"), data) for path, data in members.items()]


@pytest.mark.parametrize(
    ("change", "name"),
    [
        (inserted, "cover/0.html"),
        (exchanged, "findings/czt.json"),
        (doubled, "facts/czt.json"),
        (reordered, ""),
        (renamed, "cover/index.html"),
    ],
)
def test_members_put_in_exchanged_doubled_reordered_or_renamed(
    original: Any, forger: Any, change: Callable[[dict[str, bytes]], list[tuple[str, bytes]]], name: str
) -> None:
    path = forger.written(zipped(change(original.members)))
    assert name in {member for member, _ in faults(path, original)}


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_a_zip_of_another_program_is_no_package(original: Any, forger: Any, method: int) -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as packed:
        for path, data in original.members.items():
            packed.writestr(path, data)
    assert faults(forger.written(file.getvalue()), original)
