"""How is a file read that may be hostile? In a process of its own, which may use so much memory and time and no more."""

import pickle
import resource
import subprocess
import sys
from pathlib import Path
from typing import Final

from drafting.documents.content import Document, DocumentError
from drafting.documents.reading import read_document

SECONDS: Final = 180
"""Of a process's time: a plan of 50 pages takes some 10."""
_MEMORY: Final = 3_000_000_000
_ROOT: Final = Path(__file__).resolve().parents[2]


def read_apart(body: bytes, name: str, seconds: int = SECONDS) -> Document:
    """As ``read_document``, in a process of its own.

    Raises:
        DocumentError: as there; also when it takes too much time or memory.
    """
    command = [sys.executable, "-m", "drafting.documents", str(seconds), name]
    try:
        done = subprocess.run(  # noqa: S603  # our own module; the name is an argument, never a shell's
            command, input=body, capture_output=True, cwd=_ROOT, timeout=2 * seconds + 30, check=False
        )
    except (subprocess.TimeoutExpired, ValueError):
        raise DocumentError(_too_much(seconds)) from None
    if done.returncode:
        raise DocumentError(_too_much(seconds))
    result = pickle.loads(done.stdout)  # noqa: S301  # written by the process that was started here
    if isinstance(result, Document):
        return result
    raise DocumentError(str(result))


def answer(body: bytes, name: str, seconds: int) -> bytes:
    """What the process apart writes: the document, or why there is none."""
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    result: Document | str
    try:
        result = read_document(body, name)
    except DocumentError as error:
        result = str(error)
    except (MemoryError, RecursionError):
        result = _too_much(seconds)
    return pickle.dumps(result)


def _too_much(seconds: int) -> str:
    return (
        f"reading it takes more than {seconds} seconds or {_MEMORY // 1_000_000_000} GB, which no work plan does; "
        "give the plan alone, as docx or html"
    )
