"""What passes between the sample province and its visitors: a request, an answer."""

import gzip
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from email.utils import format_datetime
from hashlib import sha256
from urllib.parse import parse_qsl, urlsplit

REASONS = {
    200: "OK", 302: "Found", 304: "Not Modified", 400: "Bad Request", 404: "Not Found",
    405: "Method Not Allowed", 412: "Precondition Failed", 500: "Internal Server Error", 521: "Web Server Is Down",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One HTTP request; header names are in lower case, ``target`` is path and query as sent."""

    method: str
    target: str
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""

    @property
    def path(self) -> str:
        """The path without the query."""
        return urlsplit(self.target).path

    @property
    def query(self) -> dict[str, str]:
        """The query's fields, the last one of a name wins."""
        return dict(parse_qsl(urlsplit(self.target).query, keep_blank_values=True))

    @property
    def form(self) -> dict[str, str]:
        """The fields of a posted form."""
        return dict(parse_qsl(self.body.decode("utf-8", "replace"), keep_blank_values=True))


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One answer. ``changed_on`` gives the Last-Modified; None sends neither validator."""

    body: bytes
    content_type: str = "text/html; charset=utf-8"
    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()
    changed_on: date | None = None

    @property
    def etag(self) -> str:
        """A strong validator of the body."""
        return f'"{sha256(self.body).hexdigest()[:20]}"'

    @property
    def last_modified(self) -> str | None:
        """The day of the last change as an HTTP date, at 01:30 UTC."""
        if self.changed_on is None:
            return None
        return format_datetime(datetime.combine(self.changed_on, time(1, 30), UTC), usegmt=True)


def wire(request: Request, page: Page, *, keep_alive: bool) -> bytes:
    """The bytes that answer ``request`` with ``page``: validators, gzip when asked for, no body for HEAD."""
    body, status, head = page.body, page.status, [("Server", "nginx"), ("Content-Type", page.content_type)]
    if page.changed_on is not None and status == 200:
        modified = page.last_modified or ""
        head += [("ETag", page.etag), ("Last-Modified", modified)]
        known = request.headers.get("if-none-match")
        since = request.headers.get("if-modified-since")
        if (known is not None and page.etag in known) or (known is None and since == modified):
            status, body = 304, b""
    if len(body) > 512 and "gzip" in request.headers.get("accept-encoding", ""):
        body = gzip.compress(body, compresslevel=3, mtime=0)
        head += [("Content-Encoding", "gzip"), ("Vary", "Accept-Encoding")]
    head += [
        *page.headers,
        ("Content-Length", str(len(body))),
        ("Connection", "keep-alive" if keep_alive else "close"),
    ]
    lines = [
        f"HTTP/1.1 {status} {REASONS.get(status, 'Status')}",
        *(f"{name}: {value}" for name, value in head),
    ]
    sent = b"" if request.method == "HEAD" else body
    return ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1", "replace") + sent
