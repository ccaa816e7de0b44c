"""What do the hosts answer that no visitor can read: challenges, silence, garbage? And the certificate of the https one."""

import ssl
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from sample_province.exchange import Page, Request


class Ruishu:
    """A dynamic challenge: 412, an empty body, a script that computes a cookie which no plain visitor has."""

    def __init__(self, random: Random) -> None:
        self.key = "".join(random.choices("abcdefghijkmnpqrstuvwxyz23456789", k=760))

    def answer(self, request: Request) -> Page | None:
        """The challenge, whatever is asked."""
        del request
        text = (
            '<!DOCTYPE html><html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8">'
            f'<meta id="9DhefwqGPrzGxEp9hPaoag" content="{self.key[:120]}" r="m">'
            "<script type=\"text/javascript\" r='m'>$_ts=window['$_ts'];if(!$_ts)$_ts={};$_ts.nsd=81494;"
            f'$_ts.cd="{self.key}";if($_ts.lcd)$_ts.lcd();</script><script type="text/javascript" charset="utf-8" '
            "src=\"/Kq2mB4vXnTzL/7tRwPdHs.c7790ff.js\" r='m'></script></head><body></body></html>"
        )
        cookie = ("Set-Cookie", f"FSSBBIl1UgzbN7N80S={self.key[:40]}; Path=/; HttpOnly")
        return Page(body=text.encode(), content_type="text/html", status=412, headers=(cookie,))


class Jsl:
    """A challenge of the first step: 521 and a script that sets a cookie and reloads."""

    def __init__(self, random: Random) -> None:
        self.key = "".join(random.choices("0123456789abcdef", k=32))

    def answer(self, request: Request) -> Page | None:
        """The challenge, whatever is asked."""
        del request
        parts = "+".join(f"('{char}')" for char in f"__jsl_clearance_s={self.key}|-1|")
        text = f"<script>document.cookie={parts};location.href=location.pathname+location.search</script>"
        cookie = ("Set-Cookie", f"__jsluid_s={self.key}; max-age=31536000; path=/; HttpOnly")
        return Page(body=text.encode(), content_type="text/html", status=521, headers=(cookie,))


class Hangs:
    """A host that takes every request and never answers."""

    def answer(self, request: Request) -> Page | None:
        """Nothing, for as long as the visitor waits."""
        del request
        return None


class Garbage:
    """A host whose pages are bytes without sense, said to be HTML."""

    def __init__(self, random: Random) -> None:
        self.body = bytes(random.randrange(256) for _ in range(6000))

    def answer(self, request: Request) -> Page | None:
        """The same bytes, whatever is asked; no robots.txt."""
        if request.path == "/robots.txt":
            return Page(body=b"Not Found", content_type="text/plain", status=404)
        return Page(body=self.body, content_type="text/html")


class ClosedByRobots:
    """A portal whose robots.txt turns every crawler away; its pages are there for people."""

    def answer(self, request: Request) -> Page | None:
        """robots.txt, or the home page."""
        if request.path == "/robots.txt":
            return Page(body=b"User-agent: *\nDisallow: /\n", content_type="text/plain")
        home = "<html><head><meta charset='utf-8'><title>门户网站</title></head><body><h1>欢迎访问</h1></body></html>"
        return Page(body=home.encode())


def self_signed(address: str) -> ssl.SSLContext:
    """A TLS context with a certificate made on the spot, signed by nobody else, valid for ten days."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, address)])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=10))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address(address))]), critical=False)
        .sign(key, hashes.SHA256())
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    with TemporaryDirectory() as folder:
        path = Path(folder, "host.pem")
        path.write_bytes(
            key.private_bytes(
                serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
            )
            + certificate.public_bytes(serialization.Encoding.PEM)
        )
        context.load_cert_chain(path)
    return context
