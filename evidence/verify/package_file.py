"""Is the file a package to the last byte? It is written again from its members, and compared."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from evidence.package.members import check_path
from evidence.package.zip_file import Entry, NotAPackage, names_in_directory, read_entries, zip_pieces
from evidence.verify.checks import Check, Fault

_AT_ONCE = 1 << 20
_MOST_TOLD = 20
_LARGE = ("archive/", "pictures/")
LARGEST = 1 << 26
"""Bytes of the largest member that is read as a whole; archives and pictures are read piece by piece."""
DIRECTORY = "the ZIP directory"


@dataclass(frozen=True, slots=True)
class FileMember:
    """A member as it stands in a file."""

    entry: Entry
    file: BinaryIO

    @property
    def path(self) -> str:
        """Its name."""
        return self.entry.path

    def chunks(self) -> Iterator[bytes]:
        """Its bytes, piece by piece."""
        at, left = self.entry.offset, self.entry.size
        while left > 0:
            self.file.seek(at)
            data = self.file.read(min(left, _AT_ONCE))
            if not data:
                return
            yield data
            at, left = at + len(data), left - len(data)


class PackageFile:
    """An opened package; a context manager. ``entries`` are empty where the file is none at all (``broken`` says why)."""

    def __init__(self, path: Path) -> None:
        """Open a file.

        Raises:
            OSError: it can't be read.
        """
        self._file = path.open("rb")
        self.size = path.stat().st_size
        self.broken: Fault | None = None
        self.entries: dict[str, Entry] = {}
        self._found: list[Entry] = []
        self._names, self._directory_at = names_in_directory(self._file)
        found: list[Entry] = []
        try:
            found = read_entries(self._file)
            for entry in found:
                _check_entry(entry)
        except NotAPackage as error:
            found = []
            self.broken = Fault(self._at(error.place), str(error))
        self.order = tuple(entry.path for entry in found)
        for entry in found:
            self.entries.setdefault(entry.path, entry)
        self._found = found

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def member(self, path: str) -> FileMember:
        """A member.

        Raises:
            KeyError: there is none of this name.
        """
        return FileMember(self.entries[path], self._file)

    def data(self, path: str) -> bytes:
        """A member's bytes.

        Raises:
            KeyError: there is none of this name.
        """
        return b"".join(self.member(path).chunks())

    def section(self, path: str) -> BinaryIO:
        """A member as a file of its own, of which nothing else can be read.

        Raises:
            KeyError: there is none of this name.
        """
        return _Section(self._file, self.entries[path])  # type: ignore[return-value]  # what readers use of a file

    def check(self) -> Check:
        """Write the file again and compare every byte."""
        told = f"the file, {self.size} bytes, is a package of {len(self.order)} members and nothing else"
        if self.broken is not None:
            return Check(name="file", told=told, faults=(self.broken,))
        faults = [
            Fault(path, "it stands in the file twice")
            for path, times in sorted(Counter(self.order).items())
            if times > 1
        ]
        faults += [
            Fault(self._names[entry.begin], f"its entry calls it {entry.path}, the ZIP directory does not")
            for entry in self._found
            if self._names.get(entry.begin, entry.path) != entry.path
        ][:_MOST_TOLD]
        faults += self._differences()
        return Check(name="file", told=told, faults=tuple(faults))

    def _differences(self) -> Iterator[Fault]:
        at = 0
        told: set[str] = set()
        for piece in zip_pieces(FileMember(entry, self._file) for entry in self._found):
            self._file.seek(at)
            have = self._file.read(len(piece))
            if have != piece:
                place = at + next(
                    (k for k, (one, other) in enumerate(zip(have, piece, strict=False)) if one != other),
                    len(have),
                )
                member = self._at(place)
                if member not in told and len(told) < _MOST_TOLD:
                    told.add(member)
                    yield Fault(member, f"byte {place} of the file is not what a package has there")
            at += len(piece)
        if at < self.size:
            yield Fault("", f"{self.size - at} bytes stand behind the end of the package")

    def _at(self, place: int) -> str:
        """The member that a byte of the file belongs to, its entry's head included; behind them the directory.

        What is broken may be the very name of the entry: the directory names it again.
        """
        if self._names:
            before = [start for start in self._names if start <= place < self._directory_at]
            return self._names[max(before)] if before else DIRECTORY
        for entry in self._found:
            if place < entry.offset + entry.size:
                return entry.path
        return DIRECTORY


def _check_entry(entry: Entry) -> None:
    """See that an entry may be read: its name leads nowhere else, and its bytes fit into memory."""
    try:
        check_path(entry.path)
    except ValueError as error:
        raise NotAPackage(entry.offset, str(error)) from None
    if entry.size > LARGEST and not entry.path.startswith(_LARGE):
        raise NotAPackage(
            entry.offset, f"{entry.path} is larger than any that a package has ({entry.size} bytes)"
        )


class _Section:
    """A part of a file, read and sought in as if it were a file."""

    def __init__(self, file: BinaryIO, entry: Entry) -> None:
        self._file = file
        self._entry = entry
        self._at = 0

    def seek(self, at: int) -> int:
        """Go to a place."""
        self._at = at
        return at

    def read(self, size: int = -1) -> bytes:
        """Read on from there."""
        left = max(self._entry.size - self._at, 0)
        wanted = left if size < 0 else min(size, left)
        self._file.seek(self._entry.offset + self._at)
        data = self._file.read(wanted)
        self._at += len(data)
        return data
