"""Is this address alive? Availability probes of home pages and filed addresses, outside the crawl.

国办发〔2015〕15号 (annex, 单项否决 一): the home page counts as unavailable when it isn't shown within 15 seconds.
Probes are few and single, so plain httpx does them; the connection is pinned to an address that the guard let
pass. A probe tries the other of http and https before it calls an address dead.
"""

import asyncio
import hashlib
import ssl
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from urllib.parse import urljoin, urlsplit, urlunsplit

import httpx

from crawler.address_guard import AddressGuard, AddressRefused
from crawler.connector import permitted_addresses, tls_context
from crawler.failures import FLIP_SCHEME_FOR, failure_of_status
from crawler.options import CrawlOptions
from crawler.own_outage import told_apart
from domain.reach import FailureKind, Probe

PROBE_SECONDS = 15.0
_AT_ONCE = 50
_READ_BYTES = 64 * 1024


class GuardedTransport(httpx.AsyncBaseTransport):
    """Connects to an address that was resolved and checked here, under the host's own name."""

    def __init__(self, guard: AddressGuard, proxy: str | None) -> None:
        self._guard = guard
        self._proxied = proxy is not None
        self._inner = httpx.AsyncHTTPTransport(
            verify=tls_context(), proxy=proxy, limits=httpx.Limits(max_keepalive_connections=0)
        )

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request to the first permitted address that takes the connection."""
        self._guard.check_url(str(request.url))
        if self._proxied:
            return await self._inner.handle_async_request(request)
        host = request.url.host
        port = request.url.port or (443 if request.url.scheme == "https" else 80)
        extensions = {**request.extensions, "sni_hostname": host}
        last: httpx.ConnectError | None = None
        for address in await permitted_addresses(self._guard, host, port):
            pinned = httpx.Request(
                request.method,
                request.url.copy_with(host=address),
                headers=request.headers,
                extensions=extensions,
            )
            try:
                return await self._inner.handle_async_request(pinned)
            except httpx.ConnectError as error:
                last = error
        raise last or httpx.ConnectError(f"{host} has no address")

    async def aclose(self) -> None:
        """Close the connections."""
        await self._inner.aclose()


async def probe(addresses: Sequence[tuple[str, str, str]], options: CrawlOptions) -> list[tuple[str, Probe]]:
    """Probe each ``(unit id, address, purpose)`` once and return ``(unit id, probe)`` in the same order.

    Where nearly nobody answers, the failures are called our own (``crawler.own_outage``).
    """
    guard = AddressGuard(options.allow_networks)
    places = asyncio.Semaphore(_AT_ONCE)
    async with httpx.AsyncClient(
        transport=GuardedTransport(guard, options.proxy),
        headers={"User-Agent": options.user_agent, "Accept-Language": "zh-CN,zh;q=0.9"},
        follow_redirects=False,
        timeout=httpx.Timeout(PROBE_SECONDS, connect=min(options.connect_timeout, PROBE_SECONDS)),
        trust_env=False,
    ) as client:

        async def one(unit_id: str, url: str, purpose: str) -> tuple[str, Probe]:
            async with places:
                return unit_id, await probe_address(client, url, options, purpose=purpose)

        return told_apart(await asyncio.gather(*(one(*address) for address in addresses)))


async def probe_address(
    client: httpx.AsyncClient, url: str, options: CrawlOptions, *, purpose: str = "home"
) -> Probe:
    """Probe one address, and under the other scheme when it can't be had; the better answer counts."""
    first = await _probe_once(client, url, options, purpose)
    if first.ok or first.failure not in FLIP_SCHEME_FOR:
        return first
    second = await _probe_once(client, flip_scheme(url), options, purpose)
    return second if second.ok else first


def flip_scheme(url: str) -> str:
    """The same address under the other of http and https; an explicit port is kept."""
    parts = urlsplit(url)
    return urlunsplit(parts._replace(scheme="http" if parts.scheme == "https" else "https"))


async def _probe_once(client: httpx.AsyncClient, url: str, options: CrawlOptions, purpose: str) -> Probe:
    at = datetime.now(UTC)
    started = time.monotonic()
    status: int | None = None
    failure: FailureKind | None = None
    final = url
    try:
        async with asyncio.timeout(PROBE_SECONDS):
            for _ in range(options.max_redirects + 1):
                async with client.stream("GET", final) as response:
                    status = response.status_code
                    if not response.has_redirect_location:
                        await _read_some(response)
                        break
                    final = urljoin(final, response.headers["location"])
            else:
                failure = FailureKind.REDIRECT_LOOP
    except TimeoutError:
        failure = FailureKind.TIMEOUT
    except (httpx.HTTPError, httpx.InvalidURL, OSError, ValueError) as error:
        failure = _failure_of(error)
    failure = failure or failure_of_status(status or 0)
    digest = hashlib.sha256(f"{purpose} {url} {at.isoformat()}".encode()).hexdigest()
    return Probe(
        id=f"obs:probe:{digest[:16]}",
        url=url,
        at=at,
        ok=failure is None,
        http_status=status,
        failure=failure,
        seconds=round(time.monotonic() - started, 3),
        final_url=final if final != url else None,
        purpose=purpose,
    )


async def _read_some(response: httpx.Response) -> None:
    """Read the beginning: a page that is never sent isn't available, but the whole of it isn't needed."""
    size = 0
    async for part in response.aiter_raw():
        size += len(part)
        if size >= _READ_BYTES:
            return


def _failure_of(error: BaseException) -> FailureKind:
    if isinstance(error, AddressRefused):
        return FailureKind.ADDRESS_REFUSED
    if isinstance(error, httpx.TimeoutException):
        return FailureKind.TIMEOUT
    if isinstance(error, httpx.ConnectError):
        return FailureKind.TLS if _is_tls(error) else FailureKind.CONNECT
    if isinstance(error, httpx.RemoteProtocolError):
        return FailureKind.GARBAGE
    if isinstance(error, httpx.HTTPError):
        return FailureKind.CONNECT
    return FailureKind.DNS if isinstance(error, OSError) else FailureKind.ADDRESS_REFUSED


def _is_tls(error: BaseException) -> bool:
    seen: BaseException | None = error
    while seen is not None:
        if isinstance(seen, ssl.SSLError):
            return True
        seen = seen.__cause__ or seen.__context__
    return "SSL" in str(error)
