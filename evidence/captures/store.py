"""Where is kept what went over the wire? A folder of sealed visits, begun, read and cleaned up here."""

import errno
from collections.abc import Iterator
from pathlib import Path

from domain.captures import VisitBegun
from evidence.captures.errors import CaptureDamaged, CaptureError
from evidence.captures.known import Known
from evidence.captures.places import all_visits, is_visit_id, journal_path, unit_visits
from evidence.captures.visit import Visit
from evidence.captures.writer import VisitWriter


class CaptureStore:
    """The visits of one evidence folder."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def begin(self, begun: VisitBegun) -> VisitWriter:
        """Begin to keep a visit.

        Raises:
            OSError: the folder can't be written to.
        """
        last = self.last(begun.target.unit.id)
        return VisitWriter(self.root, begun, Known(last))

    def last(self, unit_id: str) -> Visit | None:
        """The newest visit of a unit that is whole: one whose bytes are gone or damaged is nothing to build on."""
        for name in reversed(unit_visits(self.root, unit_id)):
            try:
                return self.whole_visit(name)
            except CaptureError:
                continue
        return None

    def whole_visit(self, name: str, *, digest: str | None = None) -> Visit:
        """A sealed visit of which every byte is as it was sealed, in whichever pack it lies.

        Raises:
            CaptureError: there is none, or something of it is not there.
            CaptureDamaged: something of it was changed.
        """
        reader = _Reader(self.root)
        visit = reader.visit(name, digest)
        visit.check_journal()
        packs = {visit.name, *visit.bases}
        for teller in visit.tellers:
            packs.update(visit.journal_of(teller).bases)
        for each in sorted(packs):
            reader.visit(each).check_pack()
        return visit

    def visit(self, name: str, *, digest: str | None = None) -> Visit:
        """A sealed visit by its name.

        Raises:
            CaptureError: there is none, or it can't be read.
            CaptureDamaged: it is no journal, or not that of ``digest``.
        """
        return _Reader(self.root).visit(name, digest)

    def visits(self) -> Iterator[str]:
        """The names of all sealed visits."""
        return all_visits(self.root)


class _Reader:
    """Journals that refer to each other, each read once."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._read: dict[str, Visit] = {}

    def visit(self, name: str, digest: str | None = None) -> Visit:
        if name not in self._read:
            self._read[name] = self._open(name)
        found = self._read[name]
        if digest is not None and found.ref.digest != digest:
            raise CaptureDamaged(found.path, "it is not the journal that was stored with the crawl")
        return found

    def _open(self, name: str) -> Visit:
        path = journal_path(self._root, name if is_visit_id(name) else "no/visit")
        try:
            sealed = path.read_bytes()
        except OSError as error:
            reason = "there is no such visit" if error.errno == errno.ENOENT else str(error.strerror or error)
            raise CaptureError(
                path, reason, "name the evidence folder that the audit was made with"
            ) from error
        return Visit(self._root, name, self.visit, sealed=sealed)
