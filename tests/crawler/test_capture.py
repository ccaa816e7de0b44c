"""What is kept of a visit: the bytes as a raw server sent and received them, and the connection they came over."""

import asyncio
import gzip
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from crawler.address_guard import AddressGuard
from crawler.browser_gate import BrowserGate
from domain.captures import Truncation
from domain.reach import FailureKind

Kept = Callable[..., Any]
PAGE = "<html><body><p>政务公开</p></body></html>".encode()


class RawServer:
    """Answers each request on a connection with the next of some bytes; None closes it. Keeps what it received."""

    def __init__(
        self, answers: list[bytes | None], *, address: str = "127.0.0.1", context: Any = None
    ) -> None:
        self.answers = answers
        self.received: list[bytes] = []
        self.connections = 0
        self._context = context
        self._server = socket.create_server((address, 0))
        self.port = self._server.getsockname()[1]
        scheme = "https" if context else "http"
        self.url = f"{scheme}://{address}:{self.port}"
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self._server.accept()
            except OSError:
                return
            self.connections += 1
            threading.Thread(target=self._talk, args=(connection,), daemon=True).start()

    def _talk(self, connection: socket.socket) -> None:
        try:
            if self._context:
                connection = self._context.wrap_socket(connection, server_side=True)
            with connection:
                while True:
                    request = b""
                    while b"\r\n\r\n" not in request:
                        part = connection.recv(65536)
                        if not part:
                            return
                        request += part
                    self.received.append(request)
                    answer = self.answers.pop(0) if self.answers else None
                    if answer is None:
                        return
                    connection.sendall(answer)
                    if b"connection: close" in answer.lower() or answer.endswith(b"..."):
                        return
        except OSError:
            return

    def close(self) -> None:
        self._server.close()


@contextmanager
def serving(*answers: bytes | None, **how: Any) -> Iterator[RawServer]:
    server = RawServer(list(answers), **how)
    try:
        yield server
    finally:
        server.close()


def test_requests_and_answers_are_kept_byte_for_byte(kept: Kept) -> None:
    head = (
        b"HTTP/1.1 200 Alles gut\r\nX-One: 1\r\nset-cookie: a=1\r\nSET-COOKIE: b=2\r\nServer: \xd5\xfe\xb8\xae \r\n"
        b"Content-Length: %d\r\nX-Two:2\r\n\r\n" % len(PAGE)
    )
    with serving(head + PAGE, head + PAGE) as server:
        visit = kept(server.url + "/a?b=1", server.url + "/c", obey_robots=False)
        assert server.connections == 1
        assert [each.request for each in visit.exchanges] == server.received
    for exchange in visit.exchanges:
        assert exchange.response.head == head
        assert exchange.response.payload.read() == PAGE
        assert exchange.response.framed is None
        assert exchange.response.truncated is None
        assert exchange.connection.peer == "127.0.0.1"
        assert (exchange.connection.host, exchange.connection.port) == ("127.0.0.1", server.port)
    assert visit.exchanges[0].request.startswith(b"GET /a?b=1 HTTP/1.1\r\n")


def test_interim_answers_are_left_out_and_chunks_are_kept_as_they_were_sent(kept: Kept) -> None:
    packed = gzip.compress(PAGE)
    head = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Encoding: gzip\r\nConnection: close\r\n\r\n"
    chunks = b"%x;name=value\r\n%s\r\n%X\r\n%s\r\n0\r\nX-Trailer: 1\r\n\r\n" % (
        10,
        packed[:10],
        len(packed) - 10,
        packed[10:],
    )
    early = b"HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\nHTTP/1.1 100 Continue\r\n\r\n"
    with serving(early + head + chunks) as server:
        (exchange,) = kept(server.url + "/", obey_robots=False).exchanges
    assert exchange.response.head == head
    assert exchange.response.framed == chunks
    assert exchange.response.payload.read() == packed


@pytest.mark.parametrize("end", [b"\n\n", b"\n\r\n"])
def test_a_head_whose_lines_end_in_line_feeds_alone_is_kept_as_a_head(kept: Kept, end: bytes) -> None:
    with serving(b"HTTP/1.1 200 OK\nConnection: close" + end + PAGE) as server:
        (exchange,) = kept(server.url + "/", obey_robots=False, retries=0).exchanges
    assert exchange.response.head.endswith(end)
    assert exchange.response.payload.read() == PAGE


def test_what_came_of_an_answer_that_breaks_off_is_kept(kept: Kept) -> None:
    whole = b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n"
    chunked = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
    with serving(whole + b"<p>...", chunked + b"5\r\n<p>12\r\n9\r\n345...", b"HTTP/1.1 20...") as server:
        visit = kept(*[f"{server.url}/{n}" for n in range(3)], obey_robots=False, retries=0)
    short, chunks, headless = visit.exchanges
    assert [each.failure for each in visit.exchanges] == [
        FailureKind.CONNECT,
        FailureKind.CONNECT,
        FailureKind.GARBAGE,
    ]
    assert short.response.head == whole
    assert short.response.payload.read() == b"<p>..."
    assert short.response.truncated is Truncation.DISCONNECT
    assert chunks.response.payload.read() == b"<p>12345..."
    assert chunks.response.framed == b"5\r\n<p>12\r\n9\r\n345..."
    assert headless.response.head == b"HTTP/1.1 20..."
    assert headless.response.payload.size == 0


def test_of_an_answer_that_is_too_large_no_more_than_the_limit_is_kept(kept: Kept) -> None:
    told = b"HTTP/1.1 200 OK\r\nContent-Length: 900000\r\nConnection: close\r\n\r\n" + b"x" * 900_000
    untold = b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + b"x" * 900_000
    endless = (
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
        + (b"1;" + b"y" * 1000 + b"\r\nx\r\n") * 900
    )
    with serving(told, untold, endless) as server:
        visit = kept(*[f"{server.url}/{n}" for n in range(3)], obey_robots=False, retries=0, max_body=50_000)
    for exchange in visit.exchanges:
        assert exchange.failure is FailureKind.TOO_LARGE
        assert exchange.response.truncated is Truncation.LENGTH
        assert exchange.response.payload.size <= 50_000
        assert len(exchange.response.framed or b"") < 400_000
    assert visit.exchanges[1].response.payload.size == 50_000


def test_a_silent_server_and_a_dead_one_are_kept_as_they_failed(kept: Kept) -> None:
    with serving(b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nbeginning") as server:
        visit = kept(server.url + "/", obey_robots=False, retries=0, timeout=1.0, first_byte_timeout=0.3)
    (late,) = visit.exchanges
    assert late.failure is FailureKind.TIMEOUT
    assert late.response.truncated is Truncation.TIME
    assert late.response.payload.read() == b"beginning"
    assert late.seconds >= 0.3
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    (dead,) = kept(f"http://127.0.0.1:{port}/", obey_robots=False, retries=0).exchanges
    assert dead.failure is FailureKind.CONNECT
    assert (dead.request, dead.response) == (b"", None)
    assert (dead.connection.host, dead.connection.port, dead.connection.peer) == ("127.0.0.1", port, None)


def test_robots_redirects_and_retries_are_all_kept_in_order(site: Any, kept: Kept) -> None:
    seen: list[int] = []

    def flaky(_: Any) -> Any:
        seen.append(1)
        return site.reply(status=500) if len(seen) == 1 else site.reply(body=b"ok")

    site.page("/robots.txt", "User-agent: *\nDisallow: /private\n")
    site.answers["/old"] = site.reply(status=301, headers={"Location": "/new"})
    site.answers["/new"] = flaky
    visit = kept(site.url + "/old", site.url + "/private")
    assert [each.url.removeprefix(site.url) for each in visit.exchanges] == [
        "/robots.txt",
        "/old",
        "/new",
        "/old",
        "/new",
    ]
    assert [each.response.head.split()[1] for each in visit.exchanges] == [
        b"200",
        b"301",
        b"500",
        b"301",
        b"200",
    ]
    assert [(each.began, each.ended) for each in visit.exchanges] == [(2 * n, 2 * n + 1) for n in range(5)]
    assert visit.ended is not None
    assert visit.begun.options["portal_pages"] == 300


def test_a_host_is_kept_with_all_addresses_that_its_name_was_answered_with(site: Any, kept: Kept) -> None:
    url = site.url.replace("127.0.0.1", "localhost")
    (exchange,) = kept(url + "/", obey_robots=False).exchanges
    assert "127.0.0.1" in exchange.connection.resolved
    (refused,) = kept(url + "/", obey_robots=False, allow_networks=[]).exchanges
    assert refused.failure is FailureKind.ADDRESS_REFUSED
    assert "127.0.0.1" in refused.connection.resolved
    (unknown,) = kept("http://no-such-host.invalid/", obey_robots=False, retries=0).exchanges
    assert unknown.failure is FailureKind.DNS
    assert unknown.connection.resolved == ()


def certificate(name: str, issuer: Any = None, *, host: str | None = None) -> tuple[Any, Any]:
    """A certificate with its key, signed by ``issuer`` (such a pair) or by itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    signer = issuer[1] if issuer else key
    now = datetime.now(UTC)
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer[0].subject if issuer else subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.BasicConstraints(ca=host is None, path_length=None), critical=True)
    )
    return builder.sign(signer, hashes.SHA256()), key


@pytest.fixture
def tls(tmp_path: Path) -> tuple[ssl.SSLContext, tuple[bytes, ...]]:
    """A server's side of TLS with a chain of its own, and that chain as it is sent."""
    root = certificate("root")
    between = certificate("between", root)
    leaf = certificate("x.gov.cn", between, host="x.gov.cn")
    pem = Encoding.PEM
    (tmp_path / "chain.pem").write_bytes(leaf[0].public_bytes(pem) + between[0].public_bytes(pem))
    (tmp_path / "key.pem").write_bytes(leaf[1].private_bytes(pem, PrivateFormat.PKCS8, NoEncryption()))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tmp_path / "chain.pem", tmp_path / "key.pem")
    return context, tuple(each[0].public_bytes(Encoding.DER) for each in (leaf, between))


@pytest.fixture
def proxy() -> Iterator[str]:
    """A proxy on loopback that tunnels."""
    loop = asyncio.new_event_loop()
    gate = BrowserGate(AddressGuard(["127.0.0.0/8"]))
    url = loop.run_until_complete(gate.start())
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    yield url
    loop.call_soon_threadsafe(loop.stop)
    thread.join()
    loop.run_until_complete(gate.close())
    loop.close()


def test_the_chain_of_certificates_is_kept_as_the_server_sent_it(kept: Kept, tls: Any) -> None:
    head = b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(PAGE)
    with serving(head + PAGE, head + PAGE, context=tls[0]) as server:
        visit = kept(server.url + "/a", server.url + "/b", obey_robots=False)
    for exchange in visit.exchanges:
        assert exchange.connection.certificates == tls[1]
        assert exchange.connection.tls_version == "TLSv1.3"
        assert exchange.connection.tls_cipher
        assert exchange.response.head == head
    assert [each.request for each in visit.exchanges] == server.received


def test_through_a_proxy_what_the_server_said_is_kept_and_no_secret(kept: Kept, tls: Any, proxy: str) -> None:
    head = b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(PAGE)
    secret = proxy.replace("http://", "http://name:secret@")
    with serving(head + PAGE, context=tls[0]) as server:
        visit = kept(server.url + "/a", obey_robots=False, proxy=secret)
        (exchange,) = visit.exchanges
        assert exchange.request == server.received[0]
    assert exchange.response.head == head
    assert exchange.response.payload.read() == PAGE
    assert exchange.connection.certificates == tls[1]
    assert (exchange.connection.host, exchange.connection.port) == ("127.0.0.1", server.port)
    assert exchange.connection.proxy == proxy
    assert exchange.connection.resolved == ()
    assert visit.begun.options["proxy"] == proxy


LINKS = "".join(f"<a href='/{n}/'>栏目{n}</a>" for n in range(6))


def portal(site: Any) -> str:
    page = f"<html><head><meta charset='utf-8'><title>某某局</title></head><body><div class='nav'>{LINKS}</div>%s</body></html>"
    for path in ("/", *(f"/{n}/" for n in range(6))):
        site.page(path, page % path)
    return str(site.url) + "/"


def test_every_beginning_and_end_of_a_visit_has_its_own_number(
    site: Any, crawl: Callable[..., Any], kept_in: Callable[..., Any], tmp_path: Path
) -> None:
    crawled = crawl(portal(site), kept=tmp_path / "kept", host_concurrency=3)
    (visit,) = kept_in(tmp_path / "kept")
    moments = [number for event in visit.events for number in (event.began, event.ended)]
    assert sorted(moments) == list(range(2 * len(visit.events)))
    assert [event.ended for event in visit.events] == sorted(event.ended for event in visit.events)
    assert len(visit.events) == len(site.asked)
    assert all(event.at.microsecond % 1000 == 0 for event in visit.events)
    assert visit.begun.target.unit.id == "u0"
    done = crawled.one("PortalDone")
    assert done["capture"] == {"id": "u0", "digest": "sha256:0"}
    ends = {str(event.at + timedelta(seconds=event.seconds)) for event in visit.events}
    assert {each["fetched_at"] for each in crawled.of("PageVisit")} <= ends
    assert done["finished_at"] == str(visit.events[-1].at + timedelta(seconds=visit.events[-1].seconds))


def test_a_full_disk_stops_the_crawl_and_the_visit_has_no_end(
    site: Any, crawl: Callable[..., Any], kept_in: Callable[..., Any], tmp_path: Path
) -> None:
    crawled = crawl(portal(site), kept=tmp_path / "kept", room=3)
    assert crawled.stopped == "No space left on device"
    assert crawled.of("PortalDone") == []
    (visit,) = kept_in(tmp_path / "kept")
    assert visit.events is None


def test_a_visit_that_is_interrupted_is_forgotten(
    site: Any, crawl: Callable[..., Any], kept_in: Callable[..., Any], tmp_path: Path
) -> None:
    url = portal(site)
    crawled = crawl(url, kept=tmp_path / "kept", delay=0.3, interrupt_after=lambda: len(site.asked) >= 3)
    assert crawled.summary["interrupted"]
    (visit,) = kept_in(tmp_path / "kept")
    assert visit.events is None


def test_when_the_time_of_a_visit_was_spent_is_kept(
    site: Any, crawl: Callable[..., Any], kept_in: Callable[..., Any], tmp_path: Path
) -> None:
    crawl(portal(site), kept=tmp_path / "kept", delay=0.25, portal_seconds=0.6, host_concurrency=1)
    (visit,) = kept_in(tmp_path / "kept")
    assert visit.ended.out_of_time_at == 2 * len(visit.events)
    assert len(visit.events) < 7
