"""Is the file of a package a sound ZIP that has one form only?"""

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pytest

from evidence.package.members import Member, in_order
from evidence.package.zip_file import read_entries, zip_pieces

MEMBERS = [
    Member("archive/a.warc.gz", b"records" * 100),
    Member("pages/pages.jsonl", b""),
    Member("datapackage.json", b"{}"),
]


def test_python_reads_it_and_finds_nothing_but_the_members() -> None:
    data = b"".join(zip_pieces(MEMBERS))
    with zipfile.ZipFile(BytesIO(data)) as file:
        assert file.testzip() is None
        assert {name: file.read(name) for name in file.namelist()} == {
            each.path: each.data for each in MEMBERS
        }
        for info in file.infolist():
            assert (info.compress_type, info.date_time, info.extra, info.comment) == (
                0,
                (1980, 1, 1, 0, 0, 0),
                b"",
                b"",
            )


def test_the_members_are_found_by_the_entries_alone() -> None:
    data = b"".join(zip_pieces(MEMBERS))
    entries = read_entries(BytesIO(data))
    assert [(each.path, data[each.offset : each.offset + each.size]) for each in entries] == [
        (each.path, each.data) for each in MEMBERS
    ]


def test_an_entry_in_another_form_is_refused() -> None:
    sound = b"".join(zip_pieces(MEMBERS))
    for place in (4, 6, 8, 10, 12, 26, 28, 30):
        changed = bytearray(sound)
        changed[place] ^= 0x80
        try:
            again = b"".join(zip_pieces(_members(bytes(changed))))
        except ValueError:
            continue
        assert again != changed


def _members(data: bytes) -> list[Member]:
    return [
        Member(each.path, data[each.offset : each.offset + each.size]) for each in read_entries(BytesIO(data))
    ]


@dataclass(frozen=True)
class Large:
    """Five billion zeros, which need no room."""

    path: str = "archive/large.warc.gz"
    size: int = 5_000_000_000

    def chunks(self) -> Iterator[bytes]:
        left = self.size
        zeros = bytes(1 << 24)
        while left:
            yield zeros[: min(left, len(zeros))]
            left -= min(left, len(zeros))


def test_more_than_four_gigabytes_take_the_large_form(tmp_path: Path) -> None:
    members: list[Large | Member] = [Large(), Member("pages/pages.jsonl", b"after")]
    path = tmp_path / "large.wacz"
    with path.open("wb") as file:
        for piece in zip_pieces(members):
            # Runs of zeros become holes, so that the disk needs no room for them either.
            if len(piece) > 1 << 20:
                file.seek(len(piece), 1)
            else:
                file.write(piece)
    with zipfile.ZipFile(path) as sound, path.open("rb") as file:
        assert [info.file_size for info in sound.infolist()] == [Large.size, 5]
        assert sound.read("pages/pages.jsonl") == b"after"
        assert [each.size for each in read_entries(file)] == [Large.size, 5]


@pytest.mark.parametrize(
    "paths", [["archive/../x"], ["x"], ["a/b/c"], ["a/"], ["/a"], ["a/b", "a/b"], ["a/中"], ["../a"], ["a/."]]
)
def test_paths_that_no_package_has_are_refused(paths: list[str]) -> None:
    with pytest.raises(ValueError, match="path"):
        in_order([Member(path) for path in paths])


def test_the_order_does_not_depend_on_how_members_came() -> None:
    paths = [
        "datapackage-digest.json",
        "signed/manifest.json",
        "trace/a.jsonl",
        "datapackage.json",
        "archive/a.warc.gz",
    ]
    assert [each.path for each in in_order([Member(path) for path in paths])] == [
        "archive/a.warc.gz",
        "trace/a.jsonl",
        "signed/manifest.json",
        "datapackage.json",
        "datapackage-digest.json",
    ]
