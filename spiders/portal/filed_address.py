"""What does a visit find at the address that the unit put on file (备案网址)? An accusation about it rests on this.

Mostly it is the key-areas column, which the visit reads anyway: then what came of that is all. Else it is asked for once when
all else is read. The registry names it, so it may be on another host; robots.txt is obeyed there, too.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from crawler.answers import Fetched
from crawler.failures import FLIP_SCHEME_FOR, FetchFailed
from crawler.probe import flip_scheme
from domain.pages import PageRequest
from domain.reach import GONE, FailureKind, Probe
from spiders.portal.addresses import page_key, whole_url
from spiders.portal.portal_requests import PortalRequests


class FiledAddress:
    """One portal's address on file, and what came of asking for it."""

    def __init__(self, filed_url: str | None, now: Callable[[], datetime]) -> None:
        """Take the address as the registry has it, and the visit's clock (``Wire.now``)."""
        self._url = whole_url(filed_url) if filed_url else None
        self._now = now
        self._found: dict[str, Probe] = {}  # by address: under http, under https
        self._answers: dict[str, Fetched] = {}  # those that say that nothing is there, by address

    def heard(self, wanted: PageRequest, fetched: Fetched | None, failure: FetchFailed | None) -> None:
        """Take note of what came of a page, if it is this one; of several answers that which accuses least."""
        if self._url is None or wanted.method != "GET" or page_key(wanted.url) != page_key(self._url):
            return
        found = self._outcome(wanted.url, fetched, failure)
        known = self._found.get(wanted.url)
        if known is None or _weight(found) > _weight(known):
            self._found[wanted.url] = found
            self._answers.pop(wanted.url, None)
            if found.failure is FailureKind.NOT_FOUND and failure is not None and failure.answer is not None:
                self._answers[wanted.url] = failure.answer

    async def ask(self, requests: PortalRequests) -> None:
        """Ask for it if nothing did so yet; under the other of http and https before it counts as gone, as probes do."""
        url = self._url
        if url is None:
            return
        if not self._found:
            own = requests.site.owns(url)
            await self._ask_at(url, requests, retries=None if own else 0)
        first = next(iter(self._found.values()), None)
        if first is not None and first.failure in FLIP_SCHEME_FOR and len(self._found) == 1:
            await self._ask_at(flip_scheme(first.url), requests, retries=0)
        for asked, answer in self._answers.items():
            shown = requests.behind(answer)
            if shown is not None:
                self._found[asked] = replace(self._found[asked], failure=shown)

    @property
    def found(self) -> Probe | None:
        """What came of it: that it was there, if any answer said so, else what was said under the scheme on file; or None."""
        if self._url is None:
            return None
        scheme = self._url.partition(":")[0]
        there = (each for each in self._found.values() if each.ok)
        under_it = (each for each in self._found.values() if each.url.partition(":")[0] == scheme)
        return next(there, None) or next(under_it, None)

    async def _ask_at(self, url: str, requests: PortalRequests, *, retries: int | None) -> None:
        if requests.out_of_time:
            self.heard(PageRequest(url=url), None, FetchFailed(FailureKind.INTERRUPTED))
        else:
            await requests.look(url, retries=retries)

    def _outcome(self, url: str, fetched: Fetched | None, failure: FetchFailed | None) -> Probe:
        probe = Probe(id="", url=url, at=self._now(), ok=failure is None, purpose="filed")
        if failure is not None:
            probe = replace(probe, failure=failure.kind, http_status=failure.http_status)
        answer = fetched or (failure.answer if failure else None)
        if answer is None:
            return probe
        return replace(
            probe,
            at=answer.at,
            http_status=answer.status,
            seconds=round(answer.seconds, 3),
            final_url=answer.final_url if answer.final_url != url else None,
        )


def _weight(found: Probe) -> int:
    """How much an answer speaks for the unit: the page was there, nothing is known, the server says that it is gone."""
    return 2 if found.ok else 1 if found.failure not in GONE else 0
