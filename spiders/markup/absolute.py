"""Which absolute address does a relative one stand for, and what does an address call its page?"""

import re
from functools import lru_cache
from urllib.parse import unquote, urljoin, urlsplit

from domain.page_addresses import names_page
from spiders.markup.page_tree import PageTree

_LONGEST = 2_000
# Addresses without anything that needs care: absolute ones, those of the host's root, those of the page's folder.
_PLAIN = re.compile(
    r"https?://[A-Za-z0-9.-]+(?::\d{1,5})?(?:/[^\s\\#;]*)?|/(?!/)[^\s\\#;]*|[^\s\\#;:?/][^\s\\#;:]*"
)
_INDEX = re.compile(
    r"(?:index|list|default|main|common_list|xxgk_lists?|redirect_firstchannel|nav_list|zfxxgk_\w+)(?:_\d+)?\.\w+$"
)
_FILES = re.compile(
    r"\.(?:pdf|docx?|wps|xlsx?|et|pptx?|zip|rar|7z|gz|jpe?g|png|gif|bmp|ico|svg|css|js|mp[34]|wmv|avi|flv|swf|apk|exe|txt|ofd)$",
    re.IGNORECASE,
)


@lru_cache(maxsize=8_192)
def absolute(base: str, href: str) -> str | None:
    """An absolute http(s) address, or None for what can't be fetched. Of fragments only one that names a page is kept."""
    return _joined_plainly(base, href) or _joined(base, href)


def _joined(base: str, href: str) -> str | None:
    href = "".join(href.split()) if any(c in href for c in "\t\r\n") else href.strip()
    if not href or len(href) > _LONGEST:
        return None
    try:
        url = urljoin(base, href.replace("\\", "/"))
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        return None
    if parts.scheme not in {"http", "https"} or not host:
        return None
    if parts.fragment and not names_page(parts.path, parts.fragment):
        url = url.partition("#")[0]
    return url.replace(" ", "%20")


def _joined_plainly(base: str, href: str) -> str | None:
    """The same for the addresses that most links have, at a tenth of the cost; None for all others."""
    if len(href) > _LONGEST or href[-1:] == "?" or not _PLAIN.fullmatch(href):
        return None
    if href.startswith(("http://", "https://")):
        return href
    place = _place(base)
    if place is None:
        return None
    origin, folder = place
    if href[0] != "/":
        href = _from_folder(folder, href)
    return None if not href or "/." in href or "//" in href else origin + href


def _from_folder(folder: str, href: str) -> str:
    """The path that a relative address leads to from a folder; empty where it needs more care."""
    while href.startswith(("./", "../")):
        if href[1] == ".":
            if folder == "/":
                return ""
            folder = folder[: folder.rindex("/", 0, -1) + 1]
        href = href.partition("/")[2]
    return folder + href if href and href[0] not in "./?" else ""


@lru_cache(maxsize=1_024)
def _place(base: str) -> tuple[str, str] | None:
    """The origin and the folder of an address without anything odd, else None."""
    if not base.startswith(("http://", "https://")) or not _PLAIN.fullmatch(base):
        return None
    path_at = base.find("/", 8)
    if path_at < 0:
        return base.partition("?")[0], "/"
    path = base[path_at:].partition("?")[0]
    return None if "/." in path or "//" in path else (base[:path_at], path[: path.rindex("/") + 1])


def base_of(tree: PageTree, url: str) -> str:
    """The address that relative links are resolved against."""
    for node in tree.find("base"):
        href = node.attrs.get("href", "").strip()
        if href:
            return absolute(url, href) or url
    return url


def is_file(url: str) -> bool:
    """Whether an address is that of a file to download rather than of a page."""
    return _FILES.search(urlsplit(url).path) is not None


@lru_cache(maxsize=8_192)
def last_segment(url: str) -> str:
    """The segment of an address that names its own page: the last directory, or the file where it names more.

    A parent's slug says what the parent is about, not this page.
    """
    segments = [part for part in unquote(urlsplit(url).path).lower().split("/") if part]
    if segments and _INDEX.match(segments[-1]):
        segments.pop()
    return segments[-1] if segments else ""
