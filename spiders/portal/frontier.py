"""Which page of a portal is read next? A queue by priority in which each address stands once."""

import heapq
from dataclasses import dataclass, field
from enum import IntEnum

from domain.subjects import Grade, Surface
from spiders.portal.addresses import page_key


class Role(IntEnum):
    """Why a page is read; lower comes first. Up to ``NAVIGATION`` a page must be read for absence to be proved."""

    HUB = 0  # key-areas column and statutory contents: they lead to the others
    EXACT = 1
    SYNONYM = 2
    SITEMAP = 3
    WEAK = 4
    CHILD = 5  # a sub-column of a column being read
    NAVIGATION = 6
    COLUMN = 7

    @property
    def required(self) -> bool:
        """Whether absence can't be proved while such a page is unread."""
        return self <= Role.NAVIGATION


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """That a link (or a page itself) names a subject."""

    subject: str
    grade: Grade
    surface: Surface
    text: str
    found_on: str


@dataclass(slots=True, kw_only=True)
class Task:
    """A page to be read, with all that was claimed of it so far."""

    url: str
    role: Role
    depth: int
    found_on: str | None
    claims: dict[str, Claim] = field(default_factory=dict)

    def claim(self, claim: Claim) -> None:
        """Take a claim; the surer one of a subject stays."""
        known = self.claims.get(claim.subject)
        if known is None or known.grade < claim.grade:
            self.claims[claim.subject] = claim


class Frontier:
    """The pages still to be read. Addresses are compared without their scheme."""

    def __init__(self) -> None:
        self._heap: list[tuple[int, int, int, str]] = []
        self._waiting: dict[str, Task] = {}
        self._taken: set[str] = set()
        self._number = 0

    def __len__(self) -> int:
        return len(self._waiting)

    def add(self, task: Task, *, again: bool = False) -> bool:
        """Queue a page; merge it with one that waits for the same address. ``again`` queues a page read before.

        Returns whether the page now waits.
        """
        key = page_key(task.url)
        known = self._waiting.get(key)
        if known is not None:
            for claim in task.claims.values():
                known.claim(claim)
            known.depth = min(known.depth, task.depth)
            if task.role < known.role:
                known.role = task.role
                self._push(key, known)
            return True
        if key in self._taken and not again:
            return False
        self._waiting[key] = task
        self._push(key, task)
        return True

    def take(self) -> Task | None:
        """The next page to read, None when there is none."""
        while self._heap:
            role, _, _, key = heapq.heappop(self._heap)
            task = self._waiting.get(key)
            if task is not None and task.role == role:
                del self._waiting[key]
                self._taken.add(key)
                return task
        return None

    def mark(self, url: str) -> None:
        """Count an address as read already (the home page, a redirect's target)."""
        self._taken.add(page_key(url))

    def drop(self, url: str) -> None:
        """Count an address as read already, and don't read it if it waits (a list's later page)."""
        self.mark(url)
        self._waiting.pop(page_key(url), None)

    def taken(self, url: str) -> bool:
        """Whether an address was read already or is being read."""
        return page_key(url) in self._taken

    def waiting(self) -> list[Task]:
        """The pages that wait, in no order."""
        return list(self._waiting.values())

    def _push(self, key: str, task: Task) -> None:
        self._number += 1
        heapq.heappush(self._heap, (task.role, task.depth, self._number, key))
