"""How is a portal's home page had, where does the portal turn out to be, and can it be searched from there?"""

from dataclasses import replace

from crawler.failures import FLIP_SCHEME_FOR, FetchFailed
from crawler.probe import flip_scheme
from domain.pages import PageReading
from domain.reach import FailureKind
from spiders.portal.addresses import Site, clean_url
from spiders.portal.page_parts import joined
from spiders.portal.page_source import BudgetSpent, Loaded, PageSource
from spiders.portal.portal_requests import OffSiteRedirect

_LEAST_WAYS = 5
_MOST_DOORS = 3  # a splash page has a way in, perhaps one for each language


async def load_home(source: PageSource) -> Loaded:
    """Load the home page; under the other of http and https when it can't be had as registered.

    Raises:
        FetchFailed: it could not be had, or is nothing that leads anywhere.
    """
    url = source.site.home_url
    try:
        return await _home_at(source, url)
    except FetchFailed as failure:
        if failure.kind not in FLIP_SCHEME_FOR:
            raise
        try:
            return await _home_at(source, flip_scheme(url), retries=0)
        except FetchFailed:
            raise failure from None


async def _home_at(source: PageSource, url: str, *, retries: int | None = None) -> Loaded:
    try:
        home = await source.load(url, found_on=None, depth=0, home=True, retries=retries)
    except BudgetSpent:
        raise FetchFailed(FailureKind.REDIRECT_LOOP, url) from None
    if not home.reading.links and home.incomplete is None:
        # Whatever came, it isn't a portal's home page: nothing can be said of the portal.
        raise FetchFailed(FailureKind.GARBAGE, "a home page without a link")
    source.requests.home_hash = home.reading.content_hash
    if home.scripted and len(own_links(home.reading, source.site)) < _LEAST_WAYS:
        # Its navigation may be written by scripts; without it nothing could be called missing.
        shown = await source.rendered(home, 0)
        if shown.incomplete is None:
            home = replace(home, reading=joined(home.reading, shown.reading), scripted=False)
    return await _entered(source, home)


async def _entered(source: PageSource, home: Loaded) -> Loaded:
    """The home page; a splash page (进入网站) together with the page that it leads to."""
    doors = own_links(home.reading, source.site)
    if home.reading.postings or not 1 <= len(doors) <= _MOST_DOORS:
        return home
    if any(link.matches for link in home.reading.links):
        # What names a column is no way in.
        return home
    try:
        inside = await source.load(doors[0], found_on=home.final_url, depth=1)
    except (FetchFailed, OffSiteRedirect, BudgetSpent):
        return home
    return replace(home, reading=joined(home.reading, inside.reading))


def is_navigation(reading: PageReading, site: Site, *, home: bool) -> bool:
    """Whether a page leads to enough of the portal to search it by; behind a splash page another page must do."""
    return len(own_links(reading, site)) >= (_LEAST_WAYS if home else 2 * _LEAST_WAYS)


def own_links(reading: PageReading, site: Site) -> list[str]:
    """The other pages of the portal that a page leads to, its postings aside, each once."""
    known = {posting.url for posting in reading.postings}
    urls = (clean_url(link.url) for link in reading.links if link.url not in known and site.owns(link.url))
    return list(dict.fromkeys(url for url in urls if url and url != clean_url(reading.url)))


def frame_of(reading: PageReading) -> set[str]:
    """The addresses that a home page leads to: on other pages, links to them are the site's frame."""
    return {url for link in reading.links if (url := clean_url(link.url))}
