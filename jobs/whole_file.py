"""How does a file come to stand on disk whole or not at all, whatever happens while it is written?"""

import os
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import IO, Any, BinaryIO, TextIO, cast

from jobs.errors import UsageError, WorkError

_DEVICES = (("/", "dev"), ("/", "proc"))


def whole_file(path: Path) -> AbstractContextManager[TextIO]:
    """A text file to write (UTF-8) that takes its name only when all of it is written.

    A pipe, a terminal or another device can't be replaced by a finished file, and must not be: it is written to, as
    is what stands behind ``/dev/stdout``.
    Lone surrogates, which a portal's JSON may hold, are written as JSON escapes.

    Raises:
        UsageError: it can't be opened for writing.
        WorkError: it can't be written to the end, as on a full disk.
    """
    return cast(
        "AbstractContextManager[TextIO]",
        _whole(path, "", encoding="utf-8", errors="backslashreplace", newline="\n"),
    )


def whole_bytes(path: Path) -> AbstractContextManager[BinaryIO]:
    """The same for a file of bytes.

    Raises:
        UsageError: it can't be opened for writing.
        WorkError: it can't be written to the end.
    """
    return cast("AbstractContextManager[BinaryIO]", _whole(path, "b"))


@contextmanager
def _whole(path: Path, kind: str, **options: Any) -> Iterator[IO[Any]]:
    partial: Path | None = None
    try:
        target = path.resolve()
        if path.parts[:2] not in _DEVICES and (not path.exists() or path.is_file()):
            path.parent.mkdir(parents=True, exist_ok=True)
            partial = target.with_name(target.name + ".part")
        # The file that standard output leads to may hold what others wrote: nothing of it is cut off.
        file = (partial or path).open(("w" if partial else "a") + kind, **options)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise UsageError(f"cannot write {path}: {reason}; check the path and its permissions") from None
    try:
        try:
            with file:
                yield file
                if partial is not None:
                    file.flush()
                    os.fsync(file.fileno())
            if partial is not None:
                partial.replace(target)
                partial = None
        finally:
            if partial is not None:
                partial.unlink(missing_ok=True)
    except BrokenPipeError:
        raise WorkError(f"cannot write {path}: its reader has gone") from None
    except OSError as error:
        raise WorkError(f"cannot write {path}: {error.strerror or error}; make room and try again") from None
