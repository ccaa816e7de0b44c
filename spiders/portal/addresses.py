"""Which addresses belong to a portal, which are the same page, and which lead nowhere (traps, files)?"""

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import SplitResult, parse_qsl, urlencode, urlsplit, urlunsplit

from crawler.address_guard import literal_address
from domain.page_addresses import page_fragment

_MAX_LENGTH = 600
_MAX_SEGMENTS = 14
_MAX_PARAMETERS = 10
_MAX_REPEATS = 2
_DEFAULT_PORTS = {"http": 80, "https": 443}
_SESSION_PATH = re.compile(r";(?:jsessionid|phpsessid|sid)=[^/?#;]*", re.IGNORECASE)
_SESSION_PARAMETERS = frozenset(
    {"jsessionid", "phpsessid", "sessionid", "session_id", "sid", "_t", "timestamp", "rnd", "random"}
)
_HOME_PATHS = re.compile(r"/?(?:(?:index|default|main|home)\.(?:s?html?|jsp|aspx?|php))?", re.IGNORECASE)
_CALENDAR = re.compile(r"(?:^|[?&/_-])(?:calendar|rili|wannianli)", re.IGNORECASE)
_ARTICLE = re.compile(
    r"/t20\d{6}_\d+\.s?html?$"
    r"|/art/\d{4}/(?:\d{1,2}/\d{1,2}/)?art_"
    r"|/art/\d{4}/art_"
    r"|/info/(?:\d+/\d+|egovinfo/.+)\.html?$"
    r"|content\.jsp\?.*wbnewsid="
    r"|/[0-9a-f]{32}\.s?html?$"
    r"|/Item/\d+\.aspx$"
    r"|/html/20\d{2}/[\w/]*\d+\.html"
    r"|/(?:content|detail|view|show|article|news_?view|news_?show|read)[\w./-]*[?_/=-]\d{3,}"
    r"|/c/20\d{2}-\d{2}-\d{2}/"
    r"|/20\d{2}-?\d{2}(?:-?\d{2})?/[\w-]+\.s?html?$",
    re.IGNORECASE,
)


# A site's frame repeats the same links on every page of it.
@lru_cache(maxsize=50_000)
def clean_url(url: str) -> str | None:
    """The address by which a page is known: no session id or default port; None for what isn't http(s).

    Its fragment goes too, but for one that names a page of its own.
    """
    address = _SESSION_PATH.sub("", url.strip().partition("#")[0])
    parts = _parts(address)
    if (
        parts is None
        or not parts.query
        or not any(name in parts.query.lower() for name in _SESSION_PARAMETERS)
    ):
        return parts and _joined(parts, url)
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    stable = [(name, value) for name, value in pairs if name.lower() not in _SESSION_PARAMETERS]
    query = urlencode(stable) if len(stable) < len(pairs) else parts.query
    return _joined(parts._replace(query=query), url)


def whole_url(url: str) -> str | None:
    """As ``clean_url``, but with all that may be a session id: of an address on file it may be what tells pages apart."""
    parts = _parts(url.strip().partition("#")[0])
    return parts and _joined(parts, url)


def _parts(address: str) -> SplitResult | None:
    """An address without default port; None for what isn't http(s)."""
    try:
        parts = urlsplit(address.strip())
        port = parts.port
    except ValueError:
        return None
    host = (parts.hostname or "").rstrip(".")
    if parts.scheme not in _DEFAULT_PORTS or not host:
        return None
    host = f"[{host}]" if ":" in host else host
    netloc = host if port in {None, _DEFAULT_PORTS[parts.scheme]} else f"{host}:{port}"
    return parts._replace(netloc=netloc, path=parts.path or "/")


def _joined(parts: SplitResult, url: str) -> str:
    """The parts as an address, with the fragment of the whole one where that names a page."""
    return urlunsplit(parts._replace(fragment=page_fragment(url.strip())))


def page_key(url: str) -> str:
    """What addresses of one page share: http and https are the same page."""
    return url.partition("://")[2]


@lru_cache(maxsize=50_000)
def is_article(url: str) -> bool:
    """Whether an address has the shape of a single article in one of the known families."""
    parts = urlsplit(url)
    return _ARTICLE.search(f"{parts.path}?{parts.query}" if parts.query else parts.path) is not None


def is_trap(url: str) -> bool:
    """Whether an address looks made without end: very long, deep, repeating itself, or a calendar."""
    if len(url) > _MAX_LENGTH:
        return True
    parts = urlsplit(url)
    segments = [segment for segment in parts.path.split("/") if segment]
    if len(segments) > _MAX_SEGMENTS or _CALENDAR.search(parts.path) or _CALENDAR.search(parts.fragment):
        return True
    if segments and max(Counter(segments).values()) > _MAX_REPEATS:
        return True
    return parts.query.count("&") >= _MAX_PARAMETERS


class Site:
    """The addresses that one portal answers for.

    A portal owns its host (a leading ``www.`` aside) and the subdomains of it, but not those that are another
    portal's of the same crawl: a province's ``yn.gov.cn`` doesn't own its departments. A host given as an address
    is owned with its port only.
    """

    def __init__(
        self, home_url: str, other_hosts: frozenset[str] = frozenset(), *, former: str | None = None
    ) -> None:
        """Take the home page's address, the ``hosts_of`` all portals of the crawl, and where it was redirected from."""
        self.home_url = home_url
        homes = [home_url, former] if former else [home_url]
        self._netlocs = frozenset(urlsplit(url).netloc.lower() for url in homes)
        self._hosts = hosts_of(homes)
        self._other_hosts = other_hosts

    def moved(self, landed: str) -> "Site":
        """The portal, its home page found elsewhere: the other scheme, a deeper address, even another host."""
        return Site(landed, self._other_hosts, former=self.home_url)

    def owns(self, url: str) -> bool:
        """Whether an address belongs to the portal."""
        try:
            host = bare_host(url)
            netloc = urlsplit(url).netloc.lower()
        except ValueError:
            return False
        if host in self._hosts:
            return netloc in self._netlocs or literal_address(host) is None
        while host and host not in self._other_hosts:
            host = host.partition(".")[2]
            if host in self._hosts:
                return True
        return False

    def beneath(self) -> frozenset[str]:
        """The hosts of other portals of the crawl that would else be owned as subdomains of this portal's hosts."""
        endings = tuple(f".{host}" for host in self._hosts)
        return frozenset(host for host in self._other_hosts if host.endswith(endings))

    def is_home(self, url: str) -> bool:
        """Whether an address is that of the portal's home page; a page that its fragment names is another."""
        if page_fragment(url) != page_fragment(self.home_url):
            return False
        parts = urlsplit(url)
        if page_key(url).rstrip("/") == page_key(self.home_url).rstrip("/"):
            return True
        at_root = not parts.query and _HOME_PATHS.fullmatch(parts.path) is not None
        return at_root and bare_host(url) in self._hosts and self.owns(url)


def hosts_of(urls: Iterable[str]) -> frozenset[str]:
    """The hosts of home pages, by which portals are told apart."""
    return frozenset(bare_host(url) for url in urls)


def bare_host(url: str) -> str:
    """The host of an address, without a leading ``www.``."""
    return (urlsplit(url).hostname or "").lower().rstrip(".").removeprefix("www.")
