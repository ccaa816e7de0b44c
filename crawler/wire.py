"""What lies between a fetcher and the network? One request out, one answer back; the network, or what was captured of it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class WireRequest:
    """A request as it is to be sent; ``max_body`` bounds its answer in bytes (None: as configured)."""

    url: str
    method: str = "GET"
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""
    max_body: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WireAnswer:
    """An answer, its body unpacked; ``size`` is that of the body as it came over the wire, ``at`` when it had come.

    ``seconds`` is how long it took, in whole milliseconds: ``at`` is so much later than the exchange's own ``at``. Of a
    header sent several times ``headers`` holds the last, under its name in lower case; no Content-Encoding that was undone.
    """

    url: str
    status: int
    headers: dict[str, str]
    body: bytes
    at: datetime
    seconds: float = 0.0
    size: int = 0


class Wire(Protocol):
    """One portal's way to its pages."""

    async def exchange(self, request: WireRequest) -> WireAnswer:
        """Send a request, follow nothing, try nothing again.

        Raises:
            FetchFailed: there is no whole answer.
        """

    async def render(self, url: str) -> WireAnswer:
        """Load a page in the browser; the body is the serialised tree, the answer's ``url`` where the page was at last.

        Raises:
            FetchFailed: the page could not be loaded.
        """

    def check_address(self, url: str) -> None:
        """Let an address pass that may be visited.

        Raises:
            FetchFailed: it may not.
        """

    def ask_pause(self, host: str, seconds: float) -> None:
        """Keep at least so long between requests to a host (its Crawl-delay)."""

    def slow_down(self, host: str, retry_after: float | None) -> float:
        """Slow down for a host that asks for it; returns the new pause in seconds."""

    async def pause(self, seconds: float) -> None:
        """Wait before something is tried again."""

    def now(self) -> datetime:
        """The moment at which the last exchange or rendering ended (before the first: the visit's beginning), in UTC.

        What is noted of a page is noted at the moment at which it was had: gone through again, the visit says the same.
        """

    def out_of_time(self) -> bool:
        """Whether the visit's budget of time is spent."""

    async def close(self) -> None:
        """Give back what is held for the portal (its browser context)."""
