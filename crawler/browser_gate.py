"""What may the browser reach? A forward proxy on loopback that checks every connection of the browser's.

Checking the addresses of requests isn't enough: a browser follows redirects and resolves names by itself. All its
connections go through this gate, which resolves, checks and connects in one step, like the crawl's own resolver.
"""

import asyncio
import contextlib
from urllib.parse import urlsplit

from crawler.address_guard import AddressGuard, AddressRefused
from crawler.connector import permitted_addresses

_HEAD_LIMIT = 64 * 1024
_CONNECT_SECONDS = 15.0


class BrowserGate:
    """A guarded HTTP proxy: ``CONNECT`` for TLS and web sockets, absolute addresses for plain HTTP."""

    def __init__(self, guard: AddressGuard) -> None:
        self._guard = guard
        self._server: asyncio.Server | None = None

    async def start(self) -> str:
        """Listen on a free loopback port and return the proxy's address."""
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0, limit=_HEAD_LIMIT)
        port = self._server.sockets[0].getsockname()[1]
        return f"http://127.0.0.1:{port}"

    async def close(self) -> None:
        """Stop listening."""
        if self._server is not None:
            self._server.close()
            self._server = None

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError, ValueError):
            await self._relay(reader, writer)
        writer.close()

    async def _relay(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        request_line, _, fields = head.partition(b"\r\n")
        method, target, version = request_line.split(b" ", 2)
        tunnel = method == b"CONNECT"
        parts = urlsplit(f"//{target.decode('ascii')}" if tunnel else target.decode("ascii"))
        host = parts.hostname or ""
        port = parts.port or (443 if tunnel else 80)
        try:
            async with asyncio.timeout(_CONNECT_SECONDS):
                up_reader, up_writer = await self._connect(host, port)
        except AddressRefused:
            writer.write(b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
            return
        except (OSError, TimeoutError):
            writer.write(b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
            return
        if tunnel:
            writer.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
        else:
            path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
            up_writer.write(b" ".join((method, path.encode(), version)) + b"\r\n" + _own_fields(fields))
        await asyncio.gather(_pump(reader, up_writer), _pump(up_reader, writer))

    async def _connect(self, host: str, port: int) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        last: OSError = OSError(f"{host} has no address")
        for address in await permitted_addresses(self._guard, host, port):
            try:
                return await asyncio.open_connection(address, port)
            except OSError as error:
                last = error
        raise last


def _own_fields(fields: bytes) -> bytes:
    """The header fields for the origin: one request a connection, and nothing that is meant for the proxy."""
    kept = [
        line
        for line in fields.split(b"\r\n")
        if line and not line.lower().startswith((b"proxy-", b"connection:", b"keep-alive:"))
    ]
    return b"\r\n".join([*kept, b"Connection: close", b"", b""])


async def _pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with contextlib.suppress(OSError):
        while data := await reader.read(64 * 1024):
            writer.write(data)
            await writer.drain()
    with contextlib.suppress(OSError):
        writer.close()
