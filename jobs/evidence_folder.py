"""Where is kept what a crawl fetched, and what is said when nothing more can be kept there?"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from crawler.recording import CaptureFailed
from domain.reach import Probe
from evidence.captures.probes import keep_probes
from evidence.captures.store import CaptureStore
from jobs.errors import UsageError, WorkError


class EvidenceFolder:
    """The folder given with ``--evidence``."""

    def __init__(self, path: Path) -> None:
        """Take the folder, made where there is none.

        Raises:
            UsageError: it can't be written to.
        """
        self._path = path
        try:
            path.mkdir(parents=True, exist_ok=True)
            probe = path / ".writable"
            probe.touch()
            probe.unlink()
        except OSError as error:
            raise UsageError(
                f"--evidence {path}: {error.strerror or error}; name a folder that can be written to"
            ) from None
        self.captures = CaptureStore(path)

    def keep_probes(self, at: datetime, probes: Sequence[tuple[str, Probe]]) -> None:
        """Keep a round of probes that began at a moment.

        Raises:
            WorkError: the disk doesn't take it.
        """
        try:
            keep_probes(self._path, at, probes)
        except OSError as error:
            raise self._full(error.strerror or str(error)) from error

    @contextmanager
    def told(self) -> Iterator[None]:
        """Say in words what stopped a crawl that could not be kept.

        Raises:
            WorkError: it could not be kept.
        """
        try:
            yield
        except CaptureFailed as failure:
            raise self._full(str(failure)) from failure

    def _full(self, reason: str) -> WorkError:
        return WorkError(
            f"what was fetched could not be kept in {self._path}: {reason}; make room there, then give the same command "
            "again within 24 hours to go on with the portals that are not stored yet"
        )
