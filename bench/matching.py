"""When are two addresses, two titles, two charsets the same? The rules by which readings are held against labels."""

import re
from urllib.parse import unquote, urljoin, urlsplit, urlunsplit

_BASE = re.compile(r"<base\b[^>]*?\bhref\s*=\s*[\"']?([^\"'\s>]+)", re.IGNORECASE)
_SPACE = re.compile(r"\s+")
_DEFAULT_PORTS = {"http": 80, "https": 443}
_CHARSETS = {"gb2312": "gb18030", "gbk": "gb18030", "utf8": "utf-8", "utf-8-sig": "utf-8", "ascii": "utf-8"}


def base_of(html: str, url: str) -> str:
    """The address that a page's relative addresses are relative to."""
    found = _BASE.search(html)
    return _joined(url, found.group(1)) if found else url


def address_key(base: str, url: str) -> str:
    """An address made absolute and normalised: host in lower case, no default port, no fragment, nothing percent-encoded.

    What leads nowhere by itself (``javascript:``, empty) gives an empty key.
    """
    url = _SPACE.sub("", url.replace("&amp;", "&"))
    if not url or url.lower().startswith(("javascript:", "#")):
        return ""
    try:
        parts = urlsplit(_joined(base, url))
        port = parts.port
    except ValueError:
        return url
    host = (parts.hostname or "").lower()
    if port and port != _DEFAULT_PORTS.get(parts.scheme):
        host = f"{host}:{port}"
    return urlunsplit((parts.scheme, host, unquote(parts.path) or "/", unquote(parts.query), ""))


def title_key(title: str) -> str:
    """A title without its white space: line breaks and indents within a title are the template's, not the author's."""
    return _SPACE.sub("", title)


def charset_key(charset: str) -> str:
    """The charset whose decoder reads it: gb2312 and gbk are parts of gb18030, byte order is no charset."""
    name = charset.strip().lower().replace("_", "-")
    if name.startswith("utf-16") or name == "unicode":
        return "utf-16"
    return _CHARSETS.get(name, name)


def _joined(base: str, url: str) -> str:
    try:
        return urljoin(base, url.replace("\\", "/"))  # as browsers do
    except ValueError:
        return url
