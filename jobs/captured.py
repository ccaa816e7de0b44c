"""From what is an audit gone through again? An evidence folder, or packages."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Protocol

from domain.reach import Probe
from evidence.captures.crawls import CapturedCrawl, captured_crawls
from evidence.captures.probes import kept_probes
from evidence.captures.store import CaptureStore
from evidence.package.packaged_visit import PackagedVisit
from jobs.errors import UsageError
from jobs.packaged_evidence import open_evidence


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


class CapturedPackages:
    """Evidence packages: the one visit and the probes of each. Whether they hold is for ``mingcha verify`` to say."""

    def __init__(self, path: Path, files: Sequence[Path]) -> None:
        self.path = path
        self._packages = [open_evidence(file) for file in files]

    def crawls(self, unit_ids: Sequence[str]) -> tuple[CapturedCrawl, ...]:
        """See ``Captured.crawls``."""
        found: dict[datetime, dict[str, PackagedVisit]] = defaultdict(dict)
        for package in self._packages:
            visit = package.visit
            if visit.begun.target.unit.id in unit_ids:
                # Two packages of one visit, of different tasks say, are gone through once.
                found[visit.begun.crawl_began][visit.ref.id] = visit
        return tuple(
            CapturedCrawl(began=began, visits=tuple(found[began].values())) for began in sorted(found)
        )

    def probes(self) -> Iterator[tuple[str, Probe]]:
        """See ``Captured.probes``."""
        for package in self._packages:
            yield from ((package.visit.begun.target.unit.id, probe) for probe in package.known.facts.probes)


def captured_at(path: Path) -> Captured:
    """What was captured at a path.

    Raises:
        UsageError: there is nothing to go through again.
    """
    if (path / "visits").is_dir():
        return CapturedFolder(path)
    files = [path] if path.is_file() else sorted(path.glob("*.wacz"))
    if not files:
        raise UsageError(
            f"--replay {path}: there is neither a package nor what an audit kept; name a package (.wacz), a folder of "
            "packages, or the folder that an audit was given with --evidence"
        )
    return CapturedPackages(path, files)
