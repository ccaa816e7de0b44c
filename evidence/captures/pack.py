"""What is a visit's pack? The file of its records, each a gzip member of its own, written once and read by place."""

import fcntl
import hashlib
from contextlib import suppress
from pathlib import Path

from domain.http_messages import split_message, unchunked
from evidence.captures.durable import settle, settle_folder
from evidence.captures.errors import CaptureDamaged, CaptureError
from evidence.captures.kept import KeptBody, Place
from evidence.captures.places import PART, pack_path
from evidence.captures.records import block_of, sha256


class PackWriter:
    """A pack that is being written, under a name that nobody reads until it is closed and named.

    Nothing stands on the disk before the first record. Its methods raise ``OSError`` where the disk doesn't take it.
    """

    def __init__(self, path: Path, visit: str) -> None:
        self._visit = visit
        self._path = path
        self._part = path.with_name(path.name + PART)
        self._size = 0
        self._digest = hashlib.sha256()
        # Whoever cleans up leaves alone what is locked; some file systems have no locks: then its age alone tells.
        self._file = self._part.open("wb")
        with suppress(OSError):
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)

    @property
    def digest(self) -> str:
        """``sha256:…`` of all that was written."""
        return f"sha256:{self._digest.hexdigest()}"

    def append(self, member: bytes) -> Place:
        """Write a record; returns where it lies."""
        self._file.write(member)
        self._digest.update(member)
        place = Place(self._visit, self._size, len(member))
        self._size += len(member)
        return place

    def settle(self) -> None:
        """Give it its name, once all of it is on the disk."""
        settle(self._file)
        self._part.replace(self._path)
        # A journal that is there after a cut of the power without its pack would be built upon.
        settle_folder(self._path.parent)

    def close(self) -> None:
        """Let go of the file."""
        with suppress(OSError):  # what is left to be written finds no room either
            self._file.close()


def member_at(root: Path, place: Place) -> bytes:
    """The gzip member of a record; ``root`` is the evidence folder.

    Raises:
        CaptureError: the pack can't be read.
    """
    path = pack_path(root, place.visit)
    try:
        with path.open("rb") as file:
            file.seek(place.offset)
            data = file.read(place.length)
    except OSError as error:
        raise CaptureError(path, str(error.strerror or error), "restore it from a backup") from error
    if len(data) != place.length:
        raise CaptureDamaged(path, f"it ends before the record at {place.offset}")
    return data


def block_at(root: Path, place: Place) -> bytes:
    """The content of a record.

    Raises:
        CaptureError: the pack can't be read, or was changed.
    """
    try:
        return block_of(member_at(root, place))
    except ValueError as error:
        raise CaptureDamaged(pack_path(root, place.visit), f"at byte {place.offset}: {error}") from error


def body_at(root: Path, kept: KeptBody) -> bytes:
    """Kept bytes, without the head and the chunks in which they came.

    Raises:
        CaptureError: the pack can't be read, or was changed.
    """
    block = block_at(root, kept.place)
    data = split_message(block)[1] if kept.http else block
    if kept.framed:
        data = unchunked(data)
    if sha256(data) != kept.digest:
        path = pack_path(root, kept.place.visit)
        raise CaptureDamaged(path, f"the record at byte {kept.place.offset} is not what the journal says")
    return data


def check_pack(root: Path, visit: str, digest: str) -> None:
    """Hold a pack against its digest, every byte of it.

    Raises:
        CaptureError: it is not there, or was changed.
    """
    path = pack_path(root, visit)
    try:
        with path.open("rb") as file:
            found = f"sha256:{hashlib.file_digest(file, 'sha256').hexdigest()}"
    except OSError as error:
        raise CaptureError(path, str(error.strerror or error), "restore it from a backup") from error
    if found != digest:
        raise CaptureDamaged(path, "its digest is not the one in the visit's journal")
