"""A timestamp authority of OpenSSL's on loopback, with a root and a certificate of its own."""

import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

CONFIG = """
[req]
distinguished_name = dn
prompt = no
[dn]
CN = {name}
[root]
basicConstraints = critical,CA:TRUE
keyUsage = critical,keyCertSign,cRLSign
[tsa]
basicConstraints = critical,CA:FALSE
keyUsage = critical,digitalSignature
extendedKeyUsage = critical,timeStamping
[ts]
default_tsa = one
[one]
serial = {folder}/serial
signer_cert = {folder}/tsa.pem
signer_key = {folder}/tsa.key
signer_digest = sha256
certs = {folder}/root.pem
default_policy = 1.2.3.4.1
digests = sha256, sha512
accuracy = secs:1
ess_cert_id_alg = sha256
"""


def openssl(*arguments: object) -> bytes:
    done = subprocess.run(["openssl", *map(str, arguments)], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout


@dataclass
class Authority:
    """``answer`` makes of a request a status and a body; a test may exchange it."""

    folder: Path
    url: str = ""
    answer: Callable[[bytes], tuple[int, bytes]] = field(init=False)

    def __post_init__(self) -> None:
        self.answer = lambda request: (200, self.reply(request))

    @property
    def root(self) -> Path:
        return self.folder / "root.pem"

    def reply(self, request: bytes) -> bytes:
        (self.folder / "request.tsq").write_bytes(request)
        command = ["ts", "-reply", "-config", self.folder / "openssl.cnf", "-section", "one"]
        openssl(*command, "-queryfile", self.folder / "request.tsq", "-out", self.folder / "reply.tsr")
        return (self.folder / "reply.tsr").read_bytes()


def make_authority(folder: Path) -> Authority:
    config = folder / "openssl.cnf"
    config.write_text(CONFIG.format(name="Test Root", folder=folder), encoding="ascii")
    (folder / "serial").write_text("01\n", encoding="ascii")
    key = ["-newkey", "rsa:2048", "-nodes", "-config", config]
    openssl(
        "req",
        "-x509",
        *key,
        "-extensions",
        "root",
        "-days",
        "30",
        "-keyout",
        folder / "root.key",
        "-out",
        folder / "root.pem",
    )
    openssl("req", *key, "-subj", "/CN=Test TSA", "-keyout", folder / "tsa.key", "-out", folder / "tsa.csr")
    openssl(
        "x509", "-req", "-in", folder / "tsa.csr", "-CA", folder / "root.pem", "-CAkey", folder / "root.key",
        "-days", "30", "-extfile", config, "-extensions", "tsa", "-out", folder / "tsa.pem",
    )  # fmt: skip
    return Authority(folder)


@pytest.fixture(scope="session")
def authority_files(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return make_authority(tmp_path_factory.mktemp("tsa"))


@pytest.fixture(scope="session")
def stranger(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    """Another authority, which nobody here trusts."""
    return make_authority(tmp_path_factory.mktemp("stranger"))


@pytest.fixture
def authority(authority_files: Authority) -> Iterator[Authority]:
    """The authority, answering over HTTP."""
    with answering(authority_files.folder) as made:
        yield made


@pytest.fixture(scope="session")
def running_authority(authority_files: Authority) -> Iterator[Authority]:
    """The same, answering as long as the tests run; nobody may change its answers."""
    with answering(authority_files.folder) as made:
        yield made


@contextmanager
def answering(folder: Path) -> Iterator[Authority]:
    made = Authority(folder)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            assert self.headers["Content-Type"] == "application/timestamp-query"
            status, body = made.answer(self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(status)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_arguments: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    made.url = f"http://127.0.0.1:{server.server_address[1]}/tsa"
    try:
        yield made
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
