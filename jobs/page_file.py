"""What bytes does a file on disk hold, and why can it not be read as a page? Bounded in size and in time."""

import os
import select
import stat
import time
from dataclasses import dataclass
from pathlib import Path

from domain.charset import decode

_PATIENCE = 60.0  # seconds for all that comes through a pipe
_CHUNK = 1 << 20
_SAMPLE = 200_000  # bytes
_MOST_CONTROLS = 0.1  # of the characters; of 51 real pages none has more than one in a thousand
_PLAIN_CONTROLS = frozenset("\t\n\v\f\r\x1a\x1b")
_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "a PDF document; save the page that links to it"),
    (b"PK\x03\x04", "a ZIP archive or an Office document; unpack it, or save the page that links to it"),
    (b"\xd0\xcf\x11\xe0", "an Office document; save the page that links to it"),
    (b"\x1f\x8b", "compressed with gzip; unpack it first (gunzip)"),
    (b"Rar!", "a RAR archive; unpack it first"),
    (b"7z\xbc\xaf", "a 7z archive; unpack it first"),
    (b"\x89PNG", "a picture; save the page that shows it"),
    (b"GIF8", "a picture; save the page that shows it"),
    (b"\xff\xd8\xff", "a picture; save the page that shows it"),
)


class UnreadableError(Exception):
    """A file can't be read at all. The message says why and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FileBytes:
    """The beginning of a file; ``cut`` when it goes on behind the limit."""

    body: bytes
    cut: bool


def read_bytes(path: Path, limit: int, *, pipes: bool = True, patience: float = _PATIENCE) -> FileBytes:
    """At most ``limit`` bytes of a file. A pipe or a device is read too, if ``pipes``, for ``patience`` seconds.

    Raises:
        UnreadableError: no such file, a folder, no permission, or a pipe through which nothing comes.
    """
    try:
        # Without O_NONBLOCK the opening of a pipe that nobody writes to would never end.
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except (OSError, ValueError) as error:
        raise _unreadable(error) from None
    try:
        mode = os.fstat(descriptor).st_mode
        if stat.S_ISDIR(mode):
            raise UnreadableError("it is a folder; name a file")
        if not stat.S_ISREG(mode) and not pipes:
            raise UnreadableError("it is a pipe or a device; a manifest names files")
        body = _read(descriptor, limit + 1, None if stat.S_ISREG(mode) else patience)
    except OSError as error:
        raise _unreadable(error) from None
    finally:
        os.close(descriptor)
    return FileBytes(body=body[:limit], cut=len(body) > limit)


def _read(descriptor: int, size: int, patience: float | None) -> bytes:
    until = None if patience is None else time.monotonic() + patience
    waiting = select.poll()
    waiting.register(descriptor, select.POLLIN)
    parts: list[bytes] = []
    while size > 0:
        if until is not None and not waiting.poll(max(0.0, until - time.monotonic()) * 1_000):
            raise UnreadableError(f"its end did not come within {patience:g} s; is anything written to it?")
        part = os.read(descriptor, min(size, _CHUNK))
        if not part:
            break
        parts.append(part)
        size -= len(part)
    return b"".join(parts)


def _unreadable(error: OSError | ValueError) -> UnreadableError:
    reason = (error.strerror if isinstance(error, OSError) else None) or str(error)
    return UnreadableError(f"{reason}; check the path and its permissions")


def no_page(body: bytes) -> str | None:
    """Why bytes are no page (empty, an archive, a picture, no text at all), with the remedy; None for a page."""
    if not body:
        return "it is empty; save the page again"
    if not body.strip(b"\0 \t\r\n\f\v"):
        return "it holds nothing but white space or zeros; save the page again"
    for magic, what in _MAGIC:
        if body.startswith(magic):
            return f"it is {what}"
    sample = decode(body[:_SAMPLE]).text.replace("\0", "")
    controls = sum(1 for char in sample if _is_control(char))
    if controls > _MOST_CONTROLS * len(sample):
        return "it is binary, no text in any known encoding; save the page again as HTML"
    return None


def _is_control(char: str) -> bool:
    return char == "�" or (char < " " and char not in _PLAIN_CONTROLS) or "\x7f" <= char < "\xa0"
