"""Do a column's pages say what the plan asks for? Its phrases are looked for in the text, and become elements."""

from collections.abc import Awaitable, Callable, Collection, Iterator, Mapping

from domain.pages import PageReading
from spiders.portal.addresses import clean_url
from spiders.portal.columns import ColumnState
from spiders.portal.page_source import Loaded

# Who answers for what stands on each leader's own page, not in the column itself.
IN_ARTICLES = frozenset({"leaders"})
_ARTICLES = 20


async def look_for_phrases(
    column: ColumnState,
    phrases: Mapping[str, tuple[str, ...]],
    load_article: Callable[[str, str], Awaitable[Loaded | None]],
    chrome: Collection[str],
) -> None:
    """Look on the column's page, and for some subjects in its first articles and sub-pages.

    ``chrome`` are the addresses of the site's own frame: what its links are called says nothing of the column.
    """
    wanted = {
        phrase
        for claim in column.claims
        for phrase in phrases.get(claim.subject, ())
        if phrase not in column.elements
    }
    _find(wanted, column.reading, chrome, column)
    if not any(claim.subject in IN_ARTICLES for claim in column.claims):
        return
    links = list(
        dict.fromkeys([*(item.url for item in column.own.postings), *column.children, *_own(column, chrome)])
    )
    whole = len(links) <= _ARTICLES
    for url in links[:_ARTICLES]:
        if not wanted:
            return
        page = await load_article(url, column.url)
        whole = whole and page is not None
        if page is not None:
            _find(wanted, page.reading, chrome, column)
    if wanted and not whole:
        column.complete_since = None  # what they say may stand in what was not read


def _own(column: ColumnState, chrome: Collection[str]) -> Iterator[str]:
    """Where a column's page leads beside its list: portraits and names are links of their own."""
    for link in column.reading.links:
        url = clean_url(link.url)
        framed = link.region in {"footer", "friend", "breadcrumb"} or url in chrome
        if url and not framed and url != column.url:
            yield url


def says(page: PageReading, phrase: str, chrome: Collection[str]) -> bool:
    """Whether a page says a phrase of its own: not in the links of the site's frame, nor in its breadcrumb."""
    said = page.text.count(phrase)
    if not said:
        return False
    frame = [link.text for link in page.links if link.region or (clean_url(link.url) or "") in chrome]
    crumb_links = {link.text for link in page.links if link.region == "breadcrumb"}
    crumbs = [crumb for crumb in page.breadcrumb if crumb not in crumb_links]
    return said > sum(text.count(phrase) for text in (*frame, *crumbs))


def _find(wanted: set[str], page: PageReading, chrome: Collection[str], column: ColumnState) -> None:
    for phrase in sorted(wanted):
        if says(page, phrase, chrome):
            wanted.discard(phrase)
            column.elements.setdefault(phrase)
