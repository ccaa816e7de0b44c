"""Within which bounds a crawl runs: politeness, budgets, limits, what may be reached, and rendering."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class CrawlOptions:
    """Bounds of one crawl. Times are in seconds, sizes in bytes.

    ``allow_networks`` are CIDRs of otherwise refused networks (loopback, private, link-local, reserved) that may
    be reached. ``proxy`` is an HTTP proxy that every request goes through; the proxy then resolves names, so only
    hosts given as addresses can be guarded here.
    """

    user_agent: str = "Mingcha/0.1 (+https://mingcha.invalid/contact)"
    obey_robots: bool = True
    max_crawl_delay: float = 10.0  # a longer Crawl-delay in robots.txt is shortened to this

    delay: float = 1.0
    max_delay: float = 30.0  # a host that answers 429 or 503 is slowed down up to this
    concurrency: int = 64  # requests in flight, all hosts together
    host_concurrency: int = 2  # requests in flight to one host; the delay holds between them all the same

    connect_timeout: float = 15.0
    first_byte_timeout: float = (
        15.0  # the longest silence after a request; 国办发〔2015〕15号 allows a home page as much
    )
    timeout: float = 30.0  # the longest time for one whole answer
    retries: int = 2
    backoff: float = 1.0  # pause before the first retry; doubles with each

    portal_pages: int = 300
    portal_seconds: float = 3600.0
    portal_depth: int = 5
    portal_searches: int = 3  # questions put to a portal's own search
    list_pages: int = 20  # pages of one list
    dated_articles: int = 40  # articles of one column opened to read the date that the list doesn't show
    read_articles: int = 5  # newest postings of one subject opened to see where they lead and what they say
    max_body: int = 8 * 1024 * 1024
    max_redirects: int = 5
    max_refreshes: int = 3  # meta and JavaScript redirects in a row
    max_links: int = 1500  # links of one page that are looked at

    allow_networks: tuple[str, ...] = ()
    proxy: str | None = None

    render: bool = True
    chromium: str | None = None
    portal_renders: int = 20
    render_timeout: float = 30.0
