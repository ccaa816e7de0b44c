"""What can be wrong with a store of captures, said with the file and the remedy?"""

from pathlib import Path
from typing import Any

from evidence.errors import EvidenceError


class CaptureError(EvidenceError):
    """A capture can't be used; the message names the file, the reason and the remedy."""

    def __init__(self, path: Path, reason: str, remedy: str) -> None:
        super().__init__(f"{path}: {reason}", remedy)
        self.path = path
        self.parts: tuple[Any, ...] = (path, reason, remedy)

    def __reduce__(self) -> tuple[type["CaptureError"], tuple[Any, ...]]:
        """A worker process hands it over: made again of its parts."""
        return type(self), self.parts


class CaptureDamaged(CaptureError):  # noqa: N818 - a state of the file
    """A file is not what was sealed."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(path, reason, "restore the file from a backup; it was changed after it was sealed")
        self.parts = (path, reason)
