"""How is a portal's home page had, and where does the portal turn out to be?"""

from crawler.failures import FLIP_SCHEME_FOR, FetchFailed
from crawler.probe import flip_scheme
from domain.observations import FailureKind
from spiders.page_source import BudgetSpent, Loaded, PageSource


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
    source.home_hash = home.reading.content_hash
    return home
