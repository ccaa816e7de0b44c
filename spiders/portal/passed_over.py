"""Which links named a wanted subject and were never asked for it, and why? Each is a candidate, told at the visit's end."""

from collections.abc import Callable, Iterator, Mapping

from domain.columns import Refusal
from domain.pages import PageReading
from domain.reach import GONE, FailureKind
from domain.subjects import Grade
from spiders.portal.addresses import page_key
from spiders.portal.column_check import names_itself
from spiders.portal.frontier import Claim, Task


class PassedOver:
    """Collects such links of one portal.

    A link beyond a limit may yet be followed from another page, and a page may be hinted at only after it was read:
    so what became of them is known at the end only.
    """

    def __init__(self) -> None:
        self._beyond: dict[tuple[str, str], tuple[Claim, str]] = {}
        self._hinted: dict[tuple[str, str], tuple[Claim, str]] = {}
        self._names: dict[str, bool] = {}

    def beyond(self, claim: Claim, url: str) -> None:
        """A link beyond a limit: too many on one page, too deep, or an address without end."""
        self._beyond.setdefault((claim.subject, page_key(url)), (claim, url))

    def hinted(self, task: Task) -> None:
        """Mere hints at a page that was read, or is being read, for another reason."""
        for claim in task.claims.values():
            if claim.grade is Grade.WEAK:
                self._hinted.setdefault((claim.subject, page_key(task.url)), (claim, task.url))

    def visited(self, url: str, reading: PageReading) -> None:
        """Remember whether a page that was read says itself which column it is."""
        self._names[page_key(url)] = names_itself(reading)

    def settled(
        self,
        taken: Callable[[str], bool],
        is_column: Callable[[str, str], bool],
        failed: Mapping[str, FailureKind],
    ) -> Iterator[tuple[Claim, str, Refusal, FailureKind | None]]:
        """The links with what became of them.

        ``taken`` tells addresses that were read, ``is_column`` those of a subject's column; ``failed`` why some were not.
        """
        for claim, url in self._beyond.values():
            if not taken(url):
                yield claim, url, Refusal.NOT_FOLLOWED, None
        for (subject, key), (claim, url) in self._hinted.items():
            failure = failed.get(url)
            if key in self._names and not is_column(url, subject):
                named = self._names[key]
                yield claim, url, Refusal.OTHER_COLUMN if named else Refusal.UNCONFIRMED, None
            elif failure is not None:
                yield claim, url, Refusal.GONE if failure in GONE else Refusal.FAILED, failure
