"""How does an audit's seal reach the archived pages? By the visit's journal, which it names, and which names every body.

The seal holds the digest of the journal; the journal, and the earlier ones that it vouches for, hold the digest of every
request and answer. They are in the package as they are kept, and the archive is held against them.
"""

import hashlib
from collections.abc import Iterator, Mapping
from datetime import timedelta
from pathlib import Path

from domain.captures import Body, Event, Exchange, Rendering
from evidence.captures.errors import CaptureError
from evidence.captures.kept import KeptBody, KeptExchange, KeptRendering
from evidence.captures.places import is_visit_id
from evidence.captures.visit import Visit
from evidence.package.members import Member
from evidence.package.packaged_visit import PackagedVisit

FOLDER = "journals"
_ENDING = ".journal.gz"


def journal_members(visit: Visit) -> tuple[Member, ...]:
    """The journals that a visit is read with."""
    every = {name: visit.journal_of(name) for name in (visit.name, *visit.tellers)}
    return tuple(Member(journal_path(name), each.sealed) for name, each in every.items())


def journal_path(name: str) -> str:
    """The member that holds a visit's journal."""
    return f"{FOLDER}/{name.rpartition('/')[2]}{_ENDING}"


def strange_journals(name: str, journals: Mapping[str, bytes]) -> Iterator[str]:
    """The members that are no journal that a visit is read with; ``name`` is the visit's.

    Raises:
        CaptureError: its journal can't be read.
    """
    known = {journal_path(each) for each in (name, *PackagedJournals(name, journals).visit(name).tellers)}
    yield from (path for path in journals if path not in known)


def told_otherwise(packaged: PackagedVisit, journals: Mapping[str, bytes]) -> Iterator[str]:
    """In what a packaged visit is not the one that its journal tells of.

    Args:
        packaged: the visit of trace and archive.
        journals: the members of the folder, by path.
    """
    try:
        visit = PackagedJournals(packaged.ref.id, journals).visit(packaged.ref.id)
        if visit.ref.digest != packaged.ref.digest:
            yield "the journal is not the one that the trace names"
            return
        if visit.begun != packaged.begun:
            yield "its beginning is not the one in the journal"
        if visit.ended != packaged.ended:
            yield "its end is not the one in the journal"
        if len(visit.told) != len(packaged.events):
            yield f"it has {len(packaged.events)} events, and the journal {len(visit.told)}"
        for told, event in zip(visit.told, packaged.events, strict=False):
            if not _is_told(visit, told.kept, event):
                yield f"event {told.rank + 1} ({event.url}) is not as the journal tells it"
    except CaptureError as error:
        yield f"its journal can't be read: {error.reason}"


class PackagedJournals:
    """Journals out of members: none of their packs is there. ``name`` is the visit that they are of."""

    def __init__(self, name: str, members: Mapping[str, bytes]) -> None:
        self._folder = name.rpartition("/")[0]
        self._members = members
        self._read: dict[str, Visit] = {}

    def visit(self, name: str) -> Visit:
        """A visit by its journal.

        Raises:
            CaptureError: it is not among the members, or can't be read.
        """
        if name not in self._read:
            self._read[name] = Visit(Path(FOLDER), name, self.visit, sealed=self.sealed(name))
        return self._read[name]

    def sealed(self, name: str) -> bytes:
        """A visit's journal as it is kept; raises as ``visit``."""
        path = journal_path(name)
        if not is_visit_id(name) or not name.startswith(f"{self._folder}/") or path not in self._members:
            raise CaptureError(Path(path), "there is no such member", "")
        return self._members[path]


def _is_told(visit: Visit, kept: KeptExchange | KeptRendering, event: Event) -> bool:
    times = (
        kept.began,
        kept.ended,
        visit.began + timedelta(microseconds=kept.microseconds),
        kept.took / 1_000_000,
    )
    if times != (event.began, event.ended, event.at, event.seconds):
        return False
    if (kept.url, kept.failure, kept.detail) != (event.url, event.failure, event.detail):
        return False
    if isinstance(kept, KeptExchange):
        return isinstance(event, Exchange) and _is_exchange(visit, kept, event)
    return isinstance(event, Rendering) and _is_rendering(kept, event)


def _is_exchange(visit: Visit, kept: KeptExchange, event: Exchange) -> bool:
    request = f"sha256:{hashlib.sha256(event.request).hexdigest()}" if event.request else None
    response = event.response
    connection = None if kept.connection is None else visit.connections[kept.connection]
    return (
        kept.method == event.method
        and kept.http_status == event.http_status
        and (kept.request.digest if kept.request else None) == request
        and kept.head == (response.head.decode("latin-1") if response else None)
        and kept.truncated == (response.truncated if response else None)
        and _is_body(kept.body, response.payload if response else None)
        and connection == event.connection
    )


def _is_rendering(kept: KeptRendering, event: Rendering) -> bool:
    answers = [(each.url, each.method, each.status, each.headers) for each in event.seen]
    return (
        (kept.final_url, kept.status, kept.headers, kept.screenshot_type)
        == (event.final_url, event.status, event.headers, event.screenshot_type)
        and _is_body(kept.dom, event.dom)
        and _is_body(kept.screenshot, event.screenshot)
        and [(each.url, each.method, each.status, each.headers) for each in kept.seen] == answers
        and all(_is_body(one.body, other.body) for one, other in zip(kept.seen, event.seen, strict=True))
    )


def _is_body(kept: KeptBody | None, body: Body | None) -> bool:
    if kept is None or body is None:
        return kept is None and body is None
    return (kept.digest, kept.size) == (body.digest, body.size)
