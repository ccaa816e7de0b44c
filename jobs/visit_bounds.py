"""Within which bounds is a visit gone through again, whatever a package says that its bounds were?

Who checks a package of somebody else must not be kept busy for ever by it: what a visit may ask for is bounded by what it
says of itself, and that is a text that anybody can write.
"""

from collections.abc import Iterator

from crawler.options import CrawlOptions

_MOST = {
    "retries": 10,
    "portal_pages": 100_000,
    "portal_depth": 100,
    "portal_searches": 1_000,
    "list_pages": 10_000,
    "dated_articles": 10_000,
    "read_articles": 10_000,
    "max_body": 64 * 1024 * 1024,
    "max_redirects": 100,
    "max_refreshes": 100,
    "max_links": 100_000,
    "portal_renders": 100_000,
}
"""Far above what any crawl has."""


def beyond_bounds(options: CrawlOptions) -> Iterator[str]:
    """Which of a visit's bounds are none that a visit is gone through again with."""
    for name, most in _MOST.items():
        value = getattr(options, name)
        if not 0 <= value <= most:
            yield f"{name} is {value}, and no visit with more than {most} is gone through again"
