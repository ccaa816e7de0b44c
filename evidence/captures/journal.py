"""What stands in the journal of a visit, and how little does an unchanged night take?

A journal is one JSON object, packed. Its events stand in rows. A *full* row tells an event whole, its bytes by where they
lie in a pack. A row of an event that was there in an earlier visit, alike but for its times, only names that visit and
the row (``SameRow``): some ten bytes. Rows always name a full row, so that no chain of nights has to be gone through.
"""

import gzip
import json
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

FORMAT = 1
MOST_BYTES = 64 * 1024 * 1024
"""A journal of 300 pages has some 30 kB; what unpacks to more than this is none."""

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class SameRow:
    """An event as in full row ``row`` of visit ``base``, at other times; ``head`` changes the answer's head.

    ``connection`` is the place in this journal's own list, or None. ``head`` maps numbers of lines to a text, or to
    seconds to be added where the line is a date.
    """

    base: int
    row: int
    began: int
    ended: int
    microseconds: int
    took: int
    connection: int | None = None
    head: Mapping[int, str | int] = field(default_factory=dict)

    def packed(self) -> list[Any]:
        """As it stands in the journal: a list, its rare parts last and left out where they can be."""
        row: list[Any] = [
            self.base,
            self.row,
            self.began,
            self.ended - self.began,
            self.microseconds,
            self.took,
        ]
        head = [part for line, text in sorted(self.head.items()) for part in (line, text)]
        if head or self.connection is not None:
            row.append(self.connection)
        return row + head

    @classmethod
    def unpacked(cls, row: Sequence[Any]) -> "SameRow":
        """From the journal's list."""
        base, number, began, lasted, microseconds, took = row[:6]
        return cls(
            base=base,
            row=number,
            began=began,
            ended=began + lasted,
            microseconds=microseconds,
            took=took,
            connection=row[6] if len(row) > 6 else None,
            head=dict(zip(row[7::2], row[8::2], strict=True)),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Journal:
    """A journal taken apart. ``bases`` are the visits that its rows and bytes are found in, itself never among them.

    ``digests`` are those of the bases' journals, None where only their packs are referred to: a journal vouches for those
    it can't be read without. ``pack`` is the digest of the visit's own pack, None where nothing was new. ``begun`` and
    ``ended`` are as ``VisitBegun`` and ``VisitEnded`` in JSON; a part of ``begun`` that is alike in a base stands there as
    the base's place in the list.
    """

    began: datetime
    begun: Mapping[str, Any]
    ended: Mapping[str, Any]
    bases: tuple[str, ...]
    digests: tuple[str | None, ...]
    connections: tuple[Row | list[int], ...]
    rows: tuple[Row | SameRow, ...]
    pack: str | None = None


def pack_journal(journal: Journal) -> bytes:
    """The journal as bytes, always the same for the same journal."""
    value = {
        "format": FORMAT,
        "began": journal.began.isoformat(),
        "pack": journal.pack,
        "begun": journal.begun,
        "ended": journal.ended,
        "bases": journal.bases,
        "digests": journal.digests,
        "connections": journal.connections,
        "rows": [row.packed() if isinstance(row, SameRow) else row for row in journal.rows],
    }
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return gzip.compress(text.encode("utf-8", "surrogatepass"), compresslevel=9, mtime=0)


def unpack_journal(data: bytes) -> Journal:
    """The journal that bytes hold.

    Raises:
        ValueError: they hold none, or one of another format.
    """
    try:
        unpacker = zlib.decompressobj(31)
        text = unpacker.decompress(data, MOST_BYTES)
        if not unpacker.eof or unpacker.unused_data:
            raise ValueError("it is not whole, or too large")
        value = json.loads(text.decode("utf-8", "surrogatepass"))
        if value["format"] != FORMAT:
            raise ValueError(f"its format is {value['format']!r}, and not {FORMAT}")
        return Journal(
            began=datetime.fromisoformat(value["began"]),
            begun=value["begun"],
            ended=value["ended"],
            bases=tuple(value["bases"]),
            digests=tuple(value["digests"]),
            connections=tuple(value["connections"]),
            pack=value["pack"],
            rows=tuple(SameRow.unpacked(row) if isinstance(row, list) else row for row in value["rows"]),
        )
    except (zlib.error, KeyError, TypeError) as error:
        raise ValueError(f"it is no journal ({type(error).__name__}: {error})") from error
