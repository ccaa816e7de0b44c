"""How the portals of the sample province are served: one process, one port, an address of its own for each host."""

import asyncio
import ssl
from contextlib import suppress
from dataclasses import dataclass, field
from threading import Thread
from typing import Protocol

from sample_province.exchange import Page, Request, wire

MAX_HEAD = 32 * 1024
MAX_BODY = 1024 * 1024
ATTEMPTS = 20


class ServeError(Exception):
    """The province can't be served here; the message says why and what to do."""


class Answers(Protocol):
    """Whoever answers the requests to one host; None means that the connection is left hanging."""

    def answer(self, request: Request) -> Page | None:
        """The answer to ``request``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Host:
    """One address to listen on. ``tls`` makes it speak https only."""

    address: str
    answers: Answers
    tls: ssl.SSLContext | None = None


async def read_request(reader: asyncio.StreamReader) -> Request | None:
    """Read one request; None at the end of the connection or for what is not HTTP."""
    try:
        head = await reader.readuntil(b"\r\n\r\n")
        lines = head.decode("latin-1").split("\r\n")
        method, target, _version = lines[0].split(" ", 2)
        headers = {
            name.strip().lower(): value.strip()
            for name, _, value in (line.partition(":") for line in lines[1:])
            if name
        }
        length = int(headers.get("content-length", "0"))
        if not 0 <= length <= MAX_BODY:
            return None
        body = await reader.readexactly(length) if length else b""
    except (asyncio.IncompleteReadError, asyncio.LimitOverrunError, ConnectionError, ValueError):
        return None
    return Request(method=method.upper(), target=target, headers=headers, body=body)


async def serve_connection(host: Host, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Answer the requests of one connection until it ends."""
    try:
        while (request := await read_request(reader)) is not None:
            page = host.answers.answer(request)
            if page is None:
                await reader.read()
                break
            keep_alive = request.headers.get("connection", "").lower() != "close"
            writer.write(wire(request, page, keep_alive=keep_alive))
            await writer.drain()
            if not keep_alive:
                break
    except (ConnectionError, asyncio.CancelledError, ssl.SSLError):
        pass
    finally:
        with suppress(Exception):
            writer.close()


@dataclass(slots=True)
class Province:
    """Hosts being served from a thread of their own. Use as a context manager; ``port`` is known once inside."""

    hosts: tuple[Host, ...]
    port: int = 0
    _loop: asyncio.AbstractEventLoop = field(default_factory=asyncio.new_event_loop)
    _servers: list[asyncio.Server] = field(default_factory=list)
    _thread: Thread | None = None

    def bind(self) -> int:
        """Listen on every host's address at one port (``port``, or a free one) and return it.

        Raises:
            ServeError: an address can't be listened on, or no port is free on all of them.
        """
        wanted, problem = self.port, ""
        for _ in range(1 if wanted else ATTEMPTS):
            try:
                self._loop.run_until_complete(self._listen(wanted))
            except OSError as error:
                problem = error.strerror or str(error)
                self._loop.run_until_complete(self._unlisten())
                if error.errno in {13, 49, 99}:
                    break
            else:
                return self.port
        self._loop.close()
        raise ServeError(
            f"cannot listen on {self.hosts[0].address} … {self.hosts[-1].address}"
            f"{f' port {wanted}' if wanted else ''}: {problem}. "
            "The addresses 127.17.0.0/16 must be usable on the loopback interface (they are on Linux); "
            "another --port may be free."
        )

    async def _listen(self, wanted: int) -> None:
        port = wanted
        for host in self.hosts:
            server = await asyncio.start_server(
                lambda r, w, host=host: serve_connection(host, r, w),  # type: ignore[misc]
                host.address,
                port,
                ssl=host.tls,
                limit=MAX_HEAD,
                backlog=256,
            )
            self._servers.append(server)
            port = port or server.sockets[0].getsockname()[1]
        self.port = port

    async def _unlisten(self) -> None:
        for server in self._servers:
            server.close()
        self._servers.clear()

    def __enter__(self) -> "Province":
        if not self._servers:
            self.bind()
        self._loop.set_exception_handler(lambda _loop, _context: None)
        self._thread = Thread(target=self._loop.run_forever, name="sample-province", daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        async def stop() -> None:
            await self._unlisten()
            tasks = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

        with suppress(TimeoutError):
            asyncio.run_coroutine_threadsafe(stop(), self._loop).result(timeout=5)
        self._loop.call_soon_threadsafe(self._loop.stop)
        if self._thread is not None:
            self._thread.join(timeout=5)
        self._loop.close()
