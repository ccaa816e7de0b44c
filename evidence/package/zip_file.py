"""How do members stand in the one file? As a ZIP that has one form only: whoever has the members can write it again.

Stored and not packed (viewers read archives within it at once), every entry of 1 January 1980, no extra fields but those of
large files, no comments, no folders, nothing between the entries (APPNOTE 6.3.10). Python's own ``zipfile`` writes
headers that depend on its version; here every byte is said.
"""

import struct
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import SEEK_END
from typing import BinaryIO, Protocol

MOST = 100_000
"""Members that are read of a file; a unit's package has some hundreds."""

_STORED, _NOON = 0, (0, 0x21)  # 1980-01-01 00:00:00
_LARGE = 0xFFFFFFFF
_MANY = 0xFFFF
_PLAIN, _ZIP64 = 20, 45  # versions needed
_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_MOST_DIRECTORY = 1 << 26
_END64 = struct.Struct("<4sQ2H2L4Q")
_LOCATOR = struct.Struct("<4sLQL")


class Source(Protocol):
    """Something with a path and bytes."""

    @property
    def path(self) -> str:
        """Its name in the file."""

    def chunks(self) -> Iterator[bytes]:
        """Its bytes, as often as they are asked for."""


class NotAPackage(ValueError):  # noqa: N818 - a state of the file
    """A file that ``zip_pieces`` did not make; ``place`` is the byte at which that shows."""

    def __init__(self, place: int, reason: str) -> None:
        super().__init__(f"byte {place}: {reason}")
        self.place = place


@dataclass(frozen=True, slots=True)
class Entry:
    """A member in a file: where its bytes begin, and how many there are."""

    path: str
    offset: int
    size: int
    crc: int

    @property
    def begin(self) -> int:
        """Where the head before them begins."""
        return self.offset - len(_local(self.path, self.crc, self.size))


def zip_pieces(members: Iterable[Source]) -> Iterator[bytes]:
    """The file, piece by piece; a member's bytes are read twice."""
    at, directory, count = 0, bytearray(), 0
    for member in members:
        crc, size = 0, 0
        for chunk in member.chunks():
            crc = zlib.crc32(chunk, crc)
            size += len(chunk)
        head = _local(member.path, crc, size)
        directory += _central(member.path, crc, size, at)
        count += 1
        at += len(head) + size
        yield head
        yield from member.chunks()
    yield bytes(directory)
    yield _end(count, at, len(directory))


def read_entries(file: BinaryIO) -> list[Entry]:
    """The members of a file that ``zip_pieces`` made, by its first bytes on; their bytes are not looked at.

    Raises:
        NotAPackage: it is no such file. Whether it is one to the last byte only writing it again can tell.
    """
    entries: list[Entry] = []
    end = file.seek(0, SEEK_END)
    at = 0
    while True:
        begin = at
        file.seek(at)
        head = file.read(_LOCAL.size)
        if head[:4] != b"PK\x03\x04":
            break
        if len(head) < _LOCAL.size:
            raise NotAPackage(begin, "it ends within an entry")
        if len(entries) == MOST:
            raise NotAPackage(begin, f"it has more than the {MOST} entries that a package has at most")
        _, _, _, _, _, _, crc, size, _, name_length, extra_length = _LOCAL.unpack(head)
        name, extra = file.read(name_length), file.read(extra_length)
        if extra:
            size = struct.unpack("<Q", extra[4:12])[0] if len(extra) == 20 else -1
        at += len(head) + name_length + extra_length
        path = name.decode("ascii", "replace")
        if size < 0 or len(name) != name_length or head + name + extra != _local(path, crc, size):
            raise NotAPackage(begin, "an entry that no package has")
        if at + size > end:
            raise NotAPackage(begin, f"an entry that claims {size} bytes, and the file ends before")
        entries.append(Entry(path, at, size, crc))
        at += size
    if not entries:
        raise NotAPackage(0, "it is no package: it does not begin with an entry")
    return entries


def _local(path: str, crc: int, size: int) -> bytes:
    name = path.encode("ascii", "replace")
    large = size >= _LARGE
    extra = struct.pack("<2H2Q", 1, 16, size, size) if large else b""
    told = _LARGE if large else size
    version = _ZIP64 if large else _PLAIN
    return (
        _LOCAL.pack(b"PK\x03\x04", version, 0, _STORED, *_NOON, crc, told, told, len(name), len(extra))
        + name
        + extra
    )


def _central(path: str, crc: int, size: int, at: int) -> bytes:
    name = path.encode("ascii", "replace")
    large = size >= _LARGE or at >= _LARGE
    extra = struct.pack("<2H3Q", 1, 24, size, size, at) if large else b""
    sizes = (_LARGE, _LARGE) if large else (size, size)
    version = _ZIP64 if large else _PLAIN
    fixed = (
        b"PK\x01\x02",
        version,
        version,
        0,
        _STORED,
        *_NOON,
        crc,
        *sizes,
        len(name),
        len(extra),
        0,
        0,
        0,
        0,
    )
    return _CENTRAL.pack(*fixed, _LARGE if large else at) + name + extra


def _end(count: int, at: int, size: int) -> bytes:
    large = count >= _MANY or at >= _LARGE or size >= _LARGE
    if not large:
        return _END.pack(b"PK\x05\x06", 0, 0, count, count, size, at, 0)
    return (
        _END64.pack(b"PK\x06\x06", _END64.size - 12, _ZIP64, _ZIP64, 0, 0, count, count, size, at)
        + _LOCATOR.pack(b"PK\x06\x07", 0, at + size, 1)
        + _END.pack(b"PK\x05\x06", 0, 0, _MANY, _MANY, _LARGE, _LARGE, 0)
    )


def names_in_directory(file: BinaryIO) -> tuple[dict[int, str], int]:
    """Where the directory at the file's end says that members begin, by that byte, and where it says itself that it does.

    As far as it can be read: nothing, and the file's end, where it can't (nor of a file of more than 4 GB). It is not held
    against anything: it tells which member a broken entry was.
    """
    end = file.seek(0, SEEK_END)
    try:
        file.seek(max(end - _END.size, 0))
        mark, _, _, _, count, size, start, _ = _END.unpack(file.read(_END.size))
        file.seek(start)
        directory = file.read(min(size, _MOST_DIRECTORY))
        names: dict[int, str] = {}
        at = 0
        for _ in range(count):
            fields = _CENTRAL.unpack_from(directory, at)
            name_length, extra_length, offset = fields[10], fields[11], fields[-1]
            name = directory[at + _CENTRAL.size : at + _CENTRAL.size + name_length]
            if mark != b"PK\x05\x06" or fields[0] != b"PK\x01\x02" or len(name) < name_length:
                return {}, end
            names[offset] = name.decode("ascii", "replace")
            at += _CENTRAL.size + name_length + extra_length
    except (struct.error, OSError):
        return {}, end
    return names, start
