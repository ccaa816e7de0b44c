"""What went over the wire while a portal was visited, kept as it was?

A visit (访问) is one portal in one crawl. Everything it asked and got is an event of it: an exchange of HTTP, or a page
that was rendered. Events are numbered in the order in which they began and ended, so that a visit can be gone through again.
"""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from domain.crawl import CrawlTarget
from domain.reach import FailureKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """Bytes that are read when they are asked for; ``digest`` is ``sha256:…`` in hexadecimal, ``size`` in bytes."""

    digest: str
    size: int
    read: Callable[[], bytes] = field(repr=False, compare=False)

    @classmethod
    def of(cls, data: bytes) -> "Body":
        """Bytes that are at hand."""
        return cls(digest=f"sha256:{hashlib.sha256(data).hexdigest()}", size=len(data), read=_Held(data).read)


@dataclass(frozen=True, slots=True)
class _Held:
    data: bytes

    def read(self) -> bytes:
        return self.data


class Truncation(StrEnum):
    """Why an answer is not whole (the words of WARC 1.1, 5.13)."""

    LENGTH = "length"
    TIME = "time"
    DISCONNECT = "disconnect"
    UNSPECIFIED = "unspecified"


@dataclass(frozen=True, slots=True, kw_only=True)
class Connection:
    """The way to a server: what its name resolved to, the address that was spoken to, and who it said it was.

    ``resolved`` are all addresses of the DNS answer, in order; empty where a proxy resolves, or the host is an address.
    ``certificates`` are the chain as the server sent it, DER, its own first; empty without TLS.
    """

    host: str
    port: int
    resolved: tuple[str, ...] = ()
    peer: str | None = None
    proxy: str | None = None
    tls_version: str | None = None
    tls_cipher: str | None = None
    certificates: tuple[bytes, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """An answer as it came over the wire.

    ``head`` is everything up to and with the empty line. ``payload`` is the body without transfer coding (chunks put
    together; content coding such as gzip left as it is); ``framed`` the body as it was sent, where that differs.
    """

    head: bytes
    payload: Body
    framed: bytes | None = None
    truncated: Truncation | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """One request and what became of it.

    ``began`` and ``ended`` are its places among all beginnings and ends of the visit, from 0 on. ``request`` is what was
    sent, head and body; empty where nothing could be sent. ``failure`` and ``detail`` are those of an exchange that did
    not end with a whole answer (statuses such as 404 are answers), and ``http_status`` the status that the failure tells.
    Times are in whole milliseconds: ``seconds`` is how long it took from ``at`` on.
    """

    began: int
    ended: int
    method: str
    url: str
    at: datetime
    seconds: float
    request: bytes
    response: Response | None = None
    failure: FailureKind | None = None
    detail: str = ""
    http_status: int | None = None
    connection: Connection | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BrowserResponse:
    """An answer that the browser saw while it rendered a page; ``body`` as the browser unpacked it."""

    url: str
    method: str
    status: int
    headers: tuple[tuple[str, str], ...]
    body: Body


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendering:
    """A page as the browser showed it.

    ``dom`` is the serialised tree that the page reader read; ``screenshot`` the whole page as a picture of
    ``screenshot_type`` (a media type). ``failure`` says why there is neither.
    """

    began: int
    ended: int
    url: str
    at: datetime
    seconds: float
    final_url: str = ""
    status: int = 0
    headers: tuple[tuple[str, str], ...] = ()
    dom: Body | None = None
    screenshot: Body | None = None
    screenshot_type: str = ""
    seen: tuple[BrowserResponse, ...] = ()
    failure: FailureKind | None = None
    detail: str = ""


Event = Exchange | Rendering


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockState:
    """What our own clock was worth: whether the system kept it with a time source, and its greatest error in seconds.

    None where the system does not say.
    """

    at: datetime
    synchronised: bool | None = None
    error: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitBegun:
    """What a visit was to do: its target, and the bounds within which the crawler worked (``CrawlOptions`` as JSON)."""

    target: CrawlTarget
    crawl_began: datetime
    options: Mapping[str, object]
    software: str
    clock: ClockState


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitEnded:
    """How a visit ended. ``other_hosts`` are those of other portals of the crawl that lie under this portal's own.

    ``out_of_time_at`` is the place, among all beginnings and ends, from which on its budget of time was spent, None where it
    never was: a portal that is gone through again has no clock to tell that by. ``facts_end_at`` is the place from which on
    nothing that was fetched makes facts: style sheets, for who looks at the pages.
    """

    clock: ClockState
    other_hosts: tuple[str, ...] = ()
    out_of_time_at: int | None = None
    facts_end_at: int | None = None
