"""How connections are made: names resolved and guarded in one step, TLS that old servers can still speak."""

import asyncio
import socket
import ssl
import warnings
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import cast

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult
from aiohttp.client_proto import ResponseHandler

from crawler.address_guard import AddressGuard, AddressRefused, literal_address
from crawler.options import CrawlOptions
from crawler.tape import TapedProtocol

_OP_LEGACY_SERVER_CONNECT = 0x4  # named in ssl from Python 3.12 on


class GuardedResolver(AbstractResolver):
    """Resolves names and hands on only addresses that may be connected to.

    The connector connects to exactly what is returned here, so a name can't answer differently between the check
    and the connection. Lookups run in threads of their own: a few dead names must not hold up the living.
    """

    def __init__(self, guard: AddressGuard, *, threads: int = 16) -> None:
        self.answers: dict[
            str, tuple[str, ...]
        ] = {}  # by host: all its addresses, also those that are refused
        self._guard = guard
        self._pool = ThreadPoolExecutor(max_workers=threads, thread_name_prefix="dns")

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        """The addresses of ``host`` that may be visited.

        Raises:
            AddressRefused: it has addresses, but none that may be visited.
            OSError: the name can't be resolved.
        """
        loop = asyncio.get_running_loop()
        answers = await loop.run_in_executor(self._pool, _lookup, host, port, family)
        self.answers[host] = tuple(dict.fromkeys(address for _, _, address, _ in answers))
        found: list[ResolveResult] = []
        refused: AddressRefused | None = None
        for answer_family, proto, address, answer_port in answers:
            try:
                self._guard.check_connection(host, address)
            except AddressRefused as refusal:
                refused = refusal
                continue
            found.append(
                ResolveResult(
                    hostname=host,
                    host=address,
                    port=answer_port,
                    family=answer_family,
                    proto=proto,
                    flags=socket.AI_NUMERICHOST | socket.AI_NUMERICSERV,
                )
            )
        if not found:
            raise refused or OSError(f"{host} has no address")
        return found

    async def close(self) -> None:
        """Give up the lookups that still wait."""
        self._pool.shutdown(wait=False, cancel_futures=True)


def _lookup(host: str, port: int, family: int) -> list[tuple[int, int, str, int]]:
    answers = socket.getaddrinfo(host, port, family=family, type=socket.SOCK_STREAM)
    return [(item[0], item[2], str(item[4][0]), int(item[4][1])) for item in answers]


def tls_context() -> ssl.SSLContext:
    """TLS for reading public pages from servers as they are.

    Certificates aren't verified and old protocol versions and ciphers are accepted: an expired certificate is the
    owner's fault to be noted, not a reason to call a page unread. No secret is ever sent.
    """
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # old versions are the point
        context.minimum_version = ssl.TLSVersion.TLSv1
    context.set_ciphers("DEFAULT:@SECLEVEL=0")
    context.options |= _OP_LEGACY_SERVER_CONNECT
    return context


def open_session(
    options: CrawlOptions, resolver: GuardedResolver | None, *, taped: bool
) -> aiohttp.ClientSession:
    """A client session without cookies, redirects or decompression of its own; ``taped``: its connections can be heard."""
    connector = aiohttp.TCPConnector(limit=0, ttl_dns_cache=300, ssl=tls_context(), resolver=resolver)
    if taped:
        # aiohttp has no public way to say of which class its connections are; the version is locked.
        connector._factory = cast(
            "partial[ResponseHandler]", partial(TapedProtocol, loop=asyncio.get_running_loop())
        )
    return aiohttp.ClientSession(
        connector=connector,
        cookie_jar=aiohttp.DummyCookieJar(),
        auto_decompress=False,
        skip_auto_headers=("Accept", "Accept-Encoding", "Content-Type", "User-Agent"),
        timeout=aiohttp.ClientTimeout(
            total=options.timeout,
            connect=min(options.connect_timeout, options.timeout),
            sock_read=min(options.first_byte_timeout, options.timeout),
        ),
        max_field_size=32 * 1024,
        max_line_size=32 * 1024,
    )


def refusal_behind(error: BaseException) -> AddressRefused | None:
    """The guard's refusal that a connector's error wraps, if one does."""
    seen: BaseException | None = error
    while seen is not None:
        if isinstance(seen, AddressRefused):
            return seen
        inner = getattr(seen, "os_error", None)
        if isinstance(inner, AddressRefused):
            return inner
        seen = seen.__cause__ or seen.__context__
    return None


async def permitted_addresses(guard: AddressGuard, host: str, port: int) -> list[str]:
    """The addresses of ``host`` that may be connected to, for clients that can't take a resolver.

    Raises:
        AddressRefused: it has addresses, but none that may be visited.
        OSError: the name can't be resolved.
    """
    literal = literal_address(host)
    if literal is not None:
        guard.check_connection(host, str(literal))
        return [str(literal)]
    answers = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    found = list(dict.fromkeys(str(item[4][0]) for item in answers))
    permitted = [address for address in found if guard.permits(address)]
    if not permitted:
        guard.check_connection(host, found[0])
    return permitted
