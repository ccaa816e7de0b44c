"""What is a package made of? Members, each a path and its bytes, and the order in which they stand."""

import hashlib
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

_AT_ONCE = 1 << 20
_NAME = set("abcdefghijklmnopqrstuvwxyz0123456789-_.")


@dataclass(frozen=True, slots=True)
class Member:
    """A member whose bytes are at hand, or (``file``) in a file that is not part of the package's name."""

    path: str
    data: bytes = b""
    file: Path | None = None

    def chunks(self) -> Iterator[bytes]:
        """The bytes, piece by piece."""
        if self.file is None:
            yield self.data
            return
        with self.file.open("rb") as file:
            yield from _pieces(file)

    def listed(self) -> dict[str, Any]:
        """As manifests list it: ``path``, ``hash`` (``sha256:…``) and ``bytes``."""
        digest, size = hashlib.sha256(), 0
        for chunk in self.chunks():
            digest.update(chunk)
            size += len(chunk)
        return listing(self.path, f"sha256:{digest.hexdigest()}", size)


def listing(path: str, digest: str, size: int) -> dict[str, Any]:
    """How manifests list a member; names are in the few letters that Data Packages have for them, and differ."""
    name = "".join(sign if sign in _NAME else "_" for sign in path.lower().replace("/", "-"))
    return {"name": f"{name}-{zlib.crc32(path.encode()):08x}", "path": path, "hash": digest, "bytes": size}


def in_order(members: Iterable[Member]) -> list[Member]:
    """Members as they stand in a package: by path, those that speak of others behind them.

    Raises:
        ValueError: a path stands twice, or is none that a package may have.
    """
    ordered = sorted(members, key=lambda member: place_of(member.path))
    paths = [member.path for member in ordered]
    for path in paths:
        check_path(path)
    if len(set(paths)) != len(paths):
        raise ValueError("a path stands twice among the members")
    return ordered


LAST = ("datapackage.json", "datapackage-digest.json")
SIGNED = "signed/"


def place_of(path: str) -> tuple[int, str]:
    """Where a member stands: contents, what is signed of them, the two files by which viewers check them."""
    if path in LAST:
        return 2 + LAST.index(path), path
    return int(path.startswith(SIGNED)), path


def check_path(path: str) -> None:
    """See that a path is one folder and a name, in plain letters: what other programs unpack stays where it belongs.

    Raises:
        ValueError: it is not.
    """
    parts = path.split("/")
    if path in LAST:
        return
    plain = path.isascii() and path.isprintable() and not set(path) & set('\\:*?"<>|')
    if len(parts) != 2 or not plain or any(not part.strip(". ") for part in parts):
        raise ValueError(f"{path!r} is no path of a package's member")


def _pieces(file: BinaryIO) -> Iterator[bytes]:
    while chunk := file.read(_AT_ONCE):
        yield chunk


def by_path(members: Iterable[Member]) -> Mapping[str, Member]:
    """Members by their paths."""
    return {member.path: member for member in members}
