"""What went over the wire in one exchange, byte for byte, and over which connection?

aiohttp hands on answers taken apart. Where a visit is kept, its connections speak through ``TapedProtocol``: what is sent
and received while a ``Tape`` is in place is written down as it is. Each request's task puts its own tape in place; a
connection takes it up when the request takes the connection. Nothing of this runs where nothing is kept.
"""

import asyncio
import re
import ssl
from contextlib import suppress
from contextvars import ContextVar
from typing import Any, cast

from aiohttp.client_proto import ResponseHandler

from domain.captures import Body, Connection, Response, Truncation
from domain.http_messages import split_message, unchunked

_STATUS = re.compile(rb"HTTP/\d(?:\.\d)?[ \t]+(\d{3})")
_CHUNKED = re.compile(rb"\n[ \t]*transfer-encoding[ \t]*:[^\n]*chunked", re.IGNORECASE)
_FRAMING = 256 * 1024  # bytes: heads and the sizes of chunks, beside as much again as the body may have
_DER = 2  # as ``_ssl.ENCODING_DER``


class Tape:
    """What one exchange sent and received. ``limit`` is the most that its body may have, in bytes."""

    def __init__(self, limit: int) -> None:
        self.connection: Connection | None = None
        self.overrun = False
        self._stopped = False
        self._limit = limit
        self._room = 2 * limit + _FRAMING
        self._sent: list[bytes] = []
        self._received: list[bytes] = []

    def restart(self, connection: Connection | None) -> None:
        """Begin anew, on a connection: a tunnel through a proxy, or a connection that had been closed, comes before."""
        self.connection = connection
        self._sent.clear()
        self._received.clear()

    def stop(self) -> None:
        """Hear nothing more, and forget what was heard; the connection may be used again, or wait for a long time."""
        self._stopped = True
        self.restart(None)

    def send(self, data: bytes) -> None:
        """Note what is sent."""
        if not self._stopped:
            self._sent.append(data)

    def receive(self, data: bytes) -> None:
        """Note what is received, as far as there is room."""
        self._room -= len(data)
        if self._room < 0:
            self.overrun = True
        elif not self._stopped:
            self._received.append(data)

    @property
    def request(self) -> bytes:
        """The request as it was sent."""
        return b"".join(self._sent)

    def response(self, payload: bytes | None, truncated: Truncation | None) -> Response | None:
        """The answer as it came; ``payload`` is its body as it was handed on, None where it was not handed on whole.

        None when nothing came. Interim answers (1xx) are left out.
        """
        received = b"".join(self._received)
        if not received:
            return None
        head, body = split_message(received)
        while (status := _STATUS.match(head)) and status.group(1).startswith(b"1") and body:
            head, body = split_message(body)
        chunked = _CHUNKED.search(head) is not None
        if payload is None:
            payload = (unchunked(body) if chunked else body)[: self._limit]
            return Response(
                head=head,
                payload=Body.of(payload),
                framed=body if chunked and unchunked(body) == payload else None,
                truncated=truncated or Truncation.UNSPECIFIED,
            )
        # Chunks that are put together here otherwise than there would not be read again as what was read.
        framed = body if chunked and unchunked(body) == payload else None
        return Response(head=head, payload=Body.of(payload), framed=framed, truncated=truncated)


tape_in_place: ContextVar[Tape | None] = ContextVar("tape_in_place", default=None)


class TapedProtocol(ResponseHandler):
    """aiohttp's protocol of a client's connection, overheard."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        super().__init__(loop)
        self._tape: Tape | None = None
        self._peer: Connection | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Learn who is spoken to, once a connection."""
        super().connection_made(cast("asyncio.BaseTransport", _TapedTransport(transport, self)))
        self._peer = _connection_of(transport)

    def set_response_params(self, **params: Any) -> None:
        """Take up the tape of the request that takes the connection."""
        self._tape = tape_in_place.get()
        if self._tape is not None:
            self._tape.restart(self._peer)
        super().set_response_params(**params)

    def data_received(self, data: bytes) -> None:
        """Note what comes, and hand it on."""
        if self._tape is not None:
            self._tape.receive(data)
        super().data_received(data)

    def sent(self, data: bytes) -> None:
        """Note what goes."""
        if self._tape is not None:
            self._tape.send(data)


class _TapedTransport:
    """A transport whose protocol hears what is written."""

    def __init__(self, transport: asyncio.BaseTransport, protocol: TapedProtocol) -> None:
        self._transport: Any = transport
        self._protocol = protocol

    def write(self, data: bytes) -> None:
        self._protocol.sent(bytes(data))
        self._transport.write(data)

    def writelines(self, parts: Any) -> None:
        self.write(b"".join(parts))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._transport, name)


def _connection_of(transport: asyncio.BaseTransport) -> Connection:
    peer = transport.get_extra_info("peername") or ("", 0)
    tls: ssl.SSLObject | None = transport.get_extra_info("ssl_object")
    cipher = tls.cipher() if tls else None
    return Connection(
        host="",
        port=int(peer[1]),
        peer=str(peer[0]),
        tls_version=tls.version() if tls else None,
        tls_cipher=cipher[0] if cipher else None,
        certificates=_chain_of(tls) if tls else (),
    )


def _chain_of(tls: ssl.SSLObject) -> tuple[bytes, ...]:
    """The certificates as the server sent them; where the interpreter doesn't tell these, its own alone."""
    # Public from Python 3.13 on, where it gives bytes.
    chain = getattr(tls, "get_unverified_chain", None) or getattr(
        getattr(tls, "_sslobj", None), "get_unverified_chain", None
    )
    with suppress(ssl.SSLError, ValueError, TypeError, AttributeError):
        sent = chain() if chain else None
        if sent:
            return tuple(each if isinstance(each, bytes) else each.public_bytes(_DER) for each in sent)
    leaf = tls.getpeercert(binary_form=True)
    return (leaf,) if leaf else ()
