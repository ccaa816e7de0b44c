"""Could a portal and its pages be had, and if not, why?"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class FailureKind(StrEnum):
    """Why a page could not be had (the failure taxonomy). None of these is ever a breach by itself."""

    DNS = "dns"
    CONNECT = "connect"
    TLS = "tls"
    TIMEOUT = "timeout"
    HTTP_4XX = "http_4xx"
    HTTP_5XX = "http_5xx"
    RATE_LIMITED = "rate_limited"
    NOT_FOUND = "not_found"
    BLOCKED = "blocked"
    SOFT_404 = "soft404"
    REDIRECT_HOME = "redirect_home"
    REDIRECT_LOOP = "redirect_loop"
    ROBOTS = "robots"
    TOO_LARGE = "too_large"
    GARBAGE = "garbage"
    RENDER_FAILED = "render_failed"
    ADDRESS_REFUSED = "address_refused"
    INTERRUPTED = "interrupted"
    OFFLINE = "offline"


GONE = frozenset({FailureKind.NOT_FOUND, FailureKind.SOFT_404, FailureKind.REDIRECT_HOME})
"""Failures by which the server itself says that nothing is there: such an address hides nothing."""


class ReachStatus(StrEnum):
    """How far a portal could be reached in a crawl."""

    OK = "ok"
    PARTIAL = "partial"  # reached, but too much failed for absence to be proved
    BLOCKED = "blocked"
    UNREACHABLE = "unreachable"
    NOT_CRAWLED = "not_crawled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """The reach of one portal in one crawl. ``remedy`` says in Chinese what to do about a failure."""

    id: str
    status: ReachStatus
    pages: int = 0
    rendered: int = 0
    failed_pages: int = 0
    blocked: str | None = None
    failure: FailureKind | None = None
    http_status: int | None = None
    home_url: str | None = None
    remedy: str | None = None
    crawled_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Probe:
    """Whether an address was there when it was asked for: of a home page, or of the one that the unit put on file (备案网址).

    Asked for by a request of its own outside the crawl, without reading what came; or, on file, by the visit of the portal
    itself (``PortalFacts.filed``), which obeys robots.txt, reads the page, and keeps it where the crawl is recorded.
    ``ok``: it was answered with a page that is no error; what page that is, ``final_url`` and the columns say.
    """

    id: str
    url: str
    at: datetime
    ok: bool
    http_status: int | None = None
    failure: FailureKind | None = None
    seconds: float = 0.0
    final_url: str | None = None
    purpose: str = "home"  # home | filed


@dataclass(frozen=True, slots=True, kw_only=True)
class FailedLink:
    """A link of the home page that the crawl followed, and that could not be opened, with the failure."""

    url: str
    failure: FailureKind
