"""Which records does an archive hold, and where? Gzip members, one a record, found by going through the file once."""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from evidence.captures.records import MOST_BYTES, split_record
from evidence.package.errors import PackageDamaged

_AT_ONCE = 1 << 16


@dataclass(frozen=True, slots=True)
class ArchivedRecord:
    """A record's gzip member in the file, in bytes, and its named fields."""

    offset: int
    length: int
    fields: dict[str, str]


class Archive:
    """The records of one archive file that can be sought in; read by their ids.

    Raises:
        PackageDamaged: it is not made of whole records, or an id stands in it twice.
    """

    def __init__(self, file: BinaryIO, name: str) -> None:
        self.name = name
        self._file = file
        self.records: dict[str, ArchivedRecord] = {}
        for each in _records(file, name):
            if each.fields.get("WARC-Record-ID", "") in self.records:
                raise PackageDamaged(
                    name, f"the record at byte {each.offset} has an id that stands there before"
                )
            self.records[each.fields.get("WARC-Record-ID", "")] = each

    def block(self, record_id: str) -> bytes:
        """The content of a record.

        Raises:
            PackageDamaged: there is none of this id, or it is not what its digest says.
        """
        return self.read(record_id)[1]

    def read(self, record_id: str) -> tuple[dict[str, str], bytes]:
        """The named fields and the content of a record; raises as ``block``."""
        member = self.member(record_id)
        try:
            return split_record(member)
        except ValueError as error:
            raise PackageDamaged(self.name, f"at byte {self.records[record_id].offset}: {error}") from error

    def member(self, record_id: str) -> bytes:
        """The gzip member of a record.

        Raises:
            PackageDamaged: there is none of this id.
        """
        found = self.records.get(record_id)
        if found is None:
            raise PackageDamaged(self.name, f"there is no record {record_id}")
        self._file.seek(found.offset)
        return self._file.read(found.length)


def _records(file: BinaryIO, name: str) -> Iterator[ArchivedRecord]:
    offset = 0
    while member := _member(file, offset, name):
        try:
            fields, _ = split_record(member)
        except (ValueError, UnicodeDecodeError) as error:
            raise PackageDamaged(name, f"at byte {offset}: {error}") from error
        yield ArchivedRecord(offset, len(member), fields)
        offset += len(member)


def _member(file: BinaryIO, offset: int, name: str) -> bytes:
    """The gzip member that begins at a place; empty at the end of the file."""
    file.seek(offset)
    unpacker, unpacked, length = zlib.decompressobj(31), 0, 0
    while data := file.read(_AT_ONCE):
        length += len(data)
        try:
            while data and not unpacker.eof:
                unpacked += len(unpacker.decompress(data, _AT_ONCE * 16))
                data = unpacker.unconsumed_tail
        except zlib.error as error:
            raise PackageDamaged(name, f"at byte {offset}: it can't be unpacked ({error})") from error
        if unpacked > MOST_BYTES or length > MOST_BYTES:
            raise PackageDamaged(name, f"at byte {offset}: a record larger than any that is made")
        if unpacker.eof:
            length -= len(unpacker.unused_data)
            break
    if length and not unpacker.eof:
        raise PackageDamaged(name, f"at byte {offset}: it ends within a record")
    file.seek(offset)
    return file.read(length)
