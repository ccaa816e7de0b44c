"""Where in the archive does a viewer find an address? One line a capture, as CDXJ, sorted.

The key is the address turned about (SURT), as the Internet Archive's tools write it: ``cn,gov,yn,czt)/news?id=1``.
"""

import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urlsplit

_DEFAULT_PORTS = {"http": 80, "https": 443}
_SLASHES = re.compile("//+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """One capture of an address: its record in the archive, by place and length in bytes, and what it is.

    ``mime`` is the media type, ``warc/revisit`` where the record names another one's bytes; ``digest`` is that of the
    bytes, ``record_digest`` that of the packed record (both ``sha256:…``).
    """

    url: str
    at: datetime
    mime: str
    status: int
    digest: str
    offset: int
    length: int
    record_digest: str


def cdx_lines(captures: list[Capture], filename: str) -> bytes:
    """The whole index of captures in one archive file."""
    lines = sorted(_line(each, filename) for each in captures)
    return "".join(f"{line}\n" for line in lines).encode()


def sort_key(url: str) -> str:
    """The key by which an address is looked up: without scheme, ``www.``, fragment and capitals; its query in order.

    What is no address with a host (``urn:…``) is its own key.
    """
    try:
        parts = urlsplit(url)
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        return url.lower()
    if parts.scheme not in _DEFAULT_PORTS or not host:
        return url.lower()
    labels = [host] if ":" in host else host.split(".")[::-1]
    if len(labels) > 1 and labels[-1].startswith("www") and labels[-1][3:].isdigit() | (labels[-1] == "www"):
        labels.pop()
    shown = f":{port}" if port not in {None, _DEFAULT_PORTS[parts.scheme]} else ""
    path = _SLASHES.sub("/", parts.path.lower()).rstrip("/") or "/"
    query = "&".join(sorted(parts.query.lower().split("&"))) if parts.query else ""
    return f"{','.join(labels)}{shown}){path}{'?' + query if query else ''}"


def _line(capture: Capture, filename: str) -> str:
    fields = {
        "url": capture.url,
        "mime": capture.mime,
        "status": str(capture.status),
        "digest": capture.digest,
        "length": str(capture.length),
        "offset": str(capture.offset),
        "filename": filename,
        "recordDigest": capture.record_digest,
    }
    moment = capture.at.astimezone(UTC).strftime("%Y%m%d%H%M%S")
    return f"{sort_key(capture.url)} {moment} {json.dumps(fields)}"
