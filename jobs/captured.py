"""From what is an audit gone through again? An evidence folder, or packages."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Protocol

from domain.reach import Probe
from evidence.captures.crawls import CapturedCrawl, captured_crawls
from evidence.captures.probes import kept_probes
from evidence.captures.store import CaptureStore
from jobs.errors import UsageError


class Captured(Protocol):
    """What was captured of portals, wherever it is kept."""

    @property
    def path(self) -> Path:
        """The file or folder given."""

    def crawls(self, unit_ids: Sequence[str]) -> tuple[CapturedCrawl, ...]:
        """The crawls with visits of these units, oldest first.

        Raises:
            EvidenceError: something can't be read.
        """

    def probes(self) -> Iterator[tuple[str, Probe]]:
        """The availability probes that were kept, each with its unit's id.

        Raises:
            EvidenceError: something can't be read.
        """


class CapturedFolder:
    """An evidence folder."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._store = CaptureStore(path)

    def crawls(self, unit_ids: Sequence[str]) -> tuple[CapturedCrawl, ...]:
        """See ``Captured.crawls``."""
        return tuple(captured_crawls(self._store, unit_ids))

    def probes(self) -> Iterator[tuple[str, Probe]]:
        """See ``Captured.probes``."""
        return kept_probes(self.path)


def captured_at(path: Path) -> Captured:
    """What was captured at a path.

    Raises:
        UsageError: there is nothing to go through again.
    """
    if (path / "visits").is_dir():
        return CapturedFolder(path)
    raise UsageError(
        f"--replay {path}: it is no evidence folder; name the folder that an audit was given with --evidence"
    )
