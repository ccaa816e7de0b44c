"""What does the portal's own search (站内搜索) know of the subjects that its pages didn't lead to?

A person who can't find a column asks the search. So does the visit: only for subjects that were not found and whose
absence would be held against the unit, a few questions a visit, and only where a plain request can ask.
"""

from collections.abc import Callable, Collection, Iterable

from crawler.failures import FetchFailed
from domain.coverage import Asked, Place, PlaceSeen, PlaceState, SearchBar
from domain.pages import PageReading, SearchBox, SearchWay
from domain.reach import FailureKind
from spiders.portal.page_source import BudgetSpent, PageSource
from spiders.portal.portal_requests import OffSiteRedirect
from spiders.portal.search_answers import Answer, answer_of, question

_BARS = {
    SearchWay.POST: SearchBar.POST,
    SearchWay.SCRIPT: SearchBar.SCRIPT,
    SearchWay.CAPTCHA: SearchBar.CAPTCHA,
}
_USABLE = frozenset({SearchWay.GET, SearchWay.LINK})

TakeAnswer = Callable[[str, str, PageReading, Answer], None]


class SiteSearch:
    """The search of one portal: how it is asked, and what became of asking it."""

    def __init__(self, source: PageSource, home: PageReading, frame: Collection[str]) -> None:
        """Take what loads pages, the home page with its boxes, and the addresses of the site's frame."""
        self._source = source
        self._frame = frame
        self._charset = home.charset
        self._home_url = home.url
        self._box = _best(home.search_boxes, source.site.owns)
        self.asked: list[Asked] = []
        self.seen = self._at_first()

    def _at_first(self) -> PlaceSeen:
        box = self._box
        if box is None:
            return PlaceSeen(place=Place.SEARCH, state=PlaceState.NOT_OFFERED)
        if box.way not in _USABLE:
            return self._barred(_BARS[box.way])
        if not self._source.site.owns(box.url):
            return self._barred(SearchBar.OTHER_SITE)
        return PlaceSeen(place=Place.SEARCH, state=PlaceState.NOT_ASKED, url=box.url)

    async def ask(self, questions: Iterable[tuple[str, str]], take: TakeAnswer) -> None:
        """Ask for each (subject, words) until one can't be answered; ``take`` gets each answer that has results."""
        for subject, words in questions:
            if self.seen.state not in {PlaceState.NOT_ASKED, PlaceState.READ}:
                return
            try:
                await self._ask(subject, words, take)
            except FetchFailed as failure:
                self._unread(failure.kind)
            except OffSiteRedirect:
                self.seen = self._barred(SearchBar.OTHER_SITE)
            except BudgetSpent:
                self._unread(FailureKind.INTERRUPTED)

    async def _ask(self, subject: str, words: str, take: TakeAnswer) -> None:
        box = await self._form()
        if box is None:
            return
        url = question(box, words, self._charset)
        page = await self._source.load(url, found_on=self._home_url, depth=1)
        answer = answer_of(page, words, self._frame)
        if answer.gone:
            self._unread(FailureKind.SOFT_404)
            return
        if answer.bar is not None:
            self.seen = self._barred(answer.bar)
            return
        self.seen = PlaceSeen(place=Place.SEARCH, state=PlaceState.READ, url=box.url)
        self.asked.append(Asked(subject=subject, words=words, hits=len(answer.hits), whole=answer.whole))
        if answer.hits:
            take(subject, words, page.reading, answer)

    async def _form(self) -> SearchBox | None:
        """The form to ask; behind a link it stands on a page of its own."""
        box = self._box
        if box is None or box.way is SearchWay.GET:
            return box
        page = await self._source.load(box.url, found_on=self._home_url, depth=1)
        self._charset = page.reading.charset
        inner = _best(page.reading.search_boxes, self._source.site.owns)
        if inner is None or inner.way is not SearchWay.GET or not self._source.site.owns(inner.url):
            bar = _BARS.get(inner.way) if inner else None
            self.seen = self._barred(bar or SearchBar.SCRIPT)
            return None
        self._box = inner
        return inner

    def _barred(self, bar: SearchBar) -> PlaceSeen:
        url = self._box.url if self._box else None
        return PlaceSeen(place=Place.SEARCH, state=PlaceState.NOT_USABLE, url=url, bar=bar)

    def _unread(self, kind: FailureKind) -> None:
        url = self._box.url if self._box else None
        self.seen = PlaceSeen(place=Place.SEARCH, state=PlaceState.UNREAD, url=url, failure=kind)


def _best(boxes: Iterable[SearchBox], owns: Callable[[str], bool]) -> SearchBox | None:
    """The first box that asks the portal itself by a plain request, else the first."""
    found = list(boxes)
    own = (box for box in found if box.way in _USABLE and owns(box.url))
    return next(own, found[0] if found else None)
